// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

QT_BEGIN_NAMESPACE
class QTcpServer;
class QTcpSocket;
QT_END_NAMESPACE

namespace angee {

//! \brief A port of this machine that leads into a socket file: what speaks TCP alone reaches the
//! file through it.
//!
//! The port is this object's own from beginning to end, also while the file's end comes and goes:
//! nobody else can take it and be given what was meant for the far side. On Linux only connections
//! of this very user are let through. A connection is closed on one side as soon as it ends on the
//! other, after what was on its way. Buffers are bounded: who reads slowly slows the writer.
class TunnelRelay final : public QObject
{
    Q_OBJECT

public:
    explicit TunnelRelay(QObject *parent = nullptr);
    ~TunnelRelay() override;

    //! Zero when this machine gave none.
    [[nodiscard]] quint16 port() const;
    //! From now on; every connection there is ends. With an empty path none is accepted.
    void setTarget(const QString &path);

signals:
    //! The far side has sent something: it is there.
    void carried();

private:
    void onConnection();
    void relay(QTcpSocket *near);

    QTcpServer *m_server;
    QString m_target;
};

} // namespace angee
