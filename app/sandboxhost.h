// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>

namespace angee {

//! \brief Runs the bundled daemon for as long as the program lives.
//!
//! Laying out the sample and ending its services take a moment: both happen on a thread of its own.
//! Signals arrive on the thread of this object.
class SandboxHost final : public QObject
{
    Q_OBJECT

public:
    explicit SandboxHost(QObject *parent = nullptr);
    //! Ends the daemon and the services that it started, and waits for that.
    ~SandboxHost() override;

    //! \a root may be empty or missing: the sample stack is laid out there.
    void start(const QString &root, quint16 port, const QByteArray &token);

signals:
    void started(const QString &url, const QByteArray &token);
    void failed(const QString &words);

private:
    class Worker;

    QThread m_thread;
    Worker *m_worker; // lives and dies on the thread, and the server with it
};

} // namespace angee
