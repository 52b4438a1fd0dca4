// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/containertable.h"
#include "core/actions/serviceactions.h"
#include "core/actions/stackactions.h"
#include "core/daemon/operatordaemon.h"
#include "core/tasks/taskrunner.h"

#include <QFile>
#include <QTest>

#include "sandboxfixture.h"

using namespace angee;
using namespace Qt::StringLiterals;

using State = Task::State;

//! What an action ends as, where the daemon's answer is not the truth (contract.md, section 15).
class TestCameTrue final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void startOfWhatIsNotThereIsNotDone_data();
    void startOfWhatIsNotThereIsNotDone();
    void whatRunsIsDone();
    void whatEndsAtOnceIsNotSeenToRun();
    void upTellsWhatDoesNotRun();
    void aFailedStartOfWhatRunsHasFailed();
    void downOfAMixedStackIsDone();
    void downIsNotBelievedWhereNothingCanBeSeen();
    void destroyedStackOfAMixedKindKeepsItsData();
    void destroyedServiceIsGoneWhateverTheDaemonSays();
    void aServiceThatWasSavedIsNotFailed();
    void whatWasNotSavedHasFailed();
    void bringingUpTwoGoesOneAfterTheOther();

private:
    void connectTo(const QByteArray &manifest);
    [[nodiscard]] Task *run(const TaskSpec &spec);
    [[nodiscard]] Task *act(ServiceAction action, const QString &name)
    {
        return run(serviceActionTask(action, name, u"container"_s));
    }

    std::unique_ptr<test::RunningSandbox> m_sandbox;
    std::unique_ptr<OperatorDaemon> m_daemon;
    std::unique_ptr<TaskRunner> m_runner;
};

void TestCameTrue::init()
{
    connectTo(test::containerManifest());
}

void TestCameTrue::cleanup()
{
    m_runner.reset();
    m_daemon.reset();
    m_sandbox.reset();
}

void TestCameTrue::connectTo(const QByteArray &manifest)
{
    cleanup();
    m_sandbox = std::make_unique<test::RunningSandbox>(manifest);
    QVERIFY(m_sandbox->isRunning());
    const QString url = u"http://127.0.0.1:%1"_s.arg(m_sandbox->port());
    m_daemon = std::make_unique<OperatorDaemon>(*BaseUrl::parse(url), m_sandbox->client().token(),
                                                WorkingIdentity{}, ConnectionPolicy{});
    m_runner = std::make_unique<TaskRunner>();
    m_runner->setDaemon(m_daemon.get());
    connect(m_runner->gate(), &TaskGate::questionRequested, m_runner->gate(),
            [this](const Question &question) {
                const int id = question.id;
                m_runner->gate()->agree(id);
            });
}

//! Ended, or null.
Task *TestCameTrue::run(const TaskSpec &spec)
{
    Task *task = nullptr;
    m_runner->request(spec, this, [&task](Task *made) { task = made; });
    const bool ended = QTest::qWaitFor([&task] { return task && !task->isActive(); }, 60'000);
    return ended ? task : nullptr;
}

void TestCameTrue::startOfWhatIsNotThereIsNotDone_data()
{
    QTest::addColumn<ServiceAction>("action");
    QTest::newRow("start") << ServiceAction::Start;
    QTest::newRow("restart") << ServiceAction::Restart;
}

void TestCameTrue::startOfWhatIsNotThereIsNotDone()
{
    QFETCH(ServiceAction, action);
    QCOMPARE(m_sandbox->client().post("/services/page/up").status, 200); // or it would refuse
    const Task *task = act(action, u"ansi"_s);
    QVERIFY(task);
    QCOMPARE(task->state(), State::Unfulfilled);
    QVERIFY2(task->words().contains("nothing of it is seen to run"_L1)
                 && task->words().contains("Up makes it"_L1),
             qPrintable(task->words()));
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"declared"_s);
}

void TestCameTrue::whatRunsIsDone()
{
    for (const ServiceAction action :
         {ServiceAction::Up, ServiceAction::Restart, ServiceAction::Stop, ServiceAction::Start}) {
        const Task *task = act(action, u"page"_s);
        QVERIFY(task);
        QVERIFY2(task->state() == State::Succeeded, qPrintable(task->words()));
        const bool runs = action != ServiceAction::Stop;
        QCOMPARE(m_sandbox->statusOf(u"page"_s), runs ? u"running"_s : u"declared"_s);
    }
}

