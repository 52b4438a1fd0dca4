// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/core/actionsamples.h"

#include "core/actions/daemonend.h"
#include "core/actions/fileactions.h"
#include "core/actions/jobactions.h"
#include "core/actions/queryactions.h"
#include "core/actions/secretactions.h"
#include "core/actions/serviceactions.h"
#include "core/actions/slotactions.h"
#include "core/actions/slotworkspace.h"
#include "core/actions/sourceactions.h"
#include "core/actions/stackactions.h"
#include "core/actions/tokenactions.h"
#include "core/actions/workspaceactions.h"

namespace angee::test {

using namespace Qt::StringLiterals;

namespace {

PreparedQuery mutation(const QByteArray &text)
{
    QString problem;
    return prepareQuery(text, {}, {}, &problem).value_or(PreparedQuery{});
}

QList<ActionSample> stackSamples()
{
    return {
        {"buildTask", buildTask({})},
        {"buildTask", buildTask({u"web"_s, u"it's"_s})},
        {"buildAndApplyTask", buildAndApplyTask({})},
        {"runTask", runTask()},
        {"runAttachedTask", runAttachedTask()},
        {"upTask", upTask()},
        {"downTask", downTask()},
        {"endingDaemon", endingDaemon(downTask(), u"operator"_s)},
        {"prepareTask", prepareTask()},
        {"updateStackTask", updateStackTask()},
        {"destroyStackTask", destroyStackTask(u"demo"_s, {u"source lib: dirty"_s})},
    };
}

QList<ActionSample> serviceSamples()
{
    QList<ActionSample> samples;
    for (const ServiceAction action :
         {ServiceAction::Start, ServiceAction::Stop, ServiceAction::Restart, ServiceAction::Up}) {
        for (const QString &runtime : {u"container"_s, u"local"_s})
            samples.append({"serviceActionTask", serviceActionTask(action, u"web"_s, runtime)});
    }
    const ServiceRequest request{u"worker"_s, u"first"_s, {{u"who"_s, u"it's \"me\""_s}}, u"w"_s};
    return samples
        + QList<ActionSample>{
            {"destroyServiceTask",
             destroyServiceTask({u"web"_s, u"local"_s, u"running"_s, u"first"_s})},
            {"createServiceTask", createServiceTask(request, nullptr, {})},
            {"updateServiceTask", updateServiceTask(u"web"_s, {}, UpdateEdited::Refuse)},
            {"updateServiceTask", updateServiceTask(u"web"_s, {}, UpdateEdited::Overwrite)},
            {"mintTokenTask", mintTokenTask(u"ada"_s, {}, u"1h"_s, nullptr, {})},
            {"mintRouteTokenTask", mintRouteTokenTask(u"web"_s, u"ada"_s, u"1h"_s, nullptr, {})},
        };
}

QList<ActionSample> slotSamples()
{
    WorkspaceSlot slot;
    slot.slot = u"lib"_s;
    slot.source = u"lib"_s;
    slot.kind = u"git"_s;
    slot.mode = u"worktree"_s;
    slot.branch = u"ws/first"_s;
    slot.exists = true;
    const SlotRecord plain{u"first"_s, slot};
    slot.upstream = u"origin/ws/first"_s;
    const SlotRecord published{u"first"_s, slot};
    QList<ActionSample> samples;
    for (const SlotAction action : allSlotActions) {
        const bool hasRef = action == SlotAction::Merge || action == SlotAction::Rebase;
        for (const SlotRecord &record : {plain, published})
            samples.append(
                {"slotActionTask",
                 slotActionTask(record, {action, hasRef ? u"main"_s : QString(), QString()})});
    }
    for (const SyncMethod method : {SyncMethod::Merge, SyncMethod::Rebase})
        samples.append({"syncWorkspaceTask", syncWorkspaceTask(u"first"_s, {published}, method)});
    samples.append({"pushWorkspaceTask", pushWorkspaceTask(u"first"_s, {plain}, u"main"_s)});
    return samples;
}

QList<ActionSample> otherSamples()
{
    WorkspaceStatus workspace;
    workspace.name = u"first"_s;
    WorkspaceRequest workspaceRequest;
    workspaceRequest.workspaceTemplate = u"demo"_s;
    workspaceRequest.name = u"first"_s;
    Secret plain;
    plain.name = u"key"_s;
    Secret generated = plain;
    generated.generated = true;
    return {
        {"sourceActionTask", sourceActionTask(SourceAction::Fetch, u"lib"_s)},
        {"sourceActionTask", sourceActionTask(SourceAction::Pull, u"lib"_s)},
        {"sourceActionTask", sourceActionTask(SourceAction::Push, u"lib"_s, u"main"_s)},
        {"createWorkspaceTask", createWorkspaceTask(workspaceRequest, nullptr, {})},
        {"updateWorkspaceTask",
         updateWorkspaceTask(u"first"_s, {{u"topic"_s, u"ä\nb"_s}}, u"2h"_s, UpdateEdited::Refuse)},
        {"extendWorkspaceTask",
         extendWorkspaceTask(u"first"_s, {}, std::chrono::hours(24), QDateTime::currentDateTime())},
        {"destroyWorkspaceTask", destroyWorkspaceTask(workspace)},
        {"setSecretTask", setSecretTask(u"key"_s, u"v"_s)},
        {"deleteSecretTask", deleteSecretTask(plain)},
        {"deleteSecretTask", deleteSecretTask(generated)},
        {"runJobTask", runJobTask(u"seed"_s, {{u"who"_s, u"world"_s}})},
        {"saveFileTask",
         saveFileTask(u"app"_s, u"a b.txt"_s, "it's \"$HOME\" `id` \\ \n\xc3\xa4"_ba, "0123abcd"_ba,
                      std::make_shared<WrittenFile>())},
        {"runMutationTask",
         runMutationTask(mutation("mutation { stackUp { status } }"), u"demo"_s, nullptr, {})},
        {"runMutationTask",
         runMutationTask(mutation("mutation { stackDestroy { status } }"), u"demo"_s, nullptr, {})},
    };
}

} // namespace

QList<ActionSample> actionSamples()
{
    return stackSamples() + serviceSamples() + slotSamples() + otherSamples();
}

} // namespace angee::test
