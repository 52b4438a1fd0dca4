// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/jobactions.h"

#include "core/daemon/operatordaemon.h"

#include <QCoreApplication>

namespace angee {

namespace {

struct JobActions
{
    Q_DECLARE_TR_FUNCTIONS(angee::JobActions)
};

} // namespace

TaskSpec runJobTask(const QString &job, const QMap<QString, QString> &inputs)
{
    TaskSpec spec;
    spec.title = JobActions::tr("Run job \"%1\"").arg(job);
    spec.verb = ActionVerb::Run;
    spec.object = {ObjectKind::Job, job};
    spec.lanes = Lane::Object;
    spec.question.verb = JobActions::tr("Run");
    spec.question.text =
        JobActions::tr("The daemon runs the job's command. What it does cannot be taken back.");
    spec.cancelWarning =
        JobActions::tr("Closes the connection. The daemon kills a local job where it is; what it "
                       "has done stays done. A job in a container runs on to its end, and its "
                       "output is lost.");
    spec.quitWarning =
        JobActions::tr("A local job is killed when the connection closes; one in a container runs "
                       "on to its end, and its output is lost.");
    spec.start = [job, inputs](OperatorDaemon &daemon) {
        return daemon.run(new RunJobCall(job, inputs));
    };
    return spec;
}

} // namespace angee
