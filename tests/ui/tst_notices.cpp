// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/session/session.h"
#include "core/session/stackwatch.h"
#include "core/tasks/taskrunner.h"
#include "ui/settings/desktopnotices.h"
#include "ui/settings/noticescontroller.h"
#include "ui/settings/settingspane.h"

#include <QCheckBox>
#include <QDBusContext>
#include <QDBusMessage>
#include <QLabel>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

//! \brief The notification service of a desktop, on a bus of its own.
class Desktop final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown
    {
        uint replaces;
        QString title;
        QString text;
    };
    QList<Shown> shown;

public slots:
    // NOLINTNEXTLINE(readability-identifier-naming)
    uint Notify(const QString &, uint replaces, const QString &, const QString &title,
                const QString &text, const QStringList &, const QVariantMap &, int)
    {
        shown.append({replaces, title, text});
        return replaces != 0 ? replaces : uint(shown.size());
    }

signals:
    // NOLINTNEXTLINE(readability-identifier-naming)
    void ActionInvoked(uint id, const QString &action);
    // NOLINTNEXTLINE(readability-identifier-naming)
    void NotificationClosed(uint id, uint reason);
};

class TestNotices final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void aNewTroubleIsTold();
    void hostileWordsStayWords();
    void oneMessageForEachObject();
    void aClickOpensTheObject();
    void switchedOffIsRemembered();
    void nothingIsToldToWhoeverLooks();
    void withoutAServiceTheSettingsSayWhy();

private:
    void trouble(const QString &service, const QString &reason);

    QProcess m_daemon;
    QString m_address;
    QTemporaryDir m_dir;
    std::unique_ptr<Desktop> m_desktop;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<SettingsPane> m_pane;
    std::unique_ptr<Notices> m_notices;
    std::unique_ptr<DesktopNotices> m_shower;
    std::unique_ptr<NoticesController> m_controller;
    std::unique_ptr<QWidget> m_window;
};

void TestNotices::initTestCase()
{
    if (QStandardPaths::findExecutable(u"dbus-daemon"_s).isEmpty())
        QSKIP("dbus-daemon is not installed");
    m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    QTRY_VERIFY(m_daemon.canReadLine());
    m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
}

void TestNotices::cleanupTestCase()
{
    m_daemon.kill();
    m_daemon.waitForFinished();
}

