// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logstore.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

void add(LogStore &store, QByteArrayView bytes, LogLevel level = LogLevel::None)
{
    store.append({.bytes = bytes, .level = level});
}

QByteArray numbered(int i)
{
    return "line " + QByteArray::number(i) + " of a log that somebody reads with some care";
}

} // namespace

class TestLogStore final : public QObject
{
    Q_OBJECT

private slots:
    void keepsWhatItWasGiven();
    void newlinesBeginLines();
    void keepsAnyBytes();
    void longLines();
    void knowsWhenLinesCame();
    void countsByLevelAndService();
    void snapshotsStayAsTheyAre();
    void spillsAndReadsBack();
    void dropsWithoutADisk();
    void dropsBehindTheDisk();
    void aDiskThatRefusesIsTold();
    void memoryIsNearTheBytes();
    void clearKeepsNumbering();
};

void TestLogStore::keepsWhatItWasGiven()
{
    LogStore store;
    QSignalSpy appended(&store, &LogStore::appended);
    const int web = store.serviceId(u"web"_s);
    store.append({.bytes = "hello",
                  .service = web,
                  .level = LogLevel::Warn,
                  .entry = LogEntry::Tools,
                  .isBacklog = true,
                  .arrivedMs = 5});
    QVERIFY(appended.isEmpty());
    store.commit();
    store.commit();
    QCOMPARE(appended.size(), 1);
    QCOMPARE(store.lineCount(), 1);
    QCOMPARE(store.bytes(0), QByteArrayView("hello"));
    const LogFacts facts = store.facts(0);
    QCOMPARE(facts.service(), web);
    QCOMPARE(facts.level(), LogLevel::Warn);
    QCOMPARE(facts.entry(), LogEntry::Tools);
    QVERIFY(facts.isBacklog() && facts.isPlain());
    QCOMPARE(store.cells(0), 5);
    QCOMPARE(store.arrivedMs(0), 5);
    QCOMPARE(store.serviceId(u"web"_s), web);
    QCOMPARE(store.services(), QStringList{u"web"_s});
}

void TestLogStore::newlinesBeginLines()
{
    LogStore store;
    add(store, "a\n\nb");
    add(store, "");
    QCOMPARE(store.lineCount(), 4);
    QCOMPARE(store.bytes(0), QByteArrayView("a"));
    QVERIFY(store.bytes(1).isEmpty());
    QCOMPARE(store.bytes(2), QByteArrayView("b"));
    QVERIFY(store.bytes(3).isEmpty());
}

void TestLogStore::keepsAnyBytes()
{
    LogStore store;
    const QByteArray bytes("\xff\0\x1b[31m\xc3\xa9", 9);
    add(store, bytes);
    QCOMPARE(store.bytes(0), QByteArrayView(bytes));
    QVERIFY(!store.facts(0).isPlain());
    QCOMPARE(store.cells(0), qsizetype(4 + 8 + 1));
}

void TestLogStore::longLines()
{
    LogStore store;
    const QByteArray plain(10 * 1024 * 1024, 'x');
    add(store, plain);
    QCOMPARE(store.lineCount(), 1);
    QCOMPARE(store.cells(0), plain.size());
    QCOMPARE(store.bytes(0), QByteArrayView(plain));
    const QByteArray other = QByteArray("ü").repeated(LogStore::longestLine / 2 + 100);
    add(store, other); // goes on in the next
    QCOMPARE(store.lineCount(), 3);
    QCOMPARE(store.bytes(1).toByteArray() + store.bytes(2).toByteArray(), other);
    QCOMPARE(store.cells(1) + store.cells(2), other.size() / 2);
    add(store, "after");
    QCOMPARE(store.bytes(3), QByteArrayView("after"));
}

void TestLogStore::knowsWhenLinesCame()
{
    LogStore store;
    for (int i = 0; i < 3000; ++i)
        store.append({.bytes = "x", .arrivedMs = i / 10});
    QCOMPARE(store.arrivedMs(0), 0);
    QCOMPARE(store.arrivedMs(2999), 299);
    QCOMPARE(store.arrivedMs(1234), 123);
}

void TestLogStore::countsByLevelAndService()
{
    LogStore store;
    const int a = store.serviceId(u"a"_s);
    const int b = store.serviceId(u"b"_s);
    store.append({.bytes = "x", .service = a, .level = LogLevel::Error});
    store.append({.bytes = "x", .service = b, .level = LogLevel::Error});
    store.append({.bytes = "x", .service = b, .level = LogLevel::Info});
    QCOMPARE(store.count(LogLevel::Error), 2);
    QCOMPARE(store.count(LogLevel::Info), 1);
    QCOMPARE(store.serviceCount(b), 2);
    for (int i = 0; i < 600; ++i)
        QVERIFY(store.serviceId(u"s%1"_s.arg(i)) < LogFacts::mostServices);
    QCOMPARE(store.services().size(), LogFacts::mostServices);
}

