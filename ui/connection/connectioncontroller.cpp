// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/connection/connectioncontroller.h"

#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/net/sshtunnel.h"
#include "core/session/session.h"
#include "core/settings/credentialstore.h"
#include "core/settings/profilestore.h"
#include "ui/connection/connectdialog.h"
#include "ui/connection/profilesdialog.h"
#include "ui/connection/sshquestions.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/noticebar.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

const auto givenId = u"given"_s; // no profile has it: theirs are UUIDs
const auto refusedNotice = u"tokenRefused"_s;
const auto giveToken = u"giveToken"_s;
const auto keyringNotice = u"keyringWaits"_s;
const auto goOn = u"goOnWithoutKeyring"_s;
const auto notKeptNotice = u"tokenNotKept"_s;
const auto keepInFile = u"keepInFile"_s;

QString refusedWords()
{
    return ConnectionController::tr("The daemon does not accept the token. Nothing is tried until "
                                    "you give another one. What was refused is not sent again by "
                                    "itself.");
}

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
    connect(header, &HeaderBar::connectRequested, this, [this] { openConnectDialog(); });
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
    connect(m_session, &Session::daemonChanged, this, [this] {
        if (SshTunnel *tunnel =
                m_session->daemon() ? m_session->daemon()->http()->tunnel() : nullptr)
            new SshQuestions(tunnel, m_window); // the tunnel's
    });
    connect(m_session, &Session::bearerRefused, this, &ConnectionController::onBearerRefused);
    connect(m_session, &Session::stateChanged, this, &ConnectionController::onSessionState);
    connect(window->notices(), &NoticeBars::actionTriggered, this,
            [this](const QString &, const QString &action) {
                if (action == giveToken)
                    askForToken();
                else if (action == goOn)
                    m_credentials->giveUpWaiting();
                else if (action == keepInFile)
                    askToKeepInFile();
            });
    connect(m_credentials, &CredentialStore::waiting, this, [this] {
        m_window->notices()->show({keyringNotice,
                                   Notice::Kind::Information,
                                   tr("The system keyring has not answered yet. If it asks to be "
                                      "unlocked, do that."),
                                   {{goOn, tr("Go on without it")}},
                                   false});
    });
    connect(m_credentials, &CredentialStore::waitingEnded, this,
            [this] { m_window->notices()->clear(keyringNotice); });
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
    if (const QString problem = settings.problem(); !problem.isEmpty())
        return showProblem(tr("%1 cannot be connected: %2").arg(settings.profileName, problem));
    m_window->notices()->clear(refusedNotice);
    m_window->notices()->clear(waysToConnect);
    m_session->connectTo(settings);
}

void ConnectionController::connectToGiven()
{
    connectTo(*m_given);
}

void ConnectionController::connectToProfile(const Profile &profile)
{
    const quint64 choice = beginChoice();
    readProfileSecrets(m_credentials, profile, this,
                       [this, choice](const Profile &whole, const CredentialStore::Answer &token) {
                           if (!isLatest(choice))
                               return;
                           if (!token.words.isEmpty())
                               showProblem(token.words);
                           if (!m_profiles->setLastUsed(whole.id))
                               showProblem(m_profiles->problem());
                           connectTo(ConnectionSettings::ofProfile(whole, token.bearer));
                       });
}

void ConnectionController::writeSecrets(const Profile &profile, const QByteArray &token,
                                        const std::function<void(const QString &)> &done)
{
    m_credentials->write(profile, token, this,
                         [this, profile, done](const CredentialStore::Answer &answer) {
                             const auto proxy = proxySecretOf(profile);
                             if (!proxy || profile.proxy.password.isEmpty())
                                 return done(answer.words);
                             m_credentials->write(*proxy, profile.proxy.password.toUtf8(), this,
                                                  [answer, done](const CredentialStore::Answer &) {
                                                      done(answer.words);
                                                  });
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

void ConnectionController::onBearerRefused()
{
    m_window->notices()->show({refusedNotice,
                               Notice::Kind::Unauthorized,
                               refusedWords(),
                               {{giveToken, tr("Give a token…")}},
                               false});
}

void ConnectionController::onSessionState()
{
    const LiveStore *live = m_session->live();
    const bool refused = live && live->state() == LiveState::Unauthorized;
    const bool failed = m_session->daemon()
        && m_session->daemon()->authenticator()->state() == Authenticator::State::Failed;
    if (!refused && !failed)
        m_window->notices()->clear(refusedNotice);
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
    editProfile(*profile, {}, refusedWords());
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
            tr("The profile could not be saved. %1 Untick saving to go on without.").arg(why));
        return;
    }
    m_dialog->close();
    Profile saved = profile;
    saved.id = *id;
    writeSecrets(saved, token, [this, id](const QString &words) {
        if (!words.isEmpty())
            tellNotKept(*id, words);
        choose(*id);
    });
}

void ConnectionController::tellNotKept(const QString &profileId, const QString &words)
{
    m_notKept = profileId;
    Notice notice{notKeptNotice, Notice::Kind::Warning, words, {}, true};
    if (!m_credentials->file().isEmpty())
        notice.actions.append({keepInFile, tr("Keep it in a file…")});
    m_window->notices()->show(notice);
}

void ConnectionController::askToKeepInFile()
{
    const auto profile = m_profiles->byId(m_notKept);
    if (!profile)
        return;
    Confirmation question;
    question.title = tr("Keep the token of \"%1\" in a file").arg(profile->name);
    question.profile = profile->name;
    question.colour = profile->colour;
    question.verb = tr("Keep it in the file");
    question.text =
        tr("The system keyring does not take the token. The file %1 is readable by you "
           "alone (mode 0600), but it is not encrypted: every program that you run, the "
           "machine's administrator and every copy of your home can read it, and "
           "whoever has the token controls the stack.")
            .arg(m_credentials->file());
    auto *dialog = new ConfirmDialog(question, m_window);
    connect(dialog, &ConfirmDialog::confirmed, this, [this, dialog, id = profile->id] {
        dialog->close();
        const QString problem = m_credentials->keepInFile(id);
        m_window->notices()->clear(notKeptNotice);
        if (!problem.isEmpty())
            showProblem(tr("The token could not be kept in the file: %1").arg(problem));
    });
    dialog->open();
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
        readProfileSecrets(m_credentials, *profile, this,
                           [this](const Profile &whole, const CredentialStore::Answer &token) {
                               editProfile(whole, QString::fromUtf8(token.bearer), token.words);
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
        m_credentials->remove(id + u"/proxy"_s, this, [](const CredentialStore::Answer &) {});
    });
    connect(dialog, &ProfilesDialog::newWindowRequested, this,
            &ConnectionController::newWindowRequested);
    connect(dialog, &ProfilesDialog::addRequested, this, [this] { openConnectDialog(); });
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
