// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/slotrecord.h"
#include "core/model/source.h"

#include <QString>

#include <string_view>
#include <vector>

namespace angee {

//! \brief A cell as text for people. The rows keep UTF-8, because turning every cell of a large
//! snapshot into a QString costs more than decoding it; a view converts only what it paints.
[[nodiscard]] inline QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

//! \brief The other way round: bytes to compare or search with. Keep the result alive as long as
//! the view into it.
[[nodiscard]] inline std::string_view viewOf(const QByteArray &utf8)
{
    return {utf8.constData(), size_t(utf8.size())};
}

// Rows of one Snapshot (contract.md, section 4). Every string_view points into that snapshot and
// lives exactly as long; an absent value is empty. key() names the object and is unique within its
// list. Equality compares what the daemon said, not where it is stored.

struct ServiceRow
{
    std::string_view name;
    std::string_view runtime;
    std::string_view status; //!< open set (contract.md, section 9)
    std::string_view health; //!< empty when the daemon reports none
    //! Those that it is mounted in, as the workspaces tell, separated by ", ". Known for the
    //! services of the stack itself only.
    std::string_view workspaces = {};

    [[nodiscard]] std::string_view key() const { return name; }
    friend bool operator==(const ServiceRow &, const ServiceRow &) = default;
};

struct JobRow
{
    std::string_view name;
    std::string_view runtime;

    [[nodiscard]] std::string_view key() const { return name; }
    friend bool operator==(const JobRow &, const JobRow &) = default;
};

struct SourceRow
{
    std::string_view name;
    std::string_view kind;
    std::string_view path;
    std::string_view state;
    std::string_view branch;
    std::string_view ref;
    std::string_view currentRef;
    std::string_view upstream;
    std::string_view unpushedReason;
    std::string_view error;
    int ahead = 0;
    int behind = 0;
    bool exists = false;
    bool dirty = false;
    bool pushed = false;
    int uses = 0; //!< slots that are bound to it

    [[nodiscard]] std::string_view key() const { return name; }
    friend bool operator==(const SourceRow &, const SourceRow &) = default;
};

//! A copy that outlives the snapshot.
[[nodiscard]] Source toSource(const SourceRow &row);

//! A slot of a workspace that is bound to a source.
struct LinkRow
{
    std::string_view id; //!< "<workspace>:<slot>"
    std::string_view source;
    std::string_view workspace;
    std::string_view slot;
    std::string_view kind;
    std::string_view mode;
    std::string_view branch;
    std::string_view ref;
    std::string_view path;
    std::string_view state;
    std::string_view currentRef;
    std::string_view upstream;
    std::string_view unpushedReason;
    std::string_view error;
    int ahead = 0;
    int behind = 0;
    bool exists = false;
    bool dirty = false;
    bool pushed = false;

    [[nodiscard]] std::string_view key() const { return id; }
    friend bool operator==(const LinkRow &, const LinkRow &) = default;
};

//! A copy that outlives the snapshot.
[[nodiscard]] SlotRecord toSlotRecord(const LinkRow &row);

//! Who uses a workspace: a service or a job, by one of its fields.
struct MountRow
{
    std::string_view kind;
    std::string_view name;
    std::string_view field;
    std::string_view value;

    friend bool operator==(const MountRow &, const MountRow &) = default;
};

//! The state of all slots of one workspace, counted, so that a table needs no second look-up.
struct SlotCounts
{
    int total = 0;
    int dirty = 0;
    int unpushed = 0;
    int diverged = 0;
    int mismatched = 0;
    int failed = 0; //!< state error or missing
    int ahead = 0; //!< commits, summed
    int behind = 0; //!< commits, summed

    friend bool operator==(const SlotCounts &, const SlotCounts &) = default;
};

//! What the GitOps topology tells of a workspace, which the daemon may fail to give.
struct WorkspaceStatusRow
{
    bool hasStatus = false;
    bool exists = false;
    bool expired = false;
    bool hasInnerStack = false;
    std::string_view state;
    std::string_view error;
    std::string_view innerError;
    std::string_view innerName;
    std::string_view innerRoot;
    std::vector<ServiceRow> innerServices;
    std::vector<MountRow> mountedBy;

    friend bool operator==(const WorkspaceStatusRow &, const WorkspaceStatusRow &) = default;
};

struct WorkspaceRow : WorkspaceStatusRow
{
    std::string_view name;
    std::string_view path;
    std::string_view templateRef;
    std::string_view ttl;
    std::string_view ttlExpiresAt; //!< as sent: RFC 3339
    std::string_view playwrightMcpName;
    std::string_view playwrightMcpUrl;
    qint64 expiresAtMs = 0; //!< ttlExpiresAt by this machine's clock, 0 for none
    int processComposePort = 0;
    SlotCounts slotCounts;

    [[nodiscard]] std::string_view key() const { return name; }
    friend bool operator==(const WorkspaceRow &, const WorkspaceRow &) = default;
};

struct TemplateInputRow
{
    std::string_view name;
    std::string_view type;
    std::string_view defaultValue;
    bool required = false;
    bool immutable = false;
    bool generated = false;
    bool question = false;

    friend bool operator==(const TemplateInputRow &, const TemplateInputRow &) = default;
};

struct TemplateRow
{
    std::string_view ref;
    std::string_view kind;
    std::string_view name;
    std::string_view path;
    std::vector<TemplateInputRow> inputs;

    [[nodiscard]] std::string_view key() const { return ref; }
    friend bool operator==(const TemplateRow &, const TemplateRow &) = default;
};

//! Metadata alone: a snapshot never holds a secret's value.
struct SecretRow
{
    std::string_view name;
    std::string_view importRef;
    std::string_view envVar;
    bool declared = false;
    bool hasValue = false;
    bool required = false;
    bool generated = false;

    [[nodiscard]] std::string_view key() const { return name; }
    friend bool operator==(const SecretRow &, const SecretRow &) = default;
};

//! A route of the ingress; the key is its service.
struct RouteRow
{
    std::string_view service;
    std::string_view url;

    [[nodiscard]] std::string_view key() const { return service; }
    friend bool operator==(const RouteRow &, const RouteRow &) = default;
};

//! The daemon's own count over top-level sources and slots together (contract.md, section 4).
struct GitOpsCounts
{
    int sources = 0;
    int workspaces = 0;
    int worktrees = 0;
    int clean = 0;
    int dirty = 0;
    int ahead = 0;
    int behind = 0;
    int diverged = 0;
    int branchMismatch = 0;
    int missing = 0;
    int error = 0;
    int unpushed = 0;

    friend bool operator==(const GitOpsCounts &, const GitOpsCounts &) = default;
};

} // namespace angee
