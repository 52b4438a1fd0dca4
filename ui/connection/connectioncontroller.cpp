// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/connection/connectioncontroller.h"

#include "core/session/session.h"
#include "core/settings/credentialstore.h"
#include "core/settings/profilestore.h"
#include "ui/connection/connectdialog.h"
#include "ui/connection/profilesdialog.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/noticebar.h"

namespace angee {

using namespace Qt::StringLiterals;

ConnectionController::ConnectionController(Session *session, ProfileStore *profiles,
                                           CredentialStore *credentials, MainWindow *window,
                                           QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_profiles(profiles)
    , m_credentials(credentials)
    , m_window(window)
{
    HeaderBar *header = window->header();
    connect(header, &HeaderBar::connectRequested, this, &ConnectionController::openConnectDialog);
    connect(header, &HeaderBar::manageProfilesRequested, this,
            &ConnectionController::openProfilesDialog);
    connect(header, &HeaderBar::profileChosen, this, &ConnectionController::choose);
    connect(header, &HeaderBar::disconnectRequested, this, [this] {
        m_window->guard(tr("Disconnect"), tr("Disconnect"),
                        [this] { m_session->disconnectFromDaemon(); });
    });
    connect(m_profiles, &ProfileStore::changed, this, &ConnectionController::updateProfiles);
    connect(m_session, &Session::daemonChanged, this, &ConnectionController::updateProfiles);
    updateProfiles();
}

ConnectionController::~ConnectionController() = default;

void ConnectionController::updateProfiles()
{
    m_window->header()->setProfiles(m_profiles->profiles(),
                                    m_session->isConnected() ? m_session->settings().profileId
                                                             : QString());
}

void ConnectionController::choose(const QString &profileId)
{
    const auto profile = m_profiles->byId(profileId);
    if (!profile)
        return;
    m_window->guard(tr("Connect to %1").arg(profile->name), tr("Change profile"),
                    [this, profile] { emit profileChosen(*profile); });
}

void ConnectionController::openConnectDialog()
{
    editProfile({}, {}, {});
}

void ConnectionController::askForToken()
{
    const ConnectionSettings &settings = m_session->settings();
    Profile profile = m_profiles->byId(settings.profileId).value_or(Profile{});
    profile.url = settings.url.value;
    // What was typed for a connection that was not saved stays.
    if (profile.actor.isEmpty())
        profile.actor = settings.actor.value;
    if (profile.ttl.isEmpty())
        profile.ttl = settings.ttl.value;
    if (profile.scope.isEmpty())
        profile.scope = settings.identity().scope;
    editProfile(profile, {},
                tr("The daemon does not accept the token. Nothing is tried until you give another "
                   "one."));
}

void ConnectionController::editProfile(const Profile &profile, const QString &token,
                                       const QString &message)
{
    if (m_dialog) {
        m_dialog->setMessage(message);
        m_dialog->raise();
        return;
    }
    m_dialog = new ConnectDialog(profile, token, m_window);
    if (m_session->isConnected() && profile.url == m_session->settings().url.value)
        m_dialog->setSources(m_session->settings());
    m_dialog->setMessage(message);
    connect(m_dialog, &ConnectDialog::connectChosen, this, &ConnectionController::onConnectChosen);
    m_dialog->open();
}

void ConnectionController::onConnectChosen(const Profile &profile, const QByteArray &token,
                                           bool remember)
{
    if (!remember) {
        m_dialog->close();
        m_window->guard(tr("Connect to %1").arg(profile.name), tr("Connect"), [=, this] {
            m_session->connectTo(
                ConnectionSettings::resolve({}, {}, profile, QString::fromUtf8(token)));
        });
        return;
    }
    const auto id = m_profiles->save(profile);
    if (!id) {
        const QString why = m_profiles->problem();
        m_dialog->setMessage(
            tr("The profile could not be saved. %1")
                .arg(why.isEmpty() ? tr("The disk did not take it; untick saving to go on without.")
                                   : why));
        return;
    }
    m_dialog->close();
    m_credentials->write(*id, token, this, [this, id](const CredentialStore::Answer &answer) {
        if (!answer.words.isEmpty())
            showProblem(answer.words);
        choose(*id);
    });
}

void ConnectionController::openProfilesDialog()
{
    auto *dialog = new ProfilesDialog(m_profiles, m_window);
    connect(dialog, &ProfilesDialog::editRequested, this, [this](const QString &id) {
        const auto profile = m_profiles->byId(id);
        if (!profile)
            return;
        m_credentials->read(id, this, [this, profile](const CredentialStore::Answer &answer) {
            editProfile(*profile, QString::fromUtf8(answer.bearer), answer.words);
        });
    });
    connect(dialog, &ProfilesDialog::removeRequested, this, [this](const QString &id) {
        if (!m_profiles->remove(id))
            return showProblem(
                tr("The profile could not be removed. %1").arg(m_profiles->problem()));
        m_credentials->remove(id, this, [this](const CredentialStore::Answer &answer) {
            if (!answer.words.isEmpty())
                showProblem(answer.words);
        });
    });
    connect(dialog, &ProfilesDialog::addRequested, this, &ConnectionController::openConnectDialog);
    connect(dialog, &ProfilesDialog::sandboxRequested, this, [this] {
        m_window->guard(tr("Open the sandbox"), tr("Open the sandbox"),
                        [this] { emit sandboxRequested(); });
    });
    dialog->open();
}

void ConnectionController::showProblem(const QString &words)
{
    m_window->notices()->show({u"connection"_s, Notice::Kind::Warning, words, {}, true});
}

} // namespace angee
