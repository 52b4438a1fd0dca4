// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/stackactions.h"

#include "core/actions/cametrue.h"
#include "core/daemon/operatordaemon.h"

#include <QCoreApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct StackActions
{
    Q_DECLARE_TR_FUNCTIONS(angee::StackActions)
};

TaskSpec stackTask(const QString &title, ActionVerb verb, Lanes lanes)
{
    TaskSpec spec;
    spec.title = title;
    spec.verb = verb;
    spec.object = {ObjectKind::Stack, {}};
    spec.lanes = lanes;
    return spec;
}

TaskSpec preparing(TaskSpec spec)
{
    spec.question.text =
        StackActions::tr("The daemon fetches git sources, fills in secrets and writes the runtime "
                         "files anew. Nothing is restarted.");
    spec.cancelWarning =
        StackActions::tr("The daemon stops where it is: runtime files can be old in part. Doing it "
                         "again mends that.");
    spec.quitWarning = spec.cancelWarning;
    return spec;
}

Question destroyQuestion(const QString &stackName, const QStringList &unsavedWork)
{
    Question question;
    question.asked = Question::Asked::Always;
    question.tone = Question::Tone::Destructive;
    question.afterwards = Question::Afterwards::Kept;
    question.verb = StackActions::tr("Destroy");
    question.text =
        StackActions::tr("Everything is taken down first; if that fails, nothing is deleted. It "
                         "waits for what is under way.");
    Question::Choice down;
    down.id = u"keep"_s;
    down.label = StackActions::tr("Take down, keep the data");
    down.lost = QStringList{StackActions::tr("The running containers and local services"),
                            StackActions::tr("The two generated compose files")};
    down.kept = QStringList{StackActions::tr("Workspaces, sources, volumes and secrets"),
                            StackActions::tr("angee.yaml")};
    Question::Choice purge;
    purge.id = u"purge"_s;
    purge.label = StackActions::tr("Take down and delete all data");
    purge.lost = QStringList{
        StackActions::tr("All workspaces, fetched sources, volumes and run files, pushed or not")};
    if (!unsavedWork.isEmpty())
        purge.lost += StackActions::tr("Work that is nowhere else (%n place(s)):", nullptr,
                                       int(unsavedWork.size()))
            + u' ' + unsavedWork.join(u"; "_s);
    purge.kept = QStringList{
        StackActions::tr("angee.yaml, templates, secrets, and the folders of local sources"),
        StackActions::tr("Docker's named volumes and built images")};
    purge.typedName = stackName;
    purge.weight = Question::Weight::Purge;
    question.choices = {down, purge};
    return question;
}

} // namespace

TaskSpec buildTask(const QStringList &services)
{
    TaskSpec spec =
        stackTask(services.isEmpty() ? StackActions::tr("Build stack")
                                     : StackActions::tr("Build %1").arg(services.join(u", "_s)),
                  ActionVerb::Build, Lane::Build);
    spec.question.verb = StackActions::tr("Build");
    spec.question.text =
        StackActions::tr("The daemon builds the container images. Nothing is restarted.");
    spec.cancelWarning = StackActions::tr("Closes the connection. The daemon then ends the build; "
                                          "images that are finished stay.");
    spec.quitWarning =
        StackActions::tr("The build ends: the daemon stops it when the connection closes.");
    spec.start = [services](OperatorDaemon &daemon) { return daemon.stackBuild(services); };
    return spec;
}

TaskSpec buildAndApplyTask(const QStringList &services)
{
    TaskSpec spec = stackTask(
        services.isEmpty() ? StackActions::tr("Build and apply all services")
                           : StackActions::tr("Build and apply %1").arg(services.join(u", "_s)),
        ActionVerb::BuildAndApply, Lanes(Lane::Build) | Lane::Containers);
    spec.question.verb = StackActions::tr("Build and apply");
    spec.question.text =
        StackActions::tr("The daemon builds the images and recreates the containers that changed.");
    spec.cancelWarning =
        StackActions::tr("Closes the connection. The daemon then ends the work; containers that "
                         "are already recreated stay so.");
    spec.quitWarning = StackActions::tr("Building and applying ends when the connection closes.");
    spec.start = [services](OperatorDaemon &daemon) {
        return daemon.run(new BuildAndApplyCall(services));
    };
    spec.verify = containersCameUp(services);
    return spec;
}

TaskSpec runTask()
{
    TaskSpec spec = stackTask(StackActions::tr("Run stack"), ActionVerb::Run,
                              Lanes(Lane::Containers) | Lane::Held);
    spec.question.asked = Question::Asked::Always;
    spec.question.verb = StackActions::tr("Run");
    spec.question.text =
        StackActions::tr("The daemon starts containers, local services and local jobs. With local "
                         "services the request usually does not end while they run: it stays in "
                         "the task strip, and closing it, cancelling it or quitting the console "
                         "stops them.");
    spec.cancelWarning =
        StackActions::tr("Closing this connection stops the local services: the daemon ends their "
                         "supervisor with it. A child may be left running on its port, and "
                         "containers stop only in part. To stop them cleanly, use Down.");
    spec.quitWarning =
        StackActions::tr("The local services stop when the console closes this connection; "
                         "containers stop only in part.");
    spec.start = [](OperatorDaemon &daemon) { return daemon.run(new DevStackCall(false)); };
    return spec;
}

