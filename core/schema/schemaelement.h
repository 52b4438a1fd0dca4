// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schema.h"
#include "core/schema/sdlprinter.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace angee {

//! \brief Names one definition of a Schema by its indices; good as long as the schema lives.
struct SchemaElement
{
    enum class Kind : std::uint8_t {
        Type,
        Field,
        InputField,
        EnumValue,
        Argument,
        Directive,
        DirectiveArgument,
    };

    Kind kind = Kind::Type;
    std::uint32_t owner = 0; //!< Index of the type or the directive.
    std::uint32_t member = 0; //!< Index in Schema's pool, of a field, input field or enum value.
    std::uint32_t argument = 0; //!< Index in Schema::inputValues, of either kind of argument.

    friend auto operator<=>(const SchemaElement &, const SchemaElement &) = default;
};

//! \brief Reads what elements stand for. The schema must outlive it.
class SchemaElements final
{
public:
    explicit SchemaElements(const Schema &schema)
        : m_schema(schema)
    { }

    [[nodiscard]] std::string_view name(const SchemaElement &element) const;
    [[nodiscard]] OptionalText description(const SchemaElement &element) const;
    [[nodiscard]] OptionalText deprecationReason(const SchemaElement &element) const;
    //! The type of a field, argument or input field; nullptr for the others.
    [[nodiscard]] const TypeRef *type(const SchemaElement &element) const;
    //! "Query", "Query.node", "Query.node(id:)", "Color.RED", "@tag", "@tag(name:)".
    [[nodiscard]] std::string coordinate(const SchemaElement &element) const;
    //! The element that a coordinate names, if there is one.
    [[nodiscard]] std::optional<SchemaElement> find(std::string_view coordinate) const;
    //! Where it stands in the SDL that \a places was made with; not printed if it is hidden there.
    [[nodiscard]] static SdlPlace place(const SdlPlaces &places, const SchemaElement &element);

    //! Calls \a visit(element) for every definition, members behind their owner, as in the SDL.
    template <typename Visit>
    void forEach(Visit &&visit) const
    {
        using Kind = SchemaElement::Kind;
        for (std::uint32_t d = 0; d < m_schema.directives.size(); ++d) {
            visit(SchemaElement{Kind::Directive, d, 0, 0});
            eachOf(m_schema.directives[d].args, [&](std::uint32_t a) {
                visit(SchemaElement{Kind::DirectiveArgument, d, 0, a});
            });
        }
        for (std::uint32_t t = 0; t < m_schema.types.size(); ++t) {
            const TypeDef &type = m_schema.types[t];
            visit(SchemaElement{Kind::Type, t, 0, 0});
            eachOf(type.fields, [&](std::uint32_t f) {
                visit(SchemaElement{Kind::Field, t, f, 0});
                eachOf(m_schema.fields[f].args, [&](std::uint32_t a) {
                    visit(SchemaElement{Kind::Argument, t, f, a});
                });
            });
            eachOf(type.inputFields, [&](std::uint32_t i) {
                visit(SchemaElement{Kind::InputField, t, i, 0});
            });
            eachOf(type.enumValues, [&](std::uint32_t e) {
                visit(SchemaElement{Kind::EnumValue, t, e, 0});
            });
        }
    }

private:
    template <typename Visit>
    static void eachOf(Range range, Visit &&visit)
    {
        for (std::uint32_t i = 0; i < range.count; ++i)
            visit(range.first + i);
    }
    [[nodiscard]] std::optional<SchemaElement> findDirective(std::string_view coordinate) const;
    [[nodiscard]] std::optional<SchemaElement> findMember(std::uint32_t type,
                                                          std::string_view member) const;

    const Schema &m_schema;
};

} // namespace angee
