// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"
#include "core/model/gitwork.h"
#include "core/model/source.h"
#include "core/model/workspace.h"

#include <QString>

namespace angee {

//! \brief A slot of a workspace: its checkout of a source.
struct SlotName
{
    QString workspace;
    QString slot;

    friend bool operator==(const SlotName &, const SlotName &) = default;
};

//! \brief POST /workspaces/{w}/sources/{slot}/fetch, pull or push; a ref goes with push only.
//! Answers with the slot as it stands afterwards.
class SlotTransferCall final : public TypedCall<WorkspaceSlot>
{
    Q_OBJECT

public:
    //! \a action is Fetch, Pull or Push.
    SlotTransferCall(const SlotName &slot, SlotAction action, const QString &ref = {});

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST …/merge, rebase, merge-abort, rebase-abort, rebase-continue or publish.
//!
//! A merge or rebase that stopped in conflict comes as a 200; here it is a failure of kind Conflict
//! whose words name the files and end in git's own, since what was asked for did not happen.
class SlotGitCall final : public TypedCall<GitResult>
{
    Q_OBJECT

public:
    //! \a ref is the other side of Merge and Rebase and the branch of Publish; \a remote goes with
    //! Publish.
    SlotGitCall(const SlotName &slot, SlotAction action, const QString &ref = {},
                const QString &remote = {});

protected:
    std::optional<OperatorDaemonError> verdict(const HttpResult &result) override;
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief GET /workspaces/{w}/sources/{slot}/diff. Without a ref: the checkout against its index.
class SlotDiffCall final : public TypedCall<QList<DiffFile>>
{
    Q_OBJECT

public:
    SlotDiffCall(const SlotName &slot, const QString &ref);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /workspaces/{w}/push: all slots, in their order; stops at the first that fails.
class WorkspacePushCall final : public TypedCall<QList<Source>>
{
    Q_OBJECT

public:
    WorkspacePushCall(const QString &workspace, const QString &ref);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /workspaces/{w}/sync-base. A conflict is a refusal that leaves the checkout in the
//! middle (contract.md, Q22).
class WorkspaceSyncBaseCall final : public TypedCall<QList<Source>>
{
    Q_OBJECT

public:
    WorkspaceSyncBaseCall(const QString &workspace, SyncMethod method);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief GET /gitops/topology with up to \a commits commits a source, for questions to their
//! graph.
class TopologyCommitsCall final : public TypedCall<QList<SourceCommits>>
{
    Q_OBJECT

public:
    //! The daemon gives this many at most.
    static constexpr int mostCommits = 1000;

    explicit TopologyCommitsCall(int commits);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

} // namespace angee
