// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// How the rows in sight are drawn.
#include "core/base/relativetime.h"
#include "core/base/visibletext.h"
#include "core/logs/loglevel.h"
#include "ui/logs/logview.h"
#include "ui/widgets/palette.h"

#include <QDateTime>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int strip = 3; // pixels of colour before a line that asks for attention

bool isOurs(const LogFacts &facts)
{
    return facts.entry() == LogEntry::Divider || facts.entry() == LogEntry::Mark;
}

//! 07:41:58 near the start.
bool bearsTime(QByteArrayView bytes)
{
    constexpr qsizetype near = 48;
    const QByteArrayView head = bytes.first(std::min(near, bytes.size()));
    const auto digit = [head](qsizetype at) { return head[at] >= '0' && head[at] <= '9'; };
    for (qsizetype at = 2; at + 5 < head.size(); ++at) {
        if (head[at] == ':' && head[at + 3] == ':' && digit(at - 1) && digit(at - 2)
            && digit(at + 1) && digit(at + 2) && digit(at + 4))
            return true;
    }
    return false;
}

QString ageText(qint64 milliseconds)
{
    const qint64 seconds = std::max<qint64>(0, milliseconds) / 1000;
    if (seconds < 60)
        return LogView::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return LogView::tr("%1 min").arg(seconds / 60);
    if (seconds < 86400)
        return LogView::tr("%1 h").arg(seconds / 3600);
    return LogView::tr("%1 d").arg(seconds / 86400);
}

} // namespace

void LogView::paintEvent(QPaintEvent *event)
{
    QPainter on(viewport());
    LogColors colors(palette());
    on.fillRect(event->rect(), colors.base());
    LogPainter painter(&on, m_grid, &colors);
    const qint64 count = m_rows->count();
    if (count == 0)
        return;
    LogRows::Place place = m_rows->placeAt(top());
    for (int y = 0; y < viewport()->height() && place.index < count; y += m_grid.row) {
        const DrawnRow row{place, m_rows->lineAt(place.index), y};
        if (y + m_grid.row > event->rect().top() && y <= event->rect().bottom())
            drawLineRow(painter, &on, row);
        if (++place.row >= m_rows->rowsOf(place.index))
            place = {place.index + 1, 0};
    }
}

void LogView::drawLineRow(LogPainter &painter, QPainter *on, const DrawnRow &row)
{
    const LogFacts facts = m_store->facts(row.line);
    const QRectF whole(0, row.y, viewport()->width(), m_grid.row);
    if (isOurs(facts))
        on->fillRect(whole,
                     roleColor(facts.entry() == LogEntry::Mark ? ColorRole::GoodBackground
                                   : facts.level() == LogLevel::Error
                                   ? ColorRole::BadBackground
                                   : ColorRole::NeutralBackground,
                               palette()));
    else if (row.line == m_current)
        on->fillRect(whole, roleColor(ColorRole::Hover, palette()));
    if (row.place.row >= m_rows->textRows(row.place.index))
        return drawOpened(painter, on, row);
    if (row.place.row == 0)
        drawGutter(painter, on, row);
    on->save();
    on->setClipRect(QRectF(m_geometry.textX, row.y, viewport()->width(), m_grid.row));
    drawText(painter, row);
    on->restore();
}

void LogView::drawText(LogPainter &painter, const DrawnRow &row)
{
    const LogLayout &layout = m_layouts.of(row.line);
    LogPainter::Piece piece;
    const int columns =
        int((viewport()->width() - m_geometry.textX) / m_grid.cell) + (m_wrapped ? 0 : 2);
    piece.columns = m_wrapped ? m_rows->wrapColumns() : columns;
    piece.firstColumn =
        m_wrapped ? row.place.row * m_rows->wrapColumns() : horizontalScrollBar()->value();
    piece.topLeft = {m_geometry.textX, qreal(row.y)};
    piece.selected = selectedIn(row.line, layout.length());
    const LogSpan seen{layout.positionAt(piece.firstColumn),
                       layout.positionAt(piece.firstColumn + piece.columns), 0};
    if (!isOurs(m_store->facts(row.line)))
        piece.hits = logHits(layout, m_patterns, seen);
    painter.draw(layout, piece);
}

