// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/session/session.h"

#include "core/base/logging.h"
#include "core/base/statefile.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/outputs/outputrecorder.h"
#include "core/session/manifestwatch.h"
#include "core/session/oldstates.h"
#include "core/session/serviceobserver.h"
#include "core/session/slotobserver.h"
#include "core/tasks/activityjournal.h"
#include "core/tasks/taskrunner.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>
#include <QUrl>

#include <memory>
#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

Session::Session(QString dataFolder, QObject *parent)
    : QObject(parent)
    , m_dataFolder(std::move(dataFolder))
    , m_tasks(new TaskRunner(this))
{
    // First, so that whoever hears of the change finds the gate up to date.
    connect(this, &Session::stateChanged, m_tasks, [this] {
        m_tasks->gate()->setObstacle(whyNoChanges());
        m_tasks->gate()->setStackName(stackName());
    });
    m_observer = new ServiceObserver(this);
    m_manifest = new ManifestWatch(this, this);
    m_oldStates = new OldStates(this);
    m_slotObserver = new SlotObserver(this);
    m_outputs = new OutputRecorder(m_tasks, this);
    // Minted tokens are known by their form.
    m_outputs->setSecrets([this] { return QByteArrayList{m_settings.token.value.toUtf8()}; });
    connect(m_tasks, &TaskRunner::taskFinished, this, [this] {
        if (m_live)
            m_live->refresh();
    });
}

Session::~Session()
{
    disconnectFromDaemon();
}

void Session::connectTo(const ConnectionSettings &settings)
{
    // What was done at one daemon must not be read as said of another. What still runs is told once
    // it has ended.
    if (settings.profileId != m_settings.profileId || settings.url.value != m_settings.url.value)
        m_tasks->forgetEnded();
    disconnectFromDaemon();
    m_settings = settings;
    m_problem = settings.problem();
    m_open = false;
    m_askedWhetherOpen = false;
    m_tasks->gate()->setProfile({settings.protection, profileName(), settings.profileColour});
    qCInfo(sessionLog).noquote() << "connecting to" << settings.url.value << "given by"
                                 << settingSourceName(settings.url.source);
    m_daemon = m_problem.isEmpty() ? OperatorDaemon::fromSettings(settings, this) : nullptr;
    if (!m_daemon) {
        emit daemonChanged();
        emit stateChanged();
        return;
    }
    const QDir folder(profileFolder());
    m_journal = new ActivityJournal(folder.filePath(u"activity.jsonl"_s), profileName(),
                                    settings.identity().actor, this);
    m_live = new LiveStore(m_daemon, folder.filePath(u"snapshot.json"_s), m_timings, this);
    m_live->keepSights(folder.filePath(u"seen.json"_s));
    m_tasks->setDaemon(m_daemon);
    m_tasks->setJournal(m_journal);
    m_outputs->setProfile(folder.filePath(u"outputs"_s), profileName());

    connect(m_live, &LiveStore::stateChanged, this, [this](LiveState state) {
        if (isCurrent(state))
            askWhetherOpen();
        emit stateChanged();
    });
    connect(m_live, &LiveStore::snapshotChanged, this, &Session::stateChanged);
    connect(m_daemon->authenticator(), &Authenticator::stateChanged, this,
            &Session::onAuthentication);
    connect(m_daemon, &OperatorDaemon::unauthorized, this, &Session::bearerRefused);
    emit daemonChanged();
    emit stateChanged();
    // What it asks waits for the token.
    m_live->start();
}

void Session::disconnectFromDaemon()
{
    if (!m_daemon)
        return;
    qCInfo(sessionLog) << "leaving";
    m_tasks->gate()->setProfile({});
    m_tasks->setDaemon(nullptr);
    const QList<QObject *> going{m_live, m_daemon};
    const std::unique_ptr<ActivityJournal> journal(m_journal);
    m_live->stop();
    m_live = nullptr;
    m_daemon = nullptr;
    m_journal = nullptr;
    emit daemonChanged();
    emit stateChanged();
    // Last, and the store before the client it uses: whoever heard of the change let go of them.
    qDeleteAll(going);
    // What was cut off by it has been written down as such.
    m_tasks->setJournal(nullptr);
    m_outputs->setProfile({}, {});
}

