// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/fuzzymatch.h"

#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

class TestPalette final : public QObject
{
    Q_OBJECT

private slots:
    void matching_data();
    void matching();
    void better_data();
    void better();
    void recentsComeFirst();
    void keyboardOnly();
    void disabledIsNotChosen();
    void escapeGivesTheFocusBack();
    void fiveThousandEntries();
};

namespace {

QStringList shown(const CommandPalette &palette)
{
    const auto *list = palette.findChild<QListView *>(u"paletteList"_s);
    QStringList titles;
    for (int row = 0; row < list->model()->rowCount(); ++row)
        titles.append(list->model()->index(row, 0).data().toString());
    return titles;
}

QList<PaletteEntry> entries()
{
    return {{u"open.web"_s, u"Open web"_s, u"Service"_s, {}, Icon::Name::Service, {}},
            {u"stop.db"_s, u"Stop db"_s, u"Service, running"_s, u"halt"_s, Icon::Name::Stop, {}},
            {u"start.db"_s,
             u"Start db"_s,
             u"Service"_s,
             {},
             Icon::Name::Start,
             u"It is running already."_s},
            {u"build"_s, u"Build stack"_s, {}, {}, Icon::Name::Build, {}}};
}

} // namespace

void TestPalette::matching_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("rest");
    QTest::addColumn<bool>("matches");
    QTest::newRow("whole") << u"stop db"_s << u"stop db"_s << u""_s << true;
    QTest::newRow("other case") << u"STOP"_s << u"stop db"_s << u""_s << true;
    QTest::newRow("letters in order") << u"opst"_s << u"open settings"_s << u""_s << true;
    QTest::newRow("letters out of order") << u"tspo"_s << u"open settings"_s << u""_s << false;
    QTest::newRow("words in any order") << u"db stop"_s << u"stop db"_s << u""_s << true;
    QTest::newRow("starts of words")
        << u"rls"_s << u"run: containers and local services"_s << u""_s << true;
    QTest::newRow("letters strewn over words")
        << u"connect"_s << u"run: containers and local services"_s << u""_s << false;
    QTest::newRow("one word absent") << u"stop web"_s << u"stop db"_s << u""_s << false;
    QTest::newRow("keyword") << u"halt"_s << u"stop db"_s << u"service halt"_s << true;
    QTest::newRow("keyword by letters") << u"hlt"_s << u"stop db"_s << u"service halt"_s << false;
}

void TestPalette::matching()
{
    QFETCH(QString, query);
    QFETCH(QString, title);
    QFETCH(QString, rest);
    QFETCH(bool, matches);
    QCOMPARE(fuzzyScore(query, title, rest) > 0, matches);
}

void TestPalette::better_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("exact before start") << u"db"_s << u"db"_s << u"db-backup"_s;
    QTest::newRow("start before word") << u"web"_s << u"web"_s << u"open web"_s;
    QTest::newRow("start before word, though longer")
        << u"web"_s << u"web front end of it"_s << u"a web"_s;
    QTest::newRow("word before inside") << u"base"_s << u"sync base"_s << u"database"_s;
    QTest::newRow("inside before letters") << u"ase"_s << u"database"_s << u"a service"_s;
    QTest::newRow("shorter first") << u"web"_s << u"web"_s << u"webserver of the stack"_s;
    QTest::newRow("few gaps first") << u"stp"_s << u"stop"_s << u"stamp"_s;
}

void TestPalette::better()
{
    QFETCH(QString, query);
    QFETCH(QString, first);
    QFETCH(QString, second);
    QVERIFY(fuzzyScore(query, first, {}) > fuzzyScore(query, second, {}));
    QVERIFY(fuzzyScore(query, second, {}) > 0);
}

void TestPalette::recentsComeFirst()
{
    QWidget window;
    CommandPalette palette(&window);
    window.show();
    auto *edit = palette.findChild<QLineEdit *>();
    for (const QString &name : {u"Stop db"_s, u"Build"_s}) {
        palette.open(entries());
        QTest::keyClicks(edit, name);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    palette.open(entries());
    QCOMPARE(shown(palette),
             QStringList({u"Build stack"_s, u"Stop db"_s, u"Open web"_s, u"Start db"_s}));
}

void TestPalette::keyboardOnly()
{
    QWidget window;
    window.resize(800, 600);
    CommandPalette palette(&window);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QSignalSpy chosen(&palette, &CommandPalette::chosen);
    palette.open(entries());
    auto *edit = palette.findChild<QLineEdit *>(u"paletteEdit"_s);
    QVERIFY(edit->hasFocus());
    QTest::keyClicks(edit, u"db"_s);
    QCOMPARE(shown(palette), QStringList({u"Stop db"_s, u"Start db"_s}));
    QTest::keyClick(edit, Qt::Key_Down);
    QTest::keyClick(edit, Qt::Key_Down); // round to the first
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toString(), u"stop.db"_s);
    QVERIFY(!palette.isVisible());
    QCOMPARE(palette.recents().value(0), u"stop.db"_s);
    palette.open(entries());
    QCOMPARE(edit->text(), QString());
    QCOMPARE(shown(palette).value(0), u"Stop db"_s);
}

void TestPalette::disabledIsNotChosen()
{
    QWidget window;
    CommandPalette palette(&window);
    window.show();
    QSignalSpy chosen(&palette, &CommandPalette::chosen);
    palette.open(entries());
    auto *edit = palette.findChild<QLineEdit *>(u"paletteEdit"_s);
    QTest::keyClicks(edit, u"start db"_s);
    QCOMPARE(shown(palette), QStringList{u"Start db"_s});
    const auto *list = palette.findChild<QListView *>(u"paletteList"_s);
    QVERIFY(list->model()
                ->index(0, 0)
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(u"running already"_s));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(chosen.size(), 0);
    QVERIFY(palette.isVisible());
}

void TestPalette::escapeGivesTheFocusBack()
{
    QWidget window;
    window.resize(800, 600);
    QLineEdit before(&window);
    CommandPalette palette(&window);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    before.setFocus();
    palette.open(entries());
    QTest::keyClick(palette.findChild<QLineEdit *>(u"paletteEdit"_s), Qt::Key_Escape);
    QVERIFY(!palette.isVisible());
    QVERIFY(before.hasFocus());
}

void TestPalette::fiveThousandEntries()
{
    QList<PaletteEntry> many;
    for (int i = 0; i < 5000; ++i)
        many.append({QString::number(i),
                     u"Restart service-%1"_s.arg(i),
                     u"Service in workspace ws-%1"_s.arg(i % 50),
                     u"reboot bounce"_s,
                     Icon::Name::Restart,
                     {}});
    const auto lowered = lowerEntries(many);
    QList<int> found;
    QBENCHMARK
    {
        found = rankEntries(many, lowered, u"rest 499"_s, {}, CommandPalette::shownAtMost);
    }
    QCOMPARE(many[found.value(0)].title, u"Restart service-499"_s);
    QVERIFY(found.size() > 1);
}

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
