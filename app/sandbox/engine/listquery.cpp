// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/listquery.h"

#include "app/sandbox/engine/wirejson.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

const std::array<QString, 10> textOperators{u"eq"_s,    u"neq"_s,     u"gt"_s,   u"gte"_s,
                                            u"lt"_s,    u"lte"_s,     u"like"_s, u"notLike"_s,
                                            u"iLike"_s, u"notILike"_s};

[[noreturn]] void refuseQuery()
{
    throw EngineError::invalid(u"query"_s, u"invalid list query JSON"_s);
}

//! A member that must have \a type when it is there and not null.
QJsonValue member(const QJsonObject &object, const QString &key, QJsonValue::Type type)
{
    QJsonValue value = object.value(key);
    if (!value.isUndefined() && !value.isNull() && value.type() != type)
        refuseQuery();
    return value;
}

QStringList textList(const QJsonObject &object, const QString &key)
{
    QStringList out;
    for (const QJsonValue &element : member(object, key, QJsonValue::Array).toArray()) {
        if (!element.isString())
            refuseQuery();
        out += element.toString();
    }
    return out;
}

ListOps parseOps(const QJsonObject &object)
{
    ListOps ops;
    if (const QJsonValue value = member(object, u"is"_s, QJsonValue::Bool); value.isBool())
        ops.is = value.toBool();
    if (const QJsonValue value = member(object, u"isNot"_s, QJsonValue::Bool); value.isBool())
        ops.isNot = value.toBool();
    for (const QString &name : textOperators) {
        if (const QJsonValue value = member(object, name, QJsonValue::String); value.isString())
            ops.texts.emplace(name, value.toString());
    }
    ops.in = textList(object, u"in"_s);
    ops.notIn = textList(object, u"notIn"_s);
    return ops;
}

ListFilter parseFilter(const QJsonObject &object)
{
    ListFilter filter;
    const auto children = [&object](const QString &key) {
        std::vector<ListFilter> out;
        for (const QJsonValue &child : member(object, key, QJsonValue::Array).toArray()) {
            if (!child.isObject())
                refuseQuery();
            out.push_back(parseFilter(child.toObject()));
        }
        return out;
    };
    filter.all = children(u"and"_s);
    filter.any = children(u"or"_s);
    const QJsonObject fields = member(object, u"fields"_s, QJsonValue::Object).toObject();
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (!it.value().isObject())
            refuseQuery();
        filter.fields.emplace(it.key(), parseOps(it.value().toObject()));
    }
    return filter;
}

bool holds(const QString &op, const QString &value, const QString &wanted)
{
    const QByteArray a = value.toUtf8();
    const QByteArray b = wanted.toUtf8();
    if (op == "eq"_L1)
        return a == b;
    if (op == "neq"_L1)
        return a != b;
    if (op == "gt"_L1)
        return a > b;
    if (op == "gte"_L1)
        return a >= b;
    if (op == "lt"_L1)
        return a < b;
    if (op == "lte"_L1)
        return a <= b;
    const auto cs =
        op.contains("ILike"_L1) || op == "iLike"_L1 ? Qt::CaseInsensitive : Qt::CaseSensitive;
    return matchesLike(value, wanted, cs) != op.startsWith("not"_L1);
}

bool matchesOps(const QJsonValue &value, const ListOps &ops)
{
    if (value.isBool()) {
        const bool truth = value.toBool();
        return (!ops.is || *ops.is == truth) && (!ops.isNot || *ops.isNot != truth)
            && ops.texts.empty() && ops.in.isEmpty() && ops.notIn.isEmpty();
    }
    if (ops.is || ops.isNot)
        return false;
    const bool absent = !value.isString();
    const QString text = value.toString();
    const bool texts = std::all_of(ops.texts.begin(), ops.texts.end(), [&](const auto &entry) {
        return absent ? entry.first == "neq"_L1 || entry.first.startsWith("not"_L1)
                      : holds(entry.first, text, entry.second);
    });
    return texts && (ops.in.isEmpty() || (!absent && ops.in.contains(text)))
        && (ops.notIn.isEmpty() || absent || !ops.notIn.contains(text));
}

bool matches(const ListRow &row, const ListFilter &filter)
{
    const auto one = [&row](const ListFilter &child) { return matches(row, child); };
    return std::all_of(filter.all.begin(), filter.all.end(), one)
        && (filter.any.empty() || std::any_of(filter.any.begin(), filter.any.end(), one))
        && std::all_of(filter.fields.begin(), filter.fields.end(), [&row](const auto &entry) {
               return matchesOps(row.fields.at(entry.first), entry.second);
           });
}

