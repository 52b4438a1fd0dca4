// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/tasks/gate.h"

#include "core/settings/connectionsettings.h"
#include "core/tasks/task.h"

#include <algorithm>
#include <utility>

namespace angee {

TaskGate::TaskGate(QObject *parent)
    : QObject(parent)
{ }

TaskGate::~TaskGate() = default;

void TaskGate::setProfile(const GateProfile &profile)
{
    m_profile = profile;
    m_stack.clear();
    m_obstacle.clear();
    ++m_connection;
    const std::vector<Pending> withdrawn = std::exchange(m_pending, {});
    for (const Pending &pending : withdrawn) {
        emit questionClosed(pending.question.id);
        if (!pending.agreed && pending.context && pending.declined)
            pending.declined();
    }
}

void TaskGate::setStackName(const QString &name)
{
    m_stack = name;
}

void TaskGate::setObstacle(const QString &reason)
{
    m_obstacle = reason;
}

QString TaskGate::whyNot() const
{
    if (m_profile.protection == Protection::ReadOnly)
        return tr("This profile is read-only. Nothing was sent.");
    return m_obstacle.isEmpty() ? QString() : tr("%1 Nothing was sent.").arg(m_obstacle);
}

bool TaskGate::mustAsk(const Question &question) const
{
    return question.asked == Question::Asked::Always || m_profile.protection == Protection::Confirm;
}

Question TaskGate::completed(Question question) const
{
    question.profile = m_profile.name;
    question.colour = m_profile.colour;
    question.stack = m_stack;
    if (m_profile.protection != Protection::Confirm)
        return question;
    const QString name = !question.objectName.isEmpty() ? question.objectName
        : !m_stack.isEmpty()                            ? m_stack
                                                        : m_profile.name;
    const auto protect = [&name](Question::Weight weight, QString *typedName) {
        if (weight != Question::Weight::One && typedName->isEmpty())
            *typedName = name;
    };
    protect(question.weight, &question.typedName);
    for (Question::Choice &choice : question.choices)
        protect(choice.weight, &choice.typedName);
    return question;
}

TaskGate::Verdict TaskGate::pass(const Question &question, QObject *context, const Go &go,
                                 const Declined &declined)
{
    if (!whyNot().isEmpty())
        return Verdict::Refused;
    if (!mustAsk(question)) {
        go(Agreement(m_connection), {});
        return Verdict::Through;
    }
    const auto same = std::find_if(m_pending.cbegin(), m_pending.cend(), [&](const Pending &one) {
        return one.question.title == question.title && one.context == context;
    });
    if (same != m_pending.cend()) { // it stands there already, and is asked once
        if (declined)
            QMetaObject::invokeMethod(context, declined, Qt::QueuedConnection);
        emit questionRequested(same->question);
        return Verdict::Asking;
    }
    Question asked = completed(question);
    asked.id = m_nextId++;
    m_pending.push_back({asked, context, go, declined, false});
    connect(context, &QObject::destroyed, this, [this, id = asked.id] { close(id); });
    emit questionRequested(asked);
    return Verdict::Asking;
}

TaskGate::Cover TaskGate::cover(const Agreement &agreement, ActionVerb verb,
                                const ObjectRef &object)
{
    m_covered.erase(std::remove_if(m_covered.begin(), m_covered.end(),
                                   [](const Covered &one) { return one.token.expired(); }),
                    m_covered.end());
    const Cover token = std::make_shared<int>(0);
    m_covered.push_back({verb, object, agreement, token});
    return token;
}

Agreement TaskGate::agreementOf(ActionVerb verb, const ObjectRef &object) const
{
    for (const Covered &one : m_covered) {
        if (one.verb == verb && one.object == object && !one.token.expired()
            && holds(one.agreement))
            return one.agreement;
    }
    return {};
}

bool TaskGate::isCovered(ActionVerb verb, const ObjectRef &object) const
{
    return holds(agreementOf(verb, object));
}

bool TaskGate::holds(const Agreement &agreement) const
{
    return agreement.m_connection == m_connection;
}

TaskGate::Pending *TaskGate::find(int id)
{
    const auto found = std::find_if(m_pending.begin(), m_pending.end(),
                                    [id](const Pending &one) { return one.question.id == id; });
    return found == m_pending.end() ? nullptr : &*found;
}

void TaskGate::agree(int id, const QString &choice)
{
    Pending *pending = find(id);
    if (!pending || !pending->context)
        return;
    const QString refusal = whyNot();
    if (!refusal.isEmpty()) // since it was asked
        return fail(id, refusal);
    pending->agreed = true;
    const Go go = pending->go; // acting upon it may end the question
    const bool kept = pending->question.afterwards == Question::Afterwards::Kept;
    if (kept)
        emit questionBusy(id);
    else
        close(id);
    const int before = std::exchange(m_current, id);
    Task *task = go(Agreement(m_connection), choice);
    m_current = before;
    if (kept && task)
        follow(id, task);
}

void TaskGate::follow(int id, Task *task)
{
    connect(task, &Task::finished, this, [this, id, task] {
        if (task->succeeded())
            close(id);
        else
            fail(id, task->words());
    });
}

void TaskGate::dismiss(int id)
{
    const Pending *pending = find(id);
    if (!pending)
        return;
    const Pending declined = *pending;
    close(id);
    if (!declined.agreed && declined.context && declined.declined)
        declined.declined();
}

void TaskGate::close(int id)
{
    const auto found = std::find_if(m_pending.cbegin(), m_pending.cend(),
                                    [id](const Pending &one) { return one.question.id == id; });
    if (found == m_pending.cend())
        return;
    m_pending.erase(found);
    emit questionClosed(id);
}

void TaskGate::fail(int id, const QString &words)
{
    if (find(id))
        emit questionFailed(id, words);
}

} // namespace angee
