// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/attendance.h"

#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace angee;
using namespace std::chrono_literals;

class TestAttendance final : public QObject
{
    Q_OBJECT

private slots:
    void nobodyLooksAtAHiddenWindow();
    void aWindowInWhichNothingMovesIsLeft();
    void everySignWakes_data();
    void everySignWakes();
    void aMinimisedWindowIsNotLookedAt();
};

void TestAttendance::nobodyLooksAtAHiddenWindow()
{
    QWidget window;
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const Attendance attendance(&window, {.active = 1h, .inactive = 1h});
    QCOMPARE(attendance.pace(), LivePace::Active);
    QSignalSpy changes(&attendance, &Attendance::paceChanged);
    window.hide();
    QTRY_COMPARE(attendance.pace(), LivePace::Resting);
    window.show();
    QTRY_COMPARE(attendance.pace(), LivePace::Active);
    QCOMPARE(changes.count(), 2);
}

void TestAttendance::aWindowInWhichNothingMovesIsLeft()
{
    QWidget window;
    const Attendance attendance(&window, {.active = 20ms, .inactive = 20ms});
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_COMPARE(attendance.pace(), LivePace::Resting);
}

void TestAttendance::everySignWakes_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("a key") << true;
    QTest::newRow("the mouse") << false;
}

void TestAttendance::everySignWakes()
{
    QFETCH(bool, byKey);
    QWidget window;
    const Attendance attendance(&window, {.active = 20ms, .inactive = 20ms});
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_COMPARE(attendance.pace(), LivePace::Resting);
    QSignalSpy changes(&attendance, &Attendance::paceChanged);
    if (byKey)
        QTest::keyClick(&window, Qt::Key_A);
    else
        QTest::mouseClick(&window, Qt::LeftButton);
    QVERIFY(changes.count() >= 1); // at once
    QCOMPARE(changes.first().first().value<LivePace>(), LivePace::Active);
}

void TestAttendance::aMinimisedWindowIsNotLookedAt()
{
    QWidget window;
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const Attendance attendance(&window, {.active = 1h, .inactive = 1h});
    window.showMinimized();
    QTRY_COMPARE(attendance.pace(), LivePace::Resting);
    window.showNormal();
    QTRY_COMPARE(attendance.pace(), LivePace::Active);
}

QTEST_MAIN(TestAttendance)
#include "tst_attendance.moc"
