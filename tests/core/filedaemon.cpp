// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/core/filedaemon.h"

#include "core/base/jsonstring.h"
#include "core/files/textfacts.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <simdjson.h>

namespace angee::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray inQuotes(const QByteArray &text)
{
    QByteArray json;
    appendJsonString(json, text);
    return json;
}

QString queryValue(const QUrlQuery &query, const char *name)
{
    return query.queryItemValue(QLatin1StringView(name), QUrl::FullyDecoded);
}

} // namespace

FileDaemon::FileDaemon(QObject *parent)
    : QObject(parent)
{
    m_server.setHandler([this](const ReceivedRequest &request) { return answer(request); });
}

std::unique_ptr<OperatorDaemon> FileDaemon::connectTo() const
{
    const auto base = BaseUrl::parse(m_server.url());
    return std::make_unique<OperatorDaemon>(*base, QByteArray(), WorkingIdentity{},
                                            ConnectionPolicy{});
}

Script FileDaemon::answer(const ReceivedRequest &request)
{
    if (meanwhile)
        meanwhile(request.verb);
    ++m_counts[request.verb];
    const Fault what = fault ? fault(request.verb) : Fault::None;
    if (what == Fault::DropRequest)
        return Script().closeRst();
    Answer reply;
    if (what == Fault::Unauthorized)
        reply = {401, "{\"error\":\"unauthorized\"}\n"_ba};
    else if (what == Fault::ServerError)
        reply = {500, "{\"error\":\"disk is full\"}\n"_ba};
    else
        reply = route(request);
    if (what == Fault::DropReply)
        return Script().closeRst();
    Script script;
    if (what == Fault::Delay)
        script.after(3);
    script.bytes("HTTP/1.1 " + QByteArray::number(reply.status) + " Said\r\nContent-Type: "
                 + reply.type + "\r\nContent-Length: " + QByteArray::number(reply.body.size())
                 + "\r\n\r\n" + reply.body);
    return script;
}

FileDaemon::Answer FileDaemon::route(const ReceivedRequest &request)
{
    if (request.target.startsWith("/graphql"))
        return graphQl(request.body);
    const QUrlQuery query(QUrl::fromEncoded(request.target));
    const QString source = queryValue(query, "source");
    const QString path = queryValue(query, "path");
    return request.verb == "PUT" ? put(source, path, request.body) : get(source, path);
}

FileDaemon::Answer FileDaemon::refusal(const QByteArray &field, const QByteArray &reason)
{
    return {400,
            "{\"field\":" + inQuotes(field) + ",\"reason\":" + inQuotes(reason)
                + ",\"error\":" + inQuotes(field + ": " + reason) + "}\n"};
}

FileDaemon::Answer FileDaemon::notFound(const QByteArray &kind, const QString &name)
{
    const QByteArray n = name.toUtf8();
    return {404,
            "{\"kind\":" + inQuotes(kind) + ",\"name\":" + inQuotes(n)
                + ",\"error\":" + inQuotes(kind + " \"" + n + "\" is not declared") + "}\n"};
}

FileDaemon::Answer FileDaemon::get(const QString &source, const QString &path) const
{
    if (source != "app"_L1)
        return notFound("source"_ba, source);
    if (!files.contains(path))
        return notFound("file"_ba, path);
    const QByteArray content = files.value(path);
    if (content.size() > maxRequestBytes)
        return refusal("content"_ba, "exceeds 1 MiB cap"_ba);
    if (!isValidUtf8(content))
        return refusal("content"_ba, "not valid UTF-8 text"_ba);
    return {200,
            "{\"path\":" + inQuotes(path.toUtf8()) + ",\"source\":" + inQuotes(source.toUtf8())
                + ",\"content\":" + inQuotes(content) + ",\"etag\":\"" + etagOf(content) + "\"}\n"};
}

FileDaemon::Answer FileDaemon::put(const QString &source, const QString &path,
                                   const QByteArray &body)
{
    if (body.size() > maxRequestBytes)
        return {400, "{\"error\":\"http: request body too large\"}\n"_ba};
    if (source != "app"_L1)
        return notFound("source"_ba, source);
    // Not QJsonDocument, which drops a byte order mark.
    const simdjson::padded_string padded(body.constData(), size_t(body.size()));
    simdjson::dom::parser parser;
    const simdjson::dom::element json = parser.parse(padded);
    const auto bytes = [&json](const char *key) {
        std::string_view value;
        return json[key].get(value) ? QByteArray()
                                    : QByteArray(value.data(), qsizetype(value.size()));
    };
    const QByteArray content = bytes("content");
    const QByteArray etag = bytes("etag");
    const bool existed = files.contains(path);
    m_writes.append({path, content, etag, existed});
    if (existed && !etag.isEmpty() && files.value(path).size() > maxRequestBytes)
        return refusal("content"_ba, "exceeds 1 MiB cap"_ba);
    if (!etag.isEmpty() && (!existed || etagOf(files.value(path)) != etag))
        return {409,
                "{\"kind\":\"file\",\"name\":" + inQuotes(path.toUtf8())
                    + ",\"reason\":\"etag mismatch\",\"error\":\"file x conflicts: etag "
                      "mismatch\"}\n"};
    files.insert(path, content);
    return {200,
            "{\"path\":" + inQuotes(path.toUtf8()) + ",\"source\":" + inQuotes(source.toUtf8())
                + ",\"etag\":\"" + etagOf(content) + "\"}\n"};
}

FileDaemon::Answer FileDaemon::graphQl(const QByteArray &body) const
{
    if (!offersGraphQl)
        return {404, "404 page not found\n"_ba, "text/plain"_ba};
    const QJsonObject variables = QJsonDocument::fromJson(body).object()["variables"_L1].toObject();
    const QString path = variables["path"_L1].toString();
    const QByteArray content = files.value(path);
    if (!files.contains(path) || !isValidUtf8(content) || content.size() > maxRequestBytes)
        return {200, "{\"errors\":[{\"message\":\"no such file\"}],\"data\":null}"_ba};
    return {200, "{\"data\":{\"file\":{\"etag\":\"" + etagOf(content) + "\"}}}"};
}

} // namespace angee::test
