// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/documenttext.h"

#include <QPointer>

namespace angee {

class FileExchange;

//! \brief One save, from the wish to its outcome: the requests that it takes, and what their
//! answers mean.
//!
//! An etag that was read guards every write; an empty one is sent only right after a read that
//! answered "not found", and the result is read back. The latest text wins: what is typed while a
//! write is under way follows it when again() was asked for. finished() comes once.
class SaveRun final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SaveRun)

public:
    enum class Wish {
        Save, //!< The text, over the base that it was made from.
        Overwrite, //!< On the user's word: over the version of the server that he was shown.
        Recreate, //!< On the user's word: a file that is gone.
    };
    enum class Outcome {
        Saved, //!< The latest text is on the server.
        Unchanged, //!< The text equals the base; nothing was sent.
        Conflict, //!< See DocumentText::theirs().
        Deleted, //!< The file is gone on the server; nothing was written.
        ServerUnreadable, //!< The server's file became binary or too large.
        TooLarge, //!< The escaped request is over the cap; nothing was sent.
        NotText, //!< The text is not valid UTF-8; nothing was sent.
        ReadOnly,
        Refused, //!< By the daemon; see DocumentText::problem().
        Unauthorized,
        Unreachable, //!< Certainly not written.
        OutcomeUnknown, //!< Sent; neither reply nor read-back came. The next check finds out.
    };
    Q_ENUM(Outcome)

    //! Both outlive the run; no other request runs on \a exchange meanwhile.
    SaveRun(DocumentText *text, FileExchange *exchange, Wish wish, QObject *parent = nullptr);
    ~SaveRun() override;

    //! Once. May end at once.
    void begin();
    //! The user saved again: his text of then is sent as well.
    void again() { m_again = true; }

signals:
    void finished(angee::SaveRun::Outcome outcome);

private:
    enum class Sent { No, Yes }; // whether a write of this text may have reached the daemon

    void beginPlain();
    bool mayBeSent();
    void write();
    void writeAgain();
    void readBack(Sent sent);

    void onConfirmed(const FileReply &reply);
    void onReread(const FileReply &reply);
    void onWritten(const FileReply &reply);
    void onServerRead(const FileReply &reply, Sent sent);
    void onCreated(const FileReply &reply);

    //! True when a text came. If not, the run has ended as it has to when the file is gone,
    //! unreadable, or nothing was learned.
    bool arrived(const FileReply &reply, Sent sent);
    void meetCreated(const FileReply &reply);
    void meetServer(const FileReply &reply);
    void landed(const QByteArray &content, const QByteArray &etag);
    void conflict(const FileReply &reply);
    void gone();
    void unreadable(const FileReply &reply);
    void fail(const FileReply &reply, Sent sent);
    void refuse(FileReply::Outcome why, const QString &words, Outcome outcome);
    void end(Outcome outcome);

    DocumentText *m_text;
    FileExchange *m_exchange;
    Wish m_wish;
    std::optional<QByteArray> m_before; // becomes the text before the save when this one lands
    QByteArray m_sent; // by the last write
    bool m_again = false;
    bool m_creating = false;
    int m_rounds = 0;
};

} // namespace angee
