// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/services/servicescontroller.h"

#include "core/actions/daemonend.h"
#include "core/actions/serviceactions.h"
#include "core/actions/stackactions.h"
#include "core/actions/tokenactions.h"
#include "core/base/ansi.h"
#include "core/daemon/operatordaemon.h"
#include "core/files/workspacereach.h"
#include "core/live/livestore.h"
#include "core/model/servicestatus.h"
#include "core/session/oldstates.h"
#include "core/session/serviceobserver.h"
#include "core/session/session.h"
#include "core/tasks/bulkrun.h"
#include "core/tasks/taskrunner.h"
#include "ui/panes/bulkpanel.h"
#include "ui/panes/stucknotices.h"
#include "ui/panes/taskfailure.h"
#include "ui/services/createservicedialog.h"
#include "ui/services/routetokendialog.h"
#include "ui/services/servicedetail.h"
#include "ui/services/servicespane.h"
#include "ui/services/updateservicedialog.h"
#include "ui/templates/snapshottemplates.h"
#include "ui/widgets/noticebar.h"

#include <QDesktopServices>
#include <QUrl>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

const auto oldStatesNotice = u"oldStates"_s;

} // namespace

ServicesController::ServicesController(Session *session, ServicesPane *pane, QObject *parent)
    : PaneController(session, pane, parent, SnapshotPart::Services)
    , m_pane(pane)
    , m_results(session->tasks(), ObjectKind::Service)
{
    pane->detail()->setRunner(session->tasks());
    pane->setResults(&m_results);
    new StuckNotices(feed(), pane);
    connect(feed(), &PaneFeed::confirmed, &m_results, &RowResults::confirm);
    connect(pane, &ServicesPane::actionRequested, this, &ServicesController::onAction);
    connect(pane, &ServicesPane::destroyRequested, this, &ServicesController::onDestroy);
    connect(pane, &ServicesPane::applyRequested, this, &ServicesController::applyChanges);
    connect(pane->detail(), &ServiceDetail::applyRequested, this,
            [this](const QString &name) { applyChanges({name}); });
    connect(session->oldStates(), &OldStates::changed, this, &ServicesController::showOldStates);
    connect(pane->notices(), &NoticeBars::actionTriggered, this, [this](const QString &notice) {
        if (notice == oldStatesNotice)
            applyChanges(m_shownOld);
    });
    connect(pane, &ServicesPane::createRequested, this, &ServicesController::createService);
    connect(pane, &ServicesPane::updateFromTemplateRequested, this, &ServicesController::onUpdate);
    connect(pane->detail(), &ServiceDetail::endpointRequested, this,
            &ServicesController::onEndpoint);
    connect(pane->detail(), &ServiceDetail::openUrlRequested, this, &ServicesController::openUrl);
    connect(pane->detail(), &ServiceDetail::routeTokenRequested, this,
            &ServicesController::onRouteToken);
    connect(pane->detail(), &ServiceDetail::dismissRequested, &m_results, &RowResults::dismiss);
    connect(pane->detail(), &ServiceDetail::upRequested, this,
            [this](const QString &name) { onAction(ServiceAction::Up, {name}); });
    connect(pane->detail(), &ServiceDetail::logsRequested, pane, [pane](const QString &name) {
        emit pane->openRequested({ObjectKind::Log, name});
    });
    connect(pane->detail(), &ServiceDetail::lastWordsWanted, this, &ServicesController::showWords);
    connect(session->observer(), &ServiceObserver::told, this, &ServicesController::showWords);
    connect(pane->bulkPanel(), &BulkPanel::dismissed, this, [this] {
        m_pane->bulkPanel()->setRun(nullptr);
        if (m_bulk)
            m_bulk->deleteLater();
    });
    start();
    showOldStates();
}

ServicesController::~ServicesController() = default;

void ServicesController::show(const LiveUpdatePtr &update)
{
    m_results.confirm();
    m_pane->apply(update);
    if (!m_selectWhenThere.isEmpty() && m_pane->selectKey(m_selectWhenThere))
        m_selectWhenThere.clear();
}

