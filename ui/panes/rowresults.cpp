// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/rowresults.h"

#include "core/base/ansi.h"
#include "core/tasks/taskrunner.h"
#include "ui/widgets/status.h"

#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

RowResults::RowResults(TaskRunner *runner, ObjectKind kind, QObject *parent)
    : QObject(parent)
    , m_kind(kind)
{
    const auto onTask = [this](const Task *task) { onTaskChanged(*task); };
    connect(runner, &TaskRunner::taskAdded, this, onTask);
    connect(runner, &TaskRunner::taskChanged, this, onTask);
    connect(runner, &TaskRunner::taskAboutToBeRemoved, this,
            [this](const Task *task) { onTaskRemoved(*task); });
    for (const Task *task : runner->tasks())
        onTaskChanged(*task);
}

RowResults::~RowResults() = default;

std::optional<RowResult> RowResults::of(const QString &name) const
{
    const auto it = m_results.constFind(name);
    return it == m_results.cend() ? std::nullopt : std::optional(*it);
}

void RowResults::dismiss(const QString &name)
{
    const auto it = m_results.constFind(name);
    if (it == m_results.cend() || it->active)
        return;
    m_results.erase(it);
    emit changed({name});
}

void RowResults::confirm()
{
    QStringList names;
    for (auto it = m_results.begin(); it != m_results.end();) {
        const bool ended = std::exchange(it->unconfirmed, false);
        if (ended)
            names.append(it.key());
        // What bears the name of something destroyed after this is another object.
        if (ended && it->verb == ActionVerb::Destroy)
            it = m_results.erase(it);
        else
            ++it;
    }
    if (!names.isEmpty())
        emit changed(names);
}

void RowResults::onTaskChanged(const Task &task)
{
    if (task.spec().object.kind != m_kind)
        return;
    RowResult result;
    result.verb = task.spec().verb;
    result.title = task.spec().title;
    result.active = task.isActive();
    result.unconfirmed = task.succeeded();
    result.state = task.state();
    result.words = withoutAnsi(task.words());
    result.at = QDateTime::currentDateTimeUtc();
    // Of two actions on one object the one that is under way counts.
    if (const auto before = of(task.spec().object.name);
        before && before->active && !result.active && before->verb != result.verb)
        return;
    m_results.insert(task.spec().object.name, result);
    emit changed({task.spec().object.name});
}

void RowResults::onTaskRemoved(const Task &task)
{
    const auto it = m_results.constFind(task.spec().object.name);
    if (task.spec().object.kind != m_kind || it == m_results.cend() || it->active
        || it->title != task.spec().title)
        return; // a newer one stands there
    m_results.erase(it);
    emit changed({task.spec().object.name});
}

QString resultText(const std::optional<RowResult> &result)
{
    if (!result)
        return {};
    const QString state = taskStateName(result->state);
    if (result->words.isEmpty() || result->state == Task::State::Succeeded)
        return u"%1: %2"_s.arg(result->title, state);
    return u"%1: %2. %3"_s.arg(result->title, state, result->words);
}

QVariant resultIcon(const std::optional<RowResult> &result)
{
    if (!result)
        return {};
    switch (result->state) {
    case Task::State::Queued:
    case Task::State::Running:
        return int(Status::Starting);
    case Task::State::Succeeded:
    case Task::State::DoneAnyway:
        return int(Status::Done);
    case Task::State::Failed:
    case Task::State::Blocked:
    case Task::State::Unfulfilled:
        return int(Status::Failed);
    case Task::State::Cancelled:
        return int(Status::Stopped);
    case Task::State::Unknown:
        return int(Status::Unknown);
    }
    Q_UNREACHABLE();
}

} // namespace angee
