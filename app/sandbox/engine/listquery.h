// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/reply.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <map>
#include <vector>

namespace angee::sandbox {

//! \brief One comparison of a list query: every operator that is set must hold.
struct ListOps
{
    std::optional<bool> is;
    std::optional<bool> isNot;
    //! Keys: eq neq gt gte lt lte like notLike iLike notILike.
    std::map<QString, QString> texts;
    QStringList in;
    QStringList notIn;
};

//! \brief A filter: all of \a all, all of \a fields and, unless it is empty, one of \a any.
struct ListFilter
{
    std::vector<ListFilter> all;
    std::vector<ListFilter> any;
    std::map<QString, ListOps> fields;
};

struct ListSort
{
    QString field;
    bool descending = false;
    bool nullsLast = false;
};

//! \brief What a list answers to: filter, then sorting, then a page (contract.md, section 3).
struct ListQuery
{
    ListFilter filter;
    std::vector<ListSort> sorting;
    int limit = 0; //!< 0 or less: no limit
    int offset = 0;

    //! Reads the JSON of ?query=; empty text is the empty query. Throws a 400 EngineError.
    [[nodiscard]] static ListQuery parse(const QByteArray &json);
};

//! \brief One row of a list beside the values that it can be filtered and sorted by. A field is a
//! string, a bool, or null for an absent string; its name is the camelCase one of contract.md,
//! section 3.
struct ListRow
{
    QJsonObject body;
    std::map<QString, QJsonValue> fields;
};

//! Answers {"nodes": […], "total_count": n}. Fields that are not in \a known are refused.
[[nodiscard]] QJsonObject applyListQuery(const std::vector<ListRow> &rows, const ListQuery &query,
                                         const QStringList &known);

//! SQL's LIKE over the whole value: % is any run, _ one character, nothing escapes them.
[[nodiscard]] bool matchesLike(const QString &value, const QString &pattern,
                               Qt::CaseSensitivity cs);

} // namespace angee::sandbox
