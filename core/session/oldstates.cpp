// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/session/oldstates.h"

#include "core/live/livestore.h"
#include "core/model/servicestatus.h"
#include "core/session/manifestwatch.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"

#include <QUrlQuery>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

bool isContainer(const ServiceRow &service)
{
    return serviceRuntime(service.runtime) == ServiceRuntime::Container;
}

//! The services that a request names, where it names some.
QStringList namedIn(const Task &task)
{
    if (!task.request())
        return {};
    const QUrlQuery query(QString::fromLatin1(task.request()->query));
    return query.allQueryItemValues(u"service"_s, QUrl::FullyDecoded);
}

} // namespace

OldStates::OldStates(Session *session)
    : QObject(session)
    , m_session(session)
{
    connect(session, &Session::daemonChanged, this, &OldStates::onDaemonChanged);
    connect(session->tasks(), &TaskRunner::taskFinished, this, &OldStates::onTask);
    connect(session->manifest(), &ManifestWatch::redeclared, this, &OldStates::onRedeclared);
    onDaemonChanged();
}

OldStates::~OldStates() = default;

void OldStates::onDaemonChanged()
{
    m_live = m_session->live();
    m_states.clear();
    if (m_live)
        connect(m_live, &LiveStore::snapshotChanged, this, &OldStates::show);
    show();
}

QStringList OldStates::services() const
{
    QStringList names;
    if (const SnapshotPtr snapshot = m_live ? m_live->snapshot() : nullptr) {
        for (const ServiceRow &service : snapshot->services())
            names.append(toText(service.name));
    }
    return names;
}

QStringList OldStates::usersOf(QStringList ManifestEntry::*things, const QString &name) const
{
    const auto &entries = m_session->manifest()->entries();
    if (!entries)
        return services();
    QStringList users;
    for (const ManifestEntry &entry : *entries) {
        if (entry.isService && (entry.*things).contains(name))
            users.append(entry.name);
    }
    return users;
}

QStringList OldStates::built() const
{
    QStringList names;
    if (const auto &entries = m_session->manifest()->entries()) {
        for (const ManifestEntry &entry : *entries) {
            if (entry.isService && entry.isContainer && entry.isBuilt)
                names.append(entry.name);
        }
        return names;
    }
    if (const SnapshotPtr snapshot = m_live ? m_live->snapshot() : nullptr) {
        for (const ServiceRow &service : snapshot->services()) {
            if (isContainer(service))
                names.append(toText(service.name));
        }
    }
    return names;
}

void OldStates::mark(const QStringList &services, const QString &reason, OldState::Way container,
                     OldState::Certainty certainty)
{
    const SnapshotPtr snapshot = m_live ? m_live->snapshot() : nullptr;
    if (!snapshot)
        return;
    for (const QString &name : services) {
        const ServiceRow *row = snapshot->service(name.toStdString());
        // What does not run has no old state, but for a container, which keeps it for its start.
        if (!row || (!isContainer(*row) && !isUp(serviceState(row->status))))
            continue;
        const bool isNew = !m_states.contains(name);
        OldState &state = m_states[name];
        if (isNew || certainty == OldState::Certainty::Certain)
            state.certainty = certainty;
        if (!isContainer(*row))
            state.way = OldState::Way::Restart;
        else if (state.reasons.isEmpty() || container == OldState::Way::BuildAndRecreate)
            state.way = container;
        state.reasons.removeAll(reason);
        state.reasons.append(reason);
    }
}

void OldStates::onTask(const Task *task)
{
    if (!m_live || !task->succeeded())
        return;
    noteApplied(*task);
    noteChange(*task);
    show();
}

