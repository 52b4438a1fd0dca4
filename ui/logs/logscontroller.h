// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/net/logsocket.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>

namespace angee {

class LogModel;
class LogsPane;
class Session;
class Snapshot;

//! \brief Follows the log of one service at a time and keeps what earlier ones said.
//!
//! A lost connection is made again by itself, with a divider where lines may be missing, and so is
//! a log that ended as the daemon went away, once it is back. A log that ended alone, or a refusal,
//! waits for a person.
class LogsController final : public QObject
{
    Q_OBJECT

public:
    LogsController(Session *session, LogsPane *pane, QObject *parent = nullptr);
    ~LogsController() override;

private:
    void follow(const QString &service);
    void connectSocket(bool again);
    void onState(LogSocket::State state);
    void onDaemonChanged();
    void fill(const Snapshot &snapshot);
    void save(const QStringList &lines);
    [[nodiscard]] LogModel *modelOf(const QString &service);

    Session *m_session;
    LogsPane *m_pane;
    std::unique_ptr<LogSocket> m_socket;
    std::map<QString, std::unique_ptr<LogModel>> m_models;
    QString m_service;
    QTimer m_retry;
    int m_failures = 0;
    bool m_ended = false; // the present service's log, and nobody asked for it again
    bool m_daemonWasAway = false;
    bool m_again = false; // lines of this service are there from an earlier connection
};

} // namespace angee
