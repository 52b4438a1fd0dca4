// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/httpclient.h"

#include "core/net/httplog.h"
#include "core/net/oneshotbody.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QSslError>

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

HttpClient::HttpClient(BaseUrl base, QObject *parent)
    : QObject(parent)
    , m_base(std::move(base))
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
    if (m_manager)
        m_manager->setProxy(m_policy.useSystemProxy ? QNetworkProxy::DefaultProxy
                                                    : QNetworkProxy::NoProxy);
}

void HttpClient::setBearer(const QByteArray &bearer)
{
    m_bearer = bearer.trimmed();
}

QByteArray HttpClient::authorization() const
{
    return m_bearer.isEmpty() || !bearerAllowed() ? QByteArray() : QByteArray("Bearer " + m_bearer);
}

void HttpClient::dropConnections()
{
    if (m_manager)
        m_manager->clearConnectionCache();
}

bool HttpClient::bearerAllowed() const
{
    return m_base.isTls() || m_base.isLoopback() || m_policy.allowPlainHttp;
}

QNetworkAccessManager *HttpClient::makeManager(QObject *parent) const
{
    auto *manager = new QNetworkAccessManager(parent);
    manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    manager->setAutoDeleteReplies(false);
    manager->setProxy(m_policy.useSystemProxy ? QNetworkProxy::DefaultProxy
                                              : QNetworkProxy::NoProxy);
    return manager;
}

QNetworkRequest HttpClient::networkRequest(const HttpRequest &request) const
{
    QNetworkRequest network(m_base.rest(request.path, request.query));
    network.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    network.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    network.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    network.setRawHeader("Accept", request.accept);
    network.setRawHeader("User-Agent", "angee-console/" ANGEE_VERSION);
    // A long compressed stream is killed by Qt's decompression check, and the daemon compresses
    // nothing anyway.
    network.setRawHeader("Accept-Encoding", "identity");
    if (!request.anonymous && !m_bearer.isEmpty())
        network.setRawHeader("Authorization", authorization());
    if (request.idleTimeout.count() > 0)
        network.setTransferTimeout(int(request.idleTimeout.count()));
    if (request.verb != HttpVerb::Get) {
        network.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        network.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
        network.setHeader(QNetworkRequest::ContentTypeHeader, request.contentType);
    }
    if (m_base.isTls()) {
        QSslConfiguration tls = network.sslConfiguration();
        tls.addCaCertificates(m_policy.extraAuthorities);
        tls.setProtocol(QSsl::TlsV1_2OrLater);
        network.setSslConfiguration(tls);
    }
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
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
    }
}

void HttpExchange::start()
{
    m_timer.start();
    connect(this, &HttpExchange::finished, this, &QObject::deleteLater);

    if (m_request.mutation && m_client->policy().readOnly)
        return refuse(HttpFailure::ReadOnlyRefused, u"the profile is read-only"_s);
    if (!m_request.anonymous && m_client->hasBearer() && !m_client->bearerAllowed())
        return refuse(HttpFailure::InsecureRefused,
                      u"plain http to another host would carry the bearer"_s);

    if (!m_client->m_manager)
        m_client->m_manager = m_client->makeManager(m_client);
    QNetworkAccessManager *manager = m_request.dedicated || m_request.streaming
        ? m_client->makeManager(this)
        : m_client->m_manager;
    const QNetworkRequest network = m_client->networkRequest(m_request);
    if (m_request.verb == HttpVerb::Get) {
        m_reply = manager->get(network);
    } else {
        m_body = new OneShotBody(m_request.body);
        m_reply = manager->sendCustomRequest(network, verbName(m_request.verb), m_body);
        m_body->setParent(m_reply);
    }
    m_reply->setParent(this);
    // Back-pressure: a daemon that sends faster than we read must wait, not fill our memory.
    if (m_request.streaming)
        m_reply->setReadBufferSize(qint64(256) * 1024);

    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpExchange::onMetaData);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpExchange::onReadyRead);
    connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_requestSent = true; });
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        QStringList problems;
        QByteArray digest;
        for (const QSslError &error : errors) {
            problems.append(error.errorString());
            if (!error.certificate().isNull())
                digest = error.certificate().digest(QCryptographicHash::Sha256).toHex();
        }
        m_result.detail = problems.join(u"; "_s);
        const QByteArray pinned = m_client ? m_client->policy().pinnedCertificate : QByteArray();
        if (!pinned.isEmpty() && digest == pinned) {
            m_reply->ignoreSslErrors(errors);
            return;
        }
        if (m_client)
            emit m_client->certificateRefused(m_result.detail, digest);
    });
    // Queued: a reply may finish inside the manager's call, and an outcome never comes from there.
    connect(m_reply, &QNetworkReply::finished, this, &HttpExchange::onReplyFinished,
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
    if (m_reply && m_reply->isRunning())
        m_reply->abort(); // finished() follows, queued
    else if (!m_reply)
        QMetaObject::invokeMethod(this, &HttpExchange::report, Qt::QueuedConnection);
}

