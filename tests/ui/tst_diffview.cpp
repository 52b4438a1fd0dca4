// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/diffline.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/syntaxcolours.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

class TestDiffView final : public QObject
{
    Q_OBJECT

private slots:
    void unifiedRows();
    void splitRows();
    void equalRunsCollapse();
    void lineEndsAreShown();
    void emptyTexts_data();
    void emptyTexts();
    void changesAreWalked();
    void copiesLines();
    void gapsAreNamedAndCounted();
    void hiddenCharactersAreMarked();
    void longLinesShowWhatChanged();
    void wordsAreMarkedOnBothSides();
    void coloursComeFromTheLanguage();
    void lineOfTheNewFile();
};

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

QByteArray lines(int from, int to)
{
    QByteArray text;
    for (int i = from; i <= to; ++i)
        text += "line " + QByteArray::number(i) + '\n';
    return text;
}

void fill(DiffModel *model, const QByteArray &before, const QByteArray &after)
{
    model->setTexts(before, after, diffLines(before, after));
}

QStringList rows(const DiffModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells.append(model.index(row, column).data().toString());
        list.append(cells.join(u'|'));
    }
    return list;
}

} // namespace

void TestDiffView::unifiedRows()
{
    DiffModel model;
    QAbstractItemModelTester tester(&model, fatal);
    fill(&model, "a\nb\nc\n", "a\nB\nx\nc\n");
    QCOMPARE(rows(model),
             QStringList({u"1|1||a"_s, u"2||\u2212|b"_s, u"|2|+|B"_s, u"|3|+|x"_s, u"3|4||c"_s}));
    QCOMPARE(model.hunkRows(), QList<int>{1});
    QCOMPARE(model.addedLines(), 2);
    QCOMPARE(model.removedLines(), 1);
    QCOMPARE(model.index(1, DiffModel::TextColumn).data(Qt::AccessibleTextRole).toString(),
             u"removed: b"_s);
}

void TestDiffView::splitRows()
{
    DiffModel model;
    QAbstractItemModelTester tester(&model, fatal);
    fill(&model, "a\nb\nc\n", "a\nB\nx\nc\n");
    model.setLayout(DiffModel::Layout::Split);
    QCOMPARE(rows(model),
             QStringList({u"1||a|1||a"_s, u"2|\u2212|b|2|+|B"_s, u"|||3|+|x"_s, u"3||c|4||c"_s}));
}

void TestDiffView::equalRunsCollapse()
{
    DiffModel model;
    QAbstractItemModelTester tester(&model, fatal);
    const QByteArray before = lines(1, 100);
    QByteArray after = before;
    after.replace("line 50\n", "changed\n");
    fill(&model, before, after);
    // 46 collapsed, 3 of context, the change, 3 of context, 47 collapsed
    QCOMPARE(model.rowCount(), 1 + 3 + 2 + 3 + 1);
    QCOMPARE(model.kind(0), DiffModel::Kind::Collapsed);
    QCOMPARE(model.hunkRows(), QList<int>{4});
    model.expand(0);
    QCOMPARE(model.rowCount(), 46 + 3 + 2 + 3 + 1);
    QCOMPARE(model.hunkRows(), QList<int>{49});
    QCOMPARE(model.index(0, DiffModel::TextColumn).data().toString(), u"line 1"_s);
    QCOMPARE(model.index(45, DiffModel::TextColumn).data().toString(), u"line 46"_s);
    model.setLayout(DiffModel::Layout::Split);
    QCOMPARE(model.kind(0), DiffModel::Kind::Same); // stays open
    model.expand(model.rowCount() - 1);
    QCOMPARE(model.rowCount(), 100);
}

void TestDiffView::lineEndsAreShown()
{
    DiffModel model;
    fill(&model, "a\r\nb\r\n", "a\r\nb\n");
    QCOMPARE(model.index(0, DiffModel::TextColumn).data().toString(), u"a"_s);
    QCOMPARE(model.index(1, DiffModel::TextColumn).data().toString(), u"b\u240d"_s);
    QCOMPARE(model.index(2, DiffModel::TextColumn).data().toString(), u"b"_s);
    fill(&model, "a\n", "a");
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.index(1, DiffModel::TextColumn).data().toString() != u"a"_s);
}

void TestDiffView::emptyTexts_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("count");
    QTest::newRow("both") << QByteArray() << QByteArray() << 0;
    QTest::newRow("new") << QByteArray() << lines(1, 3) << 3;
    QTest::newRow("deleted") << lines(1, 3) << QByteArray() << 3;
    QTest::newRow("equal") << lines(1, 4) << lines(1, 4) << 4;
    QTest::newRow("equal and long") << lines(1, 400) << lines(1, 400) << 1;
}

void TestDiffView::emptyTexts()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    DiffModel model;
    QAbstractItemModelTester tester(&model, fatal);
    fill(&model, before, after);
    QTEST(model.rowCount(), "count");
    model.setLayout(DiffModel::Layout::Split);
    QTEST(model.rowCount(), "count");
}

void TestDiffView::changesAreWalked()
{
    const QByteArray before = lines(1, 60);
    QByteArray after = before;
    after.replace("line 10\n", "ten\n");
    after.replace("line 40\n", "forty\n");
    DiffView view;
    view.setTexts(before, after, diffLines(before, after));
    view.show();
    const QList<int> hunks = view.diffModel()->hunkRows();
    QCOMPARE(hunks.size(), 2);
    QTest::keyClick(&view, Qt::Key_F7);
    QCOMPARE(view.currentIndex().row(), hunks[0]);
    QTest::keyClick(&view, Qt::Key_F7);
    QCOMPARE(view.currentIndex().row(), hunks[1]);
    QTest::keyClick(&view, Qt::Key_F7);
    QCOMPARE(view.currentIndex().row(), hunks[0]);
    QTest::keyClick(&view, Qt::Key_F7, Qt::ShiftModifier);
    QCOMPARE(view.currentIndex().row(), hunks[1]);
}

