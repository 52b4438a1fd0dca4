// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/relativetime.h"
#include "tests/ui/tablerecords.h"
#include "ui/panes/pane.h"
#include "ui/panes/panedescriptor.h"
#include "ui/widgets/actionrow.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableproxy.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace angee;
using namespace Qt::StringLiterals;

class TestFilterTable final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void slashFiltersAndEscapeClears();
    void countsAndNothing();
    void whatTheFilterHidIsSelectedAgain();
    void headerClicksCycle();
    void selectionSurvivesUpdates();
    void topRowStaysWhenRowsComeAbove();
    void whatIsMeantIsSelected();
    void copiesCells();
    void typeAheadFindsNames();
    void enterActivates();
    void menuHoldsTheActionsAndFreezes();
    void mouseDownFreezes();
    void columnsAreChosen();
    void columnsFillTheView();
    void stateIsKept();
    void foreignStateIsRefused();
    void rowHeightFollowsTheFont();
    void cellsAreAccessible();
    void paneAnswersSlash();

private:
    [[nodiscard]] QString text(int row, int column) const
    {
        return m_table->proxy()->index(row, column).data().toString();
    }

    QList<SampleRecord> m_records;
    std::unique_ptr<SampleModel> m_model;
    std::unique_ptr<FilterTable> m_table;
};

namespace {

SampleRecord record(const QString &name, const QString &status, int load)
{
    SampleRecord r;
    r.key = r.name = name;
    r.status = status;
    r.load = load;
    r.path = u"/srv/stack/"_s + name;
    r.seen = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    return r;
}

} // namespace

void TestFilterTable::init()
{
    m_records = {record(u"web"_s, u"running"_s, 2), record(u"ticker"_s, u"declared"_s, 30),
                 record(u"worker"_s, u"exited"_s, 4), record(u"wiki"_s, u"running"_s, 1)};
    m_model = std::make_unique<SampleModel>();
    m_model->setRecords(m_records);
    m_table = std::make_unique<FilterTable>(u"Services"_s);
    m_table->setTable(m_model.get());
    m_table->resize(900, 400);

    m_table->show();
    m_table->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_table.get()));
    m_table->view()->setFocus();
}

void TestFilterTable::cleanup()
{
    m_table.reset();
    m_model.reset();
}

void TestFilterTable::slashFiltersAndEscapeClears()
{
    QTest::keyClick(m_table->view(), Qt::Key_Slash);
    QVERIFY(m_table->filterEdit()->hasFocus());
    QTest::keyClicks(m_table->filterEdit(), u"status:running"_s);
    QCOMPARE(m_table->proxy()->rowCount(), 2);
    QTest::keyClick(m_table->filterEdit(), Qt::Key_Slash);
    QCOMPARE(m_table->filter(), u"status:running/"_s);
    QTest::keyClick(m_table->filterEdit(), Qt::Key_Backspace);
    QTest::keyClick(m_table->filterEdit(), Qt::Key_Return);
    QVERIFY(m_table->view()->hasFocus());
    QCOMPARE(m_table->currentKey(), u"web"_s);
    m_table->focusFilter();
    QTest::keyClick(m_table->filterEdit(), Qt::Key_Escape);
    QCOMPARE(m_table->filter(), QString());
    QCOMPARE(m_table->proxy()->rowCount(), 4);
    QCOMPARE(m_table->currentKey(), u"web"_s);
}

void TestFilterTable::countsAndNothing()
{
    const auto *counts = m_table->findChild<QLabel *>(u"counts"_s);
    auto *nothing = m_table->findChild<StatePage *>(u"filteredOut"_s);
    QCOMPARE(counts->text(), u"4"_s);
    m_table->setFilter(u"w"_s);
    QCOMPARE(counts->text(), u"3 of 4"_s);
    QVERIFY(!nothing->isVisible());
    m_table->setFilter(u"zzz"_s);
    QCOMPARE(counts->text(), u"0 of 4"_s);
    QVERIFY(nothing->isVisible());
    QTest::mouseClick(nothing->findChild<QWidget *>(u"clearFilterButton"_s), Qt::LeftButton);
    QVERIFY(!nothing->isVisible());
    QCOMPARE(m_table->filter(), QString());
    m_table->setFilter(u"/a(/"_s);
    QVERIFY(counts->text().contains(u"not valid"_s));
}

void TestFilterTable::whatTheFilterHidIsSelectedAgain()
{
    QVERIFY(m_table->selectKey(u"ticker"_s));
    m_table->setFilter(u"zzz"_s); // matches nothing
    QVERIFY(m_table->selectedKeys().isEmpty());
    m_table->clearFilter();
    QCOMPARE(m_table->selectedKeys(), QStringList{u"ticker"_s});
    // Somebody chose another row meanwhile: that stays.
    m_table->setFilter(u"wiki"_s);
    QVERIFY(m_table->selectKey(u"wiki"_s));
    m_table->clearFilter();
    QCOMPARE(m_table->selectedKeys(), QStringList{u"wiki"_s});
}

