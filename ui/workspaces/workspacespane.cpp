// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/workspaces/workspacespane.h"

#include "ui/gitops/slotslist.h"
#include "ui/panes/bulkpanel.h"
#include "ui/widgets/filtertable.h"
#include "ui/workspaces/workspacedetail.h"
#include "ui/workspaces/workspacesdescriptor.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

WorkspacesPane::WorkspacesPane(QWidget *parent)
    : ListPane(workspacesDescriptor(), new WorkspacesModel, parent)
    , m_model(qobject_cast<WorkspacesModel *>(table()->table()))
    , m_detail(new WorkspaceDetail)
    , m_bulk(new BulkPanel)
{
    m_model->setParent(this);
    setEmptyTexts(tr("This stack has no workspaces."),
                  tr("A workspace is a folder made from a template, with its own checkouts of "
                     "sources, for one piece of work."),
                  tr("Create workspace"));
    makeActions();
    setDetail(m_detail);
    addPanel(m_bulk);
    connect(m_detail, &WorkspaceDetail::openRequested, this, &Pane::openRequested);
    showLoading();
    onSelectionChanged();
}

WorkspacesPane::~WorkspacesPane() = default;

void WorkspacesPane::makeActions()
{
    const auto add = [this](const QString &name, const QString &text, Icon::Name icon,
                            const std::function<void(const QString &)> &request,
                            const QKeySequence &shortcut = {}) {
        QAction *action = addAction(name, text, icon, Placement::Row, shortcut);
        connect(action, &QAction::triggered, this,
                [this, request] { request(table()->currentKey()); });
        m_single.append(action);
    };
    add(u"workspaceExtendDay"_s, tr("Extend by a day"), Icon::Name::Clock,
        [this](const QString &name) { emit extendRequested(name, std::chrono::hours(24)); });
    add(u"workspaceExtendWeek"_s, tr("Extend by a week"), Icon::Name::Clock,
        [this](const QString &name) { emit extendRequested(name, std::chrono::hours(168)); });
    addSeparator();
    m_push = addAction(u"workspacePush"_s, tr("Push…"), Icon::Name::Upload, Placement::Row);
    connect(m_push, &QAction::triggered, this,
            [this] { emit pushRequested(table()->selectedKeys()); });
    m_sync =
        addAction(u"workspaceSync"_s, tr("Sync with base…"), Icon::Name::Merge, Placement::Row);
    connect(m_sync, &QAction::triggered, this,
            [this] { emit syncRequested(table()->selectedKeys()); });
    addSeparator();
    add(u"workspaceUpdate"_s, tr("Update…"), Icon::Name::Edit,
        [this](const QString &name) { emit updateRequested(name); });
    add(u"workspaceNewService"_s, tr("New service in it…"), Icon::Name::Service,
        [this](const QString &name) {
            emit creationRequested(ObjectKind::Service, {ObjectKind::Workspace, name});
        });
    addSeparator();
    add(
        u"workspaceDestroy"_s, tr("Destroy…"), Icon::Name::Destroy,
        [this](const QString &name) { emit destroyRequested(name); }, QKeySequence(Qt::Key_Delete));
    m_create = addAction(u"workspaceCreate"_s, tr("New"), Icon::Name::Add, Placement::Header,
                         QKeySequence::New);
    connect(m_create, &QAction::triggered, this, [this] { emit createRequested({}); });
}

void WorkspacesPane::create(ObjectKind, const ObjectRef &from)
{
    emit createRequested(from);
}

void WorkspacesPane::apply(const LiveUpdatePtr &update)
{
    m_model->apply(update);
    showTable(update != nullptr,
              update
                  && (concerns(update->attention, ObjectKind::Workspace)
                      || concerns(update->attention, ObjectKind::Slot)));
}

void WorkspacesPane::setResults(const RowResults *results)
{
    m_model->setResults(results);
    // After the model, so that what is read here is what the rows say.
    connect(results, &RowResults::changed, this, &WorkspacesPane::onSelectionChanged);
}

void WorkspacesPane::onSelectionChanged()
{
    const qsizetype count = table()->selectedKeys().size();
    const QString whyNot = count == 0 ? tr("Select a workspace first.")
        : count > 1                   ? tr("Select a single workspace.")
                                      : QString();
    for (QAction *action : std::as_const(m_single))
        setPossible(action, whyNot);
    for (QAction *action : {m_push, m_sync})
        setPossible(action, count == 0 ? whyNot : QString());
    setPossible(m_create, {});
    const auto current = m_model->workspace(table()->currentKey());
    m_detail->setVisible(current.has_value());
    if (current)
        m_detail->setWorkspace(*current);
    m_detail->slotsList()->setWhyNoChanges(whyNoChanges());
    emit detailChanged();
    setSelectionText(count > 1     ? tr("%n workspaces", nullptr, int(count))
                         : current ? current->name
                                   : QString());
}

void WorkspacesPane::onEmptyAction()
{
    emit createRequested({});
}

} // namespace angee
