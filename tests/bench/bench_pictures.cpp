// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// Frames of what is drawn by hand: 1,000 commits (the daemon's most) scrolled through, against a
// table that draws their text alone; and the topology of 12 workspaces with 8 slots each, arranged,
// painted whole and scrolled. Frames are what the thread computes for them.
#include "core/live/stackgraph.h"
#include "tests/bench/benchtools.h"
#include "ui/commits/commitdelegate.h"
#include "ui/commits/commitsmodel.h"
#include "ui/topology/topologyview.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTableView>

#include <cstdio>

using namespace angee;
using namespace angee::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize viewSize(1'200, 800);
constexpr double frame = 16.7;
constexpr int steps = 300;

QString shaOf(int i)
{
    return QString::number(i, 16).rightJustified(40, u'0');
}

//! Branches that begin and end all the time: up to a dozen lanes beside each other.
QList<Commit> branchedCommits(int count)
{
    QList<Commit> commits;
    for (int i = 0; i < count; ++i) {
        Commit commit;
        commit.sha = shaOf(i);
        commit.summary = u"Change number %1 of what stands here, and why it had to be"_s.arg(i);
        commit.author = u"Somebody with a name <somebody-%1@example.invalid>"_s.arg(i % 9);
        commit.time = QDateTime::fromSecsSinceEpoch(1'700'000'000 - i * 600, Qt::UTC);
        if (i + 12 < count) {
            commit.parents.append(shaOf(i + 1 + i * 7 % 11));
            if (i % 5 == 0)
                commit.parents.append(shaOf(i + 12));
        }
        if (i % 20 == 0)
            commit.refs = {u"refs/heads/feature-%1"_s.arg(i), u"refs/remotes/origin/f-%1"_s.arg(i)};
        commits.append(commit);
    }
    return commits;
}

void tell(const char *what, const QList<double> &frames)
{
    std::printf(
        "%s: median %.2f ms, p99 %.2f ms, worst %.2f ms, over %.1f ms: %d of %d\n", what,
        median(frames), percentile(frames, 0.99), percentile(frames, 1), frame,
        int(std::count_if(frames.cbegin(), frames.cend(), [](double ms) { return ms > frame; })),
        int(frames.size()));
}

enum class Scroll {
    Jump, //!< everything is drawn anew
    Glide, //!< what is in sight is moved, as when a wheel turns
};

//! From one end to the other, each step painted.
QList<double> scrollFrames(QAbstractScrollArea *area, QScrollBar *bar, Scroll how = Scroll::Jump)
{
    QList<double> frames;
    for (int i = 0; i < steps; ++i) {
        frames.append(computed([&] {
            bar->setValue(int(qint64(bar->maximum()) * i / steps));
            if (how == Scroll::Jump)
                area->viewport()->repaint();
            else
                QCoreApplication::processEvents();
        }));
        QCoreApplication::processEvents();
    }
    return frames;
}

void benchCommits()
{
    CommitsModel model;
    const QList<Commit> commits = branchedCommits(1'000);
    const double laid = timed([&] { model.setCommits(commits, shaOf(3), shaOf(40)); });
    QTableView table;
    table.setModel(&model);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setDefaultSectionSize(qRound(table.fontMetrics().lineSpacing() * 1.7));
    table.horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table.resize(viewSize);
    table.show();
    QStyledItemDelegate plain;
    table.setItemDelegateForColumn(0, &plain);
    (void)scrollFrames(&table, table.verticalScrollBar());
    const QList<double> peer = scrollFrames(&table, table.verticalScrollBar());
    CommitDelegate ours;
    table.setItemDelegateForColumn(0, &ours);
    const QList<double> frames = scrollFrames(&table, table.verticalScrollBar());
    std::printf("1,000 commits laid into lanes in %.1f ms\n", laid);
    tell("commits, scrolled", frames);
    tell("their text alone, scrolled", peer);
    std::printf("ratio %.2f\n", median(frames) / median(peer));
}

StackNode nodeNamed(ObjectKind kind, const QString &name, const QString &state)
{
    StackNode node;
    node.object = {kind, name};
    node.label = name;
    node.state = state;
    node.runtime = u"container"_s;
    return node;
}

StackGraph largeGraph(int workspaces, int slotsEach)
{
    StackGraph graph;
    for (int s = 0; s < slotsEach; ++s)
        graph.nodes.append(nodeNamed(ObjectKind::Source, u"source-%1"_s.arg(s), u"clean"_s));
    QList<int> places;
    for (int w = 0; w < workspaces; ++w) {
        const int place = int(graph.nodes.size());
        places.append(place);
        graph.nodes.append(nodeNamed(ObjectKind::Workspace, u"feature-%1"_s.arg(w), u"ready"_s));
        for (int s = 0; s < slotsEach; ++s) {
            graph.edges.append({s, int(graph.nodes.size())});
            StackNode slot = nodeNamed(ObjectKind::Slot, u"feature-%1:repo-%2"_s.arg(w).arg(s),
                                       s % 3 == 0 ? u"dirty"_s : u"clean"_s);
            slot.label = u"repo-%1"_s.arg(s);
            slot.parent = place;
            graph.nodes.append(slot);
        }
    }
    for (int w = 0; w < workspaces; ++w) {
        graph.edges.append({places.at(w), int(graph.nodes.size())});
        graph.nodes.append(nodeNamed(ObjectKind::Service, u"web-%1"_s.arg(w), u"running"_s));
    }
    return graph;
}

void benchTopology()
{
    TopologyView view;
    view.resize(viewSize);
    view.show();
    const StackGraph graph = largeGraph(12, 8);
    TopologyPlan plan;
    QList<double> arranged;
    for (int run = 0; run < 5; ++run)
        arranged.append(timed([&] { plan = planOf(graph, view.sizes()); }));
    std::printf("topology of 12 x 8 arranged in %.0f ms, on a thread of its own\n",
                median(arranged));
    view.setScene(TopologyScene(graph, plan));
    QCoreApplication::processEvents();
    QList<double> whole;
    for (int run = 0; run < steps; ++run)
        whole.append(computed([&] { view.viewport()->repaint(); }));
    tell("all of the topology, painted", whole);
    view.setZoom(1);
    tell("the topology at full size, scrolled",
         scrollFrames(&view, view.horizontalScrollBar(), Scroll::Glide));
    tell("the same drawn anew", scrollFrames(&view, view.horizontalScrollBar()));
    view.setCurrent(0);
    tell("scrolled with a source chosen",
         scrollFrames(&view, view.horizontalScrollBar(), Scroll::Glide));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    Theme theme;
    theme.setScheme(Theme::Scheme::Light);
    benchCommits();
    benchTopology();
    return 0;
}
