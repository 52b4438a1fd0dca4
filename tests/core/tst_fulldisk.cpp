// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/statefile.h"
#include "core/files/draftjournal.h"
#include "core/files/filebook.h"
#include "core/live/snapshotcache.h"
#include "core/live/timeline.h"
#include "core/query/queryhistory.h"
#include "core/schema/schemaarchive.h"
#include "core/settings/checkedini.h"
#include "core/settings/profilestore.h"
#include "core/tasks/activityjournal.h"
#include "core/tasks/taskrunner.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <cerrno>
#include <cstring>
#include <functional>
#include <memory>

#ifdef Q_OS_LINUX
#include <sys/mount.h>
#include <sys/statvfs.h>
#endif

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

//! Writes a first and then a larger second state of one kind of file, and says what became of it.
struct Writer
{
    QString file; //!< the one that must not be lost
    std::function<bool()> first;
    //! True when it says that all is on the disk.
    std::function<bool()> second;
    //! What the file says, for the program; compared before and after.
    std::function<QString()> meaning;
};

QString name(int number)
{
    return u"name-%1-"_s.arg(number) + QString(9000, u'x');
}

} // namespace

//! Every file that the program writes, on a disk with none, one and two pages free: it says that it
//! was written and it was, or it says that it was not and the former one is still there.
class TestFullDisk final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void losesNothingAndSaysSo_data();
    void losesNothingAndSaysSo();
    void whatFailedIsWrittenOnceThereIsRoom();

private:
    [[nodiscard]] QString path(const QString &file) const { return m_disk + u'/' + file; }
    void fill(int freePages);
    Writer profiles();
    Writer settings();
    Writer history();
    Writer book();
    Writer drafts();
    Writer snapshot();
    Writer timeline();
    Writer journal();
    Writer archive();
    Writer exported();

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_disk;
};

void TestFullDisk::initTestCase()
{
#ifdef Q_OS_LINUX
    init();
    const bool mounted = !m_disk.isEmpty();
    cleanup();
    if (!mounted)
        QSKIP("A small disk cannot be mounted here (that takes root).");
#else
    QSKIP("Needs tmpfs.");
#endif
}

void TestFullDisk::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_disk.clear();
#ifdef Q_OS_LINUX
    const QString disk = m_folder->filePath(u"disk"_s);
    QVERIFY(QDir().mkpath(disk));
    if (::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", MS_NOSUID | MS_NODEV,
                "size=512k,mode=0700")
        == 0)
        m_disk = disk;
#endif
}

void TestFullDisk::cleanup()
{
#ifdef Q_OS_LINUX
    if (!m_disk.isEmpty())
        QVERIFY2(::umount2(QFile::encodeName(m_disk).constData(), MNT_DETACH) == 0,
                 std::strerror(errno));
#endif
    m_disk.clear();
    m_folder.reset();
}

void TestFullDisk::fill(int freePages)
{
#ifdef Q_OS_LINUX
    struct statvfs disk = {};
    QVERIFY(::statvfs(QFile::encodeName(m_disk).constData(), &disk) == 0);
    const qint64 pages = qint64(disk.f_bfree) - freePages;
    QVERIFY(pages > 0);
    QFile filler(path(u"filler"_s));
    QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    const QByteArray page(qsizetype(disk.f_bsize), 'f');
    for (qint64 i = 0; i < pages; ++i)
        QCOMPARE(filler.write(page), page.size());
    QVERIFY(::statvfs(QFile::encodeName(m_disk).constData(), &disk) == 0);
    QCOMPARE(int(disk.f_bfree), freePages);
#else
    Q_UNUSED(freePages);
#endif
}

Writer TestFullDisk::profiles()
{
    const QString file = path(u"data/profiles.json"_s);
    const auto store = std::make_shared<ProfileStore>(file);
    Profile profile;
    profile.id = u"p"_s;
    profile.url = u"http://h"_s;
    profile.name = name(1);
    Profile other = profile;
    other.id = u"q"_s;
    other.name = name(2);
    return {file, [=] { return store->save(profile).has_value(); },
            [=] {
                const bool saved = store->save(other).has_value();
                return saved == store->problem().isEmpty() && saved;
            },
            [=] {
                ProfileStore again(file);
                QString words = again.load() ? u""_s : u"damaged"_s;
                for (const Profile &each : again.profiles())
                    words += each.id;
                return words;
            }};
}