void checkFilter(const ListFilter &filter, const QStringList &known)
{
    for (const auto &[name, ops] : filter.fields) {
        if (!known.contains(name))
            throw EngineError::invalid(name, u"unknown filter field"_s);
    }
    for (const ListFilter &child : filter.all)
        checkFilter(child, known);
    for (const ListFilter &child : filter.any)
        checkFilter(child, known);
}

//! Below zero if \a a comes first by \a sort, above if \a b does.
int compareBy(const ListRow &a, const ListRow &b, const ListSort &sort)
{
    const QJsonValue left = a.fields.at(sort.field);
    const QJsonValue right = b.fields.at(sort.field);
    const bool leftNull = left.isNull() || left.isUndefined();
    const bool rightNull = right.isNull() || right.isUndefined();
    if (leftNull || rightNull) {
        const int order = int(rightNull) - int(leftNull); // the null one first
        return sort.nullsLast ? -order : order;
    }
    int order = 0;
    if (left.isBool() && right.isBool()) {
        order = int(left.toBool()) - int(right.toBool());
    } else {
        const QByteArray x = left.toString().toUtf8();
        const QByteArray y = right.toString().toUtf8();
        order = x < y ? -1 : int(y < x);
    }
    return sort.descending ? -order : order;
}

} // namespace

ListQuery ListQuery::parse(const QByteArray &json)
{
    ListQuery query;
    if (json.isEmpty())
        return query;
    QJsonValue decoded;
    try {
        decoded = decodeWireJson(json);
    } catch (const EngineError &) {
        refuseQuery(); // the daemon names the field, not the syntax
    }
    if (decoded.isNull())
        return query;
    if (!decoded.isObject())
        refuseQuery();
    const QJsonObject object = decoded.toObject();
    query.filter = parseFilter(member(object, u"filter"_s, QJsonValue::Object).toObject());
    for (const QJsonValue &element : member(object, u"sorting"_s, QJsonValue::Array).toArray()) {
        if (!element.isObject())
            refuseQuery();
        const QJsonObject sort = element.toObject();
        const auto text = [&sort](const QString &key) {
            return member(sort, key, QJsonValue::String).toString();
        };
        query.sorting.push_back({text(u"field"_s),
                                 text(u"direction"_s).compare("DESC"_L1, Qt::CaseInsensitive) == 0,
                                 text(u"nulls"_s) == "NULLS_LAST"_L1});
    }
    const QJsonObject paging = member(object, u"paging"_s, QJsonValue::Object).toObject();
    query.limit = member(paging, u"limit"_s, QJsonValue::Double).toInt();
    query.offset = std::max(0, member(paging, u"offset"_s, QJsonValue::Double).toInt());
    return query;
}

QJsonObject applyListQuery(const std::vector<ListRow> &rows, const ListQuery &query,
                           const QStringList &known)
{
    checkFilter(query.filter, known);
    for (const ListSort &sort : query.sorting) {
        if (!known.contains(sort.field))
            throw EngineError::invalid(sort.field, u"unknown sort field"_s);
    }
    std::vector<const ListRow *> found;
    for (const ListRow &row : rows) {
        if (matches(row, query.filter))
            found.push_back(&row);
    }
    std::stable_sort(found.begin(), found.end(), [&query](const ListRow *a, const ListRow *b) {
        for (const ListSort &sort : query.sorting) {
            if (const int order = compareBy(*a, *b, sort); order != 0)
                return order < 0;
        }
        return false;
    });
    QJsonArray nodes;
    for (std::size_t i = std::size_t(query.offset); i < found.size(); ++i) {
        if (query.limit > 0 && nodes.size() >= query.limit)
            break;
        nodes.append(found[i]->body);
    }
    return {{u"nodes"_s, nodes}, {u"total_count"_s, qint64(found.size())}};
}

bool matchesLike(const QString &value, const QString &pattern, Qt::CaseSensitivity cs)
{
    const auto fold = [cs](const QString &text) {
        return cs == Qt::CaseSensitive ? text.toStdU32String() : text.toLower().toStdU32String();
    };
    const std::u32string text = fold(value);
    const std::u32string form = fold(pattern);
    std::size_t i = 0;
    std::size_t j = 0;
    std::size_t star = std::u32string::npos;
    std::size_t starFrom = 0;
    while (i < text.size()) {
        if (j < form.size() && form[j] == U'%') {
            star = j++;
            starFrom = i;
        } else if (j < form.size() && (form[j] == U'_' || form[j] == text[i])) {
            ++i;
            ++j;
        } else if (star != std::u32string::npos) {
            j = star + 1;
            i = ++starFrom;
        } else {
            return false;
        }
    }
    return std::all_of(form.begin() + std::ptrdiff_t(j), form.end(),
                       [](char32_t c) { return c == U'%'; });
}

} // namespace angee::sandbox
