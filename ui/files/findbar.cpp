// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/findbar.h"

#include "ui/files/codeeditor.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxMarked = 2000;
constexpr int markDelayMs = 200;

} // namespace

FindBar::FindBar(CodeEditor *editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
{
    setObjectName(u"findBar"_s);
    build();
    m_delay.setSingleShot(true);
    m_delay.setInterval(markDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &FindBar::updateMatches);
    connect(m_find, &QLineEdit::textChanged, this, [this] { m_delay.start(); });
    for (QCheckBox *box : {m_regex, m_case, m_words})
        connect(box, &QCheckBox::toggled, this, [this] { m_delay.start(); });
    connect(m_find, &QLineEdit::returnPressed, this, &FindBar::findNext);
    connect(m_replace, &QLineEdit::returnPressed, this, &FindBar::replaceOne);
    connect(m_next, &QPushButton::clicked, this, &FindBar::findNext);
    connect(m_previous, &QPushButton::clicked, this, &FindBar::findPrevious);
    connect(m_replaceOne, &QPushButton::clicked, this, &FindBar::replaceOne);
    connect(m_replaceAll, &QPushButton::clicked, this, &FindBar::replaceAll);
    hide();
}

FindBar::~FindBar() = default;

void FindBar::build()
{
    const auto edit = [this](const QString &name, const QString &label) {
        auto *field = new QLineEdit(this);
        field->setObjectName(name);
        field->setAccessibleName(label);
        field->setPlaceholderText(label);
        field->setClearButtonEnabled(true);
        return field;
    };
    const auto button = [this](const QString &name, const QString &text) {
        auto *push = new QPushButton(text, this);
        push->setObjectName(name);
        push->setAccessibleName(text);
        push->setAutoDefault(false);
        return push;
    };
    const auto box = [this](const QString &name, const QString &text) {
        auto *check = new QCheckBox(text, this);
        check->setObjectName(name);
        check->setAccessibleName(text);
        return check;
    };
    m_find = edit(u"findEdit"_s, tr("Find"));
    m_replace = edit(u"replaceEdit"_s, tr("Replace with"));
    m_next = button(u"findNextButton"_s, tr("Next"));
    m_previous = button(u"findPreviousButton"_s, tr("Previous"));
    m_replaceOne = button(u"replaceButton"_s, tr("Replace"));
    m_replaceAll = button(u"replaceAllButton"_s, tr("Replace all"));
    m_regex = box(u"findRegexBox"_s, tr("Regular expression"));
    m_case = box(u"findCaseBox"_s, tr("Match case"));
    m_words = box(u"findWordsBox"_s, tr("Whole words"));
    m_status = new QLabel(this);
    m_status->setObjectName(u"findStatus"_s);
    m_status->setTextFormat(Qt::PlainText);
    // A long complaint about a pattern takes lines of its own, not the field's room.
    m_status->setWordWrap(true);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_find->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    auto *closeButton = new QToolButton(this);
    closeButton->setObjectName(u"findCloseButton"_s);
    closeButton->setAccessibleName(tr("Close the find bar"));
    closeButton->setToolTip(tr("Close (Esc)"));
    closeButton->setIcon(Icon::get(Icon::Name::Close));
    closeButton->setAutoRaise(true);
    connect(closeButton, &QToolButton::clicked, this, &FindBar::close);
    layOut(closeButton);
}

void FindBar::layOut(QWidget *closeButton)
{
    auto *first = new QHBoxLayout;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_find, m_previous, m_next, m_regex,
                                                            m_case, m_words, m_status, closeButton})
        first->addWidget(widget, widget == m_find ? 2 : widget == m_status ? 1 : 0);
    m_replaceRow = new QWidget(this);
    auto *second = new QHBoxLayout(m_replaceRow);
    second->setContentsMargins({});
    second->addWidget(m_replace, 1);
    second->addWidget(m_replaceOne);
    second->addWidget(m_replaceAll);
    auto *layout = new QVBoxLayout(this);
    const int gap = spacing(1, this);
    layout->setContentsMargins(2 * gap, gap, 2 * gap, gap);
    layout->setSpacing(gap);
    layout->addLayout(first);
    layout->addWidget(m_replaceRow);
}

void FindBar::open(bool withReplace)
{
    m_replaceRow->setVisible(withReplace && !m_editor->isReadOnly());
    const ByteRange selected = m_editor->selection();
    const QByteArray text = m_editor->body().sliced(selected.begin, selected.end - selected.begin);
    if (!text.isEmpty() && !text.contains('\n') && !m_regex->isChecked())
        m_find->setText(QString::fromUtf8(text));
    show();
    m_find->selectAll();
    m_find->setFocus(Qt::ShortcutFocusReason);
    updateMatches();
}

void FindBar::close()
{
    hide();
    m_editor->markMatches({});
    m_editor->setFocus();
}

SearchQuery FindBar::query() const
{
    return {m_find->text(), m_regex->isChecked(), m_case->isChecked(), m_words->isChecked()};
}

QRegularExpression FindBar::compiled()
{
    if (m_find->text().isEmpty()) {
        say({});
        return {};
    }
    QRegularExpression expression = query().compiled();
    if (!expression.isValid()) {
        say(tr("Not a regular expression: %1").arg(expression.errorString()));
        return {};
    }
    return expression;
}

void FindBar::updateMatches()
{
    const QRegularExpression expression = compiled();
    if (expression.pattern().isEmpty()) {
        m_editor->markMatches({});
        return;
    }
    const QList<ByteRange> all = SearchText(m_editor->body()).all(expression, maxMarked);
    m_editor->markMatches(all);
    if (all.isEmpty())
        say(tr("Not found"));
    else if (all.size() == maxMarked)
        say(tr("%L1 and more").arg(maxMarked));
    else
        say(tr("%n found", nullptr, int(all.size())));
}

void FindBar::findNext()
{
    find(true);
}

void FindBar::findPrevious()
{
    find(false);
}

void FindBar::find(bool forward)
{
    const QRegularExpression expression = compiled();
    if (expression.pattern().isEmpty())
        return;
    const SearchText text(m_editor->body());
    const ByteRange selected = m_editor->selection();
    auto found = forward ? text.next(expression, selected.end, true)
                         : text.previous(expression, selected.begin, true);
    // An empty match where the caret is would be found for ever.
    if (found && found->begin == found->end && found->begin == selected.end && forward
        && selected.end < m_editor->bodySize())
        found = text.next(expression, selected.end + 1, true);
    if (!found)
        say(tr("Not found"));
    else
        m_editor->select(*found);
}

void FindBar::replaceOne()
{
    const QRegularExpression expression = compiled();
    if (expression.pattern().isEmpty() || m_editor->isReadOnly())
        return;
    const SearchText text(m_editor->body());
    const ByteRange selected = m_editor->selection();
    if (text.next(expression, selected.begin, false) == selected)
        m_editor->replaceRange(
            selected,
            text.replacementFor(expression, selected, m_replace->text(), m_regex->isChecked()));
    find(true);
}

void FindBar::replaceAll()
{
    const QRegularExpression expression = compiled();
    if (expression.pattern().isEmpty() || m_editor->isReadOnly())
        return;
    const SearchText::Replaced result =
        SearchText(m_editor->body()).replaced(expression, m_replace->text(), m_regex->isChecked());
    m_editor->replaceBody(result.text);
    m_delay.stop();
    m_editor->markMatches({});
    say(tr("%n replaced", nullptr, int(result.count)));
}

void FindBar::say(const QString &words)
{
    setLabelText(m_status, words);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace angee
