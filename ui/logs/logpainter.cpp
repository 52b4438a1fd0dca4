// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logpainter.h"

#include "ui/widgets/palette.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostHits = 1000;
constexpr qsizetype hitMargin = 512; // characters around what is drawn that a hit may begin in

LogSpan within(const LogSpan &span, const LogSpan &bounds)
{
    return {std::max(span.from, bounds.from), std::min(span.to, bounds.to), span.kind};
}

bool isAscii(QChar c)
{
    return c.unicode() >= 0x20 && c.unicode() < 0x7F;
}

} // namespace

LogGlyphs::LogGlyphs(const QFont &of)
    : font(of)
    , raw(QRawFont::fromFont(of, QFontDatabase::Latin))
{
    QString all;
    for (char16_t c = first; c <= last; ++c)
        all += QChar(c);
    int count = int(shapes.size());
    const bool known =
        raw.isValid() && raw.glyphIndexesForChars(all.constData(), count, shapes.data(), &count);
    if (!known || count != int(shapes.size()) || std::count(shapes.cbegin(), shapes.cend(), 0U) > 0)
        raw = {};
}

LogGrid::LogGrid(const QFont &of)
    : font(of)
{
    font.setKerning(false);
    font.setStyleStrategy(QFont::PreferAntialias);
    const QFontMetricsF metrics(font);
    constexpr int sample = 100;
    cell = std::max<qreal>(1, metrics.horizontalAdvance(QString(sample, u'M')) / sample);
    row = std::max(1, int(metrics.height() + 2.5));
    ascent = int(metrics.ascent() + 1.5);
    for (size_t i = 0; i < glyphs.size(); ++i) {
        QFont styled = font;
        styled.setBold((i & 1) != 0);
        styled.setItalic((i & 2) != 0);
        glyphs[i] = LogGlyphs(styled);
    }
}

LogPainter::LogPainter(QPainter *painter, const LogGrid &grid, LogColors *colors)
    : m_painter(painter)
    , m_grid(grid)
    , m_colors(colors)
{
    painter->setFont(grid.font);
}

void LogPainter::drawGround(const LogLayout &layout, const Piece &piece, const LogSpan &span,
                            const QColor &color)
{
    const qsizetype end = piece.firstColumn + piece.columns;
    const qsizetype from = std::max(layout.columnOf(span.from), piece.firstColumn);
    const qsizetype to = std::min(layout.columnOf(span.to), end);
    if (to <= from)
        return;
    m_painter->fillRect(QRectF(piece.topLeft.x() + qreal(from - piece.firstColumn) * m_grid.cell,
                               piece.topLeft.y(), qreal(to - from) * m_grid.cell, m_grid.row),
                        color);
}

void LogPainter::draw(const LogLayout &layout, const Piece &piece)
{
    const LogSpan all{layout.positionAt(piece.firstColumn),
                      layout.positionAt(piece.firstColumn + piece.columns), 0};
    // A wide character may begin in this piece and end in the next.
    for (const LogRun &run : layout.runs()) {
        const LogSpan span = within({run.start, run.start + run.length, 0}, all);
        if (const QColor ground = m_colors->of(run.style).ground;
            !span.isEmpty() && ground.isValid())
            drawGround(layout, piece, span, ground);
    }
    for (const LogSpan &hit : piece.hits)
        drawGround(layout, piece, within(hit, all), m_colors->highlight(hit.kind));
    if (!piece.selected.isEmpty())
        drawGround(layout, piece, within(piece.selected, all), m_colors->selection());
    qsizetype at = all.from;
    for (const LogRun &run : layout.runs()) {
        const LogSpan span = within({run.start, run.start + run.length, 0}, all);
        if (span.isEmpty())
            continue;
        drawRun(layout, piece, {at, span.from, 0}, {});
        LogStyle style = run.style;
        // On a ground of ours the program's own colours are not known to be readable.
        const bool covered = !within(piece.selected, span).isEmpty()
            || std::any_of(piece.hits.cbegin(), piece.hits.cend(),
                           [&](const LogSpan &hit) { return !within(hit, span).isEmpty(); });
        if (covered)
            style = {{}, {}, quint8(style.attributes & LogStyle::Bold)};
        drawRun(layout, piece, span, style);
        at = span.to;
    }
    drawRun(layout, piece, {at, all.to, 0}, {});
}

void LogPainter::drawRun(const LogLayout &layout, const Piece &piece, const LogSpan &span,
                         const LogStyle &style)
{
    if (span.isEmpty())
        return;
    useFont(style.attributes);
    m_painter->setPen(m_colors->of(style).text);
    const qsizetype column = layout.columnOf(span.from) - piece.firstColumn;
    drawText({piece.topLeft.x() + qreal(column) * m_grid.cell, piece.topLeft.y() + m_grid.ascent},
             layout.text(span.from, span.to - span.from), layout, span.from);
}

