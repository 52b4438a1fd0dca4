// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"
#include "tests/ui/servicespanetest.h"
#include "ui/panes/bulkpanel.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableview.h"

#include <QPushButton>
#include <QRadioButton>
#include <QTableWidget>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

class TestServicesBulk final : public ServicesPaneTest
{
    Q_OBJECT

private slots:
    void bulkShowsOneResultARow();
    void bulkOfTwentyKeepsOrderAndRetriesTheFailed();
    void bulkCancelsTheRest();

private:
    void addServices(int count);
    [[nodiscard]] QStringList bulkColumn(int column) const;
};

void TestServicesBulk::bulkShowsOneResultARow()
{
    m_fixture->server()->faults()->failNext(u"/services/web/restart"_s, 1, 500);
    select({u"ticker"_s, u"web"_s});
    QVERIFY(!action(u"serviceLogs"_s)->isEnabled());
    trigger(u"serviceRestart"_s);
    auto *panel = m_pane->bulkPanel();
    QTRY_VERIFY(panel->isVisible());
    auto *table = panel->findChild<QTableWidget *>(u"bulkTable"_s);
    auto *dismiss = panel->findChild<QPushButton *>(u"bulkDismissButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(dismiss->isEnabled(), 20000);
    QCOMPARE(table->rowCount(), 2);
    QCOMPARE(table->item(0, 0)->text(), u"ticker"_s);
    QCOMPARE(table->item(1, 0)->text(), u"web"_s);
    QCOMPARE(table->item(1, 1)->text(), u"failed"_s);
    QVERIFY(!table->item(1, 2)->text().isEmpty());
    const qsizetype before = m_fixture->requests(u"/services/ticker/restart"_s).size();
    const qsizetype webBefore = m_fixture->requests(u"/services/web/restart"_s).size();
    QCOMPARE(webBefore, 1);
    click(panel, u"bulkRetryButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->requests(u"/services/web/restart"_s).size(), 2, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(dismiss->isEnabled(), 20000);
    if (table->item(0, 1)->text() == u"done"_s)
        QCOMPARE(m_fixture->requests(u"/services/ticker/restart"_s).size(), before);
    click(panel, u"bulkDismissButton"_s);
    QVERIFY(!panel->isVisible());
}

//! Further local services s01, s02, …, made by somebody else.
void TestServicesBulk::addServices(int count)
{
    for (int i = 1; i <= count; ++i) {
        const QByteArray name = "s" + QByteArray::number(i).rightJustified(2, '0');
        const WireAnswer answer = m_fixture->wire().post(
            "/services",
            R"({"runtime":"local","command":["sleep","600"],"name":")" + name + R"("})");
        QCOMPARE(answer.status, 201);
    }
    m_fixture->session()->live()->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(m_pane->model()->rowCount(), count + 2, 20000);
}

QStringList TestServicesBulk::bulkColumn(int column) const
{
    QStringList texts;
    auto *table = m_pane->bulkPanel()->findChild<QTableWidget *>(u"bulkTable"_s);
    for (int row = 0; row < table->rowCount(); ++row)
        texts.append(table->item(row, column)->text());
    return texts;
}

void TestServicesBulk::bulkOfTwentyKeepsOrderAndRetriesTheFailed()
{
    addServices(20);
    QStringList names;
    for (int i = 1; i <= 20; ++i)
        names.append(u"s%1"_s.arg(i, 2, 10, QChar(u'0')));
    m_fixture->server()->faults()->failNext(u"/services/s(03|07|11|20)/destroy"_s, 4, 500);
    select(names);
    trigger(u"serviceDestroy"_s);
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QWidget *dialog = shownDialog(u"confirmDialog"_s);
    QCOMPARE(dialog->windowTitle(), u"Destroy 20 services"_s);
    dialog->findChild<QRadioButton *>(u"choice-destroyOnly"_s)->click();
    click(dialog, u"confirmVerb"_s);
    auto *dismiss = m_pane->bulkPanel()->findChild<QPushButton *>(u"bulkDismissButton"_s);
    QTRY_VERIFY(m_pane->bulkPanel()->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(dismiss->isEnabled(), 60000);
    QCOMPARE(bulkColumn(0), names);
    QCOMPARE(bulkColumn(1).count(u"failed"_s), 4);
    QCOMPARE(bulkColumn(1).count(u"done"_s), 16);
    for (const int row : {2, 6, 10, 19}) {
        QCOMPARE(bulkColumn(1).at(row), u"failed"_s);
        QVERIFY(!bulkColumn(2).at(row).isEmpty());
    }
    QCOMPARE(m_fixture->requests(u"/destroy"_s).size(), 20);
    click(m_pane->bulkPanel(), u"bulkRetryButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(bulkColumn(1).count(u"done"_s), 20, 60000);
    QCOMPARE(m_fixture->requests(u"/destroy"_s).size(), 24);
    QCOMPARE(bulkColumn(0), names);
    QTRY_COMPARE_WITH_TIMEOUT(m_pane->model()->rowCount(), 2, 20000);
}

void TestServicesBulk::bulkCancelsTheRest()
{
    addServices(8);
    m_fixture->server()->faults()->setLatency(u"/restart"_s, std::chrono::milliseconds(1500));
    m_pane->table()->view()->selectAll();
    trigger(u"serviceRestart"_s);
    QTRY_COMPARE(bulkColumn(1).count(u"running"_s), 3);
    QCOMPARE(bulkColumn(1).count(u"waiting"_s), 7);
    click(m_pane->bulkPanel(), u"bulkCancelButton"_s);
    QCOMPARE(bulkColumn(1).count(u"cancelled"_s), 7);
    auto *dismiss = m_pane->bulkPanel()->findChild<QPushButton *>(u"bulkDismissButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(dismiss->isEnabled(), 30000);
    QCOMPARE(m_fixture->requests(u"/restart"_s).size(), 3);
}

QTEST_MAIN(TestServicesBulk)
#include "tst_servicesbulk.moc"