Writer TestFullDisk::settings()
{
    const QString file = path(u"console.ini"_s);
    const auto write = [file](int number) {
        QSettings settings(file, checkedIniFormat());
        settings.setValue(u"key/%1"_s.arg(number), name(number).toUtf8());
        settings.sync();
        return settings.status() == QSettings::NoError;
    };
    return {file, [=] { return write(1); }, [=] { return write(2); },
            [=] {
                // By a copy: QSettings remembers for a file's name what it could not write yet.
                QFile written(file);
                QTemporaryFile copy;
                if (!written.open(QIODevice::ReadOnly) || !copy.open()
                    || copy.write(written.readAll()) != written.size() || !copy.flush())
                    return u"unreadable"_s;
                return QSettings(copy.fileName(), QSettings::IniFormat).allKeys().join(u',');
            }};
}

Writer TestFullDisk::history()
{
    const QString file = path(u"data/queries.json"_s);
    const auto write = [file](int number) {
        QueryRecord record;
        record.document = name(number).toUtf8();
        QString problem;
        return QueryHistory(file).add(record, &problem) && problem.isEmpty();
    };
    return {file, [=] { return write(1); }, [=] { return write(2); },
            [=] { return QString::number(QueryHistory(file).read().size()); }};
}

Writer TestFullDisk::book()
{
    const QString file = path(u"data/files.json"_s);
    const auto book = std::make_shared<FileBook>(file);
    const auto write = [book](int number) {
        book->setPinned({u"app"_s, name(number)}, true);
        return book->save() && book->problem().isEmpty();
    };
    return {file, [=] { return write(1); }, [=] { return write(2); },
            [=] { return QString::number(FileBook(file).pins(u"app"_s).size()); }};
}

