// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/schemaelement.h"

namespace angee {

namespace {

using Kind = SchemaElement::Kind;

// Index in the pool of the one in the range with that name; NoType if there is none.
template <typename Def>
std::uint32_t indexOf(const std::vector<Def> &pool, Range range, std::string_view name)
{
    for (std::uint32_t i = range.first; i < range.first + range.count; ++i) {
        if (pool[i].name == name)
            return i;
    }
    return NoType;
}

// "name(argument:)" into its two parts; the second is empty if there is none.
std::pair<std::string_view, std::string_view> splitArgument(std::string_view text)
{
    const std::size_t open = text.find('(');
    if (open == std::string_view::npos || !text.ends_with(":)"))
        return {text, {}};
    return {text.substr(0, open), text.substr(open + 1, text.size() - open - 3)};
}

} // namespace

std::string_view SchemaElements::name(const SchemaElement &element) const
{
    switch (element.kind) {
    case Kind::Type:
        return m_schema.types[element.owner].name;
    case Kind::Field:
        return m_schema.fields[element.member].name;
    case Kind::InputField:
        return m_schema.inputValues[element.member].name;
    case Kind::EnumValue:
        return m_schema.enumValues[element.member].name;
    case Kind::Directive:
        return m_schema.directives[element.owner].name;
    case Kind::Argument:
    case Kind::DirectiveArgument:
        return m_schema.inputValues[element.argument].name;
    }
    return {};
}

OptionalText SchemaElements::description(const SchemaElement &element) const
{
    switch (element.kind) {
    case Kind::Type:
        return m_schema.types[element.owner].description;
    case Kind::Field:
        return m_schema.fields[element.member].description;
    case Kind::InputField:
        return m_schema.inputValues[element.member].description;
    case Kind::EnumValue:
        return m_schema.enumValues[element.member].description;
    case Kind::Directive:
        return m_schema.directives[element.owner].description;
    case Kind::Argument:
    case Kind::DirectiveArgument:
        return m_schema.inputValues[element.argument].description;
    }
    return {};
}

OptionalText SchemaElements::deprecationReason(const SchemaElement &element) const
{
    switch (element.kind) {
    case Kind::Type:
        return {};
    case Kind::Field:
        return m_schema.fields[element.member].deprecationReason;
    case Kind::InputField:
        return m_schema.inputValues[element.member].deprecationReason;
    case Kind::EnumValue:
        return m_schema.enumValues[element.member].deprecationReason;
    case Kind::Directive:
        return m_schema.directives[element.owner].deprecationReason;
    case Kind::Argument:
    case Kind::DirectiveArgument:
        return m_schema.inputValues[element.argument].deprecationReason;
    }
    return {};
}

const TypeRef *SchemaElements::type(const SchemaElement &element) const
{
    switch (element.kind) {
    case Kind::Field:
        return &m_schema.fields[element.member].type;
    case Kind::InputField:
        return &m_schema.inputValues[element.member].type;
    case Kind::Argument:
    case Kind::DirectiveArgument:
        return &m_schema.inputValues[element.argument].type;
    case Kind::Type:
    case Kind::EnumValue:
    case Kind::Directive:
        break;
    }
    return nullptr;
}

std::string SchemaElements::coordinate(const SchemaElement &element) const
{
    const bool ofDirective =
        element.kind == Kind::Directive || element.kind == Kind::DirectiveArgument;
    std::string text(ofDirective ? "@" : "");
    text +=
        ofDirective ? m_schema.directives[element.owner].name : m_schema.types[element.owner].name;
    if (element.kind == Kind::Argument)
        text.append(".").append(m_schema.fields[element.member].name);
    else if (element.kind != Kind::Type && !ofDirective)
        text.append(".").append(name(element));
    if (element.kind == Kind::Argument || element.kind == Kind::DirectiveArgument)
        text.append("(").append(name(element)).append(":)");
    return text;
}

std::optional<SchemaElement> SchemaElements::find(std::string_view coordinate) const
{
    if (coordinate.starts_with('@'))
        return findDirective(coordinate.substr(1));
    const std::size_t dot = coordinate.find('.');
    const std::uint32_t type = m_schema.typeIndex(coordinate.substr(0, dot));
    if (type == NoType)
        return std::nullopt;
    if (dot == std::string_view::npos)
        return SchemaElement{Kind::Type, type, 0, 0};
    return findMember(type, coordinate.substr(dot + 1));
}

std::optional<SchemaElement> SchemaElements::findDirective(std::string_view coordinate) const
{
    const auto [name, argument] = splitArgument(coordinate);
    const DirectiveDef *directive = m_schema.directive(name);
    if (!directive)
        return std::nullopt;
    const auto owner = static_cast<std::uint32_t>(directive - m_schema.directives.data());
    if (argument.empty())
        return SchemaElement{Kind::Directive, owner, 0, 0};
    const std::uint32_t index = indexOf(m_schema.inputValues, directive->args, argument);
    if (index == NoType)
        return std::nullopt;
    return SchemaElement{Kind::DirectiveArgument, owner, 0, index};
}

std::optional<SchemaElement> SchemaElements::findMember(std::uint32_t type,
                                                        std::string_view member) const
{
    const auto [name, argument] = splitArgument(member);
    const TypeDef &def = m_schema.types[type];
    if (const std::uint32_t field = indexOf(m_schema.fields, def.fields, name); field != NoType) {
        if (argument.empty())
            return SchemaElement{Kind::Field, type, field, 0};
        const std::uint32_t index =
            indexOf(m_schema.inputValues, m_schema.fields[field].args, argument);
        if (index == NoType)
            return std::nullopt;
        return SchemaElement{Kind::Argument, type, field, index};
    }
    if (!argument.empty())
        return std::nullopt;
    if (const std::uint32_t i = indexOf(m_schema.inputValues, def.inputFields, name); i != NoType)
        return SchemaElement{Kind::InputField, type, i, 0};
    if (const std::uint32_t i = indexOf(m_schema.enumValues, def.enumValues, name); i != NoType)
        return SchemaElement{Kind::EnumValue, type, i, 0};
    return std::nullopt;
}

SdlPlace SchemaElements::place(const SdlPlaces &places, const SchemaElement &element)
{
    const auto at = [](const std::vector<SdlPlace> &list, std::uint32_t index) {
        return index < list.size() ? list[index] : SdlPlace();
    };
    switch (element.kind) {
    case Kind::Type:
        return at(places.types, element.owner);
    case Kind::Field:
        return at(places.fields, element.member);
    case Kind::InputField:
        return at(places.inputValues, element.member);
    case Kind::EnumValue:
        return at(places.enumValues, element.member);
    case Kind::Directive:
        return at(places.directives, element.owner);
    case Kind::Argument:
    case Kind::DirectiveArgument:
        return at(places.inputValues, element.argument);
    }
    return {};
}

} // namespace angee
