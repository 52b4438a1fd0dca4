// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/topology/graphlayout.h"

#include <QByteArray>
#include <QHash>

#include <algorithm>
#include <clocale>
#include <graphviz/gvc.h>
#include <map>
#include <memory>
#include <mutex>

namespace angee {

namespace {

constexpr double pointsAnInch = 72; // a pixel is a point to Graphviz

//! \brief Graphviz reads numbers by the locale of the thread: "1.5" is 1 where the comma stands for
//! the point.
class PlainNumbers final
{
public:
    PlainNumbers()
        : m_plain(newlocale(LC_ALL_MASK, "C", nullptr))
        , m_former(uselocale(m_plain))
    { }
    ~PlainNumbers()
    {
        uselocale(m_former);
        freelocale(m_plain);
    }
    PlainNumbers(const PlainNumbers &) = delete;
    PlainNumbers &operator=(const PlainNumbers &) = delete;

private:
    locale_t m_plain;
    locale_t m_former;
};

//! \brief The rows with what passes through them: a line over several rows goes by way of a narrow
//! box in each row between, which it shares with the other lines of the same source or user.
struct RowPlan
{
    QList<int> rowOf; // of the boxes, then of the ways
    QList<qreal> heights; // of the rows
    int boxes = 0;
    QList<std::pair<int, int>> steps; // each from a row to the next; none twice
    QList<QList<int>> stepsOf; // of each line

    [[nodiscard]] bool isWay(int node) const { return node >= boxes; }
};

class RowPlanner final
{
public:
    explicit RowPlanner(const LayoutRequest &request)
        : m_request(request)
    {
        m_plan.rowOf = layoutRows(request);
        m_plan.boxes = int(request.boxes.size());
        for (int i = 0; i < m_plan.boxes; ++i) {
            const int row = m_plan.rowOf.at(i);
            if (m_plan.heights.size() <= row)
                m_plan.heights.resize(row + 1);
            m_plan.heights[row] =
                std::max(m_plan.heights.at(row), request.boxes.at(i).size.height());
        }
    }

    RowPlan plan()
    {
        for (const LayoutRequest::Line &line : m_request.lines)
            addLine(line);
        return std::move(m_plan);
    }

private:
    void addLine(const LayoutRequest::Line &line)
    {
        const int top = m_plan.rowOf.at(line.from);
        const int bottom = m_plan.rowOf.at(line.to);
        // Lines of one source part as late, those to one user meet as early as they can.
        const int sharedBy = m_request.boxes.at(line.from).layer == 0 ? line.from : line.to;
        QList<int> steps;
        int above = line.from;
        for (int row = top + 1; row <= bottom; ++row) {
            const int below = row == bottom ? line.to : way(sharedBy, row);
            steps.append(step(above, below));
            above = below;
        }
        m_plan.stepsOf.append(steps);
    }

    int way(int sharedBy, int row)
    {
        const auto [it, isNew] = m_ways.emplace(std::pair(sharedBy, row), int(m_plan.rowOf.size()));
        if (isNew)
            m_plan.rowOf.append(row);
        return it->second;
    }

    int step(int from, int to)
    {
        const auto [it, isNew] = m_steps.emplace(std::pair(from, to), int(m_plan.steps.size()));
        if (isNew)
            m_plan.steps.append({from, to});
        return it->second;
    }

