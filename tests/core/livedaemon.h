// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "tests/support/scriptedserver.h"

#include <QRegularExpression>

#include <optional>

namespace angee::test {

//! \brief Just enough of a daemon for the live store, over a real socket: health and the store's
//! questions, each of which can be told to misbehave.
class LiveDaemon final
{
public:
    LiveDaemon()
    {
        server.setHandler([this](const ReceivedRequest &request) { return answer(request); });
    }

    void change(const QByteArray &members) { data = members; }

    //! Containers, as name=status.
    static QByteArray services(const QByteArrayList &pairs, const QByteArray &runtime = "container")
    {
        QByteArrayList rows;
        for (const QByteArray &pair : pairs) {
            const QByteArrayList words = pair.split('=');
            rows.append("{\"name\":\"" + words.value(0) + "\",\"runtime\":\"" + runtime
                        + "\",\"status\":\"" + words.value(1) + "\",\"health\":\"\"}");
        }
        return "\"stackStatus\":{\"root\":\"/srv\",\"name\":\"demo\"},\"services\":["
            + rows.join(',') + ']';
    }

    ScriptedServer server;
    //! The members of the snapshot, as JSON without the outer braces.
    QByteArray data = services({"web=running"});
    std::optional<Script> queryAnswer; //!< instead of the snapshot
    std::optional<Script> healthAnswer; //!< instead of 200
    //! For GET /services/…/logs/stream.
    ScriptedServer::Handler log = [](const ReceivedRequest &request) {
        return Script::webSocket(request);
    };
    int logs = 0; //!< how often it was asked for
    bool unauthorized = false;
    bool holdsWhole = false; //!< until ScriptedServer::resume()
    int queries = 0;
    int wholes = 0; //!< of the queries, those for the whole stack
    QByteArrayList operations; //!< their names, in order
    int healthChecks = 0;

    //! What it answers to a read, for whoever sets another handler.
    Script reply(const ReceivedRequest &request) { return answer(request); }

private:
    Script answer(const ReceivedRequest &request)
    {
        if (request.target == "/healthz") {
            ++healthChecks;
            return healthAnswer.value_or(Script::json("{\"status\":\"ok\"}\n"));
        }
        if (request.target.startsWith("/services/")) {
            ++logs;
            return log(request);
        }
        static const QRegularExpression name(QStringLiteral("query (\\w+)"));
        const QByteArray operation =
            name.match(QString::fromUtf8(request.body)).captured(1).toLatin1();
        operations.append(operation);
        ++queries;
        wholes += operation == "Snapshot";
        if (unauthorized)
            return Script::json("{\"error\":\"unauthorized\"}\n", 401);
        if (queryAnswer)
            return *queryAnswer;
        Script answer;
        if (holdsWhole && operation == "Snapshot")
            answer.pause();
        // A question for the services alone is answered with nothing else.
        const QByteArray list = data.mid(std::max<qsizetype>(0, data.indexOf("\"services\"")));
        const QByteArray part = list.first(list.indexOf(']') + 1);
        return answer.add(
            Script::json("{\"data\":{" + (operation == "Services" ? part : data) + "}}"));
    }
};

} // namespace angee::test
