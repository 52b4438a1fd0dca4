// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"
#include "core/model/remotefile.h"

#include <QString>

namespace angee {

//! The exact body of a write, so that its size can be checked against the 1 MiB cap before sending.
//! Non-ASCII goes out raw; an empty etag is left out.
[[nodiscard]] QByteArray fileWriteBody(const QByteArray &content, const QString &etag);

//! \brief GET /files.
class ReadFileCall final : public TypedCall<RemoteFile>
{
    Q_OBJECT

public:
    ReadFileCall(const QString &source, const QString &path);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
    bool wantsJson() const override { return false; }
};

//! \brief PUT /files. An empty etag creates or overwrites without a check: only for a path that was
//! not found. The result carries the content that was sent and the etag that the daemon answered.
class WriteFileCall final : public TypedCall<RemoteFile>
{
    Q_OBJECT

public:
    WriteFileCall(const QString &source, const QString &path, const QByteArray &content,
                  const QString &etag);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

} // namespace angee
