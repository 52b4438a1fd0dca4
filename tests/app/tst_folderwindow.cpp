// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/application.h"
#include "app/sandbox/sandboxserver.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/folderopener.h"
#include "core/session/session.h"
#include "tests/support/sockets.h"
#include "ui/connection/connectdialog.h"
#include "ui/shell/mainwindow.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <unistd.h>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

} // namespace

//! A stack's folder given on the command line, with its daemon there, away, or another one's.
class TestFolderWindow final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void connects();
    void nothingThere();
    void startsAndConnects();
    void startedOneThatFails();
    void daemonOfAnotherFolder();
    void strangersGetNothing();
    void tokenIsRefused();
    void noStack();
    void laterChoiceHolds();

private:
    void layStack(const QString &name, const QByteArray &token);
    [[nodiscard]] bool serve(const QString &name, const QByteArray &token, QString *error);
    void startApp(const QString &folder);
    void putOnPath(const QString &program, const QByteArray &script);
    template <typename T>
    [[nodiscard]] T *named(const QString &name) const
    {
        return m_app->window()->findChild<T *>(name);
    }
    [[nodiscard]] QString words() const
    {
        const auto *label = named<QLabel>(u"folderWords"_s);
        return label ? label->text() : QString();
    }
    [[nodiscard]] QString path(const QString &name) const { return m_home->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_home;
    sandbox::SandboxServer m_sandbox;
    quint16 m_port = 0;
    QByteArray m_formerPath;
    std::unique_ptr<Application> m_app;
};

void TestFolderWindow::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_formerPath = qgetenv("PATH");
    m_port = closedPort();
}

void TestFolderWindow::cleanup()
{
    m_app.reset();
    m_sandbox.stop();
    QFile pid(path(u"pid"_s));
    if (pid.open(QIODevice::ReadOnly))
        ::kill(pid_t(pid.readAll().trimmed().toLongLong()), SIGTERM);
    qputenv("PATH", m_formerPath);
    m_home.reset();
}

void TestFolderWindow::layStack(const QString &name, const QByteArray &token)
{
    QDir().mkpath(path(name + u"/below"_s));
    QFile manifest(path(name + u"/angee.yaml"_s));
    QVERIFY(manifest.open(QIODevice::WriteOnly));
    manifest.write("version: 1\nkind: stack\nname: " + name.toUtf8()
                   + "\nsecrets:\n  operator-token: {}\nports:\n  operator: {value: "
                   + QByteArray::number(m_port) + "}\n");
    QFile env(path(name + u"/.env"_s));
    QVERIFY(env.open(QIODevice::WriteOnly));
    env.write("ANGEE_SECRET_OPERATOR_TOKEN=\"" + token + "\"\n");
}

//! A daemon for the folder, on the port that its manifest tells.
bool TestFolderWindow::serve(const QString &name, const QByteArray &token, QString *error)
{
    sandbox::SandboxServer::Options options;
    options.root = path(name);
    options.port = m_port;
    options.token = token;
    return m_sandbox.start(options, error).has_value();
}

void TestFolderWindow::startApp(const QString &folder)
{
    const auto line = CommandLine::parse({u"angee-console"_s, folder}, {});
    QCOMPARE(line.mode, CommandLine::Mode::Window);
    m_app = std::make_unique<Application>(line, path(u"data"_s), path(u"console.ini"_s));
    m_app->start();
    QVERIFY(QTest::qWaitForWindowExposed(m_app->window()));
}

void TestFolderWindow::putOnPath(const QString &program, const QByteArray &script)
{
    QDir().mkpath(path(u"bin"_s));
    QFile file(path(u"bin/"_s + program));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n" + script);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("PATH", path(u"bin"_s).toUtf8() + ':' + m_formerPath);
}

