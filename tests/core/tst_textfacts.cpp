// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/filecalls.h"
#include "core/files/textfacts.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

class TestTextFacts final : public QObject
{
    Q_OBJECT

private slots:
    void facts_data();
    void facts();
    void utf8_data();
    void utf8();
    void etag();
    void sizeIsTheBody_data();
    void sizeIsTheBody();
    void changes();
};

void TestTextFacts::facts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<LineEnd>("lineEnd");
    QTest::addColumn<LineEnd>("dominant");
    QTest::addColumn<int>("lines");
    QTest::addColumn<bool>("bom");
    QTest::addColumn<bool>("lastNewline");
    QTest::addColumn<int>("trailing");
    QTest::addColumn<int>("nul");

    const auto row = [](const char *name, const QByteArray &text, LineEnd end, LineEnd dominant,
                        int lines, bool bom, bool newline, int trailing, int nul) {
        QTest::newRow(name) << text << end << dominant << lines << bom << newline << trailing
                            << nul;
    };
    row("empty", ""_ba, LineEnd::None, LineEnd::Lf, 1, false, false, 0, 0);
    row("one line", "a"_ba, LineEnd::None, LineEnd::Lf, 1, false, false, 0, 0);
    row("lf", "a\nb\n"_ba, LineEnd::Lf, LineEnd::Lf, 3, false, true, 0, 0);
    row("crlf", "a\r\nb\r\n"_ba, LineEnd::CrLf, LineEnd::CrLf, 3, false, true, 0, 0);
    row("cr", "a\rb"_ba, LineEnd::Cr, LineEnd::Cr, 2, false, false, 0, 0);
    row("cr at the end", "a\r"_ba, LineEnd::Cr, LineEnd::Cr, 2, false, true, 0, 0);
    row("cr cr lf", "a\r\r\n"_ba, LineEnd::Mixed, LineEnd::CrLf, 3, false, true, 0, 0);
    row("mixed", "a\nb\r\nc\r\nd"_ba, LineEnd::Mixed, LineEnd::CrLf, 4, false, false, 0, 0);
    row("bom",
        "\xEF\xBB\xBF"
        "a\n"_ba,
        LineEnd::Lf, LineEnd::Lf, 2, true, true, 0, 0);
    row("trailing", "a \nb\t\r\nc "_ba, LineEnd::Mixed, LineEnd::Lf, 3, false, false, 3, 0);
    row("nul", QByteArray("a\0\0b", 4), LineEnd::None, LineEnd::Lf, 1, false, false, 0, 2);
}

void TestTextFacts::facts()
{
    QFETCH(QByteArray, text);
    const TextFacts facts = TextFacts::of(text);
    QTEST(facts.lineEnd(), "lineEnd");
    QTEST(facts.dominantLineEnd(), "dominant");
    QTEST(int(facts.lines), "lines");
    QTEST(facts.bom, "bom");
    QTEST(facts.lastNewline, "lastNewline");
    QTEST(int(facts.trailingSpaceLines), "trailing");
    QTEST(int(facts.nul), "nul");
    QCOMPARE(facts.bytes, text.size());
    QVERIFY(facts.validUtf8);
}

void TestTextFacts::utf8_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");

    QTest::newRow("ascii") << "0123456789abcdef"_ba << true;
    QTest::newRow("two") << "\xC2\x80"_ba << true;
    QTest::newRow("three") << "\xE0\xA0\x80"_ba << true;
    QTest::newRow("four") << "\xF4\x8F\xBF\xBF"_ba << true;
    QTest::newRow("after eight") << "12345678\xC3\xA4"_ba << true;
    QTest::newRow("noncharacter") << "\xEF\xBF\xBF"_ba << true;
    QTest::newRow("lone continuation") << "\x80"_ba << false;
    QTest::newRow("overlong two") << "\xC0\x80"_ba << false;
    QTest::newRow("overlong two, C1") << "\xC1\xBF"_ba << false;
    QTest::newRow("overlong three") << "\xE0\x9F\xBF"_ba << false;
    QTest::newRow("overlong four") << "\xF0\x8F\xBF\xBF"_ba << false;
    QTest::newRow("surrogate") << "\xED\xA0\x80"_ba << false;
    QTest::newRow("past the end") << "\xF4\x90\x80\x80"_ba << false;
    QTest::newRow("F5") << "\xF5\x80\x80\x80"_ba << false;
    QTest::newRow("cut off") << "abcdefgh\xE2\x82"_ba << false;
    QTest::newRow("bad third") << "\xE2\x82\x28"_ba << false;
}

void TestTextFacts::utf8()
{
    QFETCH(QByteArray, text);
    QTEST(isValidUtf8(text), "valid");
    QCOMPARE(TextFacts::of(text).validUtf8, isValidUtf8(text));
}

void TestTextFacts::etag()
{
    QCOMPARE(etagOf("hello\n"_ba),
             "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"_ba);
}

void TestTextFacts::sizeIsTheBody_data()
{
    QTest::addColumn<QByteArray>("text");

    QByteArray all;
    for (int c = 0; c < 0x80; ++c)
        all += char(c);
    QTest::newRow("every ASCII byte") << all;
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("not ASCII") << "\u00e4\u2028\U0001F600"_ba;
    QTest::newRow("lines") << "a: \"b\"\r\n\tc\\\n"_ba.repeated(1000);
}

void TestTextFacts::sizeIsTheBody()
{
    QFETCH(QByteArray, text);
    for (const QByteArray &tag : {""_ba, etagOf(text)})
        QCOMPARE(requestSize(escapedSize(text), tag),
                 fileWriteBody(text, QString::fromLatin1(tag)).size());
    QCOMPARE(TextFacts::of(text).escapedBytes, escapedSize(text));
    const QByteArrayView all(text);
    const qsizetype middle = all.size() / 2;
    QCOMPARE(escapedSize(all.first(middle)) + escapedSize(all.sliced(middle)), escapedSize(text));
}

void TestTextFacts::changes()
{
    const auto between = [](const QByteArray &before, const QByteArray &after) {
        return describeChanges(TextFacts::of(before), TextFacts::of(after));
    };
    QVERIFY(between("a\n"_ba, "b\n"_ba).isEmpty());
    QCOMPARE(between("a\nb\n"_ba, "a\r\nb\r\n"_ba),
             QStringList{u"Line ends change from LF to CRLF."_s});
    QCOMPARE(between("a\n"_ba, "a"_ba).size(), 2); // line end and last newline
    QCOMPARE(between("x\na\n"_ba, "x\na"_ba),
             QStringList{u"The newline at the end of the file is removed."_s});
    QCOMPARE(between("\xEF\xBB\xBF"
                     "a\n"_ba,
                     "a\n"_ba),
             QStringList{u"The byte order mark at the start is removed."_s});
    QCOMPARE(between("a\n"_ba, "a \n"_ba),
             QStringList{u"Lines with trailing space: 0 before, 1 after."_s});
    QCOMPARE(between("a\n"_ba, "a\nb\r\n"_ba),
             QStringList{u"Line ends change from LF to mixed: 1 LF, 1 CRLF."_s});
}

QTEST_GUILESS_MAIN(TestTextFacts)
#include "tst_textfacts.moc"
