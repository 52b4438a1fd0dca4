// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"
#include "core/model/service.h"
#include "core/model/servicestatus.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace angee {

//! \brief A service to be made from a template. An empty name lets the template name it.
struct ServiceRequest
{
    QString serviceTemplate;
    QString workspace;
    QMap<QString, QString> inputs;
    QString name;
    bool start = false;
};

//! \brief GET /services.
class ListServicesCall final : public TypedCall<QList<Service>>
{
    Q_OBJECT

public:
    ListServicesCall();

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /services/{name}/start, stop, restart, up or destroy. Destroying leaves a local
//! process running.
class ServiceActionCall final : public TypedCall<Done>
{
    Q_OBJECT

public:
    ServiceActionCall(const QString &name, ServiceAction action);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /services/create.
class CreateServiceCall final : public TypedCall<Service>
{
    Q_OBJECT

public:
    explicit CreateServiceCall(const ServiceRequest &service);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /services/{name}/template/update. A dry run reports its conflicts in the result.
class UpdateServiceFromTemplateCall final : public TypedCall<ServiceTemplateUpdate>
{
    Q_OBJECT

public:
    UpdateServiceFromTemplateCall(const QString &name, const QMap<QString, QString> &inputs,
                                  bool dryRun, bool overwrite);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief GET /services/{name}/endpoint. Each call mints a route token in the daemon; it is not
//! kept here.
class ServiceEndpointCall final : public TypedCall<ServiceEndpoint>
{
    Q_OBJECT

public:
    explicit ServiceEndpointCall(const QString &name);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief GET /services/{name}/logs: everything the tool has, at once.
class ServiceLogsCall final : public TypedCall<QByteArray>
{
    Q_OBJECT

public:
    explicit ServiceLogsCall(const QString &name);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
    bool wantsJson() const override { return false; }
};

} // namespace angee
