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

namespace {

const auto givenId = u"given"_s; // no profile has it: theirs are UUIDs

} // namespace

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
        m_window->guard(tr("Disconnect"), tr("Disconnect"), [this] {
            ++m_choice; // a keyring that answers later connects nothing
            m_session->disconnectFromDaemon();
        });
    });
    connect(m_profiles, &ProfileStore::changed, this, &ConnectionController::updateProfiles);
    connect(m_session, &Session::daemonChanged, this, &ConnectionController::updateProfiles);
    updateProfiles();
}

ConnectionController::~ConnectionController() = default;

void ConnectionController::setGiven(const ConnectionSettings &given)
{
    m_given = given;
    updateProfiles();
}

void ConnectionController::updateProfiles()
{
    QList<Profile> choices = m_profiles->profiles();
    if (m_given) {
        Profile given;
        given.id = givenId;
        given.name = m_given->profileName;
        given.url = m_given->url.value;
        choices.prepend(given);
    }
    QString current;
    if (m_session->isConnected()) {
        const ConnectionSettings &settings = m_session->settings();
        current = settings.kind == ConnectionSettings::Kind::Given ? givenId : settings.profileId;
    }
    m_window->header()->setProfiles(choices, current);
}

void ConnectionController::choose(const QString &profileId)
{
    if (m_given && profileId == givenId) {
        m_window->guard(tr("Connect to %1").arg(m_given->profileName), tr("Change profile"),
                        [this] { connectToGiven(); });
        return;
    }
    const auto profile = m_profiles->byId(profileId);
    if (!profile)
        return;
    m_window->guard(tr("Connect to %1").arg(profile->name), tr("Change profile"),
                    [this, profile] { connectToProfile(*profile); });
}

void ConnectionController::connectTo(const ConnectionSettings &settings)
{
    ++m_choice;
    m_session->connectTo(settings);
}

void ConnectionController::connectToGiven()
{
    connectTo(*m_given);
}

void ConnectionController::connectToProfile(const Profile &profile)
{
    const quint64 choice = beginChoice();
    m_credentials->read(profile, this,
                        [this, profile, choice](const CredentialStore::Answer &answer) {
                            if (!isLatest(choice))
                                return;
                            if (!answer.words.isEmpty())
                                showProblem(answer.words);
                            m_profiles->setLastUsed(profile.id);
                            connectTo(ConnectionSettings::ofProfile(profile, answer.bearer));
                        });
}

void ConnectionController::openConnectDialog()
{
    editProfile({}, {}, {});
}

void ConnectionController::openConnectDialog(const QString &address, const QString &message)
{
    Profile profile;
    profile.url = address;
    editProfile(profile, {}, message);
}

void ConnectionController::askForToken()
{
    const ConnectionSettings &settings = m_session->settings();
    // A saved profile is shown as it is saved: the session's address never gets into it.
    std::optional<Profile> profile = m_profiles->byId(settings.profileId);
    if (!profile) { // what was typed for a connection that was not saved stays
        profile = Profile{};
        profile->url = settings.url.value;
        profile->actor = settings.actor.value;
        profile->ttl = settings.ttl.value;
        profile->scope = settings.identity().scope;
        profile->protection = settings.protection;
        profile->colour = settings.profileColour;
        profile->allowPlainHttp = settings.policy.allowPlainHttp;
        profile->pinnedCertificate = settings.policy.pinnedCertificate;
    }
    editProfile(*profile, {},
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
    if (m_given && profile.id.isEmpty() && profile.url == m_given->url.value)
        m_dialog->setSources(*m_given);
    m_dialog->setMessage(message);
    connect(m_dialog, &ConnectDialog::connectChosen, this, &ConnectionController::onConnectChosen);
    m_dialog->open();
}

void ConnectionController::onConnectChosen(const Profile &profile, const QByteArray &token,
                                           bool remember)
{
    if (!remember) {
        m_dialog->close();
        m_window->guard(tr("Connect to %1").arg(profile.name), tr("Connect"),
                        [=, this] { connectTyped(profile, token); });
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
    Profile saved = profile;
    saved.id = *id;
    m_credentials->write(saved, token, this, [this, id](const CredentialStore::Answer &answer) {
        if (!answer.words.isEmpty())
            showProblem(answer.words);
        choose(*id);
    });
}

void ConnectionController::connectTyped(const Profile &profile, const QByteArray &token)
{
    // Another token for what the command line named is still what the command line named.
    const bool given = m_given && profile.id.isEmpty()
        && BaseUrl::parse(profile.url) == BaseUrl::parse(m_given->url.value);
    ConnectionSettings settings =
        ConnectionSettings::typed(profile, token, m_profiles->byId(profile.id));
    if (given) {
        settings.kind = ConnectionSettings::Kind::Given;
        settings.profileName = m_given->profileName;
        setGiven(settings);
    }
    connectTo(settings);
}

void ConnectionController::openProfilesDialog()
{
    auto *dialog = new ProfilesDialog(m_profiles, m_window);
    connect(dialog, &ProfilesDialog::editRequested, this, [this](const QString &id) {
        const auto profile = m_profiles->byId(id);
        if (!profile)
            return;
        m_credentials->read(*profile, this, [this, profile](const CredentialStore::Answer &answer) {
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
