// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

namespace angee {

class ConnectionController;
class FolderDialog;
class FolderOpener;
class MainWindow;

//! \brief Opens stacks by their folder on this machine: finds the daemon and connects, or says what
//! is in the way. Also offers the ways to connect in a window that has none yet.
class FolderController final : public QObject
{
    Q_OBJECT

public:
    //! \a dataFolder takes the output of daemons that are started from here.
    FolderController(ConnectionController *connection, MainWindow *window, QString dataFolder,
                     QObject *parent = nullptr);
    ~FolderController() override;

    //! Of two the later one holds; so does any other choice of a connection that is made meanwhile.
    void open(const QString &folder);
    //! Asks for the folder first.
    void choose();
    //! A bar with the ways to a daemon, for whoever has used none.
    void offer();

private:
    void onFinished(int outcome, const QString &words);

    ConnectionController *m_connection;
    MainWindow *m_window;
    QString m_dataFolder;
    QPointer<FolderOpener> m_opener;
    QPointer<FolderDialog> m_dialog;
    quint64 m_choice = 0;
};

} // namespace angee
