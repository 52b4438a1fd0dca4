// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/windowset.h"

#include "app/application.h"
#include "app/consolepanes.h"
#include "app/fleetcontroller.h"
#include "app/supportcontroller.h"
#include "core/daemon/operatordaemon.h"
#include "core/session/session.h"
#include "core/settings/credentialstore.h"
#include "core/settings/profilestore.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/palettecontroller.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QDir>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

struct WindowSet::Window
{
    std::unique_ptr<Application> application;
    std::unique_ptr<SupportController> support; // goes first
};

WindowSet::WindowSet(QString dataFolder, QString settingsFile, LogFile *log, QString formerEnd,
                     QObject *parent)
    : QObject(parent)
    , m_dataFolder(std::move(dataFolder))
    , m_settingsFile(std::move(settingsFile))
    , m_log(log)
    , m_formerEnd(std::move(formerEnd))
    , m_theme(new Theme(this))
    , m_credentials(
          std::make_shared<CredentialStore>(QDir(m_dataFolder).filePath(u"tokens.json"_s)))
    , m_fleet(std::make_unique<FleetController>(this, m_credentials.get(), m_dataFolder))
{ }

WindowSet::~WindowSet() = default;

Application *WindowSet::open(const CommandLine &line)
{
    auto window = std::make_unique<Window>();
    window->application = std::make_unique<Application>(line, m_dataFolder, m_settingsFile,
                                                        SharedByWindows{m_theme, m_credentials});
    Application *application = window->application.get();
    window->support =
        std::make_unique<SupportController>(application->session(), application->window(), m_log,
                                            m_settingsFile, std::exchange(m_formerEnd, {}));
    m_windows.push_back(std::move(window));
    connect(
        application->window(), &MainWindow::closed, this,
        [this, application] { close(application); }, Qt::QueuedConnection);
    connect(application, &Application::newWindowRequested, this, [this](const QString &profileId) {
        CommandLine other;
        other.profile = profileId;
        receive(other, {});
    });
    connect(application->window()->header(), &HeaderBar::fleetRequested, m_fleet.get(),
            &FleetController::open);
    connect(application->session(), &Session::daemonChanged, this, &WindowSet::windowsChanged);
    connect(application->profiles(), &ProfileStore::changed, m_fleet.get(),
            &FleetController::readProfiles);
    PaletteController *palette = application->panes()->palette();
    palette->setMore([this, application] { return m_fleet->paletteEntries(application); });
    connect(palette, &PaletteController::moreChosen, m_fleet.get(), &FleetController::openEntry);
    application->start();
    return application;
}

std::vector<Application *> WindowSet::windows() const
{
    std::vector<Application *> all;
    all.reserve(m_windows.size());
    for (const std::unique_ptr<Window> &window : m_windows)
        all.push_back(window->application.get());
    return all;
}

//! The window that already is where \a line leads to; for a bare start the one that was used last.
Application *WindowSet::showing(const CommandLine &line) const
{
    if (line.newWindow || m_windows.empty())
        return nullptr;
    const bool bare = line.profile.isEmpty() && line.folder.isEmpty() && !line.address
        && line.given.state == GivenConnection::State::None;
    for (const std::unique_ptr<Window> &window : m_windows) {
        const Application *application = window->application.get();
        if (bare && application->window()->isActiveWindow())
            return window->application.get();
        const OperatorDaemon *daemon = application->session()->daemon();
        if (line.address && daemon && line.address->isAt(daemon->base()))
            return window->application.get();
        const auto profile = application->profiles()->find(line.profile);
        if (!line.profile.isEmpty() && profile && application->session()->isConnected()
            && application->session()->settings().profileId == profile->id)
            return window->application.get();
    }
    return bare ? m_windows.back()->application.get() : nullptr;
}

Application *WindowSet::receive(const CommandLine &line, const QByteArray &activation)
{
    if (!activation.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activation); // Qt takes it when it raises a window
    Application *application = showing(line);
    if (!application)
        application = open(line); // which goes to its address by itself
    else if (line.address)
        application->open(*line.address);
    raise(application);
    return application;
}

void WindowSet::raise(Application *application)
{
    MainWindow *window = application->window();
    if (window->isMinimized())
        window->showNormal();
    window->show();
    window->raise();
    window->activateWindow();
}

void WindowSet::close(Application *application)
{
    std::erase_if(m_windows, [application](const std::unique_ptr<Window> &window) {
        return window->application.get() == application;
    });
    emit windowsChanged();
}

void WindowSet::quitUnasked()
{
    // A disk that hangs does not hold a logout up for ever.
    QTimer::singleShot(Application::mostWait, qApp, [] { QCoreApplication::exit(0); });
    whenSafeFrom(0);
}

//! One window after the other.
void WindowSet::whenSafeFrom(std::size_t first)
{
    if (first < m_windows.size())
        return m_windows.at(first)->application->whenSafe(
            [this, first] { whenSafeFrom(first + 1); });
    // Not quit(), which asks every window whether it may; and from the event loop.
    QMetaObject::invokeMethod(
        qApp, [] { QCoreApplication::exit(0); }, Qt::QueuedConnection);
}

} // namespace angee
