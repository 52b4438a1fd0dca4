// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/consolepanes.h"
#include "core/base/visibletext.h"
#include "core/live/livestore.h"
#include "core/live/snapshotdecoder.h"
#include "core/session/session.h"
#include "tests/core/livedaemon.h"
#include "tests/ui/panefixture.h"
#include "ui/shell/mainwindow.h"
#include "ui/topology/topologypane.h"
#include "ui/topology/topologyview.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>
#include <QToolButton>
#include <QXmlStreamReader>
#include <QtTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

//! What a slot is in the \a at-th place: every state once.
QByteArray slotState(int at)
{
    static const QByteArrayList states{R"("state":"clean","pushed":true)",
                                       R"("state":"dirty","dirty":true,"pushed":false)",
                                       R"("state":"ahead","ahead":2,"pushed":false)",
                                       R"("state":"behind","behind":4,"pushed":true)",
                                       R"("state":"diverged","ahead":1,"behind":3,"pushed":false)",
                                       R"("state":"missing")",
                                       R"("state":"branch-mismatch","pushed":true)",
                                       R"("state":"error","error":"not a git tree")"};
    return states.at(at % states.size());
}

//! \a workspaces, each with a slot of each of \a sources and a service that mounts it; every third
//! service does not run.
QByteArray stackOf(int workspaces, int sources, const QByteArray &webStatus = "running")
{
    QByteArrayList sourceRows;
    QByteArrayList workspaceRows;
    QByteArrayList statusRows;
    QByteArrayList links;
    QByteArrayList services;
    for (int s = 0; s < sources; ++s)
        sourceRows.append(R"({"name":"source-)" + QByteArray::number(s)
                          + R"(","kind":"git","exists":true,"pushed":true,"state":")"
                          + (s == 3 ? "behind" : "clean") + R"("})");
    for (int w = 0; w < workspaces; ++w) {
        const QByteArray name = "feature-" + QByteArray::number(w);
        const QByteArray service = "web-" + QByteArray::number(w);
        workspaceRows.append(R"({"name":")" + name + R"("})");
        statusRows.append(R"({"name":")" + name + R"(","exists":true,"state":")"
                          + (w % 4 == 3 ? "discrepancy" : "ready")
                          + R"(","mountedBy":[{"kind":"service","name":")" + service
                          + R"(","field":"workdir","value":"w"},)"
                          + R"({"kind":"service","name":"proxy","field":"mounts","value":"v"}]})");
        services.append(R"({"name":")" + service
                        + R"(","runtime":"container","health":"","status":")"
                        + (w % 3 == 2 ? QByteArray("exited") : webStatus) + R"("})");
        for (int s = 0; s < sources; ++s) {
            const QByteArray slot = "repo-" + QByteArray::number(s);
            links.append(R"({"id":")" + name + ':' + slot + R"(","source":"source-)"
                         + QByteArray::number(s) + R"(","workspace":")" + name + R"(","slot":")"
                         + slot + R"(","kind":"git","exists":true,"branch":"work",)"
                         + slotState(w + s) + '}');
        }
    }
    services.append(
        R"({"name":"proxy","runtime":"container","status":"running","health":"healthy"})");
    services.append(R"({"name":"alone","runtime":"local","status":"running","health":""})");
    return R"("stackStatus":{"root":"/srv","name":"demo"},"services":[)" + services.join(',')
        + R"(],"jobs":[],"templates":[],"secrets":[],"sources":[)" + sourceRows.join(',')
        + R"(],"workspaces":[)" + workspaceRows.join(',') + R"(],"gitOpsTopology":{"workspaces":[)"
        + statusRows.join(',') + R"(],"links":[)" + links.join(',') + R"(],"summary":{}})";
}

StackGraph graphOf(const QByteArray &data)
{
    return stackGraph(
        *decodeSnapshot("{\"data\":{" + data + "}}", QDateTime::currentDateTimeUtc()).snapshot);
}

