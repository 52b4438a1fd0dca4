// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/saverun.h"

#include "core/files/fileexchange.h"
#include "core/files/textfacts.h"

namespace angee {

using Answer = FileReply::Outcome;
using Condition = DocumentText::Condition;

namespace {

// A file that changes under every attempt is given to the user rather than chased for ever.
constexpr int maxRounds = 4;

} // namespace

SaveRun::SaveRun(DocumentText *text, FileExchange *exchange, Wish wish, QObject *parent)
    : QObject(parent)
    , m_text(text)
    , m_exchange(exchange)
    , m_wish(wish)
{ }

SaveRun::~SaveRun() = default;

void SaveRun::begin()
{
    m_again = false;
    if (m_wish == Wish::Save)
        beginPlain();
    else if (mayBeSent())
        m_exchange->read([this](const FileReply &reply) { onReread(reply); });
}

void SaveRun::beginPlain()
{
    switch (m_text->condition()) {
    case Condition::Conflict:
        return end(Outcome::Conflict);
    case Condition::Deleted:
        return end(Outcome::Deleted);
    case Condition::TooLarge:
    case Condition::Binary:
        return end(Outcome::ServerUnreadable);
    case Condition::Refused:
        return end(Outcome::Refused);
    case Condition::Missing:
        if (mayBeSent())
            m_exchange->read([this](const FileReply &reply) { onConfirmed(reply); });
        return;
    case Condition::None:
        break;
    }
    if (m_text->isOutcomeUnknown() && !m_text->inDoubt().isEmpty()) {
        m_sent = m_text->inDoubt().last();
        m_again = true; // the text of now, once it is known what became of the one before
        return readBack(Sent::Yes);
    }
    if (m_text->isDirty())
        write();
    else
        end(Outcome::Unchanged);
}

// False if the run ended here.
bool SaveRun::mayBeSent()
{
    if (!isValidUtf8(m_text->content())) {
        refuse(Answer::NotText,
               tr("The text is not valid UTF-8; the daemon would replace the bad bytes."),
               Outcome::NotText);
        return false;
    }
    const qsizetype size = requestSize(escapedSize(m_text->content()), m_text->baseEtag());
    if (size > maxRequestBytes) {
        refuse(Answer::TooLarge,
               tr("The request would take %L1 bytes; the daemon accepts %L2.")
                   .arg(size)
                   .arg(maxRequestBytes),
               Outcome::TooLarge);
        return false;
    }
    return true;
}

void SaveRun::write()
{
    if (!mayBeSent())
        return;
    // An empty etag would overwrite whatever is there: only for a file just seen to be missing.
    Q_ASSERT(m_creating || !m_text->baseEtag().isEmpty());
    if (!m_before && !m_creating)
        m_before = m_text->base();
    m_sent = m_text->content();
    m_again = false;
    m_exchange->write(m_sent, m_creating ? QByteArray() : m_text->baseEtag(),
                      [this](const FileReply &reply) { onWritten(reply); });
}

void SaveRun::writeAgain()
{
    if (++m_rounds <= maxRounds)
        return write();
    refuse(Answer::Refused, tr("The file changes on the server faster than it can be saved."),
           Outcome::Refused);
}

void SaveRun::readBack(Sent sent)
{
    m_exchange->read([this, sent](const FileReply &reply) {
        if (m_creating)
            onCreated(reply);
        else
            onServerRead(reply, sent);
    });
}

// A new file: is it still not there?
void SaveRun::onConfirmed(const FileReply &reply)
{
    if (readAnswer(reply.outcome) == ReadAnswer::NoFile) {
        m_creating = true;
        write();
    } else if (arrived(reply, Sent::No)) {
        meetCreated(reply);
    }
}

// Is the server where the user was shown it to be?
void SaveRun::onReread(const FileReply &reply)
{
    const bool wasGone = m_text->condition() == Condition::Deleted;
    if (wasGone && readAnswer(reply.outcome) == ReadAnswer::NoFile) {
        m_creating = true;
        return write();
    }
    if (!arrived(reply, Sent::No))
        return;
    const auto &shown = m_text->theirs();
    if (reply.content == m_text->content()) {
        landed(reply.content, reply.etag);
    } else if (!wasGone && shown && reply.content == shown->content) {
        m_text->adoptBase(reply.content, reply.etag);
        write();
    } else {
        conflict(reply);
    }
}

void SaveRun::onWritten(const FileReply &reply)
{
    m_text->setReachable(true);
    switch (reply.outcome) {
    case Answer::Ok: {
        const bool bytesProven = !m_text->isEtagHash() || reply.etag == etagOf(m_sent);
        if (m_creating || reply.etag.isEmpty() || !bytesProven)
            readBack(Sent::Yes);
        else
            landed(m_sent, reply.etag);
        break;
    }
    case Answer::Conflict:
        m_exchange->read([this](const FileReply &server) { onServerRead(server, Sent::No); });
        break;
    case Answer::OutcomeUnknown:
    case Answer::Cancelled:
        m_text->setInDoubt(m_sent);
        m_text->setProblem(reply);
        readBack(Sent::Yes);
        break;
    case Answer::TooLarge:
        // With a field it is not the request but the file on the server that is over the cap.
        if (reply.field.isEmpty())
            refuse(reply.outcome, reply.words, Outcome::TooLarge);
        else
            unreadable(reply);
        break;
    case Answer::NotFound:
    case Answer::NotText:
    case Answer::Refused:
    case Answer::Unauthorized:
    case Answer::Unreachable:
        fail(reply, Sent::No);
        break;
    }
}

// What is on the server after a 409, or after a reply that was lost?
void SaveRun::onServerRead(const FileReply &reply, Sent sent)
{
    if (!arrived(reply, sent))
        return;
    m_text->setReachable(true);
    m_text->setOutcomeKnown();
    meetServer(reply);
}

void SaveRun::meetServer(const FileReply &reply)
{
    if (reply.content == m_sent)
        return landed(reply.content, reply.etag);
    switch (m_text->meet(reply.content)) {
    case DocumentText::Meeting::Ours:
        landed(reply.content, reply.etag);
        break;
    case DocumentText::Meeting::Unchanged:
    case DocumentText::Meeting::OursEarlier:
        // Nobody else wrote: the same save again, guarded by the etag of now. A write of ours that
        // is still on its way will be refused by it, or come first and be recognised.
        m_text->adoptBase(reply.content, reply.etag);
        if (m_text->isDirty())
            writeAgain();
        else
            landed(reply.content, reply.etag);
        break;
    case DocumentText::Meeting::Foreign:
        conflict(reply);
        break;
    }
}

// A file that was just created is read back: there is no "create only if absent" on the wire.
void SaveRun::onCreated(const FileReply &reply)
{
    const ReadAnswer answer = readAnswer(reply.outcome);
    if (answer == ReadAnswer::NoFile || answer == ReadAnswer::Failed) {
        m_text->setInDoubt(m_sent);
        fail(reply, Sent::Yes);
    } else if (arrived(reply, Sent::Yes)) {
        meetCreated(reply);
    }
}

// A file that this run wanted to create, or did create, is there: whose text is it?
void SaveRun::meetCreated(const FileReply &reply)
{
    const bool isSent = std::exchange(m_creating, false) && reply.content == m_sent;
    m_text->setOutcomeKnown();
    if (isSent || reply.content == m_text->content()) {
        landed(reply.content, reply.etag);
    } else if (m_text->inDoubt().contains(reply.content)) {
        m_text->adoptBase(reply.content, reply.etag);
        writeAgain();
    } else {
        conflict(reply);
    }
}

bool SaveRun::arrived(const FileReply &reply, Sent sent)
{
    switch (readAnswer(reply.outcome)) {
    case ReadAnswer::Text:
        return true;
    case ReadAnswer::NoFile:
        gone();
        break;
    case ReadAnswer::NoText:
        unreadable(reply);
        break;
    case ReadAnswer::Failed:
        fail(reply, sent);
        break;
    }
    return false;
}

void SaveRun::landed(const QByteArray &content, const QByteArray &etag)
{
    m_creating = false;
    m_text->setReachable(true);
    m_text->forgetDoubt();
    m_text->clearProblem();
    if (m_before && *m_before != content)
        m_text->setBeforeSave(*m_before);
    m_text->adoptBase(content, etag);
    if (m_again && m_text->isDirty())
        write();
    else
        end(Outcome::Saved);
}

void SaveRun::conflict(const FileReply &reply)
{
    m_text->setReachable(true);
    m_text->forgetDoubt();
    m_text->setCondition(Condition::Conflict);
    m_text->setTheirs(reply.content, reply.etag);
    end(Outcome::Conflict);
}

void SaveRun::gone()
{
    m_text->setOutcomeKnown();
    m_text->setCondition(Condition::Deleted);
    m_text->clearTheirs();
    end(Outcome::Deleted);
}

void SaveRun::unreadable(const FileReply &reply)
{
    m_text->meetUnreadable(reply);
    end(Outcome::ServerUnreadable);
}

void SaveRun::fail(const FileReply &reply, Sent sent)
{
    m_text->setProblem(reply);
    Outcome outcome = Outcome::Refused;
    switch (reply.outcome) {
    case Answer::Unauthorized:
        m_text->setReachable(false);
        outcome = Outcome::Unauthorized;
        break;
    case Answer::Unreachable:
    case Answer::OutcomeUnknown:
    case Answer::Cancelled:
        m_text->setReachable(false);
        outcome = Outcome::Unreachable;
        break;
    case Answer::Ok:
    case Answer::NotFound:
    case Answer::Conflict:
    case Answer::TooLarge:
    case Answer::NotText:
    case Answer::Refused:
        break;
    }
    end(sent == Sent::Yes ? Outcome::OutcomeUnknown : outcome);
}

void SaveRun::refuse(FileReply::Outcome why, const QString &words, Outcome outcome)
{
    FileReply reply;
    reply.outcome = why;
    reply.words = words;
    m_text->setProblem(reply);
    end(outcome);
}

void SaveRun::end(Outcome outcome)
{
    emit finished(outcome);
}

} // namespace angee
