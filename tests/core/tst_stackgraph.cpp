// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/snapshotdecoder.h"
#include "core/live/stackgraph.h"

#include <QtTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

SnapshotPtr snapshotOf(const QByteArray &data)
{
    return decodeSnapshot("{\"data\":{" + data + "}}", QDateTime::currentDateTimeUtc()).snapshot;
}

const QByteArray Whole = R"("stackStatus":{"root":"/srv","name":"demo"},
  "services":[{"name":"db","runtime":"container","status":"running","health":"healthy"},
    {"name":"web","runtime":"container","status":"exited","health":""},
    {"name":"alone","runtime":"local","status":"running","health":""}],
  "jobs":[{"name":"report","runtime":"local"}],
  "sources":[{"name":"app","kind":"git","state":"clean","currentRef":"main","exists":true,"pushed":true},
    {"name":"lib","kind":"git","state":"behind","behind":3,"exists":true}],
  "workspaces":[{"name":"one"},{"name":"two"}],
  "gitOpsTopology":{"workspaces":[
      {"name":"one","exists":true,"state":"ready","mountedBy":[
        {"kind":"service","name":"web","field":"workdir","value":"w"},
        {"kind":"service","name":"web","field":"mounts","value":"v"},
        {"kind":"job","name":"report","field":"workdir","value":"w"},
        {"kind":"service","name":"gone","field":"workdir","value":"w"}]},
      {"name":"two","exists":true,"state":"discrepancy","mountedBy":[
        {"kind":"service","name":"web","field":"workdir","value":"w"}]}],
    "links":[
      {"id":"one:app","source":"app","workspace":"one","slot":"app","kind":"git","exists":true,
       "state":"dirty","dirty":true,"pushed":false,"branch":"b"},
      {"id":"one:lib","source":"lib","workspace":"one","slot":"lib","kind":"git","exists":true,
       "state":"clean","pushed":true},
      {"id":"two:app","source":"app","workspace":"two","slot":"app","kind":"git","exists":true,
       "state":"diverged","ahead":2,"behind":1,"pushed":false},
      {"id":"two:odd","source":"nowhere","workspace":"two","slot":"odd","state":"missing"}],
    "summary":{}})";

QStringList idsOf(const StackGraph &graph)
{
    QStringList ids;
    for (const StackNode &node : graph.nodes)
        ids.append(node.id());
    return ids;
}

QStringList edgesOf(const StackGraph &graph)
{
    QStringList edges;
    for (const StackEdge &edge : graph.edges)
        edges.append(graph.nodes.at(edge.from).id() + u" > "_s + graph.nodes.at(edge.to).id());
    return edges;
}

const StackNode &nodeOf(const StackGraph &graph, const QString &id)
{
    for (const StackNode &node : graph.nodes) {
        if (node.id() == id)
            return node;
    }
    qFatal("no node %s", qPrintable(id));
}

} // namespace

//! \brief What of a snapshot is in the picture of its topology.
class TestStackGraph final : public QObject
{
    Q_OBJECT

private slots:
    void holdsWhatHangsTogether();
    void knowsHowEachIs();
    void keepsItsShapeWhileStatesChange();
    void isBounded();
    void anEmptyStackIsEmpty();
};

void TestStackGraph::holdsWhatHangsTogether()
{
    const StackGraph graph = stackGraph(*snapshotOf(Whole));
    QCOMPARE(
        idsOf(graph),
        (QStringList{u"source:app"_s, u"source:lib"_s, u"workspace:one"_s, u"slot:one:app"_s,
                     u"slot:one:lib"_s, u"workspace:two"_s, u"slot:two:app"_s, u"slot:two:odd"_s,
                     u"service:web"_s, u"job:report"_s, u"service:gone"_s}));
    QCOMPARE(edgesOf(graph),
             (QStringList{u"source:app > slot:one:app"_s, u"source:lib > slot:one:lib"_s,
                          u"source:app > slot:two:app"_s, u"workspace:one > service:web"_s,
                          u"workspace:one > job:report"_s, u"workspace:one > service:gone"_s,
                          u"workspace:two > service:web"_s}));
    QCOMPARE(graph.nodes.at(graph.nodes.at(6).parent).id(), u"workspace:two"_s);
    QCOMPARE(graph.mountless, 2); // db and alone
    QCOMPARE(graph.leftOut, 0);
}

void TestStackGraph::knowsHowEachIs()
{
    ServiceSight ended;
    ended.state = ServiceSight::State::EndedUnseen;
    const ServiceSights sights{{u"web"_s, ended}};
    const SlotMidsts midsts{{u"two:app"_s, GitMidst::Rebasing}};
    const StackGraph graph = stackGraph(*snapshotOf(Whole), sights, midsts);
    const StackNode &web = nodeOf(graph, u"service:web"_s);
    QCOMPARE(web.state, u"exited"_s);
    QCOMPARE(web.sight.state, ServiceSight::State::EndedUnseen);
    QVERIFY(nodeOf(graph, u"service:gone"_s).runtime.isEmpty());
    const StackNode &dirty = nodeOf(graph, u"slot:one:app"_s);
    QVERIFY(dirty.isUncommitted);
    QVERIFY(dirty.isUnpushed);
    QCOMPARE(dirty.reference, u"b"_s);
    QCOMPARE(dirty.label, u"app"_s);
    QVERIFY(!nodeOf(graph, u"slot:one:lib"_s).isUnpushed);
    const StackNode &stopped = nodeOf(graph, u"slot:two:app"_s);
    QCOMPARE(stopped.midst, GitMidst::Rebasing);
    QCOMPARE(stopped.ahead, 2);
    QCOMPARE(stopped.behind, 1);
    QCOMPARE(nodeOf(graph, u"source:lib"_s).behind, 3);
    QCOMPARE(nodeOf(graph, u"workspace:two"_s).state, u"discrepancy"_s);
}

void TestStackGraph::keepsItsShapeWhileStatesChange()
{
    const StackGraph graph = stackGraph(*snapshotOf(Whole));
    QByteArray other = Whole;
    other.replace("diverged", "clean").replace("exited", "running");
    const StackGraph changed = stackGraph(*snapshotOf(other));
    QVERIFY(graph != changed);
    QVERIFY(graph.hasShapeOf(changed));
    QByteArray less = Whole;
    less.replace(R"("source":"lib","workspace")", R"("source":"app","workspace")");
    QVERIFY(!graph.hasShapeOf(stackGraph(*snapshotOf(less))));
    QByteArray renamed = Whole;
    renamed.replace("one:lib", "one:libs");
    QVERIFY(!graph.hasShapeOf(stackGraph(*snapshotOf(renamed))));
}

void TestStackGraph::isBounded()
{
    QByteArrayList sources;
    for (int i = 0; i < StackGraph::mostNodes + 7; ++i)
        sources.append(R"({"name":"s)" + QByteArray::number(i) + R"(","state":"clean"})");
    const StackGraph graph = stackGraph(*snapshotOf("\"sources\":[" + sources.join(',') + ']'));
    QCOMPARE(graph.nodes.size(), StackGraph::mostNodes);
    QCOMPARE(graph.leftOut, 7);
}

void TestStackGraph::anEmptyStackIsEmpty()
{
    const StackGraph graph = stackGraph(*snapshotOf(R"("services":[])"));
    QVERIFY(graph.nodes.isEmpty());
    QVERIFY(graph.edges.isEmpty());
}

QTEST_GUILESS_MAIN(TestStackGraph)
#include "tst_stackgraph.moc"
