// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/secretactions.h"
#include "core/daemon/operatordaemon.h"
#include "core/settings/connectionsettings.h"
#include "core/tasks/activityjournal.h"
#include "core/tasks/taskrunner.h"
#include "tests/core/actionsamples.h"
#include "tests/support/scriptedserver.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QString sources = QStringLiteral(ANGEE_SOURCE_DIR);

//! Without the look at what came of it, which is no part of what is sent.
QList<ActionSample> samples()
{
    QList<ActionSample> list = actionSamples();
    for (ActionSample &one : list)
        one.spec.verify = nullptr;
    return list;
}

} // namespace

//! Walks everything that can be done to the stack through the gate, in each level of care.
class TestActions final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void everyActionIsWalked();
    void noActionIsMadeElsewhere();
    void saysWhatItIs_data();
    void saysWhatItIs();
    void normalAsksWhereTheActionSaysSo_data() { saysWhatItIs_data(); }
    void normalAsksWhereTheActionSaysSo();
    void carefulAsksOnceForEach_data() { saysWhatItIs_data(); }
    void carefulAsksOnceForEach();
    void readOnlySendsNothing_data() { saysWhatItIs_data(); }
    void readOnlySendsNothing();
    void obstacleSendsNothing_data() { saysWhatItIs_data(); }
    void obstacleSendsNothing();
    void carefulHasTheNameTypedForPurge();
    void curlSendsTheSame_data();
    void curlSendsTheSame();
    void curlRunsNotWithoutItsBody();
    void destroyingTheStackWaitsForAll();

private:
    void care(Protection protection);
    [[nodiscard]] Task *agreed(const TaskSpec &spec);

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<OperatorDaemon> m_daemon;
    std::unique_ptr<TaskRunner> m_runner;
};

void TestActions::init()
{
    m_server = std::make_unique<ScriptedServer>();
    // What it answers is no matter here: that it was asked counts.
    m_server->setHandler([](const ReceivedRequest &) { return Script::json("{}"_ba, 500); });
    m_daemon = std::make_unique<OperatorDaemon>(*BaseUrl::parse(m_server->url()), "admin"_ba,
                                                WorkingIdentity{}, ConnectionPolicy{});
    m_runner = std::make_unique<TaskRunner>();
    m_runner->setDaemon(m_daemon.get());
}

void TestActions::cleanup()
{
    m_runner.reset();
    m_daemon.reset();
    m_server.reset();
}

void TestActions::care(Protection protection)
{
    m_runner->gate()->setProfile({protection, u"prod"_s, u"#aa0000"_s});
    m_runner->gate()->setStackName(u"demo"_s);
}

// A new function of core/actions has to be added to the samples.
void TestActions::everyActionIsWalked()
{
    QSet<QByteArray> walked;
    for (const ActionSample &one : samples())
        walked.insert(one.function);
    static const QRegularExpression maker(u"\\bTaskSpec (\\w+)\\("_s);
    int found = 0;
    QDirIterator headers(sources + u"/core/actions"_s, {u"*.h"_s}, QDir::Files);
    while (headers.hasNext()) {
        const QString text = QString::fromUtf8(textOf(headers.next()));
        for (auto it = maker.globalMatch(text); it.hasNext();) {
            const QByteArray name = it.next().captured(1).toLatin1();
            QVERIFY2(walked.contains(name), name.constData());
            ++found;
        }
    }
    QCOMPARE(found, int(walked.size()));
}