void TestFilterTable::headerClicksCycle()
{
    QHeaderView *header = m_table->view()->horizontalHeader();
    const auto click = [&] {
        const int x = header->sectionViewportPosition(SampleModel::LoadColumn) + 20;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(x, header->height() / 2));
    };
    click();
    QCOMPARE(text(0, 0), u"wiki"_s);
    click();
    QCOMPARE(text(0, 0), u"ticker"_s);
    click();
    QCOMPARE(text(0, 0), u"web"_s);
    QCOMPARE(m_table->proxy()->sortColumn(), -1);
}

void TestFilterTable::selectionSurvivesUpdates()
{
    QVERIFY(m_table->selectKey(u"worker"_s));
    QSignalSpy current(m_table.get(), &FilterTable::currentKeyChanged);
    m_records.prepend(record(u"new"_s, u"running"_s, 9));
    m_records.removeAt(2);
    m_records[2].status = u"running"_s;
    m_model->setRecords(m_records);
    QCOMPARE(m_table->currentKey(), u"worker"_s);
    QCOMPARE(m_table->selectedKeys(), QStringList{u"worker"_s});
    QCOMPARE(current.size(), 0);
    QVERIFY(!m_table->selectKey(u"gone"_s));
}

void TestFilterTable::topRowStaysWhenRowsComeAbove()
{
    auto random = QRandomGenerator(1);
    QList<SampleRecord> many = sampleRecords(300, &random);
    m_model->setRecords(many);
    QTRY_VERIFY(m_table->view()->verticalScrollBar()->maximum() > 100);
    m_table->view()->verticalScrollBar()->setValue(100);
    const QString top = text(100, 0);
    for (int i = 0; i < 20; ++i)
        many.insert(3 * i, sampleRecord(1000 + i, &random));
    many.removeAt(1);
    m_model->setRecords(many);
    const QModelIndex first = m_table->view()->indexAt(QPoint(5, 5));
    QCOMPARE(first.siblingAtColumn(0).data().toString(), top);
}

// However the cursor is moved: the row that actions and detail are about is a selected one.
void TestFilterTable::whatIsMeantIsSelected()
{
    TableView *view = m_table->view();
    view->setFocus();
    const QList<std::pair<Qt::Key, Qt::KeyboardModifiers>> keys{
        {Qt::Key_Down, Qt::NoModifier},       {Qt::Key_Down, Qt::ControlModifier},
        {Qt::Key_Up, Qt::ControlModifier},    {Qt::Key_Home, Qt::ControlModifier},
        {Qt::Key_End, Qt::ControlModifier},   {Qt::Key_Down, Qt::ShiftModifier},
        {Qt::Key_Space, Qt::ControlModifier}, {Qt::Key_Up, Qt::NoModifier},
        {Qt::Key_A, Qt::ControlModifier},     {Qt::Key_Space, Qt::ControlModifier},
        {Qt::Key_Home, Qt::ControlModifier},  {Qt::Key_Space, Qt::ControlModifier}};
    const auto holds = [this] {
        const QStringList selected = m_table->selectedKeys();
        return selected.isEmpty() ? m_table->currentKey().isEmpty()
                                  : selected.contains(m_table->currentKey());
    };
    QString told;
    connect(m_table.get(), &FilterTable::currentKeyChanged, this,
            [&told](const QString &key) { told = key; });
    view->selectRow(1);
    const QString second = m_table->currentKey();
    for (const auto &[key, modifiers] : keys) {
        QTest::keyClick(view, key, modifiers);
        QVERIFY2(holds(), qPrintable(QKeySequence(key | modifiers).toString()));
        QCOMPARE(told, m_table->currentKey());
    }
    QVERIFY(m_table->selectKey(second)); // alone; to Qt, Ctrl is still down
    QTest::keyClick(view, Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(view->currentIndex().row(), 0); // the cursor went,
    QCOMPARE(m_table->currentKey(), second); // what is meant did not
    // A click that takes the current row out of the selection.
    view->selectAll();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ControlModifier,
                      view->visualRect(view->model()->index(1, 0)).center());
    QVERIFY(holds());
    view->clearSelection();
    QVERIFY(holds());
}

