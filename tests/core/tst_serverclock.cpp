// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/rfc3339.h"
#include "core/net/httpclient.h"
#include "tests/support/scriptedserver.h"

#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 noon = 1'800'000'000'000;

//! A clock whose two sources the test turns by hand.
struct Turned
{
    qint64 boot = 5'000;
    qint64 wall = noon;
    ServerClock clock{[this] { return boot; }, [this] { return wall; }};

    void pass(qint64 ms)
    {
        boot += ms;
        wall += ms;
    }
    //! An answer that took \a ms, of a daemon whose clock is \a ahead of ours.
    void answer(qint64 ahead, qint64 ms = 20)
    {
        const qint64 sentAt = boot;
        pass(ms / 2);
        const qint64 said = (wall + ahead) / 1000 * 1000;
        pass(ms - ms / 2);
        clock.observe(said, sentAt, boot);
    }
};

} // namespace

class TestServerClock final : public QObject
{
    Q_OBJECT

private slots:
    void dates_data();
    void dates();
    void untoldIsOurs();
    void tellsTheSkew_data();
    void tellsTheSkew();
    void isSteady();
    void followsAClockThatIsSet();
    void comesWithEveryAnswer();
};

void TestServerClock::dates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("moment");
    QTest::newRow("the standard's")
        << "Sun, 06 Nov 1994 08:49:37 GMT"_ba << qint64(784'111'777'000);
    QTest::newRow("leap day") << "Thu, 29 Feb 2024 00:00:00 GMT"_ba << qint64(1'709'164'800'000);
    QTest::newRow("no such day") << "Thu, 30 Feb 2024 00:00:00 GMT"_ba << qint64(-1);
    QTest::newRow("other zone") << "Sun, 06 Nov 1994 08:49:37 CET"_ba << qint64(-1);
    QTest::newRow("other month") << "Sun, 06 Nix 1994 08:49:37 GMT"_ba << qint64(-1);
    QTest::newRow("old form") << "Sunday, 06-Nov-94 08:49:37 GMT"_ba << qint64(-1);
    QTest::newRow("letters") << "Sun, 06 Nov 1994 0x:49:37 GMT"_ba << qint64(-1);
    QTest::newRow("empty") << ""_ba << qint64(-1);
}

void TestServerClock::dates()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, moment);
    QCOMPARE(parseHttpDate(text).value_or(-1), moment);
}

void TestServerClock::untoldIsOurs()
{
    Turned turned;
    QVERIFY(!turned.clock.isKnown());
    QCOMPARE(turned.clock.nowMs(), noon);
    QCOMPARE(turned.clock.skewMs(), 0);
    turned.clock.observeDate("yesterday", 0, 1);
    QVERIFY(!turned.clock.isKnown());
}

void TestServerClock::tellsTheSkew_data()
{
    QTest::addColumn<qint64>("ahead"); // the daemon's
    QTest::addColumn<QString>("words");
    QTest::newRow("same") << qint64(0) << u""_s;
    QTest::newRow("within a second") << qint64(-900) << u""_s;
    QTest::newRow("not worth saying") << qint64(20'000) << u""_s;
    QTest::newRow("ours ahead") << -70 * minute << u"1 h ahead"_s;
    QTest::newRow("ours behind") << 70 * minute << u"1 h behind"_s;
    QTest::newRow("another year") << -400 * 24 * 60 * minute << u"d ahead"_s;
}

void TestServerClock::tellsTheSkew()
{
    QFETCH(qint64, ahead);
    QFETCH(QString, words);
    Turned turned;
    for (int i = 0; i < 10; ++i) {
        turned.answer(ahead);
        turned.pass(1'371);
    }
    QVERIFY2(qAbs(turned.clock.nowMs() - (turned.wall + ahead)) < 1'000,
             QByteArray::number(turned.clock.nowMs() - turned.wall).constData());
    QVERIFY(qAbs(turned.clock.skewMs() + ahead) <= 2'000);
    QVERIFY2(turned.clock.sentence().contains(words), qPrintable(turned.clock.sentence()));
    QCOMPARE(turned.clock.sentence().isEmpty(), words.isEmpty());
}

// Rows that show times must not change with every answer, nor by one that was slow.
void TestServerClock::isSteady()
{
    Turned turned;
    turned.answer(-70 * minute);
    const qint64 first = turned.clock.skewMs();
    for (int i = 0; i < 200; ++i) {
        turned.answer(-70 * minute, i % 10 == 0 ? 9'000 : 7);
        turned.pass(311);
        QCOMPARE(turned.clock.skewMs(), first);
    }
}

void TestServerClock::followsAClockThatIsSet()
{
    Turned turned;
    turned.answer(0);
    turned.wall += 70 * minute; // ours was set
    turned.answer(-70 * minute);
    QVERIFY(qAbs(turned.clock.skewMs() - 70 * minute) <= 2'000);
    turned.wall -= 70 * minute;
    turned.answer(0);
    QCOMPARE(turned.clock.skewMs(), 0);
    turned.answer(30 * minute); // the daemon's was set
    QVERIFY(qAbs(turned.clock.skewMs() + 30 * minute) <= 2'000);
}

void TestServerClock::comesWithEveryAnswer()
{
    ScriptedServer server;
    const QByteArray date = "Sun, 06 Nov 1994 08:49:37 GMT";
    server.enqueue(Script::answer(500, "application/json", "{}", {{"Date", date}}));
    HttpClient client(*BaseUrl::parse(server.url()));
    std::optional<HttpResult> seen;
    HttpRequest request;
    request.path = "/services"_ba;
    connect(client.send(request, this), &HttpExchange::finished, this,
            [&seen](const HttpResult &result) { seen = result; });
    QTRY_VERIFY(seen);
    QVERIFY(client.clock().isKnown());
    const QDateTime wire = rfc3339Time(u"1994-11-06T08:59:37Z"_s);
    const qint64 left = QDateTime::currentDateTimeUtc().secsTo(seen->inOwnTime(wire));
    QVERIFY2(left > 500 && left <= 602,
             QByteArray::number(left).constData()); // ten minutes by any clock
}

QTEST_GUILESS_MAIN(TestServerClock)
#include "tst_serverclock.moc"