void ServicesController::showWords(const QString &name)
{
    if (name != m_pane->detail()->serviceName())
        return;
    if (const auto words = session()->observer()->lastWords(name))
        m_pane->detail()->setLastWords(name, words->lines, words->problem);
    else
        session()->observer()->look(name);
}

ServiceRecord ServicesController::record(const QString &name) const
{
    if (const auto found = m_pane->model()->service(name))
        return *found;
    ServiceRecord gone;
    gone.name = name;
    return gone;
}

void ServicesController::onAction(ServiceAction action, const QStringList &names)
{
    if (names.size() == 1)
        return runOne(action, names.first());
    const auto go = [this, action, names](const Agreement &agreement, const QString &) -> Task * {
        runMany(action, names, agreement);
        return nullptr;
    };
    tasks()->gate()->pass(servicesActionQuestion(action, names), this, go);
}

void ServicesController::runMany(ServiceAction action, const QStringList &names,
                                 const Agreement &agreement)
{
    const auto whyNot = [this, action](const QString &name) {
        const ServiceRecord service = record(name);
        if (name == session()->ownService() && action != ServiceAction::Start
            && action != ServiceAction::Up)
            return tr("It is the connected daemon: it would end before the others are done. Do it "
                      "by itself.");
        if (mayHoldConnection(action, service.runtime))
            return tr("A local service holds its connection for as long as it runs: bring it up by "
                      "itself, or start it once the stack is up.");
        return whyNotNow(action, service.status, service.runtime);
    };
    showBulk(action, names, agreement, whyNot)->start();
}

void ServicesController::runOne(ServiceAction action, const QString &name)
{
    const QString runtime = record(name).runtime;
    tasks()->request(specFor(action, name), this, [this, action, name, runtime](Task *task) {
        if (mayHoldConnection(action, runtime))
            tellOfHeldConnection(name, task);
    });
}

void ServicesController::tellOfHeldConnection(const QString &name, Task *task)
{
    const QString id = u"up:"_s + name;
    m_pane->notices()->show(
        {id,
         Notice::Kind::Information,
         tr("\"%1\" is brought up over a connection that can stay open for as long as it runs. "
            "Cancelling its task, or quitting the console, stops the local services.")
             .arg(name),
         {},
         true});
    connect(task, &Task::finished, m_pane->notices(),
            [notices = m_pane->notices(), id] { notices->clear(id); });
}

BulkRun *ServicesController::showBulk(ServiceAction action, const QStringList &names,
                                      const Agreement &agreement, const BulkRun::WhyNot &whyNot)
{
    BulkRun::Plan plan;
    plan.title = servicesActionTitle(action, int(names.size()));
    plan.names = names;
    plan.makeTask = [this, action](const QString &name) { return specFor(action, name); };
    plan.whyNot = whyNot;
    plan.concurrency = action == ServiceAction::Destroy ? 1 : BulkRun::usualConcurrency;
    plan.agreement = agreement;
    return showBulk(plan);
}

BulkRun *ServicesController::showBulk(const BulkRun::Plan &plan)
{
    if (m_bulk)
        m_bulk->deleteLater();
    m_bulk = new BulkRun(tasks(), plan, this);
    m_pane->bulkPanel()->setRun(m_bulk);
    return m_bulk;
}

TaskSpec ServicesController::specFor(ServiceAction action, const QString &name) const
{
    TaskSpec spec = serviceActionTask(action, name, record(name).runtime);
    const bool ends = action == ServiceAction::Stop || action == ServiceAction::Restart;
    return ends && name == session()->ownService() ? endingDaemon(spec, name) : spec;
}

DoomedService ServicesController::doomed(const QString &name) const
{
    const ServiceRecord service = record(name);
    DoomedService doomed{service.name, service.runtime, service.status, service.workspaces};
    doomed.isDaemon = name == session()->ownService();
    const LiveUpdatePtr update = session()->live() ? session()->live()->lastUpdate() : nullptr;
    const QList<StuckCause> stuck = update ? update->stuck : QList<StuckCause>();
    for (const StuckCause &cause : stuck) {
        if (blocksStack(cause.kind))
            doomed.stuck = stuckText(cause);
    }
    return doomed;
}

