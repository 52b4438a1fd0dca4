// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"
#include "core/tasks/activityjournal.h"
#include "core/tasks/taskrunner.h"
#include "tests/support/requested.h"
#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

TaskSpec secretSpec(const QString &name, const QString &value = u"v"_s)
{
    TaskSpec spec;
    spec.title = u"Set secret \"%1\""_s.arg(name);
    spec.verb = ActionVerb::Set;
    spec.object = {ObjectKind::Secret, name};
    spec.lanes = Lane::Object;
    spec.content = TaskSpec::Content::Secret;
    spec.start = [name, value](OperatorDaemon &daemon) { return daemon.setSecret(name, value); };
    spec.findOut = [name](OperatorDaemon &daemon, QObject *context,
                          const TaskSpec::Answer &answer) {
        daemon.run(new SecretCall(name))->whenDone(context, [answer](const Result<Secret> &seen) {
            if (!seen)
                return answer({FindOutAnswer::Verdict::CannotKnow, seen.error().summary()});
            answer({seen.value().hasValue ? FindOutAnswer::Verdict::Happened
                                          : FindOutAnswer::Verdict::DidNotHappen,
                    u"looked"_s});
        });
    };
    return spec;
}

TaskSpec buildSpec()
{
    TaskSpec spec;
    spec.title = u"Build stack"_s;
    spec.verb = ActionVerb::Build;
    spec.lanes = Lane::Build;
    spec.cancelWarning = u"The build is stopped."_s;
    spec.start = [](OperatorDaemon &daemon) { return daemon.stackBuild(); };
    return spec;
}

const auto secretAnswer = R"({"name":"k","declared":true,"has_value":true})"_ba;

} // namespace

class TestTaskRunner final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void success();
    void twoClicksSendOne();
    void lanesRunOneAfterTheOther();
    void differentLanesRunTogether();
    void failureKeepsTheWords();
    void adviceComesBeforeTheWords();
    void knownCausesAreNamedWithTheWayOut();
    void cancelRunning();
    void cancelWaiting();
    void lostReplyIsFoundOut();
    void notThereYetStaysOpen();
    void looksWhetherItCameTrue();
    void aLostAnswerCanBeTheSuccess();
    void readOnlyBlocks();
    void nothingConnected();
    void daemonGoesFirst();
    void journalHoldsNoSecret();
    void journalIsBounded();
    void curlHoldsNoBearer();

private:
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<OperatorDaemon> m_daemon;
    std::unique_ptr<TaskRunner> m_runner;
};

void TestTaskRunner::init()
{
    m_server = std::make_unique<ScriptedServer>();
    m_daemon = std::make_unique<OperatorDaemon>(*BaseUrl::parse(m_server->url()), "admin"_ba,
                                                WorkingIdentity{}, ConnectionPolicy{});
    m_runner = std::make_unique<TaskRunner>();
    m_runner->setDaemon(m_daemon.get());
}

void TestTaskRunner::cleanup()
{
    m_runner.reset();
    m_daemon.reset();
    m_server.reset();
}

void TestTaskRunner::success()
{
    m_server->enqueue(Script::json(secretAnswer));
    QSignalSpy finished(m_runner.get(), &TaskRunner::taskFinished);
    Task *task = requested(m_runner.get(), secretSpec(u"k"_s));
    QCOMPARE(task->state(), Task::State::Queued); // nothing from inside submit()
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    QCOMPARE(finished.count(), 1);
    QVERIFY(!task->words().isEmpty());
}

void TestTaskRunner::twoClicksSendOne()
{
    m_server->enqueue(
        Script().after(50).bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                 "Content-Length: 18\r\n\r\n{\"status\":\"built\"}"));
    Task *first = requested(m_runner.get(), buildSpec());
    QCOMPARE(requested(m_runner.get(), buildSpec()), first);
    QTRY_COMPARE(first->state(), Task::State::Running);
    QCOMPARE(requested(m_runner.get(), buildSpec()), first);
    QTRY_COMPARE(first->state(), Task::State::Succeeded);
    QCOMPARE(m_server->count("POST", "/stack/build"), 1);
    m_server->enqueue(Script::json(R"({"status":"built"})"));
    QVERIFY(requested(m_runner.get(), buildSpec()) != first);
    QTRY_COMPARE(m_server->count("POST", "/stack/build"), 2);
}

