// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "core/model/objectref.h"
#include "core/settings/profilestore.h"

#include <QObject>
#include <QSettings>

#include <chrono>
#include <functional>
#include <memory>

namespace angee {

class AddressOpener;
class ConnectionController;
class ConsolePanes;
class CredentialStore;
class FolderController;
class MainWindow;
class SandboxHost;
class Session;
class Theme;

//! What the windows of a process have in common; null for what is a window's own.
struct SharedByWindows
{
    Theme *theme = nullptr;
    std::shared_ptr<CredentialStore> credentials;
};

//! \brief The composition root: builds every object of the window and hands each what it needs.
//!
//! Nothing else in the program creates long-lived objects, so what depends on what can be read
//! here.
class Application final : public QObject
{
    Q_OBJECT

public:
    //! \a dataFolder and \a settingsFile belong to this program alone.
    Application(CommandLine commandLine, const QString &dataFolder, const QString &settingsFile,
                const SharedByWindows &shared = {}, QObject *parent = nullptr);
    ~Application() override;

    //! Shows the window and connects: to the profile that the command line names, to what it or the
    //! environment gives, or to the last profile, in this order, and to the sandbox when there is
    //! none of them.
    void start();

    [[nodiscard]] MainWindow *window() const { return m_window.get(); }
    [[nodiscard]] Session *session() const { return m_session.get(); }
    [[nodiscard]] Theme *theme() const { return m_theme; }
    [[nodiscard]] ConsolePanes *panes() const { return m_panes.get(); }
    [[nodiscard]] ProfileStore *profiles() const { return m_profiles.get(); }
    [[nodiscard]] CredentialStore *credentials() const { return m_credentials.get(); }

    //! Shows the object of \a address once its daemon is connected to.
    void open(const ObjectAddress &address);
    //! The connect dialog on \a address, with \a message as what is still missing.
    void openConnectDialog(const QString &address, const QString &message);
    //! Calls \a done, at once or later, when every unsaved text is on the disk or cannot get there.
    void whenSafe(const std::function<void()> &done);
    //! Quits without a question, as a logout wants it: drafts are written, the state is saved, and
    //! what is under way is recorded as of unknown outcome. Takes at most mostWait.
    void quitUnasked();
    static constexpr std::chrono::milliseconds mostWait{3'000};

signals:
    //! The sandbox could not be started, or the settings name no daemon: nothing will connect.
    void cannotConnect(const QString &words);
    //! Somebody wants a profile in a window of its own.
    void newWindowRequested(const QString &profileId);

private:
    void connectFirst();
    void connectToNamed();
    void connectToAddress();
    [[nodiscard]] QString problemWithSettings();
    void startSandbox();
    void onSandboxStarted(const QString &url, const QByteArray &token);
    void applyThemeChoice();

    CommandLine m_commandLine;
    QString m_dataFolder;
    QSettings m_settings;
    Theme *m_theme;
    std::unique_ptr<ProfileStore> m_profiles;
    std::shared_ptr<CredentialStore> m_credentials;
    std::unique_ptr<SandboxHost> m_sandbox;
    quint64 m_sandboxChoice = 0;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    // Last, so that they go first: controllers hold panes, and panes the session.
    std::unique_ptr<ConnectionController> m_connection;
    std::unique_ptr<FolderController> m_folders;
    std::unique_ptr<ConsolePanes> m_panes;
    std::unique_ptr<AddressOpener> m_addresses;
};

} // namespace angee
