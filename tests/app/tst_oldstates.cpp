// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/daemonend.h"
#include "core/actions/secretactions.h"
#include "core/actions/serviceactions.h"
#include "core/actions/stackactions.h"
#include "core/live/livestore.h"
#include "core/session/manifestwatch.h"
#include "core/session/oldstates.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"

#include <QTemporaryDir>
#include <QTest>

#include "sandboxfixture.h"

using namespace angee;
using namespace Qt::StringLiterals;

//! Which services run on what was before a change, and as which the daemon itself runs.
class TestOldStates final : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();

    void aSecretComesInByUpAlone();
    void withoutTheManifestWhateverMayUseItIsMeant();
    void anImageThatWasBuiltComesInByUp();
    void anEntryThatWasChangedIsFound();
    void aLocalServiceHasToBeRestarted();
    void theDaemonsOwnServiceIsKnown_data();
    void theDaemonsOwnServiceIsKnown();
    void itsEndIsTheSuccess();

private:
    enum class Root { IsSource, IsNone };
    void open(QByteArray manifest, Root root);
    [[nodiscard]] Task *run(const TaskSpec &spec);
    [[nodiscard]] Task *act(ServiceAction action, const QString &name)
    {
        return run(serviceActionTask(action, name, u"container"_s));
    }
    [[nodiscard]] QStringList old() const
    {
        QStringList names = m_session->oldStates()->all().keys();
        names.sort();
        return names;
    }

    std::unique_ptr<test::RunningSandbox> m_sandbox;
    std::unique_ptr<QTemporaryDir> m_data;
    std::unique_ptr<Session> m_session;
};

void TestOldStates::cleanup()
{
    m_session.reset();
    m_sandbox.reset();
    m_data.reset();
}

void TestOldStates::open(QByteArray manifest, Root root)
{
    if (root == Root::IsSource)
        manifest.replace("sources:\n", "sources:\n  root: {kind: local, path: .}\n");
    m_sandbox = std::make_unique<test::RunningSandbox>(manifest);
    QVERIFY(m_sandbox->isRunning());
    m_data = std::make_unique<QTemporaryDir>();
    m_session = std::make_unique<Session>(m_data->path());
    TaskGate *gate = m_session->tasks()->gate();
    connect(gate, &TaskGate::questionRequested, gate, [gate](const Question &question) {
        const int id = question.id;
        gate->agree(id);
    });
    ConnectionSettings settings;
    settings.url.value = u"http://127.0.0.1:%1"_s.arg(m_sandbox->port());
    settings.token.value = QString::fromUtf8(m_sandbox->client().token());
    m_session->connectTo(settings);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->whyNoChanges().isEmpty(), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->live()->snapshot()->knows(everyPart), 30'000);
    QTRY_COMPARE(m_session->manifest()->entries().has_value(), root == Root::IsSource);
}

//! Ended and succeeded, or null.
Task *TestOldStates::run(const TaskSpec &spec)
{
    Task *task = nullptr;
    m_session->tasks()->request(spec, this, [&task](Task *made) { task = made; });
    const bool ended = QTest::qWaitFor([&task] { return task && !task->isActive(); }, 60'000);
    if (ended && !task->succeeded())
        qWarning("%s: %s", qPrintable(spec.title), qPrintable(task->words()));
    return ended && task->succeeded() ? task : nullptr;
}

void TestOldStates::aSecretComesInByUpAlone()
{
    open(test::containerManifest(), Root::IsSource);
    QVERIFY(act(ServiceAction::Up, u"keyed"_s)); // and page, which it needs
    QTRY_COMPARE(m_sandbox->statusOf(u"keyed"_s), u"running"_s);
    QVERIFY(run(setSecretTask(u"lab-key"_s, u"second"_s)));
    QTRY_COMPARE(old(), QStringList(u"keyed"_s)); // it alone uses it
    QCOMPARE(int(m_session->oldStates()->all().value(u"keyed"_s).way),
             int(OldState::Way::Recreate));
    QVERIFY(act(ServiceAction::Restart, u"keyed"_s));
    QCOMPARE(old(), QStringList(u"keyed"_s));
    // One that does not run has none, and has it again when it is started.
    QVERIFY(act(ServiceAction::Stop, u"keyed"_s));
    QTRY_COMPARE(old(), QStringList());
    QVERIFY(act(ServiceAction::Start, u"keyed"_s));
    QTRY_COMPARE(old(), QStringList(u"keyed"_s));
    QVERIFY(act(ServiceAction::Up, u"keyed"_s));
    QTRY_COMPARE(old(), QStringList());
}

void TestOldStates::withoutTheManifestWhateverMayUseItIsMeant()
{
    open(test::containerManifest(), Root::IsNone);
    QVERIFY(act(ServiceAction::Up, u"page"_s));
    QVERIFY(run(setSecretTask(u"lab-key"_s, u"second"_s)));
    QTRY_COMPARE(old(), QStringList(u"page"_s));
    const OldState page = m_session->oldStates()->all().value(u"page"_s);
    QVERIFY(page.reasons.join(u' ').contains("may use it"_L1));
    QVERIFY(page.certainty == OldState::Certainty::Possible);
    QVERIFY(run(upTask()));
    QTRY_COMPARE(old(), QStringList());
}

void TestOldStates::anImageThatWasBuiltComesInByUp()
{
    open(test::containerManifest(), Root::IsSource);
    QVERIFY(act(ServiceAction::Up, u"page"_s));
    QVERIFY(act(ServiceAction::Up, u"ansi"_s));
    QVERIFY(run(buildTask({})));
    QTRY_COMPARE(old(), QStringList(u"page"_s));
    QVERIFY(run(buildAndApplyTask({u"ansi"_s})));
    QCOMPARE(old(), QStringList(u"page"_s)); // which was not meant
    QVERIFY(run(buildAndApplyTask({u"page"_s})));
    QTRY_COMPARE(old(), QStringList());
}

void TestOldStates::anEntryThatWasChangedIsFound()
{
    open(test::containerManifest(), Root::IsSource);
    QVERIFY(act(ServiceAction::Up, u"ansi"_s));
    QVERIFY(act(ServiceAction::Up, u"page"_s));
    QCOMPARE(m_sandbox->client()
                 .send("PATCH", "/services/ansi", R"({"command":["sh","-c","sleep 1000"]})")
                 .status,
             200);
    m_session->manifest()->refresh(); // as after anything that may change it
    QTRY_COMPARE(old(), QStringList(u"ansi"_s));
    QVERIFY(run(downTask()));
    QTRY_COMPARE(old(), QStringList());
}

void TestOldStates::aLocalServiceHasToBeRestarted()
{
    open(R"(name: demo
secrets: {key: {}}
sources:
services:
  loop:
    runtime: local
    command: ["sh", "-c", "while :; do sleep 0.2; done"]
    env: {K: "${secret.key}"}
)",
         Root::IsSource);
    QCOMPARE(m_sandbox->client().post("/secrets/key", R"({"value":"first"})").status, 200);
    QVERIFY(run(serviceActionTask(ServiceAction::Up, u"loop"_s, u"local"_s)));
    QTRY_VERIFY(isUp(serviceState(m_session->live()->snapshot()->service("loop")->status)));
    QVERIFY(run(setSecretTask(u"key"_s, u"second"_s)));
    QTRY_COMPARE(old(), QStringList(u"loop"_s));
    QCOMPARE(int(m_session->oldStates()->all().value(u"loop"_s).way), int(OldState::Way::Restart));
    QVERIFY(run(serviceActionTask(ServiceAction::Restart, u"loop"_s, u"local"_s)));
    QTRY_COMPARE(old(), QStringList());
}

