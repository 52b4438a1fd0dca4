// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/net/baseurl.h"
#include "core/net/httptypes.h"
#include "core/net/serverclock.h"

#include <QElapsedTimer>
#include <QNetworkRequest>
#include <QObject>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

#include <memory>

QT_BEGIN_NAMESPACE
class QNetworkAccessManager;
class QNetworkProxy;
class QNetworkReply;
class QSslError;
QT_END_NAMESPACE

namespace angee {

class HttpExchange;
class OneShotBody;
class SshTunnel;

//! By which way a daemon on another machine is reached. One on this machine is always reached
//! directly.
struct ProxyChoice
{
    enum class Kind {
        System, //!< what the desktop or https_proxy, http_proxy, all_proxy and no_proxy say
        None,
        Http,
        Socks5,
    };

    Kind kind = Kind::System;
    QString host;
    quint16 port = 0;
    QString user; //!< empty: the proxy asks for none
    QString password; //!< in memory and in the keyring alone

    friend bool operator==(const ProxyChoice &, const ProxyChoice &) = default;
};

//! How a profile wants its connections made.
struct ConnectionPolicy
{
    //! Lets plain http to another host carry the bearer. Said in red wherever it is set.
    bool allowPlainHttp = false;
    //! Refuses every mutation before the socket; the only read-only there is, since the daemon does
    //! not enforce token scopes (contract.md, section 2).
    bool readOnly = false;
    ProxyChoice proxy;
    QList<QSslCertificate> extraAuthorities;
    //! What the console shows of itself to a daemon that asks for a certificate, with the key;
    //! empty for none.
    QList<QSslCertificate> clientCertificates;
    std::optional<QSslKey> clientKey; // a null key would load the TLS back end
    //! SHA-256, in hexadecimal (colons and upper case do not matter), of the one server certificate
    //! accepted although no authority vouches for it; empty for none.
    QByteArray pinnedCertificate;

    friend bool operator==(const ConnectionPolicy &, const ConnectionPolicy &) = default;
};

//! \brief The only class that touches QNetworkAccessManager; one for each daemon connection.
//!
//! It never follows a redirect, never sends a body twice, and adds the bearer only where the policy
//! allows it (see SECURITY). Lives on the thread that made it.
class HttpClient final : public QObject
{
    Q_OBJECT

public:
    explicit HttpClient(BaseUrl base, QObject *parent = nullptr);
    ~HttpClient() override;

    //! Starts a request. The exchange belongs to \a owner, which may die first: the connection is
    //! then closed and nothing is reported. Otherwise it deletes itself after finished().
    HttpExchange *send(const HttpRequest &request, QObject *owner);

    [[nodiscard]] const BaseUrl &base() const { return m_base; }
    //! The way to a daemon behind ssh; null for every other. A read opens it and waits for it; a
    //! change that meets it closed is not sent.
    [[nodiscard]] SshTunnel *tunnel() const { return m_tunnel.get(); }
    //! For a socket that cannot go through send(): where the daemon is reached from here.
    [[nodiscard]] BaseUrl wire() const;
    [[nodiscard]] const ConnectionPolicy &policy() const { return m_policy; }
    //! Holds from the next request on, which also gets a new connection: one that was opened under
    //! another policy is not used again.
    void setPolicy(const ConnectionPolicy &policy);
    //! Kept in memory only; used from the next request on. False, and no bearer is kept, when it
    //! holds anything but printable ASCII: a line break in it would forge a header.
    bool setBearer(const QByteArray &bearer);
    [[nodiscard]] bool hasBearer() const { return !m_bearer.isEmpty(); }
    //! The header value for a socket that cannot go through send(); empty where the policy forbids
    //! it.
    [[nodiscard]] QByteArray authorization() const;
    //! False where a bearer is set that the policy keeps from this address.
    [[nodiscard]] bool maySendBearer() const { return !hasBearer() || bearerAllowed(); }
    //! For a socket that cannot go through send(): what the policy says of TLS and of the proxy.
    [[nodiscard]] QSslConfiguration tlsConfiguration() const;
    //! What the policy's choice comes to for this address.
    [[nodiscard]] QNetworkProxy proxy() const;
    //! True for the pinned certificate, whatever TLS finds wrong with it.
    [[nodiscard]] bool isPinned(const QSslCertificate &certificate) const;
    //! What the daemon's answers told of its clock.
    [[nodiscard]] const ServerClock &clock() const { return *m_clock; }
    [[nodiscard]] ServerClock &clock() { return *m_clock; }
    //! From now on this client reads and sets the clock of \a other, which serves the same daemon,
    //! and goes through its tunnel.
    void shareWith(const HttpClient &other);
    //! No later request uses a connection that is open now: after sleep or a change of network they
    //! may be half-open. Exchanges in flight go on, and so does a tunnel that stands: ssh finds out
    //! by itself whether it still does. One that failed may be tried again.
    void dropConnections();

signals:
    //! Each certificate problem with the SHA-256 (hexadecimal) of the server's own certificate, so
    //! that a person can be asked.
    void certificateRefused(const QString &problem, const QByteArray &sha256);

private:
    friend class HttpExchange;

