// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>
#include <QTcpServer>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace angee::test {

//! \brief Stands between a client and a daemon on another loopback port, and fails on command.
//!
//! Lives on the test's thread; the daemon may run anywhere.
class TcpProxy final : public QTcpServer
{
    Q_OBJECT

public:
    explicit TcpProxy(quint16 target, QObject *parent = nullptr);
    ~TcpProxy() override;

    //! "http://127.0.0.1:port".
    [[nodiscard]] QString url() const;
    //! From now on to another port, as when a daemon was started again elsewhere.
    void setTarget(quint16 target) { m_target = target; }

    //! Nothing moves any more and no side hears of it: a link that was cut somewhere far away.
    //! New connections are accepted and stay mute.
    void freeze();
    //! Moves what waited and all that follows.
    void thaw();
    //! Ends every connection with FIN, or with RST.
    void cut(bool withReset = false);
    //! Takes no new connections: they are refused, as when the daemon is down.
    void refuse();
    //! Takes them again, on the same port.
    void accept();

    [[nodiscard]] int accepted() const { return m_accepted; }
    [[nodiscard]] int open() const { return int(m_pairs.size()); }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    struct Pair
    {
        QTcpSocket *client;
        QTcpSocket *server;
    };
    void pump(QTcpSocket *from, QTcpSocket *to);
    void close(QTcpSocket *client);

    quint16 m_target;
    quint16 m_port;
    QList<Pair> m_pairs;
    int m_accepted = 0;
    bool m_frozen = false;
};

} // namespace angee::test
