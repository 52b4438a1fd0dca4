// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schema.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <unordered_map>

namespace angee::sandbox {

//! \brief Turns the daemon's REST objects into what its GraphQL answers (contract.md, 8.1).
//!
//! The schema tells the target: names become camelCase, maps become lists sorted by key, and what
//! REST leaves out becomes "", 0 or false, or null where GraphQL answers null. Immutable, so any
//! number of threads may share one; \a schema must outlive it.
class WireShape final
{
public:
    explicit WireShape(const Schema &schema);

    //! A REST value as a value of \a type.
    [[nodiscard]] QJsonValue shape(const QJsonValue &wire, const TypeRef &type) const;
    //! A REST object as an object of the type with that name.
    [[nodiscard]] QJsonValue shape(const QJsonValue &wire, std::string_view typeName) const;

private:
    struct FieldNames
    {
        QString field; //!< As GraphQL has it.
        QString member; //!< As REST has it.
        QJsonValue missing; //!< What stands for an absent member.
    };

    [[nodiscard]] FieldNames namesOf(const TypeDef &type, const FieldDef &field) const;
    [[nodiscard]] QJsonValue shapeList(const QJsonValue &wire, const TypeRef &type) const;
    [[nodiscard]] QJsonValue shapeObject(const QJsonObject &wire, const TypeDef &type) const;

    const Schema &m_schema;
    std::unordered_map<const FieldDef *, FieldNames> m_names;
};

//! \brief A GraphQL input as a REST body: snake_case names, key-value lists as maps (empty keys
//! dropped, the last of equal keys wins, none at all left out), nulls left out.
[[nodiscard]] QJsonObject requestBody(const QJsonObject &input);

//! \brief A prepared stack as REST has it, with the names its files use: `working_dir` for
//! `WorkingDir`; empty members left out.
[[nodiscard]] QJsonObject compiledStackBody(const QJsonObject &wire);

//! `ttlExpiresAt` -> `ttl_expires_at`
[[nodiscard]] QString snakeCase(const QString &name);

} // namespace angee::sandbox