void TestNotices::init()
{
    QDBusConnection bus = QDBusConnection::connectToBus(m_address, u"desktop"_s);
    m_desktop = std::make_unique<Desktop>();
    QVERIFY(
        bus.registerObject(u"/org/freedesktop/Notifications"_s, m_desktop.get(),
                           QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(u"org.freedesktop.Notifications"_s));
    m_settings =
        std::make_unique<QSettings>(m_dir.filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_session = std::make_unique<Session>(m_dir.path());
    m_pane = std::make_unique<SettingsPane>();
    m_window = std::make_unique<QWidget>(); // never shown: nobody looks at it
    m_notices = std::make_unique<Notices>(
        Notices::Waits{std::chrono::milliseconds(1), std::chrono::milliseconds(1)}, nullptr);
    m_shower =
        std::make_unique<DesktopNotices>(QDBusConnection::connectToBus(m_address, u"console"_s));
    m_controller =
        std::make_unique<NoticesController>(m_session.get(), m_notices.get(), m_shower.get(),
                                            m_pane.get(), m_settings.get(), m_window.get());
    m_notices->review({});
}

void TestNotices::cleanup()
{
    m_controller.reset();
    m_shower.reset();
    m_notices.reset();
    m_pane.reset();
    m_window.reset();
    m_session.reset();
    m_settings.reset();
    m_desktop.reset();
    QDBusConnection::disconnectFromBus(u"desktop"_s);
    QDBusConnection::disconnectFromBus(u"console"_s);
}

void TestNotices::trouble(const QString &service, const QString &reason)
{
    AttentionItem item;
    item.kind = AttentionKind::ServiceExited;
    item.object = {ObjectKind::Service, service};
    item.reason = reason;
    m_notices->review({item});
}

void TestNotices::aNewTroubleIsTold()
{
    trouble(u"web"_s, u"exited"_s);
    QTRY_COMPARE(m_desktop->shown.size(), 1);
    QVERIFY(m_desktop->shown.first().title.contains("web"_L1));
    QVERIFY(m_desktop->shown.first().text.contains("exited"_L1));
}

void TestNotices::hostileWordsStayWords()
{
    trouble(u"web"_s, u"<a href=\"http://example.invalid\">here</a>"_s);
    QTRY_COMPARE(m_desktop->shown.size(), 1);
    QVERIFY(!m_desktop->shown.first().text.contains(u'<'));
    QVERIFY(m_desktop->shown.first().text.contains("&lt;a"_L1));
}

void TestNotices::oneMessageForEachObject()
{
    trouble(u"web"_s, u"exited"_s);
    QTRY_COMPARE(m_desktop->shown.size(), 1);
    m_notices->review({});
    QTest::qWait(5); // the time in which one object is told about once has to pass
    trouble(u"web"_s, u"exited again"_s);
    QTRY_COMPARE(m_desktop->shown.size(), 2);
    QCOMPARE(m_desktop->shown.last().replaces, 1U);
}

void TestNotices::aClickOpensTheObject()
{
    trouble(u"web"_s, u"exited"_s);
    QTRY_COMPARE(m_desktop->shown.size(), 1);
    QSignalSpy opened(m_controller.get(), &NoticesController::openRequested);
    // Said until it is heard: the id reaches the console after the service has given it.
    QTRY_VERIFY([&] {
        emit m_desktop->ActionInvoked(77, u"default"_s); // another program's message
        emit m_desktop->ActionInvoked(1, u"default"_s);
        QCoreApplication::processEvents();
        return !opened.isEmpty();
    }());
    QCOMPARE(opened.first().first().value<ObjectRef>(), (ObjectRef{ObjectKind::Service, u"web"_s}));
}

void TestNotices::switchedOffIsRemembered()
{
    auto *box = m_pane->findChild<QCheckBox *>(u"notice-services"_s);
    QVERIFY(box);
    QVERIFY(box->isChecked());
    box->click();
    trouble(u"web"_s, u"exited"_s);
    AttentionItem secret;
    secret.kind = AttentionKind::SecretMissing;
    secret.object = {ObjectKind::Secret, u"api"_s};
    secret.reason = u"no value"_s;
    m_notices->review({secret});
    QTRY_COMPARE(m_desktop->shown.size(), 1);
    QVERIFY(m_desktop->shown.first().title.contains("api"_L1));

    SettingsPane later;
    Notices notices;
    NoticesController again(m_session.get(), &notices, m_shower.get(), &later, m_settings.get(),
                            m_window.get());
    QVERIFY(notices.isMuted(NoticeRule::ServiceDown));
    QVERIFY(!notices.isMuted(NoticeRule::SecretMissing));
    QVERIFY(!later.findChild<QCheckBox *>(u"notice-services"_s)->isChecked());
    box->click();
    QVERIFY(!m_notices->isMuted(NoticeRule::ServiceDown));
}

void TestNotices::nothingIsToldToWhoeverLooks()
{
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QSignalSpy decided(m_notices.get(), &Notices::notice);
    trouble(u"web"_s, u"exited"_s);
    QTRY_COMPARE(decided.size(), 1);
    m_window->hide();
    trouble(u"db"_s, u"exited"_s);
    QTRY_COMPARE(m_desktop->shown.size(), 1);
    QVERIFY(m_desktop->shown.first().title.contains("db"_L1));
}

void TestNotices::withoutAServiceTheSettingsSayWhy()
{
    QVERIFY(QDBusConnection(u"desktop"_s).unregisterService(u"org.freedesktop.Notifications"_s));
    m_pane->resize(800, 600);
    m_pane->show();
    trouble(u"web"_s, u"exited"_s);
    const auto *problem = m_pane->findChild<QLabel *>(u"settingsNoticeProblem"_s);
    QTRY_VERIFY(problem->isVisible());
    QVERIFY(!problem->text().isEmpty());
}

QTEST_MAIN(TestNotices)
#include "tst_notices.moc"