void TestDiffView::copiesLines()
{
    DiffView view;
    const QByteArray before = "a\nb\nc\n";
    const QByteArray after = "a\nB\nc\n";
    view.setTexts(before, after, diffLines(before, after));
    view.show();
    view.selectAll();
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"a\nb\nB\nc"_s);
}

void TestDiffView::gapsAreNamedAndCounted()
{
    DiffModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.setPatch({.before = "a\nb\nc\n",
                    .after = "a\nB\nc\n",
                    .changes = {{{1, 1}, {1, 1}}},
                    .gaps = {{0, 0, 10, 20, 9, "def f():\u202e"}, {2, 2, 40, 50, 28, {}}}});
    QCOMPARE(rows(model),
             QStringList({u"|||9 equal lines that were not sent  def f():[U+202E]"_s, u"10|20||a"_s,
                          u"11||\u2212|b"_s, u"|21|+|B"_s,
                          u"|||28 equal lines that were not sent"_s, u"40|50||c"_s}));
    QCOMPARE(model.kind(0), DiffModel::Kind::Gap);
    QCOMPARE(model.hunkRows(), QList<int>{2});
    model.expand(0); // there is nothing to show
    QCOMPARE(model.rowCount(), 6);
    model.setLayout(DiffModel::Layout::Split);
    QCOMPARE(rows(model).at(2), u"11|\u2212|b|21|+|B"_s);
    QCOMPARE(model.highestNumber(), 51);
}

void TestDiffView::hiddenCharactersAreMarked()
{
    const auto shown = [](const QByteArray &line) {
        return DiffLine(line, LineEndMarks::Hidden).text();
    };
    QCOMPARE(shown("if \u202e x\u200b\n"), u"if [U+202E] x[U+200B]"_s);
    QCOMPARE(shown("\tx\x01\rz\n"), u"    x[U+0001][U+000D]z"_s);
    QCOMPARE(shown("caf\xE9\n"), u"caf\uFFFD"_s);
    QCOMPARE(shown("\u2764\ufe0f ok\n"), u"\u2764\ufe0f ok"_s);
    const DiffLine line("\t\u00e4bc", LineEndMarks::Hidden);
    QCOMPARE(line.columnOf(0), 0);
    QCOMPARE(line.columnOf(1), 4);
    QCOMPARE(line.columnOf(3), 5);
    QCOMPARE(line.columnOf(99), line.text().size());
}

void TestDiffView::longLinesShowWhatChanged()
{
    QByteArray line(100'000, 'x');
    line.replace(60'000, 6, "marker");
    const DiffLine shown(line, LineEndMarks::Hidden, 60'000);
    QVERIFY(shown.text().contains("marker"_L1));
    QVERIFY(shown.text().startsWith(u'\u2026') && shown.text().endsWith(u'\u2026'));
    QVERIFY(shown.text().size() <= DiffLine::longest + 2);
}

void TestDiffView::wordsAreMarkedOnBothSides()
{
    DiffModel model;
    fill(&model, "same\nport = 80\n", "same\nport = 8080\n");
    const DiffModel::Line old = model.lineAt(model.index(1, DiffModel::TextColumn));
    const DiffModel::Line changed = model.lineAt(model.index(2, DiffModel::TextColumn));
    QCOMPARE(old.side, DiffModel::Side::Before);
    QCOMPARE(model.changedWords(old), (QList<ByteRun>{{7, 2}}));
    QCOMPARE(model.changedWords(changed), (QList<ByteRun>{{7, 4}}));
    QVERIFY(model.changedWords(model.lineAt(model.index(0, DiffModel::TextColumn))).isEmpty());
}

void TestDiffView::coloursComeFromTheLanguage()
{
    Theme theme;
    theme.setScheme(Theme::Scheme::Light);
    QWidget host;
    SyntaxColours colours(&host);
    QSignalSpy coloured(&colours, &SyntaxColours::coloured);
    const QByteArray text = "x = 1\n# a remark\n";
    colours.setText(text, Language::Python);
    QTRY_VERIFY(!coloured.isEmpty());
    const QList<ColourRun> remark = colours.runs(6, 11);
    QCOMPARE(remark.first().bytes.first, 0);
    QCOMPARE(remark.first().colour, roleColor(ColorRole::SecondaryText, host.palette()));
    QVERIFY(colours.runs(0, 1).first().colour != remark.first().colour);
    colours.setText(text, Language::PlainText);
    QVERIFY(colours.runs(6, 11).isEmpty());
}

void TestDiffView::lineOfTheNewFile()
{
    DiffView view;
    view.setPatch({.before = "a\nb\n",
                   .after = "a\nc\n",
                   .changes = {{{1, 1}, {1, 1}}},
                   .gaps = {{0, 0, 10, 20, 9, {}}}},
                  u"x.py"_s);
    view.show();
    QSignalSpy activated(&view, &DiffView::lineActivated);
    for (const auto &[row, line] : {std::pair{1, 20}, std::pair{2, 21}, std::pair{3, 21}}) {
        view.setCurrentIndex(view.diffModel()->index(row, DiffModel::TextColumn));
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.last().first().toInt(), line);
    }
    view.setCurrentIndex(view.diffModel()->index(0, DiffModel::TextColumn));
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(activated.size(), 3);
}

QTEST_MAIN(TestDiffView)
#include "tst_diffview.moc"
