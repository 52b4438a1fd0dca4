// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/pipeline/savepipeline.h"

#include "core/actions/fileactions.h"
#include "core/base/ansi.h"
#include "core/live/livestore.h"
#include "core/model/servicestatus.h"
#include "core/outputs/errorline.h"
#include "core/tasks/taskrunner.h"

#include <QRegularExpression>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// From here on the tool works on containers: building is over.
bool startsApplying(const QString &line)
{
    static const QRegularExpression pattern(
        u"^\\s*(?:Container|Network|Volume) \\S+ +(?:Creat|Recreat|Start|Running)"_s);
    return pattern.match(line).hasMatch();
}

qint64 seconds(std::chrono::milliseconds time)
{
    return std::chrono::ceil<std::chrono::seconds>(time).count();
}

} // namespace

SavePipeline::SavePipeline(TaskRunner *tasks, QObject *parent)
    : QObject(parent)
    , m_tasks(tasks)
{
    m_watchTimer.setSingleShot(true);
    m_settleTimer.setSingleShot(true);
    connect(&m_watchTimer, &QTimer::timeout, this, &SavePipeline::onWatchOver);
    connect(&m_askTimer, &QTimer::timeout, this, [this] {
        if (m_live)
            m_live->refresh();
    });
    connect(&m_settleTimer, &QTimer::timeout, this, [this] {
        if (!observed())
            return; // out of sight; the next look begins anew
        end(State::Succeeded,
            tr("%1 Watched for %2 s.").arg(m_watch.words()).arg(seconds(m_timings.settle)));
    });
}

SavePipeline::~SavePipeline() = default;

void SavePipeline::setTimings(const Timings &timings)
{
    m_timings = timings;
}

void SavePipeline::setLive(LiveStore *live)
{
    if (m_live == live)
        return;
    if (m_live)
        m_live->disconnect(this);
    m_live = live;
    if (!live)
        return;
    connect(live, &LiveStore::snapshotChanged, this, &SavePipeline::look);
    connect(live, &LiveStore::confirmed, this, &SavePipeline::look);
}

bool SavePipeline::start(DocumentSession *session, const Work &work)
{
    if (isRunning())
        return false;
    if (m_source != session->source() || m_path != session->path())
        m_saved.reset();
    m_work = work;
    m_isRevert = false;
    begin(session, Kind::Save);
    return true;
}

bool SavePipeline::revert(DocumentSession *session, const Agreement &agreement)
{
    if (!whyNoRevert().isEmpty() || session->source() != m_source || session->path() != m_path)
        return false;
    m_work.agreement = agreement;
    m_isRevert = true;
    begin(session, Kind::WriteBack);
    return true;
}

QString SavePipeline::whyNoRevert() const
{
    if (isRunning())
        return tr("The pipeline is still running.");
    if (!m_saved)
        return tr("Nothing was saved by it.");
    if (!m_saved->before)
        return tr("The file was new: there is no text before it, and the daemon deletes no files.");
    return {};
}

void SavePipeline::begin(DocumentSession *session, Kind first)
{
    m_session = session;
    m_source = session->source();
    m_path = session->path();
    m_before = observedServices(m_live);
    m_steps.clear();
    QList<Kind> kinds{first, Kind::Build, Kind::Apply, Kind::Health};
    if (m_work.way == Way::BuildOnly)
        kinds.removeOne(Kind::Apply);
    for (const Kind kind : kinds) {
        Step step;
        step.kind = kind;
        m_steps.append(step);
    }
    m_cover =
        m_tasks->gate()->cover(m_work.agreement, ActionVerb::Save, fileObject(m_source, m_path));
    connect(session, &DocumentSession::saveFinished, this, &SavePipeline::onSaveFinished);
    connect(session, &QObject::destroyed, this, [this] {
        if (m_current == 0)
            end(State::Unknown, tr("The file was closed before its save had ended."));
    });
    m_current = 0;
    emit stepsReset();
    enter(0);
}