void TestTaskRunner::lanesRunOneAfterTheOther()
{
    m_server->enqueue(
        Script().pause().bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                               "Content-Length: 42\r\n\r\n"
                               "{\"name\":\"k\",\"declared\":true,\"has_value\":true}"));
    TaskSpec one = secretSpec(u"a"_s);
    TaskSpec two = secretSpec(u"b"_s);
    one.lanes = two.lanes = Lane::Manifest;
    Task *first = requested(m_runner.get(), one);
    Task *second = requested(m_runner.get(), two);
    QTRY_COMPARE(m_server->requests().size(), 1);
    QCOMPARE(second->state(), Task::State::Queued);
    m_server->enqueue(Script::json(secretAnswer));
    m_server->resume();
    QTRY_VERIFY(!first->isActive());
    QTRY_COMPARE(second->state(), Task::State::Succeeded);
}

void TestTaskRunner::differentLanesRunTogether()
{
    m_server->setHandler([](const ReceivedRequest &) { return Script::silence(); });
    for (int i = 0; i < 8; ++i)
        QVERIFY(requested(m_runner.get(), secretSpec(u"s"_s + QString::number(i))));
    QTRY_COMPARE(m_server->requests().size(), 8);
}

void TestTaskRunner::failureKeepsTheWords()
{
    m_server->enqueue(Script::json(
        R"({"field":"value","reason":"value exceeds 65536 byte cap","error":"value: value exceeds 65536 byte cap"})",
        400));
    Task *task = requested(m_runner.get(), secretSpec(u"k"_s));
    QTRY_COMPARE(task->state(), Task::State::Failed);
    QVERIFY(task->words().contains("value: value exceeds 65536 byte cap"_L1));
    QCOMPARE(task->error()->field, u"value"_s);
}

void TestTaskRunner::adviceComesBeforeTheWords()
{
    const auto absent = R"({"error":"/usr/bin/process-compose --port 8080 down: exit status 1: )"
                        R"(dial tcp 127.0.0.1:8080: connect: connection refused"})"_ba;
    TaskSpec spec = secretSpec(u"k"_s);
    spec.advice = [](const OperatorDaemonError &error) {
        return error.saysNoSupervisor() ? u"Run it first."_s : QString();
    };
    m_server->enqueue(Script::json(absent, 500));
    Task *task = requested(m_runner.get(), spec);
    QTRY_COMPARE(task->state(), Task::State::Failed);
    QVERIFY2(task->words().startsWith("Run it first.\nThe daemon says: /usr/bin"_L1),
             qPrintable(task->words()));
    // Something else went wrong: no advice.
    m_server->enqueue(Script::json(R"({"error":"process-compose is not installed"})", 500));
    task = requested(m_runner.get(), spec);
    QTRY_COMPARE(task->state(), Task::State::Failed);
    QVERIFY2(task->words().startsWith("The daemon says: "_L1), qPrintable(task->words()));
}

void TestTaskRunner::knownCausesAreNamedWithTheWayOut()
{
    m_server->enqueue(
        Script::json(R"({"error":"re-render compose after service create: service needy env: K: )"
                     R"(secret \"unset\" is not resolved"})"_ba,
                     500));
    Task *task = requested(m_runner.get(), secretSpec(u"k"_s));
    QTRY_COMPARE(task->state(), Task::State::Failed);
    QVERIFY2(task->words().startsWith("The service was saved all the same"_L1),
             qPrintable(task->words()));
    QVERIFY2(task->words().contains("Secret \"unset\" has no value, and \"needy\" uses it"_L1),
             qPrintable(task->words()));
    QVERIFY(task->words().contains("\nThe daemon says: re-render"_L1));
}

void TestTaskRunner::cancelRunning()
{
    m_server->enqueue(Script::silence());
    QSignalSpy closed(m_server.get(), &ScriptedServer::connectionClosed);
    Task *task = requested(m_runner.get(), buildSpec());
    QTRY_COMPARE(m_server->requests().size(), 1);
    QVERIFY(task->canCancel());
    m_runner->cancel(task);
    QTRY_COMPARE(task->state(), Task::State::Cancelled);
    QTRY_VERIFY(!closed.isEmpty()); // the daemon is told by the closed connection
}

