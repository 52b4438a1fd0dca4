// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logfilterbar.h"

#include "core/logs/loglevel.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr LogLevel shownLevels[] = {LogLevel::Error, LogLevel::Warn,  LogLevel::Info,
                                    LogLevel::Debug, LogLevel::Trace, LogLevel::None};

QString captionOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Error:
        return LogFilterBar::tr("Error");
    case LogLevel::Warn:
        return LogFilterBar::tr("Warn");
    case LogLevel::Info:
        return LogFilterBar::tr("Info");
    case LogLevel::Debug:
        return LogFilterBar::tr("Debug");
    case LogLevel::Trace:
        return LogFilterBar::tr("Trace");
    case LogLevel::None:
        break;
    }
    return LogFilterBar::tr("Other");
}

} // namespace

LogFilterBar::LogFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_chips(new QHBoxLayout)
    , m_shown(new QLabel(this))
    , m_menuButton(new QToolButton(this))
    , m_menu(new QMenu(this))
{
    setObjectName(u"logFilterBar"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(1, this));
    for (const LogLevel level : shownLevels) {
        auto *button = new QToolButton(this);
        button->setObjectName(u"logLevel"_s
                              + (level == LogLevel::None ? u"OTHER"_s : logLevelName(level)));
        button->setCheckable(true);
        button->setChecked(true);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, [this, level](bool checked) {
            LogFilter filter = m_filter;
            const auto bit = quint8(1 << int(level));
            filter.levels = checked ? filter.levels | bit : filter.levels & quint8(~bit);
            change(filter);
        });
        m_levels[size_t(level)] = button;
        layout->addWidget(button);
    }
    m_chips->setSpacing(spacing(1, this));
    layout->addLayout(m_chips);
    layout->addStretch(1);
    m_shown->setObjectName(u"logShown"_s);
    m_shown->setTextFormat(Qt::PlainText);
    layout->addWidget(m_shown);
    m_menuButton->setObjectName(u"logFilters"_s);
    m_menuButton->setText(tr("Filters"));
    m_menuButton->setIcon(Icon::get(Icon::Name::Filter));
    m_menuButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setFocusPolicy(Qt::TabFocus);
    m_menuButton->setMenu(m_menu);
    m_menu->setObjectName(u"logFiltersMenu"_s);
    connect(m_menu, &QMenu::aboutToShow, this, &LogFilterBar::fillMenu);
    layout->addWidget(m_menuButton);
    fillMenu();
    setCounts({});
}

LogFilterBar::~LogFilterBar() = default;

void LogFilterBar::change(const LogFilter &filter)
{
    if (filter == m_filter)
        return;
    setFilter(filter);
    emit filterChanged(filter);
}

void LogFilterBar::setFilter(const LogFilter &filter)
{
    m_filter = filter;
    for (const LogLevel level : shownLevels)
        m_levels[size_t(level)]->setChecked(filter.wants(level));
    fillChips();
}

void LogFilterBar::addRule(const LogFilter::Rule &rule)
{
    LogFilter filter = m_filter;
    if (rule.query.text.isEmpty() || filter.rules.contains(rule))
        return;
    filter.rules.append(rule);
    change(filter);
}

void LogFilterBar::setHighlights(const QList<LogQuery> &queries)
{
    m_highlights = queries;
    fillChips();
}

QToolButton *LogFilterBar::addChip(const QString &text, const QString &name)
{
    constexpr qsizetype longest = 24;
    auto *chip = new QToolButton(this);
    chip->setObjectName(name);
    const QString caption = text.size() > longest ? text.left(longest) + u'…' : text;
    chip->setText(angee::captionOf(caption));
    chip->setIcon(Icon::get(Icon::Name::Close));
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setAccessibleName(tr("Remove: %1").arg(text));
    chip->setToolTip(chip->accessibleName());
    chip->setFocusPolicy(Qt::TabFocus);
    m_chips->addWidget(chip);
    m_rules.append(chip);
    return chip;
}

void LogFilterBar::fillChips()
{
    for (QToolButton *chip : std::as_const(m_rules)) {
        chip->hide();
        chip->deleteLater(); // it may be the one that was pressed
    }
    m_rules.clear();
    for (int i = 0; i < m_filter.rules.size(); ++i) {
        const LogFilter::Rule &rule = m_filter.rules.at(i);
        const bool without = rule.kind == LogFilter::Rule::Kind::Exclude;
        const QString text = (without ? tr("without “%1”") : tr("only “%1”")).arg(rule.query.text);
        connect(addChip(text, u"logRule%1"_s.arg(i)), &QToolButton::clicked, this, [this, i] {
            LogFilter filter = m_filter;
            filter.rules.remove(i);
            change(filter);
        });
    }
    for (int i = 0; i < m_highlights.size(); ++i) {
        const QString text = tr("coloured “%1”").arg(m_highlights.at(i).text);
        connect(addChip(text, u"logHighlight%1"_s.arg(i)), &QToolButton::clicked, this,
                [this, i] { emit highlightDropped(i); });
    }
}

void LogFilterBar::setCounts(const std::array<qint64, 6> &counts)
{
    m_counts = counts;
    for (const LogLevel level : shownLevels) {
        QToolButton *button = m_levels[size_t(level)];
        const QString count = QLocale().toString(counts[size_t(level)]);
        const QString text = captionOf(level) + u' ' + count;
        if (button->text() == text)
            continue;
        button->setText(text);
        button->setAccessibleName(text);
        button->setToolTip(level == LogLevel::None ? tr("Lines that say no level") : text);
        // Those that a log has none of stay out of the way.
        button->setVisible(counts[size_t(level)] > 0 || level == LogLevel::Error
                           || level == LogLevel::Warn);
    }
}

void LogFilterBar::setShown(qint64 shown, qint64 all, bool running)
{
    const QLocale locale;
    QString words = shown == all
        ? tr("%n line(s)", nullptr, int(std::min<qint64>(all, INT_MAX)))
        : tr("%1 of %2 lines").arg(locale.toString(shown), locale.toString(all));
    if (running)
        words += u'…';
    setLabelText(m_shown, words);
}

void LogFilterBar::setSaved(const QStringList &names)
{
    m_saved = names;
}

void LogFilterBar::fillMenu()
{
    m_menu->clear();
    for (const QString &name : std::as_const(m_saved)) {
        m_menu->addAction(angee::captionOf(name), this, [this, name] { emit savedChosen(name); });
    }
    m_menu->addSeparator();
    const bool any = !m_filter.rules.isEmpty() || m_filter.levels != LogFilter::everyLevel;
    QAction *save = m_menu->addAction(tr("Save this filter…"), this, &LogFilterBar::saveRequested);
    save->setObjectName(u"logSaveFilter"_s);
    save->setEnabled(any);
    QAction *clear = m_menu->addAction(tr("Show all lines"), this, [this] { change({}); });
    clear->setObjectName(u"logClearFilter"_s);
    clear->setEnabled(!m_filter.isEverything());
    if (m_saved.isEmpty())
        return;
    QMenu *drop = m_menu->addMenu(tr("Remove a saved filter"));
    for (const QString &name : std::as_const(m_saved))
        drop->addAction(angee::captionOf(name), this, [this, name] { emit savedDropped(name); });
}

} // namespace angee
