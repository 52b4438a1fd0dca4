// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/hostwords.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

//! \brief What git says of conflicts, and what is typed on the host because of them.
class TestHostWords final : public QObject
{
    Q_OBJECT

private slots:
    void readsGitsWords();
    void wordsSurviveAShell();
    void concludes();
    void declaresASource();
};

void TestHostWords::readsGitsWords()
{
    QCOMPARE(conflictFilesIn(u"Auto-merging a b.py\n"
                             "CONFLICT (content): Merge conflict in a b.py\n"
                             "CONFLICT (add/add): Merge conflict in new.txt\n"
                             "CONFLICT (modify/delete): gone.md deleted in main and modified in "
                             "HEAD.  Version HEAD of gone.md left in tree.\n"
                             "CONFLICT (content): Merge conflict in a b.py\n"
                             "Automatic merge failed; fix conflicts and then commit the result."_s),
             (QStringList{u"a b.py"_s, u"new.txt"_s, u"gone.md"_s}));
    QCOMPARE(conflictFilesIn(u"lib.py: needs merge\nYou must edit all merge conflicts and then\n"
                             "mark them as resolved using git add"_s),
             QStringList{u"lib.py"_s});
    QVERIFY(conflictFilesIn(u"Already up to date."_s).isEmpty());
    QVERIFY(conflictFilesIn({}).isEmpty());
}

void TestHostWords::wordsSurviveAShell()
{
    const QString shell = QStandardPaths::findExecutable(u"sh"_s);
    if (shell.isEmpty())
        QSKIP("there is no shell");
    for (const QString &text :
         {u"plain/path.txt"_s, u"a b"_s, u"it's"_s, u"$(id) `id` $HOME"_s, u"\"q\" \\ ; rm * ?"_s,
          u"-n"_s, u"two\nlines"_s, u"süß"_s, u""_s}) {
        QProcess process;
        process.start(shell, {u"-c"_s, u"printf %s "_s + shellWord(text)});
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()), text);
    }
}

void TestHostWords::concludes()
{
    QCOMPARE(concludeCommand(GitMidst::Merging, u"/srv/w x/lib"_s, {u"a"_s, u"b c"_s}),
             u"git -C '/srv/w x/lib' add -- a 'b c' && git -C '/srv/w x/lib' commit --no-edit"_s);
    QCOMPARE(concludeCommand(GitMidst::Rebasing, u"/w"_s, {}),
             u"git -C /w add -A && git -C /w -c core.editor=true rebase --continue"_s);
    const QStringList many(5'000, u"file"_s);
    QVERIFY(concludeCommand(GitMidst::Merging, u"/w"_s, many).size() < 200);
}

void TestHostWords::declaresASource()
{
    SlotRecord slot;
    slot.workspace = u"first-fix"_s;
    slot.slot.slot = u"lib"_s;
    slot.slot.path = u"/srv/demo/workspaces/first-fix/lib"_s;
    QCOMPARE(sourceDeclaration(slot, u"/srv/demo"_s, {u"app"_s}),
             u"  first-fix-lib:\n    kind: local\n    path: workspaces/first-fix/lib\n"_s);
    QCOMPARE(sourceDeclaration(slot, u"/srv/demo2"_s, {u"first-fix-lib"_s}),
             u"  first-fix-lib-2:\n    kind: local\n"
             "    path: /srv/demo/workspaces/first-fix/lib\n"_s);
    slot.slot.path = u"/srv/demo/a: \"b\"\n"_s;
    QVERIFY(sourceDeclaration(slot, u"/srv/demo"_s, {})
                .endsWith("    path: \"a: \\\"b\\\"\\x0a\"\n"_L1));
}

QTEST_GUILESS_MAIN(TestHostWords)
#include "tst_hostwords.moc"
