// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/connectiondoctor.h"

#include "core/daemon/requests.h"
#include "core/daemon/schemacalls.h"
#include "core/net/sshtunnel.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QHostInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QTcpSocket>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds stageLimit{6'000};
constexpr qsizetype longestRefusal = qsizetype(64) * 1024;

HttpRequest limited(HttpRequest request)
{
    request.idleTimeout = stageLimit;
    request.maxBody = qint64(1024) * 1024;
    return request;
}

//! Whether a body begins as an event stream does: with a comment or a field.
bool isEventStream(const QByteArray &body)
{
    const QByteArray line = body.trimmed();
    return line.startsWith(':') || line.startsWith("data:") || line.startsWith("event:")
        || line.startsWith("id:") || line.startsWith("retry:");
}

} // namespace

QString doctorStageName(ConnectionDoctor::Stage stage)
{
    using Stage = ConnectionDoctor::Stage;
    switch (stage) {
    case Stage::Ssh:
        return sshStageName(SshStage::Connection);
    case Stage::SshHostKey:
        return sshStageName(SshStage::HostKey);
    case Stage::SshLogin:
        return sshStageName(SshStage::Login);
    case Stage::SshForwarding:
        return sshStageName(SshStage::Forwarding);
    case Stage::HostName:
        return ConnectionDoctor::tr("Host name");
    case Stage::Port:
        return ConnectionDoctor::tr("Port");
    case Stage::SecureConnection:
        return ConnectionDoctor::tr("Secure connection");
    case Stage::Health:
        return ConnectionDoctor::tr("Daemon");
    case Stage::Authorisation:
        return ConnectionDoctor::tr("Token");
    case Stage::GraphQl:
        return ConnectionDoctor::tr("GraphQL");
    case Stage::LiveUpdates:
        return ConnectionDoctor::tr("Live updates");
    }
    Q_UNREACHABLE();
}

ConnectionDoctor::ConnectionDoctor(const BaseUrl &base, const QByteArray &bearer,
                                   const ConnectionPolicy &policy, QObject *parent)
    : QObject(parent)
    , m_client(new HttpClient(base, this))
    , m_hasBearer(!bearer.isEmpty())
{
    m_client->setPolicy(policy);
    m_client->setBearer(bearer);
    connect(m_client, &HttpClient::certificateRefused, this,
            [this](const QString &, const QByteArray &sha256) { m_refusedCertificate = sha256; });
    const QList<Stage> way = base.ssh()
        ? QList{Stage::Ssh, Stage::SshHostKey, Stage::SshLogin, Stage::SshForwarding}
        : QList{Stage::HostName, Stage::Port, Stage::SecureConnection};
    for (const Stage stage :
         way + QList{Stage::Health, Stage::Authorisation, Stage::GraphQl, Stage::LiveUpdates})
        m_lines.append({stage, Verdict::Waiting, {}, {}, 0});
    m_limit.setSingleShot(true);
}

ConnectionDoctor::~ConnectionDoctor() = default;

void ConnectionDoctor::start()
{
    if (m_current < 0)
        QMetaObject::invokeMethod(this, &ConnectionDoctor::next, Qt::QueuedConnection);
}

const ConnectionDoctor::Line *ConnectionDoctor::firstFailure() const
{
    for (const Line &line : m_lines) {
        if (line.verdict == Verdict::Failed)
            return &line;
    }
    return nullptr;
}

void ConnectionDoctor::next()
{
    if (++m_current >= m_lines.size()) {
        m_finished = true;
        emit finished();
        return;
    }
    m_timer.start();
    m_lines[m_current].verdict = Verdict::Running;
    emit lineChanged(int(m_current));
    run(m_lines.at(m_current).stage);
}

void ConnectionDoctor::run(Stage stage)
{
    switch (stage) {
    case Stage::Ssh:
        return openTunnel();
    case Stage::SshHostKey:
    case Stage::SshLogin:
        return followTunnel();
    case Stage::SshForwarding:
        return askThroughTunnel();
    case Stage::HostName:
        return lookUpHost();
    case Stage::Port:
        return connectToPort();
    case Stage::SecureConnection: {
        if (!m_client->base().isTls())
            return settle(Verdict::NotNeeded, tr("Plain http."), {});
        return ask(limited(HealthCall().request()), &ConnectionDoctor::judgeTls);
    }
    case Stage::Health:
        return ask(limited(HealthCall().request()), &ConnectionDoctor::judgeHealth);
    case Stage::Authorisation:
        return ask(limited(quickRead("/stack/status"_ba)), &ConnectionDoctor::judgeAuthorisation);
    case Stage::GraphQl:
        return ask(limited(graphQlRequest("{ health { status } }"_ba, {}, {}, false)),
                   &ConnectionDoctor::judgeGraphQl);
    case Stage::LiveUpdates:
        return listen();
    }
    Q_UNREACHABLE();
}

