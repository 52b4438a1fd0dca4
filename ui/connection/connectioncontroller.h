// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/settings/connectionsettings.h"

#include <QObject>
#include <QPointer>

namespace angee {

class ConnectDialog;
class CredentialStore;
class MainWindow;
class ProfileStore;
class ProfilesDialog;
class Session;

//! \brief Profiles, the connect dialog, and what happens when a token is refused.
class ConnectionController final : public QObject
{
    Q_OBJECT

public:
    ConnectionController(Session *session, ProfileStore *profiles, CredentialStore *credentials,
                         MainWindow *window, QObject *parent = nullptr);
    ~ConnectionController() override;

    void openConnectDialog();
    void openProfilesDialog();
    //! The daemon refused the token: one dialog, on the present address, saying so.
    void askForToken();
    //! A sentence about the connection that no pane would show, in a bar below the header.
    void showProblem(const QString &words);

signals:
    void profileChosen(const angee::Profile &profile);
    void sandboxRequested();

private:
    void editProfile(const Profile &profile, const QString &token, const QString &message);
    void onConnectChosen(const Profile &profile, const QByteArray &token, bool remember);
    void choose(const QString &profileId);
    void updateProfiles();

    Session *m_session;
    ProfileStore *m_profiles;
    CredentialStore *m_credentials;
    MainWindow *m_window;
    QPointer<ConnectDialog> m_dialog;
};

} // namespace angee
