// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/net/askpass.h"

#include <QDialog>
#include <QHash>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace angee {

class SecretField;
class SshTunnel;

//! \brief One question of ssh: a password, an unknown machine, the use of a key. The safe button is
//! the default wherever yes is a decision; the words are ssh's own and shown as they are.
class SshQuestionDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \a machine is where ssh was told to go, in our own words.
    SshQuestionDialog(const SshQuestion &question, const QString &machine, QWidget *parent);
    ~SshQuestionDialog() override;

signals:
    void answered(const QString &text);

private:
    [[nodiscard]] QString heading() const;

    SshQuestion m_question;
    SecretField *m_secret = nullptr;
    QPushButton *m_yes = nullptr;
};

//! \brief Puts the questions of a tunnel on the screen, before \a window, for as long as both live.
//! Closing a dialog declines its question.
class SshQuestions final : public QObject
{
    Q_OBJECT

public:
    SshQuestions(SshTunnel *tunnel, QWidget *window);
    ~SshQuestions() override;

private:
    void ask(const SshQuestion &question);

    SshTunnel *m_tunnel;
    QPointer<QWidget> m_window;
    QHash<quint64, QPointer<SshQuestionDialog>> m_dialogs;
};

} // namespace angee
