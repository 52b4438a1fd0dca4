// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/slotcalls.h"

#include "core/daemon/requests.h"
#include "core/daemon/wireobjects.h"
#include "core/net/baseurl.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct SlotCalls
{
    Q_DECLARE_TR_FUNCTIONS(angee::SlotCalls)
};

QByteArray workspacePath(const QString &workspace)
{
    return "/workspaces/"_ba + encodeSegment(workspace);
}

QByteArray slotPath(const SlotName &slot, const QByteArray &verb)
{
    return workspacePath(slot.workspace) + "/sources/"_ba + encodeSegment(slot.slot) + '/' + verb;
}

QJsonObject optionalRef(const QString &ref)
{
    return ref.isEmpty() ? QJsonObject() : QJsonObject{{u"ref"_s, ref}};
}

HttpRequest transferRequest(const SlotName &slot, SlotAction action, const QString &ref)
{
    switch (action) {
    case SlotAction::Fetch:
        return bareChange(slotPath(slot, "fetch"_ba));
    case SlotAction::Pull:
        return bareChange(slotPath(slot, "pull"_ba));
    default:
        Q_ASSERT(action == SlotAction::Push);
        return slowChange(slotPath(slot, "push"_ba), optionalRef(ref));
    }
}

QJsonObject publication(const QString &branch, const QString &remote)
{
    QJsonObject body;
    if (!branch.isEmpty())
        body.insert(u"branch"_s, branch);
    if (!remote.isEmpty())
        body.insert(u"remote"_s, remote);
    return body;
}

HttpRequest gitRequest(const SlotName &slot, SlotAction action, const QString &ref,
                       const QString &remote)
{
    switch (action) {
    case SlotAction::Merge:
        return slowChange(slotPath(slot, "merge"_ba), {{u"ref"_s, ref}});
    case SlotAction::Rebase:
        return slowChange(slotPath(slot, "rebase"_ba), {{u"ref"_s, ref}});
    case SlotAction::MergeAbort:
        return bareChange(slotPath(slot, "merge-abort"_ba));
    case SlotAction::RebaseAbort:
        return bareChange(slotPath(slot, "rebase-abort"_ba));
    case SlotAction::RebaseContinue:
        return bareChange(slotPath(slot, "rebase-continue"_ba));
    default:
        Q_ASSERT(action == SlotAction::Publish);
        return slowChange(slotPath(slot, "publish"_ba), publication(ref, remote));
    }
}

GitResult readGitResult(const WireReader &reader)
{
    GitResult result;
    result.ok = reader.boolean("ok"_L1);
    result.conflicted = reader.boolean("conflicted"_L1);
    result.conflictFiles = reader.optionalStrings("conflict_files"_L1);
    result.message = reader.optionalString("message"_L1);
    return result;
}

Commit readCommit(const WireReader &reader)
{
    Commit commit;
    commit.sha = reader.string("sha"_L1);
    commit.parents = reader.optionalStrings("parents"_L1);
    commit.refs = reader.optionalStrings("refs"_L1);
    commit.time = reader.optionalTime("time"_L1);
    commit.summary = reader.optionalString("summary"_L1);
    commit.author = reader.optionalString("author"_L1);
    return commit;
}

} // namespace

SlotTransferCall::SlotTransferCall(const SlotName &slot, SlotAction action, const QString &ref)
    : TypedCall(transferRequest(slot, action, ref))
{ }

void SlotTransferCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = readWorkspaceSlot(WireReader(json, problem));
}

SlotGitCall::SlotGitCall(const SlotName &slot, SlotAction action, const QString &ref,
                         const QString &remote)
    : TypedCall(gitRequest(slot, action, ref, remote))
{ }

std::optional<OperatorDaemonError> SlotGitCall::verdict(const HttpResult &result)
{
    QString problem;
    const GitResult git =
        readGitResult(WireReader(QJsonDocument::fromJson(result.body).object(), &problem));
    if (!problem.isEmpty() || git.ok)
        return std::nullopt; // decode() has its own words for what is no answer
    OperatorDaemonError error;
    error.kind =
        git.conflicted ? OperatorDaemonError::Kind::Conflict : OperatorDaemonError::Kind::Refused;
    error.status = result.status;
    error.words = git.message;
    if (git.conflicted) {
        error.reason = SlotCalls::tr("conflict in %1").arg(git.conflictFiles.join(u", "_s));
        error.words = error.reason + u'\n' + git.message;
    }
    return error;
}

void SlotGitCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = readGitResult(WireReader(json, problem));
}

SlotDiffCall::SlotDiffCall(const SlotName &slot, const QString &ref)
    : TypedCall(slowRead(slotPath(slot, "diff"_ba),
                         ref.isEmpty() ? QByteArray() : "ref="_ba + encodeQueryValue(ref)))
{ }

void SlotDiffCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = WireReader::listOf(json, problem, u"diff"_s, readDiffFile);
}

WorkspacePushCall::WorkspacePushCall(const QString &workspace, const QString &ref)
    : TypedCall(slowChange(workspacePath(workspace) + "/push"_ba, optionalRef(ref)))
{ }

void WorkspacePushCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = WireReader::listOf(json, problem, u"push"_s, readSource);
}

WorkspaceSyncBaseCall::WorkspaceSyncBaseCall(const QString &workspace, SyncMethod method)
    : TypedCall(
        slowChange(workspacePath(workspace) + "/sync-base"_ba,
                   {{u"method"_s, method == SyncMethod::Rebase ? u"rebase"_s : u"merge"_s}}))
{ }

void WorkspaceSyncBaseCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = WireReader::listOf(json, problem, u"sync-base"_s, readSource);
}

TopologyCommitsCall::TopologyCommitsCall(int commits)
    : TypedCall(
        slowRead("/gitops/topology"_ba,
                 "with_commits="_ba + QByteArray::number(std::clamp(commits, 1, mostCommits))))
{ }

void TopologyCommitsCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = WireReader(json, problem).list("sources"_L1, [](const WireReader &source) {
        return SourceCommits{.source = source.string("name"_L1),
                             .commits = source.list("commits"_L1, readCommit)};
    });
}

} // namespace angee
