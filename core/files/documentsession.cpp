// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/documentsession.h"

#include "core/files/textfacts.h"

namespace angee {

using Outcome = FileReply::Outcome;

DocumentSession::DocumentSession(FileTransport *transport, QString source, QString path,
                                 QObject *parent)
    : QObject(parent)
    , m_transport(transport)
    , m_source(std::move(source))
    , m_path(std::move(path))
{ }

DocumentSession::~DocumentSession()
{
    // A read is of no use to anybody any more. A write is left alone: closing its connection would
    // only make its outcome unknown.
    if (m_phase != Phase::Writing)
        abandonRequest();
}

DocumentSession::State DocumentSession::state() const
{
    if (m_phase == Phase::Opening)
        return State::Loading;
    if (m_saving)
        return State::Saving;
    switch (m_condition) {
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
    if (m_unreachable)
        return State::Unreachable;
    if (!m_loaded)
        return State::Closed;
    if (!m_readOnlyReason.isEmpty())
        return State::ReadOnly;
    if (m_condition == Condition::Missing)
        return State::Missing;
    return isDirty() ? State::Dirty : State::Clean;
}

bool DocumentSession::isDirty() const
{
    return m_loaded && m_content != m_base;
}

bool DocumentSession::hasUnsavedText() const
{
    return isDirty() || (m_loaded && m_condition == Condition::Deleted) || m_outcomeUnknown;
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
    if (!m_loaded || !m_readOnlyReason.isEmpty() || content == m_content)
        return;
    m_content = content;
    m_editedTime = QDateTime::currentDateTimeUtc();
    emit contentEdited();
    notify();
}

void DocumentSession::setTransport(FileTransport *transport)
{
    m_transport = transport;
}

void DocumentSession::start(Phase phase, FileRequest *request)
{
    m_phase = phase;
    m_request = request;
    connect(request, &FileRequest::finished, this, &DocumentSession::onFinished);
    // If the transport dies with the request in it, no finished() will come.
    connect(request, &QObject::destroyed, this, [this, phase] { loseTransport(phase); });
    notify();
}

void DocumentSession::startRead(Phase phase)
{
    if (m_transport)
        start(phase, m_transport->read(m_source, m_path));
    else
        loseTransport(phase);
}

void DocumentSession::loseTransport(Phase phase)
{
    m_phase = phase;
    m_request.clear();
    const auto report = [this, phase] {
        if (m_phase != phase || m_request)
            return;
        FileReply reply;
        reply.outcome = phase == Phase::Writing ? Outcome::OutcomeUnknown : Outcome::Unreachable;
        reply.words = tr("The connection was closed.");
        onFinished(reply);
    };
    QMetaObject::invokeMethod(this, report, Qt::QueuedConnection);
}

void DocumentSession::abandonRequest()
{
    m_phase = Phase::Idle;
    if (!m_request)
        return;
    m_request->disconnect(this);
    m_request->cancel();
    m_request.clear();
}

void DocumentSession::onFinished(const FileReply &reply)
{
    if (m_request)
        m_request->disconnect(this);
    m_request.clear();
    switch (std::exchange(m_phase, Phase::Idle)) {
    case Phase::Idle:
        break;
    case Phase::Opening:
        onOpened(reply);
        break;
    case Phase::Checking:
        onChecked(reply);
        break;
    case Phase::Refreshing:
        onRefreshed(reply);
        break;
    case Phase::Confirming:
        onConfirmed(reply);
        break;
    case Phase::Rereading:
        onReread(reply);
        break;
    case Phase::Writing:
        onWritten(reply);
        break;
    case Phase::ReadingConflict:
        onServerReadForSave(reply, false);
        break;
    case Phase::ReadingBack:
        if (m_creating)
            onCreated(reply);
        else
            onServerReadForSave(reply, true);
        break;
    }
}

void DocumentSession::open()
{
    if (m_saving || m_phase == Phase::Opening)
        return;
    if (m_loaded) {
        checkServer();
        return;
    }
    abandonRequest();
    startRead(Phase::Opening);
}

void DocumentSession::onOpened(const FileReply &reply)
{
    m_condition = Condition::None;
    m_unreachable = false;
    if (reply.isOk()) {
        m_loaded = true;
        m_etagIsHash = etagOf(reply.content) == reply.etag;
        clearProblem();
        adoptBase(reply.content, reply.etag);
        replaceContent(reply.content, Replacement::Loaded);
        return;
    }
    setProblem(reply);
    switch (reply.outcome) {
    case Outcome::NotFound:
        m_loaded = true;
        m_condition = Condition::Missing;
        clearProblem();
        replaceContent({}, Replacement::Loaded);
        return;
    case Outcome::TooLarge:
        m_condition = Condition::TooLarge;
        break;
    case Outcome::NotText:
        m_condition = Condition::Binary;
        break;
    case Outcome::Refused:
    case Outcome::Conflict:
        m_condition = Condition::Refused;
        break;
    case Outcome::Ok:
    case Outcome::Unauthorized:
    case Outcome::Unreachable:
    case Outcome::OutcomeUnknown:
    case Outcome::Cancelled:
        m_unreachable = true;
        break;
    }
    notify();
}

void DocumentSession::checkServer()
{
    if (!m_loaded || m_saving || m_phase != Phase::Idle) {
        QMetaObject::invokeMethod(this, &DocumentSession::checkFinished, Qt::QueuedConnection);
        return;
    }
    if (m_transport)
        start(Phase::Checking, m_transport->probe(m_source, m_path));
    else
        loseTransport(Phase::Checking);
}

void DocumentSession::onChecked(const FileReply &reply)
{
    if (!reply.isOk()) {
        onRefreshed(reply);
        return;
    }
    const bool isBase = reply.etag == m_baseEtag;
    const bool isTheirs = m_theirs && m_theirs->etag == reply.etag;
    if (isBase) {
        m_unreachable = false;
        m_outcomeUnknown = false;
        clearProblem();
        clearTheirs();
        m_condition = Condition::None;
        endCheck();
    } else if (isTheirs) {
        m_unreachable = false;
        endCheck();
    } else if (!reply.content.isNull()) {
        onRefreshed(reply);
    } else {
        startRead(Phase::Refreshing);
    }
}

void DocumentSession::onRefreshed(const FileReply &reply)
{
    switch (reply.outcome) {
    case Outcome::Ok:
        break;
    case Outcome::NotFound:
        m_unreachable = false;
        clearProblem();
        clearTheirs();
        m_condition = m_baseEtag.isEmpty() ? Condition::Missing : Condition::Deleted;
        endCheck();
        return;
    case Outcome::TooLarge:
    case Outcome::NotText:
        m_unreachable = false;
        meetUnreadable(reply);
        endCheck();
        return;
    case Outcome::Conflict:
    case Outcome::Refused:
    case Outcome::Unauthorized:
    case Outcome::Unreachable:
    case Outcome::OutcomeUnknown:
    case Outcome::Cancelled:
        m_unreachable = true;
        setProblem(reply);
        endCheck();
        return;
    }
    m_unreachable = false;
    clearProblem();
    const bool clean = !isDirty();
    const bool wasUnknown = std::exchange(m_outcomeUnknown, false);
    switch (meet(reply.content)) {
    case Meeting::Unchanged:
        adoptBase(reply.content, reply.etag);
        break;
    case Meeting::Ours:
    case Meeting::OursEarlier:
        // The write whose reply was lost did land.
        if (wasUnknown && m_base != reply.content)
            m_beforeSave = m_base;
        adoptBase(reply.content, reply.etag);
        break;
    case Meeting::Foreign:
        if (m_condition != Condition::Conflict && m_condition != Condition::Missing)
            m_condition = Condition::None;
        if (clean && m_condition != Condition::Conflict) {
            adoptBase(reply.content, reply.etag);
            replaceContent(reply.content, Replacement::FollowedServer);
        } else {
            setTheirs(reply.content, reply.etag);
        }
        break;
    }
    endCheck();
}

void DocumentSession::endCheck()
{
    notify();
    emit checkFinished();
}

DocumentSession::Meeting DocumentSession::meet(const QByteArray &serverText) const
{
    if (m_loaded && serverText == m_content)
        return Meeting::Ours;
    if (!m_baseEtag.isEmpty() && serverText == m_base)
        return Meeting::Unchanged;
    return m_inDoubt.contains(serverText) ? Meeting::OursEarlier : Meeting::Foreign;
}

void DocumentSession::beginMerge()
{
    if (!m_theirs || m_saving || m_condition == Condition::Conflict)
        return;
    m_condition = Condition::Conflict;
    notify();
}

bool DocumentSession::applyMerge(const QByteArray &merged, const ServerVersion &against)
{
    if (!m_loaded || m_saving)
        return false;
    const std::optional<ServerVersion> now = m_theirs;
    const ServerVersion seen = against; // may be m_theirs itself
    adoptBase(seen.content, seen.etag);
    if (now && now->etag != seen.etag) {
        if (now->content == merged) {
            adoptBase(now->content, now->etag);
        } else {
            m_condition = Condition::Conflict;
            setTheirs(now->content, now->etag);
        }
    }
    m_editedTime = QDateTime::currentDateTimeUtc();
    replaceContent(merged, Replacement::Merged);
    return true;
}

void DocumentSession::takeTheirs()
{
    if (!m_theirs || m_saving)
        return;
    const ServerVersion theirs = *m_theirs;
    adoptBase(theirs.content, theirs.etag);
    replaceContent(theirs.content, Replacement::TookTheirs);
}

void DocumentSession::restoreDraft(const QByteArray &draft, const QByteArray &base,
                                   const QByteArray &baseEtag)
{
    if (!m_loaded || m_saving)
        return;
    const bool gone = m_condition == Condition::Missing || m_condition == Condition::Deleted;
    if (draft != m_base && (base != m_base || gone != baseEtag.isEmpty())) {
        const QByteArray serverText = m_base;
        const QByteArray serverEtag = m_baseEtag;
        m_base = base;
        m_baseEtag = baseEtag;
        if (gone) {
            m_condition = baseEtag.isEmpty() ? Condition::Missing : Condition::Deleted;
        } else {
            m_condition = Condition::Conflict;
            setTheirs(serverText, serverEtag);
        }
        emit baseChanged();
    }
    m_editedTime = QDateTime::currentDateTimeUtc();
    replaceContent(draft, Replacement::Restored);
}

void DocumentSession::revert()
{
    if (m_beforeSave)
        revertTo(QByteArray(*m_beforeSave)); // a copy: the next save replaces it
}

void DocumentSession::revertTo(const QByteArray &text)
{
    if (!m_readOnlyReason.isEmpty())
        return;
    m_editedTime = QDateTime::currentDateTimeUtc();
    replaceContent(text, Replacement::Reverted);
}

void DocumentSession::adoptBase(const QByteArray &text, const QByteArray &etag)
{
    m_base = text;
    m_baseEtag = etag;
    m_baseTime = QDateTime::currentDateTimeUtc();
    m_condition = Condition::None;
    clearTheirs();
    emit baseChanged();
}

void DocumentSession::replaceContent(const QByteArray &text, Replacement why)
{
    m_content = text;
    emit contentReplaced(why);
    notify();
}

void DocumentSession::setTheirs(const QByteArray &content, const QByteArray &etag)
{
    m_theirs = ServerVersion{content, etag, QDateTime::currentDateTimeUtc()};
    emit serverVersionChanged();
}

void DocumentSession::clearTheirs()
{
    if (!m_theirs)
        return;
    m_theirs.reset();
    emit serverVersionChanged();
}

void DocumentSession::meetUnreadable(const FileReply &reply)
{
    m_condition = reply.outcome == Outcome::NotText ? Condition::Binary : Condition::TooLarge;
    clearTheirs();
    setProblem(reply);
}

void DocumentSession::setProblem(const FileReply &reply)
{
    m_problem = {reply.outcome, reply.words, reply.field, reply.reason};
    emit problemChanged();
}

void DocumentSession::clearProblem()
{
    if (m_problem.isNone())
        return;
    m_problem = {};
    emit problemChanged();
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
