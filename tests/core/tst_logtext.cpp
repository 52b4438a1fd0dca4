// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logtext.h"
#include "core/logs/sgr.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;
using Kind = LogStyle::Kind;

class TestLogText final : public QObject
{
    Q_OBJECT

private slots:
    void seen_data();
    void seen();
    void plain_data();
    void plain();
    void colours_data();
    void colours();
    void runsDoNotTouch();
    void widths();
    void longProgressIsQuick();
};

void TestLogText::seen_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &text) {
        QTest::newRow(name) << bytes << text;
    };
    row("nothing", "", u""_s);
    row("ascii", "hello [x]", u"hello [x]"_s);
    row("utf-8", "gr\xc3\xbc\xc3\x9f\xe2\x82\xac", u"grüß€"_s);
    row("colours", "\x1b[1;31mred\x1b[0m.", u"red."_s);
    row("8-bit CSI",
        "\xc2\x9b"
        "31mtext\xc2\x9b"
        "0m",
        u"text"_s);
    row("progress", "\rDownloading 0%\rDownloading 50%\rDownloading 100%", u"Downloading 100%"_s);
    row("progress that grows shorter", "10% (1/10)\r100% (10/10), done.", u"100% (10/10), done."_s);
    row("a shorter state", "loading....\rdone", u"doneing...."_s);
    row("erased", "loading....\r\x1b[Kdone", u"done"_s);
    row("erased as a whole", "abc\x1b[2K\rxy", u"xy "_s);
    row("backspaces", "ab\b\bXY", u"XY"_s);
    row("backspaces at the start", "\b\bab", u"ab"_s);
    row("a line's end", "text\r", u"text"_s);
    row("title", "\x1b]0;title\x07plain", u"plain"_s);
    row("link", "\x1b]8;;http://x\x1b\\name\x1b]8;;\x1b\\", u"name"_s);
    row("a title that never ends", "\x1b]0;hidden words", u"[U+001B]]0;hidden words"_s);
    row("a sequence that never ends", "\x1b[31", u"[U+001B][31"_s);
    row("cursor", "\x1b[2J\x1b[10;10Hx\x1b[?25l", u"x"_s);
    row("bidi", "rlo\xe2\x80\xaetxt.exe", u"rlo[U+202E]txt.exe"_s);
    row("bell", "a\x07", u"a[U+0007]"_s);
    row("zero width",
        "a\xe2\x80\x8b"
        "b",
        u"a[U+200B]b"_s);
    row("line separator",
        "a\xe2\x80\xa8"
        "b",
        u"a[U+2028]b"_s);
    row("invalid", "a\xff\xc3", u"a\\xFF\\xC3"_s);
    row("overlong", "\xc0\xaf", u"\\xC0\\xAF"_s);
    row("surrogate", "\xed\xa0\x80", u"\\xED\\xA0\\x80"_s);
    row("tab", "a\tb", u"a\tb"_s);
}

void TestLogText::seen()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(styledText(bytes).text, text);
}

void TestLogText::plain_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("plain");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &plain) {
        QTest::newRow(name) << bytes << plain;
    };
    row("ascii", "hello", "hello");
    row("colours", "\x1b[1;31mred\x1b[0m.", "red.");
    row("kept as it is", "a\xff\xe2\x80\xae", "a\xff\xe2\x80\xae");
    row("8-bit CSI",
        "\xc2\x9b"
        "31mtext",
        "text");
    row("folded", "1%\r100%", "100%");
    row("a line's end", "x\r", "x");
}

void TestLogText::plain()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, plain);
    QCOMPARE(plainLine(bytes), plain);
}

void TestLogText::colours_data()
{
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<int>("kind");
    QTest::addColumn<uint>("value");
    QTest::addColumn<int>("attributes");
    const auto row = [](const char *parameters, Kind kind, uint value, int attributes) {
        QTest::newRow(parameters) << QByteArray(parameters) << int(kind) << value << attributes;
    };
    row("", Kind::Default, 0, 0);
    row("31", Kind::Indexed, 1, 0);
    row("1;93", Kind::Indexed, 11, LogStyle::Bold);
    row("38;5;208", Kind::Indexed, 208, 0);
    row("38;2;1;2;3", Kind::True, 0x010203, 0);
    row("38:2::1:2:3", Kind::True, 0x010203, 0);
    row("38:2:1:2:3", Kind::True, 0x010203, 0);
    row("38;5;300", Kind::Default, 0, 0);
    row("38;5", Kind::Default, 0, 0);
    row("38;2;999;0;0", Kind::True, 0xFF0000, 0);
    row("31;39", Kind::Default, 0, 0);
    row("1;31;0", Kind::Default, 0, 0);
    row("4:0", Kind::Default, 0, 0);
    row("4:3", Kind::Default, 0, LogStyle::Underline);
    row("8", Kind::Default, 0, LogStyle::Faint);
    row("5", Kind::Default, 0, 0);
    row("99999999999999999999", Kind::Default, 0, 0);
    row("1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;31", Kind::Default, 0,
        LogStyle::Bold);
}

void TestLogText::colours()
{
    QFETCH(QByteArray, parameters);
    QFETCH(int, kind);
    QFETCH(uint, value);
    QFETCH(int, attributes);
    LogStyle style;
    applySgr(parameters, &style);
    QCOMPARE(int(style.foreground.kind), kind);
    QCOMPARE(style.foreground.value, value);
    QCOMPARE(int(style.attributes), attributes);
    QCOMPARE(style.background, LogStyle::Color());
}

void TestLogText::runsDoNotTouch()
{
    const LogText text = styledText("a\x1b[31mb\x1b[31mc\x1b[0md\x1b[44me");
    QCOMPARE(text.text, u"abcde"_s);
    QCOMPARE(text.runs.size(), 2);
    QCOMPARE(text.runs.at(0).start, 1);
    QCOMPARE(text.runs.at(0).length, 2);
    QCOMPARE(text.runs.at(1).style.background.value, 4u);
}

void TestLogText::widths()
{
    QCOMPARE(cellsBehind(u"abc"), 3);
    QCOMPARE(cellsBehind(u"a\tb"), 9);
    QCOMPARE(cellsBehind(u"\t\t"), 16);
    QCOMPARE(cellsBehind(u"日本"), 4);
    QCOMPARE(cellsBehind(u"e\u0301"), 1);
    QCOMPARE(cellsBehind(u"\U0001F600"), 2);
    QCOMPARE(cellsBehind(u"x", 7), 8);
}

// A bar that was drawn for an hour is one line.
void TestLogText::longProgressIsQuick()
{
    QByteArray line;
    for (int i = 0; i < 100'000; ++i)
        line += "\r\x1b[K" + QByteArray::number(i) + " of 99999";
    QCOMPARE(styledText(line).text, u"99999 of 99999"_s);
    QCOMPARE(styledText(QByteArray(200'000, '\r') + "x").text, u"x"_s);
    QCOMPARE(styledText("y\r" + QByteArray(100'000, 'x')).text.size(), 100'000);
}

QTEST_APPLESS_MAIN(TestLogText)
#include "tst_logtext.moc"
