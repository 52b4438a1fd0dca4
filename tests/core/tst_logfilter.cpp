// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logfilter.h"
#include "core/logs/logsearch.h"

#include <QSignalSpy>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;
using Kind = LogFilter::Rule::Kind;
using Dividers = LogMatcher::Dividers;

namespace {

LogFilter containing(const QString &text, quint8 options = 0)
{
    LogFilter filter;
    filter.rules.append({.query = {text, options}});
    return filter;
}

std::vector<qint64> scanned(const LogStore &store, const LogFilter &filter,
                            Dividers dividers = Dividers::Leave)
{
    const LogMatcher matcher(filter, dividers);
    const std::atomic_bool never = false;
    std::vector<qint64> lines;
    const LogSnapshot snapshot = store.snapshot();
    for (const LogChunk &chunk : snapshot.chunks)
        matcher.scan(chunk, 0, snapshot.end, never, &lines);
    return lines;
}

using Lines = std::vector<qint64>;

} // namespace

class TestLogFilter final : public QObject
{
    Q_OBJECT

private slots:
    void findsText_data();
    void findsText();
    void badPatternsAreTold();
    void aPatternThatGoesAstrayEnds();
    void hitsHaveTheirPlace();
    void includesAndExcludes();
    void levelsAndServices();
    void dividersStay();
    void coloursAreNotInTheWay();
    void plainAndOtherChunksAgree();
    void jsonAndBack();
    void searchFindsAllAndGoesOn();
    void theNextSearchEndsTheLast();
    void searchFollowsTheStore();
};

void TestLogFilter::findsText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("options");
    QTest::addColumn<QString>("found");
    const auto row = [](const QString &text, int options, const QString &found) {
        QTest::addRow("%s %d", qPrintable(text), options) << text << options << found;
    };
    row(u"error"_s, 0, u"0 1 3"_s);
    row(u"error"_s, LogQuery::MatchCase, u"0 3"_s);
    row(u"error"_s, LogQuery::WholeWord, u"0 1"_s);
    row(u"err.r"_s, 0, u""_s);
    row(u"err.r"_s, LogQuery::Regex, u"0 1 3"_s);
    row(u"^an"_s, LogQuery::Regex, u"0"_s);
    row(u"here$"_s, LogQuery::Regex, u"0"_s);
    row(u"a.b"_s, 0, u"2"_s);
    row(u"ü"_s, 0, u"4"_s);
    row(u"Ü"_s, 0, u"4"_s);
    row(u"x|y"_s, LogQuery::Regex | LogQuery::WholeWord, u"5"_s);
    row(u"here\\s+ERROR"_s, LogQuery::Regex, u""_s); // not over a line's end
    row(u"^"_s, LogQuery::Regex, u"0 1 2 3 4 5 6"_s);
    row(u"\\d+"_s, LogQuery::Regex, u""_s);
}

void TestLogFilter::findsText()
{
    QFETCH(QString, text);
    QFETCH(int, options);
    QFETCH(QString, found);
    LogStore store;
    for (const char *line : {"an error here", "ERROR", "a.b", "myerrors", "grün", "x", ""})
        store.append({.bytes = line});
    QStringList numbers;
    for (const qint64 line : scanned(store, containing(text, quint8(options))))
        numbers.append(QString::number(line));
    QCOMPARE(numbers.join(u' '), found);
}

void TestLogFilter::badPatternsAreTold()
{
    QString problem;
    QVERIFY(!LogPattern::compile({u"a("_s, LogQuery::Regex}, &problem));
    QVERIFY(!problem.isEmpty());
    QVERIFY(LogPattern::compile({u"a("_s, 0}, &problem));
    QVERIFY(problem.isEmpty());
    QVERIFY(!LogPattern::compile({u""_s, 0}, &problem));
    QVERIFY(problem.isEmpty());
    const LogMatcher matcher(containing(u"["_s, LogQuery::Regex), Dividers::Keep, &problem);
    QVERIFY(!problem.isEmpty());
}

void TestLogFilter::aPatternThatGoesAstrayEnds()
{
    const auto pattern = LogPattern::compile({u"(a+)+$"_s, LogQuery::Regex}, nullptr);
    QVERIFY(pattern);
    QVERIFY(!pattern->find(QByteArray(100, 'a') + 'b'));
}

void TestLogFilter::hitsHaveTheirPlace()
{
    const auto pattern = LogPattern::compile({u"b+"_s, LogQuery::Regex}, nullptr);
    const auto hit = pattern->find("aabbba", 0);
    QVERIFY(hit);
    QCOMPARE(hit->start, 2);
    QCOMPARE(hit->length, 3);
    QVERIFY(!pattern->find("aabbba", 5));
    QVERIFY(!pattern->find({}, 0));
}

void TestLogFilter::includesAndExcludes()
{
    LogStore store;
    for (const char *line : {"apple pie", "apple", "pear", "plum pie"})
        store.append({.bytes = line});
    LogFilter filter = containing(u"apple"_s);
    filter.rules.append({.query = {u"plum"_s, 0}});
    QCOMPARE(scanned(store, filter), (Lines{0, 1, 3}));
    filter.rules.append({.query = {u"pie"_s, 0}, .kind = Kind::Exclude});
    QCOMPARE(scanned(store, filter), (Lines{1}));
    filter.rules.remove(0, 2);
    QCOMPARE(scanned(store, filter), (Lines{1, 2}));
}

