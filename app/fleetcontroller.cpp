// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/fleetcontroller.h"

#include "app/application.h"
#include "app/windowset.h"
#include "core/base/visibletext.h"
#include "core/fleet/fleet.h"
#include "core/net/baseurl.h"
#include "core/session/session.h"
#include "ui/fleet/fleetwindow.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! The machine of \a address without the port, for a daemon that listens on another one.
QString machineOf(const QString &address)
{
    QUrl url(address);
    url.setPort(-1);
    url.setPath({});
    return url.toString();
}

} // namespace

FleetController::FleetController(WindowSet *windows, CredentialStore *credentials,
                                 const QString &dataFolder, QObject *parent)
    : QObject(parent)
    , m_windows(windows)
    , m_credentials(credentials)
    , m_dataFolder(dataFolder)
    , m_profiles(QDir(dataFolder).filePath(u"profiles.json"_s))
{
    connect(windows, &WindowSet::windowsChanged, this, &FleetController::matchWindows);
}

FleetController::~FleetController() = default;

void FleetController::open()
{
    if (m_window)
        return m_window->present();
    m_fleet = std::make_unique<Fleet>(m_credentials, m_dataFolder, m_timings);
    m_window = std::make_unique<FleetWindow>(m_fleet.get());
    connect(m_window.get(), &FleetWindow::openRequested, this, &FleetController::openMember);
    connect(m_window.get(), &FleetWindow::innerRequested, this, &FleetController::openInner);
    connect(m_window.get(), &FleetWindow::profilesWanted, this, &FleetController::readProfiles);
    connect(m_window.get(), &FleetWindow::closed, this, &FleetController::close,
            Qt::QueuedConnection);
    readProfiles();
    matchWindows();
    m_window->present();
}

void FleetController::close()
{
    m_window.reset();
    m_fleet.reset();
}

void FleetController::readProfiles()
{
    if (m_fleet && m_profiles.load()) // one that cannot be read takes nothing away
        m_fleet->setProfiles(m_profiles.profiles());
}

void FleetController::matchWindows()
{
    if (!m_fleet)
        return;
    QList<Session *> sessions;
    for (const Application *application : m_windows->windows())
        sessions.append(application->session());
    m_fleet->setSessions(sessions);
}

void FleetController::openMember(const QString &id, const ObjectRef &object)
{
    const auto profile = m_profiles.byId(id);
    const auto daemon = profile ? BaseUrl::parse(profile->url) : std::nullopt;
    const auto show = [&object, &daemon](Application *application) {
        if (daemon && !object.name.isEmpty())
            application->open(ObjectAddress(*daemon, object));
    };
    for (Application *application : m_windows->windows()) {
        const Session *session = application->session();
        if (!session->isConnected() || session->settings().profileId != id)
            continue;
        WindowSet::raise(application);
        return show(application);
    }
    if (!profile)
        return; // no saved profile, and its window is gone
    CommandLine line;
    line.profile = id;
    show(m_windows->receive(line, {}));
}

QList<PaletteEntry> FleetController::paletteEntries(const Application *application) const
{
    QList<PaletteEntry> entries;
    if (!m_fleet)
        return entries;
    const Session *shown = application->session();
    const QString own = shown->isConnected() ? shown->settings().profileId : QString();
    const QList<FleetObject> objects = m_fleet->objects();
    for (const FleetObject &found : objects) {
        if (found.member == own)
            continue;
        const QString kind = objectKindId(found.object.kind);
        entries.append({u"more:"_s + kind + u':' + found.member + u'\n' + found.object.name,
                        found.object.name,
                        tr("%1 in %2").arg(kindText(found.object.kind), found.profile),
                        u"%1 %2 %3"_s.arg(kind, found.profile, found.stack),
                        Icon::Name::Connection,
                        {}});
    }
    return entries;
}

void FleetController::openEntry(const QString &id)
{
    const auto kind = objectKindOf(id.section(u':', 1, 1));
    const QString rest = id.section(u':', 2);
    if (kind)
        openMember(rest.section(u'\n', 0, 0), {*kind, rest.section(u'\n', 1)});
}

//! On this machine the stack's folder tells its daemon's port and token; elsewhere a person has to.
void FleetController::openInner(const FleetInnerStack &inner)
{
    const FleetMember *outer = m_fleet ? m_fleet->member(inner.member) : nullptr;
    if (!outer)
        return;
    const QString address = outer->facts().address;
    const auto base = BaseUrl::parse(address);
    if (base && !base->ssh() && base->isLoopback() && QFileInfo(inner.root).isDir()) {
        CommandLine line;
        line.folder = inner.root;
        line.newWindow = true;
        m_windows->receive(line, {});
        return;
    }
    const std::vector<Application *> windows = m_windows->windows();
    Application *application = windows.empty() ? m_windows->receive({}, {}) : windows.back();
    WindowSet::raise(application);
    application->openConnectDialog(
        machineOf(address),
        tr("The stack %1 of workspace %2 lies in %3 on that machine. Its daemon listens on a port "
           "of its own: add it to the address, and give its token.")
            .arg(quotedName(inner.name), quotedName(inner.workspace), shownName(inner.root)));
}

} // namespace angee
