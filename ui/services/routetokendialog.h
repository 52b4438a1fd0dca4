// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/mintdialog.h"

#include <QTimer>

namespace angee {

//! \brief Mints a token for the routes of one service and shows it once: masked, copied without
//! being shown, gone when the dialog closes.
class RouteTokenDialog final : public MintDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteTokenDialog)

public:
    //! \a clipboard must outlive the dialog: it clears what was copied after a while.
    RouteTokenDialog(const QString &service, const QString &actor, SecretClipboard *clipboard,
                     QWidget *parent = nullptr);
    ~RouteTokenDialog() override;

signals:
    void mintRequested(const QString &actor, const QString &ttl);

protected:
    void request(const QString &actor, const QString &ttl) override;
    void showDetails(const MintedToken &token) override;

private:
    void updateExpiry();

    QLabel *m_expiry;
    QDateTime m_expiresAt;
    QTimer m_tick;
};

} // namespace angee
