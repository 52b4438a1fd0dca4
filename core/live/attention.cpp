// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/attention.h"

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

void addServices(const Snapshot &snapshot, const StoppedServices &stopped,
                 QList<AttentionItem> &items)
{
    for (const ServiceRow &service : snapshot.services()) {
        if (service.health != "unhealthy" && !isEnded(service.status)
            && service.status != "restarting")
            continue; // the usual case, without any allocation
        Reasons reasons;
        if (isEnded(service.status) && !stopped.contains(service.name))
            reasons.add(Severity::Bad, AttentionKind::ServiceExited, toText(service.status));
        if (service.health == "unhealthy")
            reasons.add(Severity::Bad, AttentionKind::ServiceUnhealthy,
                        AttentionWords::tr("unhealthy"));
        if (service.status == "restarting")
            reasons.add(Severity::Warning, AttentionKind::ServiceRestarting,
                        AttentionWords::tr("restarting"));
        reasons.report(items, ObjectKind::Service, service.name);
    }
}

void addRoutes(const Snapshot &snapshot, const StoppedServices &stopped,
               QList<AttentionItem> &items)
{
    if (snapshot.routes().empty())
        return;
    std::unordered_map<std::string_view, std::string_view> statuses;
    statuses.reserve(snapshot.services().size());
    for (const ServiceRow &service : snapshot.services())
        statuses.emplace(service.name, service.status);
    for (const RouteRow &route : snapshot.routes()) {
        const auto found = statuses.find(route.service);
        if (found != statuses.end() && (isUp(found->second) || stopped.contains(route.service)))
            continue;
        Reasons reasons;
        reasons.add(Severity::Bad, AttentionKind::RouteDown,
                    found == statuses.end()
                        ? AttentionWords::tr("leads to a service that does not exist: %1")
                              .arg(toText(route.url))
                        : AttentionWords::tr("leads to a service that is %2: %1")
                              .arg(toText(route.url), toText(found->second)));
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

void addSlots(const Snapshot &snapshot, QList<AttentionItem> &items)
{
    for (const LinkRow &link : snapshot.links()) {
        Reasons reasons;
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

} // namespace

bool isUp(std::string_view status)
{
    constexpr std::string_view words[] = {"running",  "foreground", "launching",
                                          "launched", "watching",   "restarting"};
    return std::find(std::begin(words), std::end(words), status) != std::end(words);
}

bool isEnded(std::string_view status)
{
    // A crashed local service reads "completed" (contract.md, section 9).
    constexpr std::string_view words[] = {"exited", "dead", "error", "completed"};
    return std::find(std::begin(words), std::end(words), status) != std::end(words);
}

QList<AttentionItem> findAttention(const Snapshot &snapshot, qint64 nowMs,
                                   const QList<AttentionItem> &before,
                                   const StoppedServices &stopped)
{
    QList<AttentionItem> items;
    addServices(snapshot, stopped, items);
    addRoutes(snapshot, stopped, items);
    addWorkspaces(snapshot, nowMs, items);
    addSlots(snapshot, items);
    addSources(snapshot, items);
    addSecrets(snapshot, items);
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
