// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/logfollower.h"

#include <QHash>
#include <QObject>

#include <map>
#include <memory>

namespace angee {

class LogModel;
class LogsPane;
class Session;
class Snapshot;

//! \brief Follows the log of one service at a time and keeps what earlier ones said.
//!
//! How a log is followed through the life of its service is LogFollower's; here it becomes rows and
//! words.
class LogsController final : public QObject
{
    Q_OBJECT

public:
    LogsController(Session *session, LogsPane *pane, QObject *parent = nullptr);
    ~LogsController() override;

private:
    void follow(const QString &service);
    void onState(LogFollower::State state);
    void onDaemonChanged();
    void fill(const Snapshot &snapshot);
    void save(const QStringList &lines);
    [[nodiscard]] LogModel *modelOf(const QString &service);

    Session *m_session;
    LogsPane *m_pane;
    std::unique_ptr<LogFollower> m_follower; // of the present daemon
    std::map<QString, std::unique_ptr<LogModel>> m_models;
    QHash<QString, LogMemory> m_memories;
    QString m_service;
};

} // namespace angee
