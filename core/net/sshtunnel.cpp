// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/sshtunnel.h"

#include "core/base/logging.h"
#include "core/net/tunnelrelay.h"

#include <QDir>
#include <QFile>
#include <QMetaMethod>
#include <QProcess>
#include <QStandardPaths>

#include <utility>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#endif

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! The path of a socket may have 107 bytes.
constexpr qsizetype longestFolder = 80;

//! A folder that is the user's alone, with a name that ssh takes as it stands.
std::unique_ptr<QTemporaryDir> makeFolder()
{
    const auto plain = [](const QString &path) {
        return path.size() < longestFolder && !path.contains(u':') && !path.contains(u'%')
            && !path.contains(u'$');
    };
    for (const QString &place :
         {QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation), u"/tmp"_s}) {
        if (place.isEmpty() || !plain(place))
            continue;
        auto folder = std::make_unique<QTemporaryDir>(place + u"/angee-ssh-XXXXXX"_s);
        if (folder->isValid())
            return folder;
    }
    return std::make_unique<QTemporaryDir>();
}

//! Codes that are good for one time alone are never given twice.
bool isLasting(const QString &words)
{
    return words.endsWith("'s password:"_L1) || words.startsWith("Enter passphrase for key"_L1);
}

} // namespace

QString sshStageName(SshStage stage)
{
    switch (stage) {
    case SshStage::Connection:
        return SshTunnel::tr("ssh connection");
    case SshStage::HostKey:
        return SshTunnel::tr("ssh host key");
    case SshStage::Login:
        return SshTunnel::tr("ssh login");
    case SshStage::Forwarding:
        return SshTunnel::tr("ssh forwarding");
    }
    Q_UNREACHABLE();
}

SshTunnel::SshTunnel(SshAddress address, QObject *parent)
    : QObject(parent)
    , m_address(std::move(address))
    , m_relay(new TunnelRelay(this))
{
    connect(m_relay, &TunnelRelay::carried, this, [this] { m_talk.forgetRefusedForward(); });
}

SshTunnel::~SshTunnel()
{
    dropProcess();
}

quint16 SshTunnel::localPort() const
{
    return m_relay->port();
}

QString SshTunnel::forwardProblem() const
{
    const QString why = m_talk.refusedForward();
    if (why.isEmpty())
        return {};
    if (why.contains("prohibited"_L1))
        return tr("The ssh server of %1 forbids forwarding to port %2 (%3). AllowTcpForwarding and "
                  "PermitOpen in its sshd_config, or the options of your key, say so.")
            .arg(m_address.machine())
            .arg(m_address.daemonPort)
            .arg(why);
    return tr("On %1 nothing answers on port %2 (%3). Is the daemon running there, and is this its "
              "port?")
        .arg(m_address.machine())
        .arg(m_address.daemonPort)
        .arg(why);
}

bool SshTunnel::open()
{
    if (m_state == State::Failed && m_failure.needsPerson)
        return false;
    if (m_state == State::Idle || m_state == State::Failed)
        start();
    return m_state != State::Failed;
}

void SshTunnel::reset()
{
    if (m_state == State::Failed)
        setState(State::Idle);
}

QStringList SshTunnel::arguments() const
{
    QStringList arguments{u"-v"_s, u"-N"_s, u"-T"_s, u"-a"_s, u"-x"_s};
    for (const QString &option :
         {u"ExitOnForwardFailure=yes"_s, u"ServerAliveInterval=5"_s, u"ServerAliveCountMax=3"_s,
          u"ConnectTimeout=20"_s, u"ControlMaster=no"_s, u"ControlPath=none"_s,
          u"PermitLocalCommand=no"_s, u"RemoteCommand=none"_s, u"ForkAfterAuthentication=no"_s})
        arguments << u"-o"_s << option;
    arguments << u"-L"_s
              << u"%1:127.0.0.1:%2"_s.arg(m_folder->filePath(QString::number(m_round)))
                     .arg(m_address.daemonPort);
    if (m_address.port)
        arguments << u"-p"_s << QString::number(*m_address.port);
    if (!m_address.user.isEmpty())
        arguments << u"-l"_s << m_address.user;
    return arguments << u"--"_s << m_address.host;
}

