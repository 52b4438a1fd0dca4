// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logpattern.h"
#include "ui/logs/logcolors.h"
#include "ui/logs/loglayout.h"

#include <QFont>
#include <QList>
#include <QRawFont>
#include <QRectF>

#include <array>
#include <vector>

class QPainter;

namespace angee {

//! \brief The shapes of printable ASCII in one font, looked up once: such text needs no layout.
struct LogGlyphs
{
    static constexpr char16_t first = 0x20;
    static constexpr char16_t last = 0x7E;

    QFont font;
    QRawFont raw; //!< not valid where the font lacks one of them
    std::array<quint32, last - first + 1> shapes{};

    LogGlyphs() = default;
    explicit LogGlyphs(const QFont &font);
};

//! \brief Sizes of a grid of characters in one font.
struct LogGrid
{
    QFont font;
    std::array<LogGlyphs, 4> glyphs; //!< plain, bold, italic, both
    qreal cell = 8; //!< width of a cell
    int row = 16; //!< height of a row
    int ascent = 12;

    LogGrid() = default;
    explicit LogGrid(const QFont &font);
};

//! \brief Positions of a line's text from \c from up to \c to.
struct LogSpan
{
    qsizetype from = 0;
    qsizetype to = 0;
    int kind = 0; //!< of a hit: the number of its highlight

    [[nodiscard]] bool isEmpty() const { return to <= from; }
};

//! \brief Draws pieces of lines on their grid. Each character stands in its own cells, whatever its
//! script, so that nothing in a line can move or turn what stands beside it.
class LogPainter final
{
public:
    LogPainter(QPainter *painter, const LogGrid &grid, LogColors *colors);

    //! \brief What is drawn of a line.
    struct Piece
    {
        qsizetype firstColumn = 0; //!< stands at the left edge
        qsizetype columns = 0;
        QPointF topLeft;
        LogSpan selected;
        QList<LogSpan> hits;
    };

    void draw(const LogLayout &layout, const Piece &piece);
    [[nodiscard]] const LogColors &colors() const { return *m_colors; }
    //! Words of our own, in one colour, cut at \a cells.
    void drawWords(const QPointF &topLeft, const QString &words, int cells, const QColor &color);

private:
    void drawGround(const LogLayout &layout, const Piece &piece, const LogSpan &span,
                    const QColor &color);
    void drawRun(const LogLayout &layout, const Piece &piece, const LogSpan &span,
                 const LogStyle &style);
    void drawText(const QPointF &base, const QString &text, const LogLayout &layout,
                  qsizetype position);
    void drawAscii(const QPointF &base, QStringView text);
    void useFont(quint8 attributes);

    QPainter *m_painter;
    const LogGrid &m_grid;
    LogColors *m_colors;
    quint8 m_fontFor = 0;
    std::vector<QPointF> m_places; // of the cells of a row, from its first
    std::vector<quint32> m_shapes;
};

//! \brief Where the patterns hit the text of \a layout around the positions asked for. At most a
//! thousand.
[[nodiscard]] QList<LogSpan> logHits(const LogLayout &layout, const QList<LogPattern> &patterns,
                                     const LogSpan &around);

} // namespace angee
