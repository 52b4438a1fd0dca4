// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/documentsession.h"
#include "core/files/draftrecorder.h"
#include "core/files/textfacts.h"
#include "tests/core/filedaemon.h"
#include "tests/core/textfuzz.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace angee;
using namespace Qt::StringLiterals;
using test::FileDaemon;
using State = DocumentSession::State;

namespace {

const QString file = u"settings.yaml"_s;
const QString profile = u"p1"_s;

Draft sampleDraft()
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
    return {{profile, u"app"_s, file, "tag"_ba}, "base\r\n"_ba, "text\0\xff"_ba, now, now, false};
}

// Document, connection and recorder as a window has them.
struct Window
{
    Window(const FileDaemon &server, const QString &folder, const QString &path = file)
        : daemon(server.connectTo())
        , transport(daemon.get())
        , journal(folder)
        , doc(&transport, u"app"_s, path)
        , recorder(&journal, &doc, profile)
        , recorded(&recorder, &DraftRecorder::recorded)
    { }

    bool open()
    {
        doc.open();
        return QTest::qWaitFor([this] { return !doc.isBusy(); });
    }

    void type(const QByteArray &text)
    {
        recorded.clear();
        doc.setContent(text);
        if (!QTest::qWaitFor([this] { return !recorded.isEmpty(); }))
            qFatal("no draft was written");
    }

    bool save()
    {
        QSignalSpy saved(&doc, &DocumentSession::saveFinished);
        doc.save();
        return QTest::qWaitFor([&saved] { return !saved.isEmpty(); });
    }

    std::unique_ptr<OperatorDaemon> daemon;
    DaemonFileTransport transport;
    DraftJournal journal;
    DocumentSession doc;
    DraftRecorder recorder;
    QSignalSpy recorded;
};

} // namespace

class TestDraft final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void formatReadsBack();
    void tornTailsAndRot();
    void unknownRecordsAreSkipped();
    void laterVersionsAreLeftAlone();
    void globs_data();
    void globs();
    void folderIsPrivate();
    void followsTheDocument();
    void isRestoredInAnotherWindow();
    void movesToTheNewBase();
    void excludedFilesStayOffTheDisk();
    void ownAndForeignWindows();
    void exports();
    void failureIsTold();
    void survivesKill();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    [[nodiscard]] QString folder() const { return m_folder->filePath(u"drafts"_s); }
    [[nodiscard]] QStringList draftFiles() const
    {
        return QDir(folder()).entryList({u"*.draft"_s}, QDir::Files);
    }
};

void TestDraft::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestDraft::formatReadsBack()
{
    QRandomGenerator random(3);
    Draft draft = sampleDraft();
    QByteArray log = draftfile::begin(draft);
    for (int i = 0; i < 300; ++i) {
        const QByteArray next = textfuzz::edited(draft.text, random, 1 + i % 3, 50);
        draft.changed = draft.changed.addMSecs(250);
        log += draftfile::change(draft.text, next, draft.changed);
        draft.text = next;
    }
    const auto read = draftfile::replay(log);
    QVERIFY(read);
    QCOMPARE(read->key, draft.key);
    QCOMPARE(read->base, draft.base);
    QCOMPARE(read->text, draft.text);
    QCOMPARE(read->changed, draft.changed);
    QCOMPARE(read->started, draft.started);
    QVERIFY(!read->tornTail);
    // A keystroke in a large text is a small record.
    const QByteArray large(1'000'000, 'x');
    QVERIFY(draftfile::change(large, large + 'y', draft.changed).size() < 64);
}

void TestDraft::tornTailsAndRot()
{
    const Draft draft = sampleDraft();
    const QByteArray whole = draftfile::begin(draft);
    const QByteArray next = draft.text + "more"_ba;
    const QByteArray log = whole + draftfile::change(draft.text, next, draft.changed);
    for (qsizetype size = 0; size < log.size(); ++size) {
        const auto read = draftfile::replay(log.first(size));
        if (size < whole.size()) {
            QVERIFY(!read);
            continue;
        }
        QVERIFY(read);
        QCOMPARE(read->text, draft.text);
        QCOMPARE(read->tornTail, size > whole.size());
    }
    // A flipped bit anywhere never gives a wrong text.
    for (qsizetype at = 0; at < log.size(); ++at) {
        QByteArray bad = log;
        bad[at] = char(bad.at(at) ^ 0x10);
        const auto read = draftfile::replay(bad);
        QVERIFY(!read || read->text == draft.text);
        QVERIFY(!read || read->base == draft.base);
    }
    QVERIFY(!draftfile::replay({}));
}