void TestCameTrue::whatEndsAtOnceIsNotSeenToRun()
{
    const Task *task = act(ServiceAction::Up, u"exit3"_s);
    QVERIFY(task);
    // The first look may come before its end; the row tells of that then.
    QVERIFY2(task->state() == State::Unfulfilled || task->words().contains("running"_L1),
             qPrintable(task->words()));
}

void TestCameTrue::upTellsWhatDoesNotRun()
{
    const Task *task = run(upTask());
    QVERIFY(task);
    QCOMPARE(task->state(), State::Succeeded);
    QVERIFY2(task->words().contains("exit3"_L1) || task->words().contains("5 container"_L1),
             qPrintable(task->words()));
}

void TestCameTrue::aFailedStartOfWhatRunsHasFailed()
{
    QCOMPARE(m_sandbox->client().post("/services/ansi/up").status, 200);
    m_sandbox->containers().pause(u"ansi"_s); // which start cannot wake
    const Task *task = act(ServiceAction::Start, u"ansi"_s);
    QVERIFY(task);
    QCOMPARE(task->state(), State::Failed);
}

void TestCameTrue::downOfAMixedStackIsDone()
{
    QCOMPARE(m_sandbox->client()
                 .post("/services", R"({"name":"web","command":["sleep","1000"]})")
                 .status,
             201);
    QCOMPARE(m_sandbox->client().post("/services/page/up").status, 200);
    const Task *task = run(downTask());
    QVERIFY(task);
    QCOMPARE(task->state(), State::DoneAnyway);
    QVERIFY2(task->words().startsWith("Nothing of the stack is seen to run."_L1)
                 && task->words().contains("connection refused"_L1),
             qPrintable(task->words()));
}

// With the engine away every container reads as one that is down.
void TestCameTrue::downIsNotBelievedWhereNothingCanBeSeen()
{
    QCOMPARE(m_sandbox->client().post("/services/page/up").status, 200);
    m_sandbox->containers().setReachable(false);
    const Task *task = run(downTask());
    QVERIFY(task);
    QCOMPARE(task->state(), State::Failed);
    task = act(ServiceAction::Stop, u"page"_s);
    QVERIFY(task);
    QCOMPARE(task->state(), State::Failed);
}

void TestCameTrue::destroyedStackOfAMixedKindKeepsItsData()
{
    QCOMPARE(m_sandbox->client()
                 .post("/services", R"({"name":"web","command":["sleep","1000"]})")
                 .status,
             201);
    QCOMPARE(m_sandbox->client().post("/services/page/up").status, 200);
    const Task *task = run(destroyStackTask(u"demo"_s, {}));
    QVERIFY(task);
    QCOMPARE(task->state(), State::Failed);
    QVERIFY2(task->words().startsWith("Nothing was deleted."_L1)
                 && task->words().contains("Nothing of the stack is seen to run."_L1),
             qPrintable(task->words()));
    QVERIFY(QFile::exists(m_sandbox->path(u"docker-compose.yaml"_s)));
}

void TestCameTrue::destroyedServiceIsGoneWhateverTheDaemonSays()
{
    QCOMPARE(m_sandbox->client().post("/services/page/up").status, 200);
    const Task *task = act(ServiceAction::Destroy, u"ansi"_s);
    QVERIFY(task);
    QCOMPARE(task->state(), State::Succeeded);
    QVERIFY2(task->words().contains("stays on the daemon's machine"_L1), qPrintable(task->words()));
    // It answers so where the stack is stuck and the entry was removed (contract.md, section 15).
    m_sandbox->server().faults()->failNext(u"POST /services/page/destroy$"_s, 1, 500);
    task = act(ServiceAction::Destroy, u"page"_s);
    QVERIFY(task);
    QCOMPARE(task->state(), State::Failed); // it is there still
    QCOMPARE(m_sandbox->client().post("/services/exit3/destroy").status, 200);
    m_sandbox->server().faults()->failNext(u"POST /services/exit3/destroy$"_s, 1, 500);
    task = act(ServiceAction::Destroy, u"exit3"_s);
    QVERIFY(task);
    QCOMPARE(task->state(), State::DoneAnyway);
}

