// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logtimeline.h"

#include "ui/widgets/palette.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <chrono>

namespace angee {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto timelineEvery = 100ms;
constexpr qint64 timelineTurn = 50'000;
constexpr int timelineBar = 4; // with the gap behind it
constexpr int timelineSight = 2; // of the mark below what is in sight
constexpr int timelineLeast = 2; // of what there is at all

QString timelineClock(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).toString(u"HH:mm:ss"_s);
}

} // namespace

LogTimeline::LogTimeline(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"logTimeline"_s);
    setAccessibleName(tr("Lines over time"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_timer.setSingleShot(true);
    hide();
}

void LogTimeline::setView(LogView *view)
{
    m_view = view;
    m_rows = view->rows();
    connect(&m_timer, &QTimer::timeout, this, &LogTimeline::count);
    connect(m_rows, &LogRows::grown, this, &LogTimeline::countLater);
    connect(m_rows, &LogRows::changed, this, &LogTimeline::restart);
    connect(view, &LogView::sightChanged, this, [this] {
        countLater(); // of what came while nobody saw it
        update();
    });
    connect(view, &LogView::currentChanged, this, qOverload<>(&QWidget::update));
    restart();
}

LogTimeline::~LogTimeline() = default;

QSize LogTimeline::sizeHint() const
{
    return {100, fontMetrics().height() * 3 / 2};
}

void LogTimeline::countLater()
{
    if (!m_timer.isActive() && m_view->isVisible())
        m_timer.start(timelineEvery);
}

void LogTimeline::restart()
{
    m_histogram.clear();
    m_next = 0;
    countLater();
    update();
}

void LogTimeline::count()
{
    const LogStore *store = m_rows->store();
    const qint64 count = m_rows->count();
    qint64 index = m_next == 0 ? 0 : m_rows->indexOf(m_next);
    const qint64 end = std::min(count, index + timelineTurn);
    for (; index < end; ++index) {
        const qint64 line = m_rows->lineAt(index);
        m_next = line + 1;
        if (const qint64 ms = store->arrivedMs(line); ms != 0)
            m_histogram.add(line, ms, store->facts(line).level());
    }
    if (end < count)
        countLater();
    const auto &all = m_histogram.bins();
    const auto known = std::count_if(all.cbegin(), all.cend(),
                                     [](const LogHistogram::Bin &bin) { return bin.first >= 0; });
    setVisible(known > 1);
    update();
}

int LogTimeline::barCount() const
{
    const auto most = size_t(std::max(1, width() / timelineBar));
    return int(std::max<size_t>(1, std::min(most, m_histogram.bins().size())));
}

LogTimeline::Range LogTimeline::binsAt(int x) const
{
    const auto bins = m_histogram.bins().size();
    const auto all = size_t(barCount());
    const size_t bar =
        std::min(all - 1, size_t(std::max(0, x)) * all / size_t(std::max(1, width())));
    return {bar * bins / all, (bar + 1) * bins / all};
}

LogHistogram::Bin LogTimeline::sumOf(const Range &range) const
{
    LogHistogram::Bin sum;
    for (size_t at = range.from; at < range.to; ++at) {
        const LogHistogram::Bin &bin = m_histogram.bins()[at];
        sum.errors += bin.errors;
        sum.warnings += bin.warnings;
        sum.others += bin.others;
        if (sum.first < 0)
            sum.first = bin.first;
    }
    return sum;
}

void LogTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), roleColor(ColorRole::Base, palette()));
    const auto bins = m_histogram.bins().size();
    if (bins == 0)
        return;
    const int all = barCount();
    std::vector<LogHistogram::Bin> sums;
    quint32 most = 1;
    for (int bar = 0; bar < all; ++bar) {
        sums.push_back(
            sumOf({size_t(bar) * bins / size_t(all), size_t(bar + 1) * bins / size_t(all)}));
        most = std::max(most, sums.back().lines());
    }
    const int room = height() - timelineSight - 1;
    const auto tall = [&](quint32 lines) {
        return lines == 0 ? 0 : std::max(timelineLeast, int(qint64(lines) * room / most));
    };
    const QColor neutral = roleColor(ColorRole::Neutral, palette());
    const QColor warning = roleColor(ColorRole::Warning, palette());
    const QColor bad = roleColor(ColorRole::Bad, palette());
    for (int bar = 0; bar < all; ++bar) {
        const LogHistogram::Bin &sum = sums[size_t(bar)];
        const int x = bar * width() / all;
        const int wide = std::max(1, (bar + 1) * width() / all - x - 1);
        int y = height() - timelineSight;
        const std::pair<quint32, QColor> parts[] = {
            {sum.others, neutral}, {sum.warnings, warning}, {sum.errors, bad}};
        for (const auto &[lines, color] : parts) {
            const int part = tall(lines);
            y = std::max(0, y - part);
            painter.fillRect(x, y, wide, part, color);
        }
    }
    drawSight(painter);
    if (hasFocus()) {
        painter.setPen(roleColor(ColorRole::Accent, palette()));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

//! What of it is in sight.
void LogTimeline::drawSight(QPainter &painter) const
{
    const QList<qint64> sight = m_view->visibleLines();
    if (sight.isEmpty())
        return;
    const auto bins = m_histogram.bins().size();
    const auto xOf = [&](size_t bin) { return int(bin * size_t(width()) / bins); };
    const LogStore *store = m_rows->store();
    const size_t from = m_histogram.binOf(store->arrivedMs(sight.constFirst()));
    const size_t to = m_histogram.binOf(store->arrivedMs(sight.constLast())) + 1;
    painter.fillRect(xOf(from), height() - timelineSight,
                     std::max(timelineBar, xOf(to) - xOf(from)), timelineSight,
                     roleColor(ColorRole::Accent, palette()));
}

//! The first line of the bin, or of the next one that has any.
void LogTimeline::goTo(size_t bin)
{
    const auto &all = m_histogram.bins();
    while (bin < all.size() && all[bin].first < 0)
        ++bin;
    if (bin < all.size())
        m_view->goTo(std::max(all[bin].first, m_rows->store()->firstLine()));
}

size_t LogTimeline::currentBin() const
{
    const LogStore *store = m_rows->store();
    const auto line = m_view->currentLine();
    const bool isThere = line && *line >= store->firstLine() && *line < store->endLine();
    return m_histogram.binOf(isThere ? store->arrivedMs(*line) : 0);
}

void LogTimeline::mousePressEvent(QMouseEvent *event)
{
    goTo(binsAt(event->pos().x()).from);
}

void LogTimeline::mouseMoveEvent(QMouseEvent *event)
{
    goTo(binsAt(event->pos().x()).from);
}

void LogTimeline::keyPressEvent(QKeyEvent *event)
{
    const auto &all = m_histogram.bins();
    size_t at = currentBin();
    switch (event->key()) {
    case Qt::Key_Right:
        return goTo(at + 1);
    case Qt::Key_Left:
        while (at > 0 && all[--at].first < 0)
            ;
        return goTo(at);
    case Qt::Key_Home:
        return goTo(0);
    case Qt::Key_End:
        return goTo(all.empty() ? 0 : all.size() - 1);
    default:
        return QWidget::keyPressEvent(event);
    }
}

QString LogTimeline::wordsAt(int x) const
{
    if (m_histogram.bins().empty())
        return {};
    const Range range = binsAt(x);
    const LogHistogram::Bin sum = sumOf(range);
    const qint64 from = m_histogram.startMs() + qint64(range.from) * m_histogram.binMs();
    const qint64 to = m_histogram.startMs() + qint64(range.to) * m_histogram.binMs();
    QStringList words{tr("%1 to %2").arg(timelineClock(from), timelineClock(to)),
                      tr("%n line(s)", nullptr, int(sum.lines()))};
    if (sum.errors > 0)
        words.append(tr("%n error(s)", nullptr, int(sum.errors)));
    if (sum.warnings > 0)
        words.append(tr("%n warning(s)", nullptr, int(sum.warnings)));
    return words.join(u'\n');
}

bool LogTimeline::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    setToolTip(wordsAt(help->pos().x()));
    return QWidget::event(event);
}

} // namespace angee