void TestOldStates::theDaemonsOwnServiceIsKnown_data()
{
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<Root>("root");
    QTest::addColumn<QString>("own");
    QTest::newRow("its command")
        << "  console:\n    runtime: local\n    command: [\"sh\", \"-c\", \"exec angee operator "
           "--root .\"]\n"_ba
        << Root::IsSource << u"console"_s;
    QTest::newRow("its name, where nothing else is known")
        << "  operator:\n    runtime: local\n    command: [\"sleep\", \"1000\"]\n"_ba
        << Root::IsNone << u"operator"_s;
    QTest::newRow("none") << "  web:\n    runtime: local\n    command: [\"sleep\", \"1000\"]\n"_ba
                          << Root::IsSource << QString();
    QTest::newRow("only its name")
        << "  operator:\n    runtime: local\n    command: [\"sleep\", \"1000\"]\n"_ba
        << Root::IsSource << QString();
}

void TestOldStates::theDaemonsOwnServiceIsKnown()
{
    QFETCH(QByteArray, service);
    QFETCH(Root, root);
    QFETCH(QString, own);
    open("name: demo\nsources:\nservices:\n" + service, root);
    QCOMPARE(m_session->ownService(), own);
}

// The daemon goes in the middle of its answer.
void TestOldStates::itsEndIsTheSuccess()
{
    open("name: demo\nservices:\n  operator:\n    runtime: local\n    command: [\"sleep\", "
         "\"1000\"]\n",
         Root::IsNone);
    const QString own = m_session->ownService();
    const TaskSpec stop =
        endingDaemon(serviceActionTask(ServiceAction::Stop, own, u"local"_s), own);
    QVERIFY(stop.question.asked == Question::Asked::Always);
    QVERIFY2(stop.question.text.contains("is the daemon that this console is connected to"_L1),
             qPrintable(stop.question.text));
    m_sandbox->server().faults()->failNext(
        u"POST /services/operator/stop$"_s, 1, 500,
        u"process-compose --port 8080 process stop operator: signal: terminated"_s);
    Task *task = run(stop);
    QVERIFY(task);
    QCOMPARE(task->state(), Task::State::DoneAnyway);
    QVERIFY2(task->words().startsWith("The daemon has ended, as was asked."_L1),
             qPrintable(task->words()));
    m_sandbox->server().faults()->dropNext(u"POST /services/operator/stop$"_s, 1,
                                           sandbox::SandboxFaults::Drop::Reset);
    task = run(stop);
    QVERIFY(task);
    QCOMPARE(task->state(), Task::State::Succeeded);
    QCOMPARE(task->words(), stop.doneWhenLost);
    // Or it answers, and is gone then.
    QCOMPARE(m_sandbox->client().post("/services/operator/up").status, 200);
    connect(m_session->tasks(), &TaskRunner::taskChanged, this, [this](const Task *changed) {
        if (changed->words().startsWith("The daemon has answered."_L1))
            m_sandbox->server().stop();
    });
    task = run(stop);
    QVERIFY(task);
    QCOMPARE(task->state(), Task::State::Succeeded);
    QVERIFY2(task->words().endsWith(stop.doneWhenLost), qPrintable(task->words()));
}

QTEST_GUILESS_MAIN(TestOldStates)
#include "tst_oldstates.moc"
