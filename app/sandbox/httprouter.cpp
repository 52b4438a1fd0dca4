// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/httprouter.h"

#include <QSet>

#include <algorithm>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

HttpAnswer textError(int status, const QByteArray &text)
{
    HttpAnswer answer;
    answer.status = status;
    answer.contentType = "text/plain; charset=utf-8";
    answer.body = text + '\n';
    answer.headers.append({"X-Content-Type-Options"_ba, "nosniff"_ba});
    return answer;
}

QByteArray cleanUrlPath(const QByteArray &path)
{
    QByteArrayList kept;
    const QByteArrayList segments = path.split('/');
    for (const QByteArray &segment : segments) {
        if (segment == "..") {
            if (!kept.isEmpty())
                kept.removeLast();
        } else if (!segment.isEmpty() && segment != ".") {
            kept += segment;
        }
    }
    QByteArray out = '/' + kept.join('/');
    const QByteArray &last = segments.last();
    if (last.isEmpty() && !kept.isEmpty())
        out += '/';
    return out;
}

void HttpRouter::add(const QByteArray &method, const QByteArray &pattern, Action action)
{
    m_routes.push_back({method, pattern.mid(1).split('/'), std::move(action)});
}

std::optional<QStringList> HttpRouter::match(const Route &route, const QByteArrayList &segments)
{
    QStringList params;
    for (qsizetype i = 0; i < route.segments.size(); ++i) {
        const QByteArray &wanted = route.segments.at(i);
        if (wanted == "{...}") {
            if (segments.size() <= i)
                return std::nullopt;
            const auto rest = percentDecode(segments.mid(i).join('/'));
            return rest ? std::optional(params + QStringList{QString::fromUtf8(*rest)})
                        : std::nullopt;
        }
        if (i >= segments.size())
            return std::nullopt;
        if (wanted != "{}") {
            if (wanted != segments.at(i))
                return std::nullopt;
            continue;
        }
        const auto value = percentDecode(segments.at(i));
        if (segments.at(i).isEmpty() || !value)
            return std::nullopt;
        params += QString::fromUtf8(*value);
    }
    return segments.size() == route.segments.size() ? std::optional(params) : std::nullopt;
}

HttpAnswer HttpRouter::route(HttpRequest request, const std::stop_token &stop) const
{
    const QByteArray clean = cleanUrlPath(request.path);
    if (clean != request.path) {
        HttpAnswer answer;
        answer.status = 307;
        const QByteArray target = request.query.isEmpty() ? clean : clean + '?' + request.query;
        answer.headers.append({"Location"_ba, target});
        if (request.method == "GET" || request.method == "HEAD") {
            answer.contentType = "text/html; charset=utf-8";
            answer.body = "<a href=\"" + target.toPercentEncoding("/?&=%-._~:@!$'()*+,;")
                + "\">Temporary Redirect</a>.\n\n";
        }
        return answer;
    }
    const QByteArrayList segments = request.path.mid(1).split('/');
    QByteArrayList allowed;
    for (const Route &route : m_routes) {
        const auto params = match(route, segments);
        if (!params)
            continue;
        if (request.method == route.method || (request.method == "HEAD" && route.method == "GET")) {
            request.params = *params;
            return route.action(request, stop);
        }
        allowed += route.method;
        if (route.method == "GET")
            allowed += "HEAD"_ba;
    }
    if (allowed.isEmpty())
        return textError(404, "404 page not found");
    std::sort(allowed.begin(), allowed.end());
    HttpAnswer answer = textError(405, "Method Not Allowed");
    answer.headers.append({"Allow"_ba, allowed.join(", ")});
    return answer;
}

} // namespace angee::sandbox