    const LayoutRequest &m_request;
    RowPlan m_plan;
    std::map<std::pair<int, int>, int> m_ways;
    std::map<std::pair<int, int>, int> m_steps;
};

void addBounds(LaidOut *out)
{
    for (const QRectF &box : std::as_const(out->boxes))
        out->bounds |= box;
    for (const QPainterPath &segment : std::as_const(out->segments))
        out->bounds |= segment.controlPointRect();
}

//! Rows as they come: when there is too much, or Graphviz cannot be asked.
LaidOut layOutPlainly(const LayoutRequest &request, const RowPlan &plan)
{
    LaidOut out;
    QList<qreal> ends(plan.heights.size(), 0);
    QList<qreal> tops(plan.heights.size(), 0);
    for (qsizetype row = 1; row < tops.size(); ++row)
        tops[row] = tops.at(row - 1) + plan.heights.at(row - 1) + request.gap * 4;
    for (int i = 0; i < plan.boxes; ++i) {
        const int row = plan.rowOf.at(i);
        const QSizeF size = request.boxes.at(i).size;
        out.boxes.append(QRectF(QPointF(ends.at(row), tops.at(row)), size));
        ends[row] += size.width() + request.gap;
    }
    for (const LayoutRequest::Line &line : request.lines) {
        const QRectF from = out.boxes.at(line.from);
        const QRectF to = out.boxes.at(line.to);
        QPainterPath path(QPointF(from.center().x(), from.bottom()));
        path.lineTo(to.center().x(), to.top());
        out.lines.append(QList<int>{int(out.segments.size())});
        out.segments.append(path);
    }
    addBounds(&out);
    return out;
}

//! \brief One graph of Graphviz, laid out and read. Only names and sizes of ours go into it.
class DotGraph final
{
public:
    DotGraph(GVC_t *context, const LayoutRequest &request, const RowPlan &plan)
        : m_context(context)
        , m_request(request)
        , m_plan(plan)
        , m_graph(agopen(nameOf("g"), Agdirected, nullptr))
    {
        setDefault(AGRAPH, "nodesep", number(request.gap / pointsAnInch));
        setDefault(AGRAPH, "ranksep", number(request.gap * 3.5 / pointsAnInch));
        setDefault(AGRAPH, "nslimit", "20");
        setDefault(AGRAPH, "nslimit1", "20");
        setDefault(AGRAPH, "rank", "");
        setDefault(AGNODE, "label", "");
        setDefault(AGNODE, "shape", "box");
        setDefault(AGNODE, "fixedsize", "true");
        setDefault(AGNODE, "width", "1");
        setDefault(AGNODE, "height", "1");
        setDefault(AGEDGE, "arrowhead", "none");
        setDefault(AGEDGE, "tailport", "s");
        setDefault(AGEDGE, "headport", "n");
        setDefault(AGEDGE, "style", "");
        addNodes();
        addRows();
        for (const auto &[from, to] : plan.steps)
            m_edges.append(agedge(m_graph, m_nodes.at(from), m_nodes.at(to), nullptr, 1));
    }
    ~DotGraph()
    {
        if (m_isLaidOut)
            gvFreeLayout(m_context, m_graph);
        agclose(m_graph);
    }
    DotGraph(const DotGraph &) = delete;
    DotGraph &operator=(const DotGraph &) = delete;

    bool layOut()
    {
        m_isLaidOut = gvLayout(m_context, m_graph, "dot") == 0;
        return m_isLaidOut;
    }

    [[nodiscard]] LaidOut read() const
    {
        LaidOut out;
        out.isArranged = true;
        out.lines = m_plan.stepsOf;
        for (int i = 0; i < m_plan.boxes; ++i)
            out.boxes.append(rectOf(i));
        for (qsizetype i = 0; i < m_edges.size(); ++i)
            out.segments.append(pathOf(m_edges.at(i), m_plan.steps.at(i).second));
        addBounds(&out);
        return out;
    }

private:
    //! The library takes what it does not change as "char *".
    static char *nameOf(const char *text) { return const_cast<char *>(text); }
    static QByteArray number(double value) { return QByteArray::number(value, 'f', 4); }

    void setDefault(int kind, const char *name, const QByteArray &value)
    {
        agattr(m_graph, kind, nameOf(name), nameOf(value.constData()));
    }

    static void set(void *object, const char *name, const QByteArray &value)
    {
        agset(object, nameOf(name), nameOf(value.constData()));
    }