//! The whole window at a daemon that tells what it is told to tell.
struct TopologyWindow
{
    explicit TopologyWindow(const QByteArray &data)
        : session(folder.filePath(u"data"_s))
        , settings(folder.filePath(u"console.ini"_s), QSettings::IniFormat)
        , window(&session)
        , panes(&session, &window, &theme, &settings)
    {
        daemon.data = data;
        theme.setScheme(Theme::Scheme::Light);
        LiveTimings timings;
        timings.active = std::chrono::milliseconds(100);
        session.setLiveTimings(timings);
        window.resize(1440, 900);
        ConnectionSettings to;
        to.url.value = daemon.server.url();
        session.connectTo(to);
        window.showPane(u"topology"_s);
        window.show();
    }
    ~TopologyWindow() { session.disconnectFromDaemon(); }

    [[nodiscard]] bool waitForPicture()
    {
        return QTest::qWaitForWindowActive(&window)
            && QTest::qWaitFor([this] { return view() && !view()->scene().isEmpty(); }, 60'000);
    }
    [[nodiscard]] TopologyView *view() { return window.findChild<TopologyView *>(); }
    [[nodiscard]] int node(const QString &id) { return view()->scene().indexOf(id); }
    [[nodiscard]] QString currentId()
    {
        const int current = view()->current();
        return current < 0 ? QString() : view()->scene().graph.nodes.at(current).id();
    }
    template <typename Widget>
    [[nodiscard]] Widget *part(const QString &name)
    {
        return window.findChild<Widget *>(name);
    }
    //! The open menu of a node; null while there is none.
    [[nodiscard]] QMenu *menu() { return shownChild<QMenu>(&window, u"topologyMenu"_s); }
    [[nodiscard]] QPoint placeOf(const QString &id)
    {
        const QPointF anchor = view()->scene().anchorOf(node(id));
        const QRectF rect = view()->scene().plan.rects.at(node(id));
        return view()->nodeRect(node(id)).topLeft()
            + ((anchor - rect.topLeft()) * view()->zoom()).toPoint();
    }
    //! Keeps the picture by the menu and the dialog; its bytes.
    [[nodiscard]] QByteArray exported(const QString &action, const QString &name)
    {
        part<QAction>(action)->trigger();
        auto *dialog = part<QFileDialog>(u"topologySaveDialog"_s);
        if (!dialog)
            return {};
        const QString path = folder.filePath(name);
        emit dialog->fileSelected(path);
        dialog->close();
        QByteArray bytes;
        (void)QTest::qWaitFor(
            [&] {
                QFile file(path);
                bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
                return !bytes.isEmpty();
            },
            60'000);
        return bytes;
    }

    LiveDaemon daemon;
    QTemporaryDir folder;
    Session session;
    QSettings settings;
    Theme theme;
    MainWindow window;
    ConsolePanes panes;
};

//! All character data of an XML document; nothing where it is none.
QStringList textsOf(const QByteArray &xml)
{
    QXmlStreamReader reader(xml);
    QStringList texts;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isCharacters() && !reader.isWhitespace())
            texts.append(reader.text().toString().trimmed());
    }
    if (reader.hasError())
        qWarning("%s", qPrintable(reader.errorString()));
    return reader.hasError() ? QStringList() : texts;
}

void verifyPlan(const StackGraph &graph, const TopologyPlan &plan)
{
    QCOMPARE(plan.rects.size(), graph.nodes.size());
    for (int a = 0; a < graph.nodes.size(); ++a) {
        QVERIFY(plan.bounds.contains(plan.rects.at(a)));
        const int parent = graph.nodes.at(a).parent;
        QVERIFY(parent < 0 || plan.rects.at(parent).contains(plan.rects.at(a)));
        for (int b = a + 1; b < graph.nodes.size(); ++b) {
            if (graph.nodes.at(b).parent == a)
                continue;
            QVERIFY2(!plan.rects.at(a).intersects(plan.rects.at(b)),
                     qPrintable(graph.nodes.at(a).id() + u" lies on "_s + graph.nodes.at(b).id()));
        }
    }
    QCOMPARE(plan.segmentsOf.size(), graph.edges.size());
    for (int i = 0; i < graph.edges.size(); ++i) {
        const QList<int> &segments = plan.segmentsOf.at(i);
        QVERIFY(!segments.isEmpty());
        const int to = graph.edges.at(i).to;
        const int box = graph.nodes.at(to).parent < 0 ? to : graph.nodes.at(to).parent;
        const QPainterPath &first = plan.segments.at(segments.first());
        const QPainterPath &last = plan.segments.at(segments.last());
        // From the lower edge of the one to the upper edge of the other, without a gap.
        const QRectF from = plan.rects.at(graph.edges.at(i).from).adjusted(-2, -2, 2, 2);
        QVERIFY(from.contains(first.elementAt(0)));
        QVERIFY(plan.rects.at(box).adjusted(-2, -2, 2, 2).contains(last.currentPosition()));
        for (int at = 1; at < segments.size(); ++at) {
            const QPointF end = plan.segments.at(segments.at(at - 1)).currentPosition();
            const QPointF begin = plan.segments.at(segments.at(at)).elementAt(0);
            QVERIFY(QLineF(end, begin).length() < 3);
        }
    }
}

} // namespace

