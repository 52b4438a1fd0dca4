// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/secretactions.h"

#include "core/daemon/operatordaemon.h"

#include <QCoreApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct SecretActions
{
    Q_DECLARE_TR_FUNCTIONS(angee::SecretActions)
};

//! Reads the metadata back: whether there is a value now is all that can be learnt without seeing
//! it.
TaskSpec::FindOut lookForValue(const QString &name, FindOutAnswer whenSet, FindOutAnswer whenUnset)
{
    return [=](OperatorDaemon &daemon, QObject *context, const TaskSpec::Answer &answer) {
        daemon.run(new SecretCall(name))->whenDone(context, [=](const Result<Secret> &secret) {
            if (!secret)
                return answer({FindOutAnswer::Verdict::CannotKnow, secret.error().summary()});
            answer(secret.value().hasValue ? whenSet : whenUnset);
        });
    };
}

TaskSpec secretTask(const QString &title, ActionVerb verb, const QString &name)
{
    TaskSpec spec;
    spec.title = title;
    spec.verb = verb;
    spec.object = {ObjectKind::Secret, name};
    spec.lanes = Lane::Object;
    spec.content = TaskSpec::Content::Secret;
    // One short write; whether it came to pass can be found out.
    spec.dropped = TaskSpec::Dropped::Safe;
    return spec;
}

QStringList whatIsLost(const Secret &secret)
{
    QStringList lost;
    if (secret.generated)
        lost << SecretActions::tr("The present value; the daemon makes another when it next "
                                  "prepares the stack. Whatever was encrypted or signed with this "
                                  "one can no longer be read or checked, and services that run go "
                                  "on with it until they are made anew");
    else
        lost << SecretActions::tr("The value; nothing brings it back");
    if (secret.required && !secret.generated)
        lost << SecretActions::tr("It is required: nothing of the stack can be prepared, built or "
                                  "started until it has a value again");
    if (isOperatorToken(secret))
        lost << SecretActions::tr("It is the daemon's own operator token: from the daemon's next "
                                  "start on, this console and every other client of it is refused "
                                  "until each is given the new one");
    return lost;
}

} // namespace

bool isOperatorToken(const Secret &secret)
{
    return secret.name == "operator-token"_L1 || secret.name == "operator_token"_L1
        || secret.envVar == "ANGEE_OPERATOR_TOKEN"_L1
        || secret.import == "env:ANGEE_OPERATOR_TOKEN"_L1;
}

TaskSpec setSecretTask(const QString &name, const QString &value)
{
    using Verdict = FindOutAnswer::Verdict;
    TaskSpec spec =
        secretTask(SecretActions::tr("Set secret \"%1\"").arg(name), ActionVerb::Set, name);
    spec.question.verb = SecretActions::tr("Set");
    spec.question.text =
        SecretActions::tr("The daemon replaces the value in its store. Services that run keep the "
                          "old one until they are made anew.");
    spec.question.lost = QStringList{SecretActions::tr("The present value, if there is one")};
    spec.start = [name, value](OperatorDaemon &daemon) { return daemon.setSecret(name, value); };
    spec.findOut = lookForValue(
        name,
        {Verdict::CannotKnow,
         SecretActions::tr("It has a value; whether it is the new one cannot be told without "
                           "revealing it. Setting it again is safe.")},
        {Verdict::DidNotHappen, SecretActions::tr("It has no value.")});
    return spec;
}

TaskSpec deleteSecretTask(const Secret &secret)
{
    using Verdict = FindOutAnswer::Verdict;
    TaskSpec spec = secretTask(SecretActions::tr("Delete secret \"%1\"").arg(secret.name),
                               ActionVerb::Delete, secret.name);
    spec.question.asked = Question::Asked::Always;
    spec.question.tone = Question::Tone::Destructive;
    spec.question.afterwards = Question::Afterwards::Kept;
    spec.question.verb = SecretActions::tr("Delete");
    spec.question.text = SecretActions::tr("The daemon removes the value from its store.");
    spec.question.lost = whatIsLost(secret);
    spec.question.kept = QStringList{SecretActions::tr("The declaration in angee.yaml"),
                                     SecretActions::tr("What running services have already read")};
    if (secret.required || secret.generated || isOperatorToken(secret)) {
        spec.question.weight = Question::Weight::Purge;
        spec.question.typedName = secret.name;
    }
    spec.start = [name = secret.name](OperatorDaemon &daemon) {
        return daemon.run(new DeleteSecretCall(name));
    };
    spec.findOut = lookForValue(
        secret.name, {Verdict::DidNotHappen, SecretActions::tr("It still has a value.")},
        {Verdict::Happened, SecretActions::tr("It has no value any more.")});
    return spec;
}

} // namespace angee