void ServicesController::showOldStates()
{
    const QHash<QString, OldState> &states = session()->oldStates()->all();
    m_pane->setOldStates(states);
    m_shownOld = states.keys();
    m_shownOld.sort();
    if (m_shownOld.isEmpty())
        return m_pane->notices()->clear(oldStatesNotice);
    const QStringList first = m_shownOld.mid(0, 5);
    const QString names = first.join(u", "_s) + (m_shownOld.size() > 5 ? u", …"_s : QString());
    const bool certain = std::any_of(states.cbegin(), states.cend(), [](const OldState &state) {
        return state.certainty == OldState::Certainty::Certain;
    });
    const int count = int(m_shownOld.size());
    m_pane->notices()->show(
        {oldStatesNotice,
         Notice::Kind::Information,
         (certain ? tr("%n service(s) run on what was before a change: %1", nullptr, count)
                  : tr("%n service(s) may run on what was before a change: %1", nullptr, count))
             .arg(names),
         {{u"apply"_s, tr("Recreate or restart them")}},
         true});
}

TaskSpec ServicesController::applyingSpec(const QString &name) const
{
    const ServiceRecord service = record(name);
    const OldState::Way way = service.oldState ? service.oldState->way : OldState::Way::Recreate;
    switch (way) {
    case OldState::Way::Recreate:
        return specFor(ServiceAction::Up, name);
    case OldState::Way::BuildAndRecreate:
        return buildAndApplyTask({name});
    case OldState::Way::Restart:
        return specFor(ServiceAction::Restart, name);
    }
    Q_UNREACHABLE();
}

void ServicesController::applyChanges(const QStringList &names)
{
    if (names.size() == 1)
        return tasks()->request(applyingSpec(names.constFirst()), this);
    BulkRun::Plan plan;
    plan.title = tr("Recreate or restart %n service(s)", nullptr, int(names.size()));
    plan.names = names;
    plan.makeTask = [this](const QString &name) { return applyingSpec(name); };
    plan.whyNot = [this](const QString &name) {
        const std::optional<OldState> old = record(name).oldState;
        if (!old)
            return tr("It runs on what is declared now.");
        // Up leaves a container alone that it does not concern; a restart does not.
        if (old->way == OldState::Way::Restart && old->certainty == OldState::Certainty::Possible)
            return tr("Whether that concerns it is not known: restart it by itself.");
        return name == session()->ownService() ? tr("It is the connected daemon: restart it by "
                                                    "itself.")
                                               : QString();
    };
    plan.concurrency = 1; // two that are built would be the same action
    Question question = servicesActionQuestion(ServiceAction::Up, names);
    question.title = plan.title;
    question.verb = tr("Recreate or restart");
    const auto go = [this, plan](const Agreement &agreement, const QString &) -> Task * {
        BulkRun::Plan agreed = plan;
        agreed.agreement = agreement;
        showBulk(agreed)->start();
        return nullptr;
    };
    tasks()->gate()->pass(question, this, go);
}

void ServicesController::onDestroy(const QStringList &names)
{
    QList<DoomedService> services;
    for (const QString &name : names)
        services.append(doomed(name));
    if (services.isEmpty() || !session()->whyNoChanges().isEmpty())
        return;
    TaskGate *gate = tasks()->gate();
    const auto go = [this, gate, services, names](const Agreement &agreement,
                                                  const QString &choice) -> Task * {
        const bool stopFirst = choice == stopThenDestroyChoice;
        if (services.size() > 1) {
            destroyMany(services, stopFirst, agreement);
            return nullptr;
        }
        if (!stopFirst)
            return tasks()->submit(destroyServiceTask(services.first()), agreement);
        stopThenDestroy(services.first(), agreement, gate->current());
        return nullptr;
    };
    gate->pass(destroyServicesQuestion(services), this, go);
}

