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
    connect(&m_stream, &WebSocketStream::framesReceived, this, [this](const QStringList &frames) {
        QList<LogLine> lines;
        lines.reserve(frames.size());
        for (const QString &frame : frames)
            lines.append(readFrame(frame));
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

LogLine LogSocket::readFrame(const QString &frame)
{
    LogLine line;
    if (const auto quick = readLogFrame(frame)) {
        line = *quick;
    } else if (const QJsonObject object = QJsonDocument::fromJson(frame.toUtf8()).object();
               object.value("message"_L1).isString()) {
        line.service = object.value("service"_L1).toString();
        line.runtime = object.value("runtime"_L1).toString();
        line.message = object.value("message"_L1).toString();
        line.level = daemonsLevel(object.value("level"_L1).toString());
    } else {
        line.message = frame;
        while (line.message.endsWith(u'\n') || line.message.endsWith(u'\r'))
            line.message.chop(1);
    }
    line.service = boundedLine(line.service, textlimit::cell);
    line.runtime = boundedLine(line.runtime, textlimit::cell);
    line.message = boundedLine(line.message, longestMessage);
    return line;
}

} // namespace angee
