// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/jobactions.h"
#include "core/actions/stackactions.h"
#include "core/daemon/operatordaemon.h"
#include "core/outputs/outputrecorder.h"
#include "core/outputs/outputsearch.h"
#include "core/outputs/redaction.h"
#include "core/tasks/taskrunner.h"
#include "tests/support/requested.h"
#include "tests/support/scriptedserver.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_LINUX
#include <sys/mount.h>
#endif

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

OutputRecord sample(int number)
{
    OutputRecord record;
    record.started = QDateTime(QDate(2026, 1, 1), QTime(1, 0), Qt::UTC).addSecs(number);
    record.id = newOutputId(record.started);
    record.title = u"Build %1"_s.arg(number);
    record.verb = u"build"_s;
    record.profile = u"staging"_s;
    record.state = Task::State::Failed;
    record.words = u"It failed."_s;
    record.reason = u"failed to solve: x"_s;
    record.errorLine = 3;
    record.elapsedMs = 1234;
    record.stepMs = {10, -1, 20};
    return record;
}

//! Which nobody is asked about.
TaskSpec attached()
{
    TaskSpec spec = runAttachedTask();
    spec.question = {};
    return spec;
}

} // namespace

//! What builds and jobs print, on its way to the disk and back.
class TestOutputs final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void comesBackAsItWas();
    void isForTheUserAlone();
    void oldestGoFirst();
    void whatIsBegunStays();
    void damageIsSaid();
    void fullDiskIsSaid();
    void deletesOne();
    void searchReadsWholeTexts();
    void searchEndsWhenCancelled();
    void noSecretIsLeft_data();
    void noSecretIsLeft();

    void buildThatFails();
    void longWordsAreKeptWhole();
    void jobIsRecordedWithoutSecrets();
    void streamIsThereWhileItRuns();
    void connectionThatGoesLeavesUnknown();
    void beginningAndEndOfAFlood();
    void nothingElseIsRecorded();

private:
    void append(OutputShelf *shelf, const OutputRecord &record, const QByteArray &text) const;
    [[nodiscard]] QList<OutputRecord> read() const { return readOutputs(m_folder, {}); }
    [[nodiscard]] OutputRecord recordOf(const TaskSpec &spec);

    std::unique_ptr<QTemporaryDir> m_data;
    QString m_folder;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<OperatorDaemon> m_daemon;
    std::unique_ptr<TaskRunner> m_runner;
    std::unique_ptr<OutputRecorder> m_recorder;
};

void TestOutputs::init()
{
    m_data = std::make_unique<QTemporaryDir>();
    m_folder = m_data->filePath(u"outputs"_s);
    m_server = std::make_unique<ScriptedServer>();
    m_daemon = std::make_unique<OperatorDaemon>(*BaseUrl::parse(m_server->url()), "adminbearer"_ba,
                                                WorkingIdentity{}, ConnectionPolicy{});
    m_runner = std::make_unique<TaskRunner>();
    m_runner->setDaemon(m_daemon.get());
    m_recorder = std::make_unique<OutputRecorder>(m_runner.get());
    m_recorder->setProfile(m_folder, u"staging"_s);
    m_recorder->setSecrets([] { return QByteArrayList{"adminbearer"_ba}; });
}

void TestOutputs::cleanup()
{
    m_recorder.reset();
    m_runner.reset();
    m_daemon.reset();
    m_server.reset();
    m_data.reset();
}

void TestOutputs::append(OutputShelf *shelf, const OutputRecord &record,
                         const QByteArray &text) const
{
    shelf->begin(m_folder, record);
    shelf->append(m_folder, record.id, text);
    shelf->finish(m_folder, record);
}

