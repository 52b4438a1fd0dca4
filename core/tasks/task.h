// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/net/httptypes.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

namespace angee {

class DaemonCall;
class OperatorDaemon;

//! What looking again told about a change whose reply was lost.
struct FindOutAnswer
{
    enum class Verdict {
        Happened,
        DidNotHappen,
        CannotKnow,
    };

    Verdict verdict = Verdict::CannotKnow;
    QString words; //!< what was seen, as a sentence
};

//! \brief One action of a person: what it is called, what it is about, how it is sent.
struct TaskSpec
{
    using Start = std::function<DaemonCall *(OperatorDaemon &)>;
    using Answer = std::function<void(const FindOutAnswer &)>;
    //! Reads back from the daemon and answers once; \a context dies with the task.
    using FindOut = std::function<void(OperatorDaemon &, QObject *context, Answer)>;

    QString title; //!< verb, kind and name: Destroy workspace "first-fix"
    QString verb; //!< stable, not translated: destroy
    QString objectKind; //!< workspace, service, secret, stack, …
    QString objectName;
    //! Tasks of one lane run one after the other, since the daemon's manifest writes race each
    //! other (contract.md, Q12). Tasks with an empty lane run at once.
    QString lane;
    //! What cancelling does to the daemon's work. Empty: there is no way to cancel it.
    QString cancelWarning;
    //! What closing the window does to it; empty when it goes on without us or is short.
    QString quitWarning;
    //! What a person can do about a failure, as a paragraph before the daemon's words; may be
    //! absent or answer with nothing.
    std::function<QString(const OperatorDaemonError &)> advice;
    Start start;
    FindOut findOut; //!< absent when nothing can tell afterwards (builds, jobs)
};

//! \brief An action under way or ended, with its one outcome and the daemon's full words.
//!
//! Belongs to the TaskRunner. Its output outlives every pane that shows it.
class Task final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Queued,
        Running,
        Succeeded,
        Failed,
        Cancelled,
        Unknown, //!< the reply was lost
        Blocked, //!< refused by the profile before anything was sent
    };
    Q_ENUM(State)

    ~Task() override;

    [[nodiscard]] int id() const { return m_id; }
    [[nodiscard]] const TaskSpec &spec() const { return m_spec; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isActive() const;
    [[nodiscard]] QDateTime startedAt() const { return m_startedAt; }
    //! From sending to the outcome, or to now; queueing does not count.
    [[nodiscard]] qint64 elapsedMs() const;
    //! The outcome in one sentence, ending in the daemon's words; empty while it runs.
    [[nodiscard]] QString words() const { return m_words; }
    [[nodiscard]] const std::optional<OperatorDaemonError> &error() const { return m_error; }
    //! Everything the daemon streamed, or answered as text; at most outputLimit bytes, the newest.
    [[nodiscard]] const QByteArray &output() const { return m_output; }
    [[nodiscard]] bool outputWasCut() const { return m_outputCut; }
    //! The request that was sent, for "copy as curl"; none while queued.
    [[nodiscard]] const std::optional<HttpRequest> &request() const { return m_request; }
    [[nodiscard]] bool canCancel() const;
    [[nodiscard]] bool canFindOut() const;

    static constexpr qsizetype outputLimit = qsizetype(16) * 1024 * 1024;

    void appendOutput(const QByteArray &text);

signals:
    void changed();
    void outputAppended(const QByteArray &text);
    void finished();

private:
    friend class TaskRunner;

    Task(int id, TaskSpec spec, QObject *parent);
    void setState(State state);

    int m_id;
    TaskSpec m_spec;
    State m_state = State::Queued;
    QDateTime m_startedAt;
    QElapsedTimer m_timer;
    qint64 m_elapsedMs = 0;
    QString m_words;
    std::optional<OperatorDaemonError> m_error;
    std::optional<HttpRequest> m_request;
    QByteArray m_output;
    QPointer<DaemonCall> m_call;
    bool m_outputCut = false;
    bool m_findingOut = false;
};

//! The name of a state for people.
[[nodiscard]] QString taskStateName(Task::State state);

} // namespace angee
