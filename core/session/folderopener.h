// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/backgroundtask.h"
#include "core/settings/stackfolder.h"

#include <QObject>

namespace angee {

class OperatorDaemon;

//! \brief Finds the daemon of a stack's folder on this machine.
//!
//! The folder's token goes to nobody but a process of this user or of the system, and is used only
//! for the question which stack is served there.
class FolderOpener final : public QObject
{
    Q_OBJECT

public:
    enum class Outcome {
        NoStack, //!< nothing to open
        NotRunning, //!< nothing listens on the stack's port
        OtherStack, //!< a daemon of another folder has the port
        Stranger, //!< somebody else's process has the port; nothing was sent to it
        Unanswered, //!< what listens there is no daemon that this console understands
        TokenRefused, //!< a daemon answers, and does not take the token of the folder
        Found,
    };
    Q_ENUM(Outcome)

    explicit FolderOpener(QObject *parent = nullptr);
    ~FolderOpener() override;

    //! Ends in one finished() unless it is called again before.
    void open(const QString &folder);
    //! Asks once more whether the daemon of stack() answers.
    void askAgain();
    [[nodiscard]] const StackFolder &stack() const { return m_stack; }
    //! A token that the daemon was started with here, in place of one that the folder does not
    //! tell.
    void setToken(const QByteArray &token) { m_ownToken = token; }
    [[nodiscard]] QByteArray token() const;

signals:
    //! \a words explain every outcome but Found.
    void finished(angee::FolderOpener::Outcome outcome, const QString &words);

private:
    void ask();
    void askForHealth();
    void askForRoot();

    StackFolder m_stack;
    QByteArray m_ownToken;
    BackgroundTask m_reading;
    OperatorDaemon *m_daemon = nullptr;
};

} // namespace angee