void TestFilterTable::copiesCells()
{
    m_table->selectKey(u"web"_s);
    QTest::keyClick(m_table->view(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_table->view(), Qt::Key_C, Qt::ControlModifier);
    const QString seen = exactTime(m_records[0].seen);
    QCOMPARE(QApplication::clipboard()->text(),
             u"web\trunning\t2\t/srv/stack/web\t%1\t\t\n"
             "ticker\tdeclared\t30\t/srv/stack/ticker\t%1\t\t"_s.arg(seen));
    QTest::keyClick(m_table->view(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"web\nticker"_s);
}

void TestFilterTable::typeAheadFindsNames()
{
    m_table->selectKey(u"web"_s);
    QTest::keyClicks(m_table->view(), u"wo"_s);
    QCOMPARE(m_table->currentKey(), u"worker"_s);
}

void TestFilterTable::enterActivates()
{
    QSignalSpy spy(m_table.get(), &FilterTable::activated);
    m_table->selectKey(u"worker"_s);
    QTest::keyClick(m_table->view(), Qt::Key_Return);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy[0][0].toString(), u"worker"_s);
}

void TestFilterTable::menuHoldsTheActionsAndFreezes()
{
    QAction start(u"Start"_s);
    QAction stop(u"Stop"_s);
    setActionAvailable(&start, u"It is running already."_s);
    m_table->setActions({&start, &stop});
    m_table->selectKey(u"web"_s);
    QSignalSpy about(m_table.get(), &FilterTable::menuAboutToShow);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5),
                            m_table->view()->mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(m_table->view()->viewport(), &event);
    auto *menu = m_table->findChild<QMenu *>(u"contextMenu"_s);
    QVERIFY(menu && menu->isVisible());
    QCOMPARE(about.size(), 1);
    QCOMPARE(menu->actions().value(0), &start);
    QCOMPARE(menu->actions().value(1), &stop);
    QVERIFY(start.toolTip().contains(u"running already"_s));

    QVERIFY(m_table->proxy()->isFrozen());
    m_records.removeFirst();
    m_model->setRecords(m_records);
    QCOMPARE(text(0, 0), u"web"_s);
    menu->close();
    QVERIFY(!m_table->proxy()->isFrozen());
    QCOMPARE(text(0, 0), u"ticker"_s);
}

void TestFilterTable::mouseDownFreezes()
{
    QWidget *viewport = m_table->view()->viewport();
    QTest::mousePress(viewport, Qt::LeftButton, {}, QPoint(20, 10));
    QVERIFY(m_table->proxy()->isFrozen());
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, QPoint(20, 10));
    QVERIFY(!m_table->proxy()->isFrozen());
    QTest::mousePress(viewport, Qt::LeftButton, {}, QPoint(20, 10));
    m_table->hide();
    QVERIFY(!m_table->proxy()->isFrozen());
}

void TestFilterTable::columnsAreChosen()
{
    QHeaderView *header = m_table->view()->horizontalHeader();
    QVERIFY(header->isSectionHidden(SampleModel::KeyColumn));
    QTest::mouseClick(m_table->findChild<QToolButton *>(u"columnsButton"_s), Qt::LeftButton);
    auto *menu = m_table->findChild<QMenu *>(u"columnMenu"_s);
    QVERIFY(menu);
    QSignalSpy spy(m_table.get(), &FilterTable::stateChanged);
    menu->findChild<QAction *>(u"column_key"_s)->trigger();
    menu->findChild<QAction *>(u"column_note"_s)->trigger();
    QVERIFY(!header->isSectionHidden(SampleModel::KeyColumn));
    QVERIFY(header->isSectionHidden(SampleModel::NoteColumn));
    QVERIFY(spy.size() >= 2);
    menu->findChild<QAction *>(u"resetColumns"_s)->trigger();
    QVERIFY(header->isSectionHidden(SampleModel::KeyColumn));
    QVERIFY(!header->isSectionHidden(SampleModel::NoteColumn));
    menu->close();
}

void TestFilterTable::columnsFillTheView()
{
    const QHeaderView *header = m_table->view()->horizontalHeader();
    const auto fills = [this, header] {
        return header->length() == m_table->view()->viewport()->width();
    };
    m_table->resize(2000, 400);
    QVERIFY(fills());
    const int name = header->sectionSize(SampleModel::NameColumn);
    const int path = header->sectionSize(SampleModel::PathColumn);
    m_table->resize(1000, 400);
    QVERIFY(fills());
    QCOMPARE(header->sectionSize(SampleModel::NameColumn), name); // text that is elided gives first
    QVERIFY(header->sectionSize(SampleModel::PathColumn) < path);
    m_table->resize(100, 400);
    QVERIFY(header->length() > m_table->view()->viewport()->width()); // it scrolls
    QCOMPARE(header->sectionSize(SampleModel::NameColumn), name);
    m_table->resize(1000, 400);
    m_table->view()->horizontalHeader()->setSectionHidden(SampleModel::NoteColumn, true);
    m_table->resize(1100, 400);
    QVERIFY(fills());

    const QByteArray state = m_table->saveState();
    m_table->resize(900, 400);
    QVERIFY(m_table->restoreState(state)); // from a window of another size
    QVERIFY(fills());

    // Who pulls at a header means it.
    m_table->view()->horizontalHeader()->resizeSection(SampleModel::PathColumn, 333);
    m_table->resize(1400, 400);
    QCOMPARE(header->sectionSize(SampleModel::PathColumn), 333);
    QVERIFY(!fills());
    m_table->findChild<QToolButton *>(u"columnsButton"_s)->click();
    auto *menu = m_table->findChild<QMenu *>(u"columnMenu"_s);
    menu->findChild<QAction *>(u"resetColumns"_s)->trigger();
    menu->close();
    QVERIFY(fills());
}

