// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/commits/commitdelegate.h"

#include "ui/commits/commitsmodel.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

#include <array>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array laneRoles{ColorRole::Accent, ColorRole::Good, ColorRole::Warning,
                               ColorRole::Bad, ColorRole::SecondaryText};

QColor laneColor(int lane, const QPalette &palette)
{
    return roleColor(laneRoles.at(std::size_t(lane) % laneRoles.size()), palette);
}

//! Where the lanes of a row are, within its rectangle.
struct Grid
{
    QRect area;
    int step;

    [[nodiscard]] qreal x(int lane) const { return area.left() + step * (lane + 0.5) + 2; }
    [[nodiscard]] qreal middle() const { return area.top() + area.height() / 2.0; }
};

void drawLine(QPainter *painter, const Grid &grid, int from, qreal fromY, int to, qreal toY)
{
    const QPointF begin(grid.x(from), fromY);
    const QPointF end(grid.x(to), toY);
    QPainterPath path(begin);
    const qreal half = (fromY + toY) / 2;
    if (from == to)
        path.lineTo(end);
    else
        path.cubicTo({begin.x(), half}, {end.x(), half}, end);
    painter->drawPath(path);
}

void drawLanes(QPainter *painter, const Grid &grid, const CommitLanes &lanes, bool isHead,
               bool isBase, const QPalette &palette)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    const qreal width = grid.step / 7.0;
    for (const CommitLanes::Line &line : lanes.above) {
        painter->setPen(QPen(laneColor(line.from, palette), width));
        drawLine(painter, grid, line.from, grid.area.top(), line.to, grid.middle());
    }
    for (const CommitLanes::Line &line : lanes.below) {
        painter->setPen(QPen(laneColor(line.to, palette), width));
        drawLine(painter, grid, line.from, grid.middle(), line.to,
                 grid.area.top() + grid.area.height());
    }
    const QPointF center(grid.x(lanes.lane), grid.middle());
    const qreal radius = grid.step * 0.3;
    painter->setPen(Qt::NoPen);
    painter->setBrush(laneColor(lanes.lane, palette));
    if (isBase)
        painter->drawRect(QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius));
    else
        painter->drawEllipse(center, radius, radius);
    if (isHead) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(roleColor(ColorRole::Text, palette), width));
        painter->drawEllipse(center, radius * 1.7, radius * 1.7);
    }
}

//! Draws the labels from \a x on; where the text begins behind them.
int drawLabels(QPainter *painter, const QStyleOptionViewItem &option, int x,
               const QStringList &labels, int gap)
{
    const int right = option.rect.left() + option.rect.width() * 2 / 3;
    for (const QString &label : labels) {
        const int room = right - x - 2 * gap;
        if (room < 4 * option.fontMetrics.averageCharWidth())
            return x;
        const QString shown = option.fontMetrics.elidedText(label, Qt::ElideMiddle, room);
        const QRect box(x, option.rect.top() + 2,
                        option.fontMetrics.horizontalAdvance(shown) + 2 * gap,
                        option.rect.height() - 5);
        painter->setPen(roleColor(ColorRole::Border, option.palette));
        painter->setBrush(roleColor(ColorRole::NeutralBackground, option.palette));
        painter->drawRoundedRect(box, gap, gap);
        painter->setPen(roleColor(ColorRole::Text, option.palette));
        painter->drawText(box, Qt::AlignCenter | Qt::TextSingleLine, shown);
        x = box.right() + 1 + gap;
    }
    return x;
}

} // namespace

CommitDelegate::CommitDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{ }

CommitDelegate::~CommitDelegate() = default;

void CommitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = std::exchange(cell.text, QString());
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    painter->save();
    painter->setClipRect(cell.rect);
    const int gap = spacing(1, cell.widget);
    const Grid grid{cell.rect, cell.fontMetrics.averageCharWidth() * 2};
    const auto lanes = index.data(CommitsModel::LanesRole).value<CommitLanes>();
    const bool isHead = index.data(CommitsModel::HeadRole).toBool();
    drawLanes(painter, grid, lanes, isHead, index.data(CommitsModel::BaseRole).toBool(),
              cell.palette);
    QStringList labels = index.data(CommitsModel::LabelsRole).toStringList();
    if (isHead)
        labels.prepend(tr("▸ here"));
    int x = int(grid.x(lanes.width())) + gap;
    x = drawLabels(painter, cell, x, labels, gap);
    const QRect rest(x, cell.rect.top(), cell.rect.right() - x, cell.rect.height());
    painter->setPen(roleColor(ColorRole::Text, cell.palette));
    painter->drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine,
                      cell.fontMetrics.elidedText(text, Qt::ElideRight, rest.width()));
    painter->restore();
}

} // namespace angee
