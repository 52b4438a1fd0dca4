// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>
#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace angee {

//! \brief What has to be arranged: boxes of fixed sizes in layers from the top down, and lines from
//! a box of an upper layer to one of a lower. No word of the stack is part of it.
struct LayoutRequest
{
    struct Box
    {
        QSizeF size; //!< pixels
        int layer = 0; //!< from 0
    };
    struct Line
    {
        int from = 0;
        int to = 0;
    };

    QList<Box> boxes;
    QList<Line> lines;
    qreal aspect = 1.6; //!< width by height that is aimed at: a layer may take several rows
    qreal gap = 20; //!< pixels between boxes of one row

    //! More than that is not worth the wait: rows as they come, and straight lines.
    static constexpr qsizetype mostBoxes = 400;
    static constexpr qsizetype mostLines = 4'000;
};

//! \brief Where everything stands. Lines that run together share their segments.
struct LaidOut
{
    QList<QRectF> boxes; //!< as in the request
    QList<QPainterPath> segments;
    QList<QList<int>> lines; //!< the segments of each line, from the top down
    QRectF bounds;
    bool isArranged = false; //!< by Graphviz; else in the order of the request
};

//! \brief The row of each box, from 0: a layer is broken into as many as come nearest to the
//! aspect.
[[nodiscard]] QList<int> layoutRows(const LayoutRequest &request);

//! \brief Arranges by Graphviz' dot. May take long, so not for the GUI thread; calls from several
//! threads wait for each other, since the library keeps state of its own.
[[nodiscard]] LaidOut layOut(const LayoutRequest &request);

} // namespace angee
