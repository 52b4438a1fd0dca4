// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/sourcecalls.h"

#include "core/daemon/requests.h"
#include "core/daemon/wireobjects.h"
#include "core/net/baseurl.h"

#include <QJsonArray>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

HttpRequest actionRequest(const QString &name, SourceAction action, const QString &ref)
{
    const QByteArray base = "/sources/"_ba + encodeSegment(name);
    switch (action) {
    case SourceAction::Fetch:
        return bareChange(base + "/fetch"_ba);
    case SourceAction::Pull:
        return bareChange(base + "/pull"_ba);
    case SourceAction::Push:
        return slowChange(base + "/push"_ba,
                          ref.isEmpty() ? QJsonObject() : QJsonObject{{u"ref"_s, ref}});
    }
    Q_UNREACHABLE();
}

} // namespace

ListSourcesCall::ListSourcesCall()
    : TypedCall(slowRead("/sources"_ba))
{ }

void ListSourcesCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = WireReader(json, problem).list("nodes"_L1, readSource);
}

SourceActionCall::SourceActionCall(const QString &name, SourceAction action, const QString &ref)
    : TypedCall(actionRequest(name, action, ref))
{ }

void SourceActionCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = readSource(WireReader(json, problem));
}

SourceDiffCall::SourceDiffCall(const QString &name, const QString &ref)
    : TypedCall(slowRead("/sources/"_ba + encodeSegment(name) + "/diff"_ba,
                         ref.isEmpty() ? QByteArray() : "ref="_ba + encodeQueryValue(ref)))
{ }

void SourceDiffCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = WireReader::listOf(json, problem, u"diff"_s, readDiffFile);
}

} // namespace angee
