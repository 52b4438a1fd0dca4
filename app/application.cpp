// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/application.h"

#include "app/consolepanes.h"
#include "app/sandboxhost.h"
#include "core/session/session.h"
#include "core/settings/credentialstore.h"
#include "ui/connection/connectioncontroller.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QDir>
#include <QProcessEnvironment>

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
                         const QString &settingsFile, QObject *parent)
    : QObject(parent)
    , m_commandLine(std::move(commandLine))
    , m_dataFolder(dataFolder)
    , m_settings(settingsFile, QSettings::IniFormat)
    , m_theme(new Theme(this))
{
    applyThemeChoice();
    m_profiles = std::make_unique<ProfileStore>(QDir(dataFolder).filePath(u"profiles.json"_s));
    m_profiles->load();
    m_credentials = std::make_unique<CredentialStore>();
    m_session = std::make_unique<Session>(dataFolder);
    m_window = std::make_unique<MainWindow>(m_session.get());
    m_connection = std::make_unique<ConnectionController>(m_session.get(), m_profiles.get(),
                                                          m_credentials.get(), m_window.get());
    m_panes = std::make_unique<ConsolePanes>(m_session.get(), m_window.get(), m_theme, &m_settings);
    connect(m_panes.get(), &ConsolePanes::profilesRequested, m_connection.get(),
            &ConnectionController::openProfilesDialog);
    m_window->restoreState(m_settings);

    connect(m_connection.get(), &ConnectionController::profileChosen, this,
            &Application::connectWithProfile);
    connect(m_connection.get(), &ConnectionController::sandboxRequested, this,
            &Application::startSandbox);
    connect(m_session.get(), &Session::bearerRefused, this, &Application::onBearerRefused);
    connect(m_theme, &Theme::systemDarkChanged, this,
            [this](bool dark) { m_settings.setValue(systemDarkKey, dark); });
}

Application::~Application()
{
    m_window->saveState(m_settings);
    m_panes->saveState();
    m_session->disconnectFromDaemon(); // while everybody is there to hear of it
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
    const auto environment = QProcessEnvironment::systemEnvironment();
    if (!m_profiles->problem().isEmpty())
        m_connection->showProblem(m_profiles->problem());
    if (m_commandLine.mode == CommandLine::Mode::Sandbox
        || m_commandLine.mode == CommandLine::Mode::Screenshots)
        return startSandbox();

    std::optional<Profile> profile;
    if (!m_commandLine.profile.isEmpty()) {
        profile = m_profiles->find(m_commandLine.profile);
        if (!profile) {
            m_connection->showProblem(
                tr("There is no single profile named \"%1\".").arg(m_commandLine.profile));
            m_connection->openConnectDialog();
            return;
        }
    }
    const bool named =
        m_commandLine.connection.url || !environment.value(u"ANGEE_OPERATOR_URL"_s).isEmpty();
    if (!profile && !named)
        profile = m_profiles->lastUsed();
    if (profile)
        return connectWithProfile(*profile);
    if (!named)
        return startSandbox();
    m_session->connectTo(
        ConnectionSettings::resolve(m_commandLine.connection, environment, std::nullopt, {}));
}

void Application::connectWithProfile(const Profile &profile)
{
    m_credentials->read(profile.id, this, [this, profile](const CredentialStore::Answer &answer) {
        const auto settings = ConnectionSettings::resolve(
            m_commandLine.connection, QProcessEnvironment::systemEnvironment(), profile,
            QString::fromUtf8(answer.bearer));
        if (!answer.words.isEmpty())
            m_connection->showProblem(answer.words);
        m_profiles->setLastUsed(profile.id);
        m_session->connectTo(settings);
        // The flags were for the first connection only; the next profile is chosen by hand.
        m_commandLine.connection = {};
    });
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
    const QString root = m_commandLine.sandboxRoot.isEmpty()
        ? QDir(m_dataFolder).filePath(u"sandbox"_s)
        : m_commandLine.sandboxRoot;
    m_sandbox->start(root, m_commandLine.sandboxPort, m_commandLine.sandboxToken.toUtf8());
}

void Application::onSandboxStarted(const QString &url, const QByteArray &token)
{
    ConnectionSettings settings;
    settings.url = {url, SettingSource::Default};
    settings.token = {QString::fromUtf8(token), SettingSource::Default};
    settings.actor.value = m_commandLine.connection.actor.value_or(QString());
    settings.ttl.value = m_commandLine.connection.ttl.value_or(QString());
    settings.profileId = u"sandbox"_s;
    settings.profileName = tr("sandbox");
    m_session->connectTo(settings);
}

void Application::onBearerRefused()
{
    m_connection->askForToken();
}

} // namespace angee
