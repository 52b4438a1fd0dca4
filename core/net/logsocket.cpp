// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/logsocket.h"

#include "core/base/boundedtext.h"
#include "core/net/baseurl.h"
#include "core/net/logframe.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

LogSocket::LogSocket(HttpClient *client, QObject *parent)
    : QObject(parent)
    , m_stream(client)
{
    connect(&m_stream, &WebSocketStream::stateChanged, this, &LogSocket::stateChanged);
    connect(&m_stream, &WebSocketStream::messagesReceived, this,
            [this](const QList<QByteArrayView> &messages) {
                QList<LogLine> lines;
                lines.reserve(messages.size());
                for (const QByteArrayView message : messages)
                    lines.append(readFrame(message, &m_names));
                emit linesReceived(lines);
            });
}

LogSocket::~LogSocket() = default;

void LogSocket::open(const QString &service, int tail)
{
    // Never 0: to the daemon that means everything there is.
    m_stream.open("/services/"_ba + encodeSegment(service) + "/logs/stream"_ba,
                  "tail=" + QByteArray::number(std::clamp(tail, 1, longestTail)));
}

LogLine LogSocket::readFrame(QByteArrayView frame, LogNames *names)
{
    LogLine line;
    if (auto quick = readLogFrame(frame, names)) {
        line = *std::move(quick);
    } else if (const QJsonObject object =
                   QJsonDocument::fromJson(QByteArray::fromRawData(frame.data(), frame.size()))
                       .object();
               object.value("message"_L1).isString()) {
        line.service = boundedLine(object.value("service"_L1).toString(), textlimit::cell);
        line.runtime = boundedLine(object.value("runtime"_L1).toString(), textlimit::cell);
        line.message = object.value("message"_L1).toString().toUtf8();
        line.level = daemonsLevel(object.value("level"_L1).toString());
    } else {
        while (frame.endsWith('\n') || frame.endsWith('\r'))
            frame.chop(1);
        line.message = frame.toByteArray();
    }
    if (line.message.size() > longestMessage)
        line.message = boundedBytes(line.message, longestMessage);
    return line;
}

} // namespace angee
