// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/secrets/secretscontroller.h"

#include "core/actions/secretactions.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/secrets/secretdialog.h"
#include "ui/secrets/secretspane.h"
#include "ui/widgets/noticebar.h"

namespace angee {

using namespace Qt::StringLiterals;

SecretsController::SecretsController(Session *session, SecretsPane *pane, QObject *parent)
    : PaneController(session, pane, parent)
    , m_pane(pane)
{
    const auto state = [this] { m_pane->setWhyNoChanges(this->session()->whyNoChanges()); };
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
    start();
}

SecretsController::~SecretsController() = default;

void SecretsController::show(const LiveUpdatePtr &update)
{
    m_pane->apply(update);
}

void SecretsController::openSetDialog(const QString &name)
{
    if (!session()->whyNoChanges().isEmpty())
        return;
    auto *dialog = new SecretDialog(name, m_pane->window());
    connect(dialog, &SecretDialog::setRequested, this,
            [this, dialog](const QString &secret, const QString &value) {
                dialog->setBusy(tr("Setting…"));
                submit(setSecretTask(secret, value), dialog);
            });
    open(dialog);
}

void SecretsController::askToDelete(const QString &name)
{
    tasks()->request(deleteSecretTask(known(name)), this);
}

Secret SecretsController::known(const QString &name) const
{
    Secret secret;
    secret.name = name;
    const SnapshotPtr newest = session()->live() ? session()->live()->snapshot() : nullptr;
    if (!newest)
        return secret;
    for (const SecretRow &row : newest->secrets()) {
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
    if (!daemon())
        return;
    daemon()
        ->run(new SecretValueCall(name))
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
