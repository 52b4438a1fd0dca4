// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxserver.h"

#include <QJsonValue>
#include <QMap>
#include <QTemporaryDir>

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

} // namespace angee::test