void SavePipeline::enter(int index)
{
    m_current = index;
    current().state = State::Running;
    current().timer.start();
    emit stepChanged(index);
    switch (current().kind) {
    case Kind::Save:
        save();
        break;
    case Kind::WriteBack:
        writeBack();
        break;
    case Kind::Build:
        submitWhenFree(m_work.way == Way::Containers ? m_work.buildAndApply : m_work.build);
        break;
    case Kind::Apply:
        startApplying();
        break;
    case Kind::Health:
        watchHealth();
        break;
    }
}

void SavePipeline::leave()
{
    m_cover.reset();
    if (m_task)
        m_task->disconnect(this);
    if (m_awaited)
        m_awaited->disconnect(this);
    if (m_session)
        m_session->disconnect(this);
    m_task = nullptr;
    m_awaited = nullptr;
    m_watchTimer.stop();
    m_settleTimer.stop();
    m_askTimer.stop();
}

void SavePipeline::end(State state, const QString &words)
{
    if (!isRunning())
        return; // reset meanwhile
    flushOutput(true);
    Step &step = current();
    step.state = state;
    step.words = words;
    step.elapsedMs = step.timer.elapsed();
    const int index = m_current;
    const bool goesOn = state == State::Succeeded || state == State::Skipped;
    const bool isLast = index + 1 == m_steps.size();
    leave();
    if (goesOn && !isLast) {
        emit stepChanged(index);
        enter(index + 1);
        return;
    }
    m_current = -1;
    emit stepChanged(index);
    if (!goesOn)
        skipFrom(index + 1);
    emit finished();
}

void SavePipeline::skipFrom(int index)
{
    const State before = m_steps.at(index - 1).state;
    for (int i = index; i < m_steps.size(); ++i) {
        m_steps[i].state = State::Skipped;
        m_steps[i].words = before == State::Cancelled
            ? tr("Not done: the run was cancelled before it.")
            : before == State::Unknown
            ? tr("Not done: the outcome of the step before is not known.")
            : tr("Not done: a step before it failed.");
        emit stepChanged(i);
    }
}

void SavePipeline::reset()
{
    leave();
    m_current = -1;
    m_steps.clear();
    m_saved.reset();
    m_pending.clear();
    m_source.clear();
    m_path.clear();
    emit stepsReset();
}

void SavePipeline::setWords(const QString &words)
{
    if (current().words == words)
        return;
    current().words = words;
    emit stepChanged(m_current);
}

bool SavePipeline::canCancel() const
{
    if (!isRunning())
        return false;
    const Kind kind = m_steps.at(m_current).kind;
    if (kind == Kind::Save || kind == Kind::WriteBack)
        return false; // a moment, and then it is known what is on the server
    return kind == Kind::Health || m_awaited || (m_task && m_task->canCancel());
}

QString SavePipeline::cancelWarning() const
{
    return m_task && m_task->state() == Task::State::Running ? m_task->spec().cancelWarning
                                                             : QString();
}

void SavePipeline::cancel()
{
    if (!canCancel())
        return;
    if (m_task) {
        m_tasks->cancel(m_task); // its end comes back as the step's
        return;
    }
    const bool watching = current().kind == Kind::Health;
    const int index = m_current;
    QMetaObject::invokeMethod(
        this,
        [this, watching, index] {
            if (m_current != index || m_task)
                return;
            end(State::Cancelled,
                watching ? tr("Not watched to the end. %1").arg(m_watch.words())
                         : tr("Cancelled before it was sent."));
        },
        Qt::QueuedConnection);
}

