// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/processlock.h"
#include "core/base/statefile.h"
#include "core/files/filebook.h"
#include "core/settings/profilestore.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

int modeOf(const QString &path)
{
    struct stat seen = {};
    return ::lstat(QFile::encodeName(path).constData(), &seen) == 0 ? int(seen.st_mode & 07777)
                                                                    : -1;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "unreadable"_ba;
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

//! The program's own files: whose they are, how they are reached, and who writes when two do.
class TestStateFile final : public QObject
{
    Q_OBJECT

private slots:
    void areForTheUserAlone();
    void areNotReachedThroughLinks();
    void exportsFollowLinks();
    void endsAHalfLine();
    void aLockIsHeldByTheLiving();
    void twoWindowsKeepEachOthersProfiles();
    void twoWindowsKeepEachOthersFiles();
    void whatALaterVersionWroteStays();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
};

void TestStateFile::areForTheUserAlone()
{
    const QString file = path(u"private/a/file"_s);
    QCOMPARE(saveFile(file, "one"_ba, FileUse::State), QString());
    QCOMPARE(modeOf(file), 0600);
    QCOMPARE(modeOf(path(u"private/a"_s)), 0700);
    QVERIFY(::chmod(QFile::encodeName(file).constData(), 0644) == 0);
    QVERIFY(::chmod(QFile::encodeName(path(u"private/a"_s)).constData(), 0755) == 0);
    QCOMPARE(appendLines(file, "\ntwo\n"_ba), QString());
    QCOMPARE(modeOf(file), 0600);
    QCOMPARE(modeOf(path(u"private/a"_s)), 0700);
    QCOMPARE(readStateFile(file, 100).bytes, "one\n\ntwo\n"_ba);
    QVERIFY(!readStateFile(file, 3).problem.isEmpty());
    QVERIFY(!readStateFile(path(u"none"_s), 3).exists);
}

void TestStateFile::areNotReachedThroughLinks()
{
    const QString target = path(u"target"_s);
    const QString link = path(u"links/link"_s);
    put(target, "theirs"_ba);
    QCOMPARE(makePrivateFolder(path(u"links"_s)), QString());
    QVERIFY(QFile::link(target, link));
    QVERIFY(saveFile(link, "ours"_ba, FileUse::State).contains(u"is a link"_s));
    QVERIFY(appendLines(link, "ours\n"_ba).contains(u"is a link"_s));
    const StateFile read = readStateFile(link, 100);
    QVERIFY(read.exists && read.bytes.isEmpty() && read.problem.contains(u"is a link"_s));
    QVERIFY(!ProcessLock(link).tryLock());
    QCOMPARE(bytesOf(target), "theirs"_ba);

    // A profile store that is a link says so and is left alone.
    ProfileStore store(link);
    QVERIFY(!store.load());
    QVERIFY(!store.save({}));
    QVERIFY(QFileInfo(link).isSymLink());

    QVERIFY(QFile::link(u"/dev/zero"_s, path(u"links/zero"_s)));
    QVERIFY(!readStateFile(path(u"links/zero"_s), 100).problem.isEmpty());
}

void TestStateFile::exportsFollowLinks()
{
    const QString target = path(u"export"_s);
    put(target, "old"_ba);
    QVERIFY(QFile::link(target, path(u"exportlink"_s)));
    QCOMPARE(saveFile(path(u"exportlink"_s), "new"_ba, FileUse::Export), QString());
    QCOMPARE(bytesOf(target), "new"_ba);
    QVERIFY(QFileInfo(path(u"exportlink"_s)).isSymLink());
    QVERIFY(!saveFile(path(u"no/such/folder"_s), "x"_ba, FileUse::Export).isEmpty());
}

void TestStateFile::endsAHalfLine()
{
    const QString file = path(u"lines/log"_s);
    QCOMPARE(appendLines(file, "one\n"_ba), QString());
    QFile torn(file);
    QVERIFY(torn.open(QIODevice::Append));
    torn.write("tw"); // the end came here
    torn.close();
    QCOMPARE(appendLines(file, "three\n"_ba), QString());
    QCOMPARE(bytesOf(file), "one\ntw\nthree\n"_ba);
}

//! Whatever a power loss left in the file: nothing, rubbish, or the number of a process that lives.
void TestStateFile::aLockIsHeldByTheLiving()
{
    const QString file = path(u"lock"_s);
    QVERIFY(!ProcessLock::isHeld(file));
    for (const QByteArray &left : {""_ba, "\0\xff garbage"_ba, "1\nangee-console\nhost\n"_ba}) {
        put(file, left);
        QVERIFY(!ProcessLock::isHeld(file));
        ProcessLock lock(file);
        QVERIFY(lock.tryLock());
        QVERIFY(ProcessLock::isHeld(file));
        QVERIFY(!ProcessLock(file).tryLock());
    }
    QVERIFY(!ProcessLock::isHeld(file));

    QProcess other; // somebody else, who is then killed
    other.start(u"flock"_s,
                {u"--no-fork"_s, file, u"sh"_s, u"-c"_s, u"echo held; exec sleep 600"_s});
    if (!other.waitForStarted())
        QSKIP("flock of util-linux is missing");
    QVERIFY(QTest::qWaitFor([&] { return other.canReadLine(); }, 20'000));
    QVERIFY(ProcessLock::isHeld(file));
    QVERIFY(!ProcessLock(file).lockSoon());
    other.kill();
    QVERIFY(QTest::qWaitFor([&] { return other.state() == QProcess::NotRunning; }, 20'000));
    QTRY_VERIFY(ProcessLock(file).tryLock() || !ProcessLock::isHeld(file));
}

void TestStateFile::twoWindowsKeepEachOthersProfiles()
{
    const QString file = path(u"two/profiles.json"_s);
    ProfileStore one(file);
    ProfileStore two(file);
    QVERIFY(one.load() && two.load());
    Profile profile;
    profile.url = u"http://127.0.0.1:1"_s;
    profile.name = u"alpha"_s;
    const auto alpha = one.save(profile);
    profile.name = u"beta"_s;
    const auto beta = two.save(profile); // which has never seen alpha
    QVERIFY(alpha && beta);
    QVERIFY(one.setLastUsed(*beta));
    ProfileStore later(file);
    QVERIFY(later.load());
    QCOMPARE(later.profiles().size(), 2);
    QCOMPARE(later.lastUsed()->name, u"beta"_s);
    QVERIFY(two.remove(*alpha));
    QVERIFY(one.setLastUsed({}));
    QCOMPARE(one.profiles().size(), 1); // what was removed is not written back

    ProcessLock busy(file + u".lock"_s);
    QVERIFY(busy.tryLock());
    QVERIFY(!one.save(profile));
    QVERIFY2(one.problem().contains(u"Another window"_s), qPrintable(one.problem()));
    busy.unlock();
    QVERIFY(one.save(profile));
    QVERIFY(one.problem().isEmpty());
}

void TestStateFile::twoWindowsKeepEachOthersFiles()
{
    const QString file = path(u"books/files.json"_s);
    FileBook one(file);
    one.setPinned({u"app"_s, u"shared"_s}, true);
    QVERIFY(one.save());
    FileBook two(file);
    one.setPinned({u"app"_s, u"of-one"_s}, true);
    QVERIFY(one.save());
    two.setPinned({u"app"_s, u"of-two"_s}, true);
    two.setPinned({u"app"_s, u"shared"_s}, false);
    QVERIFY(two.save());
    QVERIFY(one.save());
    QCOMPARE(FileBook(file).pins(u"app"_s), (QStringList{u"of-one"_s, u"of-two"_s}));
}

void TestStateFile::whatALaterVersionWroteStays()
{
    const QString file = path(u"later/profiles.json"_s);
    QCOMPARE(makePrivateFolder(path(u"later"_s)), QString());
    put(file, R"({"version":7,"more":1,"profiles":[{"id":"x","name":"n","url":"http://h",
                 "tunnel":"yes"},"odd"]})"_ba);
    ProfileStore store(file);
    QVERIFY(store.load());
    QVERIFY2(store.remarks().contains(u"no profile"_s), qPrintable(store.remarks()));
    Profile profile = store.profiles().constFirst();
    profile.name = u"m"_s;
    QVERIFY(store.save(profile));
    const QByteArray bytes = bytesOf(file);
    for (const char *kept :
         {"\"version\": 7", "\"more\": 1", "\"tunnel\": \"yes\"", "\"odd\"", "\"m\""})
        QVERIFY2(bytes.contains(kept), kept);
}

QTEST_GUILESS_MAIN(TestStateFile)
#include "tst_statefile.moc"
