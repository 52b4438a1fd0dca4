// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// The way of a save through DocumentSession: what is sent, when, and what each answer means.
#include "core/files/documentsession.h"
#include "core/files/textfacts.h"

namespace angee {

using Outcome = FileReply::Outcome;

namespace {

// A file that changes under every attempt is given to the user rather than chased for ever.
constexpr int maxRounds = 4;
constexpr int maxInDoubt = 8;

} // namespace

bool DocumentSession::claimSave()
{
    if (m_saving) {
        m_saveAgain = true;
        return false;
    }
    m_saving = true;
    m_saveAgain = false;
    m_rounds = 0;
    m_beforeRun.reset();
    if (m_phase == Phase::Checking || m_phase == Phase::Refreshing) {
        // The save answers the question of the check as well.
        abandonRequest();
        QMetaObject::invokeMethod(this, &DocumentSession::checkFinished, Qt::QueuedConnection);
    }
    return true;
}

void DocumentSession::save()
{
    if (claimSave())
        QMetaObject::invokeMethod(this, &DocumentSession::beginSave, Qt::QueuedConnection);
}

void DocumentSession::beginSave()
{
    m_saveAgain = false;
    if (!m_loaded || !m_readOnlyReason.isEmpty()) {
        endSave(SaveOutcome::ReadOnly);
        return;
    }
    switch (m_condition) {
    case Condition::Conflict:
        endSave(SaveOutcome::Conflict);
        return;
    case Condition::Deleted:
        endSave(SaveOutcome::Deleted);
        return;
    case Condition::TooLarge:
    case Condition::Binary:
        endSave(SaveOutcome::ServerUnreadable);
        return;
    case Condition::Refused:
        endSave(SaveOutcome::Refused);
        return;
    case Condition::Missing:
        if (mayBeSent())
            startRead(Phase::Confirming);
        return;
    case Condition::None:
        break;
    }
    if (m_outcomeUnknown && !m_inDoubt.isEmpty()) {
        m_sent = m_inDoubt.last();
        m_saveAgain = true; // the text of now, once it is known what became of the one before
        startRead(Phase::ReadingBack);
        return;
    }
    if (!isDirty())
        endSave(SaveOutcome::Unchanged);
    else
        write();
}

// False if the save ended here.
bool DocumentSession::mayBeSent()
{
    FileReply refusal;
    if (!isValidUtf8(m_content)) {
        refusal.outcome = Outcome::NotText;
        refusal.words = tr("The text is not valid UTF-8; the daemon would replace the bad bytes.");
    } else if (const qsizetype size = requestSize(escapedSize(m_content), m_baseEtag);
               size > maxRequestBytes) {
        refusal.outcome = Outcome::TooLarge;
        refusal.words = tr("The request would take %L1 bytes; the daemon accepts %L2.")
                            .arg(size)
                            .arg(maxRequestBytes);
    } else {
        return true;
    }
    setProblem(refusal);
    endSave(refusal.outcome == Outcome::NotText ? SaveOutcome::NotText : SaveOutcome::TooLarge);
    return false;
}

void DocumentSession::write()
{
    if (!mayBeSent())
        return;
    // An empty etag would overwrite whatever is there: only for a file just seen to be missing.
    Q_ASSERT(m_creating || !m_baseEtag.isEmpty());
    if (!m_beforeRun && !m_creating)
        m_beforeRun = m_base;
    m_sent = m_content;
    m_saveAgain = false;
    if (!m_transport) {
        FileReply reply;
        reply.words = tr("The connection was closed.");
        failSave(reply, false);
        return;
    }
    const QByteArray etag = m_creating ? QByteArray() : m_baseEtag;
    start(Phase::Writing, m_transport->write(m_source, m_path, m_sent, etag));
}

void DocumentSession::writeAgain()
{
    if (++m_rounds <= maxRounds) {
        write();
        return;
    }
    FileReply reply;
    reply.outcome = Outcome::Refused;
    reply.words = tr("The file changes on the server faster than it can be saved.");
    failSave(reply, false);
}

// A new file: is it still not there?
void DocumentSession::onConfirmed(const FileReply &reply)
{
    switch (reply.outcome) {
    case Outcome::NotFound:
        m_creating = true;
        write();
        break;
    case Outcome::Ok:
        meetCreated(reply);
        break;
    case Outcome::TooLarge:
    case Outcome::NotText:
        meetUnreadable(reply);
        endSave(SaveOutcome::ServerUnreadable);
        break;
    case Outcome::Conflict:
    case Outcome::Refused:
    case Outcome::Unauthorized:
    case Outcome::Unreachable:
    case Outcome::OutcomeUnknown:
    case Outcome::Cancelled:
        failSave(reply, false);
        break;
    }
}

// A file that this session wanted to create, or did create, is there: whose text is it?
void DocumentSession::meetCreated(const FileReply &reply)
{
    const bool isSent = std::exchange(m_creating, false) && reply.content == m_sent;
    m_outcomeUnknown = false;
    if (isSent || reply.content == m_content) {
        landed(reply.content, reply.etag);
    } else if (m_inDoubt.contains(reply.content)) {
        adoptBase(reply.content, reply.etag);
        writeAgain();
    } else {
        conflict(reply);
    }
}

void DocumentSession::onWritten(const FileReply &reply)
{
    m_unreachable = false;
    switch (reply.outcome) {
    case Outcome::Ok: {
        const bool bytesProven = !m_etagIsHash || reply.etag == etagOf(m_sent);
        if (m_creating || reply.etag.isEmpty() || !bytesProven)
            startRead(Phase::ReadingBack);
        else
            landed(m_sent, reply.etag);
        break;
    }
    case Outcome::Conflict:
        startRead(Phase::ReadingConflict);
        break;
    case Outcome::OutcomeUnknown:
    case Outcome::Cancelled:
        m_inDoubt.append(m_sent);
        if (m_inDoubt.size() > maxInDoubt)
            m_inDoubt.removeFirst();
        m_outcomeUnknown = true;
        setProblem(reply);
        startRead(Phase::ReadingBack);
        break;
    case Outcome::TooLarge:
        if (reply.field.isEmpty()) {
            setProblem(reply);
            endSave(SaveOutcome::TooLarge);
            break;
        }
        // Not the request but the file on the server is over the cap.
        meetUnreadable(reply);
        endSave(SaveOutcome::ServerUnreadable);
        break;
    case Outcome::NotFound:
    case Outcome::NotText:
    case Outcome::Refused:
    case Outcome::Unauthorized:
    case Outcome::Unreachable:
        failSave(reply, false);
        break;
    }
}

// What is on the server after a 409, or after a reply that was lost?
void DocumentSession::onServerReadForSave(const FileReply &reply, bool replyWasLost)
{
    switch (reply.outcome) {
    case Outcome::Ok:
        break;
    case Outcome::NotFound:
        m_condition = Condition::Deleted;
        m_outcomeUnknown = false;
        endSave(SaveOutcome::Deleted);
        return;
    case Outcome::TooLarge:
    case Outcome::NotText:
        meetUnreadable(reply);
        endSave(SaveOutcome::ServerUnreadable);
        return;
    case Outcome::Conflict:
    case Outcome::Refused:
    case Outcome::Unauthorized:
    case Outcome::Unreachable:
    case Outcome::OutcomeUnknown:
    case Outcome::Cancelled:
        failSave(reply, replyWasLost);
        return;
    }
    m_unreachable = false;
    m_outcomeUnknown = false;
    if (reply.content == m_sent) {
        landed(reply.content, reply.etag);
        return;
    }
    switch (meet(reply.content)) {
    case Meeting::Ours:
        landed(reply.content, reply.etag);
        break;
    case Meeting::Unchanged:
    case Meeting::OursEarlier:
        // Nobody else wrote: the same save again, guarded by the etag of now. A write of ours that
        // is still on its way will be refused by it, or come first and be recognised.
        adoptBase(reply.content, reply.etag);
        if (isDirty())
            writeAgain();
        else
            landed(reply.content, reply.etag);
        break;
    case Meeting::Foreign:
        conflict(reply);
        break;
    }
}

// A file that was just created is read back: there is no "create only if absent" on the wire.
void DocumentSession::onCreated(const FileReply &reply)
{
    switch (reply.outcome) {
    case Outcome::Ok:
        meetCreated(reply);
        break;
    case Outcome::TooLarge:
    case Outcome::NotText:
        m_creating = false;
        meetUnreadable(reply);
        endSave(SaveOutcome::ServerUnreadable);
        break;
    case Outcome::NotFound:
    case Outcome::Conflict:
    case Outcome::Refused:
    case Outcome::Unauthorized:
    case Outcome::Unreachable:
    case Outcome::OutcomeUnknown:
    case Outcome::Cancelled:
        if (!m_inDoubt.contains(m_sent))
            m_inDoubt.append(m_sent);
        m_outcomeUnknown = true;
        failSave(reply, true);
        break;
    }
}

void DocumentSession::overwrite()
{
    if (!m_theirs) {
        save();
        return;
    }
    if (claimSave())
        QMetaObject::invokeMethod(this, &DocumentSession::beginRereading, Qt::QueuedConnection);
}

void DocumentSession::recreate()
{
    if (m_condition != Condition::Deleted) {
        save();
        return;
    }
    if (claimSave())
        QMetaObject::invokeMethod(this, &DocumentSession::beginRereading, Qt::QueuedConnection);
}

void DocumentSession::beginRereading()
{
    if (!m_readOnlyReason.isEmpty())
        endSave(SaveOutcome::ReadOnly);
    else if (mayBeSent())
        startRead(Phase::Rereading);
}

void DocumentSession::onReread(const FileReply &reply)
{
    const bool wasGone = m_condition == Condition::Deleted;
    switch (reply.outcome) {
    case Outcome::Ok:
        if (reply.content == m_content) {
            landed(reply.content, reply.etag);
        } else if (!wasGone && m_theirs && reply.content == m_theirs->content) {
            adoptBase(reply.content, reply.etag);
            write();
        } else {
            conflict(reply);
        }
        break;
    case Outcome::NotFound:
        if (wasGone) {
            m_creating = true;
            write();
        } else {
            m_condition = Condition::Deleted;
            clearTheirs();
            endSave(SaveOutcome::Deleted);
        }
        break;
    case Outcome::TooLarge:
    case Outcome::NotText:
        meetUnreadable(reply);
        endSave(SaveOutcome::ServerUnreadable);
        break;
    case Outcome::Conflict:
    case Outcome::Refused:
    case Outcome::Unauthorized:
    case Outcome::Unreachable:
    case Outcome::OutcomeUnknown:
    case Outcome::Cancelled:
        failSave(reply, false);
        break;
    }
}

void DocumentSession::landed(const QByteArray &text, const QByteArray &etag)
{
    m_creating = false;
    m_unreachable = false;
    m_outcomeUnknown = false;
    m_inDoubt.clear();
    clearProblem();
    if (m_beforeRun && *m_beforeRun != text)
        m_beforeSave = m_beforeRun;
    adoptBase(text, etag);
    if (m_saveAgain && isDirty())
        write();
    else
        endSave(SaveOutcome::Saved);
}

void DocumentSession::conflict(const FileReply &reply)
{
    m_creating = false;
    m_unreachable = false;
    m_outcomeUnknown = false;
    m_inDoubt.clear();
    m_condition = Condition::Conflict;
    setTheirs(reply.content, reply.etag);
    endSave(SaveOutcome::Conflict);
}

void DocumentSession::failSave(const FileReply &reply, bool sent)
{
    m_creating = false;
    setProblem(reply);
    switch (reply.outcome) {
    case Outcome::Unauthorized:
        m_unreachable = true;
        endSave(sent ? SaveOutcome::OutcomeUnknown : SaveOutcome::Unauthorized);
        break;
    case Outcome::Unreachable:
    case Outcome::OutcomeUnknown:
    case Outcome::Cancelled:
        m_unreachable = true;
        endSave(sent ? SaveOutcome::OutcomeUnknown : SaveOutcome::Unreachable);
        break;
    case Outcome::Ok:
    case Outcome::NotFound:
    case Outcome::Conflict:
    case Outcome::TooLarge:
    case Outcome::NotText:
    case Outcome::Refused:
        endSave(sent ? SaveOutcome::OutcomeUnknown : SaveOutcome::Refused);
        break;
    }
}

void DocumentSession::endSave(SaveOutcome outcome)
{
    m_saving = false;
    m_saveAgain = false;
    m_creating = false;
    notify();
    emit saveFinished(outcome);
}

} // namespace angee
