// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/introspection.h"
#include "core/schema/schematext.h"
#include "tests/fuzz/fuzz.h"

// Any bytes end in a schema whose references all lead somewhere, or in an error with its place.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace angee;
    const IntrospectionResult result =
        readIntrospection(std::string_view(reinterpret_cast<const char *>(data), size));
    for (const SchemaMessage &notice : result.notices)
        ANGEE_FUZZ_REQUIRE(!messageWithPlace(notice).isEmpty());
    if (!result.schema) {
        ANGEE_FUZZ_REQUIRE(!result.error.place.empty());
        ANGEE_FUZZ_REQUIRE(!messageText(result.error).isEmpty());
        ANGEE_FUZZ_REQUIRE(!result.error.english().empty());
        return 0;
    }
    const Schema &schema = *result.schema;
    for (const TypeDef &type : schema.types) {
        ANGEE_FUZZ_REQUIRE(isGraphQlName(type.name) && schema.type(type.name) == &type);
        if (isIntrospectionType(type.name))
            continue;
        for (const FieldDef &field : schema.fieldsOf(type)) {
            ANGEE_FUZZ_REQUIRE(isGraphQlName(field.name));
            ANGEE_FUZZ_REQUIRE(schema.field(type, field.name) == &field);
            ANGEE_FUZZ_REQUIRE(schema.types.at(field.type.index).name == field.type.name);
        }
        for (const InputValueDef &input : schema.inputFieldsOf(type))
            ANGEE_FUZZ_REQUIRE(schema.types.at(input.type.index).name == input.type.name);
    }
    return 0;
}
