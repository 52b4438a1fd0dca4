// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/documentsession.h"
#include "core/pipeline/healthwatch.h"
#include "core/tasks/task.h"

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <optional>

namespace angee {

class LiveStore;
class TaskRunner;

//! \brief From a text to its effect: save, build, apply, and a look at the services afterwards; and
//! the same way back with the text before the save.
//!
//! One run at a time; the steps of the last one stay to be read. Build and apply are tasks of the
//! runner, so that the journal and the profile's protection hold for them. A step that does not
//! succeed ends the run, and those after it say so. GUI thread.
class SavePipeline final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SavePipeline)

public:
    enum class Kind {
        Save,
        WriteBack,
        Build,
        Apply,
        Health,
    };
    Q_ENUM(Kind)

    enum class State {
        Waiting,
        Running,
        Succeeded,
        Failed,
        Cancelled,
        Unknown, //!< it may have happened, or nothing was observed
        Skipped, //!< the words say why
    };
    Q_ENUM(State)

    //! What applying means for this stack, decided before anything is sent.
    enum class Way {
        BuildOnly, //!< nothing is applied
        LocalsRunOn, //!< only local services, and they run: the daemon has nothing to apply
        Containers, //!< one request builds and brings containers up, with live output
        Everything, //!< the request that starts local services and jobs as well
    };
    Q_ENUM(Way)

    //! The requests behind the steps.
    struct Work
    {
        Way way = Way::BuildOnly;
        TaskSpec build;
        TaskSpec buildAndApply; //!< for Way::Containers
        TaskSpec run; //!< for Way::Everything; may not end while local services run
        Agreement agreement; //!< to all of it, the save included
    };

    struct Timings
    {
        std::chrono::milliseconds watch{60'000}; //!< health, at most
        std::chrono::milliseconds settle{5'000}; //!< all have to be good for so long
        std::chrono::milliseconds ask{2'000}; //!< between two looks
        std::chrono::milliseconds observe{120'000}; //!< until started services must be seen
    };

    struct Step
    {
        Kind kind = Kind::Save;
        State state = State::Waiting;
        QString words; //!< the outcome, or what is waited for, in a sentence
        QString output; //!< plain text without escapes; at most outputLimit characters, the last
        int errorLine = 0; //!< of output, from 1; 0 when the step did not fail
        bool outputWasCut = false;
        qint64 elapsedMs = 0; //!< when it has ended
        QElapsedTimer timer; //!< while it runs
    };

    static constexpr qsizetype outputLimit = qsizetype(2) * 1024 * 1024;

    explicit SavePipeline(TaskRunner *tasks, QObject *parent = nullptr);
    ~SavePipeline() override;

    //! For the runs to come.
    void setTimings(const Timings &timings);
    //! Where the services are observed; null while nothing is connected. Not owned.
    void setLive(LiveStore *live);

    //! Saves \a session and goes on as \a work says. False, and nothing happens, while a run is
    //! under way.
    bool start(DocumentSession *session, const Work &work);
    //! Writes the text before the last run's save back, guarded by the etag of that save, and goes
    //! the same way. The session may still be loading. False where whyNoRevert() says why.
    bool revert(DocumentSession *session, const Agreement &agreement);
    //! Ends the running step: see cancelWarning(). The rest is skipped.
    void cancel();
    //! Forgets the run; a running task goes on by itself. For another profile.
    void reset();

    [[nodiscard]] bool isRunning() const { return m_current >= 0; }
    //! The index of the running step; -1 when none runs.
    [[nodiscard]] int currentStep() const { return m_current; }
    [[nodiscard]] const QList<Step> &steps() const { return m_steps; }
    [[nodiscard]] bool isRevert() const { return m_isRevert; }
    [[nodiscard]] Way way() const { return m_work.way; }
    [[nodiscard]] QString source() const { return m_source; }
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] bool canCancel() const;
    //! What cancelling now does to the daemon's work; empty when it does nothing to it.
    [[nodiscard]] QString cancelWarning() const;
    //! Why there is nothing to revert, for a disabled button; empty when there is.
    [[nodiscard]] QString whyNoRevert() const;
    //! What revert() takes away and what it writes; empty when it does nothing.
    [[nodiscard]] QByteArray savedText() const { return m_saved ? m_saved->after : QByteArray(); }
    [[nodiscard]] QByteArray textBefore() const;

signals:
    //! Another run: all steps are new, or none are left after reset().
    void stepsReset();
    void stepChanged(int index);
    //! Whole lines, already in Step::output.
    void outputAppended(int index, const QString &lines);
    //! The run has ended, however it went.
    void finished();
    //! The save met another text on the server, where the user has to choose.
    void conflictFound(const QString &source, const QString &path);

private:
    struct SavedText
    {
        std::optional<QByteArray> before; // none: the save created the file
        QByteArray after;
    };

    void begin(DocumentSession *session, Kind first);
    void enter(int index);
    void end(State state, const QString &words);
    void leave();
    void skipFrom(int index);
    void setWords(const QString &words);

    void save();
    void writeBack();
    void onSaveFinished(DocumentSession::SaveOutcome outcome);
    void submitWhenFree(const TaskSpec &spec);
    void follow(Task *task);
    void onTaskChanged();
    [[nodiscard]] QString progressWords();
    void onTaskOutput(const QByteArray &chunk);
    void onTaskFinished();
    void startApplying();
    void appendOutput(const QString &lines);
    void flushOutput(bool all);
    void failFromOutput(const Task &task);
    void watchHealth();
    void look();
    void lookAtStarted(const QList<Service> &services);
    void endApplied();
    void onWatchOver();
    [[nodiscard]] std::optional<QList<Service>> observed() const;
    [[nodiscard]] Step &current() { return m_steps[m_current]; }

    TaskRunner *m_tasks;
    Timings m_timings;
    QPointer<LiveStore> m_live;
    QPointer<DocumentSession> m_session;
    QPointer<Task> m_task; // followed
    QPointer<Task> m_awaited; // the same work for somebody else, to end first
    Work m_work;
    QString m_source;
    QString m_path;
    QList<Step> m_steps;
    QList<Service> m_before; // as observed when the run began
    HealthWatch m_watch;
    QByteArray m_pending; // of the output, an unfinished line
    std::optional<SavedText> m_saved; // by the last run that saved
    std::optional<QByteArray> m_baseBefore;
    QTimer m_watchTimer;
    QTimer m_settleTimer;
    QTimer m_askTimer;
    int m_current = -1;
    TaskGate::Cover m_cover; // of the write, which is part of what was agreed to
    bool m_isRevert = false;
};

//! Everything the daemon tells of its services in the latest snapshot; empty without one.
[[nodiscard]] QList<Service> observedServices(const LiveStore *live);
//! The ways in which applying can be done to a stack with these services, the mildest first: there
//! are two where no local service runs beside containers, since starting all of them starts the
//! local jobs as well.
[[nodiscard]] QList<SavePipeline::Way> applyWays(const QList<Service> &services);

} // namespace angee
