// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/graphql/grouparguments.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

const QJsonValue null(QJsonValue::Null);

//! Rows that share their key.
struct Group
{
    std::vector<std::pair<QString, QJsonValue>> key; //!< Field and value, in group_by's order.
    QJsonArray rows;
    QJsonObject aggregate;
};

QString keyText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    return value.toString();
}

//! `count`, `sum_ahead` … of an aggregate; nothing for any other word.
std::optional<double> measure(const QJsonObject &aggregate, const QString &name)
{
    if (name == "count"_L1)
        return aggregate.value(name).toDouble();
    const qsizetype split = name.indexOf(u'_');
    const QJsonValue value =
        aggregate.value(name.left(split)).toObject().value(name.mid(split + 1));
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

bool satisfies(double value, const QString &op, const QJsonValue &wanted)
{
    const double number = wanted.toDouble();
    const QJsonArray list = wanted.toArray();
    const bool listed = std::any_of(
        list.begin(), list.end(), [&](const QJsonValue &item) { return item.toDouble() == value; });
    if (op == "gt"_L1)
        return value > number;
    if (op == "gte"_L1)
        return value >= number;
    if (op == "lt"_L1)
        return value < number;
    if (op == "lte"_L1)
        return value <= number;
    if (op == "eq"_L1)
        return value == number;
    if (op == "neq"_L1)
        return value != number;
    return listed == (op == "in"_L1);
}

bool passesHaving(const QJsonObject &aggregate, const QJsonObject &having)
{
    for (auto it = having.begin(); it != having.end(); ++it) {
        if (it.value().isNull())
            continue;
        const QString op =
            it.key().endsWith("_not_in"_L1) ? u"not_in"_s : it.key().section(u'_', -1);
        const QString name = it.key().chopped(op.size() + 1);
        if (!satisfies(measure(aggregate, name).value_or(0), op, it.value()))
            return false;
    }
    return true;
}

std::vector<Group> partition(const ListTable &table, const QJsonArray &rows,
                             const QStringList &fields)
{
    std::map<QByteArray, Group> groups; // in the order of their keys
    for (const QJsonValue &entry : rows) {
        const QJsonObject row = entry.toObject();
        std::vector<std::pair<QString, QJsonValue>> key;
        QByteArray order;
        for (const QString &field : fields) {
            QJsonValue value = table.value(row, field);
            if (value.isNull())
                value = QString();
            order += keyText(value).toUtf8() + '\0';
            key.emplace_back(field, value);
        }
        Group &group = groups[order];
        group.key = std::move(key);
        group.rows += row;
    }
    std::vector<Group> out;
    for (auto &[order, group] : groups) {
        group.aggregate = aggregateOf(group.rows);
        out.push_back(std::move(group));
    }
    return out;
}

QString keyOf(const Group &group, const QString &field)
{
    for (const auto &[name, value] : group.key) {
        if (name == field)
            return keyText(value);
    }
    return {};
}

void sortGroups(std::vector<Group> &groups, const QJsonArray &orders)
{
    std::stable_sort(groups.begin(), groups.end(), [&](const Group &a, const Group &b) {
        for (const QJsonValue &order : orders) {
            const QString field = order[u"field"].toString();
            const bool descending = order[u"direction"].toString().startsWith("desc"_L1);
            const auto left = measure(a.aggregate, field);
            const auto right = measure(b.aggregate, field);
            if (left && right) {
                if (*left != *right)
                    return descending ? *left > *right : *left < *right;
                continue;
            }
            const QByteArray one = keyOf(a, field).toUtf8();
            const QByteArray two = keyOf(b, field).toUtf8();
            if (one != two)
                return descending ? one > two : one < two;
        }
        return false;
    });
}

} // namespace

QJsonObject aggregateOf(const QJsonArray &rows)
{
    static const std::array<QString, 2> numbers{u"ahead"_s, u"behind"_s};
    QJsonObject aggregate{{u"count"_s, rows.size()},
                          {u"sum"_s, null},
                          {u"avg"_s, null},
                          {u"min"_s, null},
                          {u"max"_s, null}};
    if (rows.isEmpty() || !rows.first().toObject().contains(numbers.front()))
        return aggregate;
    QJsonObject sum;
    QJsonObject average;
    QJsonObject least;
    QJsonObject most;
    for (const QString &number : numbers) {
        std::vector<qint64> values;
        for (const QJsonValue &row : rows)
            values.push_back(row[number].toInteger());
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        qint64 total = 0;
        for (const qint64 value : values)
            total += value;
        sum.insert(number, total);
        average.insert(number, double(total) / double(values.size()));
        least.insert(number, *low);
        most.insert(number, *high);
    }
    aggregate.insert(u"sum"_s, sum);
    aggregate.insert(u"avg"_s, average);
    aggregate.insert(u"min"_s, least);
    aggregate.insert(u"max"_s, most);
    return aggregate;
}

ResolverResult groupRows(const ListTable &table, const QJsonArray &rows,
                         const QJsonObject &arguments)
{
    QStringList fields;
    for (const QJsonValue &spec : arguments.value(u"group_by"_s).toArray()) {
        if (const QString word = spec[u"granularity"].toString(); !word.isEmpty())
            return ResolverResult::failed(
                u"granularity \"%1\" not applicable: the operator has no granular group-by dimensions"_s
                    .arg(word));
        fields += spec[u"field"].toString().toLower();
    }
    // The daemon dies of this one, and says so in these words (contract.md, Q30).
    if (arguments.value(u"offset"_s).toInteger() < 0)
        return ResolverResult::failed(u"internal system error"_s);

    QJsonObject only;
    only.insert(u"where"_s, arguments.value(u"where"_s));
    std::vector<Group> groups = partition(table, table.select(rows, only), fields);
    const QJsonObject having = arguments.value(u"having"_s).toObject();
    std::erase_if(groups,
                  [&](const Group &group) { return !passesHaving(group.aggregate, having); });
    sortGroups(groups, arguments.value(u"order_by"_s).toArray());
    QJsonArray out;
    for (const Group &group : groups) {
        QJsonObject key;
        for (const auto &[field, value] : group.key)
            key.insert(field, value);
        out += QJsonObject{{u"key"_s, key}, {u"aggregate"_s, group.aggregate}};
    }
    return {pageOf(out, arguments), {}};
}

} // namespace angee::sandbox