Writer TestFullDisk::drafts()
{
    const auto journal = std::make_shared<DraftJournal>(path(u"data/drafts"_s));
    const DraftKey key{u"p"_s, u"app"_s, u"a.txt"_s, "etag"_ba};
    const QString id = journal->idFor(key);
    const auto write = [=](int number) {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        bool written = false;
        bool answered = false;
        QObject context;
        connect(journal.get(), &DraftJournal::draftWritten, &context,
                [&] { written = answered = true; });
        connect(journal.get(), &DraftJournal::failed, &context, [&] { answered = true; });
        // All of it differs: of a text that hardly does, a few bytes are written.
        const QByteArray text = name(number).toUtf8().replace('x', char('a' + number));
        journal->write(id, {key, "base"_ba, text, now, now, false});
        return QTest::qWaitFor([&] { return answered; }, 20'000) && written;
    };
    return {path(u"data/drafts/"_s) + id + u".draft"_s, [=] { return write(1); },
            [=] { return write(2); },
            [=] {
                const auto draft = journal->load(id);
                return draft ? QString::fromUtf8(draft->text.left(8)) : u"none"_s;
            }};
}

Writer TestFullDisk::snapshot()
{
    const QString file = path(u"data/snapshot.json"_s);
    const auto write = [file](int number) {
        return SnapshotCache(file, "daemon"_ba)
            .save({name(number).toUtf8() + QByteArray(9000 * number, 'y'),
                   QDateTime::fromMSecsSinceEpoch(number, Qt::UTC)});
    };
    return {file, [=] { return write(1); }, [=] { return write(2); },
            [=] {
                const auto entry = SnapshotCache(file, "daemon"_ba).load();
                return entry ? QString::number(entry->answer.size()) : u"none"_s;
            }};
}

Writer TestFullDisk::timeline()
{
    const QString file = path(u"data/timeline.jsonl"_s);
    const auto timeline = std::make_shared<Timeline>(file);
    const auto write = [timeline](int number) {
        QList<TimelineEvent> events;
        for (int i = 0; i < 200; ++i) {
            TimelineEvent gap;
            gap.kind = TimelineEvent::Kind::Gap;
            gap.fromMs = number;
            gap.atMs = number + 1;
            events.append(gap);
        }
        timeline->add(events);
        return timeline->problem().isEmpty();
    };
    return {file, [=] { return write(1); }, [=] { return write(2); },
            [=] { return QString::number(Timeline(file).events().size()); }};
}

Writer TestFullDisk::journal()
{
    const QString file = path(u"data/activity.jsonl"_s);
    const auto runner = std::make_shared<TaskRunner>();
    const auto journal = std::make_shared<ActivityJournal>(file, u"p"_s, u""_s);
    runner->setJournal(journal.get());
    const auto write = [=](int number) {
        QSignalSpy failed(journal.get(), &ActivityJournal::failed);
        QSignalSpy recorded(journal.get(), &ActivityJournal::recorded);
        TaskSpec spec;
        spec.title = name(number); // nothing is connected: it ends as failed, and is recorded
        runner->request(spec, runner.get(), [](Task *) {});
        return QTest::qWaitFor([&] { return !recorded.isEmpty(); }, 20'000) && failed.isEmpty();
    };
    return {file, [=] { return write(1); }, [=] { return write(2); },
            [=] { return QString::number(ActivityJournal::readFiles(file, 100).size()); }};
}

Writer TestFullDisk::archive()
{
    const QString folder = path(u"data/schemas"_s);
    const auto write = [folder](int number) {
        return SchemaArchive(folder)
            .keep(name(number).toUtf8(), u"http://h"_s,
                  QDateTime::fromMSecsSinceEpoch(number * qint64(1000), Qt::UTC))
            .problem.isEmpty();
    };
    return {{},
            [=] { return write(1); },
            [=] { return write(2); },
            [=] { return QString::number(SchemaArchive(folder).entries().size()); }};
}

Writer TestFullDisk::exported()
{
    const QString file = path(u"export.txt"_s);
    const auto write = [file](int number) {
        return saveFile(file, name(number).toUtf8(), FileUse::Export).isEmpty();
    };
    return {file, [=] { return write(1); }, [=] { return write(2); },
            [=] {
                QFile read(file);
                return read.open(QIODevice::ReadOnly) ? QString::fromUtf8(read.read(7)) : u"none"_s;
            }};
}

void TestFullDisk::losesNothingAndSaysSo_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("pages");
    for (const char *kind : {"profiles", "settings", "history", "book", "drafts", "snapshot",
                             "timeline", "journal", "archive", "export"}) {
        for (int pages = 0; pages < 3; ++pages)
            QTest::addRow("%s, %d free", kind, pages) << QString::fromLatin1(kind) << pages;
    }
}

void TestFullDisk::losesNothingAndSaysSo()
{
    QFETCH(QString, kind);
    QFETCH(int, pages);
    const QHash<QString, Writer (TestFullDisk::*)()> writers{
        {u"profiles"_s, &TestFullDisk::profiles}, {u"settings"_s, &TestFullDisk::settings},
        {u"history"_s, &TestFullDisk::history},   {u"book"_s, &TestFullDisk::book},
        {u"drafts"_s, &TestFullDisk::drafts},     {u"snapshot"_s, &TestFullDisk::snapshot},
        {u"timeline"_s, &TestFullDisk::timeline}, {u"journal"_s, &TestFullDisk::journal},
        {u"archive"_s, &TestFullDisk::archive},   {u"export"_s, &TestFullDisk::exported}};
    const Writer writer = (this->*writers.value(kind))();
    QVERIFY(writer.first());
    const QString former = writer.meaning();
    const auto bytes = [&writer] {
        QFile file(writer.file);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray formerBytes = bytes();
    fill(pages);
    const bool saysWritten = writer.second();
    const QString now = writer.meaning();
    QVERIFY2(saysWritten == (now != former),
             qPrintable(u"says %1, was %2, is %3"_s.arg(saysWritten).arg(former, now)));
    if (!saysWritten && kind != "drafts"_L1) // a draft's log may end in a torn record
        QCOMPARE(bytes(), formerBytes);
    QVERIFY2(!saysWritten || pages > 0, "nine thousand bytes fit nowhere");
}

void TestFullDisk::whatFailedIsWrittenOnceThereIsRoom()
{
    const Writer lines = journal();
    const Writer events = timeline();
    const Writer files = book();
    for (const Writer *writer : {&lines, &events, &files})
        QVERIFY(writer->first());
    fill(0);
    for (const Writer *writer : {&lines, &events, &files})
        QVERIFY(!writer->second());
    QVERIFY(QFile::remove(path(u"filler"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(lines.meaning(), u"2"_s, 30'000); // by itself
    QVERIFY(events.second()); // with the next ones
    QCOMPARE(events.meaning(), u"600"_s);
    QTRY_COMPARE_WITH_TIMEOUT(files.meaning(), u"2"_s, 30'000);
}

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_fulldisk.moc"
