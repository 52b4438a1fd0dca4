// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/topology/topologypainter.h"

#include <QFile>
#include <QFontMetricsF>
#include <QPainter>
#include <QSvgRenderer>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal smallestText = 5; // pixels; below that it is a grey line
constexpr qreal corner = 6;

QFont scaledFont(QFont font, qreal zoom)
{
    const qreal pixels = QFontInfo(font).pixelSize() * zoom;
    font.setPixelSize(std::max(1, qRound(pixels)));
    return font;
}

//! Corners cut off: what runs looks like no folder.
QPainterPath cutBox(const QRectF &rect, qreal cut)
{
    QPainterPath path(rect.topLeft() + QPointF(cut, 0));
    path.lineTo(rect.topRight() - QPointF(cut, 0));
    path.lineTo(rect.topRight() + QPointF(0, cut));
    path.lineTo(rect.bottomRight() - QPointF(0, cut));
    path.lineTo(rect.bottomRight() - QPointF(cut, 0));
    path.lineTo(rect.bottomLeft() + QPointF(cut, 0));
    path.lineTo(rect.bottomLeft() - QPointF(0, cut));
    path.lineTo(rect.topLeft() + QPointF(0, cut));
    path.closeSubpath();
    return path;
}

} // namespace

TopologyPainter::TopologyPainter(const TopologyScene &scene, const QFont &font,
                                 const QPalette &palette, qreal zoom, Icons icons)
    : m_scene(scene)
    , m_palette(palette)
    , m_font(scaledFont(font, zoom))
    , m_bold(m_font)
    , m_zoom(zoom)
    , m_icons(icons)
    , m_hasText(QFontInfo(font).pixelSize() * zoom >= smallestText)
{
    m_bold.setBold(true);
}

void TopologyPainter::setCurrent(int node, bool hasFocus)
{
    m_current = node;
    m_hasFocus = hasFocus;
    m_related = node < 0 ? QSet<int>() : m_scene.related(node);
}

QRectF TopologyPainter::scaled(const QRectF &rect) const
{
    return {rect.topLeft() * m_zoom, rect.size() * m_zoom};
}

void TopologyPainter::paint(QPainter *painter, const QRectF &part) const
{
    painter->setRenderHint(QPainter::Antialiasing);
    paintEdges(painter, part);
    for (int i = 0; i < m_scene.looks.size(); ++i) {
        if (!m_scene.plan.rects.at(i).intersects(part))
            continue;
        if (m_scene.graph.nodes.at(i).parent < 0)
            paintBox(painter, i);
        else
            paintSlot(painter, i);
    }
}

void TopologyPainter::paintEdges(QPainter *painter, const QRectF &part) const
{
    QTransform scale;
    scale.scale(m_zoom, m_zoom);
    const auto draw = [&](int segment) {
        const QPainterPath &path = m_scene.plan.segments.at(segment);
        if (path.controlPointRect().adjusted(-1, -1, 1, 1).intersects(part))
            painter->drawPath(scale.map(path));
    };
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(color(m_current < 0 ? ColorRole::Border : ColorRole::Separator),
                         std::clamp(1.2 * m_zoom, 0.8, 2.0)));
    for (int i = 0; i < m_scene.plan.segments.size(); ++i)
        draw(i);
    if (m_current < 0)
        return;
    painter->setPen(QPen(color(ColorRole::Accent), std::clamp(2.2 * m_zoom, 1.5, 3.0)));
    QSet<int> drawn;
    const QList<int> edges = m_scene.edgesOf(m_current);
    for (const int edge : edges) {
        for (const int segment : m_scene.plan.segmentsOf.at(edge)) {
            if (!drawn.contains(segment))
                draw(segment);
            drawn.insert(segment);
        }
    }
}

QPainterPath TopologyPainter::shapeOf(int node) const
{
    const QRectF rect = scaled(m_scene.plan.rects.at(node));
    QPainterPath path;
    switch (m_scene.graph.nodes.at(node).object.kind) {
    case ObjectKind::Source:
        path.addRoundedRect(rect, rect.height() / 2, rect.height() / 2);
        return path;
    case ObjectKind::Service:
    case ObjectKind::Job:
        return cutBox(rect, corner * 1.5 * m_zoom);
    default:
        path.addRoundedRect(rect, corner * m_zoom, corner * m_zoom);
        return path;
    }
}

QColor TopologyPainter::fillOf(int node) const
{
    if (node == m_current)
        return color(ColorRole::Selection);
    switch (Icon::statusRole(m_scene.looks.at(node).status)) {
    case ColorRole::Bad:
        return color(ColorRole::BadBackground);
    case ColorRole::Warning:
        return color(ColorRole::WarningBackground);
    default:
        return color(ColorRole::Base);
    }
}

void TopologyPainter::paintOutline(QPainter *painter, int node, const QPainterPath &shape) const
{
    const bool isJob = m_scene.graph.nodes.at(node).object.kind == ObjectKind::Job;
    QPen pen(color(ColorRole::Border), 1);
    if (node == m_current)
        pen = QPen(color(ColorRole::Accent), m_hasFocus ? 3 : 2);
    else if (m_related.contains(node))
        pen = QPen(color(ColorRole::Accent), 1.5);
    else if (m_scene.looks.at(node).isBad())
        pen.setColor(color(Icon::statusRole(m_scene.looks.at(node).status)));
    if (isJob)
        pen.setStyle(Qt::DashLine);
    painter->setPen(pen);
    painter->drawPath(shape);
    if (!m_hits.contains(node))
        return;
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(color(ColorRole::Warning), 2, Qt::DotLine));
    // Slots stand close to each other.
    const qreal above = m_scene.graph.nodes.at(node).parent < 0 ? 3 : 0;
    painter->drawRect(scaled(m_scene.plan.rects.at(node)).adjusted(-3, -above, 3, above));
}

