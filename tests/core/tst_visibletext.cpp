// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/visibletext.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

class TestVisibleText final : public QObject
{
    Q_OBJECT

private slots:
    void marksWhatIsHidden_data();
    void marksWhatIsHidden();
    void leavesWordsOfOtherScripts_data();
    void leavesWordsOfOtherScripts();
    void breaksLinesWhereTheyMayBe();
    void cutsWhatIsTooLong();
    void cutsStackedMarks();
    void everyHiddenCharacterIsMarked();
};

void TestVisibleText::marksWhatIsHidden_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"notes-app/api v2"_s << u"notes-app/api v2"_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("override") << u"rlo\u202etxt.exe"_s << u"rlo[U+202E]txt.exe"_s;
    QTest::newRow("isolates") << u"a\u2066b\u2069c"_s << u"a[U+2066]b[U+2069]c"_s;
    QTest::newRow("marks of direction") << u"\u200e\u200f\u061c"_s << u"[U+200E][U+200F][U+061C]"_s;
    QTest::newRow("line feed") << u"prod\nProfile: x"_s << u"prod[U+000A]Profile: x"_s;
    QTest::newRow("separators") << u"a\u2028b\u2029c\u0085d"_s << u"a[U+2028]b[U+2029]c[U+0085]d"_s;
    QTest::newRow("tab in a name") << u"a\tb"_s << u"a[U+0009]b"_s;
    QTest::newRow("NUL and escape") << u"a\0b\u001b[1mc"_s << u"a[U+0000]b[U+001B][1mc"_s;
    QTest::newRow("8-bit controls") << u"a\u009b31mb\u007f"_s << u"a[U+009B]31mb[U+007F]"_s;
    QTest::newRow("zero width") << u"a\u200bb\u2060c\ufeffd"_s << u"a[U+200B]b[U+2060]c[U+FEFF]d"_s;
    QTest::newRow("soft hyphen") << u"a\u00adb"_s << u"a[U+00AD]b"_s;
    QTest::newRow("fillers") << u"\u3164\u115f\u2800"_s << u"[U+3164][U+115F][U+2800]"_s;
    QTest::newRow("joiner between letters") << u"a\u200db\u200cc"_s << u"a[U+200D]b[U+200C]c"_s;
    QTest::newRow("selector after a letter") << u"a\ufe0f"_s << u"a[U+FE0F]"_s;
    QTest::newRow("tags") << u"a\U000E0041"_s << u"a[U+E0041]"_s;
    QTest::newRow("half a pair") << u"a"_s + QChar(0xD800) + u"b"_s << u"a[U+D800]b"_s;
    QTest::newRow("no character") << u"a\ufffe"_s << u"a[U+FFFE]"_s;
}

void TestVisibleText::marksWhatIsHidden()
{
    QFETCH(const QString, name);
    QFETCH(const QString, shown);
    QCOMPARE(shownName(name), shown);
    QCOMPARE(shownName(shownName(name)), shown);
}

void TestVisibleText::leavesWordsOfOtherScripts_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("Greek, Cyrillic, accents") << u"Ωμέγα Привет déjà ñ ß"_s;
    QTest::newRow("decomposed") << u"e\u0301 n\u0303 a\u0323\u0302"_s;
    QTest::newRow("Hebrew with points") << u"שָׁלוֹם"_s;
    QTest::newRow("Persian with a non-joiner") << u"می\u200cخواهم"_s;
    QTest::newRow("Hindi with a joiner") << u"क्\u200dष"_s;
    QTest::newRow("Chinese, Japanese, Korean") << u"数据库 データ 데이터"_s;
    QTest::newRow("Thai") << u"ที่นี่"_s;
    QTest::newRow("a family") << u"👩\u200d👩\u200d👧"_s;
    QTest::newRow("a heart") << u"❤\ufe0f"_s;
    QTest::newRow("hands") << u"👍🏽"_s;
    QTest::newRow("no-break space") << u"12\u00a0MB"_s;
}

void TestVisibleText::leavesWordsOfOtherScripts()
{
    QFETCH(const QString, text);
    QCOMPARE(shownName(text), text);
    QCOMPARE(shownText(text), text);
}

void TestVisibleText::breaksLinesWhereTheyMayBe()
{
    QCOMPARE(shownText(u"a\n\tb\r\nc\u202e"_s), u"a\n\tb\nc[U+202E]"_s);
    QCOMPARE(shownText(u"over\rwritten\u2028x"_s), u"over[U+000D]written[U+2028]x"_s);
    QCOMPARE(shownLine(u"a\r\nb\tc\u2028d"_s), u"a b c d"_s);
    QCOMPARE(quotedName(u"a\u202eb"_s), u"“a[U+202E]b”"_s);
}

void TestVisibleText::cutsWhatIsTooLong()
{
    const QString huge(1'000'000, u'x');
    QCOMPARE(shownName(huge), QString(longestName, u'x') + u'…');
    QCOMPARE(shownName(QString(longestName, u'x')).size(), longestName);
    QCOMPARE(shownName(shownName(huge), longestName + 1), shownName(huge));
    QVERIFY(shownName(QString(1'000'000, QChar(0x202E))).size() <= longestName + 1);
    QVERIFY(shownText(huge).size() == longestText + 1);
    // A pair is not cut in two.
    QCOMPARE(shownName(u"abc😀"_s, 4), u"abc…"_s);
}

void TestVisibleText::cutsStackedMarks()
{
    const QString stacked = u"z"_s + QString(5'000, QChar(0x0335)) + u"y"_s;
    QCOMPARE(shownName(stacked, 100'000), u"z"_s + QString(4, QChar(0x0335)) + u"…y"_s);
    QVERIFY(shownName(QString(1'000'000, QChar(0x0335))).size() < 10);
}

void TestVisibleText::everyHiddenCharacterIsMarked()
{
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        const QString shown = shownName(u"a"_s + QString::fromUcs4(&c, 1) + u"b"_s);
        const QChar::Category category = QChar::category(c);
        if (category == QChar::Other_Control)
            QVERIFY2(shown.contains(characterMark(c)), qPrintable(characterCode(c)));
        if (const QChar::Direction way = QChar::direction(c); way == QChar::DirRLO
            || way == QChar::DirLRO || way == QChar::DirRLE || way == QChar::DirLRE
            || way == QChar::DirPDF || way == QChar::DirLRI || way == QChar::DirRLI
            || way == QChar::DirFSI || way == QChar::DirPDI)
            QCOMPARE(shown, u"a"_s + characterMark(c) + u"b"_s);
    }
}

QTEST_APPLESS_MAIN(TestVisibleText)
#include "tst_visibletext.moc"
