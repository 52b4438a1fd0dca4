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

SchemaMessage faultMessage(JsonFault fault, std::string_view text)
{
    SchemaMessage message;
    const auto at = [&](std::size_t offset) { message.place = "byte " + std::to_string(offset); };
    switch (fault) {
    case JsonFault::None:
        break;
    case JsonFault::Empty:
        message.text = QT_TRANSLATE_NOOP("angee::Schema", "the answer is empty");
        break;
    case JsonFault::TooLarge:
        message.text = QT_TRANSLATE_NOOP("angee::Schema", "the answer is larger than %1 MiB");
        message.arguments.push_back(std::to_string(JsonStructure::MaxBytes / (1024U * 1024U)));
        at(JsonStructure::MaxBytes);
        break;
    case JsonFault::NoMemory:
        message.text = QT_TRANSLATE_NOOP("angee::Schema", "not enough memory for the answer");
        break;
    case JsonFault::BadUtf8:
        message.text = QT_TRANSLATE_NOOP("angee::Schema", "the answer is not UTF-8");
        break;
    case JsonFault::UnclosedString:
        message.text =
            QT_TRANSLATE_NOOP("angee::Schema", "this is not JSON: a string is not closed");
        at(jsonFaultOffset(text));
        break;
    case JsonFault::ControlCharacter:
        message.text =
            QT_TRANSLATE_NOOP("angee::Schema", "this is not JSON: a control character in a string");
        at(jsonFaultOffset(text));
        break;
    }
    return message;
}

} // namespace

IntrospectionResult IntrospectionReader::read(std::string_view bytes)
{
    if (bytes.size() > JsonStructure::MaxBytes)
        return {{}, faultMessage(JsonFault::TooLarge, bytes), {}};
    return read(PaddedBytes::copyOf(bytes));
}

IntrospectionResult IntrospectionReader::read(PaddedBytes bytes)
{
    IntrospectionResult result;
    const auto scan = [&](std::size_t *skip) {
        *skip = bytes.view().starts_with(ByteOrderMark) ? ByteOrderMark.size() : 0;
        return m_structure.scan(bytes.view().substr(*skip));
    };
    std::size_t skip = 0;
    JsonFault fault = bytes.view().data() ? scan(&skip) : JsonFault::Empty;
    if (fault == JsonFault::BadUtf8) {
        bytes = repairedUtf8(bytes.view());
        result.notices.push_back({QT_TRANSLATE_NOOP("angee::Schema",
                                                    "the answer is not UTF-8 throughout; the "
                                                    "broken bytes are shown as U+FFFD"),
                                  {},
                                  {}});
        fault = scan(&skip);
    }
    if (fault != JsonFault::None) {
        result.error = faultMessage(fault, bytes.view());
        return result;
    }

    Schema schema;
    const std::size_t size = bytes.size();
    char *text = bytes.data() + skip;
    schema.keep(bytes.release(), size);
    IntrospectionWalk walk(schema, JsonCursor(text, m_structure.places()));
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

IntrospectionResult readIntrospection(std::string_view bytes)
{
    return IntrospectionReader().read(bytes);
}

} // namespace angee