void TestDraft::unknownRecordsAreSkipped()
{
    const Draft draft = sampleDraft();
    QByteArray strange = draftfile::change("a"_ba, "b"_ba, draft.changed);
    // A record of another type with a check of its own, as a later minor version might add.
    const QByteArray payload = "?"_ba;
    QByteArray record = "Z\x01"_ba + QByteArray(3, '\0');
    record += QByteArray::fromHex(etagOf("Z"_ba + payload)).first(8) + payload;
    const auto read = draftfile::replay(draftfile::begin(draft) + record
                                        + draftfile::change(draft.text, "new"_ba, draft.changed));
    QVERIFY(read);
    QCOMPARE(read->text, "new"_ba);
    QVERIFY(!read->tornTail);
}

void TestDraft::laterVersionsAreLeftAlone()
{
    QVERIFY(QDir().mkpath(folder()));
    const QByteArray later = "AngeeDraft 2\nsomething else"_ba;
    QFile other(folder() + u"/0-0.draft"_s);
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write(later);
    other.close();
    {
        DraftJournal journal(folder());
        QVERIFY(journal.list().isEmpty());
        QVERIFY(!journal.load(u"0-0"_s));
    }
    QVERIFY(other.open(QIODevice::ReadOnly));
    QCOMPARE(other.readAll(), later);
}

void TestDraft::globs_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("allowed");

    QTest::newRow("plain") << u"conf/settings.yaml"_s << true;
    QTest::newRow("env") << u".env"_s << false;
    QTest::newRow("deep env") << u"a/b/.env"_s << false;
    QTest::newRow("env of a stage") << u"a/.env.production"_s << false;
    QTest::newRow("environment") << u"environment.yaml"_s << true;
    QTest::newRow("pem") << u"tls/server.pem"_s << false;
    QTest::newRow("secret in the name") << u"app-secrets.yaml"_s << false;
    QTest::newRow("secret folder") << u"Secrets/db.yaml"_s << false;
    QTest::newRow("private key") << u"keys/id_ed25519"_s << false;
}

void TestDraft::globs()
{
    QFETCH(QString, path);
    QTEST(DraftPolicy{}.allows(path), "allowed");
    const DraftPolicy off{false, {}};
    QVERIFY(!off.allows(path));
    const DraftPolicy own{true, {u"conf/**/x-?.*"_s}};
    QVERIFY(own.allows(path));
    QVERIFY(!own.allows(u"conf/x-1.yaml"_s));
    QVERIFY(!own.allows(u"conf/a/b/x-1.yaml"_s));
    QVERIFY(own.allows(u"conf/a/b/x-12.yaml"_s));
}

void TestDraft::folderIsPrivate()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Window window(server, folder());
    QVERIFY(window.open());
    window.type("b\n"_ba);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(folder()) & others, 0);
    QCOMPARE(draftFiles().size(), 1);
    QCOMPARE(QFile::permissions(folder() + u'/' + draftFiles().first()) & others, 0);
}

void TestDraft::followsTheDocument()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Window window(server, folder());
    QVERIFY(window.open());
    QVERIFY(draftFiles().isEmpty());
    window.type("ab\n"_ba);
    window.type("abc\n"_ba);
    QCOMPARE(draftFiles().size(), 1);
    const QString id = window.journal.list().first().id;
    auto draft = window.journal.load(id);
    QCOMPARE(draft->text, "abc\n"_ba);
    QCOMPARE(draft->base, "a\n"_ba);
    QCOMPARE(draft->key, (DraftKey{profile, u"app"_s, file, etagOf("a\n"_ba)}));
    // Undone by hand: nothing left to keep.
    window.doc.setContent("a\n"_ba);
    QTRY_VERIFY(draftFiles().isEmpty());
    window.type("again\n"_ba);
    QCOMPARE(window.journal.load(id)->text, "again\n"_ba);
    QVERIFY(window.save());
    QTRY_VERIFY(draftFiles().isEmpty());
    // Gone on the server: the text is nowhere else, so it is kept although it was not edited.
    server.files.remove(file);
    window.doc.checkServer();
    QTRY_COMPARE(window.doc.state(), State::DeletedOnServer);
    QTRY_COMPARE(draftFiles().size(), 1);
    window.recorder.discard();
    QTRY_VERIFY(draftFiles().isEmpty());
}