void TestLogStore::snapshotsStayAsTheyAre()
{
    LogStore store;
    for (int i = 0; i < 100; ++i)
        add(store, numbered(i));
    const LogSnapshot before = store.snapshot();
    for (int i = 100; i < 100'000; ++i)
        add(store, numbered(i));
    QCOMPARE(before.end, 100);
    QCOMPARE(before.chunkOf(99).line(99), QByteArrayView(numbered(99)));
    const LogSnapshot after = store.snapshot();
    store.clear();
    QCOMPARE(after.end, 100'000);
    const LogChunk &chunk = after.chunkOf(77'777);
    QCOMPARE(chunk.line(quint32(77'777 - chunk.first)), QByteArrayView(numbered(77'777)));
}

void TestLogStore::spillsAndReadsBack()
{
    const QTemporaryDir folder;
    LogStore store(folder.filePath(u"logs"_s), {.inMemory = 2 * 1024 * 1024});
    constexpr int lines = 200'000;
    for (int i = 0; i < lines; ++i)
        add(store, numbered(i));
    store.commit();
    QCOMPARE(store.lineCount(), lines);
    QCOMPARE(store.dropped(), 0);
    QVERIFY(store.spillProblem().isEmpty());
    QVERIFY(store.memory() < 7 * 1024 * 1024);
    for (int i = 0; i < lines; i += 997)
        QCOMPARE(store.bytes(i), QByteArrayView(numbered(i)));
    // Nobody else can find it, and nothing is left behind.
    QVERIFY(QDir(folder.filePath(u"logs"_s)).entryList(QDir::Files | QDir::Hidden).isEmpty());
    QCOMPARE(QFile::permissions(folder.filePath(u"logs"_s)) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void TestLogStore::dropsWithoutADisk()
{
    LogStore store({}, {.inMemory = 2 * 1024 * 1024});
    QSignalSpy trimmed(&store, &LogStore::trimmed);
    constexpr int lines = 200'000;
    for (int i = 0; i < lines; ++i)
        add(store, numbered(i), LogLevel::Info);
    store.commit();
    QCOMPARE(trimmed.size(), 1);
    QVERIFY(store.dropped() > 0);
    QCOMPARE(store.firstLine(), store.dropped());
    QCOMPARE(store.endLine(), lines);
    QCOMPARE(store.count(LogLevel::Info), store.lineCount());
    QVERIFY(store.memory() < 5 * 1024 * 1024);
    QCOMPARE(store.bytes(store.firstLine()), QByteArrayView(numbered(int(store.firstLine()))));
}

void TestLogStore::dropsBehindTheDisk()
{
    const QTemporaryDir folder;
    LogStore store(folder.path(), {.inMemory = 1024 * 1024, .onDisk = qint64(4) * 1024 * 1024});
    const LogSnapshot nothing = store.snapshot();
    QVERIFY(nothing.chunks.empty());
    for (int i = 0; i < 50'000; ++i)
        add(store, numbered(i));
    const LogSnapshot early = store.snapshot();
    for (int i = 50'000; i < 300'000; ++i)
        add(store, numbered(i));
    store.commit();
    QVERIFY(store.dropped() > 50'000);
    QVERIFY(store.rawBytes() < 8 * 1024 * 1024);
    QCOMPARE(store.bytes(299'999), QByteArrayView(numbered(299'999)));
    // Who reads still sees what was let go.
    QCOMPARE(early.chunkOf(3).line(3), QByteArrayView(numbered(3)));
}

void TestLogStore::aDiskThatRefusesIsTold()
{
    const QTemporaryDir folder;
    QFile blocked(folder.filePath(u"blocked"_s));
    QVERIFY(blocked.open(QIODevice::WriteOnly));
    LogStore store(folder.filePath(u"blocked"_s), {.inMemory = 1024 * 1024});
    for (int i = 0; i < 100'000; ++i)
        add(store, numbered(i));
    store.commit();
    QVERIFY(!store.spillProblem().isEmpty());
    QVERIFY(store.dropped() > 0);
    QCOMPARE(store.bytes(99'999), QByteArrayView(numbered(99'999)));
}

void TestLogStore::memoryIsNearTheBytes()
{
    LogStore store;
    qint64 raw = 0;
    for (int i = 0; i < 200'000; ++i) {
        const QByteArray line = "2026-11-27T23:11:02.123Z level=info id=" + QByteArray::number(i)
            + " msg=\"a request was served to somebody who waited for it\" t=12ms";
        raw += line.size() + 1;
        store.append({.bytes = line, .arrivedMs = 1000 + i / 700});
    }
    QCOMPARE(store.rawBytes(), raw);
    QVERIFY2(double(store.memory()) <= 1.15 * double(raw),
             qPrintable(QString::number(double(store.memory()) / double(raw))));
}

void TestLogStore::clearKeepsNumbering()
{
    LogStore store;
    QSignalSpy cleared(&store, &LogStore::cleared);
    add(store, "a");
    store.commit();
    store.clear();
    QCOMPARE(cleared.size(), 1);
    QCOMPARE(store.firstLine(), 1);
    QCOMPARE(store.lineCount(), 0);
    add(store, "b");
    store.commit();
    QCOMPARE(store.bytes(1), QByteArrayView("b"));
}

QTEST_APPLESS_MAIN(TestLogStore)
#include "tst_logstore.moc"
