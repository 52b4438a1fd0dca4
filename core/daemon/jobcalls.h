// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"
#include "core/model/job.h"

#include <QMap>
#include <QString>

namespace angee {

//! \brief GET /jobs.
class ListJobsCall final : public TypedCall<QList<Job>>
{
    Q_OBJECT

public:
    ListJobsCall();

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /jobs/{name}/run: the whole output, once the job has ended. Closing the connection
//! kills it.
class RunJobCall final : public TypedCall<QByteArray>
{
    Q_OBJECT

public:
    RunJobCall(const QString &name, const QMap<QString, QString> &inputs);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
    bool wantsJson() const override { return false; }
};

} // namespace angee
