// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/application.h"
#include "app/instancedoor.h"
#include "app/windowset.h"
#include "core/base/logfile.h"
#include "core/session/session.h"
#include "core/settings/credentialstore.h"
#include "tests/app/sandboxfixture.h"
#include "tests/support/scriptedserver.h"
#include "ui/panes/listpane.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/noticebar.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QProcess>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <csignal>
#include <memory>
#include <thread>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

//! Any daemon: lets everybody in and knows nothing.
Script anyAnswer(const ReceivedRequest &request)
{
    return request.target == "/healthz" ? Script::json(R"({"status":"ok"})"_ba)
                                        : Script::text("not now"_ba, 503);
}

QSet<QByteArray> bearersAt(const ScriptedServer &server)
{
    QSet<QByteArray> bearers;
    for (const ReceivedRequest &request : server.requests()) {
        if (request.hasHeader("Authorization"_ba))
            bearers.insert(request.header("Authorization"_ba));
    }
    return bearers;
}

} // namespace

//! Many windows in one process, and starts of the program that find one running.
class TestWindows final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void eachHasItsOwnConnection();
    void whatIsShownIsRaised();
    void aClosedWindowTakesNothingAlong();
    void profilesOpenInWindowsOfTheirOwn();
    void anAddressFindsItsWindow();
    void anAddressThatNoProfileHasIsAskedFor();
    void messages();
    void secondStartIsTakenOver();
    void doorOfACrashedProcess();
    void theProgramItself();

private:
    [[nodiscard]] CommandLine lineOf(const QString &profile) const
    {
        CommandLine line;
        line.profile = profile;
        return line;
    }
    [[nodiscard]] QString path(const QString &name) const { return m_home->filePath(name); }
    Application *open(const QString &profile);

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<ScriptedServer> m_alpha;
    std::unique_ptr<ScriptedServer> m_beta;
    std::unique_ptr<LogFile> m_log;
    std::unique_ptr<WindowSet> m_windows;
};

void TestWindows::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    for (std::unique_ptr<ScriptedServer> *server : {&m_alpha, &m_beta}) {
        *server = std::make_unique<ScriptedServer>();
        (*server)->setHandler(anyAnswer);
    }
    ProfileStore store(path(u"data/profiles.json"_s));
    store.load();
    for (const auto &[name, server] :
         {std::pair{u"alpha"_s, m_alpha.get()}, std::pair{u"beta"_s, m_beta.get()}}) {
        Profile profile;
        profile.name = name;
        profile.url = server->url();
        QVERIFY(store.save(profile));
    }
    m_log = std::make_unique<LogFile>(path(u"data/console.log"_s));
    m_windows = std::make_unique<WindowSet>(path(u"data"_s), path(u"console.ini"_s), m_log.get(),
                                            QString());
}

void TestWindows::cleanup()
{
    m_windows.reset();
    m_log.reset();
    m_alpha.reset();
    m_beta.reset();
    m_home.reset();
}

Application *TestWindows::open(const QString &profile)
{
    Application *application = m_windows->open(lineOf(profile));
    static_cast<void>(
        QTest::qWaitFor([application] { return application->session()->isConnected(); }, patience));
    return application;
}

void TestWindows::eachHasItsOwnConnection()
{
    Application *alpha = open(u"alpha"_s);
    Application *beta = open(u"beta"_s);
    QVERIFY(alpha != beta);
    QTRY_VERIFY_WITH_TIMEOUT(!m_alpha->requests().isEmpty() && !m_beta->requests().isEmpty(),
                             patience);
    QCOMPARE(alpha->session()->profileName(), u"alpha"_s);
    QCOMPARE(beta->session()->profileName(), u"beta"_s);
    QVERIFY(alpha->window()->windowTitle().contains(u"alpha"_s));
    QVERIFY(beta->window()->windowTitle().contains(u"beta"_s));
    QVERIFY(alpha->session()->profileFolder() != beta->session()->profileFolder());
    // What is kept for this run is known to all windows.
    const auto profile = alpha->profiles()->find(u"beta"_s);
    bool written = false;
    alpha->credentials()->write(*profile, "beta-bearer"_ba, this,
                                [&written](const CredentialStore::Answer &) { written = true; });
    QTRY_VERIFY_WITH_TIMEOUT(written, patience);
    QByteArray read;
    beta->credentials()->read(
        *profile, this, [&read](const CredentialStore::Answer &answer) { read = answer.bearer; });
    QTRY_COMPARE_WITH_TIMEOUT(read, "beta-bearer"_ba, patience);
    QVERIFY(!bearersAt(*m_alpha).contains("Bearer beta-bearer"_ba));
}

