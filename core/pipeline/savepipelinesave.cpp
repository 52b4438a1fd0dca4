// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// The first step of a run: the text goes to the server, or the one before goes back.
#include "core/pipeline/savepipeline.h"

namespace angee {

using namespace Qt::StringLiterals;

using Outcome = DocumentSession::SaveOutcome;

QByteArray SavePipeline::textBefore() const
{
    return m_saved ? m_saved->before.value_or(QByteArray()) : QByteArray();
}

void SavePipeline::save()
{
    m_baseBefore.reset();
    if (!m_session->baseEtag().isEmpty())
        m_baseBefore = m_session->base();
    m_session->save();
}

void SavePipeline::writeBack()
{
    if (!m_session->isLoaded()) {
        // Opened again for this; anything but loading is an answer.
        if (m_session->state() != DocumentSession::State::Loading
            && m_session->state() != DocumentSession::State::Closed) {
            QMetaObject::invokeMethod(
                this,
                [this] {
                    end(State::Failed, tr("The file could not be read. Nothing was written."));
                },
                Qt::QueuedConnection);
            return;
        }
        setWords(tr("Reads the file."));
        connect(m_session, &DocumentSession::stateChanged, this, &SavePipeline::writeBack,
                Qt::ConnectionType(Qt::QueuedConnection | Qt::UniqueConnection));
        return;
    }
    disconnect(m_session, &DocumentSession::stateChanged, this, &SavePipeline::writeBack);
    QString why;
    if (!m_session->readOnlyReason().isEmpty())
        why = m_session->readOnlyReason();
    else if (m_session->base() != m_saved->after || m_session->serverVersion())
        why = tr("The text on the server is no longer the one that this run saved: putting the "
                 "older one back would take the newer away. Nothing was written.");
    if (!why.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this, why] { end(State::Failed, why); }, Qt::QueuedConnection);
        return;
    }
    m_baseBefore = m_session->base();
    m_session->revertTo(QByteArray(*m_saved->before));
    m_session->save();
}

void SavePipeline::onSaveFinished(Outcome outcome)
{
    const QString problem = m_session->problem().words;
    const QString etag = QString::fromLatin1(m_session->baseEtag().left(8));
    switch (outcome) {
    case Outcome::Saved:
        m_saved = SavedText{m_baseBefore, m_session->base()};
        end(State::Succeeded,
            tr("On the server: %L1 bytes, etag %2.").arg(m_session->base().size()).arg(etag));
        return;
    case Outcome::Unchanged:
        end(State::Succeeded, tr("The server has this text already; nothing was sent."));
        return;
    case Outcome::Conflict:
        end(State::Failed,
            tr("Changed on the server meanwhile: nothing was written. Choose between the texts."));
        emit conflictFound(m_source, m_path);
        return;
    case Outcome::Deleted:
        end(State::Failed, tr("The file is gone on the server: nothing was written."));
        emit conflictFound(m_source, m_path);
        return;
    case Outcome::ServerUnreadable:
        end(State::Failed,
            tr("The file on the server is no longer text of a size that can be "
               "read: nothing was written."));
        return;
    case Outcome::TooLarge:
    case Outcome::NotText:
    case Outcome::Refused:
    case Outcome::Unreachable:
    case Outcome::Unauthorized:
        end(State::Failed, tr("Not saved. %1").arg(problem));
        return;
    case Outcome::ReadOnly:
        end(State::Failed, tr("Not saved. %1").arg(m_session->readOnlyReason()));
        return;
    case Outcome::OutcomeUnknown:
        end(State::Unknown,
            tr("Sent, but the answer was lost; the editor finds out what is on the server."));
        return;
    }
    Q_UNREACHABLE();
}

} // namespace angee
