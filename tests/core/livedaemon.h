// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "tests/support/scriptedserver.h"

#include <optional>

namespace angee::test {

//! \brief Just enough of a daemon for the live store, over a real socket: health, the snapshot
//! query and its subscription, each of which can be told to misbehave.
class LiveDaemon final
{
public:
    enum class Streams {
        Good,
        HeldBack, //!< headers never come: a proxy that buffers
        Refused, //!< 405
        Unknown, //!< an event with a validation error, then complete
        Mute, //!< opens and never says anything
        Broken, //!< opens and ends at once
    };

    LiveDaemon()
    {
        server.setHandler([this](const ReceivedRequest &request) { return answer(request); });
    }

    //! The members of the snapshot, as JSON without the outer braces.
    void change(const QByteArray &members)
    {
        data = members;
        if (streams == Streams::Good)
            push();
    }

    void push()
    {
        // One data line, as the daemon sends it.
        const QByteArray event = "event: next\ndata: {\"data\":{\"onStackSnapshotChange\":{"
            + QByteArray(data).replace('\n', ' ') + "}}}\n\n";
        for (const int connection : streamConnections)
            server.play(connection, Script().chunk(event));
    }

    static QByteArray services(const QByteArrayList &pairs)
    {
        QByteArrayList rows;
        for (const QByteArray &pair : pairs) {
            const QByteArrayList words = pair.split('=');
            rows.append("{\"name\":\"" + words.value(0)
                        + "\",\"runtime\":\"container\",\"status\":\"" + words.value(1)
                        + "\",\"health\":\"\"}");
        }
        return "\"stackStatus\":{\"root\":\"/srv\",\"name\":\"demo\"},\"services\":["
            + rows.join(',') + ']';
    }

    ScriptedServer server;
    QByteArray data = services({"web=running"});
    Streams streams = Streams::Good;
    std::optional<Script> queryAnswer; //!< instead of the snapshot
    std::optional<Script> healthAnswer; //!< instead of 200
    bool unauthorized = false;
    QList<int> streamConnections;
    int queries = 0;
    int subscriptions = 0;
    int healthChecks = 0;

private:
    Script answer(const ReceivedRequest &request)
    {
        if (request.target == "/healthz") {
            ++healthChecks;
            return healthAnswer.value_or(Script::json("{\"status\":\"ok\"}\n"));
        }
        const bool stream = request.header("Accept").contains("text/event-stream");
        ++(stream ? subscriptions : queries);
        if (unauthorized)
            return Script::json("{\"error\":\"unauthorized\"}\n", 401);
        if (!stream)
            return queryAnswer.value_or(Script::json("{\"data\":{" + data + "}}"));
        Script head = Script::head(200, "text/event-stream", -1).chunk(":\n\n");
        switch (streams) {
        case Streams::Good:
        case Streams::Mute:
            streamConnections.append(request.connection);
            return head;
        case Streams::HeldBack:
            return Script::silence();
        case Streams::Refused:
            return Script::text("Method Not Allowed\n", 405);
        case Streams::Unknown:
            return head
                .chunk("event: next\ndata: {\"errors\":[{\"message\":\"Cannot query field.\","
                       "\"extensions\":{\"code\":\"GRAPHQL_VALIDATION_FAILED\"}}],"
                       "\"data\":null}\n\nevent: complete\n\n")
                .lastChunk();
        case Streams::Broken:
            return head.closeFin();
        }
        Q_UNREACHABLE();
    }
};

} // namespace angee::test
