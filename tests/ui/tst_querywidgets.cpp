// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/completionpopup.h"
#include "ui/schema/graphqltext.h"
#include "ui/schema/queryeditor.h"
#include "ui/schema/queryresultview.h"

#include <QLabel>
#include <QTest>
#include <QToolButton>

using namespace angee;
using namespace Qt::StringLiterals;

class TestQueryWidgets final : public QObject
{
    Q_OBJECT

private slots:
    void holdsTheNewestEvents();
    void marksCompletions();
    void indentsByItself();
};

void TestQueryWidgets::holdsTheNewestEvents()
{
    QueryResultView view;
    view.show();
    const auto text = [&view] {
        return view.findChild<GraphQlText *>(u"queryResult"_s)->content();
    };
    for (int i = 0; i < 400; ++i)
        view.appendEvent("event " + QByteArray::number(i) + '\n');
    QTRY_VERIFY(text().endsWith("event 399\n"));
    for (int i = 400; i < 620; ++i)
        view.appendEvent("event " + QByteArray::number(i) + '\n');
    QTRY_VERIFY(text().endsWith("event 619\n"));
    QVERIFY(text().startsWith("event 120\n"));
    QVERIFY(view.findChild<QLabel *>(u"queryResultRemark"_s)->text().startsWith(u"120 older"_s));
    const QByteArray large(QueryAnswer::shownLimit / 2, 'x');
    for (int i = 0; i < 3; ++i)
        view.appendEvent(large);
    QTRY_VERIFY(text().endsWith("xxx"));
    QVERIFY(text().size() <= QueryAnswer::shownLimit);
    view.clear(QueryResultView::Verdict::None, {});
    QVERIFY(text().isEmpty());
    QVERIFY(!view.findChild<QToolButton *>(u"queryCopy"_s)->isEnabled());
}

void TestQueryWidgets::marksCompletions()
{
    QWidget parent;
    parent.resize(600, 400);
    parent.show();
    CompletionPopup popup(&parent);
    GraphQlCompletions found;
    found.items.push_back({GraphQlCompletion::Kind::Field, "old", "Int", "", true, false});
    found.items.push_back({GraphQlCompletion::Kind::Argument, "name", "String!", "", false, true});
    popup.showItems(found, QRect(590, 380, 1, 16));
    QVERIFY(popup.isVisible());
    QVERIFY(parent.rect().contains(popup.geometry()));
    QCOMPARE(popup.topLevelItem(0)->text(2), u"deprecated"_s);
    QVERIFY(popup.topLevelItem(0)->font(0).strikeOut());
    QCOMPARE(popup.topLevelItem(1)->text(1), u"String!"_s);
    QCOMPARE(popup.topLevelItem(1)->text(2), u"required"_s);
    popup.moveChoice(5);
    QCOMPARE(popup.chosen()->text, std::string("name"));
    popup.showItems({}, {});
    QVERIFY(!popup.isVisible());
}

void TestQueryWidgets::indentsByItself()
{
    QWidget parent;
    QueryEditor editor(&parent);
    editor.resize(400, 300);
    parent.show();
    editor.show();
    QTest::keyClicks(&editor, u"{"_s);
    QTest::keyClick(&editor, Qt::Key_Return);
    QTest::keyClicks(&editor, u"a {}"_s);
    QTest::keyClick(&editor, Qt::Key_Left);
    QTest::keyClick(&editor, Qt::Key_Return);
    QTest::keyClicks(&editor, u"b"_s);
    QCOMPARE(editor.content(), "{\n  a {\n    b\n  }"_ba);
    QTest::keyClick(&editor, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClick(&editor, Qt::Key_Return);
    QTest::keyClicks(&editor, u"}"_s);
    QCOMPARE(editor.content(), "{\n  a {\n    b\n  }\n}"_ba);
    editor.replaceContent("{ c }"_ba);
    editor.undo();
    QCOMPARE(editor.content(), "{\n  a {\n    b\n  }\n}"_ba);
}

QTEST_MAIN(TestQueryWidgets)
#include "tst_querywidgets.moc"
