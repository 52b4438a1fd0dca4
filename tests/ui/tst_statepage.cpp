// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/pane.h"
#include "ui/panes/panedescriptor.h"
#include "ui/widgets/actionrow.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace angee;
using namespace Qt::StringLiterals;

class TestStatePage final : public QObject
{
    Q_OBJECT

private slots:
    void eachStateIsShown();
    void skeletonOnlyWhenItTakesLong();
    void contentStaysWhileLoadingAgain();
    void failureKeepsTheWords();
    void staleDimsTheContent();
    void actionRowOverflows();
    void disabledActionsSayWhy();
    void paneShowsTheAge();
};

namespace {

template <typename T>
T *child(QWidget *parent, const QString &name)
{
    T *found = parent->findChild<T *>(name);
    Q_ASSERT(found);
    return found;
}

} // namespace

void TestStatePage::eachStateIsShown()
{
    StatePage page;
    page.setContent(new QLabel(u"content"_s));
    page.resize(600, 400);
    page.show();
    auto *message = child<QWidget>(&page, u"messageState"_s);
    QSignalSpy states(&page, &StatePage::stateChanged);

    page.showEmpty(u"No workspaces yet"_s, u"Help."_s, u"New workspace"_s);
    QVERIFY(message->isVisible());
    QCOMPARE(message->accessibleName(), u"No workspaces yet"_s);
    QCOMPARE(child<QLabel>(&page, u"stateTitle"_s)->text(), u"No workspaces yet"_s);
    auto *action = child<QPushButton>(&page, u"emptyActionButton"_s);
    QVERIFY(action->isVisible());
    QSignalSpy asked(&page, &StatePage::actionRequested);
    QTest::mouseClick(action, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    page.showEmpty(u"No jobs"_s, {});
    QVERIFY(!action->isVisible());

    page.showNotOffered(u"Not offered"_s, u"501"_s);
    QVERIFY(!child<QPushButton>(&page, u"retryButton"_s)->isVisible());

    page.showFilteredOut(u"status:x"_s);
    QSignalSpy cleared(&page, &StatePage::clearFilterRequested);
    QTest::mouseClick(child<QPushButton>(&page, u"clearFilterButton"_s), Qt::LeftButton);
    QCOMPARE(cleared.size(), 1);

    page.showContent();
    QVERIFY(page.content()->isVisible());
    QVERIFY(!message->isVisible());
    QCOMPARE(states.size(), 4);
}

void TestStatePage::skeletonOnlyWhenItTakesLong()
{
    StatePage page;
    page.setContent(new QLabel(u"content"_s));
    page.show();
    auto *skeleton = child<QWidget>(&page, u"loadingState"_s);
    page.showLoading();
    QCOMPARE(page.state(), StatePage::State::Loading);
    QVERIFY(!skeleton->isVisible());
    page.showContent();
    QTest::qWait(2 * StatePage::skeletonAfterMilliseconds);
    QVERIFY(!skeleton->isVisible());

    page.showIdle();
    page.showLoading();
    QTRY_VERIFY(skeleton->isVisible());
    page.showContent();
    QVERIFY(!skeleton->isVisible());
}

void TestStatePage::contentStaysWhileLoadingAgain()
{
    StatePage page;
    page.setContent(new QLabel(u"content"_s));
    page.show();
    page.showContent();
    page.showLoading();
    QCOMPARE(page.state(), StatePage::State::Ready);
    QVERIFY(page.content()->isVisible());
}

void TestStatePage::failureKeepsTheWords()
{
    StatePage page;
    page.show();
    page.showFailed(u"Services could not be listed"_s, u"<b>compose</b>: exit status 1"_s);
    const auto *words = child<QLabel>(&page, u"stateText"_s);
    QCOMPARE(words->text(), u"<b>compose</b>: exit status 1"_s);
    QCOMPARE(words->textFormat(), Qt::PlainText);
    QSignalSpy retry(&page, &StatePage::retryRequested);
    QTest::mouseClick(child<QPushButton>(&page, u"retryButton"_s), Qt::LeftButton);
    QCOMPARE(retry.size(), 1);
    QTest::mouseClick(child<QPushButton>(&page, u"copyDetailsButton"_s), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(),
             u"Services could not be listed\n<b>compose</b>: exit status 1"_s);
    page.showFailed(u"A"_s, u"B"_s, u"GET /services -> 500"_s);
    QTest::mouseClick(child<QPushButton>(&page, u"copyDetailsButton"_s), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), u"GET /services -> 500"_s);
}