void SavePipeline::submitWhenFree(const TaskSpec &spec)
{
    // What was begun before the text was saved says nothing about this text.
    Task *other = m_tasks->active(spec.verb, spec.object);
    if (!other) {
        m_awaited = nullptr;
        follow(m_tasks->submit(spec, m_work.agreement));
        return;
    }
    m_awaited = other;
    setWords(tr("Waits for the end of: %1, begun before this save.").arg(other->spec().title));
    connect(
        other, &Task::finished, this,
        [this, other, spec] {
            other->disconnect(this);
            submitWhenFree(spec);
        },
        Qt::QueuedConnection);
}

void SavePipeline::follow(Task *task)
{
    m_task = task;
    connect(task, &Task::changed, this, &SavePipeline::onTaskChanged);
    connect(task, &Task::outputAppended, this, &SavePipeline::onTaskOutput);
    // Queued: cancelling a waiting task ends it inside the call.
    connect(task, &Task::finished, this, &SavePipeline::onTaskFinished, Qt::QueuedConnection);
    onTaskChanged();
}

void SavePipeline::onTaskChanged()
{
    if (!m_task || !m_task->isActive())
        return;
    if (const QString words = progressWords(); !words.isEmpty())
        setWords(words);
    emit stepChanged(m_current);
}

QString SavePipeline::progressWords()
{
    if (m_task->state() == Task::State::Queued)
        return tr("Waits for other work on the stack.");
    if (current().kind == Kind::Build)
        return m_work.way == Way::Containers
            ? tr("Builds; one request builds and applies.")
            : tr("Builds. The daemon tells what a build prints only when it has failed.");
    if (m_work.way == Way::Everything)
        return tr("Starts; waits until the services are observed, for at most %1 s.")
            .arg(seconds(m_timings.observe));
    return {};
}

void SavePipeline::appendOutput(const QString &lines)
{
    if (lines.isEmpty())
        return;
    Step &step = current();
    step.output += lines;
    if (step.output.size() > outputLimit) {
        const qsizetype cut = step.output.indexOf(u'\n', step.output.size() - outputLimit / 4 * 3);
        step.output.remove(0, cut + 1);
        step.outputWasCut = true;
    }
    emit outputAppended(m_current, lines);
}

void SavePipeline::onTaskOutput(const QByteArray &chunk)
{
    m_pending += chunk;
    flushOutput(false);
}

// Whole lines only: a character or an escape may be cut between two chunks.
void SavePipeline::flushOutput(bool all)
{
    const qsizetype end = all ? m_pending.size() : m_pending.lastIndexOf('\n') + 1;
    if (end <= 0)
        return;
    const QString text = withoutAnsi(QString::fromUtf8(m_pending.left(end)));
    m_pending.remove(0, end);
    qsizetype from = 0;
    const bool mayTurn = m_work.way == Way::Containers && current().kind == Kind::Build;
    for (qsizetype at = 0; mayTurn && at < text.size();) {
        qsizetype next = text.indexOf(u'\n', at) + 1;
        if (next == 0)
            next = text.size();
        if (startsApplying(text.sliced(at, next - at))) {
            appendOutput(text.sliced(0, at));
            from = at;
            // The same task goes on under the next row.
            Step &build = current();
            build.state = State::Succeeded;
            build.words = tr("Built.");
            build.elapsedMs = build.timer.elapsed();
            emit stepChanged(m_current++);
            current().state = State::Running;
            current().timer.start();
            current().words = tr("Applies.");
            emit stepChanged(m_current);
            break;
        }
        at = next;
    }
    appendOutput(text.sliced(from));
}

void SavePipeline::onTaskFinished()
{
    const Task *task = m_task;
    if (!task || task->isActive())
        return;
    flushOutput(true);
    const bool building = current().kind == Kind::Build;
    switch (task->state()) {
    case Task::State::Succeeded:
    case Task::State::DoneAnyway:
        if (building || m_work.way != Way::Containers)
            end(State::Succeeded, building ? tr("Built.") : tr("Started."));
        else
            endApplied();
        break;
    case Task::State::Cancelled:
        end(State::Cancelled, task->words());
        break;
    case Task::State::Unknown:
        end(State::Unknown, task->words());
        break;
    case Task::State::Failed:
    case Task::State::Unfulfilled:
        failFromOutput(*task);
        break;
    case Task::State::Blocked:
    case Task::State::Queued:
    case Task::State::Running:
        end(State::Failed, task->words());
        break;
    }
}

