// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/toolarguments.h"

#include "core/model/names.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

bool runsGit(const HttpRequest &request)
{
    return request.path.startsWith("/sources/") || request.path.startsWith("/workspaces/");
}

} // namespace

QString problemWithToolArguments(const HttpRequest &request)
{
    if (!runsGit(request))
        return {};
    const QUrlQuery query(QString::fromLatin1(request.query));
    const QString revision = query.queryItemValue(u"ref"_s, QUrl::FullyDecoded);
    if (const QString problem = problemWithGitRevision(revision); !problem.isEmpty())
        return problem;
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    for (const QString &key : {u"ref"_s, u"branch"_s, u"remote"_s}) {
        const QString problem = problemWithGitRef(body.value(key).toString());
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace angee
