// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"
#include "core/model/source.h"

#include <QString>

namespace angee {

enum class SourceAction {
    Fetch,
    Pull,
    Push,
};

//! \brief GET /sources.
class ListSourcesCall final : public TypedCall<QList<Source>>
{
    Q_OBJECT

public:
    ListSourcesCall();

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /sources/{name}/fetch, pull or push. A ref goes with push only.
class SourceActionCall final : public TypedCall<Source>
{
    Q_OBJECT

public:
    SourceActionCall(const QString &name, SourceAction action, const QString &ref);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief GET /sources/{name}/diff. Without a ref: the working tree against the index.
class SourceDiffCall final : public TypedCall<QList<DiffFile>>
{
    Q_OBJECT

public:
    SourceDiffCall(const QString &name, const QString &ref);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

} // namespace angee
