// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/convergence/convergencecontroller.h"

#include "core/actions/slotactions.h"
#include "core/actions/slotreader.h"
#include "core/daemon/filecalls.h"
#include "core/daemon/operatordaemon.h"
#include "core/diff/difffetch.h"
#include "core/files/conflictmarkers.h"
#include "core/files/hostwords.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/session/slotobserver.h"
#include "core/tasks/taskrunner.h"
#include "ui/diffs/diffsubject.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

ConvergenceController::ConvergenceController(Session *session, ConvergenceView *view,
                                             const QString &slot, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_view(view)
    , m_id(slot)
{
    connect(view, &ConvergenceView::abortRequested, this,
            [this] { request(isRebase() ? SlotAction::RebaseAbort : SlotAction::MergeAbort); });
    connect(view, &ConvergenceView::continueRequested, this,
            [this] { request(SlotAction::RebaseContinue); });
    connect(view, &ConvergenceView::lookAgainRequested, this, &ConvergenceController::look);
    connect(view, &ConvergenceView::resolveRequested, this, [this](const QString &path) {
        emit openFileRequested(m_state.fileSource, m_prefix + path, 0);
    });
    connect(session, &Session::stateChanged, this, &ConvergenceController::show);
    connect(session->tasks(), &TaskRunner::taskFinished, this, &ConvergenceController::onTask);
    if (session->live())
        connect(session->live(), &LiveStore::snapshotChanged, this,
                &ConvergenceController::onSnapshot);
    takeWords();
    onSnapshot();
}

ConvergenceController::~ConvergenceController() = default;

void ConvergenceController::onSnapshot()
{
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    if (!snapshot)
        return;
    const auto &rows = snapshot->links();
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [this](const LinkRow &link) { return toText(link.id) == m_id; });
    if (row == rows.end())
        return;
    const SlotRecord before = m_state.slot;
    m_state.slot = toSlotRecord(*row);
    const auto subject = diffSubject(*snapshot, gitTreeOf(m_id));
    m_state.fileSource = subject ? subject->fileSource : QString();
    m_prefix = subject ? subject->filePrefix : QString();
    QStringList taken;
    for (const SourceRow &source : snapshot->sources())
        taken.append(toText(source.name));
    m_state.declaration = sourceDeclaration(m_state.slot, toText(snapshot->stackRoot()), taken);
    if (before == m_state.slot)
        show();
    else
        look();
}

void ConvergenceController::onTask(const Task *task)
{
    const ObjectRef &object = task->spec().object;
    const bool isOurs = object == ObjectRef{ObjectKind::Slot, m_id}
        || object == ObjectRef{ObjectKind::Workspace, m_state.slot.workspace};
    if (!isOurs)
        return;
    takeWords();
    look();
}

//! Git's words are kept by the tasks alone: of the newest that failed here.
void ConvergenceController::takeWords()
{
    const GitTree tree = gitTreeOf(m_id);
    const QList<Task *> &tasks = m_session->tasks()->tasks();
    for (auto it = tasks.crbegin(); it != tasks.crend(); ++it) {
        const ObjectRef &object = (*it)->spec().object;
        const bool isOurs = object == ObjectRef{ObjectKind::Slot, m_id}
            || object == ObjectRef{ObjectKind::Workspace, tree.workspace};
        if (!isOurs || !(*it)->error() || (*it)->error()->words.isEmpty())
            continue;
        m_state.gitWords = (*it)->error()->words;
        return;
    }
}

void ConvergenceController::look()
{
    SlotReader *reader = m_session->slotObserver()->reader();
    if (!reader || m_state.slot.workspace.isEmpty())
        return;
    m_fetch.reset();
    m_looking = std::make_unique<QObject>();
    m_state.isLooking = true;
    show();
    reader->ask(m_state.slot, m_looking.get(),
                [this](const SlotInsight &insight) { onInsight(insight); });
}

void ConvergenceController::onInsight(const SlotInsight &insight)
{
    m_state.midst = insight.midst;
    m_state.with = insight.midstWith;
    m_state.files.clear();
    m_state.isCut = false;
    m_next = 0;
    if (insight.midst == GitMidst::None)
        return endLook();
    addFiles(insight.conflictFiles, true);
    addFiles(conflictFilesIn(m_state.gitWords), true);
    if (m_state.files.isEmpty())
        findCandidates();
    else
        readNext();
}