void LogView::drawGutter(LogPainter &painter, QPainter *on, const DrawnRow &row)
{
    const LogFacts facts = m_store->facts(row.line);
    const LogColors &colors = painter.colors();
    const QColor color = colors.level(facts.level());
    const qreal y = row.y;
    const qreal letterX = m_grid.cell / 2 + 2;
    if (facts.entry() == LogEntry::Mark)
        painter.drawWords({letterX, y}, u"◆"_s, 1, roleColor(ColorRole::Good, palette()));
    else if (facts.entry() == LogEntry::Divider)
        painter.drawWords({letterX, y}, u"—"_s, 1, color);
    else
        painter.drawWords({letterX, y}, logLevelLetter(facts.level()), 1, color);
    if (facts.level() >= LogLevel::Warn)
        on->fillRect(QRectF(0, y, strip, m_grid.row), color);
    const QColor quiet = colors.quiet();
    if (m_gutter != LogGutter::None) {
        const QString text = gutterText(row.line);
        const auto spare = std::max<qsizetype>(0, m_geometry.numberCells - text.size());
        painter.drawWords({m_geometry.numberX + qreal(spare) * m_grid.cell, y}, text,
                          m_geometry.numberCells, quiet);
    }
    if (m_services && facts.entry() != LogEntry::Mark) {
        const QString name = shownName(m_store->services().value(facts.service()));
        painter.drawWords({m_geometry.serviceX, y}, name, m_geometry.serviceCells,
                          colors.service(facts.service()));
    }
}

QString LogView::gutterText(qint64 line) const
{
    if (m_gutter == LogGutter::Number)
        return QString::number(line + 1);
    const qint64 arrived = m_store->arrivedMs(line);
    // It was there before; or the line has a time of its own, which is nearer to the truth.
    if (arrived == 0 || (!isOurs(m_store->facts(line)) && bearsTime(m_store->bytes(line))))
        return {};
    if (m_gutter == LogGutter::Age)
        return ageText(QDateTime::currentMSecsSinceEpoch() - arrived);
    return QDateTime::fromMSecsSinceEpoch(arrived).toString(u"HH:mm:ss.zzz"_s);
}

void LogView::drawOpened(LogPainter &painter, QPainter *on, const DrawnRow &row)
{
    const QStringList below = m_rows->opened(row.line);
    const qint64 at = row.place.row - m_rows->textRows(row.place.index);
    const QRectF area(m_geometry.textX, row.y, viewport()->width() - m_geometry.textX, m_grid.row);
    on->fillRect(area, roleColor(ColorRole::Window, palette()));
    on->fillRect(QRectF(area.left(), row.y, 1, m_grid.row),
                 roleColor(ColorRole::Border, palette()));
    on->save();
    on->setClipRect(area);
    constexpr int indent = 2;
    const int left = m_wrapped ? 0 : horizontalScrollBar()->value();
    painter.drawWords({area.left() + indent * m_grid.cell, qreal(row.y)}, below.value(at).mid(left),
                      int(area.width() / m_grid.cell) + 1, roleColor(ColorRole::Text, palette()));
    on->restore();
}

QList<qint64> LogView::visibleLines() const
{
    QList<qint64> lines;
    const qint64 count = m_rows->count();
    if (count == 0)
        return lines;
    qint64 row = top();
    for (qint64 index = m_rows->placeAt(row).index;
         index < count && m_rows->topOf(index) < row + visibleRows(); ++index)
        lines.append(m_rows->lineAt(index));
    return lines;
}

QString LogView::spokenLine(qint64 line) const
{
    if (line < m_store->firstLine() || line >= m_store->endLine())
        return {};
    const LogFacts facts = m_store->facts(line);
    QStringList parts;
    if (m_services && facts.entry() != LogEntry::Mark)
        parts.append(m_store->services().value(facts.service()));
    if (facts.level() >= LogLevel::Warn)
        parts.append(logLevelName(facts.level()));
    const QString gutter = m_gutter == LogGutter::None ? QString() : gutterText(line);
    if (!gutter.isEmpty())
        parts.append(gutter);
    constexpr qsizetype longest = 1000;
    parts.append(m_layouts.of(line).text(0, longest));
    return parts.join(u' ');
}

QRect LogView::lineRect(qint64 line) const
{
    const qint64 index = m_rows->indexOf(line);
    if (index >= m_rows->count())
        return {};
    const qint64 row = m_rows->topOf(index) - top();
    if (row < -visibleRows() || row > visibleRows())
        return {};
    return {0, int(row) * m_grid.row, viewport()->width(), int(m_rows->rowsOf(index)) * m_grid.row};
}

} // namespace angee
