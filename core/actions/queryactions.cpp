// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/queryactions.h"

#include "core/daemon/operatordaemon.h"

#include <QCoreApplication>
#include <QPointer>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct QueryActions
{
    Q_DECLARE_TR_FUNCTIONS(angee::QueryActions)
};

//! What one field of the root type needs for itself. What is not known rewrites the manifest.
Lanes lanesOf(const QString &field)
{
    if (field == "stackDestroy"_L1)
        return Lane::Stack;
    if (field == "stackBuild"_L1)
        return Lane::Build;
    if (field == "stackUp"_L1 || field == "stackDown"_L1)
        return Lane::Containers;
    if (field == "stackDev"_L1)
        return Lanes(Lane::Containers) | Lane::Held;
    if (field == "jobRun"_L1)
        return Lane::Object;
    return Lane::Manifest;
}

Lanes lanesOf(const PreparedQuery &query)
{
    Lanes lanes;
    for (const QString &field : query.fields)
        lanes |= lanesOf(field);
    return lanes;
}

} // namespace

TaskSpec runMutationTask(const PreparedQuery &query, const QString &stackName,
                         const QObject *context,
                         const std::function<void(const QueryReply &)> &answered)
{
    TaskSpec spec;
    spec.title = QueryActions::tr("Run mutation %1").arg(query.title());
    spec.verb = ActionVerb::RunMutation;
    spec.object = {ObjectKind::Query, query.title()};
    spec.lanes = lanesOf(query);
    spec.content = TaskSpec::Content::Secret; // variables can hold anything
    spec.question.asked = Question::Asked::Always;
    spec.question.tone = Question::Tone::Destructive;
    spec.question.text =
        QueryActions::tr("It calls %1. The daemon does it at once; this console does not know "
                         "what it changes, or whether it can be undone.")
            .arg(query.fields.join(u", "_s));
    spec.question.verb = QueryActions::tr("Run mutation");
    if (query.fields.contains("stackDestroy"_L1)) {
        spec.question.weight = Question::Weight::Purge;
        spec.question.typedName = stackName;
    }
    spec.cancelWarning =
        QueryActions::tr("Closes the connection. What the daemon had done by then stays done.");
    spec.quitWarning =
        QueryActions::tr("The answer is lost; the mutation may or may not have happened.");
    const QPointer<const QObject> receiver = context;
    spec.start = [=](OperatorDaemon &daemon) -> DaemonCall * {
        auto *call = daemon.run(new RunQueryCall(query));
        if (receiver)
            QObject::connect(call, &DaemonCall::finished, receiver,
                             [call, answered] { answered(call->reply()); });
        return call;
    };
    return spec;
}

} // namespace angee
