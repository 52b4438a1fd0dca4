// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/secrets/secretscontroller.h"

#include "core/actions/secretactions.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/panes/panefeed.h"
#include "ui/secrets/secretdialog.h"
#include "ui/secrets/secretspane.h"
#include "ui/widgets/noticebar.h"

namespace angee {

using namespace Qt::StringLiterals;

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
    feed->start();
}

SecretsController::~SecretsController() = default;

void SecretsController::openSetDialog(const QString &name)
{
    if (!m_session->whyNoChanges().isEmpty())
        return;
    auto *dialog = new SecretDialog(name, m_pane->window());
    dialog->setContext(m_session->profileName(), m_session->stackName());
    connect(dialog, &SecretDialog::setRequested, this,
            [this, dialog](const QString &secret, const QString &value) {
                const auto follow = [dialog](Task *task) {
                    connect(task, &Task::finished, dialog, [task, dialog] {
                        if (task->succeeded())
                            return dialog->accept();
                        OperatorDaemonError failed;
                        failed.words = task->words();
                        dialog->setError(task->error().value_or(failed));
                    });
                };
                dialog->setBusy(tr("Setting…"));
                m_session->tasks()->request(setSecretTask(secret, value), dialog, follow,
                                            [dialog] { dialog->setBusy({}); });
            });
    dialog->open();
}

void SecretsController::askToDelete(const QString &name)
{
    m_session->tasks()->request(deleteSecretTask(known(name)), this);
}

Secret SecretsController::known(const QString &name) const
{
    Secret secret;
    secret.name = name;
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    if (!snapshot)
        return secret;
    for (const SecretRow &row : snapshot->secrets()) {
        if (toText(row.name) != name)
            continue;
        secret.declared = row.declared;
        secret.hasValue = row.hasValue;
        secret.required = row.required;
        secret.generated = row.generated;
        secret.import = toText(row.importRef);
        secret.envVar = toText(row.envVar);
    }
    return secret;
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
