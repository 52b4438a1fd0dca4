// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/services/servicescontroller.h"

#include "core/actions/serviceactions.h"
#include "core/base/ansi.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/model/servicestatus.h"
#include "core/session/session.h"
#include "core/tasks/bulkrun.h"
#include "core/tasks/taskrunner.h"
#include "ui/panes/askfirst.h"
#include "ui/panes/bulkpanel.h"
#include "ui/panes/closewhendone.h"
#include "ui/panes/panefeed.h"
#include "ui/panes/taskfailure.h"
#include "ui/services/createservicedialog.h"
#include "ui/services/destroyservices.h"
#include "ui/services/routetokendialog.h"
#include "ui/services/servicedetail.h"
#include "ui/services/servicespane.h"
#include "ui/services/updateservicedialog.h"
#include "ui/templates/snapshottemplates.h"
#include "ui/widgets/noticebar.h"

#include <QDesktopServices>
#include <QUrl>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QString bulkTitle(ServiceAction action, int count)
{
    switch (action) {
    case ServiceAction::Start:
        return ServicesController::tr("Start %n services", nullptr, count);
    case ServiceAction::Stop:
        return ServicesController::tr("Stop %n services", nullptr, count);
    case ServiceAction::Restart:
        return ServicesController::tr("Restart %n services", nullptr, count);
    case ServiceAction::Up:
        return ServicesController::tr("Bring up %n services", nullptr, count);
    case ServiceAction::Destroy:
        return ServicesController::tr("Destroy %n services", nullptr, count);
    }
    Q_UNREACHABLE();
}

} // namespace

