// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/gitops/workspaceslotsdialog.h"

#include "core/actions/slotactions.h"
#include "core/actions/slotreader.h"
#include "core/actions/slotworkspace.h"
#include "core/base/visibletext.h"
#include "core/model/names.h"
#include "ui/widgets/columnwidths.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/problemfield.h"
#include "ui/widgets/sourcestate.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownCharacters = 110;

enum Column {
    SlotColumn,
    StateColumn,
    OutlookColumn,
    ResultColumn,
};

} // namespace

WorkspaceSlotsDialog::WorkspaceSlotsDialog(What what, const QString &workspace,
                                           const QList<SlotRecord> &records, QWidget *parent)
    : ObjectDialog(what == What::Push ? tr("Push workspace \"%1\"").arg(workspace)
                                      : tr("Sync workspace \"%1\" with its base").arg(workspace),
                   parent)
    , m_what(what)
    , m_records(records)
    , m_list(new QTreeWidget)
    , m_go(addActionButton(what == What::Push ? tr("Push") : tr("Sync"),
                           u"workspaceSlotsGoButton"_s, ButtonRole::Prominent))
    , m_resolve(
          addActionButton(tr("Resolve…"), u"workspaceSlotsResolveButton"_s, ButtonRole::Normal))
{
    setObjectName(u"workspaceSlotsDialog"_s);
    body()->addWidget(plainLabel(
        what == What::Push
            ? tr("The daemon pushes each slot in turn, and stops at the first that fails. Slots "
                 "before it stay pushed.")
            : tr("The daemon fetches, then brings each slot up to its base in turn. It stops at "
                 "the first that has changes or conflicts; a conflict leaves its slot in the "
                 "middle."),
        this));
    m_list->setObjectName(u"workspaceSlotsList"_s);
    m_list->setAccessibleName(tr("Slots"));
    m_list->setHeaderLabels({tr("Slot"), tr("State"),
                             what == What::Push ? tr("What goes") : tr("Distance"),
                             tr("Afterwards")});
    m_list->setRootIsDecorated(what == What::Push);
    m_list->setMinimumHeight(fontMetrics().lineSpacing() * 12);
    m_list->setColumnHidden(ResultColumn, true);
    body()->addWidget(m_list, 1);
    addFields();
    connect(m_go, &QPushButton::clicked, this, [this] {
        if (m_what == What::Push)
            emit pushRequested(m_ref->text().trimmed());
        else
            emit syncRequested(m_rebase->isChecked() ? SyncMethod::Rebase : SyncMethod::Merge);
    });
    connect(m_resolve, &QPushButton::clicked, this, [this] {
        const QString id = stoppedIn();
        accept();
        emit convergenceRequested(id);
    });
    showRows();
    updateActions();
    setMinimumWidth(fontMetrics().averageCharWidth() * shownCharacters);
}

WorkspaceSlotsDialog::~WorkspaceSlotsDialog() = default;

void WorkspaceSlotsDialog::addFields()
{
    if (m_what == What::Push) {
        m_ref = new QLineEdit;
        m_ref->setObjectName(u"workspacePushRef"_s);
        m_ref->setAccessibleName(tr("Ref"));
        m_refField = new ProblemField(m_ref, tr("Empty: each slot's own branch."));
        auto *row = new QFormLayout;
        row->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        row->addRow(tr("&Ref"), m_refField);
        body()->addLayout(row);
        connect(m_ref, &QLineEdit::textChanged, this, &WorkspaceSlotsDialog::updateActions);
        return;
    }
    m_merge = new QRadioButton(tr("&Merge the base into each slot"));
    m_merge->setObjectName(u"syncMerge"_s);
    m_merge->setChecked(true);
    m_rebase = new QRadioButton(tr("Re&base each slot onto its base"));
    m_rebase->setObjectName(u"syncRebase"_s);
    body()->addWidget(m_merge);
    body()->addWidget(m_rebase);
    connect(m_rebase, &QRadioButton::toggled, this, &WorkspaceSlotsDialog::showRows);
}