    [[nodiscard]] QNetworkRequest networkRequest(const HttpRequest &request) const;
    [[nodiscard]] bool bearerAllowed() const;
    [[nodiscard]] std::shared_ptr<QNetworkAccessManager> makeManager() const;
    [[nodiscard]] std::shared_ptr<QNetworkAccessManager> managerFor(const HttpRequest &request);

    BaseUrl m_base;
    ConnectionPolicy m_policy;
    QByteArray m_bearer;
    // Shared by the clients of one daemon, none of which outlives all others for certain.
    std::shared_ptr<ServerClock> m_clock;
    std::shared_ptr<SshTunnel> m_tunnel;
    // Shared with the exchanges in flight: clearing a manager's connections would strand them, so
    // dropConnections() takes a new manager and the last exchange of the old one ends it.
    std::shared_ptr<QNetworkAccessManager> m_manager;
};

//! \brief One request in flight: exactly one finished(), never from inside send() or abort().
//!
//! Every signal comes from the event loop, with nothing of Qt's reply on the stack: a slot may
//! delete the exchange, its owner or the client.
class HttpExchange final : public QObject
{
    Q_OBJECT

public:
    ~HttpExchange() override;

    //! Closes the connection, which cancels the daemon's work; ends in finished(Cancelled).
    void abort();
    [[nodiscard]] bool isFinished() const { return m_finished; }

signals:
    //! Once, before any byte of the body.
    void headersReceived(int status, const QByteArray &contentType);
    //! Only when the request streams.
    void bodyReceived(const QByteArray &chunk);
    void finished(const angee::HttpResult &result);

private:
    friend class HttpClient;

    HttpExchange(HttpClient *client, HttpRequest request, QObject *owner);
    void start();
    void waitForTunnel();
    void begin();
    void dropReply();
    void refuse(HttpFailure failure, const QString &detail);
    void onMetaData();
    void onReadyRead();
    void onReplyFinished();
    void onSslErrors(const QList<QSslError> &errors);
    void stopAsTooLarge();
    void stopAsCut();
    void report();
    [[nodiscard]] HttpFailure failureOf(int networkError) const;
    [[nodiscard]] bool isWhole() const;
    [[nodiscard]] bool maybeSent() const;

    HttpClient *m_client; // null once the client is gone
    HttpRequest m_request;
    HttpResult m_result;
    std::shared_ptr<QNetworkAccessManager> m_manager; // outlives the reply
    std::unique_ptr<QNetworkReply> m_reply;
    OneShotBody *m_body = nullptr; // the reply's
    QElapsedTimer m_timer;
    qint64 m_startedAt = 0; // by the boot clock
    qint64 m_received = 0; // bytes of the body
    int m_networkError = 0;
    bool m_isTls = false;
    bool m_encrypted = false;
    bool m_headersSeen = false;
    bool m_cancelled = false;
    bool m_tooLarge = false;
    bool m_bodyCut = false;
    bool m_requestSent = false;
    bool m_finished = false;
};

} // namespace angee
