// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/attention.h"

#include "core/model/servicestatus.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <unordered_map>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! For its texts alone.
struct AttentionWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::Attention)
};

//! Collects the reasons of one object; the first added is its worst.
class Reasons final
{
public:
    void add(Severity severity, AttentionKind kind, const QString &text)
    {
        if (m_texts.isEmpty()) {
            m_item.severity = severity;
            m_item.kind = kind;
        }
        if (!text.isEmpty() && !m_texts.contains(text))
            m_texts.append(text);
    }

    void report(QList<AttentionItem> &items, ObjectKind kind, std::string_view name)
    {
        if (m_texts.isEmpty())
            return;
        m_item.object = {kind, toText(name)};
        m_item.reason = m_texts.join("; "_L1);
        items.append(m_item);
    }

private:
    AttentionItem m_item;
    QStringList m_texts;
};

//! What was seen of a service, or what its word alone tells of it.
class Sighting final
{
public:
    explicit Sighting(const ServiceSights &sights)
        : m_sights(sights)
    { }

    [[nodiscard]] ServiceSight of(const ServiceRow &service) const
    {
        // Running ones are in no list, and nearly all run: without a list, no name is converted.
        const ServiceState state = serviceState(service.status);
        if (isUp(state))
            return {};
        if (!m_sights.isEmpty()) {
            if (const auto found = m_sights.constFind(toText(service.name));
                found != m_sights.cend())
                return *found;
        }
        ServiceSight sight;
        if (hasEnded(state))
            sight.state = ServiceSight::State::EndedUnseen;
        return sight;
    }

private:
    const ServiceSights &m_sights;
};

void addServices(const Snapshot &snapshot, const Sighting &sighting, QList<AttentionItem> &items)
{
    for (const ServiceRow &service : snapshot.services()) {
        const ServiceState state = serviceState(service.status);
        const bool unhealthy = serviceHealth(service.health) == ServiceHealth::Unhealthy;
        if (isSteady(state) && !unhealthy)
            continue; // the usual case, without any allocation
        Reasons reasons;
        const ServiceSight sight = sighting.of(service);
        if (sight.state == ServiceSight::State::EndedUnseen)
            reasons.add(Severity::Bad, AttentionKind::ServiceExited,
                        sightText(sight, toText(service.status)));
        else if (sight.state == ServiceSight::State::NotRunning)
            reasons.add(Severity::Warning, AttentionKind::ServiceNotRunning,
                        sightText(sight, toText(service.status)));
        if (unhealthy && !isDown(state))
            reasons.add(Severity::Bad, AttentionKind::ServiceUnhealthy,
                        AttentionWords::tr("unhealthy"));
        if (state == ServiceState::Restarting)
            reasons.add(Severity::Warning, AttentionKind::ServiceRestarting,
                        AttentionWords::tr("restarting"));
        else if (state == ServiceState::Paused)
            reasons.add(Severity::Warning, AttentionKind::ServiceNotRunning,
                        AttentionWords::tr("paused"));
        reasons.report(items, ObjectKind::Service, service.name);
    }
}

//! One item for the stack, and not one for each of its services, when nothing of them can be seen.
void addUnobserved(const Snapshot &snapshot, const Sighting &sighting, QList<AttentionItem> &items)
{
    using Cause = ServiceSight::Cause;
    Reasons reasons;
    Cause told = Cause::None;
    for (const ServiceRow &service : snapshot.services()) {
        if (isUp(serviceState(service.status)))
            continue;
        const ServiceSight sight = sighting.of(service);
        if (sight.state != ServiceSight::State::NotObserved || sight.cause == told
            || sight.cause == Cause::StackDown)
            continue;
        told = sight.cause;
        reasons.add(Severity::Bad, AttentionKind::NothingObserved, sightCauseText(sight.cause));
        reasons.add(Severity::Bad, AttentionKind::NothingObserved, sight.words);
    }
    reasons.report(items, ObjectKind::Stack, snapshot.stackName());
}