// The daemon's words for a failed build are the build's whole output.
void SavePipeline::failFromOutput(const Task &task)
{
    const QString said = task.error() ? withoutAnsi(task.error()->words).trimmed() : QString();
    if (!said.isEmpty() && !current().output.contains(said)) {
        const bool needsBreak = !current().output.isEmpty() && !current().output.endsWith(u'\n');
        appendOutput((needsBreak ? u"\n"_s : QString()) + said + u'\n');
    }
    const int line = firstErrorLine(current().output);
    current().errorLine = line;
    if (line == 0) {
        end(State::Failed, withoutAnsi(task.words()));
        return;
    }
    const QString text = current().output.section(u'\n', line - 1, line - 1).trimmed().left(300);
    end(State::Failed, tr("Failed. First error, line %L1: %2").arg(line).arg(text));
}

std::optional<QList<Service>> SavePipeline::observed() const
{
    if (!m_live || !isCurrent(m_live->state()) || !m_live->snapshot())
        return std::nullopt;
    return observedServices(m_live);
}

void SavePipeline::watchHealth()
{
    const HealthWatch::Scope scope = m_work.way == Way::Everything ? HealthWatch::Scope::All
        : m_work.way == Way::Containers ? HealthWatch::Scope::ContainersAndWereUp
                                        : HealthWatch::Scope::WereUp;
    m_watch = HealthWatch(scope, m_before);
    setWords(tr("Watches the services for at most %1 s.").arg(seconds(m_timings.watch)));
    m_watchTimer.start(m_timings.watch);
    m_askTimer.start(m_timings.ask);
    if (m_live)
        m_live->refresh(); // judged is what comes from now on
}

void SavePipeline::look()
{
    if (!isRunning())
        return;
    const Kind kind = current().kind;
    const auto services = observed();
    if (!services || (kind != Kind::Health && kind != Kind::Apply))
        return;
    if (kind == Kind::Apply) {
        lookAtStarted(*services);
        return;
    }
    const HealthWatch::Verdict verdict = m_watch.observe(*services);
    if (!m_watch.news().isEmpty())
        appendOutput(m_watch.news().join(u'\n') + u'\n');
    if (verdict != HealthWatch::Verdict::Good)
        m_settleTimer.stop();
    switch (verdict) {
    case HealthWatch::Verdict::Good:
        if (!m_settleTimer.isActive())
            m_settleTimer.start(m_timings.settle);
        setWords(m_watch.words());
        break;
    case HealthWatch::Verdict::Waiting:
        setWords(
            tr("Watches for at most %1 s. %2").arg(seconds(m_timings.watch)).arg(m_watch.words()));
        break;
    case HealthWatch::Verdict::Bad:
        end(State::Failed, m_watch.words());
        break;
    case HealthWatch::Verdict::Nothing:
        end(State::Skipped, tr("No service was running, so there is none to watch."));
        break;
    }
}

void SavePipeline::onWatchOver()
{
    if (current().kind == Kind::Apply) {
        end(State::Unknown,
            tr("No answer, and after %1 s not every service is observed. The request goes on in "
               "the task list.")
                .arg(seconds(m_timings.observe)));
        return;
    }
    if (!observed()) {
        end(State::Unknown, tr("Nothing could be observed: the daemon does not answer."));
        return;
    }
    const QString words = tr("After %1 s: %2").arg(seconds(m_timings.watch)).arg(m_watch.words());
    end(m_watch.hasEnded() ? State::Failed : State::Unknown, words);
}

} // namespace angee