//! \a question stays open meanwhile; it may be closed, and what was asked for goes on.
void ServicesController::stopThenDestroy(const DoomedService &service, const Agreement &agreement,
                                         int question)
{
    Task *stop = tasks()->submit(
        serviceActionTask(ServiceAction::Stop, service.name, service.runtime), agreement);
    connect(stop, &Task::finished, this, [this, stop, service, agreement, question] {
        TaskGate *gate = tasks()->gate();
        if (!stop->succeeded() && !saysNotRunning(stop->words()))
            return gate->fail(
                question,
                tr("Stopping did not work, so nothing was destroyed. %1").arg(stop->words()));
        gate->follow(question, tasks()->submit(destroyServiceTask(service), agreement));
    });
}

void ServicesController::destroyMany(const QList<DoomedService> &services, bool stopFirst,
                                     const Agreement &agreement)
{
    QStringList names;
    for (const DoomedService &service : services)
        names.append(service.name);
    if (!stopFirst) {
        showBulk(ServiceAction::Destroy, names, agreement, {})->start();
        return;
    }
    const QStringList running = mayKeepRunning(services);
    BulkRun *stops =
        showBulk(ServiceAction::Stop, names, agreement, [running](const QString &name) {
            return running.contains(name) ? QString() : tr("Does not need to be stopped first.");
        });
    connect(stops, &BulkRun::finished, this, [this, stops, names, agreement] {
        QHash<QString, QString> failures;
        for (const BulkRun::Row &row : stops->rows()) {
            const bool stopped = row.state == BulkRun::State::Done
                || row.state == BulkRun::State::Skipped || saysNotRunning(row.words);
            if (!stopped)
                failures.insert(row.name,
                                tr("Was not stopped, so not destroyed. %1").arg(row.words));
        }
        disconnect(stops, &BulkRun::finished, this, nullptr);
        showBulk(ServiceAction::Destroy, names, agreement, [failures](const QString &name) {
            return failures.value(name);
        })->start();
    });
    stops->start();
}

void ServicesController::fill(CreateServiceDialog *dialog)
{
    const SnapshotPtr shown = snapshot();
    QStringList workspaces;
    QStringList services;
    if (shown) {
        for (const WorkspaceRow &row : shown->workspaces())
            workspaces.append(toText(row.name));
        for (const ServiceRow &row : shown->services())
            services.append(toText(row.name));
    }
    connect(dialog, &CreateServiceDialog::templateChosen, this,
            [this, dialog](const TemplateDescriptor &chosen) { readTemplate(dialog, chosen); });
    if (shown && shown->knows(SnapshotPart::Secrets)) {
        QStringList secrets;
        for (const SecretRow &row : shown->secrets()) {
            if (row.hasValue || row.generated)
                secrets.append(toText(row.name));
        }
        dialog->setSecrets(secrets);
    }
    dialog->setTemplates(templatesOf(shown));
    dialog->setWorkspaces(workspaces);
    dialog->setServiceNames(services);
}

void ServicesController::readTemplate(CreateServiceDialog *dialog, const TemplateDescriptor &chosen)
{
    const SnapshotPtr shown = snapshot();
    if (!daemon() || !shown || chosen.path.isEmpty())
        return;
    QList<Source> sources;
    for (const SourceRow &row : shown->sources())
        sources.append(toSource(row));
    const QList<ReachEntry> ways = SourceReach(sources).into(chosen.path);
    const auto way = std::find_if(ways.cbegin(), ways.cend(), [](const ReachEntry &entry) {
        return entry.workspaceFolder.isEmpty();
    });
    if (way == ways.cend())
        return;
    daemon()
        ->readFile(way->source, way->sourcePrefix + u"template/service.yaml.jinja"_s)
        ->whenDone(dialog, [dialog, ref = chosen.ref](const Result<RemoteFile> &file) {
            if (file)
                dialog->setTemplateText(ref, QString::fromUtf8(file.value().content));
        });
}

