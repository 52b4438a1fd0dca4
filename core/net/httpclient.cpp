// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/httpclient.h"

#include "core/base/clocks.h"
#include "core/net/httplog.h"
#include "core/net/oneshotbody.h"
#include "core/net/sshtunnel.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>
#include <QSslError>
#include <QTimer>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

QByteArray verbName(HttpVerb verb)
{
    switch (verb) {
    case HttpVerb::Get:
        return "GET"_ba;
    case HttpVerb::Post:
        return "POST"_ba;
    case HttpVerb::Put:
        return "PUT"_ba;
    case HttpVerb::Patch:
        return "PATCH"_ba;
    case HttpVerb::Delete:
        return "DELETE"_ba;
    }
    Q_UNREACHABLE();
}

namespace {

QByteArray fingerprint(const QSslCertificate &certificate)
{
    return certificate.digest(QCryptographicHash::Sha256).toHex();
}

// A GET that changes something has a (mostly empty) body as well, for the sake of OneShotBody: a
// plain GET is sent again by Qt when the server closes without an answer.
bool sendsBody(const HttpRequest &request)
{
    return request.verb != HttpVerb::Get || request.mutation;
}

constexpr qint64 readAhead = qint64(256) * 1024;
constexpr std::chrono::seconds tunnelLimit(60);
constexpr qint64 longestError = qint64(1024) * 1024;

bool isError(int status)
{
    return status >= 400;
}

// What has a body gets a connection of its own. An idle one may be closed by the other side at the
// very moment of reuse, and since the body cannot be sent again the outcome would be lost.
bool needsOwnConnection(const HttpRequest &request)
{
    return request.dedicated || request.streaming || sendsBody(request);
}

// The shared connections never wait for ever: an idle one that is reset just when a GET is put on
// it leaves that GET without an end in Qt 6.4.2.
std::chrono::milliseconds idleLimit(const HttpRequest &request)
{
    constexpr std::chrono::milliseconds sharedLimit(60'000);
    return request.idleTimeout.count() > 0 || needsOwnConnection(request) ? request.idleTimeout
                                                                          : sharedLimit;
}

//! Without being asked: Qt answers no question of a proxy in clear once it may not log in to the
//! server either, and a body that has been sent cannot be sent again. For TLS the tunnel does it.
void authorizeToProxy(const QNetworkProxy &proxy, QNetworkRequest *request)
{
    if (proxy.type() != QNetworkProxy::HttpProxy || proxy.user().isEmpty()
        || request->url().scheme() == "https"_L1)
        return;
    const QByteArray pair = proxy.user().toUtf8() + ':' + proxy.password().toUtf8();
    request->setRawHeader("Proxy-Authorization", "Basic " + pair.toBase64());
}

} // namespace

HttpClient::HttpClient(BaseUrl base, QObject *parent)
    : QObject(parent)
    , m_base(std::move(base))
    , m_clock(std::make_shared<ServerClock>())
    , m_tunnel(m_base.ssh() ? std::make_shared<SshTunnel>(*m_base.ssh()) : nullptr)
{ }

HttpClient::~HttpClient() = default;

HttpExchange *HttpClient::send(const HttpRequest &request, QObject *owner)
{
    auto *exchange = new HttpExchange(this, request, owner);
    exchange->start();
    return exchange;
}

void HttpClient::setPolicy(const ConnectionPolicy &policy)
{
    if (m_policy == policy)
        return;
    m_policy = policy;
    dropConnections();
}

bool HttpClient::setBearer(const QByteArray &bearer)
{
    m_bearer = bearer.trimmed();
    const bool printable = std::all_of(m_bearer.cbegin(), m_bearer.cend(),
                                       [](char c) { return c > ' ' && c < '\x7f'; });
    if (!printable)
        m_bearer.clear();
    return printable;
}

QByteArray HttpClient::authorization() const
{
    return m_bearer.isEmpty() || !bearerAllowed() ? QByteArray() : QByteArray("Bearer " + m_bearer);
}

void HttpClient::dropConnections()
{
    m_manager.reset();
    if (m_tunnel)
        m_tunnel->reset();
}

void HttpClient::shareWith(const HttpClient &other)
{
    m_clock = other.m_clock;
    m_tunnel = other.m_tunnel;
}

BaseUrl HttpClient::wire() const
{
    return m_tunnel ? m_base.through(m_tunnel->localPort()) : m_base;
}

bool HttpClient::bearerAllowed() const
{
    return m_base.isPrivate() || m_policy.allowPlainHttp;
}

QSslConfiguration HttpClient::tlsConfiguration() const
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.addCaCertificates(m_policy.extraAuthorities);
    if (!m_policy.clientCertificates.isEmpty()) {
        tls.setLocalCertificateChain(m_policy.clientCertificates);
        tls.setPrivateKey(m_policy.clientKey.value_or(QSslKey()));
    }
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    return tls;
}

