// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/probefilecall.h"

#include "core/daemon/requests.h"

#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

HttpRequest probeRequest(const QString &source, const QString &path)
{
    const QJsonObject body{{u"query"_s,
                            u"query FileEtag($source: String!, $path: String!) "
                            u"{ file(source: $source, path: $path) { etag } }"_s},
                           {u"variables"_s, QJsonObject{{u"source"_s, source}, {u"path"_s, path}}},
                           {u"operationName"_s, u"FileEtag"_s}};
    HttpRequest request = quickChange(HttpVerb::Post, "/graphql"_ba, body);
    request.mutation = false;
    return request;
}

} // namespace

ProbeFileCall::ProbeFileCall(const QString &source, const QString &path)
    : TypedCall(probeRequest(source, path))
{ }

void ProbeFileCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = json["data"_L1]["file"_L1]["etag"_L1].toString();
    if (m_value.isEmpty())
        *problem = json["errors"_L1][0]["message"_L1].toString(u"the file has no etag"_s);
}

} // namespace angee
