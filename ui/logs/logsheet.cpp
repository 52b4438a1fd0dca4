// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logsheet.h"

#include "ui/logs/logfilterbar.h"
#include "ui/logs/logfindbar.h"
#include "ui/logs/logminimap.h"
#include "ui/logs/logtimeline.h"
#include "ui/widgets/theme.h"

#include <QFocusEvent>
#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto countEvery = 200ms;

} // namespace

LogSheet::LogSheet(const QString &spillFolder, QWidget *parent)
    : QWidget(parent)
    , m_store(new LogStore(spillFolder, this))
    , m_rows(new LogRows(m_store, this))
    , m_find(new LogSearch(m_store, this))
    , m_recorder(m_store)
    , m_findBar(new LogFindBar(this))
    , m_filterBar(new LogFilterBar(this))
    , m_timeline(new LogTimeline(this))
    , m_view(new LogView(m_rows, this))
    , m_minimap(new LogMinimap(m_view, m_find, this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
{
    auto *main = new QWidget(this);
    auto *row = new QHBoxLayout(main);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_view, 1);
    row->addWidget(m_minimap);
    m_splitter->setObjectName(u"logSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(main);
    const int unit = spacing(1, this);
    auto *bars = new QVBoxLayout;
    bars->setContentsMargins(2 * unit, unit, 2 * unit, unit);
    bars->setSpacing(unit);
    bars->addWidget(m_findBar);
    bars->addWidget(m_filterBar);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bars);
    column->addWidget(m_timeline);
    column->addWidget(m_splitter, 1);
    m_timeline->setView(m_view);
    connectFind();
    connectFilter();
    m_counting.setSingleShot(true);
    connect(&m_counting, &QTimer::timeout, this, &LogSheet::updateCounts);
    const auto later = [this] {
        if (!m_counting.isActive())
            m_counting.start(countEvery);
    };
    connect(m_store, &LogStore::appended, this, later);
    connect(m_store, &LogStore::trimmed, this, later);
    connect(m_rows, &LogRows::grown, this, later);
    connect(m_rows, &LogRows::changed, this, later);
    updateCounts();
}

LogSheet::~LogSheet()
{
    m_store->disconnect(this);
}

//! No focus proxy: with one, Tab goes from before the sheet to the view and never to the bars.
void LogSheet::focusInEvent(QFocusEvent *event)
{
    m_view->setFocus(event->reason());
}

void LogSheet::connectFind()
{
    connect(m_findBar, &LogFindBar::queryChanged, this, &LogSheet::onQuery);
    connect(m_findBar, &LogFindBar::nextRequested, this, &LogSheet::findNext);
    connect(m_findBar, &LogFindBar::previousRequested, this, &LogSheet::findPrevious);
    connect(m_findBar, &LogFindBar::closed, this,
            [this] { m_view->setFocus(Qt::ShortcutFocusReason); });
    connect(m_findBar, &LogFindBar::ruleRequested, this, [this](LogFilter::Rule::Kind kind) {
        const LogQuery query = m_findBar->query();
        if (query.text.isEmpty())
            return;
        m_findBar->setText({});
        m_filterBar->addRule({.query = query, .kind = kind});
    });
    connect(m_findBar, &LogFindBar::highlightRequested, this, [this] {
        const LogQuery query = m_findBar->query();
        if (query.text.isEmpty() || m_highlights.size() == LogColors::highlights - 1)
            return;
        m_highlights.append(query);
        m_findBar->setText({});
        m_filterBar->setHighlights(m_highlights);
        updateHighlights();
    });
    connect(m_find, &LogSearch::grown, this, &LogSheet::onHits);
    connect(m_find, &LogSearch::finished, this, &LogSheet::onHits);
    connect(m_find, &LogSearch::shrunk, this, &LogSheet::onHits);
    connect(m_view, &LogView::currentChanged, this, &LogSheet::onHits);
}

void LogSheet::connectFilter()
{
    connect(m_filterBar, &LogFilterBar::filterChanged, this, &LogSheet::setFilter);
    connect(m_filterBar, &LogFilterBar::saveRequested, this, &LogSheet::saveFilterRequested);
    connect(m_filterBar, &LogFilterBar::highlightDropped, this, [this](int index) {
        m_highlights.remove(index);
        m_filterBar->setHighlights(m_highlights);
        updateHighlights();
    });
    connect(m_view, &LogView::currentChanged, this, [this] {
        if (const auto line = m_view->currentLine(); line && m_contextView)
            m_contextView->goTo(*line);
    });
}

void LogSheet::setFilter(const LogFilter &filter)
{
    m_filterBar->setFilter(filter);
    const auto current = m_view->currentLine();
    m_rows->setFilter(filter);
    if (current && !m_view->isFollowing())
        m_view->goTo(*current); // or what is nearest to it
    onQuery(m_findBar->query());
    updateCounts();
}

void LogSheet::onQuery(const LogQuery &query)
{
    QString problem;
    const bool usable = LogPattern::compile(query, &problem).has_value();
    updateHighlights();
    m_jumpToHit = usable;
    if (!usable) {
        m_find->stop();
        m_findBar->setCount(0, 0, false);
        m_findBar->setProblem(problem);
        return;
    }
    LogFilter wanted = m_rows->filter();
    if (wanted.isEverything())
        wanted.rules = {{.query = query}};
    else
        wanted.rules.append({.query = query, .kind = LogFilter::Rule::Kind::Require});
    m_find->start(wanted, LogMatcher::Dividers::Leave, m_rows->hiddenBefore());
    onHits();
}

void LogSheet::onHits()
{
    if (!m_find->isActive())
        return;
    const std::vector<qint64> &found = m_find->found();
    if (m_jumpToHit && !found.empty()) {
        // As one types: the first hit from what is in sight on.
        const QList<qint64> sight = m_view->visibleLines();
        const qint64 from = sight.isEmpty() ? 0 : sight.constFirst();
        const auto hit = std::lower_bound(found.cbegin(), found.cend(), from);
        if (hit != found.cend() || !m_find->isRunning()) {
            m_jumpToHit = false;
            return m_view->goTo(hit != found.cend() ? *hit : found.back());
        }
    }
    qint64 at = 0;
    if (const auto current = m_view->currentLine()) {
        const auto hit = std::lower_bound(found.cbegin(), found.cend(), *current);
        if (hit != found.cend() && *hit == *current)
            at = hit - found.cbegin() + 1;
    }
    m_findBar->setCount(at, qint64(found.size()), m_find->isRunning());
}

void LogSheet::updateHighlights()
{
    // The first is that of the search; without one it is never hit.
    QList<LogPattern> patterns;
    const auto search = LogPattern::compile(m_findBar->query(), nullptr);
    const auto never = LogPattern::compile({u"(?!)"_s, LogQuery::Regex}, nullptr);
    if (search || !m_highlights.isEmpty())
        patterns.append(search ? *search : *never);
    for (const LogQuery &query : std::as_const(m_highlights)) {
        if (const auto pattern = LogPattern::compile(query, nullptr))
            patterns.append(*pattern);
    }
    m_view->setHighlights(patterns);
    if (m_contextView)
        m_contextView->setHighlights(patterns);
}

void LogSheet::updateCounts()
{
    std::array<qint64, 6> counts{};
    for (size_t level = 0; level < counts.size(); ++level)
        counts[level] = m_store->count(LogLevel(level));
    m_filterBar->setCounts(counts);
    m_filterBar->setShown(m_rows->count(), m_store->lineCount(), m_rows->isFiltering());
}

void LogSheet::setContextShown(bool shown)
{
    if (shown == isContextShown())
        return;
    if (!shown) {
        m_contextView = nullptr;
        std::exchange(m_context, nullptr)->deleteLater();
        return;
    }
    auto *rows = new LogRows(m_store);
    m_contextView = new LogView(rows, this);
    rows->setParent(m_contextView);
    m_contextView->setObjectName(u"logContextView"_s);
    m_contextView->setAccessibleName(tr("The whole log"));
    m_contextView->setGutter(m_view->gutter());
    m_contextView->setWrapped(m_view->isWrapped());
    m_contextView->setServicesShown(m_view->areServicesShown());
    m_contextView->setZoom(m_view->zoom());
    m_context = m_contextView;
    m_splitter->addWidget(m_context);
    updateHighlights();
    if (const auto line = m_view->currentLine())
        m_contextView->goTo(*line);
}

void LogSheet::setPaused(bool paused)
{
    if (paused == isPaused())
        return;
    m_rows->setFrozen(paused);
    emit pausedChanged(paused);
}

void LogSheet::clearShown()
{
    setPaused(false);
    m_rows->hideBefore(m_store->endLine());
    m_view->setFollowing(true);
    updateCounts();
    emit clearedChanged();
}

void LogSheet::undoClear()
{
    m_rows->hideBefore(0);
    m_view->setFollowing(true);
    updateCounts();
    emit clearedChanged();
}

void LogSheet::openFind()
{
    m_findBar->open(m_view->selectedText(LogView::CopyWith::Text));
}

void LogSheet::findNext()
{
    goToHit(Way::Forth);
}

void LogSheet::findPrevious()
{
    goToHit(Way::Back);
}

void LogSheet::goToHit(Way way)
{
    const std::vector<qint64> &found = m_find->found();
    if (found.empty())
        return;
    const qint64 current = m_view->currentLine().value_or(-1);
    if (way == Way::Forth) {
        const auto hit = std::upper_bound(found.cbegin(), found.cend(), current);
        return m_view->goTo(hit == found.cend() ? found.front() : *hit);
    }
    const auto hit = std::lower_bound(found.cbegin(), found.cend(), current);
    m_view->goTo(hit == found.cbegin() ? found.back() : *std::prev(hit));
}

bool LogSheet::goWhere(Way way, const std::function<bool(const LogFacts &)> &wanted)
{
    const qint64 count = m_rows->count();
    const auto current = m_view->currentLine();
    const qint64 step = way == Way::Forth ? 1 : -1;
    qint64 index = current ? m_rows->indexOf(*current) + step : way == Way::Forth ? 0 : count - 1;
    for (; index >= 0 && index < count; index += step) {
        const qint64 line = m_rows->lineAt(index);
        if (wanted(m_store->facts(line))) {
            m_view->goTo(line);
            return true;
        }
    }
    return false;
}

bool LogSheet::goToError(Way way)
{
    return goWhere(way, [](const LogFacts &facts) { return facts.level() == LogLevel::Error; });
}

bool LogSheet::goToMark(Way way)
{
    return goWhere(way, [](const LogFacts &facts) { return facts.entry() == LogEntry::Mark; });
}

std::optional<std::vector<qint64>> LogSheet::shownLines() const
{
    if (m_rows->count() == m_store->lineCount())
        return std::nullopt;
    std::vector<qint64> lines;
    lines.reserve(size_t(m_rows->count()));
    for (qint64 index = 0; index < m_rows->count(); ++index)
        lines.push_back(m_rows->lineAt(index));
    return lines;
}

} // namespace angee
