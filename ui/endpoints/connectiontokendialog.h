// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/mintdialog.h"

namespace angee {

class FactList;

//! \brief Mints a token by which somebody else connects, and shows it once with what it says:
//! masked, copied without being shown, gone when the dialog closes.
class ConnectionTokenDialog final : public MintDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionTokenDialog)

public:
    //! \a clipboard must outlive the dialog: it clears what was copied after a while.
    explicit ConnectionTokenDialog(SecretClipboard *clipboard, QWidget *parent = nullptr);
    ~ConnectionTokenDialog() override;

signals:
    void mintRequested(const QString &actor, const QStringList &scope, const QString &ttl);

protected:
    void request(const QString &actor, const QString &ttl) override;
    void showDetails(const MintedToken &token) override;

private:
    QLineEdit *m_scope;
    FactList *m_claims;
};

} // namespace angee
