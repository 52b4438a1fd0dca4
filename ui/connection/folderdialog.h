// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/session/folderopener.h"

#include <QDialog>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace angee {

class DaemonStarter;
class PlainTextView;

//! \brief What stands between a stack's folder and its daemon, and the way on: the command that
//! starts it, a button that does where its program is installed, what it writes, asking again, or a
//! token.
class FolderDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \a opener has finished with something else than Found, and lives as long as the dialog. \a
    //! logFile is where a daemon that is started writes to.
    FolderDialog(FolderOpener *opener, const QString &logFile, QWidget *parent);
    ~FolderDialog() override;

    void tell(FolderOpener::Outcome outcome, const QString &words);

signals:
    //! Somebody has another token for it.
    void tokenRequested();

private:
    void start();

    FolderOpener *m_opener;
    DaemonStarter *m_starter;
    QLabel *m_words;
    QLabel *m_hint;
    QLineEdit *m_command;
    QPushButton *m_copy;
    QPushButton *m_start;
    QPushButton *m_again;
    QPushButton *m_token;
    PlainTextView *m_output;
    QTimer m_poll;
};

} // namespace angee
