// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/stack/stackcontroller.h"

#include "core/actions/daemonend.h"
#include "core/actions/slotguard.h"
#include "core/actions/slotreader.h"
#include "core/actions/stackactions.h"
#include "core/live/livestore.h"
#include "core/model/servicestatus.h"
#include "core/session/session.h"
#include "core/session/slotobserver.h"
#include "core/tasks/taskrunner.h"
#include "ui/stack/servicepicker.h"
#include "ui/widgets/icon.h"

#include <QAction>
#include <QMenu>

namespace angee {

using namespace Qt::StringLiterals;

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
        u"actionRunAttached"_s, tr("Run, showing the output"), Icon::Name::Terminal,
        [this] { runAttached(); },
        tr("Starts the same and shows live, in History, what all of it prints. Closing the output "
           "stops it."));
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

void StackController::request(const TaskSpec &spec)
{
    if (m_session->whyNoChanges().isEmpty())
        m_session->tasks()->request(spec, this);
}

void StackController::requestEnding(const TaskSpec &spec)
{
    const QString own = m_session->ownService();
    request(own.isEmpty() ? spec : endingDaemon(spec, own));
}

void StackController::build(const QStringList &services)
{
    request(buildTask(services));
}

void StackController::buildAndApply(const QStringList &services)
{
    request(buildAndApplyTask(services));
}

void StackController::chooseServices()
{
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    if (!snapshot)
        return;
    QStringList containers;
    for (const ServiceRow &service : snapshot->services()) {
        if (serviceRuntime(service.runtime) == ServiceRuntime::Container)
            containers.append(toText(service.name));
    }
    auto *picker = new ServicePicker(containers, m_window);
    connect(picker, &ServicePicker::buildChosen, this, &StackController::build);
    connect(picker, &ServicePicker::buildAndApplyChosen, this, &StackController::buildAndApply);
    picker->open();
}

void StackController::up()
{
    request(upTask());
}

void StackController::run()
{
    requestEnding(runTask());
}

void StackController::runAttached()
{
    requestEnding(runAttachedTask());
}

void StackController::down()
{
    requestEnding(downTask());
}

void StackController::prepare()
{
    request(prepareTask());
}

void StackController::update()
{
    request(updateStackTask());
}

//! Which commits would be lost is asked first: the question must name them.
void StackController::destroy()
{
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    SlotReader *reader = m_session->slotObserver()->reader();
    if (!snapshot || !reader)
        return requestDestroy({});
    if (m_askingLoss)
        return; // a second press while the first is being answered asks once
    QList<SlotRecord> losable;
    for (const LinkRow &link : snapshot->links()) {
        if (const SlotRecord record = toSlotRecord(link); record.isUnpushed())
            losable.append(record);
    }
    if (losable.isEmpty())
        return requestDestroy({});
    m_askingLoss = new QObject(reader);
    reader->askAll(losable, m_askingLoss, [this](const QHash<QString, SlotInsight> &insights) {
        m_askingLoss->deleteLater();
        QList<LosableWork> works;
        for (auto it = insights.cbegin(); it != insights.cend(); ++it)
            works.append({tr("slot %1").arg(it.key()), it->work});
        requestDestroy(works);
    });
}

void StackController::requestDestroy(const QList<LosableWork> &slotWorks)
{
    QList<LosableWork> works = slotWorks;
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    if (snapshot) {
        for (const SourceRow &source : snapshot->sources()) {
            if (source.kind != "git" || (source.pushed && !source.dirty))
                continue;
            UnpushedWork work;
            work.count = source.ahead;
            work.isUncommitted = source.dirty;
            works.append({tr("source %1").arg(toText(source.name)), work});
        }
    }
    TaskSpec spec =
        destroyStackTask(m_session->stackName(), works.isEmpty() ? unsavedWork() : QStringList());
    guardAgainstLoss(&spec.question, works, {u"purge"_s});
    requestEnding(spec);
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

} // namespace angee