void TestFolderWindow::connects()
{
    layStack(u"demo"_s, "tok"_ba);
    QString error;
    QVERIFY2(serve(u"demo"_s, "tok"_ba, &error), qPrintable(error));
    startApp(path(u"demo/below"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_app->session()->live(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_app->session()->live()->state(), LiveState::Live, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_app->session()->stackName(), u"demo"_s, patience);
    QVERIFY(m_app->window()->windowTitle().contains("(folder)"_L1));
    QVERIFY(!named<QDialog>(u"folderDialog"_s));
    // The token is nowhere but in memory.
    QVERIFY(!QFile::exists(path(u"data/tokens.json"_s)));
    QVERIFY(m_app->profiles()->profiles().isEmpty());
}

void TestFolderWindow::nothingThere()
{
    layStack(u"it's"_s, "tok"_ba);
    qputenv("PATH", path(u"bin"_s).toUtf8());
    startApp(path(u"it's"_s));
    QTRY_VERIFY_WITH_TIMEOUT(words().contains("No daemon runs"_L1), patience);
    const QString command = named<QLineEdit>(u"folderCommand"_s)->text();
    QVERIFY2(command.contains("angee-operator --root '"_L1) && command.contains("it'\\''s'"_L1)
                 && command.contains(u"--port %1"_s.arg(m_port)),
             qPrintable(command));
    QVERIFY(!command.contains("tok "_L1) && !command.endsWith("tok"_L1));
    QVERIFY(!named<QPushButton>(u"folderStart"_s)->isVisible()); // nothing to start it with
    QVERIFY(!m_app->session()->isConnected());
    // Somebody starts it elsewhere.
    QString error;
    QVERIFY(serve(u"it's"_s, "tok"_ba, &error));
    QTest::mouseClick(named<QPushButton>(u"folderAgain"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->session()->isConnected(), patience);
    QTRY_VERIFY(!named<QDialog>(u"folderDialog"_s));
}

void TestFolderWindow::startsAndConnects()
{
    layStack(u"demo"_s, "tok"_ba);
    putOnPath(u"angee"_s,
              "test \"$1\" = operator || exit 3\nshift\necho 'operator listening'\necho $$ > '"
                  + path(u"pid"_s).toUtf8() + "'\nexec " ANGEE_CONSOLE " --sandbox-only \"$@\"\n");
    startApp(path(u"demo"_s));
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(u"folderStart"_s), patience);
    QTRY_VERIFY(named<QPushButton>(u"folderStart"_s)->isVisible());
    QTest::mouseClick(named<QPushButton>(u"folderStart"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->session()->live(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_app->session()->live()->state(), LiveState::Live, patience);
    QTRY_VERIFY(!named<QDialog>(u"folderDialog"_s));
    // It goes on without the console.
    QFile pid(path(u"pid"_s));
    QVERIFY(pid.open(QIODevice::ReadOnly));
    const auto process = pid_t(pid.readAll().trimmed().toLongLong());
    m_app.reset();
    QCOMPARE(::kill(process, 0), 0);
}

void TestFolderWindow::startedOneThatFails()
{
    layStack(u"demo"_s, "tok"_ba);
    putOnPath(u"angee-operator"_s, "echo \"bind: address in use, $6\" >&2\nexit 1\n");
    startApp(path(u"demo"_s));
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(u"folderStart"_s), patience);
    QTRY_VERIFY(named<QPushButton>(u"folderStart"_s)->isVisible());
    QTest::mouseClick(named<QPushButton>(u"folderStart"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(words().contains("has ended"_L1), patience);
    const QString output = named<QPlainTextEdit>(u"folderOutput"_s)->toPlainText();
    QVERIFY2(output.contains("bind: address in use"_L1), qPrintable(output));
    QVERIFY(!output.contains("tok"_L1)); // though it printed what it was given
    QVERIFY(named<QPushButton>(u"folderStart"_s)->isEnabled());
}

void TestFolderWindow::daemonOfAnotherFolder()
{
    layStack(u"demo"_s, "tok"_ba);
    layStack(u"other"_s, "tok"_ba);
    QString error;
    QVERIFY(serve(u"other"_s, "tok"_ba, &error));
    startApp(path(u"demo"_s));
    QTRY_VERIFY_WITH_TIMEOUT(words().contains("not this folder"_L1), patience);
    QVERIFY(words().contains(path(u"other"_s)));
    QVERIFY(!m_app->session()->isConnected());
}

void TestFolderWindow::strangersGetNothing()
{
    if (::geteuid() != 0)
        QSKIP("only root can be somebody else");
    layStack(u"demo"_s, "tok"_ba);
    QProcess other;
    other.setWorkingDirectory(u"/"_s); // this one's may be closed to others
    other.start(u"setpriv"_s,
                {u"--reuid=65534"_s, u"--clear-groups"_s, u"/usr/bin/python3"_s, u"-m"_s,
                 u"http.server"_s, u"--bind"_s, u"127.0.0.1"_s, QString::number(m_port)});
    QVERIFY(QTest::qWaitFor(
        [this] {
            QTcpSocket probe;
            probe.connectToHost(u"127.0.0.1"_s, m_port);
            return probe.waitForConnected(500);
        },
        patience));
    startApp(path(u"demo"_s));
    QTRY_VERIFY_WITH_TIMEOUT(words().contains("another user"_L1), patience);
    QVERIFY(!m_app->session()->isConnected());
    other.kill();
    other.waitForFinished(patience);
    QVERIFY(!other.readAllStandardError().contains("GET")); // it was not even asked for its health
}

void TestFolderWindow::tokenIsRefused()
{
    layStack(u"demo"_s, "old"_ba);
    QString error;
    QVERIFY(serve(u"demo"_s, "new"_ba, &error));
    startApp(path(u"demo"_s));
    QTRY_VERIFY_WITH_TIMEOUT(words().contains("does not accept"_L1), patience);
    QTest::mouseClick(named<QPushButton>(u"folderToken"_s), Qt::LeftButton);
    QTRY_VERIFY(named<ConnectDialog>(u"connectDialog"_s));
    QCOMPARE(named<QLineEdit>(u"connectUrl"_s)->text(), u"http://127.0.0.1:%1"_s.arg(m_port));
}

void TestFolderWindow::noStack()
{
    QDir().mkpath(path(u"empty"_s));
    startApp(path(u"empty"_s));
    QTRY_VERIFY_WITH_TIMEOUT(words().contains("no stack"_L1), patience);
    QVERIFY(!named<QPushButton>(u"folderStart"_s)->isVisible());
    QVERIFY(!named<QPushButton>(u"folderAgain"_s)->isVisible());
}

void TestFolderWindow::laterChoiceHolds()
{
    layStack(u"demo"_s, "tok"_ba);
    QString error;
    QVERIFY(serve(u"demo"_s, "tok"_ba, &error));
    FolderOpener opener;
    QSignalSpy finished(&opener, &FolderOpener::finished);
    opener.open(path(u"nosuch"_s));
    opener.open(path(u"demo"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), patience);
    QCOMPARE(finished.constFirst().constFirst().value<FolderOpener::Outcome>(),
             FolderOpener::Outcome::Found);
    QCOMPARE(finished.size(), 1);
}

QTEST_MAIN(TestFolderWindow)
#include "tst_folderwindow.moc"
