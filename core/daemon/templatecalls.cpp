// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/templatecalls.h"

#include "core/daemon/requests.h"
#include "core/daemon/wireobjects.h"
#include "core/net/baseurl.h"

#include <QJsonArray>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace { } // namespace

ListTemplatesCall::ListTemplatesCall()
    : TypedCall(quickRead("/templates"_ba))
{ }

void ListTemplatesCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = WireReader(json, problem).list("nodes"_L1, readTemplate);
}

ResolveTemplateCall::ResolveTemplateCall(const QString &name, const QString &kind)
    : TypedCall(quickRead("/templates"_ba))
    , m_name(name)
    , m_kind(kind)
{ }

void ResolveTemplateCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    const auto all = WireReader(json, problem).list("nodes"_L1, readTemplate);
    for (const TemplateDescriptor &descriptor : all) {
        const bool named = descriptor.name == m_name || descriptor.ref == m_name
            || descriptor.ref == m_kind + u"s/"_s + m_name;
        if (named && (m_kind.isEmpty() || descriptor.kind == m_kind))
            m_value.append(descriptor);
    }
}

} // namespace angee
