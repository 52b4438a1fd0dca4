// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"
#include "core/model/templatedescriptor.h"

#include <QString>

namespace angee {

//! \brief GET /templates.
class ListTemplatesCall final : public TypedCall<QList<TemplateDescriptor>>
{
    Q_OBJECT

public:
    ListTemplatesCall();

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief Every template of that name (or ref) and kind, so that an ambiguity can be shown instead
//! of a first match. Lists and picks here: GET /templates/{ref} cannot resolve service templates.
class ResolveTemplateCall final : public TypedCall<QList<TemplateDescriptor>>
{
    Q_OBJECT

public:
    ResolveTemplateCall(const QString &name, const QString &kind);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;

private:
    QString m_name;
    QString m_kind;
};

} // namespace angee