void TestActions::noActionIsMadeElsewhere()
{
    static const QRegularExpression made(u"\\bTaskSpec \\w+( = \\{|\\{|;)"_s);
    for (const QString &room : {u"/core"_s, u"/ui"_s, u"/app"_s}) {
        QDirIterator files(sources + room, {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (path.contains("/core/actions/"_L1))
                continue;
            QVERIFY2(!made.match(QString::fromUtf8(textOf(path))).hasMatch(), qPrintable(path));
        }
    }
}

void TestActions::saysWhatItIs_data()
{
    QTest::addColumn<int>("at");
    const QList<ActionSample> all = samples();
    for (int at = 0; at < all.size(); ++at)
        QTest::addRow("%d %s", at, qPrintable(all.at(at).spec.title)) << at;
}

void TestActions::saysWhatItIs()
{
    QFETCH(int, at);
    const TaskSpec spec = samples().at(at).spec;
    QVERIFY(!spec.title.isEmpty());
    QVERIFY(spec.start);
    QVERIFY(!spec.question.verb.isEmpty());
    QVERIFY(!spec.question.text.isEmpty());
    // What ending it does is said, or it is marked as doing no harm.
    const bool safe = spec.dropped == TaskSpec::Dropped::Safe;
    QVERIFY(safe || !spec.cancelWarning.isEmpty());
    QVERIFY(safe || !spec.quitWarning.isEmpty());
    QVERIFY(!(safe && !spec.quitWarning.isEmpty()));
    if (spec.object.kind != ObjectKind::Stack)
        QVERIFY(!spec.object.name.isEmpty());
}

void TestActions::normalAsksWhereTheActionSaysSo()
{
    QFETCH(int, at);
    care(Protection::Normal);
    const TaskSpec spec = samples().at(at).spec;
    QSignalSpy asked(m_runner->gate(), &TaskGate::questionRequested);
    m_runner->request(spec, this);
    const bool asks = spec.question.asked == Question::Asked::Always;
    QCOMPARE(asked.size(), asks ? 1 : 0);
    if (asks)
        m_runner->gate()->agree(asked.constFirst().constFirst().value<Question>().id);
    QTRY_COMPARE(m_server->requests().size(), 1);
}

void TestActions::carefulAsksOnceForEach()
{
    QFETCH(int, at);
    care(Protection::Confirm);
    const TaskSpec spec = samples().at(at).spec;
    QSignalSpy asked(m_runner->gate(), &TaskGate::questionRequested);
    Task *task = nullptr;
    m_runner->request(spec, this, [&task](Task *made) { task = made; });
    QCOMPARE(asked.size(), 1);
    QVERIFY(!task);
    QVERIFY(m_runner->tasks().isEmpty());
    const auto question = asked.constFirst().constFirst().value<Question>();
    QCOMPARE(question.profile, u"prod"_s);
    QCOMPARE(question.stack, u"demo"_s);
    QCOMPARE(question.colour, u"#aa0000"_s);
    QVERIFY2(question.title.contains(spec.object.name) || spec.object.kind == ObjectKind::File
                 || spec.object.kind == ObjectKind::Query,
             qPrintable(question.title));
    m_runner->gate()->agree(question.id);
    QVERIFY(task);
    QTRY_COMPARE(m_server->requests().size(), 1); // once, and only then
    QTRY_VERIFY(!task->isActive());
    // Declined: nothing becomes of it.
    m_runner->gate()->dismiss(question.id); // one that is kept is there still
    QCOMPARE(m_runner->gate()->pending(), 0);
    bool declined = false;
    m_runner->request(spec, this, {}, [&declined] { declined = true; });
    QCOMPARE(asked.size(), 2);
    m_runner->gate()->dismiss(asked.constLast().constFirst().value<Question>().id);
    QVERIFY(declined);
    QCOMPARE(m_runner->tasks().size(), 1);
    QCOMPARE(m_server->requests().size(), 1);
}

void TestActions::readOnlySendsNothing()
{
    QFETCH(int, at);
    care(Protection::ReadOnly);
    QSignalSpy asked(m_runner->gate(), &TaskGate::questionRequested);
    Task *task = nullptr;
    m_runner->request(samples().at(at).spec, this, [&task](Task *made) { task = made; });
    QVERIFY(task);
    QTRY_COMPARE(task->state(), Task::State::Blocked);
    QVERIFY(!task->words().isEmpty());
    QCOMPARE(asked.size(), 0);
    QCOMPARE(m_server->accepted(), 0);
    QCOMPARE(m_server->bytesReceived(), 0);
}

void TestActions::obstacleSendsNothing()
{
    QFETCH(int, at);
    care(Protection::Normal);
    m_runner->gate()->setObstacle(u"The daemon is another one."_s);
    QSignalSpy asked(m_runner->gate(), &TaskGate::questionRequested);
    Task *task = nullptr;
    m_runner->request(samples().at(at).spec, this, [&task](Task *made) { task = made; });
    QVERIFY(task);
    QTRY_COMPARE(task->state(), Task::State::Blocked);
    QVERIFY(task->words().contains("The daemon is another one."_L1));
    QCOMPARE(asked.size(), 0);
    QCOMPARE(m_server->accepted(), 0);
}

void TestActions::carefulHasTheNameTypedForPurge()
{
    care(Protection::Confirm);
    QSignalSpy asked(m_runner->gate(), &TaskGate::questionRequested);
    int heavy = 0;
    for (const ActionSample &one : samples()) {
        m_runner->request(one.spec, this);
        const auto question = asked.constLast().constFirst().value<Question>();
        if (question.weight != Question::Weight::One)
            QVERIFY2(!question.typedName.isEmpty(), qPrintable(question.title));
        heavy += question.weight != Question::Weight::One;
        for (const Question::Choice &choice : question.choices) {
            if (choice.weight != Question::Weight::One)
                QVERIFY2(!choice.typedName.isEmpty(), qPrintable(question.title));
            heavy += choice.weight != Question::Weight::One;
        }
        m_runner->gate()->dismiss(question.id);
    }
    QVERIFY(heavy >= 5);
}

Task *TestActions::agreed(const TaskSpec &spec)
{
    Task *made = nullptr;
    const auto agree = connect(m_runner->gate(), &TaskGate::questionRequested, m_runner->gate(),
                               [this](const Question &question) {
                                   const int id = question.id;
                                   m_runner->gate()->agree(id);
                               });
    m_runner->request(spec, this, [&made](Task *task) { made = task; });
    disconnect(agree);
    return made;
}

void TestActions::curlSendsTheSame_data()
{
    if (QStandardPaths::findExecutable(u"curl"_s).isEmpty())
        QSKIP("curl is not installed");
    saysWhatItIs_data();
}

// What is copied as a command is, in every shell, the request that was sent.
void TestActions::curlSendsTheSame()
{
    QFETCH(int, at);
    Task *task = agreed(samples().at(at).spec);
    QVERIFY(task);
    QTRY_VERIFY(!task->isActive());
    QCOMPARE(m_server->requests().size(), 1);
    const ReceivedRequest sent = m_server->requests().constFirst();
    const QString command = asCurl(*task, m_server->url());
    QVERIFY(!command.contains("admin"_L1));
    QTemporaryDir folder;
    QFile body(folder.filePath(u"body"_s));
    QVERIFY(body.open(QIODevice::WriteOnly) && body.write(sent.body) == sent.body.size()
            && body.flush());
    int count = 1;
    for (const QString &shell : {u"sh"_s, u"bash"_s, u"dash"_s}) {
        if (QStandardPaths::findExecutable(shell).isEmpty())
            continue;
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ANGEE_OPERATOR_TOKEN"_s, u"admin"_s);
        environment.insert(u"BODY"_s, body.fileName());
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(folder.path()); // nothing else lies there
        process.start(shell, {u"-c"_s, command});
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 60'000);
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        QCOMPARE(m_server->requests().size(), ++count);
        const ReceivedRequest &again = m_server->requests().constLast();
        QCOMPARE(again.verb, sent.verb);
        QCOMPARE(again.target, sent.target);
        QCOMPARE(again.body, sent.body);
        QCOMPARE(again.header("Authorization"), sent.header("Authorization"));
        QCOMPARE(again.header("Accept"), sent.header("Accept"));
        if (sent.verb != "GET") // which has no body that it could be about
            QCOMPARE(again.header("Content-Type"), sent.header("Content-Type"));
    }
}

// A value of a secret is not in the command; without it nothing is sent.
void TestActions::curlRunsNotWithoutItsBody()
{
    if (QStandardPaths::findExecutable(u"curl"_s).isEmpty())
        QSKIP("curl is not installed");
    Task *task = agreed(setSecretTask(u"key"_s, u"hunter2"_s));
    QTRY_VERIFY(!task->isActive());
    const QString command = asCurl(*task, m_server->url());
    QVERIFY(!command.contains("hunter2"_L1));
    QTemporaryDir folder;
    for (const QString &body : {QString(), folder.filePath(u"absent"_s)}) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"BODY"_s);
        if (!body.isEmpty())
            environment.insert(u"BODY"_s, body);
        process.setProcessEnvironment(environment);
        process.start(u"sh"_s, {u"-c"_s, command});
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 60'000);
        QVERIFY(process.exitCode() != 0);
        QCOMPARE(m_server->requests().size(), 1);
    }
}

// Destroying the stack starts when all else has ended, and nothing is sent meanwhile. What holds
// its connection is not waited for: it would never end.
void TestActions::destroyingTheStackWaitsForAll()
{
    const LaneUse destroy{Lane::Stack, {ObjectKind::Stack, u"demo"_s}};
    for (const ActionSample &one : samples()) {
        const LaneUse other{one.spec.lanes, one.spec.object};
        if (one.spec.verb == ActionVerb::MintRouteToken || one.spec.verb == ActionVerb::MintToken)
            continue; // changes nothing of the stack
        QVERIFY2(one.spec.lanes, qPrintable(one.spec.title));
        QVERIFY2(mustWaitFor(other, destroy), qPrintable(one.spec.title));
        QVERIFY2(mustWaitFor(destroy, other) || one.spec.lanes.testFlag(Lane::Held),
                 qPrintable(one.spec.title));
        // Whatever holds its connection can be stopped.
        const LaneUse stop{Lane::Object, {ObjectKind::Service, u"web"_s}};
        if (one.spec.lanes.testFlag(Lane::Held))
            QVERIFY2(!mustWaitFor(stop, other), qPrintable(one.spec.title));
    }
}

QTEST_GUILESS_MAIN(TestActions)
#include "tst_actions.moc"
