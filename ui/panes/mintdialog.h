// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/model/minttoken.h"
#include "ui/panes/objectdialog.h"

class QFormLayout;
class QLineEdit;

namespace angee {

class ProblemField;
class SecretClipboard;
class SecretField;

//! \brief What the dialogs that mint a token share: who it is for, how long it lives, and the token
//! itself, shown once and copied for 30 seconds. It is in no other widget, and gone with the
//! dialog.
class MintDialog : public ObjectDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MintDialog)

public:
    ~MintDialog() override;

    //! \brief The token that was asked for; another one can be.
    void setToken(const MintedToken &token);
    void setFailure(const OperatorDaemonError &error) override;

protected:
    struct Texts
    {
        QString title;
        QString explanation; //!< what whoever has it can do
        QString tokenName; //!< for screen readers
    };

    //! \a clipboard must outlive the dialog: it clears what was copied after a while.
    MintDialog(const Texts &texts, SecretClipboard *clipboard, QWidget *parent);

    //! \brief Puts a row between the actor and the lifetime.
    void addRow(const QString &label, QWidget *field);
    //! \brief Puts \a details below the token; they are shown with it.
    void addDetails(QWidget *details);
    [[nodiscard]] QLineEdit *actor() const { return m_actor; }
    void updateActions() override;

    //! \brief The button was pressed with what is possible; ask for the token.
    virtual void request(const QString &actor, const QString &ttl) = 0;
    virtual void showDetails(const MintedToken &token) = 0;

private:
    QWidget *makeResult(const QString &tokenName);
    void onMint();
    [[nodiscard]] QString whyNotMint() const;

    QLineEdit *m_actor;
    ProblemField *m_actorField;
    QLineEdit *m_ttl;
    ProblemField *m_ttlField;
    QFormLayout *m_rows;
    SecretField *m_token;
    QWidget *m_result;
    QPushButton *m_mint;
    SecretClipboard *m_clipboard;
};

} // namespace angee
