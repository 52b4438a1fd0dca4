// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"
#include "core/model/minttoken.h"

#include <QString>
#include <QStringList>

namespace angee {

//! Reads the answer of either mint route.
[[nodiscard]] MintedToken readMintedToken(const HttpResult &result, QString *problem);

//! \brief POST /tokens/mint: a token for an actor. The scope is carried, not enforced.
class MintTokenCall final : public TypedCall<MintedToken>
{
    Q_OBJECT

public:
    MintTokenCall(const QString &actor, const QStringList &scope, const QString &ttl);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /tokens/route: a token for one service's routes.
class MintRouteTokenCall final : public TypedCall<MintedToken>
{
    Q_OBJECT

public:
    MintRouteTokenCall(const QString &actor, const QString &service, const QString &ttl);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

} // namespace angee
