// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/requests.h"

#include <QJsonDocument>

namespace angee {

namespace {

constexpr std::chrono::milliseconds quickLimit{30'000};
// What is read on the window's thread must be read within a tenth of a second.
constexpr qint64 largestQuickAnswer = qint64(8) * 1024 * 1024;
constexpr qint64 largestSlowAnswer = qint64(16) * 1024 * 1024;

QByteArray compact(const QJsonObject &body)
{
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

} // namespace

HttpRequest quickRead(const QByteArray &path, const QByteArray &query)
{
    HttpRequest request;
    request.path = path;
    request.query = query;
    request.idleTimeout = quickLimit;
    request.maxBody = largestQuickAnswer;
    return request;
}

HttpRequest slowRead(const QByteArray &path, const QByteArray &query)
{
    HttpRequest request = quickRead(path, query);
    request.idleTimeout = std::chrono::milliseconds(0);
    request.maxBody = largestSlowAnswer;
    request.dedicated = true;
    return request;
}

HttpRequest quickChange(HttpVerb verb, const QByteArray &path, const QJsonObject &body,
                        const QByteArray &query)
{
    HttpRequest request = quickRead(path, query);
    request.verb = verb;
    request.body = compact(body);
    request.mutation = true;
    return request;
}

HttpRequest slowChange(const QByteArray &path, const QJsonObject &body, HttpVerb verb)
{
    HttpRequest request = slowRead(path);
    request.verb = verb;
    request.body = compact(body);
    request.mutation = true;
    request.maxBody = HttpRequest().maxBody; // outputs of tools, which nobody parses here
    return request;
}

HttpRequest bareChange(const QByteArray &path, const QByteArray &query, HttpVerb verb)
{
    HttpRequest request = slowRead(path, query);
    request.verb = verb;
    request.mutation = true;
    request.maxBody = HttpRequest().maxBody;
    return request;
}

QJsonObject toJson(const QMap<QString, QString> &map)
{
    QJsonObject object;
    for (auto it = map.constBegin(); it != map.constEnd(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

} // namespace angee
