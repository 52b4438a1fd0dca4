// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemon.h"
#include "core/files/daemonfiletransport.h"
#include "tests/support/scriptedserver.h"

#include <QHash>

#include <functional>
#include <memory>

namespace angee::test {

//! \brief The file routes of a daemon (contract.md, section 6) on a loopback socket, with faults on
//! demand and a record of every write.
class FileDaemon final : public QObject
{
    Q_OBJECT

public:
    enum class Fault {
        None,
        DropRequest, //!< Close without having done anything.
        DropReply, //!< Do it, then close without an answer.
        Delay, //!< Answer a few milliseconds later.
        Unauthorized,
        ServerError,
    };
    struct Write
    {
        QString path;
        QByteArray content;
        QByteArray etag;
        bool existed = false; //!< Before this write.
    };

    explicit FileDaemon(QObject *parent = nullptr);

    //! A connection of its own for each caller.
    [[nodiscard]] std::unique_ptr<OperatorDaemon> connectTo() const;

    QHash<QString, QByteArray> files;
    //! Asked for each request with its verb; null for no faults.
    std::function<Fault(const QByteArray &verb)> fault;
    //! Called before a request is looked at: what happens meanwhile on the server.
    std::function<void(const QByteArray &verb)> meanwhile;
    bool offersGraphQl = true;

    [[nodiscard]] const QList<Write> &writes() const { return m_writes; }
    [[nodiscard]] int count(const QByteArray &verb) const { return m_counts.value(verb); }
    void resetCounts() { m_counts.clear(); }
    ScriptedServer &server() { return m_server; }

private:
    struct Answer
    {
        int status = 200;
        QByteArray body;
        QByteArray type = QByteArrayLiteral("application/json");
    };

    Script answer(const ReceivedRequest &request);
    Answer route(const ReceivedRequest &request);
    [[nodiscard]] Answer get(const QString &source, const QString &path) const;
    Answer put(const QString &source, const QString &path, const QByteArray &body);
    [[nodiscard]] Answer graphQl(const QByteArray &body) const;
    static Answer refusal(const QByteArray &field, const QByteArray &reason);
    static Answer notFound(const QByteArray &kind, const QString &name);

    ScriptedServer m_server;
    QList<Write> m_writes;
    QHash<QByteArray, int> m_counts;
};

} // namespace angee::test