//! Runs it to its end and answers with what is on the disk then.
OutputRecord TestOutputs::recordOf(const TaskSpec &spec)
{
    QSignalSpy ended(m_recorder.get(), &OutputRecorder::ended);
    const Task *task = requested(m_runner.get(), spec);
    if (!task || !QTest::qWaitFor([&] { return !ended.isEmpty(); }, 20'000))
        qFatal("it does not end");
    m_recorder.reset(); // which waits for the disk
    const QList<OutputRecord> all = read();
    return all.isEmpty() ? OutputRecord() : all.constFirst();
}

void TestOutputs::comesBackAsItWas()
{
    OutputRecord first = sample(1);
    const OutputRecord second = sample(2);
    {
        OutputShelf shelf;
        append(&shelf, first, "one\ntwo\n");
        append(&shelf, second, "three\n");
    }
    const QList<OutputRecord> all = read();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.at(0).id, second.id); // the newest first
    first.size = 8;
    QCOMPARE(all.at(1), first);
    QCOMPARE(readOutputText(m_folder, first.id).bytes, "one\ntwo\n"_ba);
    QVERIFY(!readOutputText(m_folder, u"../"_s + first.id).problem.isEmpty()
            || readOutputText(m_folder, u"../"_s + first.id).bytes.isEmpty());
}

void TestOutputs::isForTheUserAlone()
{
    {
        OutputShelf shelf;
        append(&shelf, sample(1), "x\n");
    }
    const auto shared = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther
        | QFileDevice::WriteOther | QFileDevice::ExeGroup | QFileDevice::ExeOther;
    QVERIFY(!(QFileInfo(m_folder).permissions() & shared));
    const QFileInfoList files = QDir(m_folder).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 2);
    for (const QFileInfo &file : files)
        QVERIFY2(!(file.permissions() & shared), qPrintable(file.fileName()));
}