void TopologyPainter::paintBox(QPainter *painter, int node) const
{
    const NodeSizes &sizes = m_scene.plan.sizes;
    const NodeLook &look = m_scene.looks.at(node);
    const QRectF rect = m_scene.plan.rects.at(node);
    const bool isCard = m_scene.graph.nodes.at(node).object.kind == ObjectKind::Workspace
        && rect.height() > sizes.head + 1;
    const QPainterPath shape = shapeOf(node);
    painter->setBrush(isCard && node != m_current ? color(ColorRole::Base) : fillOf(node));
    if (isCard) { // its state colours its head alone
        painter->setPen(Qt::NoPen);
        painter->drawPath(shape);
        QPainterPath head;
        head.addRect(scaled({rect.topLeft(), QSizeF(rect.width(), sizes.head)}));
        painter->setBrush(fillOf(node));
        painter->drawPath(shape.intersected(head));
        painter->setBrush(Qt::NoBrush);
    }
    paintOutline(painter, node, shape);

    const bool isPill = m_scene.graph.nodes.at(node).object.kind == ObjectKind::Source;
    const qreal side = sizes.line;
    const qreal x = rect.x() + sizes.padding * (isPill ? 2.2 : 1.5);
    const qreal top = rect.y() + (sizes.head - 2 * side) / 2;
    const qreal text = x + side + sizes.padding;
    const qreal room = rect.right() - text - sizes.padding * (isPill ? 2.2 : 1);
    paintIcon(painter, {x, top, side, side}, look.kindIcon, ColorRole::SecondaryText);
    paintIcon(painter, {x, top + side, side, side}, Icon::statusName(look.status),
              Icon::statusRole(look.status));
    painter->setFont(m_bold);
    paintText(painter, {text, top, room, side}, look.label, ColorRole::Text, Qt::ElideMiddle);
    painter->setFont(m_font);
    paintText(painter, {text, top + side, room, side}, look.words, Icon::statusRole(look.status),
              Qt::ElideRight);
}

void TopologyPainter::paintSlot(QPainter *painter, int node) const
{
    const NodeSizes &sizes = m_scene.plan.sizes;
    const NodeLook &look = m_scene.looks.at(node);
    const QRectF rect = m_scene.plan.rects.at(node).adjusted(0, 1, 0, -1);
    if (node == m_current || m_related.contains(node) || look.isBad() || m_hits.contains(node)) {
        QPainterPath shape;
        shape.addRoundedRect(scaled(rect), corner / 2 * m_zoom, corner / 2 * m_zoom);
        painter->setBrush(fillOf(node));
        if (node == m_current || m_related.contains(node) || m_hits.contains(node)) {
            paintOutline(painter, node, shape);
        } else {
            painter->setPen(Qt::NoPen);
            painter->drawPath(shape);
        }
    }
    const qreal side = sizes.line;
    const qreal top = rect.center().y() - side / 2;
    const qreal text = rect.x() + sizes.padding + side + sizes.padding / 2;
    const qreal room = rect.right() - text - sizes.padding;
    paintIcon(painter, {rect.x() + sizes.padding, top, side, side}, Icon::statusName(look.status),
              Icon::statusRole(look.status));
    if (!m_hasText)
        return paintText(painter, {text, top, room, side}, look.label, ColorRole::Text,
                         Qt::ElideMiddle);
    // The state is cut last: a name can be told by its beginning.
    const QFontMetricsF metrics(m_font);
    const qreal gap = sizes.padding;
    const qreal words = metrics.horizontalAdvance(look.words) / m_zoom + 1;
    const qreal label = metrics.horizontalAdvance(look.label) / m_zoom + 1;
    const qreal forWords = std::min(words, room - gap - std::min(label, room * 0.45));
    painter->setFont(m_font);
    paintText(painter, {text, top, room - gap - forWords, side}, look.label, ColorRole::Text,
              Qt::ElideMiddle);
    paintText(painter, {rect.right() - sizes.padding - forWords, top, forWords, side}, look.words,
              Icon::statusRole(look.status), Qt::ElideRight, Qt::AlignRight);
}

void TopologyPainter::paintIcon(QPainter *painter, const QRectF &rect, Icon::Name icon,
                                ColorRole role) const
{
    const QRectF place = scaled(rect);
    if (m_icons == Icons::Pixels) {
        Icon::get(icon, role).paint(painter, place.toAlignedRect());
        return;
    }
    QFile file(Icon::fileName(icon));
    if (!file.open(QIODevice::ReadOnly))
        return;
    QByteArray bytes = file.readAll();
    bytes.replace("#000", color(role).name().toLatin1());
    QSvgRenderer(bytes).render(painter, place);
}

void TopologyPainter::paintText(QPainter *painter, const QRectF &rect, const QString &text,
                                ColorRole role, Qt::TextElideMode elide, Qt::Alignment side) const
{
    const QRectF place = scaled(rect);
    if (!m_hasText) {
        QColor grey = color(role);
        grey.setAlphaF(0.4F);
        painter->fillRect(QRectF(place.x(), place.center().y() - 0.5, place.width() * 0.7, 1),
                          grey);
        return;
    }
    painter->setPen(color(role));
    const QString shown = QFontMetricsF(painter->font()).elidedText(text, elide, place.width());
    painter->drawText(place, int(side | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip,
                      shown);
}

} // namespace angee
