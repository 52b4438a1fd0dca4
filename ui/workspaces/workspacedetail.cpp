// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/workspaces/workspacedetail.h"

#include "core/base/ansi.h"
#include "core/base/relativetime.h"
#include "ui/gitops/slotslist.h"
#include "ui/panes/objectactivity.h"
#include "ui/panes/objectdialog.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/words.h"

#include <QLabel>
#include <QScrollArea>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QTreeWidget *makeList(const QString &name, const QString &title, const QStringList &columns)
{
    auto *list = new QTreeWidget;
    list->setObjectName(name);
    list->setAccessibleName(title);
    list->setHeaderLabels(columns);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    return list;
}

} // namespace

WorkspaceDetail::WorkspaceDetail(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget)
    , m_state(plainLabel({}, this))
    , m_facts(new FactList)
    , m_slots(new SlotsList(SlotsList::Of::Workspace))
    , m_inputs(new FactList)
    , m_users(makeList(u"workspaceUsers"_s, tr("Used by"),
                       {tr("Kind"), tr("Name"), tr("By its"), tr("Value")}))
    , m_activity(new ObjectActivity(ObjectKind::Workspace))
{
    setObjectName(u"workspaceDetail"_s);
    m_tabs->setObjectName(u"workspaceTabs"_s);
    m_tabs->setAccessibleName(tr("About this workspace"));
    m_tabs->setDocumentMode(true);
    m_state->setObjectName(u"workspaceStatusState"_s);
    m_facts->setObjectName(u"workspaceFacts"_s);
    m_inputs->setObjectName(u"workspaceInputs"_s);
    const int character = fontMetrics().averageCharWidth();
    m_users->setColumnWidth(1, character * 28);
    m_users->setColumnWidth(2, character * 24);
    connect(m_users, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        if (const auto kind = objectKindOf(item->text(0)))
            emit openRequested({*kind, item->text(1)});
    });

    auto *overview = new QWidget;
    auto *layout = new QVBoxLayout(overview);
    layout->addWidget(m_state);
    layout->addWidget(m_facts);
    layout->addStretch();
    const auto scrolled = [](QWidget *content) {
        auto *scroll = new QScrollArea;
        scroll->setWidget(content);
        scroll->setWidgetResizable(true);
        scroll->setFrameShape(QFrame::NoFrame);
        return scroll;
    };
    connect(m_slots, &SlotsList::activated, this, [this](const QString &id) {
        emit openRequested({ObjectKind::Slot, id});
    });
    m_tabs->addTab(scrolled(overview), tr("Overview"));
    m_tabs->addTab(m_slots, tr("Slots"));
    m_tabs->addTab(scrolled(m_inputs), tr("Inputs"));
    m_tabs->addTab(m_users, tr("Used by"));
    m_tabs->addTab(m_activity, tr("Activity"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_tabs);
    setFocusProxy(m_tabs);
}

WorkspaceDetail::~WorkspaceDetail() = default;

void WorkspaceDetail::setRunner(TaskRunner *runner)
{
    m_activity->setRunner(runner);
}

void WorkspaceDetail::setWorkspace(const WorkspaceRecord &workspace)
{
    const bool another = workspace.name != m_workspace.name;
    const bool differs = !(workspace == m_workspace);
    m_workspace = workspace;
    m_activity->setObject(workspace.name);
    if (another) {
        m_hasStatus = false;
        m_status = {};
        m_state->setText(tr("Asking the daemon…"));
        m_state->show();
    }
    if (!differs)
        return;
    showRecord();
    showUsers();
    emit statusRequested(workspace.name);
}

void WorkspaceDetail::setStatus(const QString &workspace, const WorkspaceStatus &status)
{
    if (workspace != m_workspace.name)
        return;
    m_hasStatus = true;
    m_status = status;
    const QString trouble = withoutAnsi(status.error);
    setLabelText(m_state, trouble);
    m_state->setVisible(!trouble.isEmpty());
    showRecord();
    showUsers();
}

void WorkspaceDetail::setStatusProblem(const QString &workspace, const QString &words)
{
    if (workspace != m_workspace.name)
        return;
    setLabelText(m_state, tr("Its status could not be read. %1").arg(words));
    m_state->show();
}

QString WorkspaceDetail::expiryText() const
{
    if (!m_workspace.expiresAt.isValid())
        return m_workspace.ttl.isEmpty() ? tr("never") : m_workspace.ttl;
    return tr("%1 (%2)").arg(relativeTime(m_workspace.expiresAt), exactTime(m_workspace.expiresAt));
}

void WorkspaceDetail::showRecord()
{
    QList<FactList::Fact> facts{
        {tr("Name"), m_workspace.name, true},
        {tr("State"), workspaceStateText(m_workspace.state), false},
        {tr("Template"), m_workspace.templateRef, true},
        {tr("Path"), m_workspace.path, true},
        {tr("Expires"), expiryText(), false},
    };
    if (m_workspace.result)
        facts.append({tr("Last action"), resultText(m_workspace.result), false});
    for (auto it = m_status.allocations.cbegin(); it != m_status.allocations.cend(); ++it)
        facts.append({tr("Port for %1").arg(it.key()), QString::number(it.value()), true});
    if (!m_status.innerStackName.isEmpty())
        facts.append({tr("Own stack"),
                      u"%1, %2"_s.arg(m_status.innerStackName, m_status.innerStackRoot), true});
    if (!m_status.innerError.isEmpty())
        facts.append({tr("Own stack fails"), withoutAnsi(m_status.innerError), false});
    m_facts->setFacts(facts);

    QList<FactList::Fact> inputs;
    for (auto it = m_status.inputs.cbegin(); it != m_status.inputs.cend(); ++it)
        inputs.append({it.key(), it.value(), true});
    m_inputs->setFacts(inputs);
}

void WorkspaceDetail::showSlots()
{
    m_tabs->setCurrentWidget(m_slots);
    m_slots->setFocus(Qt::OtherFocusReason);
}

void WorkspaceDetail::showUsers()
{
    m_users->clear();
    for (const WorkspaceMount &mount : m_status.mountedBy)
        m_users->addTopLevelItem(
            new QTreeWidgetItem({mount.kind, mount.name, mount.field, mount.value}));
}

} // namespace angee
