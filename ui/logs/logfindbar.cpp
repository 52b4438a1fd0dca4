// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logfindbar.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace angee {

using namespace Qt::StringLiterals;

LogFindBar::LogFindBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_count(new QLabel(this))
{
    setObjectName(u"logFindBar"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(1, this));
    m_text->setObjectName(u"logFilter"_s);
    m_text->setPlaceholderText(tr("Find in the log (/)"));
    m_text->setAccessibleName(tr("Find in the log"));
    m_text->setClearButtonEnabled(true);
    m_text->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    layout->addWidget(m_text, 1);
    const auto emitQuery = [this] { emit queryChanged(query()); };
    m_case = addButton(u"logFindCase"_s, u"Aa"_s, tr("Match case"));
    m_word = addButton(u"logFindWord"_s, u"W"_s, tr("Whole words"));
    m_regex = addButton(u"logFindRegex"_s, u".*"_s, tr("Regular expression"));
    for (QToolButton *button : {m_case, m_word, m_regex}) {
        button->setCheckable(true);
        connect(button, &QToolButton::toggled, this, emitQuery);
    }
    QToolButton *previous =
        addButton(u"logFindPrevious"_s, {}, tr("Previous line with a hit (Shift+F3, N)"));
    previous->setIcon(Icon::get(Icon::Name::ChevronUp));
    QToolButton *next = addButton(u"logFindNext"_s, {}, tr("Next line with a hit (F3, n)"));
    next->setIcon(Icon::get(Icon::Name::ChevronDown));
    m_count->setObjectName(u"logFindCount"_s);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    layout->addWidget(m_count);
    QToolButton *only = addButton(u"logFilterInclude"_s, tr("Only"),
                                  tr("Show only lines with this text (Ctrl+Return)"));
    QToolButton *without =
        addButton(u"logFilterExclude"_s, tr("Without"), tr("Hide lines with this text"));
    QToolButton *colour = addButton(u"logHighlight"_s, tr("Colour"), tr("Keep this text coloured"));
    connect(m_text, &QLineEdit::textChanged, this, emitQuery);
    connect(previous, &QToolButton::clicked, this, &LogFindBar::previousRequested);
    connect(next, &QToolButton::clicked, this, &LogFindBar::nextRequested);
    connect(only, &QToolButton::clicked, this,
            [this] { emit ruleRequested(LogFilter::Rule::Kind::Include); });
    connect(without, &QToolButton::clicked, this,
            [this] { emit ruleRequested(LogFilter::Rule::Kind::Exclude); });
    connect(colour, &QToolButton::clicked, this, &LogFindBar::highlightRequested);
}

LogFindBar::~LogFindBar() = default;

QToolButton *LogFindBar::addButton(const QString &name, const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(button);
    return button;
}

void LogFindBar::open(const QString &text)
{
    if (!text.isEmpty() && !text.contains(u'\n'))
        m_text->setText(text);
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void LogFindBar::setText(const QString &text)
{
    m_text->setText(text);
}

LogQuery LogFindBar::query() const
{
    const auto option = [](const QToolButton *button, LogQuery::Option is) {
        return button->isChecked() ? int(is) : 0;
    };
    return {m_text->text(),
            quint8(option(m_case, LogQuery::MatchCase) | option(m_word, LogQuery::WholeWord)
                   | option(m_regex, LogQuery::Regex))};
}

void LogFindBar::setCount(qint64 at, qint64 hits, bool running)
{
    QString words;
    if (!m_text->text().isEmpty()) {
        const auto count = int(std::min<qint64>(hits, INT_MAX));
        words = at > 0 ? tr("%1 of %n line(s)", nullptr, count).arg(at)
                       : tr("%n line(s)", nullptr, count);
        if (running)
            words += u'…';
    }
    setLabelText(m_count, words);
}

void LogFindBar::setProblem(const QString &problem)
{
    if (!problem.isEmpty())
        setLabelText(m_count, problem);
}

void LogFindBar::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() & Qt::ControlModifier)
        return emit ruleRequested(LogFilter::Rule::Kind::Include);
    if (enter)
        return event->modifiers() & Qt::ShiftModifier ? emit previousRequested()
                                                      : emit
                                                      nextRequested();
    if (event->key() == Qt::Key_Escape) {
        m_text->clear();
        return emit closed();
    }
    QWidget::keyPressEvent(event);
}

} // namespace angee
