// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/daemonend.h"

#include "core/daemon/operatordaemon.h"

#include <QCoreApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct DaemonEnd
{
    Q_DECLARE_TR_FUNCTIONS(angee::DaemonEnd)
};

QString whatHappens(ActionVerb verb, const QString &service)
{
    switch (verb) {
    case ActionVerb::Restart:
        return DaemonEnd::tr("\"%1\" is the daemon that this console is connected to. It ends in "
                             "the middle of its answer, and its supervisor starts it again: the "
                             "connection is lost for some seconds and comes back by itself. Where "
                             "it does not, the daemon has to be started on its machine, as the "
                             "stack is started there (\"angee dev\").")
            .arg(service);
    case ActionVerb::Run:
        return DaemonEnd::tr("The stack runs this daemon itself, as its service \"%1\": Run starts "
                             "all local services, that one too. The daemon can end with it, and "
                             "this connection with the daemon; it then has to be started on its "
                             "machine, as the stack is started there (\"angee dev\").")
            .arg(service);
    default:
        return DaemonEnd::tr("\"%1\" is the daemon that this console is connected to. It ends with "
                             "this, in the middle of its answer, and nothing can be done from here "
                             "any more until somebody starts it on its machine, as the stack is "
                             "started there (\"angee dev\").")
            .arg(service);
    }
}

QString whatHappened(ActionVerb verb)
{
    return verb == ActionVerb::Restart
        ? DaemonEnd::tr("The daemon has ended to be started anew. The console connects again once "
                        "it is back.")
        : DaemonEnd::tr("The daemon has ended, as was asked. It has to be started on its machine; "
                        "nothing can be done from here until then.");
}

//! The tool that it ran for this was ended with it.
bool saysEnded(const OperatorDaemonError &failure)
{
    return failure.words.contains("signal: terminated"_L1)
        || failure.words.contains("exit status 130"_L1);
}

TaskSpec::FindOut answering(const FindOutAnswer &answer)
{
    return [answer](OperatorDaemon &, QObject *, const TaskSpec::Answer &tell) { tell(answer); };
}

//! Its answer came before its end: where nobody listens any more, that was it.
TaskSpec::FindOut unlessGone(const TaskSpec::FindOut &look, const QString &words)
{
    if (!look)
        return nullptr;
    return [look, words](OperatorDaemon &daemon, QObject *context, const TaskSpec::Answer &answer) {
        daemon.run(new ListServicesCall)
            ->whenDone(context,
                       [look, words, answer, context, daemon = QPointer<OperatorDaemon>(&daemon)](
                           const Result<QList<Service>> &seen) {
                           if (!seen && seen.error().isTransient())
                               answer({FindOutAnswer::Verdict::Happened, words});
                           else if (daemon)
                               look(*daemon, context, answer);
                       });
    };
}

} // namespace

TaskSpec endingDaemon(TaskSpec spec, const QString &ownService)
{
    Question &question = spec.question;
    question.asked = Question::Asked::Always;
    question.tone = Question::Tone::Destructive;
    const QString before = whatHappens(spec.verb, ownService);
    question.text = question.text.isEmpty() ? before : before + u'\n' + question.text;
    // What is to follow the end of the daemon is not done.
    const bool isWhole = spec.verb != ActionVerb::Run
        && !(spec.verb == ActionVerb::Destroy && spec.object.kind == ObjectKind::Stack);
    if (!isWhole)
        return spec;
    question.lost.prepend(DaemonEnd::tr("the connection of this console, and of everybody else"));
    question.afterwards = Question::Afterwards::Closed;
    spec.doneWhenLost = whatHappened(spec.verb);
    spec.verify = [old = spec.verify,
                   words = spec.doneWhenLost](const OperatorDaemonError *failure) {
        if (failure && saysEnded(*failure))
            return answering({FindOutAnswer::Verdict::Happened, words});
        return unlessGone(old ? old(failure) : nullptr, words);
    };
    return spec;
}

} // namespace angee
