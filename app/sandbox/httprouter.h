// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/http.h"

#include <functional>
#include <vector>

namespace angee::sandbox {

//! \brief Finds the route of a request on its encoded path, as the daemon's router does
//! (contract.md, section 1): one {} stands for one non-empty segment, a last {...} for the rest.
class HttpRouter final
{
public:
    using Action = std::function<HttpAnswer(const HttpRequest &, std::stop_token)>;

    //! \a pattern: "/services/{}/logs". A GET route answers HEAD too.
    void add(const QByteArray &method, const QByteArray &pattern, Action action);

    //! Answers the request by its route; redirects a path that is not clean; else 404 or 405 in
    //! plain text.
    [[nodiscard]] HttpAnswer route(HttpRequest request, const std::stop_token &stop) const;

private:
    struct Route
    {
        QByteArray method;
        QByteArrayList segments;
        Action action;
    };

    static std::optional<QStringList> match(const Route &route, const QByteArrayList &segments);

    std::vector<Route> m_routes;
};

//! The path without empty, "." and ".." segments.
[[nodiscard]] QByteArray cleanUrlPath(const QByteArray &path);

//! Go's plain-text error answers.
[[nodiscard]] HttpAnswer textError(int status, const QByteArray &text);

} // namespace angee::sandbox
