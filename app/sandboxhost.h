// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "app/sandbox/sandboxserver.h"

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

    //! The root may be empty or missing: the sample stack is laid out there.
    void start(const sandbox::SandboxServer::Options &options);

signals:
    void started(const QString &url, const QByteArray &token);
    void failed(const QString &words);

private:
    class Worker;

    QThread m_thread;
    Worker *m_worker; // lives and dies on the thread, and the server with it
};

//! What the command line says of the sandbox.
[[nodiscard]] sandbox::SandboxServer::Options sandboxOptions(const CommandLine &line);

} // namespace angee
