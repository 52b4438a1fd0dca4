// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/authenticator.h"
#include "core/net/httpclient.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QTimer>

#include <memory>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace angee {

class SshTunnel;

//! \brief Tests a connection stage by stage and names the first that fails.
//!
//! Nothing is changed on the stack. The bearer is sent only to the authorisation stage and those
//! after it, and only where the policy allows. Reports on the thread that made it, never from
//! inside start().
class ConnectionDoctor final : public QObject
{
    Q_OBJECT

public:
    enum class Stage {
        HostName, //!< the name has an address; behind ssh other stages stand for the first three
        Port, //!< something listens
        SecureConnection, //!< only for https
        Health, //!< an operator daemon answers /healthz
        Authorisation, //!< the token is accepted, or there is none and the daemon is open
        GraphQl, //!< POST /graphql answers
        LiveUpdates, //!< an event stream gets through
        Ssh, //!< behind ssh: the machine's ssh server answers
        SshHostKey, //!< it is the machine that it should be
        SshLogin, //!< the user is let in
        SshForwarding, //!< the daemon's port can be reached from there
    };
    Q_ENUM(Stage)

    enum class Verdict {
        Waiting,
        Running,
        Passed,
        Failed,
        NotNeeded,
    };

    struct Line
    {
        Stage stage = Stage::HostName;
        Verdict verdict = Verdict::Waiting;
        QString words; //!< what was seen
        QString advice; //!< what to do about a failure
        qint64 elapsedMs = 0;
    };

    ConnectionDoctor(const BaseUrl &base, const QByteArray &bearer, const ConnectionPolicy &policy,
                     QObject *parent = nullptr);
    ~ConnectionDoctor() override;

    void start();
    [[nodiscard]] const QList<Line> &lines() const { return m_lines; }
    //! Null while it runs and when all stages passed.
    [[nodiscard]] const Line *firstFailure() const;
    [[nodiscard]] bool isFinished() const { return m_finished; }
    //! Whose questions somebody has to answer; null for a daemon that is not behind ssh.
    [[nodiscard]] SshTunnel *tunnel() const { return m_client->tunnel(); }
    //! The daemon answers without any token: everybody who reaches it controls the stack.
    [[nodiscard]] bool daemonIsOpen() const { return m_open; }
    //! SHA-256 (hex) of a certificate that was refused, so that it can be pinned after a look at
    //! it.
    [[nodiscard]] QByteArray refusedCertificate() const { return m_refusedCertificate; }

signals:
    void lineChanged(int index);
    void finished();

private:
    void next();
    void run(Stage stage);
    void lookUpHost();
    void connectToPort();
    void openTunnel();
    void followTunnel();
    void askThroughTunnel();
    void judgeForwarding(const HttpResult &result);
    void ask(const HttpRequest &request, void (ConnectionDoctor::*judge)(const HttpResult &));
    void judgeTls(const HttpResult &result);
    void judgeHealth(const HttpResult &result);
    void judgeAuthorisation(const HttpResult &result);
    void judgeOpenness(const HttpResult &result);
    void judgeGraphQl(const HttpResult &result);
    void listen();
    void pass(const QString &words);
    void fail(const QString &words, const QString &advice);
    void settle(Verdict verdict, const QString &words, const QString &advice);

    HttpClient *m_client;
    bool m_hasBearer;
    QList<Line> m_lines;
    qsizetype m_current = -1;
    QElapsedTimer m_timer;
    QTimer m_limit;
    QTcpSocket *m_socket = nullptr;
    QByteArray m_streamed; // of the event stream, or of what came instead
    QByteArray m_refusedCertificate;
    bool m_open = false;
    bool m_finished = false;
};

//! The name of a stage for people.
[[nodiscard]] QString doctorStageName(ConnectionDoctor::Stage stage);

} // namespace angee
