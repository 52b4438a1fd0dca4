// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schema.h"

#include <QString>

#include <string>
#include <vector>

namespace angee {

//! \brief What a change of the schema does to operations that were written for the old one.
enum class SchemaCriticality : std::uint8_t {
    Breaking, //!< Some valid operations are no longer valid, or answer with another shape.
    Dangerous, //!< They stay valid but may meet values or behaviour they do not expect.
    Safe,
};

//! \brief One difference between two schemas.
struct SchemaChange
{
    enum class Subject : std::uint8_t {
        Schema,
        Type,
        Interface, //!< That a type implements.
        UnionMember,
        Field,
        Argument,
        InputField,
        EnumValue,
        Directive,
        DirectiveArgument,
        DirectiveLocation,
    };
    enum class Action : std::uint8_t {
        Added,
        Removed,
        KindChanged,
        TypeChanged,
        RootChanged,
        DefaultChanged,
        DescriptionChanged,
        Deprecated,
        Undeprecated,
        DeprecationReasonChanged,
        SpecificationChanged, //!< A scalar's URL.
        OneOfChanged,
        RepeatableChanged,
    };

    SchemaCriticality criticality = SchemaCriticality::Safe;
    Subject subject = Subject::Schema;
    Action action = Action::Added;
    //! The coordinate of the definition, see SchemaElements: in the old schema for what was
    //! removed, else in the new one. For an interface or a member that of the type; "schema".
    std::string path;
    QString message; //!< A translated sentence.
};

//! \brief Compares two resolved schemas by the rules of graphql-js (findBreakingChanges,
//! findDangerousChanges) and, for what those pass over, of graphql-inspector.
//!
//! Types are matched by name; the members of added or removed types are not listed. Defaults are
//! compared coerced, so that another spelling is no change. Built-in scalars, directives and
//! introspection types are left out. The result is ordered by criticality, then as the old schema
//! is, additions last.
[[nodiscard]] std::vector<SchemaChange> schemaChanges(const Schema &before, const Schema &after);

//! \brief "breaking", "dangerous", "safe" (translated).
[[nodiscard]] QString criticalityName(SchemaCriticality criticality);

} // namespace angee