void HttpExchange::onMetaData()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_headersSeen || status == 0)
        return;
    m_headersSeen = true;
    m_result.status = status;
    QByteArray type = m_reply->rawHeader("Content-Type");
    if (const qsizetype semicolon = type.indexOf(';'); semicolon >= 0)
        type.truncate(semicolon);
    m_result.contentType = type.trimmed().toLower();
    const QUrl target = m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    if (!target.isEmpty())
        m_result.location = m_reply->url().resolved(target).toDisplayString(QUrl::RemoveUserInfo);
    emit headersReceived(status, m_result.contentType);
}

void HttpExchange::onReadyRead()
{
    if (m_cancelled || m_tooLarge)
        return;
    if (m_request.streaming) {
        const QByteArray chunk = m_reply->readAll();
        if (!chunk.isEmpty())
            emit bodyReceived(chunk);
        return;
    }
    if (m_result.body.size() + m_reply->bytesAvailable() > m_request.maxBody) {
        m_tooLarge = true;
        m_result.body.clear();
        m_reply->abort();
        return;
    }
    m_result.body += m_reply->readAll();
}

void HttpExchange::onReplyFinished()
{
    if (m_finished)
        return;
    onMetaData();
    const QNetworkReply::NetworkError error = m_reply->error();
    if (!m_cancelled && !m_tooLarge && m_reply->bytesAvailable() > 0)
        onReadyRead();
    m_result.failure = failureOf(int(error));
    if (m_result.failure != HttpFailure::None && m_result.detail.isEmpty())
        m_result.detail = m_reply->errorString();
    report();
}

HttpFailure HttpExchange::failureOf(int networkError) const
{
    if (m_cancelled)
        return HttpFailure::Cancelled;
    if (m_tooLarge)
        return HttpFailure::TooLarge;
    switch (networkError) {
    case QNetworkReply::NoError:
        return m_result.status > 0 ? HttpFailure::None : HttpFailure::Lost;
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
        return HttpFailure::Lost;
    default:
        break;
    }
    if (networkError >= QNetworkReply::ProxyConnectionRefusedError
        && networkError <= QNetworkReply::UnknownProxyError)
        return HttpFailure::Unreachable;
    // 401, 404, 409, 500 … are answers: QNAM gives them errors of its own, the status decides.
    if (m_result.status >= 300 && networkError >= QNetworkReply::ContentAccessDenied
        && networkError != QNetworkReply::ContentReSendError)
        return HttpFailure::None;
    if (m_result.status > 0)
        return HttpFailure::Lost;
    return m_requestSent ? HttpFailure::Lost : HttpFailure::Unreachable;
}

void HttpExchange::report()
{
    if (m_finished)
        return;
    m_finished = true;
    if (m_cancelled)
        m_result.failure = HttpFailure::Cancelled;
    const bool neverSent = m_result.failure == HttpFailure::ConnectionRefused
        || m_result.failure == HttpFailure::HostNotFound || m_result.failure == HttpFailure::Tls
        || m_result.failure == HttpFailure::InsecureRefused
        || m_result.failure == HttpFailure::ReadOnlyRefused
        || (!m_requestSent && m_result.status == 0 && !(m_body && m_body->wasRead()));
    m_result.maybeSent = !neverSent;
    m_result.elapsedMs = m_timer.elapsed();
    logExchange(m_request, m_result);
    emit finished(m_result);
}

} // namespace angee
