// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/secrets/secretscontroller.h"

#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/panes/closewhendone.h"
#include "ui/panes/panefeed.h"
#include "ui/secrets/secretdialog.h"
#include "ui/secrets/secretspane.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/noticebar.h"

#include <QPointer>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! Reads the metadata back: whether there is a value now is all that can be learnt without seeing
//! it.
TaskSpec::FindOut lookForValue(const QString &name, bool expected)
{
    return [name, expected](OperatorDaemon &daemon, QObject *context,
                            const TaskSpec::Answer &answer) {
        daemon.run(new SecretCall(name))
            ->whenDone(context, [expected, answer](const Result<Secret> &secret) {
                if (!secret)
                    return answer({FindOutAnswer::Verdict::CannotKnow, secret.error().summary()});
                const bool has = secret.value().hasValue;
                if (!expected)
                    return answer({has ? FindOutAnswer::Verdict::DidNotHappen
                                       : FindOutAnswer::Verdict::Happened,
                                   has ? SecretsController::tr("It still has a value.")
                                       : SecretsController::tr("It has no value any more.")});
                if (!has)
                    return answer({FindOutAnswer::Verdict::DidNotHappen,
                                   SecretsController::tr("It has no value.")});
                answer({FindOutAnswer::Verdict::CannotKnow,
                        SecretsController::tr(
                            "It has a value; whether it is the new one cannot be "
                            "told without revealing it. Setting it again is safe.")});
            });
    };
}

TaskSpec secretTask(const QString &title, const QString &verb, const QString &name)
{
    TaskSpec spec;
    spec.title = title;
    spec.verb = verb;
    spec.objectKind = u"secret"_s;
    spec.objectName = name;
    spec.lane = u"secret:"_s + name;
    return spec;
}

} // namespace

SecretsController::SecretsController(Session *session, SecretsPane *pane, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
{
    auto *feed = new PaneFeed(session, pane, this);
    connect(feed, &PaneFeed::updated, pane, &SecretsPane::apply);
    const auto state = [this] { m_pane->setWhyNoChanges(m_session->whyNoChanges()); };
    connect(session, &Session::stateChanged, this, state);
    state();
    connect(pane, &SecretsPane::setRequested, this, &SecretsController::openSetDialog);
    connect(pane, &SecretsPane::addRequested, this, [this] { openSetDialog({}); });
    connect(pane, &SecretsPane::deleteRequested, this, &SecretsController::askToDelete);
    connect(pane, &SecretsPane::revealRequested, this,
            [this](const QString &name) { fetch(name, false); });
    connect(pane, &SecretsPane::copyRequested, this,
            [this](const QString &name) { fetch(name, true); });
    connect(&m_clipboard, &SecretClipboard::cleared, this,
            [this] { m_pane->notices()->clear(u"copied"_s); });
    if (session->live())
        pane->apply(session->live()->lastUpdate());
}

SecretsController::~SecretsController() = default;

void SecretsController::openSetDialog(const QString &name)
{
    if (!m_session->whyNoChanges().isEmpty())
        return;
    auto *dialog = new SecretDialog(name, m_pane->window());
    dialog->setContext(m_session->profileName(), m_session->stackName());
    connect(dialog, &SecretDialog::setRequested, this,
            [this, dialog = QPointer(dialog)](const QString &secret, const QString &value) {
                TaskSpec spec = secretTask(tr("Set secret \"%1\"").arg(secret), u"set"_s, secret);
                spec.start = [secret, value](OperatorDaemon &daemon) {
                    return daemon.setSecret(secret, value);
                };
                spec.findOut = lookForValue(secret, true);
                Task *task = m_session->tasks()->submit(spec);
                dialog->setBusy(tr("Setting…"));
                connect(task, &Task::finished, dialog, [task, dialog] {
                    if (task->state() == Task::State::Succeeded)
                        return dialog->accept();
                    OperatorDaemonError failed;
                    failed.words = task->words();
                    dialog->setError(task->error().value_or(failed));
                });
            });
    dialog->open();
}

void SecretsController::askToDelete(const QString &name)
{
    Confirmation question;
    question.title = tr("Delete secret \"%1\"").arg(name);
    question.profile = m_session->profileName();
    question.stack = m_session->stackName();
    question.verb = tr("Delete");
    question.text = tr("The daemon removes the value from its store.");
    question.lost = whatIsLost(name);
    question.kept = QStringList{tr("The declaration in angee.yaml"),
                                tr("What running services have already read")};
    auto *dialog = new ConfirmDialog(question, m_pane->window());
    connect(dialog, &ConfirmDialog::confirmed, this, [this, dialog, name, title = question.title] {
        TaskSpec spec = secretTask(title, u"delete"_s, name);
        spec.start = [name](OperatorDaemon &daemon) {
            return daemon.run(new DeleteSecretCall(name));
        };
        spec.findOut = lookForValue(name, false);
        closeWhenDone(dialog, m_session->tasks()->submit(spec));
    });
    dialog->open();
}

QStringList SecretsController::whatIsLost(const QString &name) const
{
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    SecretRow known;
    if (snapshot) {
        for (const SecretRow &row : snapshot->secrets()) {
            if (toText(row.name) == name)
                known = row;
        }
    }
    if (known.generated)
        return {tr("The present value; the daemon makes another when it next prepares the stack")};
    QStringList lost{tr("The value; nothing brings it back")};
    if (known.required)
        lost.append(tr("It is required: nothing of the stack can be prepared, built or started "
                       "until it has a value again"));
    return lost;
}

void SecretsController::fetch(const QString &name, bool copy)
{
    OperatorDaemon *daemon = m_session->daemon();
    if (!daemon)
        return;
    daemon->run(new SecretValueCall(name))
        ->whenDone(this, [this, name, copy](const Result<QString> &value) {
            if (!value)
                return m_pane->showValueProblem(name, value.error().summary());
            if (!copy)
                return m_pane->showValue(name, value.value());
            m_clipboard.copy(value.value());
            m_pane->notices()->show(
                {u"copied"_s,
                 Notice::Kind::Information,
                 tr("The value of \"%1\" is on the clipboard for 30 seconds.").arg(name),
                 {},
                 true});
        });
}

} // namespace angee
