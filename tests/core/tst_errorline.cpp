// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/ansi.h"
#include "core/outputs/errorline.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

class TestErrorLine final : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void longOutput();
};

void TestErrorLine::finds_data()
{
    QTest::addColumn<QString>("output");
    QTest::addColumn<int>("line");

    QTest::newRow("nothing") << QString() << 0;
    QTest::newRow("only blanks") << u"\n  \n\n"_s << 0;
    QTest::newRow("last words") << u"step one\nstep two\n\n"_s << 2;
    QTest::newRow("gcc") << u"cc -Werror -c error.c\napp.c:3:1: warning: unused 'error'\n"
                            "app.c:4:5: error: 'x' undeclared\nmake: *** [all] Error 1\n"_s
                         << 3;
    QTest::newRow("coloured") << u"ok\n\033[1;31merror\033[0m: gone\nmore"_s << 2;
    QTest::newRow("gcc fatal") << u"a\nx.c:1:10: fatal error: y.h: No such file or directory\n"_s
                               << 2;
    QTest::newRow("ld") << u"cc\nmain.o: undefined reference to `f'\ncollect2: error: ld "
                           "returned 1\n"_s
                        << 2;
    QTest::newRow("make") << u"a\nmake: *** No rule to make target 'x'.  Stop.\n"_s << 2;
    QTest::newRow("rustc") << u"   Compiling a\nerror[E0425]: cannot find value\n"_s << 2;
    QTest::newRow("tsc") << u"> tsc\nsrc/a.ts(3,4): error TS2304: Cannot find name\n"_s << 2;
    QTest::newRow("buildkit") << u"#7 [3/4] RUN make\n#7 0.2 sh: 1: make: not found\n#7 ERROR: "
                                 "process did not complete\n------\nfailed to solve: exit code: "
                                 "127\n"_s
                              << 2;
    QTest::newRow("Dockerfile")
        << u"Dockerfile:3\n--------------------\n   3 | >>> RUNN x\nERROR: failed to solve: "
           "dockerfile parse error on line 3: unknown instruction: RUNN\n"_s
        << 4;
    QTest::newRow("compose") << u"validating compose.yaml\nservices.web Additional property x is "
                                "not allowed\n"_s
                             << 2;
    QTest::newRow("compose yaml") << u"reading\nyaml: line 4: did not find expected key\n"_s << 2;
    QTest::newRow("Python")
        << u"Collecting x\nTraceback (most recent call last):\n  File \"a.py\", "
           "line 1\nValueError: bad\n"_s
        << 2;
    QTest::newRow("Python, one line") << u"run\nModuleNotFoundError: No module named 'x'\n"_s << 2;
    QTest::newRow("Java") << u"a\njava.lang.IllegalStateException: no\n"_s << 2;
    QTest::newRow("npm") << u"> build\nnpm ERR! code 1\n"_s << 2;
    QTest::newRow("apt") << u"Reading...\nE: Unable to locate package x\n"_s << 2;
    QTest::newRow("git") << u"Cloning\nfatal: repository not found\n"_s << 2;
    QTest::newRow("Go") << u"go\npanic: nil\n"_s << 2;
    QTest::newRow("shell") << u"+ x\nbuild.sh: line 2: x: command not found\n"_s << 2;
    QTest::newRow("the daemon's own beginning")
        << u"build gateway: exit status 1: cc -c gateway.c\ngateway.c:7: error: expected ';'\n"_s
        << 2;
    QTest::newRow("marked before spoken") << u"could not use the cache\nok\nerror: real\n"_s << 3;
    QTest::newRow("not the letter E") << u"e is a letter\nerrorless\nfailed: x\n"_s << 3;
    QTest::newRow("spoken") << u"fetch\nthe upload failed\nbye\n"_s << 2;
    QTest::newRow("none at all") << u"0 errors, 0 warnings\nerrors: 0\nno errors\nexit 4\n"_s << 4;
}

void TestErrorLine::finds()
{
    QFETCH(QString, output);
    QFETCH(int, line);
    QCOMPARE(firstErrorLine(withoutAnsi(output)), line);
}

void TestErrorLine::longOutput()
{
    QString output;
    for (int i = 0; i < 40'000; ++i)
        output += u"#12 %1 copying layer, 0 errors\n"_s.arg(i);
    QCOMPARE(firstErrorLine(output + u"error: at the end\nbye\n"_s), 40'001);
}

QTEST_GUILESS_MAIN(TestErrorLine)
#include "tst_errorline.moc"
