// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/net/httptypes.h"
#include "core/tasks/actionverb.h"
#include "core/tasks/gate.h"
#include "core/tasks/lanes.h"
#include "core/tasks/question.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <chrono>
#include <functional>
#include <optional>

namespace angee {

class ActivityJournal;
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

//! \brief One action of a person: what it is called, what it is about, how it is sent. Made in
//! core/actions and nowhere else.
struct TaskSpec
{
    using Start = std::function<DaemonCall *(OperatorDaemon &)>;
    using Answer = std::function<void(const FindOutAnswer &)>;
    //! Reads back from the daemon and answers once; \a context dies with the task.
    using FindOut = std::function<void(OperatorDaemon &, QObject *context, Answer)>;

    //! What ending the console, or its connection, does to the daemon's work on it.
    enum class Dropped {
        CutOff, //!< quitWarning says what
        Safe, //!< nothing: it is over in a moment, or goes on without us
    };

    QString title; //!< verb, kind and name: Destroy workspace "first-fix"
    ActionVerb verb = ActionVerb::Run;
    ObjectRef object; //!< the stack's name may be empty
    Lanes lanes; //!< what it needs for itself; see mustWaitFor()
    QStringList repositories; //!< the sources whose clones it writes to
    Question question; //!< its title is that of the task where it has none
    //! Of a question with several ways: makes this the chosen one.
    std::function<void(TaskSpec &, const QString &choice)> choose;
    //! What cancelling does to the daemon's work. Empty: there is no way to cancel it.
    QString cancelWarning;
    QString quitWarning; //!< what closing the window does to it
    Dropped dropped = Dropped::CutOff;
    //! Its request or answer may hold what nobody but the person may read: no hash of its body and
    //! no words of its outcome are kept.
    enum class Content {
        Plain,
        Secret,
    };
    Content content = Content::Plain;
    //! What a person can do about a failure, as a paragraph before the daemon's words; may be
    //! absent or answer with nothing.
    std::function<QString(const OperatorDaemonError &)> advice;
    Start start;
    FindOut findOut; //!< absent when nothing can tell afterwards (builds, jobs)
    //! Given the daemon's failure, or null where it said done: how to look whether what was asked
    //! for came true. Nothing where the answer is all there is.
    using Verify = std::function<FindOut(const OperatorDaemonError *failure)>;
    Verify verify;
    //! After "done" it is looked again until it has come true, at most so long.
    std::chrono::milliseconds verifyFor{4'000};
    //! For what ends the daemon that would answer: a lost answer is the success, in these words.
    QString doneWhenLost;
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
        Unfulfilled, //!< the daemon said done, but what was asked for is not seen
        DoneAnyway, //!< it is seen to be done, although the daemon answered with a failure
    };
    Q_ENUM(State)

    ~Task() override;

    [[nodiscard]] int id() const { return m_id; }
    [[nodiscard]] const TaskSpec &spec() const { return m_spec; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isActive() const;
    //! What was asked for came true, as far as is known.
    [[nodiscard]] bool succeeded() const
    {
        return m_state == State::Succeeded || m_state == State::DoneAnyway;
    }
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
    [[nodiscard]] LaneUse laneUse() const
    {
        return {m_spec.lanes, m_spec.object, m_spec.repositories};
    }

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
    QString m_address; // of the daemon that it was asked for
    QPointer<ActivityJournal> m_journal; // of the profile that it was asked for in
    Agreement m_agreement;
    bool m_outputCut = false;
    QElapsedTimer m_verifying; // valid while it is looked at what came of it
    TaskSpec::FindOut m_look; // how
    State m_said = State::Succeeded; // what the daemon's answer makes of it
    QString m_saidWords;
    bool m_findingOut = false;
    bool m_isElsewhere = false; // another daemon is connected than it was sent to
};

//! The name of a state for people.
[[nodiscard]] QString taskStateName(Task::State state);

} // namespace angee
