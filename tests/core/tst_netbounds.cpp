// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/boundedtext.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/snapshotdecoder.h"
#include "core/net/eventstream.h"
#include "core/net/logsocket.h"
#include "tests/support/firehose.h"
#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mega = qint64(1024) * 1024;
constexpr qint64 mostMemory = 64 * mega;

//! Bytes of this process that are in memory.
qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

//! The most memory that was used, and the longest time in which the event loop did not turn.
class Strain final : public QObject
{
public:
    Strain()
        : m_before(residentBytes())
    {
        m_turn.start();
        startTimer(5, Qt::PreciseTimer);
    }

    [[nodiscard]] qint64 moreMemory() const { return m_most - m_before; }
    [[nodiscard]] qint64 longestFreeze() const { return m_freeze; }

protected:
    void timerEvent(QTimerEvent *) override
    {
        m_freeze = std::max(m_freeze, m_turn.restart());
        m_most = std::max(m_most, residentBytes());
    }

private:
    qint64 m_before;
    qint64 m_most = 0;
    qint64 m_freeze = 0;
    QElapsedTimer m_turn;
};

QByteArray repeated(const QByteArray &piece, qsizetype bytes)
{
    return piece.repeated(std::max<qsizetype>(1, bytes / piece.size()));
}

//! A frame of a server: unmasked, final.
QByteArray frame(char opcode, const QByteArray &payload)
{
    QByteArray bytes(1, char(0x80 | opcode));
    if (payload.size() < 126) {
        bytes += char(payload.size());
    } else {
        bytes += char(126);
        bytes += char(payload.size() >> 8);
        bytes += char(payload.size() & 0xFF);
    }
    return bytes + payload;
}

} // namespace

//! What the other side can take from us: each bound is reached, costs no more than 64 MB and ends
//! in clear words.
class TestNetBounds final : public QObject
{
    Q_OBJECT

private slots:
    void eventStreams_data();
    void eventStreams();
    void logSockets_data();
    void logSockets();
    void errorsOfAHundredMegabytes();
    void answersOfAnySize();
    void anOutputThatIsTooLongIsStillDone();
    void cells();
    void manyRows();
    void lines();
    void words();
};

void TestNetBounds::eventStreams_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("block");
    QTest::addColumn<bool>("endsTooLarge");
    QTest::newRow("comments") << QByteArray() << repeated(":\n\n", 64 * 1024) << false;
    QTest::newRow("long comments")
        << QByteArray() << (":" + QByteArray(64 * 1024, 'c') + "\n") << false;
    QTest::newRow("blank lines") << QByteArray() << repeated("\n", 64 * 1024) << false;
    QTest::newRow("small events") << QByteArray()
                                  << repeated("event: next\ndata: {}\n\n", 64 * 1024) << false;
    QTest::newRow("an endless line") << "data: "_ba << QByteArray(64 * 1024, 'x') << true;
    QTest::newRow("an endless event") << QByteArray() << repeated("data: x\n", 64 * 1024) << true;
    QTest::newRow("an endless comment") << ":"_ba << QByteArray(64 * 1024, 'x') << true;
}

void TestNetBounds::eventStreams()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, block);
    QFETCH(bool, endsTooLarge);
    constexpr qint64 total = 96 * mega; // more than the bound, all at once
    Firehose server(total, "text/event-stream", head, block);
    HttpClient client(*BaseUrl::parse(server.url()));
    Strain strain;
    EventStream stream(&client, u"subscription { x }"_s);
    stream.setLargestEvent(16 * mega);
    std::optional<EventStream::End> ended;
    connect(&stream, &EventStream::ended, this,
            [&](EventStream::End end, const HttpResult &) { ended = end; });
    QTRY_VERIFY_WITH_TIMEOUT(ended, 100'000);
    QCOMPARE(*ended, endsTooLarge ? EventStream::End::TooLarge : EventStream::End::Lost);
    QVERIFY2(strain.moreMemory() < mostMemory,
             QByteArray::number(strain.moreMemory() / mega).constData());
}

void TestNetBounds::logSockets_data()
{
    QTest::addColumn<QByteArray>("block");
    const QByteArray line = "{\"service\":\"web\",\"message\":\"" + QByteArray(60'000, 'x') + "\"}";
    QTest::newRow("pings") << repeated(frame(9, {}), 64 * 1024);
    QTest::newRow("pings with words") << repeated(frame(9, QByteArray(120, 'p')), 64 * 1024);
    QTest::newRow("binary frames") << repeated(frame(2, QByteArray(1000, 'b')), 64 * 1024);
    QTest::newRow("short lines") << repeated(frame(1, "{\"message\":\"x\"}"), 64 * 1024);
    QTest::newRow("long lines") << frame(1, line);
}

void TestNetBounds::logSockets()
{
    QFETCH(QByteArray, block);
    Firehose server(48 * mega, {}, {}, block);
    HttpClient client(*BaseUrl::parse(server.url()));
    Strain strain;
    LogSocket socket(&client);
    qsizetype longest = 0;
    connect(&socket, &LogSocket::linesReceived, this, [&](const QList<LogLine> &lines) {
        for (const LogLine &each : lines)
            longest = std::max(longest, each.message.size());
    });
    std::optional<LogSocket::State> ended;
    connect(&socket, &LogSocket::stateChanged, this, [&](LogSocket::State state) {
        if (state != LogSocket::State::Open)
            ended = state;
    });
    socket.open(u"web"_s, 100);
    QTRY_VERIFY_WITH_TIMEOUT(ended, 100'000);
    QVERIFY2(strain.moreMemory() < mostMemory,
             QByteArray::number(strain.moreMemory() / mega).constData());
    QVERIFY(longest <= LogSocket::longestMessage + 100);
}

void TestNetBounds::errorsOfAHundredMegabytes()
{
    constexpr qint64 total = 100 * mega;
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) {
        Script script = Script::head(500, "application/json", total);
        script.bytes("{\"error\":\"it went wrong ");
        for (int i = 0; i < 4; ++i)
            script.bytes(QByteArray(mega, 'x'));
        return script;
    });
    OperatorDaemon daemon(*BaseUrl::parse(server.url()), "t", WorkingIdentity{},
                          ConnectionPolicy{});
    std::optional<OperatorDaemonError> error;
    daemon.run(new ListSecretsCall)->whenDone(this, [&](const auto &result) {
        error = result.error();
    });
    QTRY_VERIFY(error);
    QCOMPARE(error->kind, OperatorDaemonError::Kind::Refused);
    QVERIFY(error->words.startsWith(u"it went wrong x"_s));
    QVERIFY(error->words.size() <= textlimit::words + 200);
    QVERIFY(error->summary().size() <= textlimit::words + 300);
    QTRY_COMPARE(server.open(), 0); // the rest is not waited for
}