QNetworkProxy HttpClient::proxy() const
{
    const ProxyChoice &choice = m_policy.proxy;
    if (m_base.isLoopback() || m_tunnel)
        return QNetworkProxy::NoProxy;
    switch (choice.kind) {
    case ProxyChoice::Kind::None:
        return QNetworkProxy::NoProxy;
    case ProxyChoice::Kind::System: {
        // Asked for the http address also for sockets: https_proxy is meant for both.
        const auto found =
            QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(m_base.rest("/"_ba)));
        return found.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : found.constFirst();
    }
    case ProxyChoice::Kind::Http:
        return {QNetworkProxy::HttpProxy, choice.host, choice.port, choice.user, choice.password};
    case ProxyChoice::Kind::Socks5:
        return {QNetworkProxy::Socks5Proxy, choice.host, choice.port, choice.user, choice.password};
    }
    Q_UNREACHABLE();
}

bool HttpClient::isPinned(const QSslCertificate &certificate) const
{
    const QByteArray pinned = QByteArray(m_policy.pinnedCertificate).replace(':', "").toLower();
    return !pinned.isEmpty() && !certificate.isNull() && fingerprint(certificate) == pinned;
}

std::shared_ptr<QNetworkAccessManager> HttpClient::makeManager() const
{
    auto manager = std::make_shared<QNetworkAccessManager>();
    manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    manager->setAutoDeleteReplies(false);
    manager->setProxy(proxy());
    return manager;
}

std::shared_ptr<QNetworkAccessManager> HttpClient::managerFor(const HttpRequest &request)
{
    if (needsOwnConnection(request))
        return makeManager();
    if (!m_manager)
        m_manager = makeManager();
    return m_manager;
}

QNetworkRequest HttpClient::networkRequest(const HttpRequest &request) const
{
    QNetworkRequest network(wire().rest(request.path, request.query));
    network.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    network.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    network.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    network.setRawHeader("Accept", request.accept);
    network.setRawHeader("User-Agent", "angee-console/" ANGEE_VERSION);
    // A long compressed stream is killed by Qt's decompression check, and the daemon compresses
    // nothing anyway.
    network.setRawHeader("Accept-Encoding", "identity");
    if (!request.anonymous && !m_bearer.isEmpty())
        network.setRawHeader("Authorization", authorization());
    network.setTransferTimeout(int(idleLimit(request).count()));
    if (sendsBody(request)) {
        network.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        network.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
        network.setHeader(QNetworkRequest::ContentTypeHeader, request.contentType);
    }
    if (m_base.isTls())
        network.setSslConfiguration(tlsConfiguration());
    return network;
}

HttpExchange::HttpExchange(HttpClient *client, HttpRequest request, QObject *owner)
    : QObject(owner ? owner : client)
    , m_client(client)
    , m_request(std::move(request))
{
    // An exchange of a client that ends is told as cancelled to whoever still listens.
    connect(client, &QObject::destroyed, this, [this] {
        m_client = nullptr;
        abort();
    });
}

HttpExchange::~HttpExchange()
{
    dropReply();
}

