// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/topology/topologyscene.h"

#include <QFontMetricsF>
#include <QHash>

#include <cmath>
#include <limits>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int charactersWide = 27;

int layerOf(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Source:
        return 0;
    case ObjectKind::Workspace:
    case ObjectKind::Slot:
        return 1;
    default:
        return 2;
    }
}

//! \brief The graph as boxes and lines: slots are part of their workspace.
struct BoxedGraph
{
    LayoutRequest request;
    QList<int> boxOf; // of each node: its own, or its workspace's
    QList<int> lineOf; // of each edge
    QList<int> rowOf; // of a slot within its workspace, else -1
};

BoxedGraph boxed(const StackGraph &graph, const NodeSizes &sizes)
{
    BoxedGraph out;
    out.request.gap = sizes.line;
    QList<int> slotsIn(graph.nodes.size(), 0);
    for (const StackNode &node : graph.nodes)
        out.rowOf.append(node.parent < 0 ? -1 : slotsIn[node.parent]++);
    for (int i = 0; i < graph.nodes.size(); ++i) {
        const StackNode &node = graph.nodes.at(i);
        if (node.parent >= 0) {
            out.boxOf.append(out.boxOf.at(node.parent));
            continue;
        }
        const int rows = slotsIn.at(i);
        out.boxOf.append(int(out.request.boxes.size()));
        out.request.boxes.append(
            {QSizeF(sizes.width, sizes.head + (rows > 0 ? rows * sizes.row + sizes.padding : 0)),
             layerOf(node.object.kind)});
    }
    QHash<std::pair<int, int>, int> lines;
    for (const StackEdge &edge : graph.edges) {
        const std::pair ends(out.boxOf.at(edge.from), out.boxOf.at(edge.to));
        if (!lines.contains(ends)) {
            lines.insert(ends, int(out.request.lines.size()));
            out.request.lines.append({ends.first, ends.second});
        }
        out.lineOf.append(lines.value(ends));
    }
    return out;
}

} // namespace

NodeSizes::NodeSizes(const QFont &font)
{
    const QFontMetricsF metrics(font);
    line = metrics.lineSpacing();
    width = std::ceil(metrics.averageCharWidth() * charactersWide);
    head = std::ceil(line * 2.7);
    row = std::ceil(line * 1.5);
    padding = std::ceil(line * 0.4);
}

TopologyPlan planOf(const StackGraph &graph, const NodeSizes &sizes)
{
    const BoxedGraph boxes = boxed(graph, sizes);
    const LaidOut out = layOut(boxes.request);
    TopologyPlan plan;
    plan.sizes = sizes;
    plan.segments = out.segments;
    plan.bounds = out.bounds;
    plan.isArranged = out.isArranged;
    for (qsizetype i = 0; i < graph.nodes.size(); ++i) {
        const QRectF box = out.boxes.at(boxes.boxOf.at(i));
        const int row = boxes.rowOf.at(i);
        plan.rects.append(row < 0 ? box
                                  : QRectF(box.x() + sizes.padding,
                                           box.y() + sizes.head + row * sizes.row,
                                           box.width() - 2 * sizes.padding, sizes.row));
    }
    for (const int line : boxes.lineOf)
        plan.segmentsOf.append(out.lines.at(line));
    return plan;
}

TopologyScene::TopologyScene(StackGraph of, TopologyPlan along)
    : graph(std::move(of))
    , plan(std::move(along))
{
    looks.reserve(graph.nodes.size());
    for (const StackNode &node : std::as_const(graph.nodes))
        looks.append(lookOf(node, graph));
}

int TopologyScene::indexOf(const QString &id) const
{
    for (int i = 0; i < graph.nodes.size(); ++i) {
        if (graph.nodes.at(i).id() == id)
            return i;
    }
    return -1;
}

int TopologyScene::nodeAt(const QPointF &place) const
{
    // Slots come behind their workspace.
    for (int i = int(plan.rects.size()) - 1; i >= 0; --i) {
        if (plan.rects.at(i).contains(place))
            return i;
    }
    return -1;
}

QPointF TopologyScene::anchorOf(int node) const
{
    const QRectF rect = plan.rects.at(node);
    return graph.nodes.at(node).parent < 0
        ? QPointF(rect.center().x(), rect.top() + plan.sizes.head / 2)
        : rect.center();
}

int TopologyScene::neighbour(int node, Qt::Key arrow) const
{
    const QPointF from = anchorOf(node);
    int nearest = node;
    qreal least = std::numeric_limits<qreal>::max();
    for (int i = 0; i < graph.nodes.size(); ++i) {
        const QPointF way = anchorOf(i) - from;
        const bool isAlong = arrow == Qt::Key_Up || arrow == Qt::Key_Down;
        const qreal sign = arrow == Qt::Key_Up || arrow == Qt::Key_Left ? -1 : 1;
        const qreal ahead = sign * (isAlong ? way.y() : way.x());
        const qreal aside = std::abs(isAlong ? way.x() : way.y());
        if (i == node || ahead < 1)
            continue;
        const qreal cost = ahead + 3 * aside;
        if (cost < least) {
            least = cost;
            nearest = i;
        }
    }
    return nearest;
}

QList<int> TopologyScene::edgesOf(int node) const
{
    const auto concerns = [&](int end) {
        return end == node || graph.nodes.at(end).parent == node;
    };
    QList<int> edges;
    for (int i = 0; i < graph.edges.size(); ++i) {
        if (concerns(graph.edges.at(i).from) || concerns(graph.edges.at(i).to))
            edges.append(i);
    }
    return edges;
}

QSet<int> TopologyScene::related(int node) const
{
    QSet<int> nodes;
    const QList<int> edges = edgesOf(node);
    for (const int at : edges) {
        for (const int end : {graph.edges.at(at).from, graph.edges.at(at).to}) {
            nodes.insert(end);
            if (graph.nodes.at(end).parent >= 0)
                nodes.insert(graph.nodes.at(end).parent);
        }
    }
    nodes.remove(node);
    return nodes;
}

QList<int> TopologyScene::find(const QString &words) const
{
    const QStringList all = words.split(u' ', Qt::SkipEmptyParts);
    QList<int> found;
    if (all.isEmpty())
        return found;
    for (int i = 0; i < looks.size(); ++i) {
        const QString &spoken = looks.at(i).spoken;
        const QString &name = graph.nodes.at(i).object.name;
        const bool holdsAll = std::all_of(all.cbegin(), all.cend(), [&](const QString &word) {
            return spoken.contains(word, Qt::CaseInsensitive)
                || name.contains(word, Qt::CaseInsensitive);
        });
        if (holdsAll)
            found.append(i);
    }
    return found;
}

} // namespace angee
