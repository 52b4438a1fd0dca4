// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/outputs/outputrecorder.h"

#include "core/base/ansi.h"
#include "core/outputs/redaction.h"
#include "core/tasks/taskrunner.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto flushEvery = 1s;
constexpr qsizetype flushBytes = qsizetype(64) * 1024;
constexpr qsizetype keptTail = qsizetype(1024) * 1024; // of what is beyond the longest text
constexpr qsizetype longestWords = 4096;

//! The strings of a request's JSON body: what was given to a secret is one of them.
QByteArrayList stringsOf(const QByteArray &json)
{
    QByteArrayList strings;
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    for (const QJsonValue &value : object) {
        if (value.isString())
            strings.append(value.toString().toUtf8());
    }
    return strings;
}

//! The daemon's words where its output does not end in them already, on a line of their own.
QByteArray wordsAfterOutput(const Task &task)
{
    if (!task.error() || task.error()->words.isEmpty())
        return {};
    const QString &whole = task.error()->wholeWords;
    const QByteArray words = (whole.isEmpty() ? task.error()->words : whole).toUtf8();
    const QByteArray tail = task.output().last(std::min(words.size() + 64, task.output().size()));
    if (tail.contains(words.trimmed()))
        return {};
    const bool onNewLine = task.output().isEmpty() || task.output().endsWith('\n');
    return (onNewLine ? "" : "\n") + asOutput(words);
}

} // namespace

struct OutputRecorder::Run
{
    Task *task = nullptr; // outlives it
    QString folder;
    OutputRecord record;
    OutputLines lines;
    BuildSteps steps;
    QElapsedTimer clock;
    QByteArray pending; // whole lines to be written
    QByteArray tail; // whole lines beyond the longest text
    qint64 written = 0;
    bool isLive = true; // lines come when they are printed, and not all at the end
};

