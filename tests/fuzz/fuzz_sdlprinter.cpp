// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/introspection.h"
#include "core/schema/schemadiff.h"
#include "core/schema/schemaindex.h"
#include "core/schema/sdlparser.h"
#include "core/schema/sdlprinter.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <set>

namespace {

using namespace angee;

// Everything printed is a GraphQL token. Control characters stay raw in block strings, as
// graphql-js has it, though the grammar has none.
void requireTokens(std::string_view sdl)
{
    GraphQlTokenizer tokenizer(sdl);
    while (true) {
        const GraphQlToken token = tokenizer.next();
        if (token.kind == GraphQlTokenKind::EndOfText)
            return;
        ANGEE_FUZZ_REQUIRE(token.kind != GraphQlTokenKind::Comment);
        ANGEE_FUZZ_REQUIRE(token.error == GraphQlTokenError::None
                           || token.error == GraphQlTokenError::ControlCharacter);
    }
}

bool hasControlCharacter(std::string_view sdl)
{
    return std::any_of(sdl.begin(), sdl.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r';
    });
}

template <typename Items>
bool hasTwice(const Items &items)
{
    std::set<std::string_view> seen;
    return std::any_of(items.begin(), items.end(),
                       [&](const auto &item) { return !seen.insert(item.name).second; });
}

bool isLocation(std::string_view name)
{
    static const std::set<std::string_view> known{
        "QUERY",
        "MUTATION",
        "SUBSCRIPTION",
        "FIELD",
        "FRAGMENT_DEFINITION",
        "SCHEMA",
        "SCALAR",
        "FRAGMENT_SPREAD",
        "OBJECT",
        "INLINE_FRAGMENT",
        "UNION",
        "ENUM",
        "VARIABLE_DEFINITION",
        "ENUM_VALUE",
        "FIELD_DEFINITION",
        "INTERFACE",
        "INPUT_OBJECT",
        "ARGUMENT_DEFINITION",
        "INPUT_FIELD_DEFINITION",
    };
    return known.contains(name);
}

// What an introspection answer can say and the schema language cannot.
bool canBeWritten(const Schema &schema)
{
    for (const DirectiveDef &directive : schema.directives) {
        if (directive.locations.count == 0 || directive.deprecationReason)
            return false;
        const auto locations = schema.locationsOf(directive);
        if (!std::all_of(locations.begin(), locations.end(), isLocation))
            return false;
    }
    for (const TypeDef &type : schema.types) {
        if (hasTwice(schema.interfacesOf(type)) || hasTwice(schema.possibleTypesOf(type)))
            return false;
    }
    return !hasTwice(schema.directives)
        && (schema.queryType || schema.mutationType || schema.subscriptionType);
}

void requirePlaces(const Schema &schema, const PrintedSdl &sdl)
{
    const SchemaElements elements(schema);
    elements.forEach([&](const SchemaElement &element) {
        const SdlPlace place = SchemaElements::place(sdl.places, element);
        const std::string_view name = elements.name(element);
        ANGEE_FUZZ_REQUIRE(!place.isPrinted()
                           || sdl.text().substr(place.name, name.size()) == name);
    });
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const IntrospectionResult read = readIntrospection(bytes);
    if (!read.schema)
        return 0;
    const Schema &schema = *read.schema;
    const PrintedSdl sdl = printSdl(schema, SdlOption::WithPlaces);
    requireTokens(sdl.text());
    requirePlaces(schema, sdl);
    const SchemaIndex index(schema);
    ANGEE_FUZZ_REQUIRE(index.search(QString::fromUtf8(bytes.data(), 3)).hits.size() <= 200);
    ANGEE_FUZZ_REQUIRE(schemaChanges(schema, schema).empty() || hasTwice(schema.directives));
    if (!canBeWritten(schema) || hasControlCharacter(sdl.text()))
        return 0;
    // What was printed reads as a schema that prints the same.
    GraphQlSyntaxError error;
    const std::optional<Schema> again = parseSdl(sdl.text(), &error);
    if (!again)
        std::fprintf(stderr, "%s at %zu in\n%.*s\n", error.message.c_str(), error.offset,
                     static_cast<int>(sdl.size), sdl.data.get());
    ANGEE_FUZZ_REQUIRE(again);
    // A literal that is kept as it came is spaced otherwise after the parser has read it.
    if (sdl.notices.empty())
        ANGEE_FUZZ_REQUIRE(printSdl(*again).text() == sdl.text());
    return 0;
}
