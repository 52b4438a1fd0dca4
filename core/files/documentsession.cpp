// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/documentsession.h"

namespace angee {

using Outcome = FileReply::Outcome;
using Condition = DocumentText::Condition;

DocumentSession::DocumentSession(FileTransport *transport, QString source, QString path,
                                 QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
    , m_path(std::move(path))
    , m_exchange(transport, m_source, m_path)
{
    connect(&m_text, &DocumentText::contentReplaced, this, &DocumentSession::contentReplaced);
    connect(&m_text, &DocumentText::baseChanged, this, &DocumentSession::baseChanged);
    connect(&m_text, &DocumentText::theirsChanged, this, &DocumentSession::serverVersionChanged);
    connect(&m_text, &DocumentText::problemChanged, this, &DocumentSession::problemChanged);
    connect(&m_exchange, &FileExchange::started, this, &DocumentSession::notify);
    connect(&m_exchange, &FileExchange::answered, this, &DocumentSession::contentWanted);
}

DocumentSession::~DocumentSession() = default;

DocumentSession::State DocumentSession::state() const
{
    if (m_asking == Asking::Opening)
        return State::Loading;
    if (m_save)
        return State::Saving;
    switch (m_text.condition()) {
    case Condition::Conflict:
        return State::Conflict;
    case Condition::Deleted:
        return State::DeletedOnServer;
    case Condition::TooLarge:
        return State::TooLarge;
    case Condition::Binary:
        return State::Binary;
    case Condition::Refused:
        return State::Refused;
    case Condition::Missing:
    case Condition::None:
        break;
    }
    if (m_text.isUnreachable())
        return State::Unreachable;
    if (!m_text.isLoaded())
        return State::Closed;
    if (!m_readOnlyReason.isEmpty())
        return State::ReadOnly;
    if (m_text.condition() == Condition::Missing)
        return State::Missing;
    return isDirty() ? State::Dirty : State::Clean;
}

bool DocumentSession::hasUnsavedText() const
{
    return isDirty() || (m_text.isLoaded() && m_text.condition() == Condition::Deleted)
        || m_text.isOutcomeUnknown();
}

void DocumentSession::setReadOnly(const QString &reason)
{
    if (m_readOnlyReason == reason)
        return;
    m_readOnlyReason = reason;
    notify();
}

void DocumentSession::setContent(const QByteArray &content)
{
    if (!m_text.isLoaded() || !m_readOnlyReason.isEmpty() || content == m_text.content())
        return;
    m_text.setContent(content);
    emit contentEdited();
    notify();
}

void DocumentSession::setTransport(FileTransport *transport)
{
    m_exchange.setTransport(transport);
}

void DocumentSession::open()
{
    if (m_save || m_asking == Asking::Opening)
        return;
    if (m_text.isLoaded()) {
        checkServer();
        return;
    }
    m_exchange.abandon();
    m_asking = Asking::Opening;
    m_exchange.read([this](const FileReply &reply) { onOpened(reply); });
}

void DocumentSession::onOpened(const FileReply &reply)
{
    m_asking = Asking::Nothing;
    m_text.setCondition(Condition::None);
    m_text.setReachable(true);
    switch (readAnswer(reply.outcome)) {
    case ReadAnswer::Text:
    case ReadAnswer::NoFile:
        m_text.load(reply);
        break;
    case ReadAnswer::NoText:
        m_text.meetUnreadable(reply);
        break;
    case ReadAnswer::Failed:
        m_text.setProblem(reply);
        if (reply.outcome == Outcome::Refused || reply.outcome == Outcome::Conflict)
            m_text.setCondition(Condition::Refused);
        else
            m_text.setReachable(false);
        break;
    }
    notify();
}

void DocumentSession::checkServer()
{
    if (!m_text.isLoaded() || m_save || m_exchange.isRunning()) {
        QMetaObject::invokeMethod(this, &DocumentSession::checkFinished, Qt::QueuedConnection);
        return;
    }
    m_asking = Asking::Checking;
    m_exchange.probe([this](const FileReply &reply) { onChecked(reply); });
}

void DocumentSession::onChecked(const FileReply &reply)
{
    if (!reply.isOk()) {
        onRefreshed(reply);
        return;
    }
    const auto &theirs = m_text.theirs();
    if (reply.etag == m_text.baseEtag()) {
        m_text.setReachable(true);
        m_text.setOutcomeKnown();
        m_text.clearProblem();
        m_text.clearTheirs();
        m_text.setCondition(Condition::None);
        endCheck();
    } else if (theirs && theirs->etag == reply.etag) {
        m_text.setReachable(true);
        endCheck();
    } else if (!reply.content.isNull()) {
        onRefreshed(reply);
    } else {
        m_exchange.read([this](const FileReply &text) { onRefreshed(text); });
    }
}

void DocumentSession::onRefreshed(const FileReply &reply)
{
    const ReadAnswer answer = readAnswer(reply.outcome);
    m_text.setReachable(answer != ReadAnswer::Failed);
    switch (answer) {
    case ReadAnswer::Text:
        break;
    case ReadAnswer::NoFile:
        m_text.clearProblem();
        m_text.clearTheirs();
        m_text.setCondition(m_text.baseEtag().isEmpty() ? Condition::Missing : Condition::Deleted);
        return endCheck();
    case ReadAnswer::NoText:
        m_text.meetUnreadable(reply);
        return endCheck();
    case ReadAnswer::Failed:
        m_text.setProblem(reply);
        return endCheck();
    }
    m_text.clearProblem();
    const bool wasClean = !isDirty();
    const bool wasUnknown = m_text.isOutcomeUnknown();
    m_text.setOutcomeKnown();
    switch (m_text.meet(reply.content)) {
    case DocumentText::Meeting::Unchanged:
        m_text.adoptBase(reply.content, reply.etag);
        break;
    case DocumentText::Meeting::Ours:
    case DocumentText::Meeting::OursEarlier:
        // The write whose reply was lost did land.
        if (wasUnknown && m_text.base() != reply.content)
            m_text.setBeforeSave(m_text.base());
        m_text.adoptBase(reply.content, reply.etag);
        break;
    case DocumentText::Meeting::Foreign:
        meetForeign(reply, wasClean);
        break;
    }
    endCheck();
}

void DocumentSession::meetForeign(const FileReply &reply, bool wasClean)
{
    const bool inConflict = m_text.condition() == Condition::Conflict;
    if (!inConflict && m_text.condition() != Condition::Missing)
        m_text.setCondition(Condition::None);
    if (wasClean && !inConflict) {
        m_text.adoptBase(reply.content, reply.etag);
        m_text.replaceContent(reply.content, Replacement::FollowedServer);
    } else {
        m_text.setTheirs(reply.content, reply.etag);
    }
}

void DocumentSession::endCheck()
{
    m_asking = Asking::Nothing;
    notify();
    emit checkFinished();
}

void DocumentSession::save()
{
    startSave(SaveRun::Wish::Save);
}

void DocumentSession::overwrite()
{
    startSave(m_text.theirs() ? SaveRun::Wish::Overwrite : SaveRun::Wish::Save);
}

void DocumentSession::recreate()
{
    startSave(m_text.condition() == Condition::Deleted ? SaveRun::Wish::Recreate
                                                       : SaveRun::Wish::Save);
}

void DocumentSession::startSave(SaveRun::Wish wish)
{
    if (m_save) {
        m_save->again();
        return;
    }
    m_save = new SaveRun(&m_text, &m_exchange, wish, this);
    connect(m_save, &SaveRun::finished, this, &DocumentSession::endSave);
    if (m_asking == Asking::Checking) {
        // The save answers the question of the check as well.
        m_exchange.abandon();
        m_asking = Asking::Nothing;
        QMetaObject::invokeMethod(this, &DocumentSession::checkFinished, Qt::QueuedConnection);
    }
    QMetaObject::invokeMethod(this, &DocumentSession::beginSave, Qt::QueuedConnection);
}

void DocumentSession::beginSave()
{
    emit contentWanted();
    if (m_text.isLoaded() && m_readOnlyReason.isEmpty())
        m_save->begin();
    else
        endSave(SaveOutcome::ReadOnly);
}

void DocumentSession::endSave(SaveOutcome outcome)
{
    std::exchange(m_save, nullptr)->deleteLater();
    notify();
    emit saveFinished(outcome);
}

void DocumentSession::beginMerge()
{
    if (!m_text.theirs() || m_save || m_text.condition() == Condition::Conflict)
        return;
    m_text.setCondition(Condition::Conflict);
    notify();
}

bool DocumentSession::applyMerge(const QByteArray &merged, const ServerVersion &against)
{
    if (!m_text.isLoaded() || m_save)
        return false;
    const std::optional<ServerVersion> now = m_text.theirs();
    const ServerVersion seen = against; // may be ours
    m_text.adoptBase(seen.content, seen.etag);
    if (now && now->etag != seen.etag) {
        if (now->content == merged) {
            m_text.adoptBase(now->content, now->etag);
        } else {
            m_text.setCondition(Condition::Conflict);
            m_text.setTheirs(now->content, now->etag);
        }
    }
    m_text.markEdited();
    m_text.replaceContent(merged, Replacement::Merged);
    notify();
    return true;
}

void DocumentSession::takeTheirs()
{
    if (!m_text.theirs() || m_save)
        return;
    const ServerVersion theirs = *m_text.theirs();
    m_text.adoptBase(theirs.content, theirs.etag);
    m_text.replaceContent(theirs.content, Replacement::TookTheirs);
    notify();
}

void DocumentSession::restoreDraft(const QByteArray &draft, const QByteArray &base,
                                   const QByteArray &baseEtag)
{
    if (!m_text.isLoaded() || m_save)
        return;
    const Condition condition = m_text.condition();
    const bool gone = condition == Condition::Missing || condition == Condition::Deleted;
    const QByteArray serverText = m_text.base();
    const QByteArray serverEtag = m_text.baseEtag();
    if (draft != serverText && (base != serverText || gone != baseEtag.isEmpty())) {
        if (gone) {
            m_text.setCondition(baseEtag.isEmpty() ? Condition::Missing : Condition::Deleted);
        } else {
            m_text.setCondition(Condition::Conflict);
            m_text.setTheirs(serverText, serverEtag);
        }
        m_text.restoreBase(base, baseEtag);
    }
    m_text.markEdited();
    m_text.replaceContent(draft, Replacement::Restored);
    notify();
}

void DocumentSession::revert()
{
    if (m_text.beforeSave())
        revertTo(QByteArray(*m_text.beforeSave())); // a copy: the next save replaces it
}

void DocumentSession::revertTo(const QByteArray &text)
{
    if (!m_readOnlyReason.isEmpty())
        return;
    m_text.markEdited();
    m_text.replaceContent(text, Replacement::Reverted);
    notify();
}

void DocumentSession::notify()
{
    const State now = state();
    const bool dirty = isDirty();
    const bool stateDiffers = std::exchange(m_reportedState, now) != now;
    const bool dirtyDiffers = std::exchange(m_reportedDirty, dirty) != dirty;
    if (stateDiffers)
        emit stateChanged(now);
    if (dirtyDiffers)
        emit dirtyChanged(dirty);
}

} // namespace angee