// Deleted rather than aborted: Qt warns of an abort() before the event loop has turned.
void HttpExchange::dropReply()
{
    if (m_reply)
        m_reply->disconnect(this);
    m_body = nullptr;
    m_reply.reset();
}

void HttpExchange::start()
{
    m_timer.start();
    m_startedAt = bootClockMs();
    connect(this, &HttpExchange::finished, this, &QObject::deleteLater);

    if (m_request.mutation && m_client->policy().readOnly)
        return refuse(HttpFailure::ReadOnlyRefused, u"the profile is read-only"_s);
    if (!m_request.anonymous && !m_client->maySendBearer())
        return refuse(HttpFailure::InsecureRefused,
                      u"plain http to another host would carry the bearer"_s);

    if (m_client->tunnel() && m_client->tunnel()->state() != SshTunnel::State::Up)
        return waitForTunnel();
    begin();
}

void HttpExchange::waitForTunnel()
{
    SshTunnel *tunnel = m_client->tunnel();
    // A change is sent when somebody wants it, and not once a password has been found.
    if (m_request.mutation)
        return refuse(HttpFailure::Unreachable, u"the ssh tunnel is not open"_s);
    const auto words = [tunnel] {
        return u"%1: %2"_s.arg(sshStageName(tunnel->failure().stage), tunnel->failure().words);
    };
    // Queued: whoever hears of the failure may end the tunnel.
    connect(
        tunnel, &SshTunnel::stateChanged, this,
        [this, tunnel, words] {
            if (m_cancelled || m_finished || m_reply || !m_client)
                return;
            if (tunnel->state() == SshTunnel::State::Up)
                begin();
            else if (tunnel->state() == SshTunnel::State::Failed)
                refuse(HttpFailure::Unreachable, words());
        },
        Qt::QueuedConnection);
    if (!tunnel->open())
        refuse(HttpFailure::Unreachable, words());
}

void HttpExchange::begin()
{
    QNetworkRequest network = m_client->networkRequest(m_request);
    if (!network.url().isValid())
        return refuse(HttpFailure::Unreachable, u"this path cannot be put on the wire"_s);

    m_isTls = m_client->base().isTls();
    m_manager = m_client->managerFor(m_request);
    authorizeToProxy(m_manager->proxy(), &network);
    if (sendsBody(m_request)) {
        m_body = new OneShotBody(m_request.body);
        m_reply.reset(m_manager->sendCustomRequest(network, verbName(m_request.verb), m_body));
        m_body->setParent(m_reply.get());
    } else {
        m_reply.reset(m_manager->get(network));
    }
    m_reply->setParent(nullptr);
    // Back-pressure: a daemon that sends faster than we read must wait, not fill our memory.
    QNetworkReply *reply = m_reply.get();
    reply->setReadBufferSize(readAhead);
    // Once more as soon as it has begun: of a request with a body Qt 6.4.2 forgets what is set
    // before.
    QMetaObject::invokeMethod(
        reply, [reply] { reply->setReadBufferSize(readAhead); }, Qt::QueuedConnection);
    connect(reply, &QNetworkReply::requestSent, this, [this] { m_requestSent = true; });
    connect(reply, &QNetworkReply::encrypted, this, [this] { m_encrypted = true; });
    connect(reply, &QNetworkReply::sslErrors, this, &HttpExchange::onSslErrors);
    // What may take its time still has to begin: a proxy that hangs up instead of making the tunnel
    // leaves the request without an end in Qt 6.4.2.
    if (m_isTls && idleLimit(m_request).count() == 0
        && m_manager->proxy().type() != QNetworkProxy::NoProxy)
        QTimer::singleShot(tunnelLimit, this, [this] {
            if (!m_encrypted && !m_finished && m_reply)
                m_reply->abort(); // finished() follows, queued
        });
    // Queued: a reply may emit inside the manager's call or inside abort(), and it must not be on
    // the stack when a slot of ours deletes it.
    connect(reply, &QNetworkReply::metaDataChanged, this, &HttpExchange::onMetaData,
            Qt::QueuedConnection);
    connect(reply, &QNetworkReply::readyRead, this, &HttpExchange::onReadyRead,
            Qt::QueuedConnection);
    connect(reply, &QNetworkReply::finished, this, &HttpExchange::onReplyFinished,
            Qt::QueuedConnection);
}