TaskSpec runAttachedTask()
{
    TaskSpec spec = stackTask(StackActions::tr("Run stack, showing its output"), ActionVerb::Run,
                              Lanes(Lane::Containers) | Lane::Held);
    spec.question.asked = Question::Asked::Always;
    spec.question.verb = StackActions::tr("Run");
    spec.question.text =
        StackActions::tr("The daemon starts containers, local services and local jobs, and stays "
                         "attached to what they print. Closing the output, cancelling it or "
                         "quitting the console stops the local services, and containers in part.");
    spec.cancelWarning =
        StackActions::tr("Closing this connection interrupts the local services; containers stop "
                         "only in part, and some may run on. To stop them cleanly, use Down.");
    spec.quitWarning =
        StackActions::tr("The local services stop when the console closes this connection; "
                         "containers stop only in part.");
    spec.start = [](OperatorDaemon &daemon) { return daemon.run(new DevStreamCall); };
    return spec;
}

TaskSpec upTask()
{
    TaskSpec spec =
        stackTask(StackActions::tr("Start containers (up)"), ActionVerb::Up, Lane::Containers);
    spec.question.verb = StackActions::tr("Start");
    spec.question.text =
        StackActions::tr("The daemon makes and starts the container services, and builds images "
                         "that are missing. Local services are not touched.");
    spec.cancelWarning =
        StackActions::tr("Closes the connection. Containers that were started stay started; others "
                         "can be left made and not started, which the next Up mends.");
    spec.quitWarning =
        StackActions::tr("Starting ends when the connection closes: containers can be left made "
                         "and not started.");
    spec.start = [](OperatorDaemon &daemon) { return daemon.run(new UpStackCall({}, false)); };
    spec.verify = containersCameUp({});
    return spec;
}

TaskSpec downTask()
{
    TaskSpec spec =
        stackTask(StackActions::tr("Stop stack (down)"), ActionVerb::Down, Lane::Containers);
    spec.question.asked = Question::Asked::Always;
    spec.question.tone = Question::Tone::Destructive;
    spec.question.verb = StackActions::tr("Stop all");
    spec.question.text =
        StackActions::tr("The daemon stops every container and every local service of this stack.");
    spec.question.lost =
        QStringList{StackActions::tr("What the services hold in memory"),
                    StackActions::tr("The containers themselves, and files written inside them")};
    spec.question.kept = QStringList{StackActions::tr("Volumes, sources, workspaces and secrets"),
                                     StackActions::tr("The stack's manifest")};
    spec.cancelWarning =
        StackActions::tr("Closes the connection. Containers that are gone stay gone; others stay "
                         "stopped, or run on.");
    spec.quitWarning =
        StackActions::tr("Stopping ends when the connection closes: a part of the stack is gone, "
                         "another part stays stopped or runs on.");
    spec.advice = [](const OperatorDaemonError &error) {
        return error.saysNoSupervisor()
            ? StackActions::tr("The local services were down already: their supervisor does not "
                               "run.")
            : QString();
    };
    spec.start = [](OperatorDaemon &daemon) { return daemon.run(new DownStackCall); };
    spec.verify = stackCameDown();
    return spec;
}

TaskSpec prepareTask()
{
    TaskSpec spec = preparing(
        stackTask(StackActions::tr("Prepare stack"), ActionVerb::Prepare, Lane::Containers));
    spec.question.verb = StackActions::tr("Prepare");
    spec.start = [](OperatorDaemon &daemon) { return daemon.run(new PrepareStackCall); };
    return spec;
}

TaskSpec updateStackTask()
{
    TaskSpec spec = preparing(
        stackTask(StackActions::tr("Update stack"), ActionVerb::Update, Lane::Containers));
    spec.question.verb = StackActions::tr("Update");
    spec.start = [](OperatorDaemon &daemon) { return daemon.run(new UpdateStackCall); };
    return spec;
}

TaskSpec destroyStackTask(const QString &stackName, const QStringList &unsavedWork)
{
    TaskSpec spec = stackTask(StackActions::tr("Destroy stack \"%1\"").arg(stackName),
                              ActionVerb::Destroy, Lane::Stack);
    spec.object.name = stackName;
    spec.question = destroyQuestion(stackName, unsavedWork);
    spec.cancelWarning =
        StackActions::tr("The daemon stops where it is. What is taken down or deleted by then "
                         "stays so; the rest stays.");
    spec.quitWarning =
        StackActions::tr("Destroying ends when the connection closes: a part of the stack and of "
                         "its data is gone, the rest stays.");
    spec.advice = [](const OperatorDaemonError &error) {
        return error.saysNoSupervisor()
            ? StackActions::tr("Nothing was deleted. The daemon takes the stack down first, and "
                               "with local services it can do so only while their supervisor runs: "
                               "choose Run in the stack menu, then destroy it.")
            : QString();
    };
    spec.choose = [](TaskSpec &chosen, const QString &choice) {
        const bool purge = choice == "purge"_L1;
        chosen.verify = stackWasDestroyed(purge ? StackData::Deleted : StackData::Kept);
        chosen.start = [purge](OperatorDaemon &daemon) {
            return daemon.run(new DestroyStackCall(purge));
        };
    };
    spec.choose(spec, {}); // the mild way, unless another is chosen
    return spec;
}

} // namespace angee