QString routeReason(const RouteRow &route, const ServiceRow *service, const ServiceSight &sight)
{
    if (!service)
        return AttentionWords::tr("its route leads to a service that does not exist: %1")
            .arg(toText(route.url));
    return AttentionWords::tr("the service behind its route is %1: %2")
        .arg(sightText(sight, toText(service->status)), toText(route.url));
}

void addRoutes(const Snapshot &snapshot, const Sighting &sighting, QList<AttentionItem> &items)
{
    if (snapshot.routes().empty())
        return;
    std::unordered_map<std::string_view, const ServiceRow *> services;
    services.reserve(snapshot.services().size());
    for (const ServiceRow &service : snapshot.services())
        services.emplace(service.name, &service);
    for (const RouteRow &route : snapshot.routes()) {
        const auto found = services.find(route.service);
        const ServiceRow *const service = found == services.end() ? nullptr : found->second;
        if (service && isUp(serviceState(service->status)))
            continue;
        const ServiceSight sight = service ? sighting.of(*service) : ServiceSight();
        if (sight.state == ServiceSight::State::StoppedHere
            || sight.state == ServiceSight::State::Changing)
            continue;
        // Of what cannot be seen the stack's own item tells.
        if (sight.state == ServiceSight::State::NotObserved
            && sight.cause != ServiceSight::Cause::StackDown)
            continue;
        Reasons reasons;
        reasons.add(Severity::Bad, AttentionKind::RouteDown, routeReason(route, service, sight));
        reasons.report(items, ObjectKind::Route, route.service);
    }
}

QString divergence(int ahead, int behind)
{
    return AttentionWords::tr("diverged: %1 ahead, %2 behind").arg(ahead).arg(behind);
}

void addSources(const Snapshot &snapshot, QList<AttentionItem> &items)
{
    for (const SourceRow &source : snapshot.sources()) {
        if (source.error.empty() && source.state != "error" && source.state != "diverged")
            continue;
        Reasons reasons;
        if (!source.error.empty() || source.state == "error")
            reasons.add(Severity::Bad, AttentionKind::SourceFailed,
                        source.error.empty() ? AttentionWords::tr("error") : toText(source.error));
        if (source.state == "diverged")
            reasons.add(Severity::Warning, AttentionKind::SourceDiverged,
                        divergence(source.ahead, source.behind));
        reasons.report(items, ObjectKind::Source, source.name);
    }
}

//! Why a workspace ends soon, or nothing.
QString endOf(const WorkspaceRow &workspace, qint64 nowMs)
{
    if (workspace.expired || (workspace.expiresAtMs > 0 && workspace.expiresAtMs <= nowMs))
        return AttentionWords::tr("its workspace has expired");
    if (workspace.expiresAtMs > 0 && workspace.expiresAtMs - nowMs < ExpiryWarningMs)
        return AttentionWords::tr("its workspace expires within 24 hours");
    return {};
}

std::unordered_map<std::string_view, QString> endingWorkspaces(const Snapshot &snapshot,
                                                               qint64 nowMs)
{
    std::unordered_map<std::string_view, QString> ending;
    for (const WorkspaceRow &workspace : snapshot.workspaces()) {
        if (const QString end = endOf(workspace, nowMs); !end.isEmpty())
            ending.emplace(workspace.name, end);
    }
    return ending;
}

void addMidst(const LinkRow &link, const SlotMidsts &midsts, Reasons &reasons)
{
    if (midsts.isEmpty())
        return;
    const GitMidst midst = midsts.value(toText(link.id), GitMidst::None);
    if (midst == GitMidst::Merging)
        reasons.add(Severity::Bad, AttentionKind::SlotInConflict,
                    AttentionWords::tr("in the middle of a merge that stopped"));
    else if (midst == GitMidst::Rebasing)
        reasons.add(Severity::Bad, AttentionKind::SlotInConflict,
                    AttentionWords::tr("in the middle of a rebase that stopped"));
}

