// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/gitops/slotslist.h"

#include "ui/gitops/slotactionset.h"
#include "ui/widgets/actionrow.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QHeaderView>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

SlotsList::SlotsList(Of of, QWidget *parent)
    : QWidget(parent)
    , m_model(new SlotsModel(this))
    , m_table(new FilterTable(tr("Slots")))
    , m_row(new ActionRow)
{
    setObjectName(u"slotsList"_s);
    m_table->setObjectName(u"slotsTable"_s);
    m_table->setTable(m_model);
    m_table->filterBar()->hide();
    m_table->view()->horizontalHeader()->setSectionHidden(
        of == Of::Workspace ? SlotsModel::WorkspaceColumn : SlotsModel::SourceColumn, true);
    m_row->setObjectName(u"slotsActions"_s);
    const auto add = [this](const QString &name, const QString &text, Icon::Name icon) {
        auto *action = new QAction(this);
        if (name.isEmpty()) {
            action->setSeparator(true);
        } else {
            action->setObjectName(name);
            action->setText(text);
            action->setIcon(Icon::get(icon));
            m_table->addAction(action); // hears its key
        }
        m_actions.append(action);
        return action;
    };
    m_set = new SlotActionSet(add, this);
    m_table->setActions(m_actions);
    m_row->setActions(m_actions);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_row);
    layout->addWidget(m_table, 1);
    setFocusProxy(m_table->view());
    connect(m_table, &FilterTable::selectionChanged, this, &SlotsList::updateActions);
    connect(m_table, &FilterTable::currentKeyChanged, this, &SlotsList::updateActions);
    connect(m_table, &FilterTable::activated, this, &SlotsList::activated);
    updateActions();
}

SlotsList::~SlotsList() = default;

void SlotsList::setRows(const QList<SlotRow> &rows)
{
    m_model->setRecords(rows);
    m_table->selectAny();
    updateActions();
}

void SlotsList::setWhyNoChanges(const QString &text)
{
    m_whyNoChanges = text;
    updateActions();
}

void SlotsList::updateActions()
{
    QList<SlotRow> rows;
    const QStringList keys = m_table->selectedKeys();
    for (const QString &key : keys) {
        if (const auto row = m_model->slotRow(key))
            rows.append(*row);
    }
    m_set->update(rows, m_whyNoChanges);
    m_row->setSubject(rows.size() == 1 ? rows.first().record.id()
                                       : tr("%n slot(s)", nullptr, int(rows.size())));
}

} // namespace angee
