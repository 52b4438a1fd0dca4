// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxserver.h"

#include <QJsonValue>
#include <QMap>
#include <QTemporaryDir>

#include <functional>
#include <memory>

class QTcpSocket;

namespace angee::test {

//! \brief One answer, as it came over the socket.
struct WireAnswer
{
    int status = 0; //!< 0: there was no whole answer
    QMap<QByteArray, QByteArray> headers; //!< lower-case names
    QByteArray body;

    [[nodiscard]] QJsonValue json() const;
    //! A member of the body, for short checks.
    [[nodiscard]] QJsonValue operator[](const QString &key) const;
};

//! \brief The frames of a WebSocket, as they come from a server: unmasked.
struct WireFrames
{
    QByteArrayList texts;
    int pings = 0;
    int closes = 0;

    //! Takes whole frames from the front of \a bytes.
    void take(QByteArray *bytes);
};

//! \brief A client of plain sockets: it sends bytes and reads what comes, and shares no code with
//! the console's own. Each request has a connection of its own. Waits in the event loop.
class WireClient final
{
public:
    WireClient(QString host, quint16 port, QByteArray token);

    //! \a headers are added; one with an empty value takes a default one away.
    WireAnswer send(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                    const QMap<QByteArray, QByteArray> &headers = {}) const;
    WireAnswer get(const QByteArray &target) const { return send("GET", target); }
    WireAnswer post(const QByteArray &target, const QByteArray &body = {}) const
    {
        return send("POST", target, body);
    }

    //! Opens a connection and sends a request; the caller reads.
    std::unique_ptr<QTcpSocket> open(const QByteArray &method, const QByteArray &target,
                                     const QByteArray &body = {},
                                     const QMap<QByteArray, QByteArray> &headers = {}) const;
    //! Reads one answer; \a timeout in milliseconds for all of it.
    static WireAnswer read(QTcpSocket *socket, const QByteArray &method, int timeout = 30000);

    [[nodiscard]] QByteArray token() const { return m_token; }

private:
    QString m_host;
    quint16 m_port;
    QByteArray m_token;
};

//! \brief The sample stack of contract.md, section 11, in a folder of its own, with the repository
//! beside it. Needs git.
class SectionElevenStack final
{
public:
    SectionElevenStack();

    [[nodiscard]] QString root() const { return m_dir.filePath(QStringLiteral("demo")); }
    [[nodiscard]] QString repository() const
    {
        return m_dir.filePath(QStringLiteral("demo-lib.git"));
    }
    [[nodiscard]] bool isValid() const { return m_valid; }

    //! Writes below root(); parents are made.
    void write(const QString &path, const QByteArray &bytes) const;
    //! Runs git; false if it fails.
    static bool git(const QString &dir, const QStringList &arguments);

private:
    void makeRepository();
    void makeFiles() const;

    QTemporaryDir m_dir;
    bool m_valid = true;
};

//! \brief A sandbox over a small stack without git, in a folder of its own.
class RunningSandbox final
{
public:
    explicit RunningSandbox(const QByteArray &manifest);

    [[nodiscard]] bool isRunning() const { return m_client != nullptr; }
    [[nodiscard]] const WireClient &client() const { return *m_client; }
    [[nodiscard]] sandbox::SandboxServer &server() { return m_server; }
    [[nodiscard]] sandbox::ContainerTable &containers() { return m_server.containers(); }
    //! What stands behind the stack's name in that of its containers.
    [[nodiscard]] QString project() const;
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }

    void write(const QString &name, const QByteArray &bytes) const;
    //! The words of a POST that fails with a 500; "status N" of any other answer.
    [[nodiscard]] QString errorOf(const QByteArray &target, const QByteArray &body = {}) const;
    //! The daemon's sentence around a failure of the container tool: "… CALL: exit status END".
    [[nodiscard]] QString toolError(const QString &call, const QString &end) const;
    //! The number in a file; 0 while there is none.
    [[nodiscard]] qint64 pidIn(const QString &name) const;
    [[nodiscard]] QString statusOf(const QString &service) const;
    //! Asks for a log socket; the caller reads.
    [[nodiscard]] std::unique_ptr<QTcpSocket> openLog(const QByteArray &target) const;
    //! Asks for a log socket, and reads what comes until it is closed.
    [[nodiscard]] WireFrames wholeLog(const QByteArray &target) const;

private:
    QTemporaryDir m_dir;
    sandbox::SandboxServer m_server;
    std::unique_ptr<WireClient> m_client;
    quint16 m_port = 0;
};

//! Containers in every state that one can have; see layContainers().
[[nodiscard]] QByteArray containerManifest();
//! Writes the build contexts and sources of containerManifest() with \a write.
void layContainers(const std::function<void(const QString &path, const QByteArray &bytes)> &write);
//! Services and jobs that a test can watch: loop, last, after, box; first, slow, bad.
[[nodiscard]] QByteArray watchableManifest();
[[nodiscard]] bool isAlive(qint64 pid);

} // namespace angee::test