void ConnectionDoctor::lookUpHost()
{
    const QString host = m_client->base().host();
    if (m_client->proxy().type() != QNetworkProxy::NoProxy)
        return settle(Verdict::NotNeeded, tr("Left to the proxy."), {});
    if (!QHostAddress(host).isNull())
        return settle(Verdict::NotNeeded, tr("The address is a number."), {});
    QHostInfo::lookupHost(host, this, [this, host](const QHostInfo &info) {
        if (info.error() != QHostInfo::NoError || info.addresses().isEmpty())
            return fail(tr("\"%1\" has no address: %2").arg(host, info.errorString()),
                        tr("Check the spelling, and whether a VPN or name server is needed."));
        pass(info.addresses().constFirst().toString());
    });
}

void ConnectionDoctor::connectToPort()
{
    const BaseUrl &base = m_client->base();
    const QNetworkProxy proxy = m_client->proxy();
    if (proxy.type() != QNetworkProxy::NoProxy)
        return settle(Verdict::NotNeeded,
                      tr("Left to the proxy %1:%2.").arg(proxy.hostName()).arg(proxy.port()), {});
    const int port = base.rest("/"_ba).port(base.isTls() ? 443 : 80);
    m_socket = new QTcpSocket(this);
    m_socket->setProxy(QNetworkProxy::NoProxy);
    connect(m_socket, &QTcpSocket::connected, this, [this, port] {
        m_limit.disconnect(this);
        m_socket->disconnect(this);
        m_socket->abort();
        pass(tr("Something listens on port %1.").arg(port));
    });
    connect(m_socket, &QTcpSocket::errorOccurred, this, [this, port] {
        m_limit.disconnect(this);
        const QString words = m_socket->errorString();
        m_socket->disconnect(this);
        fail(tr("Port %1 cannot be reached: %2").arg(port).arg(words),
             tr("Is the daemon running, and is this its port? Its default is 9000."));
    });
    connect(&m_limit, &QTimer::timeout, this, [this, port] {
        m_limit.disconnect(this);
        m_socket->disconnect(this);
        m_socket->abort();
        fail(tr("Port %1 does not answer.").arg(port),
             tr("A firewall may be dropping the connection, or the machine is away."));
    });
    m_limit.start(stageLimit);
    m_socket->connectToHost(base.host(), quint16(port));
}

void ConnectionDoctor::openTunnel()
{
    SshTunnel *tunnel = m_client->tunnel();
    // Queued: whoever hears of a line may end the doctor, and the tunnel with it.
    connect(tunnel, &SshTunnel::stageChanged, this, &ConnectionDoctor::followTunnel,
            Qt::QueuedConnection);
    connect(tunnel, &SshTunnel::stateChanged, this, &ConnectionDoctor::followTunnel,
            Qt::QueuedConnection);
    (void)tunnel->open();
    followTunnel();
}

//! One step; the next one looks for itself.
void ConnectionDoctor::followTunnel()
{
    if (m_finished || m_current < 0 || m_lines.at(m_current).verdict != Verdict::Running)
        return;
    const SshTunnel *tunnel = m_client->tunnel();
    static const QHash<Stage, SshStage> stages{{Stage::Ssh, SshStage::Connection},
                                               {Stage::SshHostKey, SshStage::HostKey},
                                               {Stage::SshLogin, SshStage::Login},
                                               {Stage::SshForwarding, SshStage::Forwarding}};
    const auto stage = stages.constFind(m_lines.at(m_current).stage);
    if (stage == stages.cend())
        return;
    const bool failed = tunnel->state() == SshTunnel::State::Failed;
    const SshStage reached = failed ? tunnel->failure().stage : tunnel->stage();
    if (reached > *stage && *stage != SshStage::Forwarding)
        return pass(*stage == SshStage::Connection ? tr("An ssh server answers.")
                        : *stage == SshStage::HostKey
                        ? tr("The machine is the one that it should be.")
                        : tr("The user is let in."));
    if (failed)
        return fail(tunnel->failure().words, tunnel->failure().advice);
    if (*stage == SshStage::Forwarding && tunnel->state() == SshTunnel::State::Up) {
        m_client->tunnel()->disconnect(this);
        askThroughTunnel();
    }
}