void TestNetBounds::answersOfAnySize()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) {
        return Script::head(200, "application/json", 300 * mega).bytes("{");
    });
    OperatorDaemon daemon(*BaseUrl::parse(server.url()), "t", WorkingIdentity{},
                          ConnectionPolicy{});
    Strain strain;
    std::optional<OperatorDaemonError> error;
    daemon.run(new ListSecretsCall)->whenDone(this, [&](const auto &result) {
        error = result.error();
    });
    QTRY_VERIFY(error);
    QCOMPARE(error->kind, OperatorDaemonError::Kind::InvalidResponse);
    QVERIFY2(error->summary().contains(u"too large"_s), qPrintable(error->summary()));
    QVERIFY(strain.moreMemory() < mostMemory);
}

void TestNetBounds::anOutputThatIsTooLongIsStillDone()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) {
        return Script::head(200, "text/plain", 300 * mega).bytes("line\n");
    });
    OperatorDaemon daemon(*BaseUrl::parse(server.url()), "t", WorkingIdentity{},
                          ConnectionPolicy{});
    std::optional<QByteArray> output;
    std::optional<OperatorDaemonError> error;
    daemon.run(new RunJobCall(u"j"_s, {}))->whenDone(this, [&](const auto &result) {
        if (result)
            output = result.value();
        else
            error = result.error();
    });
    QTRY_VERIFY(output || error);
    QVERIFY2(output, error ? qPrintable(error->summary()) : "");
    QVERIFY2(output->contains("64 MB"), output->constData());
}

void TestNetBounds::cells()
{
    const QByteArray name =
        QByteArray(textlimit::cell - 1, 'n') + QString(u"ü"_s).repeated(500'000).toUtf8();
    for (const QByteArray &text : {name, QByteArray("\\u0041" + name)}) {
        const DecodedAnswer answer = decodeSnapshot("{\"data\":{\"services\":[{\"name\":\"" + text
                                                        + "\",\"status\":\"s\"}]}}",
                                                    QDateTime::currentDateTimeUtc());
        QCOMPARE(answer.kind, DecodedAnswer::Kind::Snapshot);
        const QString shown = toText(answer.snapshot->services().at(0).name);
        QVERIFY(shown.size() <= textlimit::cell + 1);
        QVERIFY(shown.endsWith(u'…'));
        QVERIFY(!shown.contains(QChar::ReplacementCharacter)); // no half character
        QCOMPARE(toText(answer.snapshot->services().at(0).status), u"s"_s);
    }
}

void TestNetBounds::manyRows()
{
    QByteArray rows;
    for (int i = 0; i < 100'005; ++i)
        rows += "{\"name\":\"" + QByteArray::number(1'000'000 + i) + "\"},";
    rows.chop(1);
    const DecodedAnswer answer =
        decodeSnapshot("{\"data\":{\"services\":[" + rows + "],\"jobs\":[{\"name\":\"j\"}]}}",
                       QDateTime::currentDateTimeUtc());
    QCOMPARE(answer.kind, DecodedAnswer::Kind::Snapshot);
    QCOMPARE(answer.snapshot->services().size(), size_t(100'000));
    QCOMPARE(answer.snapshot->jobs().size(), size_t(1)); // what comes behind it is read
    QCOMPARE(answer.snapshot->problems().size(), 1);
    QVERIFY(answer.snapshot->problems().at(0).contains(u"100"_s));
}

void TestNetBounds::lines()
{
    const QString emoji = u"😀"_s;
    const QString line = boundedLine(emoji.repeated(20'000), 1001);
    QVERIFY(line.size() < 1050);
    QVERIFY(line.contains(u"39000"_s)); // 40,000 halves, of which 1000 whole characters are shown
    QVERIFY(line.isValidUtf16());
    QCOMPARE(boundedLine(u"short"_s), u"short"_s);
}

void TestNetBounds::words()
{
    QCOMPARE(boundedWords(u"a\nb"_s), u"a\nb"_s);
    const QString tool = u"line\n"_s.repeated(100'000) + u"the reason"_s;
    const QString shown = boundedWords(tool);
    QVERIFY(shown.size() < textlimit::words + 200);
    QVERIFY(shown.startsWith(u"line\nline"_s));
    QVERIFY(shown.endsWith(u"the reason"_s)); // tools tell it last
    const QString wide = boundedWords(QString(1'000'000, u'x'));
    for (const QString &each : wide.split(u'\n'))
        QVERIFY(each.size() <= textlimit::line + 100);
    QVERIFY(boundedWords(u"😀"_s.repeated(100'000)).isValidUtf16());
}

QTEST_GUILESS_MAIN(TestNetBounds)
#include "tst_netbounds.moc"
