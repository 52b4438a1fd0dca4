// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/topology/graphlayout.h"
#include "ui/topology/nodelook.h"

#include <QFont>
#include <QSet>

namespace angee {

//! \brief How large the boxes are at their full size, in pixels: by the font alone, so that no name
//! moves anything.
struct NodeSizes
{
    NodeSizes() = default;
    explicit NodeSizes(const QFont &font);

    qreal line = 0; //!< of text
    qreal width = 0; //!< of every box
    qreal head = 0; //!< height of a box with two lines
    qreal row = 0; //!< of a slot in the box of its workspace
    qreal padding = 0;

    friend bool operator==(const NodeSizes &, const NodeSizes &) = default;
};

//! \brief Where the nodes and edges of a graph stand; good for every graph of the same shape.
struct TopologyPlan
{
    NodeSizes sizes;
    QList<QRectF> rects; //!< of the nodes; those of slots lie within that of their workspace
    QList<QPainterPath> segments;
    QList<QList<int>> segmentsOf; //!< of each edge
    QRectF bounds;
    bool isArranged = false; //!< by Graphviz
};

//! \brief Works out the plan: not for the GUI thread.
[[nodiscard]] TopologyPlan planOf(const StackGraph &graph, const NodeSizes &sizes);

//! \brief A graph with its plan and its looks: all that is painted, walked through and searched.
struct TopologyScene
{
    TopologyScene() = default;
    TopologyScene(StackGraph of, TopologyPlan along);

    StackGraph graph;
    TopologyPlan plan;
    QList<NodeLook> looks;

    [[nodiscard]] bool isEmpty() const { return graph.nodes.isEmpty(); }
    //! \brief The node of an id, -1 for none.
    [[nodiscard]] int indexOf(const QString &id) const;
    //! \brief The node at a place, a slot rather than its workspace; -1 for none.
    [[nodiscard]] int nodeAt(const QPointF &place) const;
    //! \brief Nearest to \a node in the direction of an arrow key; \a node itself when none is.
    [[nodiscard]] int neighbour(int node, Qt::Key arrow) const;
    //! \brief The edges that \a node has to do with, also by the slots that stand in it.
    [[nodiscard]] QList<int> edgesOf(int node) const;
    //! \brief The nodes on those edges and the workspaces of their slots, without \a node.
    [[nodiscard]] QSet<int> related(int node) const;
    //! \brief Nodes whose name, state, kind or other words hold all of \a words, in their order.
    [[nodiscard]] QList<int> find(const QString &words) const;
    //! \brief What arrows go by: the head of a workspace, the middle of the others.
    [[nodiscard]] QPointF anchorOf(int node) const;
};

} // namespace angee
