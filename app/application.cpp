// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/application.h"

#include "app/addressopener.h"
#include "app/consolepanes.h"
#include "app/sandboxhost.h"
#include "core/base/visibletext.h"
#include "core/session/session.h"
#include "core/settings/checkedini.h"
#include "core/settings/credentialstore.h"
#include "ui/connection/connectioncontroller.h"
#include "ui/connection/foldercontroller.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QDir>
#include <QGuiApplication>
#include <QSessionManager>
#include <QTimer>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView themeKey("window/theme");
constexpr QLatin1StringView systemDarkKey("window/systemDark");

Theme::Scheme schemeOf(const QString &word)
{
    if (word == "light"_L1)
        return Theme::Scheme::Light;
    if (word == "dark"_L1)
        return Theme::Scheme::Dark;
    return Theme::Scheme::System;
}

} // namespace

Application::Application(CommandLine commandLine, const QString &dataFolder,
                         const QString &settingsFile, const SharedByWindows &shared,
                         QObject *parent)
    : QObject(parent)
    , m_commandLine(std::move(commandLine))
    , m_dataFolder(dataFolder)
    , m_settings(settingsFile, checkedIniFormat())
    , m_theme(shared.theme ? shared.theme : new Theme(this))
{
    applyThemeChoice();
    m_profiles = std::make_unique<ProfileStore>(QDir(dataFolder).filePath(u"profiles.json"_s));
    m_profiles->load();
    m_credentials = shared.credentials
        ? shared.credentials
        : std::make_shared<CredentialStore>(QDir(dataFolder).filePath(u"tokens.json"_s));
    m_session = std::make_unique<Session>(dataFolder);
    m_window = std::make_unique<MainWindow>(m_session.get());
    m_connection = std::make_unique<ConnectionController>(m_session.get(), m_profiles.get(),
                                                          m_credentials.get(), m_window.get());
    m_folders = std::make_unique<FolderController>(m_connection.get(), m_window.get(), dataFolder);
    m_panes = std::make_unique<ConsolePanes>(m_session.get(), m_window.get(), m_theme, &m_settings);
    m_addresses =
        std::make_unique<AddressOpener>(m_session.get(), m_panes.get(), m_window->notices());
    connect(m_panes.get(), &ConsolePanes::profilesRequested, m_connection.get(),
            &ConnectionController::openProfilesDialog);
    m_window->restoreState(m_settings);

    if (m_commandLine.given.state == GivenConnection::State::Usable)
        m_connection->setGiven(m_commandLine.given.settings);
    connect(m_connection.get(), &ConnectionController::sandboxRequested, this,
            &Application::startSandbox);
    connect(m_connection.get(), &ConnectionController::newWindowRequested, this,
            &Application::newWindowRequested);
    // A session manager that ends the session lets us save here, and asks nobody.
    connect(qApp, &QGuiApplication::commitDataRequest, this, [this](QSessionManager &manager) {
        manager.setRestartHint(QSessionManager::RestartIfRunning);
        m_window->saveState(m_settings);
        m_panes->saveState();
        m_settings.sync();
        m_panes->whenSafe([] {});
    });
    connect(m_theme, &Theme::systemDarkChanged, this,
            [this](bool dark) { m_settings.setValue(systemDarkKey, dark); });
}

Application::~Application()
{
    m_window->saveState(m_settings);
    m_panes->saveState();
    m_settings.sync();
    if (m_settings.status() != QSettings::NoError)
        qWarning("The settings could not be saved: %s", qPrintable(m_settings.fileName()));
    m_session->disconnectFromDaemon(); // while everybody is there to hear of it
}

void Application::openConnectDialog(const QString &address, const QString &message)
{
    m_connection->openConnectDialog(address, message);
}

void Application::whenSafe(const std::function<void()> &done)
{
    m_panes->whenSafe(done);
}

void Application::quitUnasked()
{
    // A disk that hangs does not hold a logout up for ever.
    QTimer::singleShot(mostWait, qApp, [] { QCoreApplication::exit(0); });
    m_panes->whenSafe([] {
        // Not quit(), which asks every window whether it may; and from the event loop.
        QMetaObject::invokeMethod(
            qApp, [] { QCoreApplication::exit(0); }, Qt::QueuedConnection);
    });
}

void Application::applyThemeChoice()
{
    m_theme->assumeSystemDark(m_settings.value(systemDarkKey).toBool());
    const QString word =
        m_commandLine.theme.isEmpty() ? m_settings.value(themeKey).toString() : m_commandLine.theme;
    m_theme->setScheme(schemeOf(word));
}