//! \brief The picture of the stack's topology: arranged by the library, and as somebody uses it.
class TestTopology final : public QObject
{
    Q_OBJECT

private slots:
    void arrangesEightSlotsInTwelveWorkspaces();
    void linesRunBetweenTheBoxes();
    void manyCallersWaitForEachOther();
    void tooMuchIsDrawnInRows();
    void breaksLayersIntoRows();

    void stateChangesMoveNothing();
    void arrowsWalkAndEnterOpens();
    void theMenuIsThatOfTheRow();
    void zoomsAndFits();
    void findsByNameAndState();
    void isReadAsAList();
    void exportsTextAndPixels();
    void hostileNamesStayText();
    void saysWhatIsMissing();
};

void TestTopology::arrangesEightSlotsInTwelveWorkspaces()
{
    const StackGraph graph = graphOf(stackOf(12, 8));
    QCOMPARE(graph.nodes.size(), 8 + 12 + 96 + 13);
    QCOMPARE(graph.edges.size(), 96 + 24);
    const TopologyPlan plan = planOf(graph, NodeSizes(QFont()));
    QVERIFY(plan.isArranged);
    verifyPlan(graph, plan);
    const qreal aspect = plan.bounds.width() / plan.bounds.height();
    QVERIFY2(aspect > 0.8 && aspect < 3.2, qPrintable(QString::number(aspect)));
}

//! What passes a row goes between its boxes, not under them.
void TestTopology::linesRunBetweenTheBoxes()
{
    const StackGraph graph = graphOf(stackOf(12, 8));
    const TopologyPlan plan = planOf(graph, NodeSizes(QFont()));
    int crossed = 0;
    for (int i = 0; i < graph.nodes.size(); ++i) {
        if (graph.nodes.at(i).parent >= 0)
            continue;
        const QRectF inside = plan.rects.at(i).adjusted(4, 4, -4, -4);
        for (const QPainterPath &path : plan.segments) {
            for (qreal at = 0; at <= 1; at += 0.02)
                crossed += inside.contains(path.pointAtPercent(at));
        }
    }
    QCOMPARE(crossed, 0);
}