OutputRecorder::OutputRecorder(TaskRunner *runner, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_shelf(new OutputShelf(this))
{
    m_flush.setInterval(flushEvery);
    connect(&m_flush, &QTimer::timeout, this, &OutputRecorder::flushAll);
    connect(runner, &TaskRunner::taskChanged, this, &OutputRecorder::onChanged);
    connect(runner, &TaskRunner::taskFinished, this, &OutputRecorder::onFinished);
    connect(runner, &TaskRunner::taskAboutToBeRemoved, this,
            [this](Task *task) { m_ids.remove(task); });
}

OutputRecorder::~OutputRecorder()
{
    flushAll();
}

void OutputRecorder::setProfile(const QString &folder, const QString &name)
{
    m_folder = folder;
    m_profile = name;
}

void OutputRecorder::onChanged(Task *task)
{
    if (task->state() == Task::State::Running && !find(task) && !m_folder.isEmpty()
        && printsOutput(task->spec()))
        begin(task);
}

void OutputRecorder::begin(Task *task)
{
    auto run = std::make_unique<Run>();
    run->task = task;
    run->folder = m_folder;
    run->record.id = newOutputId(task->startedAt());
    run->record.title = task->spec().title;
    run->record.verb = actionVerbId(task->spec().verb);
    run->record.object = task->spec().object;
    run->record.profile = m_profile;
    run->record.started = task->startedAt();
    run->clock.start();
    m_ids.insert(task, run->record.id);
    m_shelf->begin(run->folder, run->record);
    connect(task, &Task::outputAppended, this, [this, task](const QByteArray &bytes) {
        if (Run *mine = find(task))
            onOutput(*mine, bytes);
    });
    m_runs.push_back(std::move(run));
    m_flush.start();
    emit began(m_runs.back()->record);
}

void OutputRecorder::onOutput(Run &run, const QByteArray &bytes)
{
    run.lines.add(bytes, [&](QByteArrayView line) { take(run, line); });
    if (run.pending.size() >= flushBytes)
        flush(run);
    emit appended(run.record.id, bytes);
}

void OutputRecorder::take(Run &run, QByteArrayView line)
{
    run.steps.addLine(line, run.isLive ? run.clock.elapsed() : -1);
    QByteArray &to = run.written < longestText ? run.pending : run.tail;
    const qsizetype before = to.size();
    to += line;
    to += '\n';
    if (&to == &run.pending) {
        run.written += to.size() - before;
    } else if (run.tail.size() > 2 * keptTail) {
        const qsizetype cut = run.tail.indexOf('\n', run.tail.size() - keptTail) + 1;
        run.record.leftOut += cut;
        run.tail.remove(0, cut);
    }
}

void OutputRecorder::flush(Run &run)
{
    if (run.pending.isEmpty())
        return;
    m_shelf->append(run.folder, run.record.id, redactedOutput(run.pending, secrets()));
    run.pending.clear();
}

void OutputRecorder::flushAll()
{
    for (const auto &run : m_runs)
        flush(*run);
    if (m_runs.empty())
        m_flush.stop();
}

void OutputRecorder::onFinished(Task *task)
{
    Run *run = find(task);
    if (!run)
        return;
    const QByteArray words = wordsAfterOutput(*task);
    run->isLive = false;
    if (!words.isEmpty())
        onOutput(*run, words);
    run->lines.finish([&](QByteArrayView line) { take(*run, line); });
    if (!run->tail.isEmpty()) {
        if (run->record.leftOut > 0)
            run->pending +=
                tr("[%n byte(s) left out]", nullptr, int(run->record.leftOut)).toUtf8() + '\n';
        run->pending += run->tail;
    }
    flush(*run);
    OutputRecord record = run->record;
    record.state = task->state();
    record.elapsedMs = task->elapsedMs();
    record.words = redacted(task->words().left(longestWords));
    const bool failed = !task->succeeded();
    run->steps.finish(failed, task->output().isEmpty() ? -1 : run->clock.elapsed());
    if (task->state() == Task::State::Failed) {
        record.reason = redacted(run->steps.reason());
        record.errorLine = run->steps.errorLine();
    }
    for (const BuildStep &step : run->steps.steps())
        record.stepMs.append(step.ms);
    record.size = run->written + run->tail.size();
    m_shelf->finish(run->folder, record);
    std::erase_if(m_runs, [task](const auto &each) { return each->task == task; });
    task->disconnect(this);
    emit ended(record);
}

QByteArrayList OutputRecorder::secrets() const
{
    QByteArrayList secrets = m_secrets ? m_secrets() : QByteArrayList();
    if (!m_runner)
        return secrets;
    for (const Task *task : m_runner->tasks()) {
        if (task->spec().content == TaskSpec::Content::Secret && task->request())
            secrets += stringsOf(task->request()->body);
    }
    return secrets;
}

QString OutputRecorder::redacted(const QString &text) const
{
    return QString::fromUtf8(redactedOutput(withoutAnsi(text).toUtf8(), secrets()));
}

QByteArray printedBy(const Task &task)
{
    return task.output() + wordsAfterOutput(task);
}

OutputRecorder::Run *OutputRecorder::find(const Task *task) const
{
    const auto found = std::find_if(m_runs.cbegin(), m_runs.cend(),
                                    [task](const auto &run) { return run->task == task; });
    return found == m_runs.cend() ? nullptr : found->get();
}

OutputRecorder::Run *OutputRecorder::find(const QString &id) const
{
    const auto found = std::find_if(m_runs.cbegin(), m_runs.cend(),
                                    [&id](const auto &run) { return run->record.id == id; });
    return found == m_runs.cend() ? nullptr : found->get();
}

Task *OutputRecorder::taskOf(const QString &id) const
{
    const Run *run = find(id);
    return run ? run->task : nullptr;
}

QString OutputRecorder::idOf(const Task *task) const
{
    return m_ids.value(task);
}

QSet<QString> OutputRecorder::running() const
{
    QSet<QString> ids;
    for (const auto &run : m_runs)
        ids.insert(run->record.id);
    return ids;
}

QByteArray OutputRecorder::textOf(const QString &id) const
{
    const Run *run = find(id);
    return run ? run->task->output() : QByteArray();
}

} // namespace angee