void TestWindows::whatIsShownIsRaised()
{
    Application *alpha = open(u"alpha"_s);
    alpha->window()->showMinimized();
    m_windows->receive(lineOf(u"alpha"_s), {});
    QCOMPARE(m_windows->windows().size(), 1U);
    QVERIFY(!alpha->window()->isMinimized());
    m_windows->receive({}, {}); // a bare start
    QCOMPARE(m_windows->windows().size(), 1U);
    CommandLine another = lineOf(u"alpha"_s);
    another.newWindow = true;
    m_windows->receive(another, {});
    QCOMPARE(m_windows->windows().size(), 2U);
    m_windows->receive(lineOf(u"beta"_s), {});
    QCOMPARE(m_windows->windows().size(), 3U);
}

void TestWindows::aClosedWindowTakesNothingAlong()
{
    Application *alpha = open(u"alpha"_s);
    const QPointer<Application> beta = open(u"beta"_s);
    QVERIFY(beta);
    beta->window()->close();
    QTRY_VERIFY_WITH_TIMEOUT(!beta, patience);
    QCOMPARE(m_windows->windows().size(), 1U);
    QVERIFY(alpha->session()->isConnected());
    const qsizetype before = m_alpha->requests().size();
    QTRY_VERIFY_WITH_TIMEOUT(m_alpha->requests().size() > before, patience); // it goes on
}

void TestWindows::profilesOpenInWindowsOfTheirOwn()
{
    Application *alpha = open(u"alpha"_s);
    alpha->window()->findChild<QAction *>(u"manageProfilesAction"_s)->trigger();
    auto *dialog = alpha->window()->findChild<QDialog *>(u"profilesDialog"_s);
    QVERIFY(dialog);
    dialog->findChild<QListWidget *>(u"profilesList"_s)->setCurrentRow(1);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"profilesNewWindow"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_windows->windows().size(), 2U, patience);
    Application *beta = m_windows->windows().back();
    QTRY_VERIFY_WITH_TIMEOUT(beta->session()->isConnected(), patience);
    QCOMPARE(beta->session()->profileName(), u"beta"_s);
    QCOMPARE(alpha->session()->profileName(), u"alpha"_s);
}

void TestWindows::anAddressFindsItsWindow()
{
    RunningSandbox sandbox(watchableManifest());
    QVERIFY(sandbox.isRunning());
    const auto daemon = BaseUrl::parse(u"http://127.0.0.1:%1"_s.arg(sandbox.port()));
    Profile profile;
    profile.name = u"gamma"_s;
    profile.url = daemon->display();
    {
        ProfileStore store(path(u"data/profiles.json"_s));
        store.load();
        QVERIFY(store.save(profile));
    }
    Application *alpha = open(u"alpha"_s);
    bool written = false;
    alpha->credentials()->write(*alpha->profiles()->find(u"gamma"_s), sandbox.client().token(),
                                this,
                                [&written](const CredentialStore::Answer &) { written = true; });
    QTRY_VERIFY_WITH_TIMEOUT(written, patience);

    CommandLine line;
    line.address = ObjectAddress(*daemon, {ObjectKind::Service, u"box"_s});
    m_windows->receive(*unpacked(packed(line)), {}); // as from another start of the program
    QCOMPARE(m_windows->windows().size(), 2U);
    Application *gamma = m_windows->windows().back();
    const auto *pane = [&]() -> ListPane * {
        static_cast<void>(QTest::qWaitFor(
            [gamma] { return gamma->window()->currentPane() == "services"_L1; }, patience));
        return qobject_cast<ListPane *>(gamma->window()->pane(u"services"_s));
    }();
    QVERIFY(pane);
    QTRY_COMPARE_WITH_TIMEOUT(pane->table()->currentKey(), u"box"_s, patience);
    QCOMPARE(gamma->session()->profileName(), u"gamma"_s);
    // The address is copied from that row, as it was given.
    auto *copy = pane->findChild<QAction *>(u"copyAddress"_s);
    QVERIFY(copy);
    copy->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), line.address->display());
    QVERIFY(!QGuiApplication::clipboard()->text().contains(
        QString::fromLatin1(sandbox.client().token())));

    line.address = ObjectAddress(*daemon, {ObjectKind::Service, u"gone"_s});
    m_windows->receive(line, {});
    QCOMPARE(m_windows->windows().size(), 2U); // the window that has this daemon
    QTRY_VERIFY_WITH_TIMEOUT(gamma->window()->notices()->contains(u"addressMissing"_s), patience);
    QVERIFY(!alpha->window()->notices()->contains(u"addressMissing"_s));
}

void TestWindows::anAddressThatNoProfileHasIsAskedFor()
{
    ScriptedServer stranger;
    stranger.setHandler(anyAnswer);
    CommandLine line;
    line.address = ObjectAddress(*BaseUrl::parse(stranger.url()), {ObjectKind::Job, u"a<b>"_s});
    Application *application = m_windows->open(line);
    QDialog *dialog = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT(
        (dialog = application->window()->findChild<QDialog *>(u"connectDialog"_s)), patience);
    QCOMPARE(dialog->findChild<QLineEdit *>(u"connectUrl"_s)->text(), stranger.url());
    QVERIFY(!application->session()->isConnected());
    QVERIFY(stranger.requests().isEmpty());
}

