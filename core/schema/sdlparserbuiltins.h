// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

namespace angee {

//! What the specification gives every schema (sections 3.5, 3.13 and 4.2), with the additions of
//! the 2025 edition that daemons answer to: deprecated inputs and one-of objects.
inline constexpr std::string_view sdlBuiltins = R"(
"A whole number."
scalar Int
"A number with double precision (IEEE 754)."
scalar Float
"Text, in UTF-8."
scalar String
"True or false."
scalar Boolean
"An identifier: written as text, read from text or a whole number."
scalar ID

"Takes the field or fragment only if the argument is true."
directive @include("Taken if true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
"Leaves the field or fragment out if the argument is true."
directive @skip("Left out if true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
"Marks an element that should not be used any more."
directive @deprecated("Why, and what to use instead." reason: String = "No longer supported")
    on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
"Names the document that specifies a scalar."
directive @specifiedBy("Address of the document." url: String!) on SCALAR
"Exactly one field of the input object must be given, and not be null."
directive @oneOf on INPUT_OBJECT

"The schema: its types, directives and roots."
type __Schema {
    description: String
    types: [__Type!]!
    queryType: __Type!
    mutationType: __Type
    subscriptionType: __Type
    directives: [__Directive!]!
}
"A type, named or wrapped in a list or a non-null."
type __Type {
    kind: __TypeKind!
    name: String
    description: String
    specifiedByURL: String
    fields(includeDeprecated: Boolean = false): [__Field!]
    interfaces: [__Type!]
    possibleTypes: [__Type!]
    enumValues(includeDeprecated: Boolean = false): [__EnumValue!]
    inputFields(includeDeprecated: Boolean = false): [__InputValue!]
    ofType: __Type
    isOneOf: Boolean
}
"What a type is."
enum __TypeKind { SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL }
"A field of an object or an interface."
type __Field {
    name: String!
    description: String
    args(includeDeprecated: Boolean = false): [__InputValue!]!
    type: __Type!
    isDeprecated: Boolean!
    deprecationReason: String
}
"An argument, or a field of an input object."
type __InputValue {
    name: String!
    description: String
    type: __Type!
    "The default as GraphQL text."
    defaultValue: String
    isDeprecated: Boolean!
    deprecationReason: String
}
"One value of an enum."
type __EnumValue {
    name: String!
    description: String
    isDeprecated: Boolean!
    deprecationReason: String
}
"A directive."
type __Directive {
    name: String!
    description: String
    isRepeatable: Boolean!
    locations: [__DirectiveLocation!]!
    args(includeDeprecated: Boolean = false): [__InputValue!]!
}
"Where a directive may stand."
enum __DirectiveLocation {
    QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT
    VARIABLE_DEFINITION SCHEMA SCALAR OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION
    ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION
}
)";

} // namespace angee
