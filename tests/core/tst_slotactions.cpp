// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/slotactions.h"
#include "core/actions/slotguard.h"
#include "core/actions/slotreader.h"
#include "core/actions/slotworkspace.h"
#include "core/actions/sourceactions.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

SlotRecord slotOf(const QString &workspace, const QString &source)
{
    WorkspaceSlot slot;
    slot.slot = u"lib"_s;
    slot.source = source;
    slot.kind = u"git"_s;
    slot.mode = u"worktree"_s;
    slot.branch = u"ws/"_s + workspace;
    slot.currentRef = slot.branch;
    slot.exists = true;
    slot.state = u"clean"_s;
    slot.pushed = true;
    return {workspace, slot};
}

Commit commitOf(const QString &summary)
{
    Commit commit;
    commit.sha = QString(40, u'a');
    commit.summary = summary;
    return commit;
}

Question::Choice choiceOf(const QString &id)
{
    Question::Choice choice;
    choice.id = id;
    return choice;
}

LaneUse useOf(const TaskSpec &spec)
{
    return {spec.lanes, spec.object, spec.repositories};
}

} // namespace

//! What can be said of slots before anything is sent.
class TestSlotActions final : public QObject
{
    Q_OBJECT

private slots:
    void oneCloneIsWrittenByOneAtATime();
    void saysWhyNot();
    void saysWhatAPullWouldBe();
    void lossHasToBeTicked();
    void linesAreBounded();
};

void TestSlotActions::oneCloneIsWrittenByOneAtATime()
{
    const LaneUse first =
        useOf(slotActionTask(slotOf(u"a"_s, u"lib"_s), {SlotAction::Push, {}, {}}));
    const LaneUse same =
        useOf(slotActionTask(slotOf(u"b"_s, u"lib"_s), {SlotAction::Fetch, {}, {}}));
    const LaneUse other =
        useOf(slotActionTask(slotOf(u"b"_s, u"app"_s), {SlotAction::Push, {}, {}}));
    QVERIFY(mustWaitFor(same, first));
    QVERIFY(!mustWaitFor(other, first));
    QVERIFY(mustWaitFor(useOf(sourceActionTask(SourceAction::Pull, u"lib"_s)), first));
    const LaneUse both =
        useOf(pushWorkspaceTask(u"c"_s, {slotOf(u"c"_s, u"app"_s), slotOf(u"c"_s, u"lib"_s)}, {}));
    QVERIFY(mustWaitFor(both, first));
    QVERIFY(mustWaitFor(other, both));
}

void TestSlotActions::saysWhyNot()
{
    SlotRecord record = slotOf(u"a"_s, u"lib"_s);
    QVERIFY(whyNotNow(SlotAction::Push, record, GitMidst::None).isEmpty());
    QVERIFY(!whyPassOver(SlotAction::Push, record).isEmpty()); // it has nothing of its own
    QVERIFY(whyNotNow(SlotAction::Pull, record, GitMidst::None).contains("no upstream"_L1));
    QVERIFY(!whyNotNow(SlotAction::MergeAbort, record, GitMidst::None).isEmpty());
    QVERIFY(whyNotNow(SlotAction::MergeAbort, record, GitMidst::Merging).isEmpty());
    QVERIFY(!whyNotNow(SlotAction::RebaseAbort, record, GitMidst::Merging).isEmpty());
    record.slot.dirty = true;
    QVERIFY(whyNotNow(SlotAction::Fetch, record, GitMidst::Unknown).isEmpty());
    QVERIFY(!whyNotNow(SlotAction::Push, record, GitMidst::Unknown).isEmpty());
    QVERIFY(whyNotNow(SlotAction::MergeAbort, record, GitMidst::Unknown).isEmpty()); // could be
    record.slot.exists = false;
    QVERIFY(whyNotNow(SlotAction::Fetch, record, GitMidst::None).contains("gone"_L1));
    record.slot.kind = u"local"_s;
    QVERIFY(whyNotNow(SlotAction::Fetch, record, GitMidst::None).contains("link"_L1));
}

void TestSlotActions::saysWhatAPullWouldBe()
{
    SlotRecord record = slotOf(u"a"_s, u"lib"_s);
    record.slot.upstream = u"origin/ws/a"_s;
    QVERIFY(pullOutlook(record).contains("nothing new"_L1));
    record.slot.behind = 3;
    QVERIFY(pullOutlook(record).startsWith("Fast-forward"_L1));
    record.slot.ahead = 1;
    QVERIFY(pullOutlook(record).startsWith("No fast-forward"_L1));
}

void TestSlotActions::lossHasToBeTicked()
{
    Question question;
    question.choices = {choiceOf(u"keep"_s), choiceOf(u"purge"_s)};
    guardAgainstLoss(&question, {{u"slot a:lib"_s, {}}}, {u"purge"_s});
    QVERIFY(question.choices.last().tick.isEmpty()); // nothing is lost
    UnpushedWork work;
    work.commits = {commitOf(u"A week of work"_s)};
    work.isWhole = true;
    guardAgainstLoss(&question, {{u"slot a:lib"_s, work}}, {u"purge"_s});
    QVERIFY(question.choices.first().tick.isEmpty());
    QVERIFY(!question.choices.last().tick.isEmpty());
    QVERIFY(question.choices.last().lost.join(u'\n').contains("A week of work"_L1));
}

void TestSlotActions::linesAreBounded()
{
    UnpushedWork work;
    QVERIFY(work.isEmpty());
    for (int i = 0; i < 100; ++i)
        work.commits.append(commitOf(QString::number(i)));
    work.isWhole = true;
    QCOMPARE(workLines(work, 10).size(), 11);
    work.commits.clear();
    work.count = 3; // as the daemon counts, and tells no more
    QCOMPARE(workLines(work).size(), 1);
    work.isUncommitted = true;
    QCOMPARE(workLines(work).size(), 2);
}

QTEST_GUILESS_MAIN(TestSlotActions)
#include "tst_slotactions.moc"
