// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/sourceactions.h"

#include "core/daemon/operatordaemon.h"

#include <QCoreApplication>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct SourceTasks
{
    Q_DECLARE_TR_FUNCTIONS(angee::SourceTasks)
};

FindOutAnswer answerFor(SourceAction action, const Source &source)
{
    using Verdict = FindOutAnswer::Verdict;
    if (!source.error.isEmpty())
        return {Verdict::CannotKnow, source.error};
    switch (action) {
    case SourceAction::Fetch:
        // Fetching leaves no mark that another fetch would not leave as well.
        return {Verdict::CannotKnow, SourceTasks::tr("Fetching again does no harm.")};
    case SourceAction::Pull:
        if (source.behind == 0)
            return {Verdict::Happened, SourceTasks::tr("It is not behind its upstream.")};
        return {Verdict::DidNotHappen, SourceTasks::tr("It is still behind its upstream.")};
    case SourceAction::Push:
        if (source.ahead == 0 && source.pushed)
            return {Verdict::Happened, SourceTasks::tr("Its commits are on the remote.")};
        return {Verdict::DidNotHappen, SourceTasks::tr("It still has commits to push.")};
    }
    Q_UNREACHABLE();
}

QString titleOf(SourceAction action, const QString &name)
{
    switch (action) {
    case SourceAction::Fetch:
        return SourceTasks::tr("Fetch source \"%1\"").arg(name);
    case SourceAction::Pull:
        return SourceTasks::tr("Pull source \"%1\"").arg(name);
    case SourceAction::Push:
        return SourceTasks::tr("Push source \"%1\"").arg(name);
    }
    Q_UNREACHABLE();
}

} // namespace

QString sourceActionName(SourceAction action)
{
    switch (action) {
    case SourceAction::Fetch:
        return SourceTasks::tr("Fetch");
    case SourceAction::Pull:
        return SourceTasks::tr("Pull");
    case SourceAction::Push:
        return SourceTasks::tr("Push");
    }
    Q_UNREACHABLE();
}

QString sourceActionVerb(SourceAction action)
{
    switch (action) {
    case SourceAction::Fetch:
        return u"fetch"_s;
    case SourceAction::Pull:
        return u"pull"_s;
    case SourceAction::Push:
        return u"push"_s;
    }
    Q_UNREACHABLE();
}

TaskSpec sourceActionTask(SourceAction action, const QString &name, const QString &ref)
{
    TaskSpec spec;
    spec.title = titleOf(action, name);
    spec.verb = sourceActionVerb(action);
    spec.objectKind = u"source"_s;
    spec.objectName = name;
    spec.lane = u"source:"_s + name;
    spec.cancelWarning = SourceTasks::tr("The daemon ends git where it is. What git has done "
                                         "stays done.");
    spec.quitWarning = spec.cancelWarning;
    spec.start = [=](OperatorDaemon &daemon) -> DaemonCall * {
        return daemon.run(new SourceActionCall(name, action, ref));
    };
    spec.findOut = [=](OperatorDaemon &daemon, QObject *context, const TaskSpec::Answer &answer) {
        using Verdict = FindOutAnswer::Verdict;
        daemon.run(new ListSourcesCall)
            ->whenDone(context, [=](const Result<QList<Source>> &result) {
                if (!result)
                    return answer({Verdict::CannotKnow, result.error().summary()});
                const QList<Source> &sources = result.value();
                const auto it =
                    std::find_if(sources.cbegin(), sources.cend(),
                                 [&](const Source &source) { return source.name == name; });
                if (it == sources.cend())
                    return answer({Verdict::CannotKnow,
                                   SourceTasks::tr("The daemon no longer has this source.")});
                answer(answerFor(action, *it));
            });
    };
    return spec;
}

QString whyNotNow(SourceAction action, const Source &source)
{
    if (source.kind == "local"_L1)
        return action == SourceAction::Fetch
            ? QString()
            : SourceTasks::tr("A local folder, not a git tree: there is nothing to pull or push.");
    if (action == SourceAction::Fetch)
        return {};
    if (!source.exists)
        return SourceTasks::tr("It is not cloned yet: fetch it first.");
    if (action == SourceAction::Push && source.dirty)
        return SourceTasks::tr("It has changes that are not committed; the daemon pushes clean "
                               "trees only.");
    return {};
}

} // namespace angee
