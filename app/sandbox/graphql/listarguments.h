// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/graphql/executor.h"
#include "core/schema/schema.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace angee::sandbox {

//! \brief One of the lists that take where, order_by, limit and offset (contract.md, 8.2).
class ListTable final
{
public:
    //! \a name is `services`, `jobs` …; \a rowType the type of its rows.
    ListTable(const Schema &schema, QString name, std::string_view rowType);

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] std::string_view rowType() const { return m_row->name; }

    //! Why the arguments cannot be followed, or nothing: numbers can be named in where and
    //! order_by, but neither filtered nor sorted by.
    [[nodiscard]] std::optional<ResolverResult::Error> refusal(const QJsonObject &arguments) const;
    //! Rows that match where, in the order of order_by; \a rows are GraphQL objects.
    [[nodiscard]] QJsonArray select(const QJsonArray &rows, const QJsonObject &arguments) const;
    [[nodiscard]] bool matches(const QJsonObject &row, const QJsonObject &where) const;
    //! A row's value; null for an empty text where the field may be absent.
    [[nodiscard]] QJsonValue value(const QJsonObject &row, const QString &field) const;

private:
    struct Sort
    {
        QString field;
        bool descending = false;
        bool nullsLast = false;
    };
    [[nodiscard]] QList<Sort> sorting(const QJsonObject &arguments) const;
    [[nodiscard]] QString firstNumber(const QJsonObject &where) const;
    [[nodiscard]] bool isNumber(const QString &field) const;

    const Schema &m_schema;
    QString m_name;
    const TypeDef *m_row;
    const TypeDef *m_order;
};

//! limit and offset: no limit at or below 0, a negative offset counts as 0.
[[nodiscard]] QJsonArray pageOf(const QJsonArray &rows, const QJsonObject &arguments);

} // namespace angee::sandbox