void TestTopology::manyCallersWaitForEachOther()
{
    const StackGraph graph = graphOf(stackOf(3, 4));
    const NodeSizes sizes{QFont()};
    const TopologyPlan alone = planOf(graph, sizes);
    std::array<TopologyPlan, 4> plans;
    std::vector<std::unique_ptr<QThread>> threads;
    for (TopologyPlan &plan : plans) {
        threads.emplace_back(QThread::create([&plan, &graph, &sizes] {
            for (int i = 0; i < 5; ++i)
                plan = planOf(graph, sizes);
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        QVERIFY(thread->wait());
    for (const TopologyPlan &plan : plans)
        QCOMPARE(plan.rects, alone.rects);
}

void TestTopology::tooMuchIsDrawnInRows()
{
    const StackGraph graph = graphOf(stackOf(LayoutRequest::mostBoxes + 1, 1));
    const TopologyPlan plan = planOf(graph, NodeSizes(QFont()));
    QVERIFY(!plan.isArranged);
    verifyPlan(graph, plan);
}

void TestTopology::breaksLayersIntoRows()
{
    LayoutRequest request;
    for (int i = 0; i < 40; ++i)
        request.boxes.append({QSizeF(100, 100), i < 4 ? 0 : 1});
    const QList<int> rows = layoutRows(request);
    QCOMPARE(rows.first(), 0);
    QCOMPARE(rows.at(4), 1);
    QVERIFY(std::is_sorted(rows.cbegin(), rows.cend()));
    QVERIFY2(rows.last() >= 3 && rows.last() <= 6, qPrintable(QString::number(rows.last())));
}

void TestTopology::stateChangesMoveNothing()
{
    TopologyWindow test(stackOf(2, 3));
    QVERIFY(test.waitForPicture());
    const TopologyPlan before = test.view()->scene().plan;
    const int web = test.node(u"service:web-0"_s);
    QCOMPARE(test.view()->scene().looks.at(web).status, Status::Running);
    test.view()->setCurrent(web);
    test.daemon.change(stackOf(2, 3, "dead"));
    QTRY_COMPARE_WITH_TIMEOUT(test.view()->scene().looks.at(web).status, Status::Failed, 60'000);
    QCOMPARE(test.view()->scene().plan.rects, before.rects);
    // It was not even arranged anew.
    QCOMPARE(test.view()->scene().plan.rects.constData(), before.rects.constData());
    QCOMPARE(test.currentId(), u"service:web-0"_s);
    // Another workspace is another shape; what was chosen stays chosen.
    test.daemon.change(stackOf(3, 3));
    QTRY_VERIFY_WITH_TIMEOUT(test.node(u"workspace:feature-2"_s) >= 0, 60'000);
    QCOMPARE(test.currentId(), u"service:web-0"_s);
    verifyPlan(test.view()->scene().graph, test.view()->scene().plan);
}

void TestTopology::arrowsWalkAndEnterOpens()
{
    TopologyWindow test(stackOf(2, 3));
    QVERIFY(test.waitForPicture());
    TopologyView *view = test.view();
    test.window.showPane(u"services"_s);
    test.window.enterPane(u"topology"_s);
    QTRY_VERIFY(view->hasFocus());
    QCOMPARE(view->current(), 0);
    QTest::mouseMove(view->viewport(), test.placeOf(u"workspace:feature-0"_s));
    QTRY_COMPARE(view->viewport()->toolTip(), u"workspace feature-0: ready"_s);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, test.placeOf(u"workspace:feature-0"_s));
    QCOMPARE(test.currentId(), u"workspace:feature-0"_s);
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(test.currentId(), u"slot:feature-0:repo-0"_s);
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(test.currentId(), u"slot:feature-0:repo-1"_s);
    const int beside = view->scene().plan.rects.at(test.node(u"workspace:feature-1"_s)).x()
            > view->scene().plan.rects.at(test.node(u"workspace:feature-0"_s)).x()
        ? Qt::Key_Right
        : Qt::Key_Left;
    QTest::keyClick(view, Qt::Key(beside));
    QCOMPARE(test.currentId(), u"slot:feature-1:repo-1"_s);
    QTest::keyClick(view, Qt::Key_Return);
    QTRY_COMPARE(test.window.currentPane(), u"gitops"_s);
    QCOMPARE(test.part<FilterTable>(u"gitopsTable"_s)->currentKey(), u"feature-1:repo-1"_s);
    test.window.showPane(u"topology"_s);
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, test.placeOf(u"source:source-1"_s));
    QTRY_COMPARE(test.window.currentPane(), u"sources"_s);
    QCOMPARE(test.part<FilterTable>(u"sourcesTable"_s)->currentKey(), u"source-1"_s);
}

void TestTopology::theMenuIsThatOfTheRow()
{
    TopologyWindow test(stackOf(2, 3));
    QVERIFY(test.waitForPicture());
    TopologyView *view = test.view();
    const auto openMenu = [&](const QString &id) {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, test.placeOf(id));
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QCoreApplication::sendEvent(view->viewport(), &event);
        return QTest::qWaitFor([&] { return test.menu() != nullptr; });
    };
    const auto names = [&] {
        QStringList found;
        for (const QAction *action : test.menu()->actions())
            found.append(action->objectName());
        return found;
    };
    QVERIFY(openMenu(u"service:web-1"_s));
    QVERIFY(names().contains(u"serviceRestart"_s));
    QCOMPARE(test.part<FilterTable>(u"servicesTable"_s)->currentKey(), u"web-1"_s);
    QCOMPARE(test.window.currentPane(), u"topology"_s);
    test.menu()->close();
    // A pane out of sight hears of the stack a little later.
    QTRY_VERIFY(test.part<FilterTable>(u"gitopsTable"_s));
    QTRY_VERIFY(test.part<FilterTable>(u"gitopsTable"_s)->view()->model()->rowCount() > 0);
    QVERIFY(openMenu(u"slot:feature-1:repo-2"_s));
    QVERIFY2(names().contains(u"slotFetch"_s), qPrintable(names().join(u' ') + test.currentId()));
    QCOMPARE(test.part<FilterTable>(u"gitopsTable"_s)->selectedKeys(),
             QStringList{u"feature-1:repo-2"_s});
    for (QAction *action : test.menu()->actions()) {
        if (action->objectName() == "topologyCopy"_L1)
            action->trigger();
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), u"feature-1:repo-2"_s);
    test.menu()->close();
}

void TestTopology::zoomsAndFits()
{
    TopologyWindow test(stackOf(12, 8));
    QVERIFY(test.waitForPicture());
    TopologyView *view = test.view();
    QVERIFY(view->isFitting());
    for (int i = 0; i < view->scene().graph.nodes.size(); ++i)
        QVERIFY(view->viewport()->rect().contains(view->nodeRect(i)));
    QVERIFY2(view->zoom() > 0.4, qPrintable(QString::number(view->zoom())));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_0);
    QCOMPARE(view->zoom(), 1.0);
    QVERIFY(view->horizontalScrollBar()->maximum() > 0 || view->verticalScrollBar()->maximum() > 0);
    QTest::keyClick(view, Qt::Key_Plus);
    QVERIFY(view->zoom() > 1.1);
    QTest::keyClick(view, Qt::Key_Minus);
    QCOMPARE(qRound(view->zoom() * 100), 100);
    // What the keyboard goes to comes into sight.
    QTest::keyClick(view, Qt::Key_End);
    QVERIFY(view->viewport()->rect().contains(view->nodeRect(view->current()).center()));
    QTest::keyClick(view, Qt::Key_Home);
    QVERIFY(view->viewport()->rect().contains(view->nodeRect(view->current()).center()));
    QTest::mouseClick(test.part<QToolButton>(u"topologyFitButton"_s), Qt::LeftButton);
    QVERIFY(view->isFitting());
    QVERIFY(test.part<QLabel>(u"topologySummary"_s)->text().contains("12 workspace"_L1));
    QVERIFY(test.part<QLabel>(u"topologySummary"_s)->text().contains("1 more service"_L1));
}

void TestTopology::findsByNameAndState()
{
    TopologyWindow test(stackOf(3, 8));
    QVERIFY(test.waitForPicture());
    TopologyView *view = test.view();
    view->setFocus();
    QTest::keyClick(&test.window, Qt::Key_F, Qt::ControlModifier);
    auto *find = test.part<QLineEdit>(u"topologyFind"_s);
    QTRY_VERIFY(find->hasFocus());
    QTest::keyClicks(find, u"diverged nowhere slot"_s);
    QCOMPARE(view->hits().size(), 0);
    find->clear();
    QTest::keyClicks(find, u"DIVERGED slot"_s);
    QCOMPARE(view->hits().size(), 3);
    QVERIFY(test.currentId().startsWith(u"slot:feature-"_s));
    QCOMPARE(test.part<QLabel>(u"topologyFound"_s)->text(), u"1 of 3"_s);
    const QString first = test.currentId();
    QTest::keyClick(find, Qt::Key_Return);
    QVERIFY(test.currentId() != first);
    QCOMPARE(test.part<QLabel>(u"topologyFound"_s)->text(), u"2 of 3"_s);
    QTest::keyClick(find, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(test.currentId(), first);
    QTest::keyClick(find, Qt::Key_Escape);
    QTRY_VERIFY(view->hasFocus());
    QVERIFY(view->hits().isEmpty());
    QCOMPARE(test.currentId(), first);
}

void TestTopology::isReadAsAList()
{
    TopologyWindow test(stackOf(2, 8));
    QVERIFY(test.waitForPicture());
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(test.view());
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->childCount(), int(test.view()->scene().graph.nodes.size()));
    QAccessibleInterface *slot = list->child(test.node(u"slot:feature-0:repo-4"_s));
    const QString name = slot->text(QAccessible::Name);
    for (const QString &word : {u"repo-4"_s, u"diverged"_s, u"source-4"_s, u"1 ahead, 3 behind"_s,
                                u"feature-0"_s, u"not pushed"_s})
        QVERIFY2(name.contains(word), qPrintable(name));
    QCOMPARE(list->indexOfChild(slot), test.node(u"slot:feature-0:repo-4"_s));
    const QPoint middle = slot->rect().center();
    QCOMPARE(list->childAt(middle.x(), middle.y()), slot);
    slot->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QTRY_COMPARE(test.window.currentPane(), u"gitops"_s);
}

void TestTopology::exportsTextAndPixels()
{
    TopologyWindow test(stackOf(12, 8));
    QVERIFY(test.waitForPicture());
    const QByteArray svg = test.exported(u"topologySvg"_s, u"out.svg"_s);
    const QStringList texts = textsOf(svg);
    QCOMPARE(texts.count(u"feature-7"_s), 1);
    QCOMPARE(texts.count(u"repo-3"_s), 12);
    QVERIFY(texts.contains(u"diverged"_s));
    QVERIFY(texts.contains(u"demo"_s)); // its title
    QVERIFY(!svg.contains("data:image")); // icons are outlines
    const QImage image = QImage::fromData(test.exported(u"topologyPng"_s, u"out.png"_s));
    QVERIFY(image.width() > 1000);
    QSet<QRgb> colours;
    for (int x = 0; x < image.width(); x += 3)
        colours.insert(image.pixel(x, image.height() / 2));
    QVERIFY(colours.size() > 5);
}

void TestTopology::hostileNamesStayText()
{
    QByteArray data = stackOf(2, 2);
    data.replace("\"demo\"", R"("<b>&amp; the ]]> <!-- stack")")
        .replace("\"feature-1\"", R"("<b>&amp;\"]]>\n\u202ex\u0001")")
        .replace("\"repo-1\"", '"' + QByteArray(1024 * 1024, 'w') + '"')
        .replace("\"source-1\"", R"("n0; }; digraph { <i> \\N \\G")");
    TopologyWindow test(data);
    QVERIFY(test.waitForPicture());
    const TopologyScene &scene = test.view()->scene();
    verifyPlan(scene.graph, scene.plan);
    QVERIFY(scene.plan.isArranged);
    for (const NodeLook &look : scene.looks) {
        QVERIFY(look.label.size() <= longestName + 1);
        QVERIFY(!look.label.contains(u'\n') && !look.label.contains(QChar(0x202e)));
        QVERIFY(look.spoken.size() < 2'000);
    }
    const int hostile = test.node(u"source:n0; }; digraph { <i> \\N \\G"_s);
    QVERIFY(hostile >= 0);
    QCOMPARE(scene.looks.at(hostile).label, u"n0; }; digraph { <i> \\N \\G"_s);
    test.view()->grab();
    const QStringList texts = textsOf(test.exported(u"topologySvg"_s, u"out.svg"_s));
    QVERIFY(!texts.isEmpty());
    QVERIFY(texts.contains(u"<b>&amp; the ]]> <!-- stack"_s)); // its title
    QVERIFY(std::any_of(texts.cbegin(), texts.cend(),
                        [](const QString &text) { return text.startsWith("<b>&"_L1); }));
}

void TestTopology::saysWhatIsMissing()
{
    TopologyWindow test(R"("stackStatus":{"root":"/srv","name":"demo"},"services":[],"jobs":[],
        "sources":[],"workspaces":[],"templates":[],"secrets":[],
        "gitOpsTopology":{"workspaces":[],"links":[],"summary":{}})");
    QTRY_VERIFY(test.view()); // built after the first paint
    auto *page = test.part<StatePage>(u"topologyState"_s);
    QTRY_COMPARE_WITH_TIMEOUT(page->state(), StatePage::State::Empty, 60'000);
    test.session.disconnectFromDaemon();
    QTRY_COMPARE(page->state(), StatePage::State::Empty);
    QVERIFY(test.view()->scene().isEmpty());
}

QTEST_MAIN(TestTopology)
#include "tst_topology.moc"
