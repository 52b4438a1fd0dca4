// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/stackactions.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/activityjournal.h"
#include "core/tasks/taskrunner.h"
#include "tests/core/actionsamples.h"
#include "tests/core/livedaemon.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

//! A daemon that is seen live and never answers a change.
struct SilentDaemon
{
    SilentDaemon()
    {
        live.server.setHandler([this](const ReceivedRequest &request) {
            const bool isRead = request.target == "/healthz"
                || (request.target == "/graphql" && !request.body.contains("mutation"));
            if (isRead)
                return live.reply(request);
            ++changes;
            return Script::silence();
        });
    }

    [[nodiscard]] ConnectionSettings settings(const QString &profile) const
    {
        ConnectionSettings settings;
        settings.url.value = live.server.url();
        settings.token.value = u"T"_s;
        settings.profileId = profile;
        settings.profileName = profile;
        return settings;
    }

    LiveDaemon live;
    int changes = 0;
};

} // namespace

//! What becomes of work when its connection goes, and of changes while the connection is not one
//! that they can be sent over.
class TestCutOff final : public QObject
{
    Q_OBJECT

private slots:
    void leavesALineInTheJournal_data();
    void leavesALineInTheJournal();
    void waitingWorkStaysWithItsDaemon();
    void questionsEndWithTheConnection();
    void onlyASeenStackGetsAChange_data();
    void onlyASeenStackGetsAChange();
    void closingSaysWhatEnds();
    void aProcessThatWasKilledLeavesALine();

private:
    static void agreeToAll(Session *session)
    {
        TaskGate *gate = session->tasks()->gate();
        QObject::connect(gate, &TaskGate::questionRequested, gate, [gate](const Question &asked) {
            const int id = asked.id;
            gate->agree(id);
        });
    }
    static bool connected(Session *session)
    {
        return QTest::qWaitFor(
            [session] { return session->live() && session->live()->state() == LiveState::Live; },
            30'000);
    }
};

void TestCutOff::leavesALineInTheJournal_data()
{
    QTest::addColumn<int>("at");
    const QList<ActionSample> samples = actionSamples();
    for (int at = 0; at < samples.size(); ++at)
        QTest::addRow("%d %s", at, qPrintable(samples.at(at).spec.title)) << at;
}

// Down, Up and every other: closed in the middle, each is one line that says that it is not known.
void TestCutOff::leavesALineInTheJournal()
{
    QFETCH(int, at);
    QTemporaryDir folder;
    SilentDaemon daemon;
    QString journal;
    {
        Session session(folder.path());
        session.connectTo(daemon.settings(u"one"_s));
        QVERIFY(connected(&session));
        agreeToAll(&session);
        journal = session.journal()->path();
        session.tasks()->request(actionSamples().at(at).spec, &session);
        QTRY_COMPARE(daemon.changes, 1);
    }
    const QList<ActivityRecord> lines = ActivityJournal::readFiles(journal, 10);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines.constFirst().state, u"Unknown"_s);
    QCOMPARE(lines.constFirst().verb, actionVerbId(actionSamples().at(at).spec.verb));
}

// A task that waits for another was meant for the daemon that was connected then.
void TestCutOff::waitingWorkStaysWithItsDaemon()
{
    QTemporaryDir folder;
    SilentDaemon first;
    SilentDaemon second;
    Session session(folder.path());
    session.connectTo(first.settings(u"one"_s));
    QVERIFY(connected(&session));
    const QString journal = session.journal()->path();
    Task *running = nullptr;
    Task *waiting = nullptr;
    session.tasks()->request(prepareTask(), &session, [&running](Task *task) { running = task; });
    session.tasks()->request(upTask(), &session, [&waiting](Task *task) { waiting = task; });
    QTRY_COMPARE(first.changes, 1);
    QCOMPARE(waiting->state(), Task::State::Queued);
    session.connectTo(second.settings(u"two"_s));
    QVERIFY(connected(&session));
    QCOMPARE(running->state(), Task::State::Unknown);
    QCOMPARE(waiting->state(), Task::State::Cancelled);
    QVERIFY(!running->canFindOut());
    // Both stand in the journal of the profile that they were asked for in.
    QCOMPARE(ActivityJournal::readFiles(journal, 10).size(), 2);
    QCOMPARE(ActivityJournal::readFiles(session.journal()->path(), 10).size(), 0);
    session.tasks()->request(buildTask({}), &session);
    QTRY_COMPARE(second.changes, 1); // and nothing came there before it
    QCOMPARE(first.changes, 1);
}