void TestDraft::isRestoredInAnotherWindow()
{
    FileDaemon server;
    server.files.insert(file, "a\nb\nc\n"_ba);
    {
        Window window(server, folder());
        QVERIFY(window.open());
        window.type("A\nb\nc\n"_ba);
    }
    QCOMPARE(draftFiles().size(), 1);
    server.files.insert(file, "a\nb\nC\n"_ba);

    Window window(server, folder());
    QVERIFY(window.open());
    QVERIFY(window.journal.leftFor(u"p2"_s, u"app"_s, file).isEmpty());
    const QList<DraftSummary> left = window.journal.leftFor(profile, u"app"_s, file);
    QCOMPARE(left.size(), 1);
    QVERIFY(!left.first().openElsewhere);
    const auto draft = window.journal.load(left.first().id);
    QVERIFY(draft);
    window.recorded.clear();
    window.recorder.supersede(left.first().id);
    window.doc.restoreDraft(draft->text, draft->base, draft->key.baseEtag);
    QCOMPARE(window.doc.state(), State::Conflict);
    // The old file goes only when the new one is on the disk.
    QTRY_VERIFY(!window.recorded.isEmpty());
    QTRY_COMPARE(draftFiles().size(), 1);
    QVERIFY(window.journal.leftFor(profile, u"app"_s, file).isEmpty());
    QCOMPARE(window.journal.load(window.journal.list().first().id)->text, "A\nb\nc\n"_ba);
}

void TestDraft::movesToTheNewBase()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Window window(server, folder());
    QVERIFY(window.open());
    window.type("mine\na\n"_ba);
    server.files.insert(file, "a\ntheirs\n"_ba);
    QVERIFY(window.save());
    QCOMPARE(window.doc.state(), State::Conflict);
    window.recorded.clear();
    QVERIFY(window.doc.applyMerge("mine\na\ntheirs\n"_ba, *window.doc.serverVersion()));
    QTRY_VERIFY(!window.recorded.isEmpty());
    QTRY_COMPARE(draftFiles().size(), 1);
    const auto draft = window.journal.load(window.journal.list().first().id);
    QCOMPARE(draft->base, "a\ntheirs\n"_ba);
    QCOMPARE(draft->text, "mine\na\ntheirs\n"_ba);
}

void TestDraft::excludedFilesStayOffTheDisk()
{
    FileDaemon server;
    server.files.insert(u".env"_s, "TOKEN=1\n"_ba);
    Window window(server, folder(), u".env"_s);
    QVERIFY(window.open());
    QVERIFY(!window.recorder.isRecording());
    window.doc.setContent("TOKEN=2\n"_ba);
    window.recorder.flush();
    // Allowed by the user, then off again: what was written goes.
    window.journal.setPolicy(profile, {true, {}});
    QVERIFY(draftFiles().isEmpty());
    window.recorder.applyPolicy();
    QTRY_COMPARE(draftFiles().size(), 1);
    window.journal.setPolicy(profile, {false, {}});
    window.recorder.applyPolicy();
    QTRY_VERIFY(draftFiles().isEmpty());
}

void TestDraft::ownAndForeignWindows()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Window one(server, folder());
    Window two(server, folder());
    QVERIFY(one.open() && two.open());
    one.type("one\n"_ba);
    two.type("two\n"_ba);
    QCOMPARE(draftFiles().size(), 2);
    // Each sees that the other is at work, offers nothing and cannot remove it.
    QVERIFY(one.journal.leftFor(profile, u"app"_s, file).isEmpty());
    const QList<DraftSummary> all = one.journal.list();
    QCOMPARE(all.size(), 2);
    QSignalSpy changed(&one.journal, &DraftJournal::listChanged);
    for (const DraftSummary &draft : all) {
        const bool foreign = one.journal.load(draft.id)->text == "two\n"_ba;
        QCOMPARE(draft.openElsewhere, foreign);
        one.journal.discard(draft.id);
    }
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(draftFiles().size(), 1);
}

