// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/model/minttoken.h"
#include "ui/panes/objectdialog.h"

#include <QTimer>

class QLineEdit;

namespace angee {

class ProblemField;
class SecretClipboard;
class SecretField;

//! \brief Mints a token for the routes of one service and shows it once: masked, copied without
//! being shown, gone when the dialog closes.
class RouteTokenDialog final : public ObjectDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteTokenDialog)

public:
    //! \a clipboard must outlive the dialog: it clears what was copied after a while.
    RouteTokenDialog(const QString &service, const QString &actor, SecretClipboard *clipboard,
                     QWidget *parent = nullptr);
    ~RouteTokenDialog() override;

    void setToken(const MintedToken &token);
    void setFailure(const OperatorDaemonError &error) override;

signals:
    void mintRequested(const QString &actor, const QString &ttl);

protected:
    void updateActions() override;

private:
    void onMint();
    void updateExpiry();
    [[nodiscard]] QString whyNotMint() const;

    QLineEdit *m_actor;
    ProblemField *m_actorField;
    QLineEdit *m_ttl;
    ProblemField *m_ttlField;
    QWidget *m_result;
    SecretField *m_token;
    QLabel *m_expiry;
    QPushButton *m_mint;
    SecretClipboard *m_clipboard;
    QDateTime m_expiresAt;
    QTimer m_tick;
};

} // namespace angee