void TestTaskRunner::cancelWaiting()
{
    m_server->enqueue(Script::silence());
    QVERIFY(requested(m_runner.get(), buildSpec()));
    TaskSpec other = buildSpec();
    other.verb = ActionVerb::BuildAndApply;
    Task *waiting = requested(m_runner.get(), other);
    QTRY_COMPARE(m_server->requests().size(), 1);
    m_runner->cancel(waiting);
    QCOMPARE(waiting->state(), Task::State::Cancelled);
    QCOMPARE(m_server->requests().size(), 1);
}

void TestTaskRunner::lostReplyIsFoundOut()
{
    m_server->enqueue(Script().closeFin());
    Task *task = requested(m_runner.get(), secretSpec(u"k"_s));
    QTRY_COMPARE(task->state(), Task::State::Unknown);
    QVERIFY(task->canFindOut());
    m_server->enqueue(Script::json(secretAnswer));
    m_runner->findOut(task);
    QVERIFY(!task->canFindOut()); // one question at a time
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    QCOMPARE(m_server->count("POST"), 1);

    m_server->enqueue(Script().closeFin());
    Task *build = requested(m_runner.get(), buildSpec());
    QTRY_COMPARE(build->state(), Task::State::Unknown);
    QVERIFY(!build->canFindOut()); // nothing can tell
}

// A proxy that answered with a page delivers the request later.
void TestTaskRunner::notThereYetStaysOpen()
{
    m_server->enqueue(Script::answer(503, "text/html"_ba, "<html>busy</html>"_ba));
    Task *task = requested(m_runner.get(), secretSpec(u"k"_s));
    QTRY_COMPARE(task->state(), Task::State::Unknown);
    m_server->enqueue(Script::json(R"({"name":"k","declared":true,"has_value":false})"));
    m_runner->findOut(task);
    QTRY_VERIFY(task->canFindOut());
    QCOMPARE(task->state(), Task::State::Unknown);
    QVERIFY2(task->words().startsWith("Not there yet."_L1), qPrintable(task->words()));
    m_server->enqueue(Script::json(secretAnswer));
    m_runner->findOut(task);
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    QCOMPARE(m_server->count("POST"), 1);
}

void TestTaskRunner::looksWhetherItCameTrue()
{
    using Verdict = FindOutAnswer::Verdict;
    QList<Verdict> seen{Verdict::DidNotHappen, Verdict::Happened};
    TaskSpec spec = secretSpec(u"k"_s);
    spec.verify = [&seen](const OperatorDaemonError *) -> TaskSpec::FindOut {
        return [&seen](OperatorDaemon &, QObject *, const TaskSpec::Answer &answer) {
            answer({seen.size() > 1 ? seen.takeFirst() : seen.constFirst(), u"Seen."_s});
        };
    };
    const auto run = [&](const Script &answer) {
        m_server->enqueue(answer);
        return requested(m_runner.get(), spec);
    };
    Task *task = run(Script::json(secretAnswer)); // at the second look
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    seen = {Verdict::Happened};
    task = run(Script::json(R"({"error":"exit status 1"})"_ba, 500));
    QTRY_COMPARE(task->state(), Task::State::DoneAnyway);
    QVERIFY(task->succeeded() && task->words().contains("exit status 1"_L1));
    seen = {Verdict::DidNotHappen};
    spec.verifyFor = std::chrono::milliseconds(0);
    task = run(Script::json(secretAnswer));
    QTRY_COMPARE(task->state(), Task::State::Unfulfilled);
    QVERIFY(!task->succeeded());
    task = run(Script::json(R"({"error":"exit status 1"})"_ba, 500));
    QTRY_COMPARE(task->state(), Task::State::Failed);
    QVERIFY2(task->words().endsWith("Seen."_L1), qPrintable(task->words()));
    // Some answers are not worth a look.
    seen = {Verdict::Happened};
    const TaskSpec::FindOut look = spec.verify(nullptr);
    spec.verify = [look](const OperatorDaemonError *failure) { return failure ? nullptr : look; };
    task = run(Script::json(R"({"error":"exit status 1"})"_ba, 500));
    QTRY_COMPARE(task->state(), Task::State::Failed);
    QVERIFY(!task->words().contains("Seen."_L1));
}