void TestFilterTable::stateIsKept()
{
    QHeaderView *header = m_table->view()->horizontalHeader();
    header->moveSection(0, 3);
    header->resizeSection(SampleModel::PathColumn, 333);
    header->setSectionHidden(SampleModel::NoteColumn, true);
    m_table->view()->sortByColumn(SampleModel::LoadColumn, Qt::DescendingOrder);
    m_table->setFilter(u"status:running"_s);
    const QByteArray state = m_table->saveState();

    FilterTable other(u"Services"_s);
    other.setTable(m_model.get());
    QVERIFY(other.restoreState(state));
    const QHeaderView *restored = other.view()->horizontalHeader();
    QCOMPARE(restored->visualIndex(SampleModel::NameColumn), 3);
    QCOMPARE(restored->visualIndex(SampleModel::StatusColumn), 0);
    QCOMPARE(restored->sectionSize(SampleModel::PathColumn), 333);
    QVERIFY(restored->isSectionHidden(SampleModel::NoteColumn));
    QVERIFY(restored->isSectionHidden(SampleModel::KeyColumn));
    QCOMPARE(other.proxy()->sortColumn(), int(SampleModel::LoadColumn));
    QCOMPARE(other.proxy()->sortOrder(), Qt::DescendingOrder);
    QCOMPARE(other.filter(), u"status:running"_s);
    QCOMPARE(other.saveState(), state);
}

void TestFilterTable::foreignStateIsRefused()
{
    const QByteArray before = m_table->saveState();
    QVERIFY(!m_table->restoreState({}));
    QVERIFY(!m_table->restoreState("no such thing"));
    QVERIFY(!m_table->restoreState(before.left(20)));
    QCOMPARE(m_table->saveState(), before);
}

void TestFilterTable::rowHeightFollowsTheFont()
{
    const int height = m_table->view()->rowHeight(0);
    QCOMPARE(height, m_table->view()->fontMetrics().height() * 17 / 10);
    QFont font = m_table->view()->font();
    font.setPointSizeF(font.pointSizeF() * 2);
    m_table->view()->setFont(font);
    QCOMPARE(m_table->view()->rowHeight(0), m_table->view()->fontMetrics().height() * 17 / 10);
    QVERIFY(m_table->view()->rowHeight(0) > height);
}

void TestFilterTable::cellsAreAccessible()
{
    QAccessibleInterface *table = QAccessible::queryAccessibleInterface(m_table->view());
    QVERIFY(table);
    QCOMPARE(table->text(QAccessible::Name), u"Services"_s);
    QVERIFY(table->tableInterface());
    QCOMPARE(table->tableInterface()->rowCount(), 4);
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < SampleModel::ColumnCount; ++column)
            QCOMPARE(table->tableInterface()->cellAt(row, column)->text(QAccessible::Name),
                     text(row, column));
    QVERIFY(!m_table->filterEdit()->accessibleName().isEmpty());
}

void TestFilterTable::paneAnswersSlash()
{
    class ListPane final : public Pane
    {
    public:
        explicit ListPane(FilterTable *table)
            : Pane(PaneDescriptor{.id = u"services"_s, .title = u"Services"_s})
        {
            setContent(table);
            setMainTable(table);
            statePage()->showContent();
        }
    };
    auto *table = new FilterTable(u"Services"_s);
    table->setTable(m_model.get());
    ListPane pane(table);
    pane.resize(800, 400);
    pane.show();
    pane.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&pane));
    QVERIFY(!table->isAncestorOf(table->filterEdit()));
    table->view()->setFocus();
    QTest::keyClick(table->view(), Qt::Key_Slash);
    QVERIFY(table->filterEdit()->hasFocus());
    QTest::keyClick(table->filterEdit(), Qt::Key_Escape);
    QVERIFY(table->view()->hasFocus());

    QSignalSpy refresh(&pane, &Pane::refreshRequested);
    QTest::keyClick(table->view(), Qt::Key_F5);
    QCOMPARE(refresh.size(), 1);
    table->setFilter(u"zzz"_s);
    pane.showObject({ObjectKind::Service, u"worker"_s});
    QCOMPARE(table->currentKey(), u"worker"_s);
}

QTEST_MAIN(TestFilterTable)
#include "tst_filtertable.moc"