ServicesController::ServicesController(Session *session, ServicesPane *pane, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
    , m_feed(new PaneFeed(session, pane, this, SnapshotPart::Services))
    , m_results(session->tasks(), u"service"_s)
{
    pane->detail()->setRunner(session->tasks());
    pane->setResults(&m_results);
    connect(m_feed, &PaneFeed::updated, this, &ServicesController::show);
    connect(m_feed, &PaneFeed::confirmed, &m_results, &RowResults::confirm);
    connect(pane, &ServicesPane::actionRequested, this, &ServicesController::onAction);
    connect(pane, &ServicesPane::destroyRequested, this, &ServicesController::onDestroy);
    connect(pane, &ServicesPane::createRequested, this, [this] { createService(); });
    connect(pane, &ServicesPane::updateFromTemplateRequested, this, &ServicesController::onUpdate);
    connect(pane->detail(), &ServiceDetail::endpointRequested, this,
            &ServicesController::onEndpoint);
    connect(pane->detail(), &ServiceDetail::openUrlRequested, this, &ServicesController::openUrl);
    connect(pane->detail(), &ServiceDetail::routeTokenRequested, this,
            &ServicesController::onRouteToken);
    connect(pane->detail(), &ServiceDetail::dismissRequested, &m_results, &RowResults::dismiss);
    connect(pane->bulkPanel(), &BulkPanel::dismissed, this, [this] {
        m_pane->bulkPanel()->setRun(nullptr);
        if (m_bulk)
            m_bulk->deleteLater();
    });
    show(session->live() ? session->live()->lastUpdate() : nullptr);
    m_feed->updatePane();
}

ServicesController::~ServicesController() = default;

void ServicesController::show(const LiveUpdatePtr &update)
{
    m_results.confirm();
    m_pane->apply(update);
    if (!m_selectWhenThere.isEmpty() && m_pane->selectKey(m_selectWhenThere))
        m_selectWhenThere.clear();
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
    const QString title = names.size() == 1
        ? serviceActionTask(action, names.first(), record(names.first()).runtime).title
        : bulkTitle(action, int(names.size()));
    askFirst(*m_session, m_pane, title, names.join(u", "_s), serviceActionName(action),
             [this, action, names] { run(action, names); });
}

void ServicesController::run(ServiceAction action, const QStringList &names)
{
    if (names.size() == 1)
        return runOne(action, names.first());
    runBulk(action, names, [this, action](const QString &name) {
        const ServiceRecord service = record(name);
        if (mayHoldConnection(action, service.runtime))
            return tr("A local service holds its connection for as long as it runs: bring it up by "
                      "itself, or start it once the stack is up.");
        return whyNotNow(action, service.status, service.runtime);
    });
}

void ServicesController::runOne(ServiceAction action, const QString &name)
{
    const ServiceRecord service = record(name);
    Task *task = m_session->tasks()->submit(serviceActionTask(action, name, service.runtime));
    if (!mayHoldConnection(action, service.runtime))
        return;
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
                                      const std::function<QString(const QString &)> &whyNot)
{
    if (m_bulk)
        m_bulk->deleteLater();
    const int concurrency = action == ServiceAction::Destroy ? 1 : BulkRun::usualConcurrency;
    m_bulk = new BulkRun(
        m_session->tasks(), bulkTitle(action, int(names.size())), names,
        [this, action](const QString &name) {
            return serviceActionTask(action, name, record(name).runtime);
        },
        whyNot, concurrency, this);
    m_pane->bulkPanel()->setRun(m_bulk);
    return m_bulk;
}

void ServicesController::runBulk(ServiceAction action, const QStringList &names,
                                 const std::function<QString(const QString &)> &whyNot)
{
    showBulk(action, names, whyNot)->start();
}

void ServicesController::onDestroy(const QStringList &names)
{
    QList<ServiceRecord> services;
    for (const QString &name : names)
        services.append(record(name));
    if (services.isEmpty() || !m_session->whyNoChanges().isEmpty())
        return;
    auto *dialog =
        new ConfirmDialog(destroyServicesConfirmation(services, *m_session), m_pane->window());
    connect(dialog, &ConfirmDialog::confirmed, this, [this, dialog, services, names] {
        const bool stopFirst = dialog->choice() == stopThenDestroyChoice;
        if (services.size() == 1)
            return destroyOne(dialog, services.first(), stopFirst);
        dialog->close();
        destroyMany(names, stopFirst);
    });
    dialog->open();
}

void ServicesController::destroyOne(ConfirmDialog *dialog, const ServiceRecord &service,
                                    bool stopFirst)
{
    if (!stopFirst)
        return submitDestroy(dialog, service);
    dialog->setBusy(true);
    Task *stop = m_session->tasks()->submit(
        serviceActionTask(ServiceAction::Stop, service.name, service.runtime));
    // The dialog may be closed meanwhile; what was asked for goes on.
    connect(
        stop, &Task::finished, this,
        [this, stop, dialog = QPointer<ConfirmDialog>(dialog), service] {
            if (stop->state() == Task::State::Succeeded || saysNotRunning(stop->words()))
                return submitDestroy(dialog, service);
            if (dialog)
                dialog->setFailure(
                    tr("Stopping did not work, so nothing was destroyed. %1").arg(stop->words()));
        });
}

void ServicesController::submitDestroy(ConfirmDialog *dialog, const ServiceRecord &service)
{
    Task *task = m_session->tasks()->submit(
        serviceActionTask(ServiceAction::Destroy, service.name, service.runtime));
    if (dialog)
        closeWhenDone(dialog, task);
}

void ServicesController::destroyMany(const QStringList &names, bool stopFirst)
{
    if (!stopFirst)
        return runBulk(ServiceAction::Destroy, names);
    QList<ServiceRecord> services;
    for (const QString &name : names)
        services.append(record(name));
    const QStringList running = mayKeepRunning(services);
    BulkRun *stops = showBulk(ServiceAction::Stop, names, [running](const QString &name) {
        return running.contains(name) ? QString() : tr("Does not need to be stopped first.");
    });
    connect(stops, &BulkRun::finished, this, [this, stops, names] {
        QHash<QString, QString> failures;
        for (const BulkRun::Row &row : stops->rows()) {
            const bool stopped = row.state == BulkRun::State::Done
                || row.state == BulkRun::State::Skipped || saysNotRunning(row.words);
            if (!stopped)
                failures.insert(row.name,
                                tr("Was not stopped, so not destroyed. %1").arg(row.words));
        }
        disconnect(stops, &BulkRun::finished, this, nullptr);
        runBulk(ServiceAction::Destroy, names,
                [failures](const QString &name) { return failures.value(name); });
    });
    stops->start();
}

void ServicesController::fill(CreateServiceDialog *dialog)
{
    const SnapshotPtr snapshot = m_feed->snapshot();
    QStringList workspaces;
    QStringList services;
    if (snapshot) {
        for (const WorkspaceRow &row : snapshot->workspaces())
            workspaces.append(toText(row.name));
        for (const ServiceRow &row : snapshot->services())
            services.append(toText(row.name));
    }
    dialog->setContext(m_session->profileName(), m_session->stackName());
    dialog->setWhyNoChanges(m_session->whyNoChanges());
    dialog->setTemplates(templatesOf(snapshot));
    dialog->setWorkspaces(workspaces);
    dialog->setServiceNames(services);
}

void ServicesController::createService(const QString &templateRef, const QString &workspace)
{
    auto *dialog = new CreateServiceDialog(m_pane->window());
    fill(dialog);
    dialog->chooseTemplate(templateRef);
    dialog->chooseWorkspace(workspace);
    connect(m_session, &Session::stateChanged, dialog,
            [this, dialog] { dialog->setWhyNoChanges(m_session->whyNoChanges()); });
    connect(dialog, &CreateServiceDialog::createRequested, this,
            [this, dialog](const ServiceRequest &request) { onCreate(dialog, request); });
    dialog->open();
}

void ServicesController::onCreate(CreateServiceDialog *dialog, const ServiceRequest &request)
{
    // Starting is a task of its own: the daemon's "create and start" of a local service can stay
    // open for as long as the service lives, and would block every other change (contract.md, Q1).
    ServiceRequest made = request;
    made.start = false;
    const auto start = [this, made, up = request.start](OperatorDaemon &daemon) -> DaemonCall * {
        CreateServiceCall *call = daemon.createService(made);
        call->whenDone(this, [this, up](const Result<Service> &result) {
            if (!result)
                return;
            m_selectWhenThere = result.value().name;
            if (up)
                m_session->tasks()->submit(serviceActionTask(ServiceAction::Up, result.value().name,
                                                             result.value().runtime));
        });
        return call;
    };
    Task *task = m_session->tasks()->submit(createServiceTask(made, start));
    connect(task, &Task::finished, dialog, [task, dialog] {
        if (task->state() == Task::State::Succeeded)
            dialog->accept();
        else
            dialog->setFailure(failureOf(*task));
    });
}

void ServicesController::onUpdate(const QString &name)
{
    auto *dialog = new UpdateServiceDialog(name, templatesOf(m_feed->snapshot()), m_pane->window());
    dialog->setContext(m_session->profileName(), m_session->stackName());
    dialog->setWhyNoChanges(m_session->whyNoChanges());
    connect(dialog, &UpdateServiceDialog::dryRunRequested, this,
            [this, dialog, name](const QMap<QString, QString> &inputs) {
                askDryRun(dialog, name, inputs);
            });
    connect(dialog, &UpdateServiceDialog::applyRequested, this,
            [this, dialog, name](const QMap<QString, QString> &inputs, bool overwrite) {
                apply(dialog, name, inputs, overwrite);
            });
    dialog->open();
    dialog->start();
}

void ServicesController::askDryRun(UpdateServiceDialog *dialog, const QString &name,
                                   const QMap<QString, QString> &inputs)
{
    if (!m_session->daemon())
        return;
    auto *call =
        m_session->daemon()->run(new UpdateServiceFromTemplateCall(name, inputs, true, false));
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
                               const QMap<QString, QString> &inputs, bool overwrite)
{
    Task *task = m_session->tasks()->submit(
        updateServiceTask(name, [name, inputs, overwrite](OperatorDaemon &daemon) -> DaemonCall * {
            return daemon.run(new UpdateServiceFromTemplateCall(name, inputs, false, overwrite));
        }));
    connect(task, &Task::finished, dialog, [task, dialog] {
        if (task->state() == Task::State::Succeeded)
            dialog->accept();
        else
            dialog->setFailure(failureOf(*task));
    });
}

void ServicesController::onEndpoint(const QString &name)
{
    if (!m_session->daemon()) {
        m_pane->detail()->setEndpointProblem(name, m_session->whyNoChanges());
        return;
    }
    m_session->daemon()->serviceEndpoint(name)->whenDone(
        m_pane->detail(), [detail = m_pane->detail(), name](const Result<ServiceEndpoint> &result) {
            if (result)
                detail->setEndpoint(name, result.value());
            else
                detail->setEndpointProblem(name, withoutAnsi(result.error().summary()));
        });
}

void ServicesController::onRouteToken(const QString &name)
{
    auto *dialog = new RouteTokenDialog(name, m_session->settings().identity().actor, &m_clipboard,
                                        m_pane->window());
    dialog->setContext(m_session->profileName(), m_session->stackName());
    dialog->setWhyNoChanges(m_session->whyNoChanges());
    connect(dialog, &RouteTokenDialog::mintRequested, this,
            [this, name, dialog = QPointer<RouteTokenDialog>(dialog)](const QString &actor,
                                                                      const QString &ttl) {
                TaskSpec spec;
                spec.title = tr("Mint route token for service \"%1\"").arg(name);
                spec.verb = u"mint-route-token"_s;
                spec.objectKind = u"service"_s;
                spec.objectName = name;
                spec.start = [=](OperatorDaemon &daemon) -> DaemonCall * {
                    MintRouteTokenCall *call = daemon.mintRouteToken(actor, name, ttl);
                    if (dialog)
                        call->whenDone(dialog, [dialog](const Result<MintedToken> &result) {
                            if (result)
                                dialog->setToken(result.value());
                        });
                    return call;
                };
                Task *task = m_session->tasks()->submit(spec);
                connect(task, &Task::finished, dialog, [task, dialog] {
                    if (task->state() != Task::State::Succeeded)
                        dialog->setFailure(failureOf(*task));
                });
            });
    dialog->open();
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