void TestWindows::messages()
{
    QProcessEnvironment environment;
    environment.insert(u"ANGEE_OPERATOR_URL"_s, u"http://127.0.0.1:1"_s);
    environment.insert(u"ANGEE_OPERATOR_TOKEN"_s, u"of-the-variable"_s);
    const CommandLine line = CommandLine::parse(
        {u"angee-console"_s, u"--actor"_s, u"ada"_s, u"--new-window"_s}, environment);
    const auto other = unpacked(packed(line));
    QVERIFY(other);
    QCOMPARE(other->given.settings.url.value, u"http://127.0.0.1:1"_s);
    QCOMPARE(other->given.settings.token.value, u"of-the-variable"_s);
    QCOMPARE(other->given.settings.actor.value, u"ada"_s);
    QVERIFY(other->newWindow);
    const auto bare = unpacked(packed({}));
    QVERIFY(bare);
    QCOMPARE(bare->given.state, GivenConnection::State::None);
    // A relative folder means the one where it was typed.
    const CommandLine folder = CommandLine::parse({u"angee-console"_s, u"."_s}, {});
    QCOMPARE(unpacked(packed(folder))->folder, QDir::currentPath());
    for (const QByteArray &bad : {"\n"_ba, "{}\n"_ba, "{\"version\":2}\n"_ba, "[1]\n"_ba})
        QVERIFY(!unpacked(bad));
}

void TestWindows::secondStartIsTakenOver()
{
    InstanceDoor first(path(u"door"_s));
    QVERIFY(!first.handOver({})); // nobody is there before it
    first.open();
    QSignalSpy asked(&first, &InstanceDoor::asked);
    std::atomic<bool> taken = false;
    std::atomic<bool> done = false;
    std::thread second([this, &taken, &done] {
        InstanceDoor door(path(u"door"_s));
        CommandLine line;
        line.profile = u"alpha"_s;
        taken = door.handOver(line);
        done = true;
    });
    QTRY_VERIFY_WITH_TIMEOUT(done, patience);
    second.join();
    QVERIFY(taken);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.constFirst().constFirst().value<CommandLine>().profile, u"alpha"_s);
    // Another folder of data is another program.
    InstanceDoor elsewhere(path(u"elsewhere"_s));
    QVERIFY(!elsewhere.handOver({}));
    QCOMPARE(asked.size(), 1);
}

void TestWindows::doorOfACrashedProcess()
{
    {
        InstanceDoor first(path(u"door"_s));
        first.open();
    }
    InstanceDoor next(path(u"door"_s));
    QVERIFY(!next.handOver({}));
    next.open();
    std::atomic<bool> done = false;
    std::atomic<bool> taken = false;
    std::thread second([this, &taken, &done] {
        taken = InstanceDoor(path(u"door"_s)).handOver({});
        done = true;
    });
    QTRY_VERIFY_WITH_TIMEOUT(done, patience);
    second.join();
    QVERIFY(taken);
}

void TestWindows::theProgramItself()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name :
         {u"HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_RUNTIME_DIR"_s})
        environment.insert(name, path(u"user"_s));
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    QDir().mkpath(path(u"user"_s));
    QFile::setPermissions(path(u"user"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const auto start = [&environment](QProcess *process, const ScriptedServer &server,
                                      const QString &token) {
        process->setProcessEnvironment(environment);
        process->start(QStringLiteral(ANGEE_CONSOLE),
                       {u"--url"_s, server.url(), u"--token"_s, token});
    };
    QProcess first;
    start(&first, *m_alpha, u"alpha-bearer"_s);
    QTRY_VERIFY_WITH_TIMEOUT(bearersAt(*m_alpha).contains("Bearer alpha-bearer"_ba), patience);
    QProcess second;
    start(&second, *m_beta, u"beta-bearer"_s);
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, patience);
    QCOMPARE(second.exitCode(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(bearersAt(*m_beta).contains("Bearer beta-bearer"_ba), patience);
    QCOMPARE(first.state(), QProcess::Running);
    QCOMPARE(bearersAt(*m_alpha), QSet{"Bearer alpha-bearer"_ba});
    QCOMPARE(bearersAt(*m_beta), QSet{"Bearer beta-bearer"_ba});
    first.terminate(); // SIGTERM: quits unasked, with all its windows
    QTRY_COMPARE_WITH_TIMEOUT(first.state(), QProcess::NotRunning, patience);
    QCOMPARE(first.exitCode(), 0);
}

QTEST_MAIN(TestWindows)
#include "tst_windows.moc"