    void addNodes()
    {
        for (int i = 0; i < m_plan.rowOf.size(); ++i) {
            const QByteArray name = 'n' + QByteArray::number(i);
            Agnode_t *node = agnode(m_graph, nameOf(name.constData()), 1);
            const QSizeF size = m_plan.isWay(i) ? QSizeF(2, m_plan.heights.at(m_plan.rowOf.at(i)))
                                                : m_request.boxes.at(i).size;
            set(node, "width", number(size.width() / pointsAnInch));
            set(node, "height", number(size.height() / pointsAnInch));
            m_nodes.append(node);
        }
    }

    //! Each row is held together by a node that nobody sees, below that of the row before.
    void addRows()
    {
        Agnode_t *before = nullptr;
        for (int row = 0; row < m_plan.heights.size(); ++row) {
            const QByteArray name = 'r' + QByteArray::number(row);
            Agraph_t *group = agsubg(m_graph, nameOf(name.constData()), 1);
            set(group, "rank", "same");
            Agnode_t *anchor = agnode(group, nameOf(name.constData()), 1);
            set(anchor, "width", "0.01");
            set(anchor, "height", "0.01");
            for (int i = 0; i < m_plan.rowOf.size(); ++i) {
                if (m_plan.rowOf.at(i) == row)
                    agsubnode(group, m_nodes.at(i), 1);
            }
            if (before) {
                Agedge_t *edge = agedge(m_graph, before, anchor, nullptr, 1);
                set(edge, "style", "invis");
            }
            before = anchor;
        }
    }

    static QPointF pointOf(const pointf &point) { return {point.x, -point.y}; }

    [[nodiscard]] QRectF rectOf(int node) const
    {
        const QSizeF size = m_request.boxes.at(node).size;
        const QPointF centre = pointOf(ND_coord(m_nodes.at(node)));
        return {centre - QPointF(size.width() / 2, size.height() / 2), size};
    }

    [[nodiscard]] QPainterPath pathOf(Agedge_t *edge, int to) const
    {
        QPainterPath path;
        const splines *drawn = ED_spl(edge);
        if (drawn && drawn->size > 0) {
            for (int i = 0; i < drawn->size; ++i) {
                const bezier &curve = drawn->list[i];
                path.moveTo(pointOf(curve.list[0]));
                for (int at = 1; at + 2 < curve.size; at += 3)
                    path.cubicTo(pointOf(curve.list[at]), pointOf(curve.list[at + 1]),
                                 pointOf(curve.list[at + 2]));
            }
        } else {
            path.moveTo(pointOf(ND_coord(agtail(edge))));
            path.lineTo(pointOf(ND_coord(aghead(edge))));
        }
        if (m_plan.isWay(to)) { // down through the row
            const QPointF centre = pointOf(ND_coord(m_nodes.at(to)));
            const qreal half = m_plan.heights.at(m_plan.rowOf.at(to)) / 2;
            path.lineTo(centre.x(), centre.y() - half);
            path.lineTo(centre.x(), centre.y() + half);
        }
        return path;
    }

    GVC_t *m_context;
    const LayoutRequest &m_request;
    const RowPlan &m_plan;
    Agraph_t *m_graph;
    QList<Agnode_t *> m_nodes;
    QList<Agedge_t *> m_edges;
    bool m_isLaidOut = false;
};

//! For the life of the process, as the library wants it: one at a time, and made once.
std::mutex graphvizMutex;

} // namespace

LaidOut layOut(const LayoutRequest &request)
{
    const RowPlan plan = RowPlanner(request).plan();
    if (request.boxes.isEmpty() || request.boxes.size() > LayoutRequest::mostBoxes
        || plan.steps.size() > LayoutRequest::mostLines)
        return layOutPlainly(request, plan);
    const std::scoped_lock lock(graphvizMutex);
    const PlainNumbers plain;
    static GVC_t *const context = [] {
        agseterr(AGMAX); // it would write to the standard error
        return gvContext();
    }();
    DotGraph graph(context, request, plan);
    return graph.layOut() ? graph.read() : layOutPlainly(request, plan);
}

} // namespace angee
