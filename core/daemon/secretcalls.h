// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"
#include "core/model/secret.h"

#include <QString>

namespace angee {

//! \brief GET /secrets: the declared ones.
class ListSecretsCall final : public TypedCall<QList<Secret>>
{
    Q_OBJECT

public:
    ListSecretsCall();

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief GET /secrets/{name}: metadata, also of names that nobody declared.
class SecretCall final : public TypedCall<Secret>
{
    Q_OBJECT

public:
    explicit SecretCall(const QString &name);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief GET /secrets/{name}/value. Kept by nobody but the caller.
class SecretValueCall final : public TypedCall<QString>
{
    Q_OBJECT

public:
    explicit SecretValueCall(const QString &name);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /secrets/{name}.
class SetSecretCall final : public TypedCall<Secret>
{
    Q_OBJECT

public:
    SetSecretCall(const QString &name, const QString &value);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief DELETE /secrets/{name}; succeeds also when there was no value.
class DeleteSecretCall final : public TypedCall<Done>
{
    Q_OBJECT

public:
    explicit DeleteSecretCall(const QString &name);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

} // namespace angee
