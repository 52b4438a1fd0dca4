// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/graphql/listarguments.h"

#include "app/sandbox/engine/listquery.h"
#include "core/schema/schematext.h"

#include <algorithm>
#include <vector>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

//! Below, at or above zero; nothing for a null or two different kinds.
std::optional<int> compared(const QJsonValue &a, const QJsonValue &b)
{
    if (a.isString() && b.isString()) {
        const QByteArray left = a.toString().toUtf8();
        const QByteArray right = b.toString().toUtf8();
        return left < right ? -1 : int(right < left);
    }
    if (a.isBool() && b.isBool())
        return int(a.toBool()) - int(b.toBool());
    return std::nullopt;
}

bool isAmong(const QJsonValue &value, const QJsonArray &list)
{
    return std::any_of(list.begin(), list.end(),
                       [&](const QJsonValue &item) { return compared(value, item) == 0; });
}

bool holds(const QString &op, const QJsonValue &value, const QJsonValue &wanted)
{
    const auto like = [&](Qt::CaseSensitivity cs) {
        return value.isString() && matchesLike(value.toString(), wanted.toString(), cs);
    };
    const std::optional<int> order = compared(value, wanted);
    if (op == "_is_null"_L1)
        return value.isNull() == wanted.toBool();
    if (op == "_eq"_L1)
        return order == 0;
    if (op == "_neq"_L1)
        return order != 0;
    if (op == "_gt"_L1)
        return order && *order > 0;
    if (op == "_gte"_L1)
        return order && *order >= 0;
    if (op == "_lt"_L1)
        return order && *order < 0;
    if (op == "_lte"_L1)
        return order && *order <= 0;
    if (op == "_like"_L1 || op == "_similar"_L1)
        return like(Qt::CaseSensitive);
    if (op == "_nlike"_L1)
        return !like(Qt::CaseSensitive);
    if (op == "_ilike"_L1)
        return like(Qt::CaseInsensitive);
    if (op == "_nilike"_L1)
        return !like(Qt::CaseInsensitive);
    const QJsonArray list = wanted.toArray();
    if (list.isEmpty())
        return true; // an empty list asks for nothing
    return isAmong(value, list) == (op == "_in"_L1);
}

bool matchesComparison(const QJsonValue &value, const QJsonObject &comparison)
{
    for (auto it = comparison.begin(); it != comparison.end(); ++it) {
        const bool unset = it.value().isNull()
            || (it.key() == "_similar"_L1 && comparison.value(u"_like"_s).isString());
        if (!unset && !holds(it.key(), value, it.value()))
            return false;
    }
    return true;
}

} // namespace

ListTable::ListTable(const Schema &schema, QString name, std::string_view rowType)
    : m_schema(schema)
    , m_name(std::move(name))
    , m_row(schema.type(rowType))
    , m_order(schema.type((m_name + "_order_by"_L1).toStdString()))
{
    Q_ASSERT(m_row && m_order);
}

bool ListTable::isNumber(const QString &field) const
{
    const FieldDef *definition = m_schema.field(*m_row, field.toStdString());
    return definition && definition->type.name == "Int";
}

QString ListTable::firstNumber(const QJsonObject &where) const
{
    for (auto it = where.begin(); it != where.end(); ++it) {
        if (it.value().isObject() && isNumber(it.key()))
            return it.key();
    }
    for (const QString &list : {u"_and"_s, u"_or"_s}) {
        for (const QJsonValue &child : where.value(list).toArray()) {
            if (QString found = firstNumber(child.toObject()); !found.isEmpty())
                return found;
        }
    }
    return {};
}

std::optional<ResolverResult::Error> ListTable::refusal(const QJsonObject &arguments) const
{
    const auto refuse = [](const QString &field, const QString &reason) {
        return ResolverResult::Error{field + ": "_L1 + reason,
                                     {{u"field"_s, field}, {u"reason"_s, reason}}};
    };
    const QString filtered = firstNumber(arguments.value(u"where"_s).toObject());
    if (!filtered.isEmpty())
        return refuse(filtered, u"unknown filter field"_s);
    for (const Sort &sort : sorting(arguments)) {
        if (isNumber(sort.field))
            return refuse(sort.field, u"unknown sort field"_s);
    }
    return std::nullopt;
}

QJsonValue ListTable::value(const QJsonObject &row, const QString &field) const
{
    const QJsonValue value = row.value(field);
    const FieldDef *definition = m_schema.field(*m_row, field.toStdString());
    const bool absent = value.isString() && value.toString().isEmpty() && definition
        && !definition->type.isNonNull();
    return absent || value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
}

bool ListTable::matches(const QJsonObject &row, const QJsonObject &where) const
{
    const auto fits = [&](const QJsonValue &child) { return matches(row, child.toObject()); };
    const QJsonArray all = where.value(u"_and"_s).toArray();
    const QJsonArray any = where.value(u"_or"_s).toArray();
    if (!std::all_of(all.begin(), all.end(), fits))
        return false;
    if (!any.isEmpty() && !std::any_of(any.begin(), any.end(), fits))
        return false;
    for (auto it = where.begin(); it != where.end(); ++it) {
        // _not is in the schema, and the daemon passes over it.
        if (it.key().startsWith(u'_') || !it.value().isObject())
            continue;
        if (isNumber(it.key()) || !matchesComparison(value(row, it.key()), it.value().toObject()))
            return false;
    }
    return true;
}

QList<ListTable::Sort> ListTable::sorting(const QJsonObject &arguments) const
{
    QList<Sort> sorts;
    for (const QJsonValue &entry : arguments.value(u"order_by"_s).toArray()) {
        const QJsonObject order = entry.toObject();
        for (const InputValueDef &field : m_schema.inputFieldsOf(*m_order)) {
            const QString name = toQString(field.name);
            const QString word = order.value(name).toString();
            if (word.isEmpty())
                continue;
            Sort sort{name, word.startsWith("desc"_L1), false};
            sort.nullsLast = word.endsWith("nulls_last"_L1) || word == "asc"_L1;
            sorts += sort;
        }
    }
    return sorts;
}

QJsonArray ListTable::select(const QJsonArray &rows, const QJsonObject &arguments) const
{
    const QJsonObject where = arguments.value(u"where"_s).toObject();
    std::vector<QJsonObject> found;
    for (const QJsonValue &row : rows) {
        if (matches(row.toObject(), where))
            found.push_back(row.toObject());
    }
    const QList<Sort> sorts = sorting(arguments);
    std::stable_sort(found.begin(), found.end(), [&](const QJsonObject &a, const QJsonObject &b) {
        for (const Sort &sort : sorts) {
            const QJsonValue left = value(a, sort.field);
            const QJsonValue right = value(b, sort.field);
            if (left.isNull() != right.isNull())
                return left.isNull() != sort.nullsLast;
            const int order = compared(left, right).value_or(0);
            if (order != 0)
                return sort.descending ? order > 0 : order < 0;
        }
        return false;
    });
    QJsonArray selected;
    for (const QJsonObject &row : found)
        selected += row;
    return selected;
}

QJsonArray pageOf(const QJsonArray &rows, const QJsonObject &arguments)
{
    const qint64 limit = arguments.value(u"limit"_s).toInteger();
    const qint64 offset = std::max<qint64>(0, arguments.value(u"offset"_s).toInteger());
    QJsonArray page;
    for (qint64 i = offset; i < rows.size() && (limit <= 0 || i - offset < limit); ++i)
        page += rows[i];
    return page;
}

} // namespace angee::sandbox
