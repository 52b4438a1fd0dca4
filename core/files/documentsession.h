// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/filetransport.h"

#include <QDateTime>
#include <QPointer>

#include <optional>

namespace angee {

//! \brief One remote file being edited: what was read, what is on the server now as far as known,
//! what the user has, and the one exchange that may be running.
//!
//! Rules that always hold: dirty means that the content differs from the base; at most one request
//! runs; the latest text wins; an etag that was read guards every write; an empty etag is sent only
//! right after a read that answered "not found", and the result is read back; no text of the user
//! is replaced unless it equals the base or the user asked. Lives on the thread of its transport.
class DocumentSession final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DocumentSession)

public:
    enum class State {
        Closed, //!< open() was not called yet.
        Loading,
        Clean,
        Dirty,
        Saving,
        Conflict, //!< serverVersion() holds what the server has; the user must choose.
        Unreachable, //!< The last exchange failed; the text is safe here. save() tries again.
        TooLarge, //!< On the server, over the daemon's cap: cannot be read.
        Binary, //!< On the server, not UTF-8 text: cannot be read.
        DeletedOnServer, //!< Was read before and is gone now. recreate() writes it again.
        Missing, //!< Never existed here; typing and save() creates it.
        Refused, //!< The daemon refused to give the file; problem() holds its words.
        ReadOnly, //!< readOnlyReason() says why.
    };
    Q_ENUM(State)

    enum class SaveOutcome {
        Saved, //!< The latest text is on the server.
        Unchanged, //!< The text equals the base; nothing was sent.
        Conflict, //!< See serverVersion().
        Deleted, //!< The file is gone on the server; nothing was written.
        ServerUnreadable, //!< The server's file became binary or too large.
        TooLarge, //!< The escaped request is over the cap; nothing was sent.
        NotText, //!< The text is not valid UTF-8; nothing was sent.
        ReadOnly,
        Refused, //!< By the daemon; see problem().
        Unauthorized,
        Unreachable, //!< Certainly not written.
        OutcomeUnknown, //!< Sent; neither reply nor read-back came. The next check finds out.
    };
    Q_ENUM(SaveOutcome)

    //! \brief Why the content was replaced without the user typing.
    enum class Replacement { Loaded, FollowedServer, TookTheirs, Merged, Restored, Reverted };
    Q_ENUM(Replacement)

    //! \brief The last thing that went wrong, until the next success.
    struct Problem
    {
        FileReply::Outcome outcome = FileReply::Outcome::Ok;
        QString words;
        QString field;
        QString reason;

        [[nodiscard]] bool isNone() const { return outcome == FileReply::Outcome::Ok; }
    };

    struct ServerVersion
    {
        QByteArray content;
        QByteArray etag;
        QDateTime seenAt; //!< UTC, when this client read it.
    };

    DocumentSession(FileTransport *transport, QString source, QString path,
                    QObject *parent = nullptr);
    ~DocumentSession() override;

    [[nodiscard]] QString source() const { return m_source; }
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] State state() const;
    [[nodiscard]] bool isDirty() const;
    //! True from the first successful open() (or "not found") on: there is a text to show.
    [[nodiscard]] bool isLoaded() const { return m_loaded; }
    [[nodiscard]] const QByteArray &content() const { return m_content; }
    [[nodiscard]] const QByteArray &base() const { return m_base; }
    //! Empty only for a file that does not exist on the server.
    [[nodiscard]] const QByteArray &baseEtag() const { return m_baseEtag; }
    [[nodiscard]] QDateTime baseTime() const { return m_baseTime; }
    [[nodiscard]] QDateTime editedTime() const { return m_editedTime; }
    //! What the server has, when it is known to differ from the base.
    [[nodiscard]] const std::optional<ServerVersion> &serverVersion() const { return m_theirs; }
    [[nodiscard]] const Problem &problem() const { return m_problem; }
    [[nodiscard]] QString readOnlyReason() const { return m_readOnlyReason; }
    //! The text on the server before this session's last successful save, for "Revert".
    [[nodiscard]] const std::optional<QByteArray> &textBeforeSave() const { return m_beforeSave; }
    [[nodiscard]] bool isBusy() const { return m_phase != Phase::Idle; }

    //! True while closing would lose something: edits, a text that is gone on the server, or a
    //! write whose outcome is not known yet.
    [[nodiscard]] bool hasUnsavedText() const;

    //! An empty \a reason lifts it.
    void setReadOnly(const QString &reason);
    //! The user's text, any time and as often as he types: shares the bytes and hashes nothing.
    void setContent(const QByteArray &content);
    //! After a new connection to the same daemon. What ran on the old one ends as lost.
    void setTransport(angee::FileTransport *transport);
    //! Puts back a draft made against \a base with \a baseEtag. If the server has another text by
    //! now, the session ends in Conflict with three texts to merge.
    void restoreDraft(const QByteArray &draft, const QByteArray &base, const QByteArray &baseEtag);
    //! The user chose \a merged, made of his text and \a against, a version that
    //! serverVersion() has held. If the server has moved on meanwhile, the session is in Conflict
    //! again, now between the merged text and the newer one. False while a save runs.
    bool applyMerge(const QByteArray &merged, const ServerVersion &against);
    //! \a text, which was on the server before, becomes the content; save() sends it. Nothing
    //! happens to a read-only file.
    void revertTo(const QByteArray &text);

