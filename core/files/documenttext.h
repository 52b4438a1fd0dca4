// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/filetransport.h"

#include <QDateTime>

#include <optional>

namespace angee {

//! \brief The texts of one remote file: what was read, what the server has now as far as known,
//! what the user has, and what was sent without an answer.
//!
//! Holds and compares; asks nobody and decides nothing. No text of the user is replaced but by
//! replaceContent().
class DocumentText final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DocumentText)

public:
    //! \brief What stands between the user's text and the server.
    enum class Condition { None, Conflict, TooLarge, Binary, Deleted, Missing, Refused };
    //! \brief What a text read from the server means.
    enum class Meeting {
        Unchanged, //!< The base.
        Ours, //!< The user's text.
        OursEarlier, //!< One that was sent and never answered.
        Foreign,
    };
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

    explicit DocumentText(QObject *parent = nullptr);
    ~DocumentText() override;

    [[nodiscard]] const QByteArray &content() const { return m_content; }
    [[nodiscard]] const QByteArray &base() const { return m_base; }
    //! Empty only for a file that does not exist on the server.
    [[nodiscard]] const QByteArray &baseEtag() const { return m_baseEtag; }
    [[nodiscard]] QDateTime editedTime() const { return m_editedTime; }
    [[nodiscard]] const std::optional<ServerVersion> &theirs() const { return m_theirs; }
    [[nodiscard]] const std::optional<QByteArray> &beforeSave() const { return m_beforeSave; }
    [[nodiscard]] const Problem &problem() const { return m_problem; }
    [[nodiscard]] Condition condition() const { return m_condition; }
    //! True from the first answer on that gave a text, or said that there is none.
    [[nodiscard]] bool isLoaded() const { return m_loaded; }
    [[nodiscard]] bool isDirty() const { return m_loaded && m_content != m_base; }
    [[nodiscard]] bool isUnreachable() const { return m_unreachable; }
    //! A write was sent, and nothing was read since its reply was lost.
    [[nodiscard]] bool isOutcomeUnknown() const { return m_outcomeUnknown; }
    //! Texts whose replies were lost, oldest first: each may still land.
    [[nodiscard]] const QList<QByteArray> &inDoubt() const { return m_inDoubt; }
    //! True when an etag proves the bytes, as seen on this connection.
    [[nodiscard]] bool isEtagHash() const { return m_etagIsHash; }
    [[nodiscard]] Meeting meet(const QByteArray &serverText) const;

    //! The first text, or that there is none.
    void load(const FileReply &reply);
    void setContent(const QByteArray &content);
    void replaceContent(const QByteArray &content, Replacement why);
    void markEdited();
    //! \a text is on the server under \a etag, and what the user has was made from it.
    void adoptBase(const QByteArray &text, const QByteArray &etag);
    //! Goes back to the base that a draft was made from.
    void restoreBase(const QByteArray &text, const QByteArray &etag);
    void setTheirs(const QByteArray &content, const QByteArray &etag);
    void clearTheirs();
    void setBeforeSave(const QByteArray &text) { m_beforeSave = text; }
    void setCondition(Condition condition) { m_condition = condition; }
    //! The server's file cannot be read as text any more.
    void meetUnreadable(const FileReply &reply);
    void setReachable(bool reachable) { m_unreachable = !reachable; }
    //! The reply to a write of \a text was lost.
    void setInDoubt(const QByteArray &text);
    //! The server was read: it is known what is there. The texts in doubt stay known.
    void setOutcomeKnown() { m_outcomeUnknown = false; }
    //! None of the texts that were sent can land any more.
    void forgetDoubt();
    void setProblem(const FileReply &reply);
    void clearProblem();

signals:
    void contentReplaced(angee::DocumentText::Replacement why);
    void baseChanged();
    void theirsChanged();
    void problemChanged();

private:
    QByteArray m_base;
    QByteArray m_baseEtag;
    QByteArray m_content;
    QDateTime m_editedTime;
    std::optional<ServerVersion> m_theirs;
    std::optional<QByteArray> m_beforeSave;
    QList<QByteArray> m_inDoubt;
    Problem m_problem;
    Condition m_condition = Condition::None;
    bool m_loaded = false;
    bool m_unreachable = false;
    bool m_outcomeUnknown = false;
    bool m_etagIsHash = false;
};

} // namespace angee