void TestStatePage::staleDimsTheContent()
{
    Theme theme;
    theme.setScheme(Theme::Scheme::Light);
    StatePage page;
    auto *content = new QPushButton(u"Click"_s);
    page.setContent(content);
    page.resize(200, 100);
    page.show();
    page.showContent();
    const QImage clear = page.grab().toImage();
    page.setStale(true, u"4 min old"_s);
    QVERIFY(page.isStale());
    QCOMPARE(page.accessibleDescription(), u"4 min old"_s);
    QVERIFY(page.grab().toImage() != clear);
    QSignalSpy clicked(content, &QPushButton::clicked);
    QTest::mouseClick(page.childAt(page.rect().center()), Qt::LeftButton);
    QCOMPARE(clicked.size(), 1);
    page.setStale(false);
    QCOMPARE(page.grab().toImage(), clear);
}

void TestStatePage::actionRowOverflows()
{
    QWidget window;
    ActionRow row(&window);
    QList<QAction *> actions;
    for (int i = 0; i < 6; ++i) {
        actions.append(new QAction(u"Action number %1"_s.arg(i), &window));
        actions.last()->setObjectName(u"action%1"_s.arg(i));
    }
    row.setActions(actions);
    window.resize(2000, 60);
    row.resize(2000, 40);
    window.show();
    auto *more = child<QToolButton>(&row, u"moreButton"_s);
    QVERIFY(!more->isVisible());
    row.resize(330, 40);
    QVERIFY(more->isVisible());
    QList<QAction *> inMenu = more->menu()->actions();
    QVERIFY(!inMenu.isEmpty() && inMenu.size() < 6);
    QCOMPARE(inMenu, actions.mid(6 - inMenu.size()));
    QVERIFY(child<QToolButton>(&row, u"action0Button"_s)->isVisible());
    QVERIFY(!child<QToolButton>(&row, u"action5Button"_s)->isVisible());
    delete actions.takeLast();
    row.resize(2000, 40);
    QVERIFY(!more->isVisible());
}

void TestStatePage::disabledActionsSayWhy()
{
    QWidget window;
    ActionRow row(&window);
    QAction action(u"&Stop"_s);
    action.setObjectName(u"stop"_s);
    row.setActions({&action});
    setActionAvailable(&action, u"The profile is read-only."_s);
    const auto *button = child<QToolButton>(&row, u"stopButton"_s);
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->accessibleName(), u"Stop"_s);
    QCOMPARE(button->accessibleDescription(), u"The profile is read-only."_s);
    QCOMPARE(button->toolTip(), u"Stop: The profile is read-only."_s);
    setActionAvailable(&action, {});
    QVERIFY(button->isEnabled());
    QVERIFY(button->accessibleDescription().isEmpty());
    QVERIFY(!button->toolTip().contains(u"read-only"_s));
}

void TestStatePage::paneShowsTheAge()
{
    Pane pane(
        PaneDescriptor{.id = u"secrets"_s, .title = u"Secrets"_s, .icon = Icon::Name::Secret});
    QCOMPARE(pane.objectName(), u"secretsPane"_s);
    const auto *age = child<QLabel>(&pane, u"dataAge"_s);
    const QDateTime then = QDateTime::currentDateTimeUtc().addSecs(-185);
    pane.setDataAge(then);
    QCOMPARE(age->text(), u"as of 3 min ago"_s);
    QVERIFY(!pane.notices()->contains(u"stale"_s));
    pane.setDataAge(then, true, u"The daemon does not answer."_s);
    QVERIFY(pane.statePage()->isStale());
    const QList<Notice> notices = pane.notices()->notices();
    QCOMPARE(notices.size(), 1);
    QVERIFY(notices[0].text.contains(u"3 min ago"_s));
    QVERIFY(notices[0].text.contains(u"The daemon does not answer."_s));
    QSignalSpy refresh(&pane, &Pane::refreshRequested);
    child<QPushButton>(&pane, u"noticeAction_refresh"_s)->click();
    QCOMPARE(refresh.size(), 1);
    pane.setDataAge(QDateTime::currentDateTimeUtc());
    QVERIFY(pane.notices()->notices().isEmpty());
    QVERIFY(!pane.statePage()->isStale());
}

QTEST_MAIN(TestStatePage)
#include "tst_statepage.moc"
