// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/application.h"
#include "app/sandbox/sandboxserver.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/net/askpass.h"
#include "core/session/session.h"
#include "tests/support/sshserver.h"
#include "ui/connection/connectdialog.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

} // namespace

//! The window on a daemon behind a real sshd: what is asked, what is seen, what comes back.
class TestSshWindow final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void asksShowsAndComesBack();
    void asksAgainOnlyWhenWanted();
    void testNamesTheStage();

private:
    void startApp();
    [[nodiscard]] QWidget *question() const;
    template <typename T>
    [[nodiscard]] T *named(const QString &name) const
    {
        return m_app->window()->findChild<T *>(name);
    }
    [[nodiscard]] QString reason() const { return m_app->session()->live()->reason(); }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<SshServer> m_ssh;
    sandbox::SandboxServer m_sandbox;
    QByteArray m_token;
    quint16 m_port = 0;
    std::unique_ptr<Application> m_app;
};

void TestSshWindow::initTestCase()
{
    const SshServer server;
    if (!server.problem().isEmpty())
        QSKIP(qPrintable(server.problem()));
}

void TestSshWindow::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_ssh = std::make_unique<SshServer>();
    QString error;
    sandbox::SandboxServer::Options options;
    options.root = m_home->filePath(u"stack"_s);
    const auto running = m_sandbox.start(options, &error);
    QVERIFY2(running, qPrintable(error));
    m_token = running->token;
    m_port = quint16(QUrl(running->url).port());
}

void TestSshWindow::cleanup()
{
    m_app.reset();
    m_sandbox.stop();
    m_ssh.reset();
    m_home.reset();
}

void TestSshWindow::startApp()
{
    const auto line = CommandLine::parse({u"angee-console"_s, u"--url"_s, m_ssh->url(m_port),
                                          u"--token"_s, QString::fromUtf8(m_token)},
                                         {});
    QCOMPARE(line.mode, CommandLine::Mode::Window);
    m_app = std::make_unique<Application>(line, m_home->filePath(u"data"_s),
                                          m_home->filePath(u"console.ini"_s));
    m_app->start();
    QVERIFY(QTest::qWaitForWindowExposed(m_app->window()));
}

QWidget *TestSshWindow::question() const
{
    auto *dialog = named<QDialog>(u"sshQuestionDialog"_s);
    return dialog && dialog->isVisible() ? dialog : nullptr;
}

void TestSshWindow::asksShowsAndComesBack()
{
    QVERIFY(m_ssh->start(SshServer::Login::LockedKey));
    startApp();
    // An unknown machine: no is what Enter means.
    QTRY_VERIFY_WITH_TIMEOUT(question(), patience);
    QVERIFY(named<QLabel>(u"sshQuestionWords"_s)->text().contains("SHA256:"_L1));
    QVERIFY(named<QPushButton>(u"sshQuestionCancel"_s)->isDefault());
    QTest::mouseClick(named<QPushButton>(u"sshQuestionYes"_s), Qt::LeftButton);
    // A passphrase, wrong once, typed where the focus is.
    QTRY_VERIFY_WITH_TIMEOUT(named<QWidget>(u"sshQuestionSecret"_s), patience);
    QTest::keyClicks(named<QWidget>(u"sshQuestionSecret"_s)->findChild<QLineEdit *>(), u"no"_s);
    QPointer<QPushButton> first = named<QPushButton>(u"sshQuestionYes"_s);
    QTest::mouseClick(first, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(question() && named<QPushButton>(u"sshQuestionYes"_s) != first
                                 && named<QWidget>(u"sshQuestionSecret"_s),
                             patience);
    auto *secret = named<QWidget>(u"sshQuestionSecret"_s)->findChild<QLineEdit *>();
    QCOMPARE(secret->echoMode(), QLineEdit::Password);
    QTest::keyClicks(secret, u"opens it"_s);
    QTest::keyClick(secret, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_app->session()->live()->state(), LiveState::Live, patience);
    QVERIFY(!question());
    QVERIFY(m_app->session()->daemon()->base().ssh());
    QVERIFY(named<QLabel>(u"daemonAddress"_s)->text().contains("ssh://"_L1));

    // The way is lost, and found again by itself and unasked.
    m_ssh->signalSessions(SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(!isCurrent(m_app->session()->live()->state()), patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_app->session()->live()->state(), LiveState::Live, patience);
    QVERIFY(!question());
}

void TestSshWindow::asksAgainOnlyWhenWanted()
{
    QVERIFY(m_ssh->start(SshServer::Login::Key));
    startApp();
    QTRY_VERIFY_WITH_TIMEOUT(question(), patience);
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(reason().contains("nobody answered"_L1), patience);
    // It probes on, and bothers nobody with it.
    QTRY_VERIFY_WITH_TIMEOUT(m_app->session()->live()->retryIn(), patience);
    QVERIFY(!question());
    QTest::mouseClick(named<QPushButton>(u"retryNow"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(question(), patience);
    // A window that goes takes the question along.
    m_app.reset();
}

void TestSshWindow::testNamesTheStage()
{
    QVERIFY(m_ssh->start(SshServer::Login::Key, "AllowTcpForwarding no"_ba));
    ConnectDialog dialog(Profile{}, {}, nullptr);
    dialog.show();
    auto *address = dialog.findChild<QLineEdit *>(u"connectUrl"_s);
    QTest::keyClicks(address, m_ssh->url(m_port));
    QVERIFY(!dialog.findChild<QLabel *>(u"connectPlainWarning"_s)->isVisible());
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"connectTest"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.findChild<QPushButton *>(u"sshQuestionYes"_s), patience);
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"sshQuestionYes"_s), Qt::LeftButton);
    const auto *verdict = dialog.findChild<QLabel *>(u"doctorVerdict"_s);
    QTRY_VERIFY_WITH_TIMEOUT(verdict->text().contains("ssh forwarding fails first"_L1), patience);
    QVERIFY2(verdict->text().contains("AllowTcpForwarding"_L1), qPrintable(verdict->text()));
}

int main(int argc, char **argv)
{
    if (isAskpassHelper())
        return answerAskpass(argc, argv);
    QApplication application(argc, argv);
    TestSshWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sshwindow.moc"
