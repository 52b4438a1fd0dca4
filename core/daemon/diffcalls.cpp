// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/diffcalls.h"

#include "core/daemon/requests.h"
#include "core/net/baseurl.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestError = qsizetype(64) * 1024;

HttpRequest diffRequest(const GitTree &tree, const QString &ref)
{
    const QByteArray path = tree.isSlot() ? "/workspaces/"_ba + encodeSegment(tree.workspace)
            + "/sources/"_ba + encodeSegment(tree.slot)
                                          : "/sources/"_ba + encodeSegment(tree.source);
    HttpRequest request = slowRead(
        path + "/diff"_ba, ref.isEmpty() ? QByteArray() : "ref="_ba + encodeQueryValue(ref));
    request.streaming = true;
    return request;
}

} // namespace

QString GitTree::name() const
{
    return isSlot() ? workspace + u':' + slot : source;
}

DiffStreamCall::DiffStreamCall(const GitTree &tree, const QString &ref)
    : TypedCall(diffRequest(tree, ref))
{
    connect(this, &DaemonCall::outputReceived, this, [this](const QByteArray &chunk) {
        if (m_beginning.size() < longestError)
            m_beginning += chunk.left(longestError - m_beginning.size());
    });
}

void DiffStreamCall::received(const HttpResult &result)
{
    if (result.isSuccess())
        return;
    HttpResult whole = result;
    whole.body = m_beginning;
    m_problem = OperatorDaemonError::fromHttp(request(), whole);
}

void DiffStreamCall::decode(const QJsonValue &, const HttpResult &result, QString *problem)
{
    if (result.contentType.contains("json"))
        return;
    *problem = u"expected JSON, got \"%1\""_s.arg(QString::fromUtf8(result.contentType));
    m_problem = OperatorDaemonError::invalidResponse(*problem, result);
}

} // namespace angee
