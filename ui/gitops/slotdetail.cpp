// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/gitops/slotdetail.h"

#include "core/actions/slotactions.h"
#include "core/base/ansi.h"
#include "core/base/visibletext.h"
#include "ui/panes/objectactivity.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/sourcestate.h"

#include <QListWidget>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

SlotDetail::SlotDetail(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget)
    , m_facts(new FactList)
    , m_commits(new QListWidget)
    , m_activity(new ObjectActivity(ObjectKind::Slot))
{
    setObjectName(u"slotDetail"_s);
    m_tabs->setObjectName(u"slotTabs"_s);
    m_tabs->setAccessibleName(tr("About this slot"));
    m_tabs->setDocumentMode(true);
    m_facts->setObjectName(u"slotFacts"_s);
    m_commits->setObjectName(u"slotCommits"_s);
    m_commits->setAccessibleName(tr("Commits that are nowhere else"));
    m_commits->setUniformItemSizes(true);
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_facts);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_tabs->addTab(scroll, tr("Overview"));
    m_tabs->addTab(m_commits, tr("Only here"));
    m_tabs->addTab(m_activity, tr("Activity"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tabs);
    setFocusProxy(m_tabs);
}

SlotDetail::~SlotDetail() = default;

void SlotDetail::setRunner(TaskRunner *runner)
{
    m_activity->setRunner(runner);
}

void SlotDetail::setSlot(const SlotRow &row)
{
    const bool isAnother = row.record.id() != m_row.record.id();
    const bool differs = isAnother || !(row == m_row);
    const bool stands = row.record == m_row.record && row.midst == m_row.midst && m_hasInsight;
    m_row = row;
    m_activity->setObject(row.record.id());
    if (!differs)
        return;
    if (isAnother)
        m_insight = {};
    m_hasInsight = stands && !isAnother;
    showFacts();
    showCommits();
    if (!m_hasInsight)
        emit insightRequested(row.record.id());
}

void SlotDetail::setInsight(const QString &id, const SlotInsight &insight)
{
    if (id != m_row.record.id())
        return;
    m_insight = insight;
    m_hasInsight = true;
    showFacts();
    showCommits();
}

void SlotDetail::showFacts()
{
    const WorkspaceSlot &slot = m_row.record.slot;
    const GitMidst midst = m_hasInsight ? m_insight.midst : m_row.midst;
    QString inMiddle = midstText(midst);
    if (!inMiddle.isEmpty() && !m_insight.conflictFiles.isEmpty())
        inMiddle = tr("%1, in conflict: %2").arg(inMiddle, m_insight.conflictFiles.join(u", "_s));
    QList<FactList::Fact> facts{
        {tr("Slot"), m_row.record.id(), true},
        {tr("Source"), slot.source, true},
        {tr("State"), slot.exists ? slot.state : tr("%1, not there").arg(slot.state), false},
        {tr("Under way"), inMiddle, false},
        {tr("Stands on"), slot.currentRef, true},
        {tr("Should stand on"), slot.branch, true},
        {tr("Upstream"), slot.upstream, true},
        {tr("Base"), slot.ref, true},
        {tr("Distance"), distanceText(slot.ahead, slot.behind), false},
        {tr("Pushed"),
         pushedText(slot.kind, slot.state, slot.pushed, slot.unpushedReason, slot.error), false},
        {tr("A pull would be"), pullOutlook(m_row.record), false},
        {tr("Path"), slot.path, true}};
    if (!slot.error.isEmpty())
        facts.append({tr("Git says"), withoutAnsi(slot.error), false});
    m_facts->setFacts(facts);
}

void SlotDetail::showCommits()
{
    m_commits->clear();
    QStringList lines;
    if (!m_row.record.isUnpushed())
        lines = {tr("Nothing of it is only here, as far as the daemon tells.")};
    else if (!m_hasInsight)
        lines = {tr("Asking…")};
    else
        lines = workLines(m_insight.work, 200);
    for (const QString &line : std::as_const(lines))
        m_commits->addItem(shownLine(line));
}

} // namespace angee