void TestLogFilter::levelsAndServices()
{
    LogStore store;
    const int web = store.serviceId(u"web"_s);
    const int db = store.serviceId(u"db"_s);
    store.append({.bytes = "a", .service = web, .level = LogLevel::Error});
    store.append({.bytes = "b", .service = web, .level = LogLevel::Info});
    store.append({.bytes = "c", .service = db});
    LogFilter filter;
    filter.levels = 1 << int(LogLevel::Error) | 1 << int(LogLevel::None);
    QCOMPARE(scanned(store, filter), (Lines{0, 2}));
    filter.hiddenServices.insert(web);
    QCOMPARE(scanned(store, filter), (Lines{2}));
}

void TestLogFilter::dividersStay()
{
    LogStore store;
    store.append({.bytes = "apple"});
    store.append({.bytes = "it ended", .entry = LogEntry::Divider});
    store.append({.bytes = "pear"});
    QCOMPARE(scanned(store, containing(u"apple"_s), Dividers::Keep), (Lines{0, 1}));
    QCOMPARE(scanned(store, containing(u"ended"_s), Dividers::Leave), (Lines{}));
}

void TestLogFilter::coloursAreNotInTheWay()
{
    LogStore store;
    store.append({.bytes = "\x1b[31mERR\x1b[0mOR here"});
    store.append({.bytes = "1%\r100%"});
    QCOMPARE(scanned(store, containing(u"error here"_s)), (Lines{0}));
    QCOMPARE(scanned(store, containing(u"31m"_s)), (Lines{}));
    QCOMPARE(scanned(store, containing(u"^100%"_s, LogQuery::Regex)), (Lines{1}));
}

void TestLogFilter::plainAndOtherChunksAgree()
{
    LogStore plain;
    LogStore other;
    for (int i = 0; i < 30'000; ++i) {
        const QByteArray line = "line " + QByteArray::number(i * 7919) + " end";
        plain.append({.bytes = line});
        other.append({.bytes = line});
    }
    plain.append({.bytes = "-"});
    other.append({.bytes = "\xc3\xbc"});
    for (const auto &text : {u"91"_s, u"line 1"_s, u"end$"_s, u"(0|5) end"_s, u"\\d\\s"_s}) {
        const LogFilter filter = containing(text, LogQuery::Regex);
        QVERIFY(!scanned(plain, filter).empty());
        QCOMPARE(scanned(plain, filter), scanned(other, filter));
    }
}

void TestLogFilter::jsonAndBack()
{
    LogFilter filter = containing(u"a\"b"_s, LogQuery::Regex);
    filter.rules.append({.query = {u"c"_s, LogQuery::WholeWord}, .kind = Kind::Exclude});
    filter.levels = 0x30;
    QCOMPARE(logFilterOf(toJson(filter)), filter);
    QCOMPARE(logFilterOf("nonsense"), LogFilter());
}

void TestLogFilter::searchFindsAllAndGoesOn()
{
    LogStore store;
    constexpr int lines = 100'000;
    for (int i = 0; i < lines; ++i)
        store.append({.bytes = i % 10 == 0 ? QByteArrayView("a needle") : QByteArrayView("hay")});
    LogSearch search(&store);
    QSignalSpy finished(&search, &LogSearch::finished);
    search.start(containing(u"needle"_s), Dividers::Leave);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(search.found().size(), size_t(lines / 10));
    QCOMPARE(search.found().back(), lines - 10);
    store.append({.bytes = "hay"});
    store.append({.bytes = "another needle"});
    store.commit();
    QTRY_COMPARE(search.found().size(), size_t(lines / 10 + 1));
    QCOMPARE(search.found().back(), lines + 1);
    search.stop();
    QVERIFY(search.found().empty() && !search.isActive());
}

void TestLogFilter::theNextSearchEndsTheLast()
{
    LogStore store;
    for (int i = 0; i < 200'000; ++i)
        store.append({.bytes = "hay with a needle in it"});
    LogSearch search(&store);
    QSignalSpy finished(&search, &LogSearch::finished);
    for (const auto &text : {u"n"_s, u"ne"_s, u"nee"_s, u"nothing"_s})
        search.start(containing(text), Dividers::Leave);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(search.found().empty());
    search.start(containing(u"needle"_s), Dividers::Leave);
    // Left while it runs: nothing comes of it.
    auto other = std::make_unique<LogSearch>(&store);
    other->start(containing(u"needle"_s), Dividers::Leave);
    other.reset();
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(search.found().size(), size_t(200'000));
}

void TestLogFilter::searchFollowsTheStore()
{
    LogStore store({}, {.inMemory = 1024 * 1024});
    LogSearch search(&store);
    search.start(containing(u"needle"_s), Dividers::Leave);
    for (int i = 0; i < 100'000; ++i) {
        store.append({.bytes = "a needle in the hay"});
        if (i % 1000 == 0)
            store.commit();
    }
    store.commit();
    QTRY_VERIFY(!search.isRunning());
    QVERIFY(store.dropped() > 0);
    QCOMPARE(qint64(search.found().size()), store.lineCount());
    QCOMPARE(search.found().front(), store.firstLine());
    store.clear();
    QTRY_VERIFY(!search.isRunning() && search.found().empty());
}

QTEST_GUILESS_MAIN(TestLogFilter)
#include "tst_logfilter.moc"
