// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/settings/stackfolder.h"

#include <QObject>
#include <QTimer>

namespace angee {

//! \brief Starts the daemon of a stack's folder, when somebody says so, and reads what it writes.
//!
//! The daemon is nobody's child: it goes on when the console ends. What it writes goes to a file in
//! the program's own folder. Its token stands on its command line, since it takes it nowhere else.
class DaemonStarter final : public QObject
{
    Q_OBJECT

public:
    //! \a logFile is replaced at each start.
    DaemonStarter(const StackFolder &stack, QString logFile, QObject *parent = nullptr);
    ~DaemonStarter() override;

    //! Whether one of the daemon's programs is on PATH.
    [[nodiscard]] static bool canStart();
    //! For a person to run: with "$ANGEE_OPERATOR_TOKEN" where the token goes.
    [[nodiscard]] QString command() const;
    //! What it is started with: the folder's token, or a new one where the folder tells none.
    [[nodiscard]] const QByteArray &token() const { return m_token; }

    //! Empty when it was started, else why not.
    [[nodiscard]] QString start();
    //! Whether what was started is still there.
    [[nodiscard]] bool isRunning() const;

signals:
    //! More of what the daemon has written; bounded.
    void outputRead(const QString &text);
    void ended();

private:
    [[nodiscard]] QStringList arguments(const QString &token) const;
    void look();

    StackFolder m_stack;
    QString m_logFile;
    QByteArray m_token;
    QTimer m_timer;
    qint64 m_pid = 0;
    qint64 m_read = 0;
};

} // namespace angee
