// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/workspaceactions.h"

#include "core/daemon/operatordaemon.h"

#include <QCoreApplication>
#include <QPointer>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using Verdict = FindOutAnswer::Verdict;

struct WorkspaceActions
{
    Q_DECLARE_TR_FUNCTIONS(angee::WorkspaceActions)
};

//! Asks for the workspace by name: \a there when it exists, \a gone when the daemon says it does
//! not.
TaskSpec::FindOut lookFor(const QString &name, const FindOutAnswer &there,
                          const FindOutAnswer &gone)
{
    return [=](OperatorDaemon &daemon, QObject *context, const TaskSpec::Answer &answer) {
        auto *call = daemon.run(new WorkspaceCall(name));
        call->whenDone(context, [=](const Result<Workspace> &result) {
            if (result)
                answer(there);
            else if (result.error().kind == OperatorDaemonError::Kind::NotFound)
                answer(gone);
            else
                answer({Verdict::CannotKnow, result.error().summary()});
        });
    };
}

TaskSpec workspaceTask(const QString &title, ActionVerb verb, const QString &name)
{
    TaskSpec spec;
    spec.title = title;
    spec.verb = verb;
    spec.object = {ObjectKind::Workspace, name};
    spec.lanes = Lane::Manifest;
    return spec;
}

} // namespace

TaskSpec createWorkspaceTask(const WorkspaceRequest &request, const QObject *context,
                             const std::function<void(const Workspace &)> &created)
{
    TaskSpec spec = workspaceTask(
        request.name.isEmpty()
            ? WorkspaceActions::tr("Create workspace from \"%1\"").arg(request.workspaceTemplate)
            : WorkspaceActions::tr("Create workspace \"%1\"").arg(request.name),
        ActionVerb::Create, request.name.isEmpty() ? request.workspaceTemplate : request.name);
    spec.cancelWarning = WorkspaceActions::tr(
        "The daemon stops cloning and takes back what it had made. Look for the "
        "workspace before creating it again.");
    spec.quitWarning = spec.cancelWarning;
    spec.question.verb = WorkspaceActions::tr("Create");
    spec.question.text = WorkspaceActions::tr("The daemon clones its sources, renders the template "
                                              "and writes the workspace into the stack.");
    const QPointer<const QObject> receiver = context;
    spec.start = [=](OperatorDaemon &daemon) -> DaemonCall * {
        CreateWorkspaceCall *call = daemon.createWorkspace(request);
        if (receiver)
            call->whenDone(receiver, [created](const Result<Workspace> &result) {
                if (result)
                    created(result.value());
            });
        return call;
    };
    if (!request.name.isEmpty())
        spec.findOut = lookFor(
            request.name, {Verdict::Happened, WorkspaceActions::tr("The workspace is there.")},
            {Verdict::DidNotHappen, WorkspaceActions::tr("There is no such workspace.")});
    return spec;
}

TaskSpec updateWorkspaceTask(const QString &name, const QMap<QString, QString> &inputs,
                             const QString &ttl, UpdateEdited edited)
{
    TaskSpec spec = workspaceTask(
        inputs.isEmpty() && !ttl.isEmpty()
            ? WorkspaceActions::tr("Set lifetime of workspace \"%1\" to %2").arg(name, ttl)
            : WorkspaceActions::tr("Update workspace \"%1\"").arg(name),
        ActionVerb::Update, name);
    spec.question.verb = WorkspaceActions::tr("Update");
    spec.question.text = edited == UpdateEdited::Overwrite
        ? WorkspaceActions::tr("The daemon renders its template anew with that, over edited files "
                               "too.")
        : WorkspaceActions::tr("The daemon renders its template anew with that; edited files are "
                               "kept.");
    spec.cancelWarning =
        WorkspaceActions::tr("The daemon stops where it is; files already written stay written.");
    spec.quitWarning = spec.cancelWarning;
    spec.start = [=](OperatorDaemon &daemon) -> DaemonCall * {
        return daemon.run(
            new UpdateWorkspaceCall(name, inputs, ttl, edited == UpdateEdited::Overwrite));
    };
    return spec;
}

