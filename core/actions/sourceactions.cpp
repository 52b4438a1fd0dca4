// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/sourceactions.h"

#include "core/daemon/operatordaemon.h"

#include <QCoreApplication>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct SourceActions
{
    Q_DECLARE_TR_FUNCTIONS(angee::SourceActions)
};

FindOutAnswer answerFor(SourceAction action, const Source &source)
{
    using Verdict = FindOutAnswer::Verdict;
    if (!source.error.isEmpty())
        return {Verdict::CannotKnow, source.error};
    switch (action) {
    case SourceAction::Fetch:
        // Fetching leaves no mark that another fetch would not leave as well.
        return {Verdict::CannotKnow, SourceActions::tr("Fetching again does no harm.")};
    case SourceAction::Pull:
        if (source.behind == 0)
            return {Verdict::Happened, SourceActions::tr("It is not behind its upstream.")};
        return {Verdict::DidNotHappen, SourceActions::tr("It is still behind its upstream.")};
    case SourceAction::Push:
        if (source.ahead == 0 && source.pushed)
            return {Verdict::Happened, SourceActions::tr("Its commits are on the remote.")};
        return {Verdict::DidNotHappen, SourceActions::tr("It still has commits to push.")};
    }
    Q_UNREACHABLE();
}

QString titleOf(SourceAction action, const QString &name)
{
    switch (action) {
    case SourceAction::Fetch:
        return SourceActions::tr("Fetch source \"%1\"").arg(name);
    case SourceAction::Pull:
        return SourceActions::tr("Pull source \"%1\"").arg(name);
    case SourceAction::Push:
        return SourceActions::tr("Push source \"%1\"").arg(name);
    }
    Q_UNREACHABLE();
}

QString textOf(SourceAction action)
{
    switch (action) {
    case SourceAction::Fetch:
        return SourceActions::tr("The daemon asks the remote for new commits. No file changes.");
    case SourceAction::Pull:
        return SourceActions::tr("The daemon brings the files up to the remote's commits.");
    case SourceAction::Push:
        return SourceActions::tr("The daemon sends its commits to the remote.");
    }
    Q_UNREACHABLE();
}

} // namespace

QString sourceActionName(SourceAction action)
{
    switch (action) {
    case SourceAction::Fetch:
        return SourceActions::tr("Fetch");
    case SourceAction::Pull:
        return SourceActions::tr("Pull");
    case SourceAction::Push:
        return SourceActions::tr("Push");
    }
    Q_UNREACHABLE();
}

ActionVerb verbOf(SourceAction action)
{
    switch (action) {
    case SourceAction::Fetch:
        return ActionVerb::Fetch;
    case SourceAction::Pull:
        return ActionVerb::Pull;
    case SourceAction::Push:
        return ActionVerb::Push;
    }
    Q_UNREACHABLE();
}

QString sourcesActionTitle(SourceAction action, int count)
{
    switch (action) {
    case SourceAction::Fetch:
        return SourceActions::tr("Fetch %n sources", nullptr, count);
    case SourceAction::Pull:
        return SourceActions::tr("Pull %n sources", nullptr, count);
    case SourceAction::Push:
        return SourceActions::tr("Push %n sources", nullptr, count);
    }
    Q_UNREACHABLE();
}

Question sourcesActionQuestion(SourceAction action, const QStringList &names)
{
    Question question;
    question.title = sourcesActionTitle(action, int(names.size()));
    question.text = names.join(u", "_s);
    question.verb = sourceActionName(action);
    question.weight = Question::Weight::Bulk;
    return question;
}

TaskSpec sourceActionTask(SourceAction action, const QString &name, const QString &ref)
{
    TaskSpec spec;
    spec.title = titleOf(action, name);
    spec.verb = verbOf(action);
    spec.object = {ObjectKind::Source, name};
    spec.lanes = Lane::Object;
    spec.repositories = {name};
    spec.question.verb = sourceActionName(action);
    spec.question.text = textOf(action);
    spec.cancelWarning = SourceActions::tr("The daemon ends git where it is. What git has done "
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
                                   SourceActions::tr("The daemon no longer has this source.")});
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
            : SourceActions::tr(
                "A local folder, not a git tree: there is nothing to pull or push.");
    if (action == SourceAction::Fetch)
        return {};
    if (!source.exists)
        return SourceActions::tr("It is not cloned yet: fetch it first.");
    if (action == SourceAction::Push && source.dirty)
        return SourceActions::tr("It has changes that are not committed; the daemon pushes clean "
                                 "trees only.");
    return {};
}

} // namespace angee
