// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/gitops/gitopspane.h"

#include "ui/gitops/gitopsdescriptor.h"
#include "ui/gitops/slotactionset.h"
#include "ui/gitops/slotdetail.h"
#include "ui/panes/bulkpanel.h"
#include "ui/panes/countlinks.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableproxy.h"
#include "ui/widgets/tableview.h"

#include <QComboBox>
#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>

namespace angee {

using namespace Qt::StringLiterals;

GitOpsPane::GitOpsPane(QWidget *parent)
    : ListPane(gitOpsDescriptor(), new SlotsModel, parent)
    , m_model(qobject_cast<SlotsModel *>(table()->table()))
    , m_detail(new SlotDetail)
    , m_bulk(new BulkPanel)
    , m_counts(new CountLinks)
    , m_grouping(new QComboBox)
{
    m_model->setParent(this);
    setEmptyTexts(tr("No workspace has a slot."),
                  tr("A slot is a workspace's own checkout of a source. Workspaces are made from "
                     "templates."),
                  tr("Go to workspaces"));
    m_counts->setObjectName(u"gitopsCounts"_s);
    m_counts->setAccessibleName(tr("Slots, counted"));
    addTop(m_counts);
    makeGrouping();
    makeActions();
    setDetail(m_detail);
    addPanel(m_bulk);
    connect(m_counts, &CountLinks::followed, this,
            [this](const CountLink &link) { table()->setFilter(link.filter); });
    showLoading();
    onSelectionChanged();
}

GitOpsPane::~GitOpsPane() = default;

//! The rows stand by the word they are grouped by, which comes first; whoever sorts by another
//! column ends it.
void GitOpsPane::makeGrouping()
{
    m_grouping->setObjectName(u"gitopsGrouping"_s);
    m_grouping->setAccessibleName(tr("Group slots by"));
    m_grouping->addItem(tr("Not grouped"), -1);
    m_grouping->addItem(tr("By workspace"), int(SlotsModel::WorkspaceColumn));
    m_grouping->addItem(tr("By source"), int(SlotsModel::SourceColumn));
    m_grouping->addItem(tr("By state"), int(SlotsModel::StateColumn));
    addHeaderWidget(m_grouping);
    m_counts->setTabAfter(m_grouping);
    connect(m_grouping, &QComboBox::currentIndexChanged, this, [this] {
        group(m_grouping->currentData().toInt());
        emit stateChanged();
    });
    connect(table()->proxy(), &TableProxy::sortChanged, this, [this](int column) {
        if (m_grouping->currentIndex() > 0 && column != m_grouping->currentData().toInt())
            m_grouping->setCurrentIndex(0);
    });
}

void GitOpsPane::group(int column)
{
    auto *delegate = qobject_cast<CellDelegate *>(table()->view()->itemDelegate());
    QHeaderView *header = table()->view()->horizontalHeader();
    const int before = std::exchange(m_groupedBy, column);
    delegate->setGroupColumn(column);
    if (before >= 0) // back to where it was made
        header->moveSection(header->visualIndex(before), before);
    if (column < 0) {
        if (before >= 0 && table()->proxy()->sortColumn() == before)
            table()->view()->sortByColumn(-1, Qt::AscendingOrder);
        return;
    }
    header->setSectionHidden(column, false);
    header->moveSection(header->visualIndex(column), 0);
    table()->view()->sortByColumn(column, Qt::AscendingOrder);
}

QByteArray GitOpsPane::saveState() const
{
    QByteArray state = ListPane::saveState();
    QDataStream stream(&state, QIODevice::Append);
    stream << m_groupedBy;
    return state;
}

void GitOpsPane::restoreState(const QByteArray &state)
{
    ListPane::restoreState(state);
    QByteArray table;
    QByteArray splitter;
    int column = -1;
    QDataStream stream(state);
    stream >> table >> splitter >> column; // of a state that is older there is no column
    const int choice =
        stream.status() == QDataStream::Ok ? std::max(0, m_grouping->findData(column)) : 0;
    const QSignalBlocker quiet(m_grouping);
    m_grouping->setCurrentIndex(choice);
    group(m_grouping->itemData(choice).toInt());
}

void GitOpsPane::makeActions()
{
    const auto add = [this](const QString &name, const QString &text, Icon::Name icon) {
        if (!name.isEmpty()) {
            QAction *action = addAction(name, text, icon, Placement::Row);
            table()->addAction(action); // hears its key
            return action;
        }
        addSeparator();
        return static_cast<QAction *>(nullptr);
    };
    m_set = new SlotActionSet(add, this);
    addSeparator();
    m_pushAll =
        addAction(u"workspacePush"_s, tr("Push workspace…"), Icon::Name::Workspace, Placement::Row);
    connect(m_pushAll, &QAction::triggered, this,
            [this] { emit pushWorkspacesRequested(selectedWorkspaces()); });
    m_syncAll = addAction(u"workspaceSync"_s, tr("Sync workspace with base…"),
                          Icon::Name::Workspace, Placement::Row);
    connect(m_syncAll, &QAction::triggered, this,
            [this] { emit syncWorkspacesRequested(selectedWorkspaces()); });
    m_workspace = addAction(u"slotWorkspace"_s, tr("Show workspace"), Icon::Name::OpenExternal,
                            Placement::Row);
    connect(m_workspace, &QAction::triggered, this, [this] {
        emit openRequested({ObjectKind::Workspace, selectedWorkspaces().value(0)});
    });
}

void GitOpsPane::setRows(const QList<SlotRow> &rows, bool known, bool attention)
{
    m_model->setRecords(rows);
    showCounts();
    showTable(known, attention);
}

void GitOpsPane::showCounts()
{
    using Urgency = CountLink::Urgency;
    QList<CountLink> links{
        {.id = u"slots"_s, .text = tr("%n slot(s)", nullptr, m_model->rowCount())}};
    for (const SlotMark mark : allSlotMarks) {
        const int count = m_model->countOf(mark);
        if (count == 0)
            continue;
        const bool isBad = mark == SlotMark::Conflict || mark == SlotMark::OnlyCopy
            || mark == SlotMark::Error || mark == SlotMark::Missing || mark == SlotMark::Diverged;
        links.append({.id = u"slots-"_s + slotMarkId(mark),
                      .text = u"%1 %2"_s.arg(count).arg(slotMarkText(mark)),
                      .filter = u"is:"_s + slotMarkId(mark),
                      .urgency = isBad ? Urgency::Bad : Urgency::Usual});
    }
    m_counts->setLinks({links});
}

void GitOpsPane::showObject(const ObjectRef &object)
{
    selectKey(object.name);
}

QList<SlotRow> GitOpsPane::selected() const
{
    QList<SlotRow> rows;
    const QStringList keys = table()->selectedKeys();
    for (const QString &id : keys) {
        if (const auto row = m_model->slotRow(id))
            rows.append(*row);
    }
    return rows;
}

QStringList GitOpsPane::selectedWorkspaces() const
{
    QStringList names;
    const QList<SlotRow> rows = selected();
    for (const SlotRow &row : rows) {
        if (!names.contains(row.record.workspace))
            names.append(row.record.workspace);
    }
    return names;
}

void GitOpsPane::onSelectionChanged()
{
    if (!m_set)
        return; // while it is built
    const QList<SlotRow> rows = selected();
    m_set->update(rows, whyNoChanges());
    const QString none = rows.isEmpty() ? tr("Select a slot first.") : QString();
    setPossible(m_pushAll, none);
    setPossible(m_syncAll, none);
    setPossible(m_workspace,
                selectedWorkspaces().size() > 1 ? tr("Select slots of a single workspace.") : none,
                false);
    const auto current = m_model->slotRow(table()->currentKey());
    m_detail->setVisible(current.has_value());
    if (current)
        m_detail->setSlot(*current);
    setSelectionText(rows.size() > 1 ? tr("%n slot(s)", nullptr, int(rows.size()))
                         : current   ? current->record.id()
                                     : QString());
}

void GitOpsPane::onEmptyAction()
{
    emit navigateRequested(u"workspaces"_s, {});
}

} // namespace angee