void OldStates::noteChange(const Task &task)
{
    using Way = OldState::Way;
    const QString name = task.spec().object.name;
    const bool known = m_session->manifest()->entries().has_value();
    const auto certainty = known ? OldState::Certainty::Certain : OldState::Certainty::Possible;
    switch (task.spec().verb) {
    case ActionVerb::Set:
        if (task.spec().object.kind == ObjectKind::Secret)
            mark(usersOf(&ManifestEntry::secrets, name),
                 known ? tr("Secret \"%1\" was set.").arg(name)
                       : tr("Secret \"%1\" was set, and it may use it.").arg(name),
                 Way::Recreate, certainty);
        return;
    case ActionVerb::Build:
        mark(built(),
             known ? tr("Its image was built.") : tr("Images were built, and its own may be one."),
             Way::Recreate, certainty);
        return;
    case ActionVerb::UpdateFromTemplate:
        if (task.spec().object.kind == ObjectKind::Service)
            mark({name}, tr("It was rendered anew from its template."), Way::BuildAndRecreate);
        break;
    case ActionVerb::Save: {
        const QString source = name.section(u':', 0, 0);
        if (known)
            mark(usersOf(&ManifestEntry::sources, source),
                 tr("A file of source \"%1\" was saved.").arg(source), Way::BuildAndRecreate);
        break;
    }
    case ActionVerb::Create:
    case ActionVerb::Update:
    case ActionVerb::Destroy:
    case ActionVerb::RunMutation:
        break;
    default:
        return;
    }
    m_session->manifest()->refresh(); // it may have been changed by that
}

void OldStates::noteApplied(const Task &task)
{
    const QString name = task.spec().object.name;
    const bool ofService = task.spec().object.kind == ObjectKind::Service;
    const auto take = [this](const QString &service, ActionVerb verb) {
        const auto found = m_states.find(service);
        if (found == m_states.end())
            return;
        const bool restarts = verb == ActionVerb::Restart || verb == ActionVerb::Start;
        const bool done = found->way == OldState::Way::Restart ? restarts || verb == ActionVerb::Up
            : found->way == OldState::Way::Recreate
            ? verb == ActionVerb::Up || verb == ActionVerb::Run || verb == ActionVerb::BuildAndApply
            : verb == ActionVerb::BuildAndApply;
        if (done)
            m_states.erase(found);
    };
    switch (task.spec().verb) {
    case ActionVerb::Up:
    case ActionVerb::Start:
    case ActionVerb::Restart:
    case ActionVerb::Run:
    case ActionVerb::BuildAndApply: {
        QStringList meant = ofService ? QStringList{name} : namedIn(task);
        if (meant.isEmpty())
            meant = m_states.keys();
        for (const QString &service : std::as_const(meant)) {
            // The stack's up leaves local services alone.
            if (ofService || m_states.value(service).way != OldState::Way::Restart)
                take(service, task.spec().verb);
        }
        return;
    }
    case ActionVerb::Down:
    case ActionVerb::Destroy:
        if (ofService)
            m_states.remove(name);
        else if (task.spec().object.kind == ObjectKind::Stack)
            m_states.clear();
        return;
    default:
        return;
    }
}

void OldStates::onRedeclared(const std::optional<QList<ManifestEntry>> &before)
{
    const auto &now = m_session->manifest()->entries();
    if (!before || !now)
        return;
    mark(redeclaredServices(*before, *now), tr("Its entry in the manifest was changed."),
         OldState::Way::Recreate);
    show();
}

void OldStates::show()
{
    QHash<QString, OldState> shown;
    const SnapshotPtr snapshot = m_live ? m_live->snapshot() : nullptr;
    for (auto it = m_states.begin(); snapshot && it != m_states.end();) {
        const ServiceRow *row = snapshot->service(it.key().toStdString());
        const bool runs = row && isUp(serviceState(row->status));
        if (runs)
            shown.insert(it.key(), *it);
        const bool gone = !row || (!runs && it->way == OldState::Way::Restart);
        it = gone ? m_states.erase(it) : std::next(it);
    }
    if (shown == m_shown)
        return;
    m_shown = shown;
    emit changed();
}

} // namespace angee
