// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/sdlparser.h"

#include "core/schema/documentcursor.h"
#include "core/schema/sdlparserbuiltins.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_set>
#include <utility>

namespace angee {

namespace {

using Kind = GraphQlTokenKind;

constexpr std::array<std::string_view, 19> directiveLocations{
    "QUERY",
    "MUTATION",
    "SUBSCRIPTION",
    "FIELD",
    "FRAGMENT_DEFINITION",
    "FRAGMENT_SPREAD",
    "INLINE_FRAGMENT",
    "VARIABLE_DEFINITION",
    "SCHEMA",
    "SCALAR",
    "OBJECT",
    "FIELD_DEFINITION",
    "ARGUMENT_DEFINITION",
    "INTERFACE",
    "UNION",
    "ENUM",
    "ENUM_VALUE",
    "INPUT_OBJECT",
    "INPUT_FIELD_DEFINITION",
};

//! A type while its definition and extensions are read; the pools are filled at the end, because a
//! type's members must lie side by side there.
struct TypeDraft
{
    TypeDef type;
    bool defined = false; //!< False while only extensions were seen.
    std::size_t offset = 0;
    std::vector<FieldDef> fields;
    std::vector<InputValueDef> inputFields;
    std::vector<EnumValueDef> enumValues;
    std::vector<TypeName> interfaces;
    std::vector<TypeName> possibleTypes;
};

class SdlReader final
{
public:
    //! With \a builtins, definitions of names that the schema already has are passed over.
    SdlReader(Schema &schema, std::string_view sdl, bool builtins)
        : m_schema(schema)
        , m_cursor(sdl)
        , m_text(sdl)
        , m_builtins(builtins)
    { }

    std::optional<GraphQlSyntaxError> read()
    {
        while (!m_cursor.atEnd())
            readDefinition();
        if (!m_cursor.failed() && !m_fault)
            store();
        return m_cursor.failed() ? m_cursor.error() : m_fault;
    }

    //! After every part is read: is each type that was named there?
    std::optional<GraphQlSyntaxError> checkReferences()
    {
        for (const auto &[name, offset] : m_references) {
            if (!m_schema.type(name)) {
                fault("Undefined type " + std::string(name) + '.', offset);
                break;
            }
        }
        return m_fault;
    }

private:
    void readDefinition();
    void readSchemaDefinition(OptionalText description, bool extending);
    void readScalar(OptionalText description, bool extending);
    void readFieldsType(TypeKind kind, OptionalText description, bool extending);
    void readUnion(OptionalText description, bool extending);
    void readEnum(OptionalText description, bool extending);
    void readInput(OptionalText description, bool extending);
    void readDirective(OptionalText description);

    TypeDraft &draft(TypeKind kind, OptionalText description, bool extending);
    OptionalText readDescription();
    FieldDef readField();
    InputValueDef readInputValue();
    Range readArguments();
    EnumValueDef readEnumValue();
    TypeRef readTypeRef();
    TypeName readTypeName();
    OptionalText deprecation(const GraphQlDirectives &directives);
    void store();
    void chooseRoots();

    std::string_view keepName() { return m_schema.keep(m_cursor.readName()); }
    std::size_t here() const { return m_cursor.peek().offset; }

    void fault(std::string message, std::size_t offset)
    {
        if (!m_fault)
            m_fault = GraphQlSyntaxError{std::move(message), offset, graphQlPlace(m_text, offset)};
    }

    template <typename Items>
    void checkUnique(const Items &items, const TypeDraft &owner)
    {
        std::unordered_set<std::string_view> names;
        for (const auto &item : items) {
            if (!names.insert(item.name).second)
                fault(std::string(owner.type.name) + '.' + std::string(item.name)
                          + " can only be defined once.",
                      owner.offset);
        }
    }

