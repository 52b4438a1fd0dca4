// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/filecalls.h"

#include "core/base/jsonstring.h"
#include "core/daemon/requests.h"
#include "core/daemon/wireobjects.h"
#include "core/net/baseurl.h"

#include <simdjson.h>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QByteArray fileQuery(const QString &source, const QString &path)
{
    return "source="_ba + encodeQueryValue(source) + "&path="_ba + encodeQueryValue(path);
}

HttpRequest writeRequest(const QString &source, const QString &path, const QByteArray &content,
                         const QString &etag)
{
    HttpRequest request = quickRead("/files"_ba, fileQuery(source, path));
    request.verb = HttpVerb::Put;
    request.mutation = true;
    request.body = fileWriteBody(content, etag);
    return request;
}

} // namespace

QByteArray fileWriteBody(const QByteArray &content, const QString &etag)
{
    QByteArray body = "{\"content\":"_ba;
    appendJsonString(body, content);
    if (!etag.isEmpty()) {
        body += ",\"etag\":";
        appendJsonString(body, etag.toUtf8());
    }
    return body + '}';
}

ReadFileCall::ReadFileCall(const QString &source, const QString &path)
    : TypedCall(quickRead("/files"_ba, fileQuery(source, path)))
{ }

void ReadFileCall::decode(const QJsonValue &, const HttpResult &result, QString *problem)
{
    const simdjson::padded_string padded(result.body.constData(), size_t(result.body.size()));
    simdjson::dom::parser parser;
    simdjson::dom::element file;
    if (const auto error = parser.parse(padded).get(file); error) {
        *problem = QString::fromUtf8(simdjson::error_message(error));
        return;
    }
    const auto bytes = [&](const char *key) {
        std::string_view value;
        if (file[key].get(value) && problem->isEmpty())
            *problem = u"%1 is missing or no string"_s.arg(QLatin1StringView(key));
        return QByteArray(value.data(), qsizetype(value.size()));
    };
    m_value.source = QString::fromUtf8(bytes("source"));
    m_value.path = QString::fromUtf8(bytes("path"));
    m_value.content = bytes("content");
    m_value.etag = QString::fromUtf8(bytes("etag"));
    if (problem->isEmpty() && m_value.etag.isEmpty())
        *problem = u"the file has no etag"_s;
}

WriteFileCall::WriteFileCall(const QString &source, const QString &path, const QByteArray &content,
                             const QString &etag)
    : TypedCall(writeRequest(source, path, content, etag))
{
    m_value.content = content;
}

void WriteFileCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    const WireReader reader(json, problem);
    m_value.source = reader.string("source"_L1);
    m_value.path = reader.string("path"_L1);
    m_value.etag = reader.string("etag"_L1);
}

} // namespace angee