TaskSpec extendWorkspaceTask(const QString &name, const QDateTime &expiresAt,
                             std::chrono::seconds more, const QDateTime &now)
{
    const QString ttl = extendedTtl(expiresAt, more, now);
    TaskSpec spec = updateWorkspaceTask(name, {}, ttl, UpdateEdited::Refuse);
    if (expiresAt.isValid())
        return spec;
    spec.title = WorkspaceActions::tr("Give workspace \"%1\" an end in %2").arg(name, ttl);
    spec.question.asked = Question::Asked::Always;
    spec.question.tone = Question::Tone::Destructive;
    spec.question.verb = WorkspaceActions::tr("Give it an end");
    spec.question.text =
        WorkspaceActions::tr("It has no end now, so there is nothing to extend: this gives it one. "
                             "An end can be moved later, but never taken away again.");
    spec.question.lost = {WorkspaceActions::tr("that it lives until somebody destroys it")};
    return spec;
}

TaskSpec destroyWorkspaceTask(const WorkspaceStatus &status)
{
    TaskSpec spec = workspaceTask(WorkspaceActions::tr("Destroy workspace \"%1\"").arg(status.name),
                                  ActionVerb::Destroy, status.name);
    spec.question = destroyWorkspaceQuestion(status);
    for (const WorkspaceSlot &slot : status.slotStates) {
        if (slot.kind == "git"_L1)
            spec.repositories.append(slot.source);
    }
    spec.findOut = lookFor(
        status.name, {Verdict::DidNotHappen, WorkspaceActions::tr("The workspace is still there.")},
        {Verdict::Happened, WorkspaceActions::tr("The workspace is gone.")});
    // It can be gone although the daemon failed at what comes after.
    spec.verify = [look = spec.findOut](const OperatorDaemonError *failure) {
        return failure ? look : nullptr;
    };
    spec.choose = [name = status.name](TaskSpec &chosen, const QString &choice) {
        const bool purge = choice == deleteFilesChoice;
        chosen.title = purge
            ? WorkspaceActions::tr("Destroy workspace \"%1\" with its files").arg(name)
            : WorkspaceActions::tr("Forget workspace \"%1\", keep its files").arg(name);
        chosen.cancelWarning = purge
            ? WorkspaceActions::tr("The daemon stops where it is. Files already deleted stay "
                                   "deleted.")
            : WorkspaceActions::tr("The daemon stops where it is. The record may or may not be "
                                   "gone.");
        chosen.quitWarning = chosen.cancelWarning;
        chosen.start = [=](OperatorDaemon &daemon) -> DaemonCall * {
            return daemon.destroyWorkspace(name, purge);
        };
    };
    spec.choose(spec, keepFilesChoice); // the mild way, unless another is chosen
    return spec;
}

QString extendedTtl(const QDateTime &expiresAt, std::chrono::seconds more, const QDateTime &now)
{
    const qint64 left = expiresAt.isValid() ? qMax(qint64(0), now.secsTo(expiresAt)) : 0;
    const qint64 minutes = (left + more.count() + 59) / 60;
    return minutes % 60 == 0 ? u"%1h"_s.arg(minutes / 60)
                             : u"%1h%2m"_s.arg(minutes / 60).arg(minutes % 60);
}

QStringList conflictingPaths(const QString &reason)
{
    const qsizetype colon = reason.indexOf(u':');
    const qsizetype end = reason.lastIndexOf(u';');
    if (colon < 0 || end < colon)
        return {};
    QStringList paths;
    const QStringList parts = reason.mid(colon + 1, end - colon - 1).split(u',');
    for (const QString &part : parts)
        paths.append(part.trimmed());
    paths.removeAll(QString());
    return paths;
}

} // namespace angee