void ConnectionDoctor::askThroughTunnel()
{
    if (m_client->tunnel()->state() != SshTunnel::State::Up)
        return followTunnel();
    m_client->tunnel()->disconnect(this);
    ask(limited(HealthCall().request()), &ConnectionDoctor::judgeForwarding);
}

void ConnectionDoctor::judgeForwarding(const HttpResult &result)
{
    const SshTunnel *tunnel = m_client->tunnel();
    if (tunnel->state() == SshTunnel::State::Failed)
        return fail(tunnel->failure().words, tunnel->failure().advice);
    if (result.failure != HttpFailure::Lost && result.failure != HttpFailure::Unreachable)
        return pass(tr("Port %1 answers there.").arg(tunnel->address().daemonPort));
    const auto settleOnce = [this, tunnel] {
        m_limit.disconnect(this);
        tunnel->disconnect(this);
        const QString why = tunnel->forwardProblem();
        fail(why.isEmpty()
                 ? tr("What listens on port %1 there hangs up.").arg(tunnel->address().daemonPort)
                 : why,
             {});
    };
    if (!tunnel->forwardProblem().isEmpty())
        return settleOnce();
    // What ssh says of it comes another way than the end of the connection, and may be behind it.
    constexpr std::chrono::milliseconds aMoment{1'000};
    connect(tunnel, &SshTunnel::forwardRefused, this, settleOnce, Qt::QueuedConnection);
    connect(&m_limit, &QTimer::timeout, this, settleOnce);
    m_limit.start(aMoment);
}

void ConnectionDoctor::ask(const HttpRequest &request,
                           void (ConnectionDoctor::*judge)(const HttpResult &))
{
    HttpExchange *exchange = m_client->send(request, this);
    connect(exchange, &HttpExchange::finished, this,
            [this, judge](const HttpResult &result) { (this->*judge)(result); });
}

void ConnectionDoctor::judgeTls(const HttpResult &result)
{
    if (result.failure == HttpFailure::Tls)
        return fail(
            result.detail,
            m_refusedCertificate.isEmpty()
                ? tr("Is this an https port?")
                : tr("If you know this certificate, compare its fingerprint and accept it for "
                     "this profile, or name its authority there."));
    // Silence, or an end before TLS stood, says nothing of a certificate.
    if (!result.isAnswer() && !result.encrypted)
        return fail(OperatorDaemonError::fromHttp({}, result).summary(),
                    tr("Is this an https port?"));
    pass(tr("The certificate is accepted."));
}

void ConnectionDoctor::judgeHealth(const HttpResult &result)
{
    const QJsonObject body = QJsonDocument::fromJson(result.body).object();
    if (result.isSuccess() && body.value("status"_L1).toString() == "ok"_L1) {
        const QString clock = m_client->clock().sentence();
        return pass(tr("An operator daemon answers.") + (clock.isEmpty() ? clock : u' ' + clock));
    }
    if (result.isAnswer() && result.status >= 300 && result.status < 400)
        return fail(tr("It redirects to %1.").arg(result.location),
                    tr("Use that address itself if you trust it; redirects are not followed."));
    if (result.isAnswer())
        return fail(tr("What answers is not an operator daemon (HTTP %1, %2).")
                        .arg(result.status)
                        .arg(QString::fromLatin1(result.contentType)),
                    tr("Is a path missing from the address, such as /operator?"));
    fail(OperatorDaemonError::fromHttp({}, result).summary(),
         tr("The port is open, but nothing there answers as a daemon does."));
}

void ConnectionDoctor::judgeAuthorisation(const HttpResult &result)
{
    if (result.isAnswer() && result.status == 401)
        return fail(m_hasBearer ? tr("The daemon does not accept this token.")
                                : tr("The daemon asks for a token."),
                    tr("The token is the daemon's --token, or one that was minted with it."));
    if (!result.isAnswer())
        return fail(OperatorDaemonError::fromHttp({}, result).summary(),
                    tr("The token was not judged; the connection failed before."));
    if (result.status >= 500)
        return fail(OperatorDaemonError::fromHttp({}, result).summary(),
                    tr("The token is accepted, but the daemon's stack cannot be read."));
    if (!m_hasBearer) {
        m_open = true;
        return pass(tr("This daemon is open: it asks nobody for a token."));
    }
    // A daemon without a token ignores whatever is sent. That is worth knowing.
    HttpRequest request = limited(quickRead("/stack/status"_ba));
    request.anonymous = true;
    ask(request, &ConnectionDoctor::judgeOpenness);
}

void ConnectionDoctor::judgeOpenness(const HttpResult &result)
{
    m_open = result.isSuccess();
    pass(m_open ? tr("Accepted, but this daemon is open: it asks nobody for a token.")
                : tr("The token is accepted."));
}

void ConnectionDoctor::judgeGraphQl(const HttpResult &result)
{
    const QJsonObject body = QJsonDocument::fromJson(result.body).object();
    if (result.isSuccess() && body.value("data"_L1).isObject())
        return pass(tr("Queries are answered."));
    const QString proxy = tr("Does a proxy let POST /graphql through?");
    if (!result.isSuccess())
        return fail(OperatorDaemonError::fromHttp({}, result).summary(), proxy);
    if (body.value("errors"_L1).toArray().isEmpty())
        return fail(tr("The answer is no GraphQL answer."), proxy);
    fail(OperatorDaemonError::fromHttp({}, result).summary(),
         tr("This console does not fit the daemon's version; it may be too old or too new."));
}

void ConnectionDoctor::listen()
{
    HttpRequest request = graphQlRequest(
        "subscription { onStackSnapshotChange { health { status } } }"_ba, {}, {}, false);
    request.accept = "text/event-stream"_ba;
    request.streaming = true;
    HttpExchange *exchange = m_client->send(request, this);
    const auto settleOnce = [this, exchange](bool good, const QString &words) {
        m_limit.disconnect(this);
        exchange->disconnect(this);
        exchange->abort();
        if (good)
            return pass(words);
        fail(words,
             tr("A proxy may hold event streams back. Only subscriptions in the Schema pane need "
                "them; for everything else the console asks every few seconds."));
    };
    m_streamed.clear();
    // The daemon sends a first comment at once; a proxy that buffers keeps it, or sends a page.
    connect(exchange, &HttpExchange::bodyReceived, this,
            [this, settleOnce](const QByteArray &chunk) {
                m_streamed += chunk.left(longestRefusal - m_streamed.size());
                if (isEventStream(m_streamed))
                    settleOnce(true, tr("Event streams get through."));
            });
    connect(exchange, &HttpExchange::finished, this, [this, settleOnce](HttpResult result) {
        result.body = m_streamed; // a streamed answer keeps none itself
        settleOnce(false,
                   result.isSuccess() ? tr("The answer is no event stream.")
                                      : OperatorDaemonError::fromHttp({}, result).summary());
    });
    connect(&m_limit, &QTimer::timeout, this,
            [settleOnce] { settleOnce(false, tr("The event stream stays silent.")); });
    m_limit.start(stageLimit);
}

void ConnectionDoctor::pass(const QString &words)
{
    settle(Verdict::Passed, words, {});
}

void ConnectionDoctor::fail(const QString &words, const QString &advice)
{
    settle(Verdict::Failed, words, advice);
}

void ConnectionDoctor::settle(Verdict verdict, const QString &words, const QString &advice)
{
    Line &line = m_lines[m_current];
    line.verdict = verdict;
    line.words = words;
    line.advice = advice;
    line.elapsedMs = m_timer.elapsed();
    emit lineChanged(int(m_current));
    // Behind a failure nothing can be learnt; live updates alone are no reason to stop before the
    // end.
    if (verdict == Verdict::Failed && m_current + 1 < m_lines.size()) {
        m_finished = true;
        QMetaObject::invokeMethod(this, &ConnectionDoctor::finished, Qt::QueuedConnection);
        return;
    }
    QMetaObject::invokeMethod(this, &ConnectionDoctor::next, Qt::QueuedConnection);
}

} // namespace angee
