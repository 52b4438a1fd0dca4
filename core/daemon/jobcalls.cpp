// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/jobcalls.h"

#include "core/daemon/requests.h"
#include "core/daemon/wireobjects.h"
#include "core/net/baseurl.h"

#include <QJsonArray>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace { } // namespace

ListJobsCall::ListJobsCall()
    : TypedCall(quickRead("/jobs"_ba))
{ }

void ListJobsCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = WireReader(json, problem).list("nodes"_L1, readJob);
}

RunJobCall::RunJobCall(const QString &name, const QMap<QString, QString> &inputs)
    : TypedCall(
        slowChange("/jobs/"_ba + encodeSegment(name) + "/run"_ba, {{u"inputs"_s, toJson(inputs)}}))
{ }

void RunJobCall::decode(const QJsonValue &, const HttpResult &result, QString *)
{
    m_value = result.body;
    emit outputReceived(m_value);
}

} // namespace angee
