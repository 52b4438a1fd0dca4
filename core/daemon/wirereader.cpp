// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/wirereader.h"

#include "core/base/rfc3339.h"

namespace angee {

using namespace Qt::StringLiterals;

WireReader::WireReader(const QJsonValue &value, QString *problem, QString place)
    : m_object(value.toObject())
    , m_problem(problem)
    , m_place(std::move(place))
{
    if (!value.isObject())
        note(m_problem, m_place, "is not an object"_L1);
}

void WireReader::note(QString *problem, const QString &place, QLatin1StringView what)
{
    if (problem->isEmpty())
        *problem = (place.isEmpty() ? u"the answer"_s : place) + u' ' + what;
}

QJsonValue WireReader::required(QLatin1StringView key, QJsonValue::Type type) const
{
    QJsonValue value = m_object.value(key);
    if (value.isUndefined())
        note(m_problem, m_place + u'.' + key, "is missing"_L1);
    else if (value.type() != type)
        note(m_problem, m_place + u'.' + key, "has another type"_L1);
    return value;
}

QJsonValue WireReader::optional(QLatin1StringView key, QJsonValue::Type type) const
{
    QJsonValue value = m_object.value(key);
    if (!value.isUndefined() && !value.isNull() && value.type() != type)
        note(m_problem, m_place + u'.' + key, "has another type"_L1);
    return value;
}

QString WireReader::string(QLatin1StringView key) const
{
    return required(key, QJsonValue::String).toString();
}

bool WireReader::boolean(QLatin1StringView key) const
{
    return required(key, QJsonValue::Bool).toBool();
}

int WireReader::integer(QLatin1StringView key) const
{
    return required(key, QJsonValue::Double).toInt();
}

QString WireReader::optionalString(QLatin1StringView key) const
{
    return optional(key, QJsonValue::String).toString();
}

bool WireReader::optionalBoolean(QLatin1StringView key) const
{
    return optional(key, QJsonValue::Bool).toBool();
}

int WireReader::optionalInteger(QLatin1StringView key) const
{
    return optional(key, QJsonValue::Double).toInt();
}

QDateTime WireReader::optionalTime(QLatin1StringView key) const
{
    return rfc3339Time(optionalString(key));
}

QStringList WireReader::optionalStrings(QLatin1StringView key) const
{
    QStringList strings;
    const QJsonArray array = optional(key, QJsonValue::Array).toArray();
    for (const QJsonValue &value : array)
        strings.append(value.toString());
    return strings;
}

QMap<QString, QString> WireReader::optionalStringMap(QLatin1StringView key) const
{
    QMap<QString, QString> map;
    const QJsonObject object = optional(key, QJsonValue::Object).toObject();
    for (auto it = object.constBegin(); it != object.constEnd(); ++it)
        map.insert(it.key(), it.value().toString());
    return map;
}

QMap<QString, int> WireReader::optionalIntegerMap(QLatin1StringView key) const
{
    QMap<QString, int> map;
    const QJsonObject object = optional(key, QJsonValue::Object).toObject();
    for (auto it = object.constBegin(); it != object.constEnd(); ++it)
        map.insert(it.key(), it.value().toInt());
    return map;
}

bool WireReader::has(QLatin1StringView key) const
{
    const QJsonValue value = m_object.value(key);
    return !value.isUndefined() && !value.isNull();
}

WireReader WireReader::object(QLatin1StringView key) const
{
    return WireReader(m_object.value(key), m_problem, m_place + u'.' + key);
}

void requireStatus(const QJsonValue &json, QString *problem)
{
    (void)WireReader(json, problem).string("status"_L1);
}

} // namespace angee