void TestCameTrue::aServiceThatWasSavedIsNotFailed()
{
    const QByteArray manifest = R"(name: demo
secrets: {nobody-set-me: {}}
services: {}
workspaces: {}
)";
    connectTo(manifest);
    m_sandbox->write(u"templates/services/needy/copier.yml"_s,
                     "_subdirectory: template\n_templates_suffix: .jinja\n_angee:\n"
                     "  kind: service\n  name: needy\n"
                     "  name_pattern: \"needy-${workspace.name}\"\n");
    m_sandbox->write(u"templates/services/needy/template/service.yaml.jinja"_s,
                     "services:\n  {{ service_name }}:\n    runtime: container\n"
                     "    image: busybox:lab\n    env: {K: \"${secret.nobody-set-me}\"}\n");
    m_sandbox->write(u"templates/workspaces/bare/copier.yml"_s,
                     "_subdirectory: template\n_templates_suffix: .jinja\n_angee:\n"
                     "  kind: workspace\n  name: bare\n");
    m_sandbox->write(u"templates/workspaces/bare/template/x"_s, "x\n");
    const auto made =
        m_sandbox->client().post("/workspaces", R"({"template":"bare","name":"first"})");
    QVERIFY2(made.status == 201, made.body.constData());
    for (const QString &name : {u"called"_s, QString()}) {
        const ServiceRequest request{u"needy"_s, u"first"_s, {}, name};
        const Task *task = run(createServiceTask(request, nullptr, {}));
        QVERIFY(task);
        QVERIFY2(task->state() == State::DoneAnyway, qPrintable(task->words()));
        QVERIFY2(task->words().contains("is in the stack now"_L1)
                     && task->words().contains("is not resolved"_L1),
                 qPrintable(task->words()));
        if (!name.isEmpty()) // so that the other is what the daemon speaks of
            QCOMPARE(m_sandbox->client().post("/services/called/destroy").status, 200);
    }
}

void TestCameTrue::whatWasNotSavedHasFailed()
{
    const ServiceRequest request{u"nothing"_s, u"nowhere"_s, {}, u"x"_s};
    const Task *task = run(createServiceTask(request, nullptr, {}));
    QVERIFY(task);
    QCOMPARE(task->state(), State::Failed);
}

// Two at once fail in the engine, and bringing up while taking down leaves half a stack.
void TestCameTrue::bringingUpTwoGoesOneAfterTheOther()
{
    const TaskSpec page = serviceActionTask(ServiceAction::Up, u"page"_s, u"container"_s);
    const TaskSpec ansi = serviceActionTask(ServiceAction::Up, u"ansi"_s, u"container"_s);
    const TaskSpec gone = serviceActionTask(ServiceAction::Destroy, u"exit3"_s, u"container"_s);
    const ServiceRequest request{u"nothing"_s, u"nowhere"_s, {}, u"x"_s};
    const TaskSpec made = createServiceTask(request, nullptr, {});
    const TaskSpec stop = serviceActionTask(ServiceAction::Stop, u"keyed"_s, u"container"_s);
    const auto waits = [](const TaskSpec &later, const TaskSpec &earlier) {
        return mustWaitFor({later.lanes, later.object}, {earlier.lanes, earlier.object});
    };
    for (const TaskSpec &other : {ansi, upTask(), downTask(), gone, made, stop}) {
        QVERIFY2(waits(page, other), qPrintable(other.title));
        QVERIFY2(waits(other, page), qPrintable(other.title));
    }
    m_runner->request(page, this);
    m_runner->request(ansi, this);
    QTRY_COMPARE(m_runner->tasks().first()->state(), State::Running);
    QCOMPARE(m_runner->tasks().last()->state(), State::Queued);
    QTRY_VERIFY_WITH_TIMEOUT(m_runner->activeTasks().isEmpty(), 60'000);
    for (const Task *task : m_runner->tasks())
        QVERIFY2(task->state() == State::Succeeded, qPrintable(task->words()));
}

QTEST_GUILESS_MAIN(TestCameTrue)
#include "tst_cametrue.moc"