void ServicesController::createService(const ObjectRef &from)
{
    auto *dialog = new CreateServiceDialog(m_pane->window());
    fill(dialog);
    if (from.kind == ObjectKind::Template)
        dialog->chooseTemplate(from.name);
    else if (from.kind == ObjectKind::Workspace)
        dialog->chooseWorkspace(from.name);
    connect(dialog, &CreateServiceDialog::createRequested, this,
            [this, dialog](const ServiceRequest &request) { onCreate(dialog, request); });
    open(dialog);
}

void ServicesController::onCreate(CreateServiceDialog *dialog, const ServiceRequest &request)
{
    // Starting is a task of its own: the daemon's "create and start" of a local service can stay
    // open for as long as the service lives, and would block every other change (contract.md, Q1).
    ServiceRequest made = request;
    made.start = false;
    const auto created = [this, up = request.start](const Service &service) {
        m_selectWhenThere = service.name;
        if (up)
            tasks()->request(serviceActionTask(ServiceAction::Up, service.name, service.runtime),
                             this);
    };
    submit(createServiceTask(made, this, created), dialog);
}

void ServicesController::onUpdate(const QString &name)
{
    auto *dialog = new UpdateServiceDialog(name, templatesOf(snapshot()), m_pane->window());
    connect(dialog, &UpdateServiceDialog::dryRunRequested, this,
            [this, dialog, name](const QMap<QString, QString> &inputs) {
                askDryRun(dialog, name, inputs);
            });
    connect(dialog, &UpdateServiceDialog::applyRequested, this,
            [this, dialog, name](const QMap<QString, QString> &inputs, bool overwrite) {
                apply(dialog, name, inputs,
                      overwrite ? UpdateEdited::Overwrite : UpdateEdited::Refuse);
            });
    open(dialog);
    dialog->start();
}

void ServicesController::askDryRun(UpdateServiceDialog *dialog, const QString &name,
                                   const QMap<QString, QString> &inputs)
{
    if (!daemon())
        return;
    auto *call = daemon()->run(new UpdateServiceFromTemplateCall(name, inputs, true, false));
    m_newestDryRun = call;
    call->whenDone(dialog, [this, call, dialog](const Result<ServiceTemplateUpdate> &result) {
        if (m_newestDryRun != call)
            return; // a newer one is on its way
        if (result)
            dialog->setDryRun(result.value());
        else
            dialog->setDryRunFailure(result.error());
    });
}

void ServicesController::apply(UpdateServiceDialog *dialog, const QString &name,
                               const QMap<QString, QString> &inputs, UpdateEdited edited)
{
    submit(updateServiceTask(name, inputs, edited), dialog);
}

void ServicesController::onEndpoint(const QString &name)
{
    if (!daemon()) {
        m_pane->detail()->setEndpointProblem(name, session()->whyNoChanges());
        return;
    }
    daemon()->serviceEndpoint(name)->whenDone(
        m_pane->detail(), [detail = m_pane->detail(), name](const Result<ServiceEndpoint> &result) {
            if (result)
                detail->setEndpoint(name, result.value());
            else
                detail->setEndpointProblem(name, withoutAnsi(result.error().summary()));
        });
}

void ServicesController::onRouteToken(const QString &name)
{
    auto *dialog = new RouteTokenDialog(name, session()->settings().identity().actor, &m_clipboard,
                                        m_pane->window());
    connect(dialog, &RouteTokenDialog::mintRequested, this,
            [this, name, dialog](const QString &actor, const QString &ttl) {
                const auto minted = [dialog](const MintedToken &token) { dialog->setToken(token); };
                const auto follow = [dialog](Task *task) {
                    connect(task, &Task::finished, dialog, [task, dialog] {
                        if (!task->succeeded())
                            dialog->setFailure(failureOf(*task));
                    });
                };
                tasks()->request(mintRouteTokenTask(name, actor, ttl, dialog, minted), dialog,
                                 follow, [dialog] { dialog->setBusy({}); });
            });
    open(dialog);
}

void ServicesController::openUrl(const QUrl &url)
{
    if (!QDesktopServices::openUrl(url))
        m_pane->notices()->show({u"browser"_s,
                                 Notice::Kind::Warning,
                                 tr("No browser could be started. The address can be copied."),
                                 {},
                                 true});
}

} // namespace angee
