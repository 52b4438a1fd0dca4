// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/textarena.h"
#include "core/live/snapshotrows.h"

#include <QDateTime>
#include <QMetaType>
#include <QStringList>

#include <memory>
#include <span>

namespace angee {

class Snapshot;

//! \brief The lists of a snapshot. The daemon is asked for some of them more often than for others.
enum class SnapshotPart {
    Stack = 0x1, //!< name and root
    Services = 0x2,
    Jobs = 0x4,
    Sources = 0x8,
    Workspaces = 0x10,
    Templates = 0x20,
    Secrets = 0x40,
    GitOps = 0x80, //!< links, counts, the status of workspaces
    Ingress = 0x100,
};
Q_DECLARE_FLAGS(SnapshotParts, SnapshotPart)

constexpr SnapshotParts everyPart = SnapshotParts(0x1FF);

//! \brief Shared because the store, every model and the worker that compares snapshots hold the
//! same immutable one, and the rows in it are views that must not outlive it.
using SnapshotPtr = std::shared_ptr<const Snapshot>;

//! \brief The stack as the daemon described it at one moment; never changes once it is made.
//!
//! Owns the text that all its rows point into. May be read from any thread.
class Snapshot final
{
public:
    Snapshot();
    ~Snapshot();
    Q_DISABLE_COPY_MOVE(Snapshot)

    [[nodiscard]] std::string_view stackName() const { return m_stackName; }
    [[nodiscard]] std::string_view stackRoot() const { return m_stackRoot; }
    [[nodiscard]] const std::vector<ServiceRow> &services() const { return m_services; }
    [[nodiscard]] const std::vector<JobRow> &jobs() const { return m_jobs; }
    [[nodiscard]] const std::vector<SourceRow> &sources() const { return m_sources; }
    [[nodiscard]] const std::vector<WorkspaceRow> &workspaces() const { return m_workspaces; }
    [[nodiscard]] const std::vector<TemplateRow> &templates() const { return m_templates; }
    [[nodiscard]] const std::vector<SecretRow> &secrets() const { return m_secrets; }
    //! Grouped by workspace, in the daemon's order within each.
    [[nodiscard]] const std::vector<LinkRow> &links() const { return m_links; }
    [[nodiscard]] const GitOpsCounts &gitOps() const { return m_gitOps; }
    //! False when the daemon could give no GitOps topology: links and slot counts are then unknown,
    //! not empty.
    [[nodiscard]] bool hasGitOps() const { return m_hasGitOps; }

    //! What is known of the stack. A list that is not known is empty and says nothing; one that the
    //! answer did not hold is that of the answer before.
    [[nodiscard]] SnapshotParts parts() const { return m_parts; }
    [[nodiscard]] bool knows(SnapshotParts parts) const { return (m_parts & parts) == parts; }

    [[nodiscard]] bool hasIngress() const { return m_hasIngress; }
    [[nodiscard]] std::string_view ingressType() const { return m_ingressType; }
    [[nodiscard]] std::string_view ingressDomain() const { return m_ingressDomain; }
    [[nodiscard]] const std::vector<RouteRow> &routes() const { return m_routes; }

    //! When the last byte of it arrived, by the wall clock: for people. Never compute an age from
    //! it.
    [[nodiscard]] const QDateTime &receivedAt() const { return m_receivedAt; }
    //! What the daemon could not tell, in its own words; the rest of the snapshot is good.
    [[nodiscard]] const QStringList &problems() const { return m_problems; }

    // Look-ups by key walk the list: microseconds at 10,000 rows, for a click or a detail view.
    [[nodiscard]] const ServiceRow *service(std::string_view name) const;
    [[nodiscard]] const JobRow *job(std::string_view name) const;
    [[nodiscard]] const SourceRow *source(std::string_view name) const;
    [[nodiscard]] const WorkspaceRow *workspace(std::string_view name) const;
    [[nodiscard]] const TemplateRow *templateByRef(std::string_view ref) const;
    [[nodiscard]] const SecretRow *secret(std::string_view name) const;
    //! The slots of one workspace.
    [[nodiscard]] std::span<const LinkRow> linksOf(std::string_view workspace) const;

    //! True when both say the same; times of arrival do not count.
    [[nodiscard]] bool sameContent(const Snapshot &other) const;

private:
    friend class SnapshotReader;

    void finish();
    void keep(const Snapshot &from, SnapshotParts parts);
    void forgetDerived();
    void countSlots();
    void countUses();
    void placeServices();

    // Shared with the snapshots that keep lists of this one: their rows are views into it.
    std::shared_ptr<TextArena> m_text;
    std::vector<std::shared_ptr<const TextArena>> m_keptTexts;
    SnapshotParts m_parts;
    std::string_view m_stackName;
    std::string_view m_stackRoot;
    std::vector<ServiceRow> m_services;
    std::vector<JobRow> m_jobs;
    std::vector<SourceRow> m_sources;
    std::vector<WorkspaceRow> m_workspaces;
    std::vector<TemplateRow> m_templates;
    std::vector<SecretRow> m_secrets;
    std::vector<LinkRow> m_links;
    GitOpsCounts m_gitOps;
    bool m_hasGitOps = false;
    std::string_view m_ingressType;
    std::string_view m_ingressDomain;
    std::vector<RouteRow> m_routes;
    bool m_hasIngress = false;
    QDateTime m_receivedAt;
    QStringList m_problems;
};

} // namespace angee

// Not within the namespace: it would hide the operators of Qt's own flags there.
Q_DECLARE_OPERATORS_FOR_FLAGS(angee::SnapshotParts)

Q_DECLARE_METATYPE(angee::SnapshotPtr)