void WorkspaceSlotsDialog::setInsights(const QHash<QString, SlotInsight> &insights)
{
    m_insights = insights;
    showRows();
    updateActions();
}

void WorkspaceSlotsDialog::setDone()
{
    m_isDone = true;
    setBusy({});
    closeButton()->setText(tr("Close"));
    closeButton()->setDefault(true);
    closeButton()->setFocus(Qt::OtherFocusReason);
}

void WorkspaceSlotsDialog::setResults(const QList<SlotRecord> &records)
{
    m_records = records;
    m_hasResults = true;
    m_insights.clear();
    showRows();
    updateActions();
}

QString WorkspaceSlotsDialog::outlookOf(const SlotRecord &record) const
{
    if (m_what == What::SyncBase) {
        const QString outlook = syncOutlook(record, m_insights.value(record.id()));
        const bool losesPushed =
            m_rebase->isChecked() && record.isGit() && isRebaseOfPushed(record);
        return losesPushed ? tr("%1. It was published: the next push is rejected").arg(outlook)
                           : outlook;
    }
    if (!record.isGit())
        return tr("left alone: no git tree");
    if (const QString why = whyNotNow(SlotAction::Push, record, GitMidst::None); !why.isEmpty())
        return tr("%1 The daemon stops here.").arg(why);
    if (const QString why = whyPassOver(SlotAction::Push, record); !why.isEmpty())
        return why;
    return tr("%n commit(s)", nullptr, record.slot.ahead);
}

QString WorkspaceSlotsDialog::resultOf(const SlotRecord &record) const
{
    const SlotInsight insight = m_insights.value(record.id());
    if (const QString midst = midstText(insight.midst); !midst.isEmpty())
        return midst;
    if (m_what == What::SyncBase)
        return syncOutlook(record, insight);
    return pushedText(record.slot.kind, record.slot.state, record.slot.pushed,
                      record.slot.unpushedReason, record.slot.error);
}

QString WorkspaceSlotsDialog::stoppedIn() const
{
    const auto found =
        std::find_if(m_records.cbegin(), m_records.cend(), [this](const SlotRecord &record) {
            return !midstText(m_insights.value(record.id()).midst).isEmpty();
        });
    return found == m_records.cend() ? QString() : found->id();
}

void WorkspaceSlotsDialog::showRows()
{
    m_list->clear();
    m_list->setColumnHidden(ResultColumn, !m_hasResults);
    m_list->setColumnHidden(OutlookColumn, m_hasResults);
    for (const SlotRecord &record : std::as_const(m_records)) {
        auto *item = new QTreeWidgetItem(
            {shownLine(record.slot.slot),
             record.isOnWrongBranch() ? tr("on a wrong branch") : shownLine(record.slot.state),
             shownLine(outlookOf(record)), m_hasResults ? shownLine(resultOf(record)) : QString()});
        item->setIcon(StateColumn, Icon::status(sourceStateIcon(record.slot.state)));
        for (const int column : {OutlookColumn, ResultColumn})
            item->setToolTip(column, item->text(column));
        if (m_what == What::Push && m_insights.contains(record.id()) && !m_hasResults) {
            const QStringList lines = workLines(m_insights.value(record.id()).work, 8);
            for (const QString &line : lines) {
                auto *child = new QTreeWidgetItem(item);
                child->setText(OutlookColumn, shownLine(line));
            }
        }
        m_list->addTopLevelItem(item);
        item->setExpanded(true);
    }
    fitColumns(m_list);
}

void WorkspaceSlotsDialog::updateActions()
{
    m_resolve->setVisible(!stoppedIn().isEmpty());
    setPossible(m_resolve, {});
    QString problem = m_what == What::Push ? whyNotPush(m_records) : whyNotSync(m_records);
    if (m_ref) {
        const QString refProblem = problemWithGitRef(m_ref->text().trimmed());
        m_refField->setProblem(refProblem);
        if (!refProblem.isEmpty())
            problem = refProblem;
    }
    if (m_isDone)
        problem = tr("It is done.");
    setPossible(m_go, problem);
}

} // namespace angee