// Runs inside the reply's signal, while the network thread waits for the answer.
void HttpExchange::onSslErrors(const QList<QSslError> &errors)
{
    // The server's own certificate, not the one an error is about: that may be a link of the chain.
    const QSslCertificate certificate = m_reply->sslConfiguration().peerCertificate();
    if (m_client && m_client->isPinned(certificate)) {
        m_reply->ignoreSslErrors(errors);
        return;
    }
    QStringList problems;
    for (const QSslError &error : errors)
        problems.append(error.errorString());
    m_result.detail = problems.join(u"; "_s);
    if (m_client)
        QMetaObject::invokeMethod(
            m_client,
            [client = m_client, problem = m_result.detail, digest = fingerprint(certificate)] {
                emit client->certificateRefused(problem, digest);
            },
            Qt::QueuedConnection);
}

void HttpExchange::refuse(HttpFailure failure, const QString &detail)
{
    m_result.failure = failure;
    m_result.detail = detail;
    QMetaObject::invokeMethod(this, &HttpExchange::report, Qt::QueuedConnection);
}

void HttpExchange::abort()
{
    if (m_finished || m_cancelled)
        return;
    m_cancelled = true;
    dropReply();
    QMetaObject::invokeMethod(this, &HttpExchange::report, Qt::QueuedConnection);
}

void HttpExchange::onMetaData()
{
    if (m_cancelled || m_headersSeen)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return;
    m_headersSeen = true;
    m_result.status = status;
    QByteArray type = m_reply->rawHeader("Content-Type");
    if (const qsizetype semicolon = type.indexOf(';'); semicolon >= 0)
        type.truncate(semicolon);
    m_result.contentType = type.trimmed().toLower();
    if (m_client)
        m_client->clock().observeDate(m_reply->rawHeader("Date"), m_startedAt, bootClockMs());
    const QUrl target = m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    if (!target.isEmpty())
        m_result.location = m_reply->url().resolved(target).toDisplayString(QUrl::RemoveUserInfo);
    const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
    if (!m_request.streaming && !isError(status)) {
        if (length.toLongLong() > m_request.maxBody)
            stopAsTooLarge();
        else
            m_result.body.reserve(length.toLongLong()); // or the last bytes would be copied again
    }
    emit headersReceived(status, m_result.contentType);
}

void HttpExchange::onReadyRead()
{
    if (m_cancelled || m_finished || m_tooLarge || m_bodyCut)
        return;
    if (m_request.streaming) {
        const QByteArray chunk = m_reply->read(readAhead);
        m_received += chunk.size();
        if (m_reply->bytesAvailable() > 0)
            QMetaObject::invokeMethod(this, &HttpExchange::onReadyRead, Qt::QueuedConnection);
        if (!chunk.isEmpty())
            emit bodyReceived(chunk);
        return;
    }
    const qint64 size = m_result.body.size() + m_reply->bytesAvailable();
    if (isError(m_result.status) && size > longestError)
        return stopAsCut();
    if (size > m_request.maxBody)
        return stopAsTooLarge();
    m_result.body += m_reply->readAll();
    m_received = m_result.body.size();
}

void HttpExchange::stopAsCut()
{
    m_result.body += m_reply->read(longestError - m_result.body.size());
    m_received = m_result.body.size();
    m_bodyCut = true;
    m_result.bodyWasCut = true;
    m_reply->abort(); // finished() follows, queued
}

void HttpExchange::stopAsTooLarge()
{
    m_tooLarge = true;
    m_result.detail = u"the answer is too large"_s;
    m_result.body.clear();
    m_reply->abort(); // finished() follows, queued
}

