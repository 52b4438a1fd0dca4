// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/workspaceactions.h"

#include "core/daemon/operatordaemon.h"

#include <QCoreApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using Verdict = FindOutAnswer::Verdict;

QString tr(const char *text)
{
    return QCoreApplication::translate("angee::workspaces", text);
}

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

TaskSpec workspaceTask(const QString &title, const QString &verb, const QString &name)
{
    TaskSpec spec;
    spec.title = title;
    spec.verb = verb;
    spec.objectKind = u"workspace"_s;
    spec.objectName = name;
    spec.lane = u"manifest"_s;
    return spec;
}

} // namespace

TaskSpec createWorkspaceTask(const WorkspaceRequest &request, TaskSpec::Start start)
{
    TaskSpec spec = workspaceTask(
        request.name.isEmpty() ? tr("Create workspace from \"%1\"").arg(request.workspaceTemplate)
                               : tr("Create workspace \"%1\"").arg(request.name),
        u"create"_s, request.name.isEmpty() ? request.workspaceTemplate : request.name);
    spec.cancelWarning =
        tr("The daemon stops cloning and takes back what it had made. Look for the "
           "workspace before creating it again.");
    spec.quitWarning = spec.cancelWarning;
    spec.start = std::move(start);
    if (!request.name.isEmpty())
        spec.findOut = lookFor(request.name, {Verdict::Happened, tr("The workspace is there.")},
                               {Verdict::DidNotHappen, tr("There is no such workspace.")});
    return spec;
}

TaskSpec updateWorkspaceTask(const QString &name, const QMap<QString, QString> &inputs,
                             const QString &ttl, bool overwrite)
{
    TaskSpec spec = workspaceTask(inputs.isEmpty() && !ttl.isEmpty()
                                      ? tr("Set lifetime of workspace \"%1\" to %2").arg(name, ttl)
                                      : tr("Update workspace \"%1\"").arg(name),
                                  u"update"_s, name);
    spec.cancelWarning = tr("The daemon stops where it is; files already written stay written.");
    spec.quitWarning = spec.cancelWarning;
    spec.start = [=](OperatorDaemon &daemon) -> DaemonCall * {
        return daemon.run(new UpdateWorkspaceCall(name, inputs, ttl, overwrite));
    };
    return spec;
}

TaskSpec destroyWorkspaceTask(const QString &name, bool purge)
{
    TaskSpec spec = workspaceTask(purge ? tr("Destroy workspace \"%1\" with its files").arg(name)
                                        : tr("Forget workspace \"%1\", keep its files").arg(name),
                                  u"destroy"_s, name);
    spec.cancelWarning = purge
        ? tr("The daemon stops where it is. Files already deleted stay deleted.")
        : tr("The daemon stops where it is. The record may or may not be gone.");
    spec.quitWarning = spec.cancelWarning;
    spec.start = [=](OperatorDaemon &daemon) -> DaemonCall * {
        return daemon.destroyWorkspace(name, purge);
    };
    spec.findOut = lookFor(name, {Verdict::DidNotHappen, tr("The workspace is still there.")},
                           {Verdict::Happened, tr("The workspace is gone.")});
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
