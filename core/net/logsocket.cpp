// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/logsocket.h"

#include "core/base/boundedtext.h"
#include "core/net/baseurl.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

LogLevel levelOf(const QString &word)
{
    if (word == "TRACE"_L1)
        return LogLevel::Trace;
    if (word == "DEBUG"_L1)
        return LogLevel::Debug;
    if (word == "INFO"_L1)
        return LogLevel::Info;
    if (word == "WARN"_L1)
        return LogLevel::Warn;
    return word == "ERROR"_L1 ? LogLevel::Error : LogLevel::None;
}

} // namespace

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
    const QJsonObject object = QJsonDocument::fromJson(frame.toUtf8()).object();
    LogLine line;
    if (object.value("message"_L1).isString()) {
        line.service = boundedLine(object.value("service"_L1).toString(), textlimit::cell);
        line.runtime = boundedLine(object.value("runtime"_L1).toString(), textlimit::cell);
        line.message = boundedLine(object.value("message"_L1).toString());
        line.level = levelOf(object.value("level"_L1).toString());
        return line;
    }
    line.message = frame;
    while (line.message.endsWith(u'\n') || line.message.endsWith(u'\r'))
        line.message.chop(1);
    line.message = boundedLine(line.message);
    return line;
}

} // namespace angee