void TestCutOff::questionsEndWithTheConnection()
{
    QTemporaryDir folder;
    SilentDaemon first;
    SilentDaemon second;
    Session session(folder.path());
    session.connectTo(first.settings(u"one"_s));
    QVERIFY(connected(&session));
    TaskGate *gate = session.tasks()->gate();
    QSignalSpy asked(gate, &TaskGate::questionRequested);
    QSignalSpy closed(gate, &TaskGate::questionClosed);
    bool declined = false;
    session.tasks()->request(downTask(), &session, {}, [&declined] { declined = true; });
    QCOMPARE(asked.size(), 1);
    session.connectTo(second.settings(u"two"_s));
    QVERIFY(connected(&session));
    QCOMPARE(closed.size(), 1);
    QVERIFY(declined);
    gate->agree(asked.constFirst().constFirst().value<Question>().id); // too late
    QVERIFY(session.tasks()->tasks().isEmpty());
}

void TestCutOff::onlyASeenStackGetsAChange_data()
{
    QTest::addColumn<Script>("answer");
    QTest::addColumn<LiveState>("state");
    QTest::newRow("connecting") << Script::silence() << LiveState::Connecting;
    QTest::newRow("reconnecting") << Script::json(R"({"error":"out of order"})", 500)
                                  << LiveState::Reconnecting;
    QTest::newRow("unauthorized") << Script::json(R"({"error":"unauthorized"})", 401)
                                  << LiveState::Unauthorized;
    QTest::newRow("incompatible") << Script::json(
        R"({"errors":[{"message":"Cannot query field health on type ServiceState.",
            "extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}],"data":null})",
        422) << LiveState::Incompatible;
}

//! Every action against every state in which the stack is not seen.
void TestCutOff::onlyASeenStackGetsAChange()
{
    QFETCH(Script, answer);
    QFETCH(LiveState, state);
    QTemporaryDir folder;
    SilentDaemon daemon;
    daemon.live.queryAnswer = answer;
    Session session(folder.path());
    session.connectTo(daemon.settings(u"one"_s));
    QTRY_COMPARE_WITH_TIMEOUT(session.live()->state(), state, 30'000);
    QVERIFY(!session.whyNoChanges().isEmpty());
    agreeToAll(&session);
    for (const ActionSample &one : actionSamples()) {
        Task *task = nullptr;
        session.tasks()->request(one.spec, &session, [&task](Task *made) { task = made; });
        QVERIFY2(task, qPrintable(one.spec.title));
        QTRY_COMPARE(task->state(), Task::State::Blocked);
    }
    QCOMPARE(daemon.changes, 0);
}

void TestCutOff::closingSaysWhatEnds()
{
    QTemporaryDir folder;
    SilentDaemon daemon;
    Session session(folder.path());
    session.connectTo(daemon.settings(u"one"_s));
    QVERIFY(connected(&session));
    QVERIFY(session.tasks()->cutOffByClosing().isEmpty());
    session.tasks()->request(prepareTask(), &session);
    session.tasks()->request(upTask(), &session);
    QTRY_COMPARE(daemon.changes, 1);
    const QStringList lines = session.tasks()->cutOffByClosing();
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.first().contains("Prepare stack"_L1)
            && lines.first().contains(prepareTask().quitWarning));
    QVERIFY(lines.last().contains("never sent"_L1));
}

// A crash, SIGKILL or a power cut: no end is written, but what was under way is told.
void TestCutOff::aProcessThatWasKilledLeavesALine()
{
    QTemporaryDir folder;
    SilentDaemon daemon;
    Session session(folder.path());
    session.connectTo(daemon.settings(u"one"_s));
    QVERIFY(connected(&session));
    agreeToAll(&session);
    session.tasks()->request(downTask(), &session);
    QTRY_COMPARE(daemon.changes, 1);
    const QString path = session.journal()->path();
    QVERIFY(ActivityJournal::readFiles(path, 10).isEmpty()); // it goes on, and stands in the tasks
    // The same file as another process finds it.
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray line = file.readAll();
    const QByteArray run =
        QJsonDocument::fromJson(line).object().value("run"_L1).toString().toLatin1();
    QCOMPARE(line.count(run), 1);
    line.replace(run, "other-1");
    QFile other(folder.filePath(u"other.jsonl"_s));
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write(line) == line.size());
    other.close();
    const QList<ActivityRecord> told = ActivityJournal::readFiles(other.fileName(), 10);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.constFirst().state, u"Unknown"_s);
    QCOMPARE(told.constFirst().verb, u"down"_s);
    QCOMPARE(told.constFirst().request, u"POST /stack/down"_s);
}

QTEST_GUILESS_MAIN(TestCutOff)
#include "tst_cutoff.moc"
