// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/gitops/slotdialog.h"

#include "core/actions/slotreader.h"
#include "core/base/visibletext.h"
#include "core/model/names.h"
#include "ui/widgets/problemfield.h"
#include "ui/widgets/words.h"

#include <QCompleter>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int charactersOfMany = 110;
constexpr int linesOfMany = 18;

QString titleOf(SlotAction action, const QList<SlotRecord> &records)
{
    if (records.size() > 1)
        return slotsActionTitle(action, int(records.size()));
    const QString id = records.constFirst().id();
    switch (action) {
    case SlotAction::Push:
        return SlotDialog::tr("Push slot \"%1\"").arg(id);
    case SlotAction::Publish:
        return SlotDialog::tr("Publish slot \"%1\"").arg(id);
    case SlotAction::Merge:
        return SlotDialog::tr("Merge into slot \"%1\"").arg(id);
    default:
        return SlotDialog::tr("Rebase slot \"%1\"").arg(id);
    }
}

QString introOf(SlotAction action)
{
    switch (action) {
    case SlotAction::Push:
        return SlotDialog::tr("The daemon pushes; it never forces. A branch without an upstream "
                              "gets one. These commits go:");
    case SlotAction::Publish:
        return SlotDialog::tr("The daemon pushes the branch and makes it the upstream. These "
                              "commits go:");
    case SlotAction::Merge:
        return SlotDialog::tr("The daemon merges with a merge commit, as \"angee\". A slot whose "
                              "merge meets a conflict stays in the middle of it, to be resolved or "
                              "aborted.");
    default:
        return SlotDialog::tr("The daemon makes these commits anew on top of the other branch. A "
                              "slot that meets a conflict stays in the middle, to be resolved, "
                              "continued or aborted.");
    }
}

} // namespace

SlotDialog::SlotDialog(SlotAction action, const QList<SlotRecord> &records, QWidget *parent)
    : ObjectDialog(titleOf(action, records), parent)
    , m_action(action)
    , m_records(records)
    , m_list(new QTreeWidget)
    , m_ref(new QLineEdit)
    , m_remote(new QLineEdit)
    , m_go(addActionButton(slotActionName(action), u"slotGoButton"_s, ButtonRole::Prominent))
{
    setObjectName(u"slotDialog"_s);
    body()->addWidget(plainLabel(introOf(action), this));
    m_list->setObjectName(u"slotPreview"_s);
    m_list->setAccessibleName(tr("What goes"));
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(records.size() > 1);
    m_list->setUniformRowHeights(true);
    m_list->setMinimumHeight(fontMetrics().lineSpacing() * (isSingle() ? 7 : linesOfMany));
    body()->addWidget(m_list, 1);
    addFields();
    closeButton()->setDefault(action == SlotAction::Rebase);
    connect(m_go, &QPushButton::clicked, this, [this] {
        emit orderRequested({m_action, m_ref->text().trimmed(), m_remote->text().trimmed()});
    });
    showRows();
    updateActions();
    if (!isSingle())
        setMinimumWidth(fontMetrics().averageCharWidth() * charactersOfMany);
}

SlotDialog::~SlotDialog() = default;

bool SlotDialog::isFor(SlotAction action)
{
    return action == SlotAction::Push || action == SlotAction::Publish
        || action == SlotAction::Merge || action == SlotAction::Rebase;
}

void SlotDialog::addField(QLineEdit *edit, const QString &label, const QString &name,
                          const QString &hint, ProblemField **field)
{
    edit->setObjectName(name);
    edit->setAccessibleName(label);
    *field = new ProblemField(edit, hint);
    auto *row = new QFormLayout;
    row->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    row->addRow(label, *field);
    body()->addLayout(row);
    connect(edit, &QLineEdit::textChanged, this, &SlotDialog::updateActions);
    connect(edit, &QLineEdit::returnPressed, m_go, &QPushButton::click);
}

void SlotDialog::addFields()
{
    m_ref->setParent(this);
    m_remote->setParent(this);
    m_ref->hide();
    m_remote->hide();
    const bool takesOther = m_action == SlotAction::Merge || m_action == SlotAction::Rebase;
    if (takesOther)
        addField(m_ref, m_action == SlotAction::Merge ? tr("Merge from") : tr("Rebase onto"),
                 u"slotRef"_s, tr("A branch, for example origin/main."), &m_refField);
    if (m_action == SlotAction::Publish)
        addField(m_remote, tr("Remote"), u"slotRemote"_s, tr("Empty: origin."), &m_remoteField);
    // Each of many slots has a branch of its own.
    if (m_action == SlotAction::Publish && isSingle())
        addField(m_ref, tr("Branch"), u"slotRef"_s,
                 m_records.first().isOnWrongBranch()
                     ? tr("It stands on no branch of its own: name the one to publish.")
                     : tr("Empty: the slot's own branch."),
                 &m_refField);
    if (m_action == SlotAction::Push && isSingle())
        addField(m_ref, tr("Ref"), u"slotRef"_s,
                 tr("Empty: the branch it stands on, to its upstream."), &m_refField);
    for (ProblemField *field : {m_refField, m_remoteField}) {
        if (field)
            field->editor()->show();
    }
}

