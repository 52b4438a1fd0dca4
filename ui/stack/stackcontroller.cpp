// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/stack/stackcontroller.h"

#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/panes/closewhendone.h"
#include "ui/stack/servicepicker.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/icon.h"

#include <QAction>
#include <QMenu>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

TaskSpec stackTask(const QString &title, const QString &verb, const QString &lane)
{
    TaskSpec spec;
    spec.title = title;
    spec.verb = verb;
    spec.objectKind = u"stack"_s;
    spec.lane = lane;
    return spec;
}

QString ofServices(const QStringList &services)
{
    return services.isEmpty() ? StackController::tr("all services") : services.join(u", "_s);
}

} // namespace

TaskSpec buildTask(const QStringList &services)
{
    TaskSpec spec =
        stackTask(services.isEmpty() ? StackController::tr("Build stack")
                                     : StackController::tr("Build %1").arg(services.join(u", "_s)),
                  u"build"_s, u"build"_s);
    spec.cancelWarning =
        StackController::tr("Closes the connection. The daemon then ends the build; "
                            "images that are finished stay.");
    spec.quitWarning =
        StackController::tr("The build ends: the daemon stops it when the connection closes.");
    spec.start = [services](OperatorDaemon &daemon) { return daemon.stackBuild(services); };
    return spec;
}

TaskSpec buildAndApplyTask(const QStringList &services)
{
    TaskSpec spec = stackTask(StackController::tr("Build and apply %1").arg(ofServices(services)),
                              u"build-and-apply"_s, u"build"_s);
    spec.cancelWarning =
        StackController::tr("Closes the connection. The daemon then ends the work; "
                            "containers that are already recreated stay so.");
    spec.quitWarning =
        StackController::tr("Building and applying ends when the connection closes.");
    spec.start = [services](OperatorDaemon &daemon) {
        return daemon.run(new BuildAndApplyCall(services));
    };
    return spec;
}

TaskSpec runTask()
{
    TaskSpec spec = stackTask(StackController::tr("Run stack"), u"run"_s, u"dev"_s);
    spec.cancelWarning = StackController::tr(
        "Closing this connection stops the local services: the daemon ends their "
        "supervisor with it. A child may be left running on its port. To stop "
        "them cleanly, use Down.");
    spec.quitWarning =
        StackController::tr("The local services stop when the console closes this connection.");
    spec.start = [](OperatorDaemon &daemon) { return daemon.run(new DevStackCall(false)); };
    return spec;
}