    Schema &m_schema;
    GraphQlCursor m_cursor;
    std::string_view m_text;
    bool m_builtins;
    std::optional<GraphQlSyntaxError> m_fault;
    std::vector<TypeDraft> m_drafts;
    std::map<std::string, std::size_t, std::less<>> m_draftIndex;
    std::vector<DirectiveDef> m_directives;
    std::vector<std::pair<std::string_view, std::size_t>> m_references;
    bool m_schemaDefined = false;
};

void SdlReader::readDefinition()
{
    const OptionalText description = readDescription();
    const bool extending = m_cursor.skipKeyword("extend");
    if (extending && description)
        fault("An extension cannot have a description.", here());
    if (m_cursor.atKeyword("schema"))
        readSchemaDefinition(description, extending);
    else if (m_cursor.atKeyword("scalar"))
        readScalar(description, extending);
    else if (m_cursor.atKeyword("type"))
        readFieldsType(TypeKind::Object, description, extending);
    else if (m_cursor.atKeyword("interface"))
        readFieldsType(TypeKind::Interface, description, extending);
    else if (m_cursor.atKeyword("union"))
        readUnion(description, extending);
    else if (m_cursor.atKeyword("enum"))
        readEnum(description, extending);
    else if (m_cursor.atKeyword("input"))
        readInput(description, extending);
    else if (m_cursor.atKeyword("directive") && !extending)
        readDirective(description);
    else
        m_cursor.failUnexpected();
}

OptionalText SdlReader::readDescription()
{
    if (!m_cursor.atKind(Kind::String) && !m_cursor.atKind(Kind::BlockString))
        return {};
    const std::string_view text = m_schema.keep(graphQlStringValue(m_cursor.peekText()));
    m_cursor.advance();
    return text;
}

void SdlReader::readSchemaDefinition(OptionalText description, bool extending)
{
    if (!extending && std::exchange(m_schemaDefined, true))
        fault("Cannot have multiple schema entry points, consider schema extensions instead.",
              here());
    m_cursor.advance();
    if (description)
        m_schema.description = description;
    const GraphQlDirectives directives = m_cursor.readDirectives(true);
    if (extending && !m_cursor.atKind(Kind::BraceLeft))
        return;
    m_cursor.readList(Kind::BraceLeft, Kind::BraceRight, true, [&] {
        const std::size_t offset = here();
        const std::string role = m_cursor.readName();
        m_cursor.expect(Kind::Colon);
        m_references.emplace_back(std::string_view(), here());
        const std::string_view type = keepName();
        m_references.back().first = type;
        if (role == "query")
            m_schema.queryType = type;
        else if (role == "mutation")
            m_schema.mutationType = type;
        else if (role == "subscription")
            m_schema.subscriptionType = type;
        else if (!m_cursor.failed())
            fault("Unexpected Name \"" + role + '"', offset);
    });
}

TypeDraft &SdlReader::draft(TypeKind kind, OptionalText description, bool extending)
{
    const std::size_t offset = here();
    m_cursor.advance();
    const std::size_t nameOffset = here();
    const std::string_view name = keepName();
    const auto [found, added] = m_draftIndex.try_emplace(std::string(name), m_drafts.size());
    if (added) {
        m_drafts.emplace_back();
        m_drafts.back().type.kind = kind;
        m_drafts.back().type.name = name;
        m_drafts.back().offset = offset;
    }
    TypeDraft &draft = m_drafts[found->second];
    if (m_cursor.failed())
        return draft;
    if (!added && draft.type.kind != kind)
        fault("Cannot extend type " + std::string(name) + " because it is of another kind.",
              nameOffset);
    if (extending)
        return draft;
    if (draft.defined)
        fault("Cannot redeclare type " + std::string(name) + '.', nameOffset);
    draft.defined = true;
    draft.type.description = description;
    return draft;
}

void SdlReader::readScalar(OptionalText description, bool extending)
{
    TypeDraft &scalar = draft(TypeKind::Scalar, description, extending);
    for (const GraphQlDirective &directive : m_cursor.readDirectives(true)) {
        if (directive.name != "specifiedBy")
            continue;
        if (const GraphQlValue *url = graphQlArgument(directive.arguments, "url"))
            scalar.type.specifiedByUrl = m_schema.keep(url->text);
    }
}

void SdlReader::readFieldsType(TypeKind kind, OptionalText description, bool extending)
{
    TypeDraft &type = draft(kind, description, extending);
    if (m_cursor.skipKeyword("implements")) {
        m_cursor.skip(Kind::Amp);
        do
            type.interfaces.push_back(readTypeName());
        while (m_cursor.skip(Kind::Amp));
    }
    m_cursor.readDirectives(true);
    if (m_cursor.atKind(Kind::BraceLeft))
        m_cursor.readList(Kind::BraceLeft, Kind::BraceRight, true,
                          [&] { type.fields.push_back(readField()); });
}

void SdlReader::readUnion(OptionalText description, bool extending)
{
    TypeDraft &type = draft(TypeKind::Union, description, extending);
    m_cursor.readDirectives(true);
    if (!m_cursor.skip(Kind::Equals))
        return;
    m_cursor.skip(Kind::Pipe);
    do
        type.possibleTypes.push_back(readTypeName());
    while (m_cursor.skip(Kind::Pipe));
}

void SdlReader::readEnum(OptionalText description, bool extending)
{
    TypeDraft &type = draft(TypeKind::Enum, description, extending);
    m_cursor.readDirectives(true);
    if (m_cursor.atKind(Kind::BraceLeft))
        m_cursor.readList(Kind::BraceLeft, Kind::BraceRight, true,
                          [&] { type.enumValues.push_back(readEnumValue()); });
}

void SdlReader::readInput(OptionalText description, bool extending)
{
    TypeDraft &type = draft(TypeKind::InputObject, description, extending);
    for (const GraphQlDirective &directive : m_cursor.readDirectives(true))
        type.type.oneOf = type.type.oneOf || directive.name == "oneOf";
    if (m_cursor.atKind(Kind::BraceLeft))
        m_cursor.readList(Kind::BraceLeft, Kind::BraceRight, true,
                          [&] { type.inputFields.push_back(readInputValue()); });
}

void SdlReader::readDirective(OptionalText description)
{
    m_cursor.advance();
    m_cursor.expect(Kind::At);
    const std::size_t offset = here();
    DirectiveDef directive;
    directive.description = description;
    directive.name = keepName();
    directive.args = readArguments();
    directive.repeatable = m_cursor.skipKeyword("repeatable");
    m_cursor.expectKeyword("on");
    m_cursor.skip(Kind::Pipe);
    std::vector<std::string_view> locations;
    do {
        const std::size_t at = here();
        const std::string_view location = keepName();
        if (!m_cursor.failed()
            && std::find(directiveLocations.begin(), directiveLocations.end(), location)
                == directiveLocations.end())
            fault("Unknown directive location " + std::string(location) + '.', at);
        locations.push_back(location);
    } while (m_cursor.skip(Kind::Pipe));
    directive.locations = Schema::append(m_schema.locations, locations);
    const bool known = std::any_of(m_directives.begin(), m_directives.end(),
                                   [&](const auto &d) { return d.name == directive.name; });
    if (known && !m_cursor.failed())
        fault("Cannot redeclare directive " + std::string(directive.name) + '.', offset);
    m_directives.push_back(directive);
}

FieldDef SdlReader::readField()
{
    FieldDef field;
    field.description = readDescription();
    field.name = keepName();
    field.args = readArguments();
    m_cursor.expect(Kind::Colon);
    field.type = readTypeRef();
    field.deprecationReason = deprecation(m_cursor.readDirectives(true));
    return field;
}

Range SdlReader::readArguments()
{
    std::vector<InputValueDef> arguments;
    if (m_cursor.atKind(Kind::ParenLeft))
        m_cursor.readList(Kind::ParenLeft, Kind::ParenRight, true,
                          [&] { arguments.push_back(readInputValue()); });
    return Schema::append(m_schema.inputValues, arguments);
}

InputValueDef SdlReader::readInputValue()
{
    InputValueDef value;
    value.description = readDescription();
    value.name = keepName();
    m_cursor.expect(Kind::Colon);
    value.type = readTypeRef();
    if (m_cursor.skip(Kind::Equals))
        value.defaultValue = m_schema.keep(m_cursor.readValue(true).toString());
    value.deprecationReason = deprecation(m_cursor.readDirectives(true));
    return value;
}

EnumValueDef SdlReader::readEnumValue()
{
    EnumValueDef value;
    value.description = readDescription();
    if (m_cursor.atKeyword("true") || m_cursor.atKeyword("false") || m_cursor.atKeyword("null"))
        m_cursor.failUnexpected();
    value.name = keepName();
    value.deprecationReason = deprecation(m_cursor.readDirectives(true));
    return value;
}

TypeRef SdlReader::readTypeRef()
{
    std::size_t offset = here();
    const GraphQlTypeReference reference = m_cursor.readType();
    TypeRef type = reference.ref();
    type.name = m_schema.keep(reference.name);
    // The name stands behind the brackets.
    offset = std::min(m_text.find_first_not_of("[ \t\r\n,", offset), m_text.size());
    m_references.emplace_back(type.name, offset);
    return type;
}

TypeName SdlReader::readTypeName()
{
    const std::size_t offset = here();
    TypeName entry;
    entry.name = keepName();
    m_references.emplace_back(entry.name, offset);
    return entry;
}

OptionalText SdlReader::deprecation(const GraphQlDirectives &directives)
{
    for (const GraphQlDirective &directive : directives) {
        if (directive.name != "deprecated")
            continue;
        const GraphQlValue *reason = graphQlArgument(directive.arguments, "reason");
        return reason ? OptionalText(m_schema.keep(reason->text))
                      : OptionalText("No longer supported");
    }
    return {};
}

void SdlReader::store()
{
    for (TypeDraft &draft : m_drafts) {
        if (m_builtins && m_schema.type(draft.type.name))
            continue;
        if (!draft.defined && !m_schema.type(draft.type.name))
            fault("Cannot extend type " + std::string(draft.type.name)
                      + " because it does not exist.",
                  draft.offset);
        checkUnique(draft.fields, draft);
        checkUnique(draft.inputFields, draft);
        checkUnique(draft.enumValues, draft);
        draft.type.fields = Schema::append(m_schema.fields, draft.fields);
        draft.type.inputFields = Schema::append(m_schema.inputValues, draft.inputFields);
        draft.type.enumValues = Schema::append(m_schema.enumValues, draft.enumValues);
        draft.type.interfaces = Schema::append(m_schema.typeNames, draft.interfaces);
        draft.type.possibleTypes = Schema::append(m_schema.typeNames, draft.possibleTypes);
        m_schema.addType(draft.type);
    }
    for (const DirectiveDef &directive : m_directives) {
        if (!m_builtins || !m_schema.directive(directive.name))
            m_schema.directives.push_back(directive);
    }
    if (!m_builtins && !m_schemaDefined)
        chooseRoots();
}

void SdlReader::chooseRoots()
{
    const auto choose = [this](OptionalText &root, std::string_view name) {
        if (!root && m_schema.type(name))
            root = m_schema.type(name)->name;
    };
    choose(m_schema.queryType, "Query");
    choose(m_schema.mutationType, "Mutation");
    choose(m_schema.subscriptionType, "Subscription");
}

} // namespace

std::optional<Schema> parseSdl(std::string_view sdl, GraphQlSyntaxError *error)
{
    Schema schema;
    SdlReader own(schema, sdl, false);
    std::optional<GraphQlSyntaxError> fault = own.read();
    if (!fault) {
        SdlReader builtins(schema, sdlBuiltins, true);
        fault = builtins.read();
    }
    if (!fault)
        fault = own.checkReferences();
    if (!fault && !schema.resolve())
        return schema;
    if (error)
        *error = fault.value_or(GraphQlSyntaxError{"Undefined type.", 0, {}});
    return std::nullopt;
}

} // namespace angee
