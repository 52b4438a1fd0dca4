// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/draftjournal.h"

#include <QPointer>
#include <QTimer>

namespace angee {

class DocumentSession;

//! \brief Keeps the draft of one document at most maxLagMs behind what the session was given, and
//! removes it as soon as nothing is unsaved.
//!
//! Dies with the session's text safe on disk; keep() leaves the draft for later, otherwise the
//! draft of a text that was given up is removed by discard().
class DraftRecorder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DraftRecorder)

public:
    DraftRecorder(DraftJournal *journal, DocumentSession *session, QString profile,
                  QObject *parent = nullptr);
    ~DraftRecorder() override;

    //! From a change to the hand-over to the writing thread.
    static constexpr int maxLagMs = 400;

    //! False where the policy of the profile keeps this file off the disk.
    [[nodiscard]] bool isRecording() const;
    //! The text as it is now is known to be on the disk: the program may end.
    [[nodiscard]] bool isOnDisk() const;
    //! A text was handed over and neither recorded() nor failed() has come yet.
    [[nodiscard]] bool isWriting() const { return m_inFlight; }
    //! The text restored from \a id is now this document's: \a id goes once ours is written.
    void supersede(const QString &id);
    //! Hands over what is not written yet.
    void flush();
    //! The user gave the text up.
    void discard();
    //! The policy of the profile changed.
    void applyPolicy();

signals:
    //! The latest text is on the disk.
    void recorded();
    void failed(const QString &reason);

private:
    void onChanged();
    void onWritten(const QString &id);
    void onFailed(const QString &id, const QString &reason);
    void removeOwn();

    QPointer<DraftJournal> m_journal;
    QPointer<DocumentSession> m_session;
    QString m_profile;
    QString m_id; // of the draft on disk or on its way, empty if none
    QStringList m_superseded;
    QDateTime m_started;
    QTimer m_timer;
    bool m_inFlight = false;
    bool m_changedInFlight = false;
};

} // namespace angee
