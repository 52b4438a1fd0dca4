// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/ansi.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

class TestAnsi final : public QObject
{
    Q_OBJECT

private slots:
    void strips_data();
    void strips();
};

void TestAnsi::strips_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("plain");
    QTest::newRow("plain") << u"a\tb\nü€😀"_s << u"a\tb\nü€😀"_s;
    QTest::newRow("colour") << u"\u001b[31mFTL\u001b[0m failed"_s << u"FTL failed"_s;
    QTest::newRow("true colour") << u"\u001b[38;2;1;2;3mx"_s << u"x"_s;
    QTest::newRow("cursor") << u"a\u001b[2K\u001b[1Gb"_s << u"ab"_s;
    QTest::newRow("title by BEL") << u"\u001b]0;owned\u0007x"_s << u"x"_s;
    QTest::newRow("link by ST") << u"\u001b]8;;http://e\u001b\\x\u001b]8;;\u001b\\"_s << u"x"_s;
    QTest::newRow("string never closed") << u"\u001b]0;rest\nnext"_s << u"\nnext"_s;
    QTest::newRow("charset") << u"\u001b(Bx"_s << u"x"_s;
    QTest::newRow("cut sequence") << u"x\u001b[3"_s << u"x"_s;
    QTest::newRow("escape at the end") << u"x\u001b"_s << u"x"_s;
    QTest::newRow("not a sequence") << u"\u001b[3\nx"_s << u"\nx"_s;
    QTest::newRow("CRLF") << u"a\r\nb"_s << u"a\nb"_s;
    QTest::newRow("progress") << u"10%\r20%\r\n"_s << u"10%\n20%\n"_s;
    QTest::newRow("controls") << u"a\bb\u0000c\u007f\u009bd"_s << u"abcd"_s;
    QTest::newRow("brackets stay") << u"[INFO] t[898dfs<b>&amp;"_s << u"[INFO] t[898dfs<b>&amp;"_s;
}

void TestAnsi::strips()
{
    QFETCH(QString, text);
    QTEST(withoutAnsi(text), "plain");
}

QTEST_GUILESS_MAIN(TestAnsi)
#include "tst_ansi.moc"