void LogPainter::useFont(quint8 attributes)
{
    constexpr quint8 shapes =
        LogStyle::Bold | LogStyle::Italic | LogStyle::Underline | LogStyle::Strike;
    const quint8 wanted = attributes & shapes;
    if (wanted == m_fontFor)
        return;
    QFont font = m_grid.font;
    font.setBold(wanted & LogStyle::Bold);
    font.setItalic(wanted & LogStyle::Italic);
    font.setUnderline(wanted & LogStyle::Underline);
    font.setStrikeOut(wanted & LogStyle::Strike);
    m_painter->setFont(font);
    m_fontFor = wanted;
}

//! Each shape in its cell, without asking a text engine where it belongs.
void LogPainter::drawAscii(const QPointF &base, QStringView text)
{
    const size_t styled =
        (m_fontFor & LogStyle::Bold ? 1 : 0) | (m_fontFor & LogStyle::Italic ? 2 : 0);
    const LogGlyphs &glyphs = m_grid.glyphs[styled];
    if (!glyphs.raw.isValid())
        return m_painter->drawText(base, text.toString());
    while (m_places.size() < size_t(text.size()))
        m_places.emplace_back(qreal(m_places.size()) * m_grid.cell, 0);
    m_shapes.clear();
    for (const QChar c : text)
        m_shapes.push_back(glyphs.shapes[size_t(c.unicode() - LogGlyphs::first)]);
    QGlyphRun run;
    run.setRawFont(glyphs.raw);
    run.setRawData(m_shapes.data(), m_places.data(), int(text.size()));
    run.setUnderline(m_fontFor & LogStyle::Underline);
    run.setStrikeOut(m_fontFor & LogStyle::Strike);
    if (m_fontFor & (LogStyle::Underline | LogStyle::Strike)) // they are as long as the run says
        run.setBoundingRect(
            {0, -qreal(m_grid.ascent), qreal(text.size()) * m_grid.cell, qreal(m_grid.row)});
    m_painter->drawGlyphRun(base, run);
}

//! ASCII in one go, everything else a character at a time in its own cells.
void LogPainter::drawText(const QPointF &base, const QString &text, const LogLayout &layout,
                          qsizetype position)
{
    const qsizetype first = layout.columnOf(position);
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at;
        while (end < text.size() && isAscii(text.at(end)))
            ++end;
        // The last of them may carry what stands behind it.
        if (end > at && end < text.size()
            && layout.columnOf(position + end) == layout.columnOf(position + end - 1))
            --end;
        if (end == at) {
            const qsizetype column = layout.columnOf(position + at);
            ++end;
            while (end < text.size() && layout.columnOf(position + end) == column)
                ++end;
        }
        const QStringView part = QStringView(text).mid(at, end - at);
        if (!part.trimmed().isEmpty()) {
            const qsizetype column = layout.columnOf(position + at) - first;
            const QPointF place = base + QPointF(qreal(column) * m_grid.cell, 0);
            if (std::all_of(part.cbegin(), part.cend(), isAscii))
                drawAscii(place, part);
            else
                m_painter->drawText(place, part.toString());
        }
        at = end;
    }
}

void LogPainter::drawWords(const QPointF &topLeft, const QString &words, int cells,
                           const QColor &color)
{
    useFont(0);
    m_painter->setPen(color);
    const QString shown = words.size() > cells ? words.left(std::max(0, cells - 1)) + u'…' : words;
    const QPointF base = topLeft + QPointF(0, m_grid.ascent);
    if (std::all_of(shown.cbegin(), shown.cend(), isAscii))
        drawAscii(base, shown);
    else
        m_painter->drawText(base, shown);
}

QList<LogSpan> logHits(const LogLayout &layout, const QList<LogPattern> &patterns,
                       const LogSpan &around)
{
    QList<LogSpan> hits;
    if (patterns.isEmpty())
        return hits;
    const qsizetype begin = std::max<qsizetype>(0, around.from - hitMargin);
    const QString text = layout.text(begin, around.to + hitMargin - begin);
    const QByteArray utf8 = text.toUtf8();
    const bool ascii = utf8.size() == text.size();
    for (qsizetype i = patterns.size() - 1; i >= 0; --i) {
        qsizetype at = 0;
        while (at <= utf8.size() && hits.size() < mostHits) {
            const auto hit = patterns.at(i).find(utf8, at);
            if (!hit)
                break;
            at = hit->start + std::max<qsizetype>(1, hit->length);
            const auto units = [&](qsizetype bytes) {
                return ascii ? bytes : QString::fromUtf8(utf8.constData(), bytes).size();
            };
            const LogSpan span{begin + units(hit->start), begin + units(hit->start + hit->length),
                               int(i)};
            if (span.to > around.from && span.from < around.to && !span.isEmpty())
                hits.append(span);
        }
    }
    return hits;
}

} // namespace angee
