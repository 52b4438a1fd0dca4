// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/model/minttoken.h"
#include "ui/panes/objectdialog.h"

class QLineEdit;

namespace angee {

class FactList;
class ProblemField;
class SecretClipboard;
class SecretField;

//! \brief Mints a token by which somebody else connects, and shows it once with what it says:
//! masked, copied without being shown, gone when the dialog closes.
class ConnectionTokenDialog final : public ObjectDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionTokenDialog)

public:
    //! \a clipboard must outlive the dialog: it clears what was copied after a while.
    explicit ConnectionTokenDialog(SecretClipboard *clipboard, QWidget *parent = nullptr);
    ~ConnectionTokenDialog() override;

    void setToken(const MintedToken &token);
    void setFailure(const OperatorDaemonError &error) override;

signals:
    void mintRequested(const QString &actor, const QStringList &scope, const QString &ttl);

protected:
    void updateActions() override;

private:
    void makeResult();
    void onMint();
    [[nodiscard]] QString whyNotMint() const;

    QLineEdit *m_actor;
    ProblemField *m_actorField;
    QLineEdit *m_scope;
    QLineEdit *m_ttl;
    ProblemField *m_ttlField;
    QWidget *m_result;
    SecretField *m_token;
    FactList *m_claims;
    QPushButton *m_mint;
    SecretClipboard *m_clipboard;
};

} // namespace angee