void addSlots(const Snapshot &snapshot, qint64 nowMs, const SlotMidsts &midsts,
              QList<AttentionItem> &items)
{
    const auto ending = endingWorkspaces(snapshot, nowMs);
    for (const LinkRow &link : snapshot.links()) {
        Reasons reasons;
        addMidst(link, midsts, reasons);
        const bool isUnpushed = link.kind == "git" && link.exists && (link.dirty || !link.pushed);
        if (const auto end = ending.find(link.workspace); isUnpushed && end != ending.end())
            reasons.add(
                Severity::Bad, AttentionKind::SlotOnlyCopy,
                AttentionWords::tr("the only copy of its work is here, and %1").arg(end->second));
        if (!link.error.empty() || link.state == "error")
            reasons.add(Severity::Bad, AttentionKind::SlotFailed,
                        link.error.empty() ? AttentionWords::tr("error") : toText(link.error));
        else if (link.state == "missing")
            reasons.add(Severity::Bad, AttentionKind::SlotFailed, AttentionWords::tr("missing"));
        if (link.state == "branch-mismatch")
            reasons.add(Severity::Warning, AttentionKind::SlotMismatched,
                        link.unpushedReason.empty()
                            ? AttentionWords::tr("on another branch than expected")
                            : toText(link.unpushedReason));
        if (link.state == "diverged")
            reasons.add(Severity::Warning, AttentionKind::SlotDiverged,
                        divergence(link.ahead, link.behind));
        if (link.dirty || link.state == "dirty")
            reasons.add(Severity::Warning, AttentionKind::SlotDirty,
                        AttentionWords::tr("uncommitted changes"));
        if (!link.pushed && !link.unpushedReason.empty())
            reasons.add(Severity::Warning, AttentionKind::SlotUnpushed,
                        toText(link.unpushedReason));
        reasons.report(items, ObjectKind::Slot, link.id);
    }
}

void addWorkspaces(const Snapshot &snapshot, qint64 nowMs, QList<AttentionItem> &items)
{
    for (const WorkspaceRow &workspace : snapshot.workspaces()) {
        Reasons reasons;
        const qint64 left = workspace.expiresAtMs - nowMs;
        if (!workspace.error.empty() || workspace.state == "error")
            reasons.add(Severity::Bad, AttentionKind::WorkspaceFailed,
                        workspace.error.empty() ? AttentionWords::tr("error")
                                                : toText(workspace.error));
        else if (workspace.state == "missing" || (workspace.hasStatus && !workspace.exists))
            reasons.add(Severity::Bad, AttentionKind::WorkspaceFailed,
                        AttentionWords::tr("its folder is missing"));
        if (!workspace.innerError.empty())
            reasons.add(Severity::Bad, AttentionKind::WorkspaceFailed,
                        AttentionWords::tr("inner stack: %1").arg(toText(workspace.innerError)));
        if (workspace.expired || (workspace.expiresAtMs > 0 && left <= 0))
            reasons.add(Severity::Warning, AttentionKind::WorkspaceExpired,
                        AttentionWords::tr("expired"));
        else if (workspace.expiresAtMs > 0 && left < ExpiryWarningMs)
            reasons.add(Severity::Warning, AttentionKind::WorkspaceExpiring,
                        AttentionWords::tr("expires within 24 hours"));
        reasons.report(items, ObjectKind::Workspace, workspace.name);
    }
}

void addSecrets(const Snapshot &snapshot, QList<AttentionItem> &items)
{
    for (const SecretRow &secret : snapshot.secrets()) {
        if (!secret.required || secret.hasValue)
            continue;
        Reasons reasons;
        reasons.add(Severity::Bad, AttentionKind::SecretMissing,
                    AttentionWords::tr("required, but has no value"));
        reasons.report(items, ObjectKind::Secret, secret.name);
    }
}

void addStuck(const Snapshot &snapshot, const QList<StuckCause> &stuck, QList<AttentionItem> &items)
{
    for (const StuckCause &cause : stuck) {
        ObjectRef object = stuckObject(cause);
        if (object.kind == ObjectKind::Stack)
            object.name = toText(snapshot.stackName());
        const QString text = blocksStack(cause.kind)
            ? AttentionWords::tr("stops every build, start, stop and log: %1 %2")
            : u"%1 %2"_s;
        items.append({Severity::Bad, AttentionKind::StackStuck, object,
                      text.arg(stuckText(cause), stuckAdvice(cause)), 0});
    }
}