StackController::StackController(Session *session, QWidget *window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{ }

StackController::~StackController() = default;

void StackController::fillMenu(QMenu *menu)
{
    const auto add = [this, menu](const QString &name, const QString &text, Icon::Name icon,
                                  auto slot, const QString &tip) {
        QAction *action = menu->addAction(Icon::get(icon), text);
        action->setObjectName(name);
        action->setToolTip(tip);
        action->setStatusTip(tip);
        connect(action, &QAction::triggered, this, slot);
        m_actions.append(action);
    };
    menu->setToolTipsVisible(true);
    add(
        u"actionBuildAll"_s, tr("Build all"), Icon::Name::Build, [this] { build(); },
        tr("Builds every container image. Nothing is restarted."));
    add(
        u"actionBuildSome"_s, tr("Build services…"), Icon::Name::Filter,
        [this] { chooseServices(); }, tr("Builds the images of the services you choose."));
    add(
        u"actionBuildApply"_s, tr("Build and apply"), Icon::Name::Bolt, [this] { buildAndApply(); },
        tr("Builds, then recreates the containers that changed, with live output."));
    menu->addSeparator();
    add(
        u"actionUp"_s, tr("Up: start containers"), Icon::Name::Up, [this] { up(); },
        tr("Starts the container services. Local services are not touched."));
    add(
        u"actionRun"_s, tr("Run: containers and local services"), Icon::Name::Start,
        [this] { run(); },
        tr("Starts containers, local services and local jobs. They may run only as long as this "
           "console stays connected."));
    add(
        u"actionDown"_s, tr("Down: stop all…"), Icon::Name::Down, [this] { down(); },
        tr("Stops every container and local service."));
    menu->addSeparator();
    add(
        u"actionPrepare"_s, tr("Prepare (writes runtime files)"), Icon::Name::Edit,
        [this] { prepare(); },
        tr("Fetches git sources, fills in secrets and writes the runtime files."));
    add(
        u"actionUpdate"_s, tr("Update"), Icon::Name::Refresh, [this] { update(); },
        tr("The same work as Prepare."));
    menu->addSeparator();
    add(
        u"actionDestroyStack"_s, tr("Destroy stack…"), Icon::Name::Destroy, [this] { destroy(); },
        tr("Takes the running stack down; on demand deletes its data as well."));
}

void StackController::setWhyNoChanges(const QString &why)
{
    for (const QPointer<QAction> &action : std::as_const(m_actions)) {
        if (!action)
            continue;
        action->setEnabled(why.isEmpty());
        action->setToolTip(why.isEmpty() ? action->statusTip() : why);
    }
}

Task *StackController::submit(const TaskSpec &spec)
{
    Task *task = m_session->tasks()->submit(spec);
    emit taskStarted(task);
    return task;
}

void StackController::build(const QStringList &services)
{
    if (!m_session->whyNoChanges().isEmpty())
        return;
    const TaskSpec spec = buildTask(services);
    if (m_session->protection() != Protection::Confirm)
        return void(submit(spec));
    Confirmation question = confirmation(spec.title, tr("Build"));
    question.text = tr("The daemon builds the container images. Nothing is restarted.");
    question.destructive = false;
    ask(question, spec);
}

void StackController::buildAndApply(const QStringList &services)
{
    if (!m_session->whyNoChanges().isEmpty())
        return;
    const TaskSpec spec = buildAndApplyTask(services);
    if (m_session->protection() != Protection::Confirm)
        return void(submit(spec));
    Confirmation question = confirmation(spec.title, tr("Build and apply"));
    question.text = tr("The daemon builds the images and recreates the containers that changed.");
    question.destructive = false;
    ask(question, spec);
}

void StackController::chooseServices()
{
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    if (!snapshot)
        return;
    QStringList containers;
    for (const ServiceRow &service : snapshot->services()) {
        if (service.runtime == "container")
            containers.append(toText(service.name));
    }
    auto *picker = new ServicePicker(containers, m_window);
    connect(picker, &ServicePicker::buildChosen, this, &StackController::build);
    connect(picker, &ServicePicker::buildAndApplyChosen, this, &StackController::buildAndApply);
    picker->open();
}

void StackController::up()
{
    TaskSpec spec = stackTask(tr("Start containers (up)"), u"up"_s, u"stack"_s);
    spec.cancelWarning = tr("Closes the connection. Containers that were started stay started.");
    spec.start = [](OperatorDaemon &daemon) { return daemon.run(new UpStackCall({}, false)); };
    if (m_session->protection() != Protection::Confirm)
        return void(submit(spec));
    Confirmation question = confirmation(spec.title, tr("Start"));
    question.destructive = false;
    ask(question, spec);
}

void StackController::run()
{
    const TaskSpec spec = runTask();
    Confirmation question = confirmation(spec.title, tr("Run"));
    question.text =
        tr("The daemon starts containers, local services and local jobs. With local "
           "services the request usually does not end while they run: it stays in the task "
           "strip, and closing it, cancelling it or quitting the console stops them.");
    question.destructive = false;
    ask(question, spec);
}

void StackController::down()
{
    TaskSpec spec = stackTask(tr("Stop stack (down)"), u"down"_s, u"stack"_s);
    spec.advice = [](const OperatorDaemonError &error) {
        return error.saysNoSupervisor()
            ? tr("The local services were down already: their supervisor does not run.")
            : QString();
    };
    spec.start = [](OperatorDaemon &daemon) { return daemon.run(new DownStackCall); };
    Confirmation question = confirmation(spec.title, tr("Stop all"));
    question.text = tr("The daemon stops every container and every local service of this stack.");
    question.lost = QStringList{tr("What the services hold in memory"),
                                tr("The containers themselves, and files written inside them")};
    question.kept =
        QStringList{tr("Volumes, sources, workspaces and secrets"), tr("The stack's manifest")};
    ask(question, spec);
}

void StackController::prepare()
{
    TaskSpec spec = stackTask(tr("Prepare stack"), u"prepare"_s, u"stack"_s);
    spec.start = [](OperatorDaemon &daemon) { return daemon.run(new PrepareStackCall); };
    submit(spec);
}

void StackController::update()
{
    TaskSpec spec = stackTask(tr("Update stack"), u"update"_s, u"stack"_s);
    spec.start = [](OperatorDaemon &daemon) { return daemon.run(new UpdateStackCall); };
    submit(spec);
}

QStringList StackController::unsavedWork() const
{
    QStringList work;
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    if (!snapshot)
        return work;
    for (const LinkRow &link : snapshot->links()) {
        if (link.dirty || (link.kind == "git" && !link.pushed)) {
            const QString why =
                link.unpushedReason.empty() ? toText(link.state) : toText(link.unpushedReason);
            work.append(tr("%1, %2: %3").arg(toText(link.workspace), toText(link.slot), why));
        }
    }
    for (const SourceRow &source : snapshot->sources()) {
        if (source.dirty || (source.kind == "git" && !source.pushed))
            work.append(tr("source %1: %2")
                            .arg(toText(source.name),
                                 source.unpushedReason.empty() ? toText(source.state)
                                                               : toText(source.unpushedReason)));
    }
    return work;
}

void StackController::destroy()
{
    const QString name = m_session->stackName();
    TaskSpec spec = stackTask(tr("Destroy stack \"%1\"").arg(name), u"destroy"_s, u"stack"_s);
    spec.objectName = name;
    spec.advice = [](const OperatorDaemonError &error) {
        return error.saysNoSupervisor()
            ? tr("Nothing was destroyed. The daemon takes the stack down first, and with local "
                 "services it can do so only while their supervisor runs: choose Run in the stack "
                 "menu, then destroy it.")
            : QString();
    };
    Confirmation question = confirmation(spec.title, tr("Destroy"));
    question.text = tr("Everything is taken down first; if that fails, nothing is deleted.");

    const QStringList unsaved = unsavedWork();
    Confirmation::Choice down;
    down.id = u"keep"_s;
    down.label = tr("Take down, keep the data");
    down.lost = QStringList{tr("The running containers and local services"),
                            tr("The two generated compose files")};
    down.kept = QStringList{tr("Workspaces, sources, volumes and secrets"), tr("angee.yaml")};
    Confirmation::Choice purge;
    purge.id = u"purge"_s;
    purge.label = tr("Take down and delete all data");
    purge.lost =
        QStringList{tr("All workspaces, fetched sources, volumes and run files, pushed or not")};
    if (!unsaved.isEmpty())
        purge.lost += tr("Work that is nowhere else (%n place(s)):", nullptr, int(unsaved.size()))
            + u' ' + unsaved.join(u"; "_s);
    purge.kept =
        QStringList{tr("angee.yaml, templates, secrets, and the folders of local sources")};
    purge.typedName = name;
    question.choices = {down, purge};

    auto *dialog = new ConfirmDialog(question, m_window);
    connect(dialog, &ConfirmDialog::confirmed, this, [this, dialog, spec]() mutable {
        const bool purging = dialog->choice() == "purge"_L1;
        spec.start = [purging](OperatorDaemon &daemon) {
            return daemon.run(new DestroyStackCall(purging));
        };
        closeWhenDone(dialog, submit(spec));
    });
    dialog->open();
}

Confirmation StackController::confirmation(const QString &title, const QString &verb) const
{
    Confirmation question;
    question.title = title;
    question.profile = m_session->profileName();
    question.stack = m_session->stackName();
    question.verb = verb;
    return question;
}

void StackController::ask(const Confirmation &question, const TaskSpec &spec)
{
    auto *dialog = new ConfirmDialog(question, m_window);
    connect(dialog, &ConfirmDialog::confirmed, this, [this, dialog, spec] {
        submit(spec);
        dialog->close();
    });
    dialog->open();
}

} // namespace angee