void SshTunnel::start()
{
    ++m_round;
    m_talk = SshTalk();
    m_given.clear();
    if (!m_folder)
        m_folder = makeFolder();
    if (!m_askpass) {
        m_askpass = new AskpassServer(this);
        connect(m_askpass, &AskpassServer::asked, this, &SshTunnel::onAsked);
        connect(m_askpass, &AskpassServer::withdrawn, this, [this](quint64 id) {
            m_open.remove(id);
            emit questionWithdrawn(id);
        });
        if (!m_folder->isValid() || !m_askpass->listen(m_folder->filePath(u"ask"_s))) {
            delete std::exchange(m_askpass, nullptr);
            return fail({SshStage::Connection,
                         tr("No folder of your own could be made for the tunnel."),
                         {},
                         true});
        }
    }
    m_process = new QProcess(this);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const auto own = m_askpass->environment();
    for (auto it = own.cbegin(); it != own.cend(); ++it)
        environment.insert(it.key(), it.value());
    m_process->setProcessEnvironment(environment);
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setStandardOutputFile(QProcess::nullDevice());
#ifdef Q_OS_LINUX
    // A console that is killed leaves no tunnel behind.
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
#endif
    connect(m_process, &QProcess::readyReadStandardError, this, &SshTunnel::onErrorOutput);
    connect(m_process, &QProcess::finished, this, &SshTunnel::onEnded);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail({SshStage::Connection,
                  tr("ssh could not be started: %1").arg(m_process->errorString()),
                  tr("Install the OpenSSH client (package openssh-client)."), true});
    });
    setState(State::Opening);
    m_process->start(u"ssh"_s, arguments());
}

void SshTunnel::onErrorOutput()
{
    const SshStage before = m_talk.stage();
    const QString refused = m_talk.refusedForward();
    m_talk.read(m_process->readAllStandardError());
    if (m_talk.stage() != before)
        emit stageChanged();
    if (m_state == State::Opening && m_talk.isListening()) {
        m_known.insert(m_given);
        m_relay->setTarget(m_folder->filePath(QString::number(m_round)));
        setState(State::Up);
    }
    if (m_talk.refusedForward() != refused)
        emit forwardRefused();
}

void SshTunnel::onEnded()
{
    m_talk.read(m_process->readAllStandardError() + '\n');
    SshFailure failure = m_talk.failure();
    if (m_state == State::Up) { // whatever it said since then, the way was good
        failure.stage = SshStage::Connection;
        failure.needsPerson = false;
        failure.words =
            tr("The ssh connection to %1 has ended. %2").arg(m_address.machine(), failure.words);
        failure.advice.clear();
    } else if (failure.stage == SshStage::Login) {
        m_known.clear();
    }
    fail(failure);
}

void SshTunnel::onAsked(SshQuestion question)
{
    question.before = m_talk.takeRemarks();
    if (const QString known = m_known.value(question.words);
        !known.isEmpty() && !m_given.contains(question.words)) {
        m_given.insert(question.words, known);
        return m_askpass->answer(question.id, known);
    }
    m_open.insert(question.id, question.words);
    static const QMetaMethod asked = QMetaMethod::fromSignal(&SshTunnel::questionAsked);
    if (!isSignalConnected(asked))
        return decline(question.id);
    emit questionAsked(question);
}

void SshTunnel::answer(quint64 questionId, const QString &text)
{
    if (const QString words = m_open.take(questionId); isLasting(words))
        m_given.insert(words, text);
    m_askpass->answer(questionId, text);
}

void SshTunnel::decline(quint64 questionId)
{
    const QString words = m_open.take(questionId);
    if (words.isEmpty())
        return;
    m_askpass->decline(questionId);
    emit questionWithdrawn(questionId);
    // Else ssh would try an empty password, and ask again.
    fail({m_talk.stage(), tr("ssh asked, and nobody answered: %1").arg(words),
          tr("Try again and answer, or put the key into the agent."), true});
}

void SshTunnel::fail(const SshFailure &failure)
{
    qCInfo(sshLog).noquote() << m_address.display() << "failed at" << sshStageName(failure.stage)
                             << (failure.needsPerson ? "and waits" : "");
    m_failure = failure;
    m_relay->setTarget({});
    dropProcess();
    const auto open = std::exchange(m_open, {});
    for (auto it = open.cbegin(); it != open.cend(); ++it) {
        m_askpass->decline(it.key());
        emit questionWithdrawn(it.key());
    }
    setState(State::Failed);
}

//! Asked to end and not waited for.
void SshTunnel::dropProcess()
{
    if (!m_process)
        return;
    QProcess *process = std::exchange(m_process, nullptr);
    process->disconnect(this);
    if (process->state() == QProcess::NotRunning)
        return process->deleteLater();
    process->setParent(nullptr); // whose end would wait for it
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    process->terminate();
}

void SshTunnel::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    qCDebug(sshLog).noquote() << m_address.display() << state;
    emit stateChanged();
}

} // namespace angee
