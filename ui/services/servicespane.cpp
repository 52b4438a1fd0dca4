// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/services/servicespane.h"

#include "core/actions/serviceactions.h"
#include "core/model/servicestatus.h"
#include "ui/panes/bulkpanel.h"
#include "ui/services/servicedetail.h"
#include "ui/services/servicesdescriptor.h"
#include "ui/widgets/filtertable.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

ServicesPane::ServicesPane(QWidget *parent)
    : ListPane(servicesDescriptor(), new ServicesModel, parent)
    , m_model(qobject_cast<ServicesModel *>(table()->table()))
    , m_detail(new ServiceDetail)
    , m_bulk(new BulkPanel)
{
    m_model->setParent(this);
    setEmptyTexts(tr("This stack has no services."),
                  tr("A service is a container or a local process that belongs to the stack. It is "
                     "made from a template, in a workspace."),
                  tr("Create service"));
    makeActions();
    setDetail(m_detail);
    addPanel(m_bulk);
    showLoading();
    onSelectionChanged();
}

ServicesPane::~ServicesPane() = default;

void ServicesPane::makeActions()
{
    addServiceAction(ServiceAction::Start, Icon::Name::Start);
    addServiceAction(ServiceAction::Stop, Icon::Name::Stop);
    addServiceAction(ServiceAction::Restart, Icon::Name::Restart);
    addServiceAction(ServiceAction::Up, Icon::Name::Up);
    m_apply = addAction(u"serviceApply"_s, tr("Apply changes"), Icon::Name::Bolt, Placement::Row);
    connect(m_apply, &QAction::triggered, this, [this] {
        QStringList names;
        for (const ServiceRecord &service : selected()) {
            if (service.oldState)
                names.append(service.name);
        }
        if (!names.isEmpty())
            emit applyRequested(names);
    });
    addSeparator();
    m_logs = addAction(u"serviceLogs"_s, tr("Logs"), Icon::Name::Log, Placement::Row,
                       QKeySequence(Qt::CTRL | Qt::Key_L));
    m_logs->setShortcuts({m_logs->shortcut(), QKeySequence(Qt::Key_L)});
    connect(m_logs, &QAction::triggered, this, [this] {
        emit openRequested({ObjectKind::Log, table()->currentKey()});
    });
    m_endpoint = addAction(u"serviceEndpoint"_s, tr("Endpoint"), Icon::Name::Link, Placement::Row);
    connect(m_endpoint, &QAction::triggered, m_detail, &ServiceDetail::showEndpoint);
    m_update = addAction(u"serviceUpdate"_s, tr("Update from template…"), Icon::Name::Template,
                         Placement::Row);
    connect(m_update, &QAction::triggered, this,
            [this] { emit updateFromTemplateRequested(table()->currentKey()); });
    addSeparator();
    m_destroy = addAction(u"serviceDestroy"_s, tr("Destroy…"), Icon::Name::Destroy, Placement::Row,
                          QKeySequence(Qt::Key_Delete));
    connect(m_destroy, &QAction::triggered, this,
            [this] { emit destroyRequested(table()->selectedKeys()); });
    m_create = addAction(u"serviceCreate"_s, tr("New"), Icon::Name::Add, Placement::Header,
                         QKeySequence::New);
    connect(m_create, &QAction::triggered, this, [this] { emit createRequested({}); });
}

QAction *ServicesPane::addServiceAction(ServiceAction action, Icon::Name icon)
{
    const QString verb = serviceActionVerb(action);
    const QString id = u"service"_s + verb.at(0).toUpper() + verb.mid(1);
    QAction *made = addAction(id, serviceActionName(action), icon, Placement::Row);
    connect(made, &QAction::triggered, this, [this, action] { request(action); });
    m_actions.insert(action, made);
    return made;
}

void ServicesPane::request(ServiceAction action)
{
    const QStringList names = table()->selectedKeys();
    if (!names.isEmpty())
        emit actionRequested(action, names);
}

void ServicesPane::create(ObjectKind, const ObjectRef &from)
{
    emit createRequested(from);
}

void ServicesPane::apply(const LiveUpdatePtr &update)
{
    m_model->show(update);
    showTable(update != nullptr, update && concerns(update->attention, ObjectKind::Service));
}

void ServicesPane::setResults(const RowResults *results)
{
    m_model->setResults(results);
    // After the model, so that what is read here is what the rows say.
    connect(results, &RowResults::changed, this, &ServicesPane::onSelectionChanged);
}

void ServicesPane::setOldStates(const QHash<QString, OldState> &states)
{
    m_model->setOldStates(states);
    onSelectionChanged();
}

QList<ServiceRecord> ServicesPane::selected() const
{
    QList<ServiceRecord> records;
    const QStringList keys = table()->selectedKeys();
    for (const QString &name : keys) {
        if (const auto record = m_model->service(name))
            records.append(*record);
    }
    return records;
}

QString ServicesPane::whyNot(ServiceAction action, const QList<ServiceRecord> &services) const
{
    if (services.isEmpty())
        return tr("Select a service first.");
    QString first;
    for (const ServiceRecord &service : services) {
        QString reason;
        if (service.result && service.result->active && service.result->verb == verbOf(action))
            reason = tr("This is under way.");
        else
            reason = whyNotNow(action, service.status, service.runtime);
        if (reason.isEmpty())
            return {}; // the bulk run skips the others and says why
        if (first.isEmpty())
            first = reason;
    }
    return first;
}

void ServicesPane::onSelectionChanged()
{
    const QList<ServiceRecord> services = selected();
    for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it)
        setPossible(it.value(), whyNot(it.key(), services));
    setPossible(m_destroy, whyNot(ServiceAction::Destroy, services));
    const bool old = std::any_of(services.cbegin(), services.cend(),
                                 [](const ServiceRecord &one) { return one.oldState.has_value(); });
    setPossible(m_apply,
                services.isEmpty() ? tr("Select a service first.")
                    : old          ? QString()
                                   : tr("Nothing was changed from here that it does not run on."));
    const QString oneOnly = services.isEmpty() ? tr("Select a service first.")
        : services.size() > 1                  ? tr("Select a single service.")
                                               : QString();
    setPossible(m_logs, oneOnly, false);
    setPossible(m_endpoint, oneOnly, false);
    setPossible(m_update, oneOnly);
    setPossible(m_create, {});
    m_detail->setWhyNoChanges(whyNoChanges());
    if (services.size() > 1)
        setSelectionText(tr("%n services", nullptr, int(services.size())));
    showDetail();
}

void ServicesPane::showDetail()
{
    const auto current = m_model->service(table()->currentKey());
    m_detail->setVisible(current.has_value());
    if (current)
        m_detail->setService(*current);
    if (table()->selectedKeys().size() <= 1)
        setSelectionText(current ? current->name : QString());
}

void ServicesPane::onEmptyAction()
{
    emit createRequested({});
}

} // namespace angee
