// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/logfollower.h"
#include "core/logs/logstore.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <map>
#include <memory>
#include <optional>

namespace angee {

//! \brief Follows any number of services into one store, in the order in which lines arrive, and
//! writes between them what happened to each.
//!
//! The store and what is known of each log outlive the daemon: setDaemon() with none, and later
//! with the same stack again, goes on where it ended. GUI thread.
class LogIntake final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogIntake)

public:
    //! More sockets than this would cost the daemon more than they tell.
    static constexpr qsizetype mostServices = 64;

    //! \a store must outlive it.
    explicit LogIntake(LogStore *store, QObject *parent = nullptr);
    ~LogIntake() override;

    //! From whom to receive; both null while nothing is connected. Both must outlive the intake or
    //! be taken away before.
    void setDaemon(OperatorDaemon *daemon, LiveStore *live);
    //! For tests; of followers that are made from now on.
    void setTimings(const LogFollower::Timings &timings) { m_timings = timings; }

    //! Those that are new are followed, those that are missing no more; their lines stay.
    void setServices(const QStringList &services);
    [[nodiscard]] QStringList services() const { return m_services; }
    //! A person asks for another try of each that waits or was refused.
    void retryNow();

    [[nodiscard]] LogFollower::State state(const QString &service) const;
    //! Why it waits or was refused.
    [[nodiscard]] QString words(const QString &service) const;
    //! A line of a person's own, at the end.
    void mark(const QString &words);

signals:
    void stateChanged(const QString &service);
    //! The process of \a service came to its end.
    void ended(const QString &service, std::optional<int> code);

private:
    void follow(const QString &service);
    void leave(const QString &service);
    void onLines(int id, const QList<LogLine> &lines);
    void onDivided(const QString &service, int id, const LogDivider &divider);
    void onState(const QString &service, int id);
    void divide(int id, const QString &words, LogLevel level, const QDateTime &time);

    LogStore *m_store;
    OperatorDaemon *m_daemon = nullptr;
    LiveStore *m_live = nullptr;
    LogFollower::Timings m_timings;
    QStringList m_services;
    QHash<QString, LogMemory> m_memories; // of those that nobody follows now
    std::map<QString, std::unique_ptr<LogFollower>> m_followers;
};

} // namespace angee