//! One object can be found wanting in two ways that do not know of each other.
void mergeSame(QList<AttentionItem> &items)
{
    QHash<ObjectRef, qsizetype> first;
    QList<AttentionItem> merged;
    for (const AttentionItem &item : std::as_const(items)) {
        const auto known = first.constFind(item.object);
        if (known == first.cend()) {
            first.insert(item.object, merged.size());
            merged.append(item);
            continue;
        }
        AttentionItem &kept = merged[*known];
        if (!kept.reason.contains(item.reason))
            kept.reason += u"; "_s + item.reason;
    }
    items = merged;
}

} // namespace

void dropMended(QList<StuckCause> &stuck, const Snapshot &snapshot)
{
    using Kind = StuckCause::Kind;
    if (stuck.isEmpty() || !snapshot.knows(SnapshotPart::Services | SnapshotPart::Jobs))
        return;
    const bool containers = std::any_of(
        snapshot.services().begin(), snapshot.services().end(), [](const ServiceRow &service) {
            return serviceRuntime(service.runtime) == ServiceRuntime::Container
                && isUp(serviceState(service.status));
        });
    const auto service = [&snapshot](const QString &name) {
        return snapshot.service(name.toStdString());
    };
    stuck.removeIf([&](const StuckCause &cause) {
        const bool userGone = !cause.user.isEmpty() && !service(cause.user)
            && !snapshot.job(cause.user.toStdString());
        switch (cause.kind) {
        case Kind::SecretNotResolved: {
            const SecretRow *secret = snapshot.secret(cause.object.toStdString());
            return userGone || (secret && secret->hasValue);
        }
        case Kind::WorkspaceNotDeclared:
            return userGone || snapshot.workspace(cause.object.toStdString());
        case Kind::SourceNotDeclared:
            return userGone || snapshot.source(cause.object.toStdString());
        case Kind::NameRefused:
            return !service(cause.object) || containers;
        case Kind::DependsOnUndefined:
            return userGone || containers;
        // While one of these stands in the way, no container is seen to run.
        case Kind::SecretBreaksStack:
        case Kind::ComposeFileInvalid:
        case Kind::ComposeFileMissing:
        case Kind::EngineUnreachable:
        case Kind::EngineMissing:
            return containers;
        case Kind::ManifestBroken: // it was read to give this snapshot
            return true;
        // Of one moment: the words of the task tell it.
        case Kind::PortTaken:
        case Kind::NameInUse:
            return true;
        }
        Q_UNREACHABLE();
    });
}

QList<AttentionItem> findAttention(const Snapshot &snapshot, qint64 nowMs,
                                   const QList<AttentionItem> &before, const ServiceSights &sights,
                                   const QList<StuckCause> &stuck, const SlotMidsts &midsts)
{
    QList<AttentionItem> items;
    const Sighting sighting(sights);
    addStuck(snapshot, stuck, items);
    addUnobserved(snapshot, sighting, items);
    addServices(snapshot, sighting, items);
    addRoutes(snapshot, sighting, items);
    addWorkspaces(snapshot, nowMs, items);
    addSlots(snapshot, nowMs, midsts, items);
    addSources(snapshot, items);
    addSecrets(snapshot, items);
    mergeSame(items);
    std::sort(items.begin(), items.end(), [](const AttentionItem &a, const AttentionItem &b) {
        if (a.severity != b.severity)
            return a.severity < b.severity;
        if (a.kind != b.kind)
            return a.kind < b.kind;
        return a.object.name < b.object.name;
    });
    QHash<ObjectRef, const AttentionItem *> known;
    known.reserve(before.size());
    for (const AttentionItem &item : before)
        known.insert(item.object, &item);
    for (AttentionItem &item : items) {
        const AttentionItem *const old = known.value(item.object);
        item.sinceMs = old && old->kind == item.kind ? old->sinceMs : nowMs;
    }
    return items;
}

bool concerns(const QList<AttentionItem> &items, ObjectKind kind)
{
    return std::any_of(items.cbegin(), items.cend(),
                       [kind](const AttentionItem &item) { return item.object.kind == kind; });
}

} // namespace angee