void TestOutputs::oldestGoFirst()
{
    {
        OutputShelf shelf({.count = 3, .bytes = 1'000'000});
        QSignalSpy removed(&shelf, &OutputShelf::removed);
        for (int i = 0; i < 5; ++i)
            append(&shelf, sample(i), "x\n");
        QTRY_COMPARE(removed.size(), 2);
    }
    QCOMPARE(read().size(), 3);
    QCOMPARE(read().constLast().title, u"Build 2"_s);
    {
        OutputShelf shelf({.count = 100, .bytes = 250'000});
        for (int i = 10; i < 15; ++i)
            append(&shelf, sample(i), QByteArray(99'999, 'x') + '\n');
    }
    QCOMPARE(read().size(), 2); // of 100 000 bytes each, and their records
    QCOMPARE(read().constFirst().title, u"Build 14"_s);
}

void TestOutputs::whatIsBegunStays()
{
    const OutputRecord running = sample(0);
    OutputShelf shelf({.count = 1, .bytes = 1'000'000});
    QSignalSpy removed(&shelf, &OutputShelf::removed);
    shelf.begin(m_folder, running);
    append(&shelf, sample(1), "x\n");
    append(&shelf, sample(2), "x\n");
    shelf.remove(m_folder, {running.id});
    QTRY_VERIFY(removed.size() >= 2);
    const QList<OutputRecord> all = readOutputs(m_folder, {running.id});
    QCOMPARE(all.constLast().id, running.id);
}

void TestOutputs::damageIsSaid()
{
    const OutputRecord good = sample(1);
    OutputRecord broken = sample(2);
    OutputRecord lost = sample(3);
    OutputRecord cut = sample(4);
    cut.state = Task::State::Running;
    {
        OutputShelf shelf;
        append(&shelf, good, "good\n");
        append(&shelf, broken, "still there\n");
        append(&shelf, lost, "still there\n");
        append(&shelf, cut, "half\n");
    }
    QFile file(m_folder + u'/' + broken.id + u".json"_s);
    QVERIFY(file.resize(file.size() / 2));
    QVERIFY(QFile::remove(m_folder + u'/' + lost.id + u".json"_s));
    QFile other(m_folder + u"/notes.json"_s);
    QVERIFY(other.open(QIODevice::WriteOnly));
    const QList<OutputRecord> all = read();
    QCOMPARE(all.size(), 4);
    QCOMPARE(all.at(0).state, Task::State::Unknown); // it ran when nobody wrote any more
    QVERIFY(all.at(0).words.startsWith(u"No end was written"_s));
    QCOMPARE(all.at(1).problem, u"Its record is lost."_s);
    QCOMPARE(all.at(2).problem, u"Its record is damaged."_s);
    QCOMPARE(all.at(2).started, broken.started);
    QCOMPARE(readOutputText(m_folder, broken.id).bytes, "still there\n"_ba);
    QVERIFY(all.at(3).problem.isEmpty());
}

void TestOutputs::fullDiskIsSaid()
{
#ifdef Q_OS_LINUX
    const QString disk = m_data->filePath(u"disk"_s);
    QVERIFY(QDir().mkpath(disk));
    if (::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", MS_NOSUID | MS_NODEV,
                "size=128k,mode=0700")
        != 0)
        QSKIP("A small disk cannot be mounted here (that takes root).");
    const QString folder = disk + u"/outputs"_s;
    const OutputRecord record = sample(1);
    {
        OutputShelf shelf;
        QSignalSpy failed(&shelf, &OutputShelf::failed);
        shelf.begin(folder, record);
        shelf.append(folder, record.id, "first\n");
        shelf.append(folder, record.id, QByteArray(300'000, 'x') + '\n');
        shelf.append(folder, record.id, "more\n");
        shelf.finish(folder, record);
        QTRY_COMPARE(failed.size(), 1); // told once
    }
    const QList<OutputRecord> all = readOutputs(folder, {});
    const QByteArray text = readOutputText(folder, record.id).bytes;
    QVERIFY(::umount2(QFile::encodeName(disk).constData(), MNT_DETACH) == 0);
    QCOMPARE(all.size(), 1);
    QVERIFY2(all.constFirst().problem.startsWith(u"Not all of the text is kept"_s),
             qPrintable(all.constFirst().problem));
    QCOMPARE(text, "first\n"_ba); // and no half line
#else
    QSKIP("Needs tmpfs.");
#endif
}

void TestOutputs::deletesOne()
{
    const OutputRecord one = sample(1);
    const OutputRecord two = sample(2);
    OutputShelf shelf;
    QSignalSpy removed(&shelf, &OutputShelf::removed);
    append(&shelf, one, "x\n");
    append(&shelf, two, "y\n");
    shelf.remove(m_folder, {one.id, u"../../x"_s});
    QTRY_COMPARE(removed.size(), 1);
    QCOMPARE(removed.constFirst().constFirst().toStringList(), QStringList{one.id});
    QCOMPARE(read().size(), 1);
    QCOMPARE(QDir(m_folder).entryList(QDir::Files).size(), 2);
}

void TestOutputs::searchReadsWholeTexts()
{
    const OutputRecord one = sample(1);
    const OutputRecord two = sample(2);
    {
        OutputShelf shelf;
        append(&shelf, one, "a\nb\n" + QByteArray(600'000, 'x') + "\nthe \033[31mnee\033[0mdle\n");
        append(&shelf, two, "nothing\n");
    }
    const std::atomic_bool no = false;
    const auto hits = searchOutputs(m_folder, {one.id, two.id}, {u"needle"_s}, no);
    QCOMPARE(hits.size(), 1);
    QCOMPARE(hits.value(one.id).lines, 1);
    QCOMPARE(readOutputText(m_folder, one.id).bytes.count('\n'), 4);
    QVERIFY(hits.value(one.id).firstLine >= 4); // long lines go on as the next
    QVERIFY(searchOutputs(m_folder, {one.id}, {u"("_s, LogQuery::Regex}, no).isEmpty());
}

void TestOutputs::searchEndsWhenCancelled()
{
    const OutputRecord one = sample(1);
    {
        OutputShelf shelf;
        append(&shelf, one, "needle\n");
    }
    const std::atomic_bool yes = true;
    QVERIFY(searchOutputs(m_folder, {one.id}, {u"needle"_s}, yes).isEmpty());
}

void TestOutputs::noSecretIsLeft_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("kept");
    const auto jwt = "eyJhbGciOiJI.eyJzdWIiOiJh.c2lnbmF0dXJl"_ba;
    QTest::newRow("nothing") << "step one\n"_ba
                             << "step one\n"_ba;
    QTest::newRow("known") << "k=hunter22 x\n"_ba
                           << "k=[redacted] x\n"_ba;
    QTest::newRow("twice") << "hunter22hunter22"_ba
                           << "[redacted][redacted]"_ba;
    QTest::newRow("short ones are words") << "abc abc"_ba
                                          << "abc abc"_ba;
    QTest::newRow("bearer") << "Authorization: Bearer a1b2c3d4e5\n"_ba
                            << "Authorization: Bearer [redacted]\n"_ba;
    QTest::newRow("small") << "-H 'authorization: bearer a1b2c3d4e5'"_ba
                           << "-H 'authorization: bearer [redacted]'"_ba;
    QTest::newRow("of which one speaks") << "the bearer is gone"_ba
                                         << "the bearer is gone"_ba;
    QTest::newRow("web token") << "token=" + jwt + "&x"_ba
                               << "token=[redacted]&x"_ba;
    QTest::newRow("no token") << "eyJhbGciOiJI.only"_ba
                              << "eyJhbGciOiJI.only"_ba;
}

void TestOutputs::noSecretIsLeft()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, kept);
    QCOMPARE(redactedOutput(text, {"hunter22"_ba, "abc"_ba, QByteArray()}), kept);
}

void TestOutputs::buildThatFails()
{
    QFile file(QStringLiteral(ANGEE_TEST_DATA "/outputs/buildkit-run-fails.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString said = QString::fromUtf8(file.readAll());
    m_server->enqueue(Script::json(QJsonDocument(QJsonObject{{u"error"_s, said}}).toJson(), 500));
    const OutputRecord record = recordOf(buildTask({u"page"_s}));
    QCOMPARE(record.title, u"Build page"_s);
    QCOMPARE(record.profile, u"staging"_s);
    QCOMPARE(record.state, Task::State::Failed);
    QVERIFY2(record.reason.startsWith(u"failed to solve: executor failed running"_s),
             qPrintable(record.reason));
    QCOMPARE(record.errorLine, 22);
    QCOMPARE(record.stepMs.size(), 5);
    const QByteArray text = readOutputText(m_folder, record.id).bytes;
    QVERIFY(text.startsWith("docker compose -f "));
    QCOMPARE(text.split('\n').at(record.errorLine - 1).left(9), "#5 ERROR:"_ba);
    QVERIFY(text.contains("\033[31mred")); // colours are kept
}

void TestOutputs::longWordsAreKeptWhole()
{
    QString said = u"docker compose build: exit status 1: "_s;
    for (int i = 0; i < 20'000; ++i)
        said += u"line %1\n"_s.arg(i);
    m_server->enqueue(Script::json(QJsonDocument(QJsonObject{{u"error"_s, said}}).toJson(), 500));
    const OutputRecord record = recordOf(buildTask({}));
    const QByteArray text = readOutputText(m_folder, record.id).bytes;
    QCOMPARE(text.count("\nline "), 20'000);
}

void TestOutputs::jobIsRecordedWithoutSecrets()
{
    TaskSpec secret;
    secret.title = u"Set secret"_s;
    secret.verb = ActionVerb::Set;
    secret.object = {ObjectKind::Secret, u"key"_s};
    secret.content = TaskSpec::Content::Secret;
    secret.start = [](OperatorDaemon &daemon) { return daemon.setSecret(u"key"_s, u"pa$word"_s); };
    m_server->enqueue(Script::json(R"({"name":"key","declared":true,"has_value":true})"_ba));
    const Task *set = requested(m_runner.get(), secret);
    QTRY_COMPARE(set->state(), Task::State::Succeeded);
    QVERIFY(m_recorder->idOf(set).isEmpty());
    m_server->enqueue(Script::text("[pa$word]\nwith adminbearer and Bearer abcdefghijkl\nplain"));
    const OutputRecord record = recordOf(runJobTask(u"ckey"_s, {}));
    QCOMPARE(record.object.name, u"ckey"_s);
    QCOMPARE(record.state, Task::State::Succeeded);
    QCOMPARE(readOutputText(m_folder, record.id).bytes,
             "[[redacted]]\nwith [redacted] and Bearer [redacted]\nplain\n"_ba);
}

void TestOutputs::streamIsThereWhileItRuns()
{
    Script script = Script::head(200, "text/plain", -1);
    script.chunk("#1 [page 1/2] FROM a\n#1 DO").pause().chunk("NE 0.1s\n").lastChunk();
    m_server->enqueue(script);
    QSignalSpy appended(m_recorder.get(), &OutputRecorder::appended);
    QSignalSpy began(m_recorder.get(), &OutputRecorder::began);
    Task *task = requested(m_runner.get(), attached());
    QTRY_COMPARE(appended.size(), 1);
    QCOMPARE(began.size(), 1);
    QCOMPARE(m_server->count("GET", "/stack/dev/stream"), 1);
    const QString id = m_recorder->idOf(task);
    QCOMPARE(m_recorder->taskOf(id), task);
    QCOMPARE(m_recorder->running(), QSet<QString>{id});
    QCOMPARE(m_recorder->textOf(id), "#1 [page 1/2] FROM a\n#1 DO"_ba);
    // The disk has its whole lines soon, without anybody waiting for the end.
    QTRY_COMPARE(readOutputText(m_folder, id).bytes, "#1 [page 1/2] FROM a\n"_ba);
    QCOMPARE(readOutputs(m_folder, {id}).constFirst().state, Task::State::Running);
    QCOMPARE(read().constFirst().state, Task::State::Unknown); // as another process reads it
    m_server->resume();
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    QVERIFY(m_recorder->running().isEmpty());
    QTRY_COMPARE(read().constFirst().state, Task::State::Succeeded);
    QCOMPARE(read().constFirst().stepMs, QList<qint64>{100});
}

void TestOutputs::connectionThatGoesLeavesUnknown()
{
    Script script = Script::head(200, "text/plain", -1);
    script.chunk("begun\n").pause();
    m_server->enqueue(script);
    QSignalSpy appended(m_recorder.get(), &OutputRecorder::appended);
    Task *task = requested(m_runner.get(), buildAndApplyTask({}));
    QTRY_COMPARE(appended.size(), 1);
    m_runner->setDaemon(nullptr);
    m_recorder->setProfile(m_data->filePath(u"another"_s), u"another"_s);
    m_daemon.reset(); // as when the window closes
    QCOMPARE(task->state(), Task::State::Unknown);
    m_recorder.reset();
    QCOMPARE(read().size(), 1);
    QCOMPARE(read().constFirst().state, Task::State::Unknown);
    QVERIFY(read().constFirst().words.contains(u"may or may not"_s));
    QCOMPARE(readOutputText(m_folder, read().constFirst().id).bytes, "begun\n"_ba);
    QVERIFY(!QDir(m_data->filePath(u"another"_s)).exists());
}

void TestOutputs::beginningAndEndOfAFlood()
{
    const QByteArray line = QByteArray(99'999, 'x') + '\n';
    Script script = Script::head(200, "text/plain", -1);
    script.chunk("first\n");
    for (int i = 0; i < 220; ++i) // 22 MB
        script.chunk(line);
    script.chunk("last\n").lastChunk();
    m_server->enqueue(script);
    const OutputRecord record = recordOf(attached());
    const QByteArray text = readOutputText(m_folder, record.id).bytes;
    QVERIFY(text.startsWith("first\n") && text.endsWith("\nlast\n"));
    QVERIFY(record.leftOut > 1'000'000);
    QVERIFY(text.contains("left out]\n"));
    QVERIFY(text.size() < OutputRecorder::longestText + 3'000'000);
}

void TestOutputs::nothingElseIsRecorded()
{
    m_server->enqueue(Script::json(R"({"status":"stopped"})"_ba));
    TaskSpec down = downTask();
    down.question = {};
    const Task *task = requested(m_runner.get(), down);
    QTRY_VERIFY(!task->isActive());
    m_recorder->setProfile({}, {});
    m_server->enqueue(Script::json(R"({"status":"built"})"_ba));
    const Task *build = requested(m_runner.get(), buildTask({}));
    QTRY_VERIFY(!build->isActive());
    m_recorder.reset();
    QVERIFY(!QDir(m_folder).exists());
}

QTEST_GUILESS_MAIN(TestOutputs)
#include "tst_outputs.moc"