void SlotDialog::setBranches(const QStringList &branches)
{
    auto *completer = new QCompleter(branches, m_ref);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_ref->setCompleter(completer);
}

void SlotDialog::proposeRef(const QString &ref)
{
    const bool takesOther = m_action == SlotAction::Merge || m_action == SlotAction::Rebase;
    if (takesOther && m_ref->text().isEmpty()) {
        m_ref->setText(ref);
        m_ref->selectAll();
    }
}

void SlotDialog::setInsights(const QHash<QString, SlotInsight> &insights)
{
    m_insights = insights;
    showRows();
}

QString SlotDialog::headOf(const SlotRecord &record) const
{
    const WorkspaceSlot &slot = record.slot;
    const QString to = slot.upstream.isEmpty() ? tr("no upstream yet") : slot.upstream;
    return tr("%1: %2 → %3").arg(record.id(), slotReference(slot), to);
}

QStringList SlotDialog::linesOf(const SlotRecord &record) const
{
    const WorkspaceSlot &slot = record.slot;
    QStringList lines;
    const auto known = m_insights.constFind(record.id());
    if (const QString why =
            whyNotNow(m_action, record, known == m_insights.cend() ? GitMidst::None : known->midst);
        !why.isEmpty())
        return {why};
    if (const QString why = whyPassOver(m_action, record); !why.isEmpty())
        return {why};
    const bool pushes = m_action == SlotAction::Push || m_action == SlotAction::Publish;
    if (pushes && slot.ahead > 0 && slot.behind > 0 && !slot.upstream.isEmpty())
        lines.append(tr("It is %n commit(s) behind as well: the remote will reject this. Merge or "
                        "rebase first.",
                        nullptr, slot.behind));
    if (m_action == SlotAction::Rebase && isRebaseOfPushed(record))
        lines.append(tr("It was published as %1: the rebased commits are others, and the next push "
                        "is rejected.")
                         .arg(slot.upstream));
    if (m_action == SlotAction::Merge && slot.behind > 0)
        lines.append(
            slot.ahead > 0
                ? tr("%1 ahead and %2 behind: can conflict.").arg(slot.ahead).arg(slot.behind)
                : tr("%n commit(s) behind and none of its own: no conflict.", nullptr,
                     slot.behind));
    if (m_action == SlotAction::Merge)
        return lines;
    if (known == m_insights.cend())
        return lines << tr("Asking which commits…");
    const QStringList work = workLines(known->work, isSingle() ? 50 : 8);
    return lines + (work.isEmpty() ? QStringList{tr("no commits that the remote lacks")} : work);
}

void SlotDialog::showRows()
{
    m_list->clear();
    for (const SlotRecord &record : std::as_const(m_records)) {
        auto *item = new QTreeWidgetItem({shownLine(headOf(record))});
        const QStringList lines = linesOf(record);
        for (const QString &line : lines) {
            auto *child = new QTreeWidgetItem(item, {shownLine(line)});
            child->setToolTip(0, child->text(0));
        }
        m_list->addTopLevelItem(item);
    }
    m_list->expandAll();
}

void SlotDialog::updateActions()
{
    const QString ref = m_ref->text().trimmed();
    const bool takesOther = m_action == SlotAction::Merge || m_action == SlotAction::Rebase;
    const bool needsBranch =
        m_action == SlotAction::Publish && isSingle() && m_records.first().isOnWrongBranch();
    QString problem = takesOther ? problemWithGitRevision(ref) : problemWithGitRef(ref);
    const QString remoteProblem = problemWithGitRef(m_remote->text().trimmed());
    if (m_refField)
        m_refField->setProblem(problem);
    if (m_remoteField)
        m_remoteField->setProblem(remoteProblem);
    if (problem.isEmpty() && ref.isEmpty() && takesOther)
        problem = tr("Name the other branch.");
    if (problem.isEmpty() && ref.isEmpty() && needsBranch)
        problem = tr("Name the branch to publish.");
    setPossible(m_go, problem.isEmpty() ? remoteProblem : problem);
}

} // namespace angee
