// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/servicespanetest.h"

#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>

namespace angee::test {

using namespace Qt::StringLiterals;

void ServicesPaneTest::init()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    m_fixture = std::make_unique<PaneFixture>();
    const QString error = m_fixture->start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    m_pane = std::make_unique<ServicesPane>();
    m_pane->resize(1200, 800);
    m_controller = std::make_unique<ServicesController>(m_fixture->session(), m_pane.get());
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
}

void ServicesPaneTest::cleanup()
{
    m_controller.reset();
    m_pane.reset();
    m_fixture.reset();
}

void ServicesPaneTest::select(const QStringList &names)
{
    TableView *view = m_pane->table()->view();
    view->clearSelection();
    for (const QString &name : names) {
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            const QModelIndex index = view->model()->index(row, 0);
            if (index.data(TableModelBase::KeyRole).toString() != name)
                continue;
            if (name == names.first())
                QVERIFY(m_pane->selectKey(name));
            else
                view->selectionModel()->select(
                    index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    QCOMPARE(m_pane->table()->selectedKeys().size(), names.size());
}

QAction *ServicesPaneTest::action(const QString &name) const
{
    return m_pane->findChild<QAction *>(name);
}

void ServicesPaneTest::trigger(const QString &name)
{
    QVERIFY2(action(name), qPrintable(name));
    QVERIFY2(action(name)->isEnabled(), qPrintable(action(name)->toolTip()));
    action(name)->trigger();
}

QString ServicesPaneTest::status(const QString &name) const
{
    const auto record = m_pane->model()->service(name);
    return record ? shownStatus(*record) : u"(gone)"_s;
}

void ServicesPaneTest::click(QWidget *parent, const QString &name)
{
    auto *button = parent->findChild<QPushButton *>(name);
    QVERIFY2(button, qPrintable(name));
    QTRY_VERIFY2(button->isEnabled(), qPrintable(button->toolTip()));
    QTest::mouseClick(button, Qt::LeftButton);
}

void ServicesPaneTest::bringUp(const QString &name)
{
    select({name});
    trigger(u"serviceUp"_s);
    QTRY_COMPARE_WITH_TIMEOUT(status(name), u"running"_s, 20000);
}

} // namespace angee::test