void Session::onAuthentication()
{
    const bool ready = m_daemon->authenticator()->state() == Authenticator::State::Ready;
    if (ready && m_live->state() == LiveState::Unauthorized)
        m_live->retryNow();
}

//! A daemon without a token lets everybody in and ignores what it is sent, so that nothing but a
//! question without a bearer tells.
void Session::askWhetherOpen()
{
    if (std::exchange(m_askedWhetherOpen, true))
        return;
    if (m_settings.token.value.trimmed().isEmpty()) {
        m_open = true; // it has just answered to nobody in particular
        return;
    }
    constexpr std::chrono::milliseconds patience{15'000};
    HttpRequest request = graphQlRequest("{ health { status } }"_ba, {}, {}, false);
    request.anonymous = true;
    request.idleTimeout = patience;
    HttpExchange *exchange = m_daemon->http()->send(request, m_daemon);
    connect(exchange, &HttpExchange::finished, this, [this](const HttpResult &result) {
        const auto answer = QJsonDocument::fromJson(result.body);
        m_open = result.isSuccess() && answer["data"_L1].isObject();
        emit stateChanged();
    });
}

bool Session::isConnected() const
{
    return m_daemon;
}

OperatorDaemon *Session::daemon() const
{
    return m_daemon;
}

LiveStore *Session::live() const
{
    return m_live;
}

ActivityJournal *Session::journal() const
{
    return m_journal;
}

QString Session::profileFolder() const
{
    // A connection without a profile has a folder of its own for each address.
    const QString key = !m_settings.profileId.isEmpty() ? m_settings.profileId
                                                        : u"address-"_s
            + QString::fromLatin1(QCryptographicHash::hash(m_settings.url.value.toUtf8(),
                                                           QCryptographicHash::Sha256)
                                      .toHex()
                                      .left(16));
    QString path = QDir(m_dataFolder).filePath(u"profiles/"_s + key);
    // From the top: mkpath() would make those above with the usual mode. What cannot be made is
    // told by whoever writes there.
    for (const QString &folder : {m_dataFolder, QDir(m_dataFolder).filePath(u"profiles"_s), path})
        (void)makePrivateFolder(folder);
    return path;
}

QString Session::profileName() const
{
    if (!m_settings.profileName.isEmpty())
        return m_settings.profileName;
    const auto base = BaseUrl::parse(m_settings.url.value);
    return base ? base->host() : QString();
}

QString Session::stackName() const
{
    const SnapshotPtr snapshot = m_live ? m_live->snapshot() : nullptr;
    return snapshot ? toText(snapshot->stackName()) : QString();
}

QString Session::ownService() const
{
    const SnapshotPtr snapshot = m_live ? m_live->snapshot() : nullptr;
    if (!snapshot)
        return {};
    if (const auto &entries = m_manifest->entries()) {
        // Behind TLS the port is as a rule that of a proxy.
        const int port = m_daemon->base().isTls() ? 0 : QUrl(m_daemon->base().display()).port(0);
        return ownServiceOf(*entries, port);
    }
    // What it runs is not known: it is called so in stacks of the usual templates.
    const auto usual = u"operator"_s;
    return snapshot->service(usual.toStdString()) ? usual : QString();
}

QString Session::whyNoChanges() const
{
    if (!m_daemon)
        return m_problem.isEmpty() ? tr("Not connected to a daemon.") : m_problem;
    if (m_daemon->isReadOnly())
        return tr("This profile is read-only.");
    switch (m_live->state()) {
    case LiveState::Live:
    case LiveState::Resting:
    case LiveState::Stale:
        return {};
    default:
        return m_live->reason();
    }
}

} // namespace angee
