// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "core/base/processlock.h"

#include <QObject>

QT_BEGIN_NAMESPACE
class QLocalServer;
QT_END_NAMESPACE

namespace angee {

//! \brief One process for one data folder: the first keeps the door, a second start of the program
//! hands over what it was asked for and ends.
//!
//! The socket is in a folder that is the user's alone. Where a hand-over is impossible the second
//! runs by itself: files are locked and merged.
class InstanceDoor final : public QObject
{
    Q_OBJECT

public:
    explicit InstanceDoor(const QString &dataFolder, QObject *parent = nullptr);
    ~InstanceDoor() override;

    //! True when another process has taken \a line over: this one has nothing left to do. Needs no
    //! application object and waits for a few seconds at most.
    [[nodiscard]] bool handOver(const CommandLine &line);
    //! From now on others hand over to this process, if it is the first.
    void open();

signals:
    //! A second start asks for this. \a activation is the desktop's leave to raise a window.
    void asked(const angee::CommandLine &line, const QByteArray &activation);

private:
    void onConnection();

    QString m_path;
    ProcessLock m_lock;
    QLocalServer *m_server = nullptr;
};

//! What of \a line goes over to another process, and back.
[[nodiscard]] QByteArray packed(const CommandLine &line);
[[nodiscard]] std::optional<CommandLine> unpacked(const QByteArray &bytes);

} // namespace angee