public slots:
    //! Reads the file; also "try again". Ends in stateChanged() and, with a text,
    //! contentReplaced().
    void open();
    //! Saves the latest text; saveFinished() follows exactly once for all calls made before it.
    void save();
    //! Asks whether the server's file changed; checkFinished() follows. Does nothing else while
    //! another exchange runs.
    void checkServer();
    //! From a known change on the server into the state Conflict, before any save.
    void beginMerge();
    //! The server's text replaces the user's, on his word.
    void takeTheirs();
    //! Writes the user's text over the server version that was shown: reads again, and if that
    //! changed meanwhile ends in a new conflict instead. saveFinished() follows.
    void overwrite();
    //! Creates again a file that is gone, on the user's word: read (must be gone), write, read
    //! back.
    void recreate();
    //! The text before the last save becomes the content; save() sends it.
    void revert();

signals:
    void stateChanged(angee::DocumentSession::State state);
    void dirtyChanged(bool dirty);
    //! The user's text changed by setContent().
    void contentEdited();
    //! The view must show content() anew.
    void contentReplaced(angee::DocumentSession::Replacement why);
    //! Base or etag changed: after a load, a save, a merge.
    void baseChanged();
    //! serverVersion() was set, replaced or cleared.
    void serverVersionChanged();
    void problemChanged();
    void saveFinished(angee::DocumentSession::SaveOutcome outcome);
    void checkFinished();

private:
    enum class Phase {
        Idle,
        Opening,
        Checking, // the etag only
        Refreshing, // the check saw another etag
        Confirming, // a new file: the server must answer "not found"
        Rereading, // before writing over a version that was shown, or creating a file again
        Writing,
        ReadingConflict, // after a 409
        ReadingBack, // after a lost reply, and after creating
    };
    enum class Condition { None, Conflict, TooLarge, Binary, Deleted, Missing, Refused };
    //! What a text read from the server means for the session.
    enum class Meeting { Unchanged, Ours, OursEarlier, Foreign };

    void start(Phase phase, FileRequest *request);
    void startRead(Phase phase);
    void loseTransport(Phase phase);
    void abandonRequest();
    void onFinished(const FileReply &reply);

    void onOpened(const FileReply &reply);
    void onChecked(const FileReply &reply);
    void onRefreshed(const FileReply &reply);
    void endCheck();

    bool claimSave();
    void beginSave();
    void beginRereading();
    bool mayBeSent();
    void write();
    void onConfirmed(const FileReply &reply);
    void onReread(const FileReply &reply);
    void onWritten(const FileReply &reply);
    void onServerReadForSave(const FileReply &reply, bool replyWasLost);
    void onCreated(const FileReply &reply);
    void meetCreated(const FileReply &reply);
    void writeAgain();
    void landed(const QByteArray &text, const QByteArray &etag);
    void conflict(const FileReply &reply);
    void failSave(const FileReply &reply, bool sent);
    void endSave(SaveOutcome outcome);

    [[nodiscard]] Meeting meet(const QByteArray &serverText) const;
    void adoptBase(const QByteArray &text, const QByteArray &etag);
    void replaceContent(const QByteArray &text, Replacement why);
    void setTheirs(const QByteArray &content, const QByteArray &etag);
    void clearTheirs();
    void meetUnreadable(const FileReply &reply);
    void setProblem(const FileReply &reply);
    void clearProblem();
    void notify();

    QPointer<FileTransport> m_transport;
    QString m_source;
    QString m_path;

    QByteArray m_base;
    QByteArray m_baseEtag;
    QDateTime m_baseTime;
    QByteArray m_content;
    QDateTime m_editedTime;
    std::optional<ServerVersion> m_theirs;
    std::optional<QByteArray> m_beforeSave;
    std::optional<QByteArray> m_beforeRun; // becomes m_beforeSave when the running save lands
    QList<QByteArray> m_inDoubt; // texts sent whose replies were lost: each may still land
    Problem m_problem;
    QString m_readOnlyReason;

    QPointer<FileRequest> m_request;
    Phase m_phase = Phase::Idle;
    Condition m_condition = Condition::None;
    QByteArray m_sent; // the text of the last write
    bool m_loaded = false;
    bool m_unreachable = false;
    bool m_outcomeUnknown = false; // nothing was read since a reply was lost
    bool m_etagIsHash = false; // seen to hold on this connection (contract.md, section 6)
    bool m_saving = false; // from save() to saveFinished()
    bool m_saveAgain = false;
    bool m_creating = false; // the running save makes a file that is not there
    int m_rounds = 0;

    State m_reportedState = State::Closed;
    bool m_reportedDirty = false;
};

} // namespace angee