void Application::start()
{
    // Reading keyrings, asking the desktop and connecting can wait for the first frame.
    connect(m_window.get(), &MainWindow::firstPainted, this, [this] {
        m_theme->followSystem();
        connectFirst();
    });
    m_window->show();
}

void Application::connectFirst()
{
    QStringList problems = m_commandLine.warnings;
    problems.prepend(m_profiles->problem());
    problems.append(m_profiles->remarks());
    problems.append(problemWithSettings());
    problems.append(m_commandLine.given.problem);
    problems.removeAll(QString());
    if (!problems.isEmpty())
        m_connection->showProblem(problems.join(u'\n'));
    if (m_commandLine.mode == CommandLine::Mode::Sandbox
        || m_commandLine.mode == CommandLine::Mode::Screenshots)
        return startSandbox();
    if (!m_commandLine.profile.isEmpty())
        return connectToNamed();
    if (!m_commandLine.folder.isEmpty())
        return m_folders->open(m_commandLine.folder);
    if (m_commandLine.address)
        return connectToAddress();
    switch (m_commandLine.given.state) {
    case GivenConnection::State::Usable:
        return m_connection->connectToGiven();
    case GivenConnection::State::Unusable: // no other daemon stands in for the one that was meant
        return m_connection->openConnectDialog(m_commandLine.given.settings.url.value,
                                               m_commandLine.given.problem);
    case GivenConnection::State::None:
        break;
    }
    if (const auto last = m_profiles->lastUsed())
        m_connection->connectToProfile(*last);
    else if (m_profiles->problem().isEmpty())
        startSandbox();
    if (!m_profiles->lastUsed())
        m_folders->offer();
}

QString Application::problemWithSettings()
{
    switch (m_settings.status()) {
    case QSettings::NoError:
        break;
    case QSettings::AccessError:
        return tr("The settings cannot be read or written: %1").arg(m_settings.fileName());
    case QSettings::FormatError:
        return tr("The file of the settings is damaged in part: %1").arg(m_settings.fileName());
    }
    const QString theme = m_settings.value(themeKey, u"system"_s).toString();
    if (theme != "light"_L1 && theme != "dark"_L1 && theme != "system"_L1)
        return tr("%1: the theme \"%2\" is none of light, dark and system.")
            .arg(m_settings.fileName(), theme);
    return {};
}

void Application::connectToNamed()
{
    if (const auto profile = m_profiles->find(m_commandLine.profile))
        return m_connection->connectToProfile(*profile);
    m_connection->openConnectDialog(
        {}, tr("There is no single profile named \"%1\".").arg(m_commandLine.profile));
}

//! By the profile that has its daemon; where none has, somebody is asked, and nothing is sent.
void Application::connectToAddress()
{
    open(*m_commandLine.address);
    for (const Profile &profile : m_profiles->profiles()) {
        const auto daemon = BaseUrl::parse(profile.url);
        if (daemon && m_commandLine.address->isAt(*daemon))
            return m_connection->connectToProfile(profile);
    }
    m_connection->openConnectDialog(
        m_commandLine.address->daemonUrl(),
        tr("No profile has the daemon of this address. Once it is connected, %1 %2 is shown.")
            .arg(kindText(m_commandLine.address->object().kind),
                 quotedName(m_commandLine.address->object().name)));
}

void Application::open(const ObjectAddress &address)
{
    m_addresses->open(address);
}

void Application::startSandbox()
{
    if (!m_sandbox) {
        m_sandbox = std::make_unique<SandboxHost>();
        connect(m_sandbox.get(), &SandboxHost::started, this, &Application::onSandboxStarted);
        connect(m_sandbox.get(), &SandboxHost::failed, this, [this](const QString &words) {
            m_sandbox.reset();
            m_connection->showProblem(tr("The sandbox could not be started: %1").arg(words));
            emit cannotConnect(words);
        });
    }
    sandbox::SandboxServer::Options options = sandboxOptions(m_commandLine);
    if (options.root.isEmpty())
        options.root = QDir(m_dataFolder).filePath(u"sandbox"_s);
    m_sandboxChoice = m_connection->beginChoice();
    m_sandbox->start(options);
}

void Application::onSandboxStarted(const QString &url, const QByteArray &token)
{
    if (!m_connection->isLatest(m_sandboxChoice))
        return; // something else was chosen while it started
    // The flags beside --sandbox are the sandbox's; those of another connection are not.
    const bool asked = m_commandLine.mode != CommandLine::Mode::Window;
    m_session->connectTo(ConnectionSettings::ofSandbox(
        url, token, asked ? m_commandLine.connection : ConnectionFlags{}));
}

} // namespace angee
