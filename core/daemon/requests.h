// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/net/httptypes.h"

#include <QJsonObject>
#include <QMap>

namespace angee {

//! \brief How the calls build their requests: which ones change something, and how long to wait.
//!
//! A read that only looks at the daemon's own state is given 30 s of silence. Work that runs tools
//! (git, builds, jobs, every route that prepares the stack first) has no limit: a time-out would
//! close the connection and so cancel it half-way (contract.md, Q3 and Q6).
[[nodiscard]] HttpRequest quickRead(const QByteArray &path, const QByteArray &query = {});
[[nodiscard]] HttpRequest slowRead(const QByteArray &path, const QByteArray &query = {});
[[nodiscard]] HttpRequest quickChange(HttpVerb verb, const QByteArray &path,
                                      const QJsonObject &body, const QByteArray &query = {});
[[nodiscard]] HttpRequest slowChange(const QByteArray &path, const QJsonObject &body,
                                     HttpVerb verb = HttpVerb::Post);
//! For routes marked "no body": Content-Length: 0, so that the daemon notices a closed connection.
[[nodiscard]] HttpRequest bareChange(const QByteArray &path, const QByteArray &query = {},
                                     HttpVerb verb = HttpVerb::Post);
[[nodiscard]] QJsonObject toJson(const QMap<QString, QString> &map);

} // namespace angee
