// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/session/slotobserver.h"

#include "core/actions/slotreader.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"

#include <QSet>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// A merge that somebody begins in a slot that has changes already looks like before.
constexpr qint64 lookAgainMs = 30'000;
// A look is a handful of small requests: a hundred changed slots must not come all at once.
constexpr int looksAtOnce = 6;

bool canBeInMiddle(const LinkRow &link)
{
    return link.kind == "git" && link.exists && link.mode == "worktree"
        && (link.dirty || link.state == "branch-mismatch");
}

//! What of a slot changes when a merge or rebase begins or ends.
QString standing(const SlotRecord &record)
{
    return record.slot.state + u'\n' + record.slot.currentRef + u'\n' + record.slot.path;
}

} // namespace

SlotObserver::SlotObserver(Session *session)
    : QObject(session)
    , m_session(session)
{
    connect(session, &Session::daemonChanged, this, &SlotObserver::onDaemonChanged);
    connect(session->tasks(), &TaskRunner::taskFinished, this, &SlotObserver::onTask);
}

SlotObserver::~SlotObserver() = default;

GitMidst SlotObserver::midst(const SlotRecord &slot) const
{
    const auto known = m_looks.constFind(slot.id());
    if (known != m_looks.cend())
        return known->midst;
    const bool couldBe = slot.slot.dirty || slot.isOnWrongBranch();
    return slot.isGit() && slot.slot.exists && !couldBe ? GitMidst::None : GitMidst::Unknown;
}

void SlotObserver::onDaemonChanged()
{
    if (m_live)
        m_live->disconnect(this);
    delete m_reader;
    m_reader = nullptr;
    m_looks.clear();
    m_told.clear();
    m_live = m_session->live();
    if (!m_live)
        return;
    m_reader = new SlotReader(m_session->daemon(), this);
    connect(m_live, &LiveStore::updated, this, &SlotObserver::review);
    connect(m_live, &LiveStore::confirmed, this, &SlotObserver::review);
}

//! What was asked of a slot, or of all of a workspace, may have begun or ended something.
void SlotObserver::onTask(const Task *task)
{
    const ObjectRef &object = task->spec().object;
    if (object.kind != ObjectKind::Slot && object.kind != ObjectKind::Workspace)
        return;
    for (auto it = m_looks.begin(); it != m_looks.end(); ++it) {
        if (it.key() == object.name || it.key().startsWith(object.name + u':'))
            it->seenAs.clear();
    }
    review();
}

void SlotObserver::review()
{
    const SnapshotPtr snapshot = m_live ? m_live->snapshot() : nullptr;
    if (!snapshot || !m_reader || m_live->state() == LiveState::OfflineCache)
        return;
    QSet<QString> present;
    auto underWay = std::count_if(m_looks.cbegin(), m_looks.cend(),
                                  [](const Look &one) { return one.isUnderWay; });
    for (const LinkRow &link : snapshot->links()) {
        if (!canBeInMiddle(link))
            continue;
        const SlotRecord record = toSlotRecord(link);
        present.insert(record.id());
        const QString seenAs = standing(record);
        const Look known = m_looks.value(record.id());
        const bool isFresh = known.seenAs == seenAs && bootClockMs() - known.at < lookAgainMs;
        if (known.isUnderWay || isFresh || underWay >= looksAtOnce)
            continue;
        look(record, seenAs);
        ++underWay;
    }
    m_looks.removeIf([&present](const auto &entry) { return !present.contains(entry.key()); });
    tell();
}

void SlotObserver::look(const SlotRecord &slot, const QString &seenAs)
{
    Look &known = m_looks[slot.id()];
    known.seenAs = seenAs;
    known.at = bootClockMs();
    known.isUnderWay = true;
    m_reader->ask(
        slot, m_reader,
        [this, id = slot.id()](const SlotInsight &insight) {
            const auto found = m_looks.find(id);
            if (found == m_looks.end())
                return; // it is as it should be again
            found->isUnderWay = false;
            found->midst = insight.midst;
            review(); // the next in turn, and this one again if it was asked for something
        },
        SlotReader::Extent::Midst);
}

void SlotObserver::tell()
{
    SlotMidsts midsts;
    for (auto it = m_looks.cbegin(); it != m_looks.cend(); ++it)
        midsts.insert(it.key(), it->midst);
    if (midsts == m_told || !m_live)
        return;
    m_told = midsts;
    m_live->noteMidsts(midsts);
}

} // namespace angee
