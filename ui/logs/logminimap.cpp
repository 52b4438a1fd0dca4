// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logminimap.h"

#include "ui/widgets/palette.h"
#include "ui/widgets/theme.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 mostLooked = 200'000; // lines: of more, some stand for their neighbours
constexpr auto pause = 200ms;

} // namespace

LogMinimap::LogMinimap(LogView *view, const LogSearch *hits, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
    , m_rows(view->rows())
    , m_hits(hits)
{
    setObjectName(u"logMinimap"_s);
    setAccessibleName(tr("Overview of the log"));
    setAccessibleDescription(
        tr("Where errors, warnings, hits and marks are. The keys E, ] and F3 go there."));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, [this] {
        m_stale = true;
        update();
    });
    connect(m_rows, &LogRows::grown, this, &LogMinimap::setStale);
    connect(m_rows, &LogRows::changed, this, &LogMinimap::setStale);
    connect(m_rows, &LogRows::shrunk, this, &LogMinimap::setStale);
    connect(hits, &LogSearch::grown, this, &LogMinimap::setStale);
    connect(hits, &LogSearch::shrunk, this, &LogMinimap::setStale);
    connect(view, &LogView::sightChanged, this, qOverload<>(&QWidget::update));
}

LogMinimap::~LogMinimap() = default;

QSize LogMinimap::sizeHint() const
{
    return {spacing(4, this), spacing(20, this)};
}

void LogMinimap::setStale()
{
    if (!m_later.isActive())
        m_later.start(pause);
}

void LogMinimap::count()
{
    m_stale = false;
    m_buckets.assign(size_t(std::max(1, height())), {});
    if (m_rows->count() == 0)
        return;
    countLines();
    countHits();
}

void LogMinimap::countLine(const LogFacts &facts, qint64 index)
{
    const auto buckets = qint64(m_buckets.size());
    Bucket &bucket = m_buckets[size_t(index * buckets / m_rows->count())];
    bucket.errors += facts.level() == LogLevel::Error ? 1 : 0;
    bucket.warnings += facts.level() == LogLevel::Warn ? 1 : 0;
    bucket.mark = bucket.mark || facts.entry() == LogEntry::Mark;
    bucket.divider = bucket.divider || facts.entry() == LogEntry::Divider;
}

void LogMinimap::countLines()
{
    const LogStore *store = m_rows->store();
    const qint64 lines = m_rows->count();
    if (!m_rows->filter().isEverything()) {
        const qint64 step = std::max<qint64>(1, lines / mostLooked);
        for (qint64 index = 0; index < lines; index += step)
            countLine(store->facts(m_rows->lineAt(index)), index);
        return;
    }
    // Straight through what is kept of them, so that one error in a million is seen.
    const qint64 first = m_rows->lineAt(0);
    const LogSnapshot all = store->snapshot();
    for (const LogChunk &chunk : all.chunks) {
        const LogFacts *facts = chunk.facts.get();
        const auto end = quint32(std::clamp<qint64>(first + lines - chunk.first, 0, chunk.lines));
        for (auto at = quint32(std::max<qint64>(0, first - chunk.first)); at < end; ++at) {
            if (facts[at].level() >= LogLevel::Warn || facts[at].entry() >= LogEntry::Divider)
                countLine(facts[at], chunk.first + at - first);
        }
    }
}

void LogMinimap::countHits()
{
    const std::vector<qint64> &found = m_hits->found();
    const qint64 lines = m_rows->count();
    const auto buckets = qint64(m_buckets.size());
    const size_t step = std::max<size_t>(1, found.size() / size_t(mostLooked));
    for (size_t i = 0; i < found.size(); i += step) {
        const qint64 index = m_rows->indexOf(found[i]);
        if (index < lines && m_rows->lineAt(index) == found[i])
            ++m_buckets[size_t(index * buckets / lines)].hits;
    }
}

void LogMinimap::paintEvent(QPaintEvent *)
{
    if (m_stale || int(m_buckets.size()) != std::max(1, height()))
        count();
    QPainter painter(this);
    painter.fillRect(rect(), roleColor(ColorRole::Window, palette()));
    const QScrollBar *bar = m_view->verticalScrollBar();
    const double rows = std::max(1, bar->maximum() + bar->pageStep());
    const auto from = int(bar->value() / rows * height());
    const auto high = std::max(2, int(bar->pageStep() / rows * height()));
    painter.fillRect(QRect(0, from, width(), high), roleColor(ColorRole::Selection, palette()));
    const int half = width() / 2;
    for (int y = 0; y < int(m_buckets.size()); ++y) {
        const Bucket &bucket = m_buckets[size_t(y)];
        if (bucket.divider)
            painter.fillRect(0, y, width(), 1, roleColor(ColorRole::Border, palette()));
        if (bucket.errors > 0)
            painter.fillRect(1, y, half - 1, 2, roleColor(ColorRole::Bad, palette()));
        else if (bucket.warnings > 0)
            painter.fillRect(1, y, half / 2, 1, roleColor(ColorRole::Warning, palette()));
        if (bucket.hits > 0)
            painter.fillRect(half + 1, y, half - 2, 2, roleColor(ColorRole::Accent, palette()));
        if (bucket.mark)
            painter.fillRect(0, y, width(), 2, roleColor(ColorRole::Good, palette()));
    }
}

void LogMinimap::goTo(int y)
{
    if (m_rows->count() == 0)
        return;
    const qint64 index = std::clamp<qint64>(qint64(y) * m_rows->count() / std::max(1, height()), 0,
                                            m_rows->count() - 1);
    m_view->goTo(m_rows->lineAt(index));
}

void LogMinimap::mousePressEvent(QMouseEvent *event)
{
    goTo(event->pos().y());
}

void LogMinimap::mouseMoveEvent(QMouseEvent *event)
{
    goTo(event->pos().y());
}

QString LogMinimap::wordsAt(int y) const
{
    if (y < 0 || y >= int(m_buckets.size()) || m_rows->count() == 0)
        return {};
    const qint64 index = std::min(m_rows->count() - 1, y * m_rows->count() / height());
    const qint64 line = m_rows->lineAt(index);
    QString words = tr("Line %1").arg(line + 1);
    if (const qint64 ms = m_rows->store()->arrivedMs(line); ms != 0)
        words += u", "_s + QDateTime::fromMSecsSinceEpoch(ms).toString(u"HH:mm:ss"_s);
    const Bucket &bucket = m_buckets[size_t(y)];
    if (bucket.errors > 0)
        words += u'\n' + tr("%n error(s)", nullptr, int(bucket.errors));
    if (bucket.warnings > 0)
        words += u'\n' + tr("%n warning(s)", nullptr, int(bucket.warnings));
    if (bucket.hits > 0)
        words += u'\n' + tr("%n line(s) with hits", nullptr, int(bucket.hits));
    return words;
}

bool LogMinimap::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    setToolTip(wordsAt(help->pos().y()));
    return QWidget::event(event);
}

} // namespace angee