// What ends the daemon has its answer lost.
void TestTaskRunner::aLostAnswerCanBeTheSuccess()
{
    TaskSpec spec = secretSpec(u"k"_s);
    spec.doneWhenLost = u"The daemon has ended."_s;
    m_server->enqueue(Script().closeFin());
    Task *task = requested(m_runner.get(), spec);
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    QCOMPARE(task->words(), spec.doneWhenLost);
}

void TestTaskRunner::readOnlyBlocks()
{
    ConnectionPolicy policy;
    policy.readOnly = true;
    m_daemon->http()->setPolicy(policy);
    Task *task = requested(m_runner.get(), buildSpec());
    QTRY_COMPARE(task->state(), Task::State::Blocked);
    QCOMPARE(m_server->accepted(), 0);
}

void TestTaskRunner::nothingConnected()
{
    m_runner->setDaemon(nullptr);
    Task *task = requested(m_runner.get(), buildSpec());
    QTRY_COMPARE(task->state(), Task::State::Failed);
    QVERIFY(task->words().contains("Not connected"_L1));
}

void TestTaskRunner::daemonGoesFirst()
{
    m_server->enqueue(Script::silence());
    Task *task = requested(m_runner.get(), buildSpec());
    QTRY_COMPARE(m_server->requests().size(), 1);
    m_daemon.reset();
    QTRY_COMPARE(task->state(), Task::State::Unknown);
}

void TestTaskRunner::journalHoldsNoSecret()
{
    QTemporaryDir folder;
    ActivityJournal journal(folder.filePath(u"journal.jsonl"_s), u"demo"_s, u"ada"_s);
    m_runner->setJournal(&journal);
    m_server->enqueue(Script::json(secretAnswer));
    Task *task = requested(m_runner.get(), secretSpec(u"k"_s, u"hunter2-very-secret"_s));
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    const auto records = journal.read(10);
    QCOMPARE(records.size(), 1);
    QCOMPARE(records.constFirst().actor, u"ada"_s);
    QCOMPARE(records.constFirst().request, u"POST /secrets/k"_s);
    QVERIFY(records.constFirst().bodyHash.isEmpty());
    QFile file(journal.path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray all = file.readAll();
    QVERIFY(!all.contains("hunter2"));
    QVERIFY(!all.contains("admin"));
    QVERIFY(!(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
}

void TestTaskRunner::journalIsBounded()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"journal.jsonl"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(ActivityJournal::sizeLimit - 10, '\n'));
    file.close();
    ActivityJournal journal(path, u"demo"_s, {});
    m_runner->setJournal(&journal);
    m_server->enqueue(Script::json(secretAnswer));
    Task *task = requested(m_runner.get(), secretSpec(u"k"_s));
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    QVERIFY(QFile(path).size() < 4096);
    QCOMPARE(QFile(path + u".1"_s).size(), ActivityJournal::sizeLimit - 10);
    QCOMPARE(journal.read(10).size(), 1);
}

void TestTaskRunner::curlHoldsNoBearer()
{
    m_server->setHandler([](const ReceivedRequest &) { return Script::json(secretAnswer); });
    Task *secret = requested(m_runner.get(), secretSpec(u"k"_s, u"hunter2"_s));
    Task *build = requested(m_runner.get(), buildSpec());
    QTRY_VERIFY(!secret->isActive() && !build->isActive());
    const QString secretCurl = asCurl(*secret, m_server->url());
    QVERIFY(!secretCurl.contains("hunter2"_L1));
    QVERIFY(!secretCurl.contains("admin"_L1));
    QVERIFY(secretCurl.contains("$ANGEE_OPERATOR_TOKEN"_L1));
    const QString buildCurl = asCurl(*build, m_server->url());
    QVERIFY2(buildCurl.contains("--data-raw '{\"services\":[]}'"_L1), qPrintable(buildCurl));
}

QTEST_GUILESS_MAIN(TestTaskRunner)
#include "tst_taskrunner.moc"
