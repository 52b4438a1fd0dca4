// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/fileexchange.h"
#include "core/files/saverun.h"

namespace angee {

//! \brief One remote file being edited: its texts, what the user wants with them, and the one
//! exchange that may be running.
//!
//! Rules that always hold: dirty means that the content differs from the base; at most one request
//! runs; the latest text wins; writes are guarded as SaveRun says; no text of the user is replaced
//! unless it equals the base or the user asked. Lives on the thread of its transport.
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

    using SaveOutcome = SaveRun::Outcome;
    using Replacement = DocumentText::Replacement;
    using Problem = DocumentText::Problem;
    using ServerVersion = DocumentText::ServerVersion;

    DocumentSession(FileTransport *transport, QString source, QString path,
                    QObject *parent = nullptr);
    ~DocumentSession() override;

    [[nodiscard]] QString source() const { return m_source; }
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] State state() const;
    [[nodiscard]] bool isDirty() const { return m_text.isDirty(); }
    //! True from the first successful open() (or "not found") on: there is a text to show.
    [[nodiscard]] bool isLoaded() const { return m_text.isLoaded(); }
    [[nodiscard]] const QByteArray &content() const { return m_text.content(); }
    [[nodiscard]] const QByteArray &base() const { return m_text.base(); }
    //! Empty only for a file that does not exist on the server.
    [[nodiscard]] const QByteArray &baseEtag() const { return m_text.baseEtag(); }
    [[nodiscard]] QDateTime editedTime() const { return m_text.editedTime(); }
    //! What the server has, when it is known to differ from the base.
    [[nodiscard]] const std::optional<ServerVersion> &serverVersion() const
    {
        return m_text.theirs();
    }
    [[nodiscard]] const Problem &problem() const { return m_text.problem(); }
    [[nodiscard]] QString readOnlyReason() const { return m_readOnlyReason; }
    //! The text on the server before this session's last successful save, for "Revert".
    [[nodiscard]] const std::optional<QByteArray> &textBeforeSave() const
    {
        return m_text.beforeSave();
    }
    [[nodiscard]] bool isBusy() const { return m_exchange.isRunning(); }

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
    //! The content is about to be compared with another text: who holds a newer one gives it by
    //! setContent(), from a direct connection. So no key is lost to an answer that came with it.
    void contentWanted();
    //! The user's text changed by setContent().
    void contentEdited();
    //! The view must show content() anew.
    void contentReplaced(angee::DocumentText::Replacement why);
    //! Base or etag changed: after a load, a save, a merge.
    void baseChanged();
    //! serverVersion() was set, replaced or cleared.
    void serverVersionChanged();
    void problemChanged();
    void saveFinished(angee::SaveRun::Outcome outcome);
    void checkFinished();

private:
    enum class Asking { Nothing, Opening, Checking };

    void onOpened(const FileReply &reply);
    void onChecked(const FileReply &reply);
    void onRefreshed(const FileReply &reply);
    void meetForeign(const FileReply &reply, bool wasClean);
    void endCheck();
    void startSave(SaveRun::Wish wish);
    void beginSave();
    void endSave(SaveOutcome outcome);
    void notify();

    QString m_source;
    QString m_path;
    DocumentText m_text;
    FileExchange m_exchange;
    Asking m_asking = Asking::Nothing;
    SaveRun *m_save = nullptr; // from save() to saveFinished()
    QString m_readOnlyReason;

    State m_reportedState = State::Closed;
    bool m_reportedDirty = false;
};

} // namespace angee