void HttpExchange::onReplyFinished()
{
    const QPointer<HttpExchange> self(this);
    onMetaData();
    while (self && !m_cancelled && !m_tooLarge && !m_bodyCut && m_reply->bytesAvailable() > 0)
        onReadyRead();
    if (!self || m_cancelled)
        return;
    m_networkError = int(m_reply->error());
    m_result.failure = failureOf(m_networkError);
    if (m_result.failure != HttpFailure::None && m_result.detail.isEmpty())
        m_result.detail = m_networkError == QNetworkReply::ContentReSendError
            ? u"the connection was closed before an answer came"_s
            : m_reply->errorString();
    const SshTunnel *tunnel = m_client ? m_client->tunnel() : nullptr;
    if (m_result.failure != HttpFailure::None && tunnel && !tunnel->forwardProblem().isEmpty())
        m_result.detail = tunnel->forwardProblem();
    report();
}

HttpFailure HttpExchange::failureOf(int networkError) const
{
    if (m_tooLarge)
        return HttpFailure::TooLarge;
    if (m_bodyCut)
        return HttpFailure::None; // what it says is known, and that it is whole does not matter
    // On 307 and 308 Qt rewinds the body before it asks whether to follow; ours does not rewind.
    if (networkError == QNetworkReply::ContentReSendError && !m_result.location.isEmpty())
        return HttpFailure::None;
    switch (networkError) {
    case QNetworkReply::NoError:
        return isWhole() ? HttpFailure::None : HttpFailure::Lost;
    case QNetworkReply::ConnectionRefusedError:
        return HttpFailure::ConnectionRefused;
    case QNetworkReply::HostNotFoundError:
        return HttpFailure::HostNotFound;
    case QNetworkReply::SslHandshakeFailedError:
        return HttpFailure::Tls;
    case QNetworkReply::OperationCanceledError:
        return HttpFailure::Timeout; // we did not abort it, so the idle timer did
    case QNetworkReply::TimeoutError:
        return m_requestSent ? HttpFailure::Timeout : HttpFailure::Unreachable;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::ProtocolFailure: // not HTTP, or broken in the middle
        return HttpFailure::Lost;
    default:
        break;
    }
    // 401, 404, 407, 409, 500 … are answers: Qt gives them errors of its own, the status decides.
    if (m_result.status >= 300 && networkError >= QNetworkReply::ProxyConnectionRefusedError)
        return isWhole() ? HttpFailure::None : HttpFailure::Lost;
    if (networkError >= QNetworkReply::ProxyConnectionRefusedError
        && networkError <= QNetworkReply::UnknownProxyError)
        return HttpFailure::Unreachable;
    return maybeSent() ? HttpFailure::Lost : HttpFailure::Unreachable;
}

bool HttpExchange::isWhole() const
{
    if (m_result.status < 200 || m_result.status > 599)
        return false;
    // Qt does not count the body of a 4xx or 5xx.
    const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
    return !length.isValid() || m_received >= length.toLongLong() || m_result.status == 204
        || m_result.status == 304;
}

bool HttpExchange::maybeSent() const
{
    if (!m_manager) // refused before it began
        return false;
    if (m_cancelled || m_requestSent || m_result.status > 0 || (m_body && m_body->wasRead()))
        return true;
    // The network thread tells nothing of an empty body (Qt 6.4 skips requestSent for it), so there
    // the kind of failure must do: true wherever a connection may have stood.
    if (!m_body || !m_request.body.isEmpty() || (m_isTls && !m_encrypted))
        return false;
    switch (m_networkError) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::TimeoutError: // of connecting
        return false;
    default:
        return m_networkError < QNetworkReply::ProxyConnectionRefusedError
            || m_networkError > QNetworkReply::UnknownProxyError;
    }
}

void HttpExchange::report()
{
    if (m_finished)
        return;
    m_finished = true;
    if (m_cancelled)
        m_result.failure = HttpFailure::Cancelled;
    m_result.maybeSent = maybeSent();
    m_result.encrypted = m_encrypted;
    m_result.elapsedMs = m_timer.elapsed();
    if (m_client)
        m_result.clockSkewMs = m_client->clock().skewMs();
    logExchange(m_request, m_result);
    emit finished(m_result);
}

} // namespace angee
