// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/settings/credentialstore.h"

#include <QObject>
#include <QPointer>

namespace angee {

class ConnectDialog;
class CredentialStore;
class MainWindow;
class ProfileStore;
class ProfilesDialog;
class Session;

//! The bar of a window that has no daemon of its own yet.
inline constexpr QLatin1StringView waysToConnect("waysToConnect");

//! \brief Which daemon the window is connected to: profiles, the connect dialog, and what happens
//! when a token is refused.
//!
//! A connection is chosen as a whole: its name, address, token, identity and protection come from
//! one place. Of two choices the later one holds, whichever keyring answers first.
class ConnectionController final : public QObject
{
    Q_OBJECT

public:
    ConnectionController(Session *session, ProfileStore *profiles, CredentialStore *credentials,
                         MainWindow *window, QObject *parent = nullptr);
    ~ConnectionController() override;

    //! The connection of the command line and the environment, which stands among the profiles as
    //! one of its own.
    void setGiven(const ConnectionSettings &given);
    void connectToGiven();
    //! A connection that was put together elsewhere; what would be lost by it was asked before.
    void connectTo(const ConnectionSettings &settings);
    //! Reads the profile's token and connects; what would be lost by it was asked before.
    void connectToProfile(const Profile &profile);
    //! A choice whose answer takes a while, as starting the sandbox does. The number is the
    //! latest until somebody chooses anew.
    [[nodiscard]] quint64 beginChoice() { return ++m_choice; }
    [[nodiscard]] bool isLatest(quint64 choice) const { return choice == m_choice; }

    void openConnectDialog();
    //! On an address that cannot be used as it is, with the reason.
    void openConnectDialog(const QString &address, const QString &message);
    void openProfilesDialog();
    //! The dialog on the present connection, for another token.
    void askForToken();
    //! A sentence about the connection that no pane would show, in a bar below the header.
    void showProblem(const QString &words);

signals:
    void sandboxRequested();
    //! A profile in a window of its own.
    void newWindowRequested(const QString &profileId);

private:
    void editProfile(const Profile &profile, const QString &token, const QString &message);
    void onConnectChosen(const Profile &profile, const QByteArray &token, bool remember);
    void connectTyped(const Profile &profile, const QByteArray &token);
    void writeSecrets(const Profile &profile, const QByteArray &token,
                      const std::function<void(const QString &)> &done);
    void choose(const QString &profileId);
    //! A bar, and no dialog: whoever types goes on typing.
    void onBearerRefused();
    void onSessionState();
    void tellNotKept(const QString &profileId, const QString &words);
    void askToKeepInFile();
    void updateProfiles();

    Session *m_session;
    ProfileStore *m_profiles;
    CredentialStore *m_credentials;
    MainWindow *m_window;
    QPointer<ConnectDialog> m_dialog;
    std::optional<ConnectionSettings> m_given;
    QString m_notKept; // the profile whose token is in memory alone
    quint64 m_choice = 0;
};

} // namespace angee
