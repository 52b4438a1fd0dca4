// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/introspection.h"

#include "core/schema/introspectionwalk.h"

namespace angee {

std::string_view introspectionQuery()
{
    return R"(query IntrospectionQuery {
  __schema {
    description
    queryType { name }
    mutationType { name }
    subscriptionType { name }
    types { ...FullType }
    directives {
      name
      description
      isRepeatable
      locations
      args(includeDeprecated: true) { ...InputValue }
    }
  }
}

fragment FullType on __Type {
  kind
  name
  description
  specifiedByURL
  isOneOf
  fields(includeDeprecated: true) {
    name
    description
    args(includeDeprecated: true) { ...InputValue }
    type { ...TypeRef }
    isDeprecated
    deprecationReason
  }
  inputFields(includeDeprecated: true) { ...InputValue }
  interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) {
    name
    description
    isDeprecated
    deprecationReason
  }
  possibleTypes { ...TypeRef }
}

fragment InputValue on __InputValue {
  name
  description
  type { ...TypeRef }
  defaultValue
  isDeprecated
  deprecationReason
}

fragment TypeRef on __Type {
  kind
  name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name
    ofType { kind name ofType { kind name ofType { kind name ofType { kind name
      ofType { kind name }
    } } } }
  } } } }
}
)";
}

namespace {

constexpr std::string_view ByteOrderMark = "\xef\xbb\xbf";

IntrospectionResult refused(const char *text, std::vector<std::string> arguments = {})
{
    return {{}, {text, std::move(arguments), {}}, {}};
}

} // namespace

IntrospectionResult readIntrospection(std::string_view bytes)
{
    if (bytes.size() > MaxIntrospectionBytes)
        return refused(QT_TRANSLATE_NOOP("angee::Schema", "the answer is larger than %1 MiB"),
                       {std::to_string(MaxIntrospectionBytes / (std::size_t(1024) * 1024))});
    return readIntrospection(PaddedBytes::copyOf(bytes));
}

IntrospectionResult readIntrospection(PaddedBytes bytes)
{
    if (bytes.size() > MaxIntrospectionBytes)
        return readIntrospection(bytes.view()); // refuses
    IntrospectionResult result;
    if (!isUtf8(bytes.view())) {
        bytes = repairedUtf8(bytes.view());
        result.notices.push_back({QT_TRANSLATE_NOOP("angee::Schema",
                                                    "the answer is not UTF-8 throughout; the "
                                                    "broken bytes are shown as U+FFFD"),
                                  {},
                                  {}});
    }
    const std::size_t size = bytes.size();
    const std::size_t skip = bytes.view().starts_with(ByteOrderMark) ? ByteOrderMark.size() : 0;
    char *text = bytes.data();
    Schema schema;
    schema.keep(bytes.release(), size);
    IntrospectionWalk walk(schema, text + skip, size - skip);
    if (!walk.run()) {
        result.error = walk.takeError();
        return result;
    }
    for (SchemaMessage &notice : walk.takeNotices())
        result.notices.push_back(std::move(notice));
    if (std::optional<SchemaMessage> wrong = schema.resolve())
        result.error = std::move(*wrong);
    else
        result.schema = std::move(schema);
    return result;
}

} // namespace angee
