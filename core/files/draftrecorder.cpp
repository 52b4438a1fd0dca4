// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/draftrecorder.h"

#include "core/files/documentsession.h"

namespace angee {

namespace {

// After a failure, for instance of a full disk.
constexpr int retryMs = 2000;

} // namespace

DraftRecorder::DraftRecorder(DraftJournal *journal, DocumentSession *session, QString profile,
                             QObject *parent)
    : QObject(parent)
    , m_journal(journal)
    , m_session(session)
    , m_profile(std::move(profile))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DraftRecorder::flush);
    connect(session, &DocumentSession::contentEdited, this, &DraftRecorder::onChanged);
    connect(session, &DocumentSession::contentReplaced, this, &DraftRecorder::onChanged);
    connect(session, &DocumentSession::baseChanged, this, &DraftRecorder::onChanged);
    connect(session, &DocumentSession::stateChanged, this, &DraftRecorder::onChanged);
    connect(journal, &DraftJournal::draftWritten, this, &DraftRecorder::onWritten);
    connect(journal, &DraftJournal::failed, this, &DraftRecorder::onFailed);
}

DraftRecorder::~DraftRecorder() = default;

bool DraftRecorder::isRecording() const
{
    return m_journal && m_session && m_journal->policy(m_profile).allows(m_session->path());
}

bool DraftRecorder::isOnDisk() const
{
    return isRecording() && !m_id.isEmpty() && !m_inFlight && !m_changedInFlight;
}

void DraftRecorder::supersede(const QString &id)
{
    m_superseded.append(id);
    if (m_session && !m_session->hasUnsavedText())
        removeOwn();
}

void DraftRecorder::applyPolicy()
{
    if (isRecording())
        onChanged();
    else
        removeOwn();
}

void DraftRecorder::onChanged()
{
    if (!m_session || !isRecording())
        return;
    if (!m_session->hasUnsavedText()) {
        removeOwn();
        return;
    }
    m_changedInFlight = true;
    // Not restarted by every key: the lag is counted from the first one.
    if (!m_timer.isActive() && !m_inFlight)
        m_timer.start(maxLagMs);
}

void DraftRecorder::flush()
{
    m_timer.stop();
    if (m_inFlight || !m_changedInFlight || !m_journal || !m_session || !isRecording())
        return;
    if (!m_session->hasUnsavedText())
        return;
    const DraftKey key{m_profile, m_session->source(), m_session->path(), m_session->baseEtag()};
    const QString id = m_journal->idFor(key);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (id != m_id) {
        // Another base: the draft made against the old one stays until the new one is on disk.
        if (!m_id.isEmpty())
            m_superseded.append(m_id);
        m_superseded.removeAll(id);
        m_id = id;
        m_started = now;
    }
    m_inFlight = true;
    m_changedInFlight = false;
    m_journal->write(m_id, {key, m_session->base(), m_session->content(), m_started, now, false});
}

void DraftRecorder::onWritten(const QString &id)
{
    if (id != m_id || !m_inFlight)
        return;
    m_inFlight = false;
    for (const QString &old : std::exchange(m_superseded, {}))
        m_journal->discard(old);
    if (m_changedInFlight)
        m_timer.start(maxLagMs);
    else
        emit recorded();
}

void DraftRecorder::onFailed(const QString &id, const QString &reason)
{
    if (id != m_id)
        return;
    if (std::exchange(m_inFlight, false)) {
        m_changedInFlight = true;
        m_timer.start(retryMs);
    }
    emit failed(reason);
}

void DraftRecorder::discard()
{
    removeOwn();
}

void DraftRecorder::removeOwn()
{
    m_timer.stop();
    m_inFlight = false;
    m_changedInFlight = false;
    if (!m_journal)
        return;
    for (const QString &old : std::exchange(m_superseded, {}))
        m_journal->discard(old);
    // Writes and removals happen in the order they were handed over.
    if (!m_id.isEmpty())
        m_journal->discard(std::exchange(m_id, {}));
}

} // namespace angee
