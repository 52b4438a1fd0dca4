// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/sseparser.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QtTest>

using namespace angee;
using namespace Qt::StringLiterals;

using Events = std::vector<SseEvent>;
Q_DECLARE_METATYPE(Events)

class TestSseParser final : public QObject
{
    Q_OBJECT

private slots:
    void splitsEvents_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<Events>("expected");
        const auto row = [](const char *name, const QByteArray &stream, const Events &expected) {
            QTest::newRow(name) << stream << expected;
        };
        row("as the daemon sends", ":\n\nevent: next\ndata: {\"data\":1}\n\nevent: complete\n\n",
            {{"next", "{\"data\":1}"}, {"complete", ""}});
        row("cr", ":\r\revent: next\rdata: 1\r\r", {{"next", "1"}});
        row("crlf", ":\r\n\r\nevent: next\r\ndata: 1\r\n\r\n", {{"next", "1"}});
        row("mixed", "event: next\rdata: 1\n\r\ndata: 2\r\n\n", {{"next", "1"}, {"", "2"}});
        row("no space", "event:next\ndata:1\n\n", {{"next", "1"}});
        row("two spaces", "data:  1\n\n", {{"", " 1"}});
        row("several data lines", "data: a\ndata:\ndata: b\n\n", {{"", "a\n\nb"}});
        row("empty data", "data\n\n", {{"", ""}});
        row("comments", ": ping\n\n:\n\ndata: 1\n: in between\n\n", {{"", "1"}});
        row("id, retry and unknown", "id: 7\nretry: 10\nfoo: bar\ndata: 1\n\nid: 8\n\n",
            {{"", "1"}});
        row("byte order mark",
            "\xEF\xBB\xBF"
            "data: 1\n\n",
            {{"", "1"}});
        row("colon in data", "data: a:b\n\n", {{"", "a:b"}});
        row("cut off", "data: 1\n\ndata: 2\n", {{"", "1"}});
        row("last event wins its type", "event: a\nevent: b\ndata: 1\n\n", {{"b", "1"}});
        row("type does not carry over", "event: a\ndata: 1\n\ndata: 2\n\n",
            {{"a", "1"}, {"", "2"}});
        row("blank lines", "\n\n\r\n\r\r", {});
    }

    //! However the stream is cut, the events are the same.
    void splitsEvents()
    {
        QFETCH(QByteArray, stream);
        QFETCH(Events, expected);
        for (qsizetype size = 1; size <= stream.size(); ++size) {
            SseParser parser(1000);
            Events events;
            for (qsizetype at = 0; at < stream.size(); at += size) {
                for (SseEvent &event : parser.feed(stream.mid(at, size)))
                    events.push_back(std::move(event));
            }
            QVERIFY2(events == expected, qPrintable(u"in pieces of %1"_s.arg(size)));
        }
    }

    void takesOneLargeLine()
    {
        const QByteArray data(14'000'000, 'x');
        const QByteArray stream = "event: next\ndata: " + data + "\n\n";
        SseParser parser(100'000'000);
        Events events;
        for (qsizetype at = 0; at < stream.size(); at += 16384) {
            for (SseEvent &event : parser.feed(stream.mid(at, 16384)))
                events.push_back(std::move(event));
        }
        QCOMPARE(events.size(), 1u);
        QVERIFY(events.at(0).data == data);
    }

    void stopsAtTheLimit_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::newRow("one line") << "data: 1\n\ndata: "_ba + QByteArray(200, 'x') + "\n\n"_ba;
        QTest::newRow("many lines")
            << "data: 1\n\n"_ba + QByteArray("data: xxxxxxxxx\n").repeated(20);
    }

    void stopsAtTheLimit()
    {
        QFETCH(QByteArray, stream);
        SseParser parser(100);
        const Events expected = {{"", "1"}};
        QVERIFY(parser.feed(stream) == expected);
        QVERIFY(parser.hasOverflowed());
        QVERIFY(parser.feed("\n\ndata: 2\n\n").empty());
    }
};

QTEST_GUILESS_MAIN(TestSseParser)
#include "tst_sseparser.moc"