void TestDraft::exports()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Window window(server, folder());
    QVERIFY(window.open());
    const QByteArray text = "\xEF\xBB\xBF"
                            "a\r\nb"_ba;
    window.type(text);
    const QString target = m_folder->filePath(u"export.yaml"_s);
    QString reason;
    QVERIFY(window.journal.exportTo(window.journal.list().first().id, target, &reason));
    QFile exported(target);
    QVERIFY(exported.open(QIODevice::ReadOnly));
    QCOMPARE(exported.readAll(), text);
    QVERIFY(!window.journal.exportTo(u"none"_s, target, &reason));
    QVERIFY(!reason.isEmpty());
    QVERIFY(!window.journal.exportTo(window.journal.list().first().id,
                                     m_folder->filePath(u"no/where"_s), &reason));
}

void TestDraft::failureIsTold()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Window window(server, folder());
    QVERIFY(window.open());
    QSignalSpy failed(&window.recorder, &DraftRecorder::failed);
    QVERIFY(QDir(folder()).removeRecursively());
    QFile blocker(folder());
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    window.doc.setContent("b\n"_ba);
    QTRY_VERIFY(!failed.isEmpty());
    QVERIFY(!failed.first().first().toString().isEmpty());
    // It is tried again, and works once it can.
    window.recorded.clear();
    QVERIFY(blocker.remove());
    QVERIFY(QDir().mkpath(folder()));
    QTRY_VERIFY_WITH_TIMEOUT(!window.recorded.isEmpty(), 10000);
    QCOMPARE(draftFiles().size(), 1);
}

// ANGEE_KILL_ROUNDS sets how many writers are killed.
void TestDraft::survivesKill()
{
    bool given = false;
    const int wanted = qEnvironmentVariableIntValue("ANGEE_KILL_ROUNDS", &given);
    const int rounds = given ? wanted : 20;
    constexpr int atOnce = 5;
    constexpr qint64 mostLostMs = 2000;
    QRandomGenerator random(17);
    qint64 worst = 0;
    for (int done = 0; done < rounds; done += atOnce) {
        const QTemporaryDir folders;
        std::vector<std::unique_ptr<QProcess>> writers;
        for (int i = 0; i < atOnce; ++i) {
            writers.push_back(std::make_unique<QProcess>());
            writers.back()->start(QCoreApplication::applicationDirPath() + u"/draftkillhelper"_s,
                                  {folders.filePath(QString::number(i))});
        }
        for (int i = 0; i < atOnce; ++i) {
            QProcess &writer = *writers.at(size_t(i));
            QVERIFY(writer.waitForStarted());
            // Typed long enough that something must be there, then killed at any moment.
            QTRY_VERIFY_WITH_TIMEOUT(writer.bytesAvailable() > 6000, 30000);
            QTest::qWait(int(random.bounded(400)));
            writer.kill();
            QVERIFY(writer.waitForFinished());
            QCOMPARE(writer.exitStatus(), QProcess::CrashExit);
            const textfuzz::Lines typed = textfuzz::split(writer.readAllStandardOutput());

            const DraftJournal journal(folders.filePath(QString::number(i)));
            const QList<DraftSummary> left =
                journal.leftFor(u"profile"_s, u"app"_s, u"notes.txt"_s);
            QCOMPARE(left.size(), 1);
            const auto draft = journal.load(left.first().id);
            QVERIFY(draft);
            const textfuzz::Lines kept = textfuzz::split(draft->text);
            QCOMPARE(kept.first(), "base\n"_ba);
            for (qsizetype line = 1; line < kept.size(); ++line)
                QCOMPARE(kept.at(line), typed.at(line - 1));
            const auto timeOf = [](const QByteArray &line) {
                return line.trimmed().split(' ').last().toLongLong();
            };
            const qint64 lost =
                timeOf(typed.last().endsWith('\n') ? typed.last() : typed.at(typed.size() - 2))
                - timeOf(kept.last());
            worst = std::max(worst, lost);
            QVERIFY2(lost <= mostLostMs, qPrintable(QString::number(lost)));
        }
    }
    qInfo("%d killed, at most %lld ms of typing lost", rounds, worst);
}

QTEST_GUILESS_MAIN(TestDraft)
#include "tst_draft.moc"