//! Git's name for the other side exists while it is in the middle alone, so this asks two things at
//! once: whether it is, and what differs.
void ConvergenceController::findCandidates()
{
    if (!m_session->daemon())
        return endLook();
    m_fetch =
        std::make_unique<DiffFetch>(DiffLimits{.fileBytes = 0, .allBytes = 0, .files = mostFiles});
    connect(m_fetch.get(), &DiffFetch::finished, m_looking.get(), [this] {
        if (const DiffSetPtr set = m_fetch->result()) {
            QStringList paths;
            for (const FileDiff &file : set->files)
                paths.append(QString::fromUtf8(file.path()));
            addFiles(paths, false);
            m_state.isCut = set->filesLeftOut > 0 || !set->isWhole;
        }
        readNext();
    });
    m_fetch->start(m_session->daemon(), gitTreeOf(m_id),
                   isRebase() ? u"REBASE_HEAD"_s : u"MERGE_HEAD"_s);
}

void ConvergenceController::addFiles(const QStringList &paths, bool areCertain)
{
    for (const QString &path : paths) {
        const bool isKnown = std::any_of(m_state.files.cbegin(), m_state.files.cend(),
                                         [&path](const ConflictFile &f) { return f.path == path; });
        if (isKnown)
            continue;
        if (m_state.files.size() >= mostFiles) {
            m_state.isCut = true;
            return;
        }
        m_state.files.append({.path = path,
                              .sight = ConflictFile::Sight::NotLookedAt,
                              .conflicts = 0,
                              .isCertain = areCertain});
    }
}

void ConvergenceController::readNext()
{
    if (m_state.fileSource.isEmpty() || !m_session->daemon() || m_next >= m_state.files.size())
        return endLook();
    m_session->daemon()
        ->run(new ReadFileCall(m_state.fileSource, m_prefix + m_state.files.at(m_next).path))
        ->whenDone(m_looking.get(), [this](const Result<RemoteFile> &result) { onRead(result); });
}

void ConvergenceController::onRead(const Result<RemoteFile> &result)
{
    using Sight = ConflictFile::Sight;
    ConflictFile &file = m_state.files[m_next];
    if (!result) {
        file.sight = result.error().kind == OperatorDaemonError::Kind::NotFound ? Sight::Gone
                                                                                : Sight::Unreadable;
    } else {
        const MarkedText text = parseConflictMarkers(result.value().content);
        file.conflicts = int(text.conflicts.size());
        file.sight = text.brokenAt > 0 ? Sight::Broken
            : file.conflicts > 0       ? Sight::Marked
                                       : Sight::Resolved;
    }
    const bool isNone = file.sight == Sight::Resolved || file.sight == Sight::Gone
        || file.sight == Sight::Unreadable;
    if (!file.isCertain && isNone) {
        m_state.files.removeAt(m_next); // it only differs
    } else {
        file.isCertain = true;
        ++m_next;
    }
    readNext();
}

void ConvergenceController::endLook()
{
    m_state.isLooking = false;
    show();
}

void ConvergenceController::show()
{
    m_state.whyNoChanges = m_session->whyNoChanges();
    m_state.whyNotAbort = whyNotNow(isRebase() ? SlotAction::RebaseAbort : SlotAction::MergeAbort,
                                    m_state.slot, m_state.midst);
    m_state.whyNotContinue = whyNotNow(SlotAction::RebaseContinue, m_state.slot, m_state.midst);
    m_view->setConvergence(m_state);
}

bool ConvergenceController::isRebase() const
{
    return m_state.midst == GitMidst::Rebasing
        || (m_state.midst == GitMidst::Unknown && m_state.slot.isOnWrongBranch());
}

void ConvergenceController::request(SlotAction action)
{
    m_session->tasks()->request(
        slotActionTask(m_state.slot, {.action = action, .ref = {}, .remote = {}}), this);
}

} // namespace angee
