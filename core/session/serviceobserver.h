// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshotworker.h"
#include "core/model/logline.h"
#include "core/model/stuckcause.h"
#include "core/net/logsocket.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <optional>

namespace angee {

class DaemonLog;
class LiveStore;
class Session;
class Task;

//! \brief Finds out why a service does not run, since its status word does not say.
//!
//! What is asked for from here is told to the live store, so that its effects are not taken for
//! accidents. Where a service ended unseen, or nothing can be seen, the end of its log is read
//! once: the words tell an ended container from a missing one and from an engine, a compose file or
//! a secret that stands in the way. One log is open at a time, and for some seconds at most. GUI
//! thread.
class ServiceObserver final : public QObject
{
    Q_OBJECT

public:
    //! The end of a service's log, as it was read.
    struct LastWords
    {
        QStringList lines; //!< plain text, oldest first, at most shownLines
        QString problem; //!< why they could not be read, in the daemon's words
        QDateTime at; //!< when they were read
    };

    static constexpr int shownLines = 20;

    explicit ServiceObserver(Session *session);
    ~ServiceObserver() override;

    //! Reads the end of its log; told() follows. Nothing happens while that is under way already.
    void look(const QString &service);
    //! What was read last; nothing before told().
    [[nodiscard]] std::optional<LastWords> lastWords(const QString &service) const;
    //! Somebody who follows the log was told of its end: the code is told there alone.
    void noteEnd(const QString &service, std::optional<int> code);

signals:
    //! lastWords() of \a service are new.
    void told(const QString &service);

private:
    void onDaemonChanged();
    void onUpdated(const LiveUpdatePtr &update);
    void onTask(const Task *task);
    void expectEffects(const Task *task);
    void readFailure(const Task *task);
    void lookAtNew(const LiveUpdate &update);
    void lookWhereBlind(const LiveUpdate &update);
    void next();
    void onLines(const QList<angee::LogLine> &lines);
    void onState(LogSocket::State state);
    void finish(const QString &problem);
    [[nodiscard]] std::optional<StuckCause> causeSeen(const QString &problem) const;
    [[nodiscard]] ServiceEvidence evidenceOf(const QString &problem) const;

    Session *m_session;
    QPointer<LiveStore> m_live;
    QPointer<DaemonLog> m_log;
    QString m_service; // whose log is open
    QStringList m_lines;
    bool m_said = false; // the service itself said something
    QStringList m_waiting;
    QHash<QString, LastWords> m_words;
    QHash<QString, qint64> m_lookedFor; // the moment since which it was so
    QSet<QString> m_unsetSecrets;
    QTimer m_limit;
    QTimer m_lookAgain;
    QTimer m_blind;
};

//! \brief The code of "ansi-1 exited with code 3", the line by which a followed log tells the end
//! of a container; nothing for any other line.
[[nodiscard]] std::optional<int> exitCodeIn(const QString &line);

} // namespace angee
