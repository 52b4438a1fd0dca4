// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/introspectionwalk.h"

#include <unordered_map>

namespace angee {

namespace {

constexpr unsigned MaxRefDepth = 2 * TypeRef::MaxLists + 1;

} // namespace

IntrospectionWalk::IntrospectionWalk(Schema &schema, JsonCursor cursor)
    : JsonWalk(cursor)
    , m_schema(schema)
{
    // Guesses that spare the larger pools their first few moves.
    const std::size_t bytes = schema.textBytes();
    m_schema.types.reserve(bytes / 2048);
    m_schema.fields.reserve(bytes / 512);
    m_schema.inputValues.reserve(bytes / 512);
}

bool IntrospectionWalk::run()
{
    if (!document())
        return false;
    if (m_cursor.peek() != '\0')
        return fail(QT_TRANSLATE_NOOP("angee::Schema", "this is not JSON: text after the end"));
    if (repaired())
        m_notices.push_back({QT_TRANSLATE_NOOP("angee::Schema",
                                               "some texts hold half of a surrogate pair; it is "
                                               "shown as U+FFFD"),
                             {},
                             {}});
    return true;
}

IntrospectionWalk::Key IntrospectionWalk::keyOf(std::string_view name)
{
    const auto is = [&](std::string_view other, Key key) {
        return std::memcmp(name.data(), other.data(), other.size()) == 0 ? key : Key::Unknown;
    };
    switch (name.size()) {
    case 4:
        switch (name[0]) {
        case 'n':
            return is("name", Key::Name);
        case 't':
            return is("type", Key::Type);
        case 'k':
            return is("kind", Key::Kind);
        case 'a':
            return is("args", Key::Args);
        default:
            return is("data", Key::Data);
        }
    case 5:
        return is("types", Key::Types);
    case 6:
        switch (name[0]) {
        case 'o':
            return is("ofType", Key::OfType);
        case 'f':
            return is("fields", Key::Fields);
        default:
            return is("errors", Key::Errors);
        }
    case 7:
        return is("isOneOf", Key::IsOneOf);
    case 8:
        return is("__schema", Key::Schema);
    case 9:
        return name[0] == 'l' ? is("locations", Key::Locations) : is("queryType", Key::QueryType);
    case 10:
        switch (name[0]) {
        case 'i':
            return is("interfaces", Key::Interfaces);
        case 'e':
            return is("enumValues", Key::EnumValues);
        default:
            return is("directives", Key::Directives);
        }
    case 11:
        return name[0] == 'd' ? is("description", Key::Description)
                              : is("inputFields", Key::InputFields);
    case 12:
        switch (name[0]) {
        case 'd':
            return is("defaultValue", Key::DefaultValue);
        case 'i':
            return is("isRepeatable", Key::IsRepeatable);
        default:
            return is("mutationType", Key::MutationType);
        }
    case 13:
        return is("possibleTypes", Key::PossibleTypes);
    case 14:
        return is("specifiedByURL", Key::SpecifiedByUrl);
    case 16:
        return is("subscriptionType", Key::SubscriptionType);
    case 17:
        return is("deprecationReason", Key::DeprecationReason);
    default:
        return Key::Unknown;
    }
}

bool IntrospectionWalk::document()
{
    bool found = false;
    JsonCursor errors;
    bool hasErrors = false;
    const auto schemaMember = [&](std::string_view prefix) {
        found = !atNull();
        return found ? schemaObject() || within("__schema") || (!prefix.empty() && within(prefix))
                     : null();
    };
    const auto dataMember = [&](std::string_view name) {
        return keyOf(name) == Key::Schema ? schemaMember({}) : skip();
    };
    const bool read = object([&](std::string_view name) {
        switch (keyOf(name)) {
        case Key::Data:
            return atNull() ? null() : object(dataMember) || within("data");
        case Key::Schema:
            return schemaMember({});
        case Key::Errors:
            errors = m_cursor;
            hasErrors = true;
            return skip();
        default:
            return skip();
        }
    });
    if (!read || (found && !hasErrors))
        return read;
    const JsonCursor end = m_cursor;
    if (hasErrors) {
        m_cursor = errors;
        if (!serverErrors(found))
            return false;
        m_cursor = end;
    }
    return found
        || fail(QT_TRANSLATE_NOOP("angee::Schema",
                                  "this is no introspection answer: it has no \"__schema\""));
}

// The server's words: an error if there is no schema, else a notice.
bool IntrospectionWalk::serverErrors(bool haveSchema)
{
    std::string words;
    if (m_cursor.peek() == '[') {
        const bool read = list("errors", [&] {
            if (m_cursor.peek() != '{')
                return skip();
            return object([&](std::string_view name) {
                if (name != "message" || m_cursor.peek() != '"')
                    return skip();
                std::string_view message;
                if (!string(&message))
                    return false;
                if (words.size() < 2000)
                    words.append(words.empty() ? "" : "; ").append(message.substr(0, 1000));
                return true;
            });
        });
        if (!read)
            return false;
    }
    if (words.empty())
        return true;
    if (!haveSchema)
        return fail(QT_TRANSLATE_NOOP("angee::Schema", "the server answered: %1"), {words})
            || within("errors");
    m_notices.push_back(
        {QT_TRANSLATE_NOOP("angee::Schema", "the server answered: %1"), {words}, "errors"});
    return true;
}

bool IntrospectionWalk::schemaObject()
{
    bool hasTypes = false;
    const bool read = object([&](std::string_view name) {
        switch (keyOf(name)) {
        case Key::Description:
            return text(&m_schema.description) || within(name);
        case Key::QueryType:
            return rootType(&m_schema.queryType) || within(name);
        case Key::MutationType:
            return rootType(&m_schema.mutationType) || within(name);
        case Key::SubscriptionType:
            return rootType(&m_schema.subscriptionType) || within(name);
        case Key::Types:
            hasTypes = true;
            return list(name, [&] { return type(); });
        case Key::Directives:
            m_schema.directives.clear();
            return atNull() ? null() : list(name, [&] { return directive(); });
        default:
            return skip();
        }
    });
    return read && (hasTypes || missing("types"));
}

bool IntrospectionWalk::rootType(OptionalText *result)
{
    *result = {};
    if (atNull())
        return null();
    const bool read = object([&](std::string_view name) {
        return keyOf(name) == Key::Name ? text(result) || within(name) : skip();
    });
    return read && (*result || missing("name"));
}

bool IntrospectionWalk::type()
{
    TypeDef type;
    Members members;
    bool hasKind = false;
    const bool read = object([&](std::string_view name) {
        switch (keyOf(name)) {
        case Key::Kind:
            hasKind = true;
            return kind(&type.kind) || within(name);
        case Key::Name:
            return definedName(&type.name) || within(name);
        case Key::Description:
            return text(&type.description) || within(name);
        case Key::SpecifiedByUrl:
            return text(&type.specifiedByUrl) || within(name);
        case Key::IsOneOf:
            return flag(&type.oneOf) || within(name);
        default:
            return typeMember(name, hasKind ? &type : nullptr, &members);
        }
    });
    if (!read)
        return false;
    if (!hasKind)
        return missing("kind");
    if (type.name.empty())
        return missing("name");
    if (!readMembers(&type, &members))
        return false;
    // As in graphql-js: the name decides, whatever the server says of its own String.
    if (isSpecifiedScalar(type.name)) {
        type.kind = TypeKind::Scalar;
        type.fields = type.inputFields = type.enumValues = {};
        type.interfaces = type.possibleTypes = {};
    }
    m_schema.addType(type);
    return true;
}

bool IntrospectionWalk::kind(TypeKind *result)
{
    static constexpr std::array<std::string_view, 6> Names{
        "SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT",
    };
    std::string_view name;
    if (!string(&name))
        return false;
    for (std::size_t i = 0; i < Names.size(); ++i) {
        if (name == Names[i]) {
            *result = static_cast<TypeKind>(i);
            return true;
        }
    }
    return fail(QT_TRANSLATE_NOOP("angee::Schema", "\"%1\" is no kind of type"),
                {std::string(name.substr(0, 80))});
}

// Which members count depends on the kind: the others are not looked at. If the kind is not known
// yet, only their places are noted.
bool IntrospectionWalk::typeMember(std::string_view name, TypeDef *type, Members *members)
{
    const Key key = keyOf(name);
    for (std::size_t i = 0; i < MemberKeys.size(); ++i) {
        if (key != MemberKeys[i])
            continue;
        Member &member = (*members)[i];
        member.state = Member::Present;
        if (!type) {
            member.place = m_cursor;
            member.state = Member::Noted;
            return skip();
        }
        return wanted(type->kind, key) && !atNull() ? readMember(key, type) : leave(&member);
    }
    return skip();
}

// Passes over a member that does not count; null counts as absent.
bool IntrospectionWalk::leave(Member *member)
{
    member->state = atNull() ? Member::Null : Member::Present;
    return skip();
}

// Reads what was only noted and asks for what must be there.
bool IntrospectionWalk::readMembers(TypeDef *type, Members *members)
{
    static constexpr std::array<const char *, MemberKeys.size()> Names{
        "fields", "inputFields", "interfaces", "enumValues", "possibleTypes",
    };
    const JsonCursor end = m_cursor;
    for (std::size_t i = 0; i < MemberKeys.size(); ++i) {
        if (!wanted(type->kind, MemberKeys[i]))
            continue;
        Member &member = (*members)[i];
        if (member.state == Member::Noted) {
            m_cursor = member.place;
            member.state = atNull() ? Member::Null : Member::Present;
            if (member.state == Member::Present && !readMember(MemberKeys[i], type))
                return false;
        }
        // Interfaces that implement interfaces are young; older servers say null.
        const bool optional = MemberKeys[i] == Key::Interfaces && type->kind == TypeKind::Interface;
        const bool absent =
            member.state == Member::Absent || (member.state == Member::Null && !optional);
        if (absent && !isSpecifiedScalar(type->name))
            return missing(Names[i]);
    }
    m_cursor = end;
    return true;
}

bool IntrospectionWalk::wanted(TypeKind kind, Key member)
{
    switch (member) {
    case Key::Fields:
    case Key::Interfaces:
        return kind == TypeKind::Object || kind == TypeKind::Interface;
    case Key::InputFields:
        return kind == TypeKind::InputObject;
    case Key::EnumValues:
        return kind == TypeKind::Enum;
    default:
        return kind == TypeKind::Union;
    }
}

bool IntrospectionWalk::readMember(Key key, TypeDef *type)
{
    switch (key) {
    case Key::Fields:
        return pool("fields", m_schema.fields, &type->fields,
                    [&](FieldDef *f) { return field(f); });
    case Key::InputFields:
        return inputValues("inputFields", &type->inputFields);
    case Key::Interfaces:
        return typeNames("interfaces", &type->interfaces);
    case Key::EnumValues:
        return pool("enumValues", m_schema.enumValues, &type->enumValues,
                    [&](EnumValueDef *value) { return enumValue(value); });
    default:
        return typeNames("possibleTypes", &type->possibleTypes);
    }
}

// Reads a list of definitions to the end of a pool. A name that comes twice keeps its first place
// and gets its last definition, as in graphql-js.
template <typename Def, typename Read>
bool IntrospectionWalk::pool(std::string_view key, std::vector<Def> &pool, Range *result,
                             Read &&read)
{
    result->first = static_cast<std::uint32_t>(pool.size());
    const bool good = list(key, [&] {
        Def def;
        if (!read(&def))
            return false;
        pool.push_back(def);
        return true;
    });
    if (!good)
        return false;
    const auto nameAt = [&](std::uint32_t i) { return pool[result->first + i].name; };
    const auto count = static_cast<std::uint32_t>(pool.size()) - result->first;
    if (m_names.hasDuplicate(count, nameAt))
        dropDuplicates(pool, result->first);
    result->count = static_cast<std::uint32_t>(pool.size()) - result->first;
    return true;
}

template <typename Def>
void IntrospectionWalk::dropDuplicates(std::vector<Def> &pool, std::uint32_t first)
{
    std::unordered_map<std::string_view, std::size_t> places;
    std::size_t end = first;
    for (std::size_t i = first; i < pool.size(); ++i) {
        const auto [entry, isNew] = places.try_emplace(pool[i].name, end);
        pool[entry->second] = pool[i];
        end += isNew ? 1 : 0;
    }
    pool.resize(end);
}

bool IntrospectionWalk::inputValues(std::string_view key, Range *result)
{
    return pool(key, m_schema.inputValues, result,
                [&](InputValueDef *value) { return inputValue(value); });
}

bool IntrospectionWalk::field(FieldDef *result)
{
    bool hasArgs = false;
    const bool read = object([&](std::string_view name) {
        switch (keyOf(name)) {
        case Key::Name:
            return definedName(&result->name) || within(name);
        case Key::Description:
            return text(&result->description) || within(name);
        case Key::DeprecationReason:
            return text(&result->deprecationReason) || within(name);
        case Key::Type:
            return typeRef(&result->type, 0) || within(name);
        case Key::Args:
            hasArgs = !atNull();
            return hasArgs ? inputValues(name, &result->args) : null();
        default:
            return skip();
        }
    });
    if (!read)
        return false;
    if (result->name.empty())
        return missing("name");
    if (result->type.name.empty())
        return missing("type");
    return hasArgs || missing("args");
}

bool IntrospectionWalk::inputValue(InputValueDef *result)
{
    const bool read = object([&](std::string_view name) {
        switch (keyOf(name)) {
        case Key::Name:
            return definedName(&result->name) || within(name);
        case Key::Description:
            return text(&result->description) || within(name);
        case Key::DefaultValue:
            return text(&result->defaultValue) || within(name);
        case Key::DeprecationReason:
            return text(&result->deprecationReason) || within(name);
        case Key::Type:
            return typeRef(&result->type, 0) || within(name);
        default:
            return skip();
        }
    });
    if (!read)
        return false;
    if (result->name.empty())
        return missing("name");
    return !result->type.name.empty() || missing("type");
}

bool IntrospectionWalk::enumValue(EnumValueDef *result)
{
    const bool read = object([&](std::string_view name) {
        switch (keyOf(name)) {
        case Key::Name:
            return enumName(&result->name) || within(name);
        case Key::Description:
            return text(&result->description) || within(name);
        case Key::DeprecationReason:
            return text(&result->deprecationReason) || within(name);
        default:
            return skip();
        }
    });
    return read && (!result->name.empty() || missing("name"));
}

bool IntrospectionWalk::enumName(std::string_view *result)
{
    if (!definedName(result))
        return false;
    if (*result == "true" || *result == "false" || *result == "null")
        return fail(QT_TRANSLATE_NOOP("angee::Schema", "an enum value cannot be named \"%1\""),
                    {std::string(*result)});
    return true;
}

bool IntrospectionWalk::typeNames(std::string_view key, Range *result)
{
    result->first = static_cast<std::uint32_t>(m_schema.typeNames.size());
    const bool read = list(key, [&] {
        TypeRef ref;
        if (!typeRef(&ref, 0))
            return false;
        if (ref.lists != 0 || ref.nonNull != 0)
            return fail(QT_TRANSLATE_NOOP("angee::Schema", "expected a named type"));
        m_schema.typeNames.push_back({ref.name});
        return true;
    });
    result->count = static_cast<std::uint32_t>(m_schema.typeNames.size()) - result->first;
    return read;
}

// {"kind":"LIST","ofType":{…}}; the innermost type has a name, the others wrap it.
bool IntrospectionWalk::typeRef(TypeRef *result, unsigned depth)
{
    if (depth > MaxRefDepth)
        return fail(QT_TRANSLATE_NOOP("angee::Schema", "the type is nested too deep"));
    std::string_view kind;
    OptionalText named;
    bool hasInner = false;
    *result = {};
    const bool read = object([&](std::string_view name) {
        switch (keyOf(name)) {
        case Key::Kind:
            return string(&kind) || within(name);
        case Key::Name:
            return text(&named) || within(name);
        case Key::OfType:
            hasInner = !atNull();
            return hasInner ? typeRef(result, depth + 1) || within(name) : null();
        default:
            return skip();
        }
    });
    if (!read)
        return false;
    if (kind != "LIST" && kind != "NON_NULL") {
        *result = {};
        result->name = *named;
        return !result->name.empty() || missing("name");
    }
    if (!hasInner)
        return fail(QT_TRANSLATE_NOOP("angee::Schema",
                                      "the type is nested deeper than the query asked for"));
    if (kind == "NON_NULL")
        return result->wrapNonNull()
            || fail(QT_TRANSLATE_NOOP("angee::Schema", "\"!\" stands twice"));
    return result->wrapList()
        || fail(QT_TRANSLATE_NOOP("angee::Schema", "the type is nested too deep"));
}

bool IntrospectionWalk::directive()
{
    DirectiveDef def;
    bool hasArgs = false;
    bool hasLocations = false;
    const bool read = object([&](std::string_view name) {
        switch (keyOf(name)) {
        case Key::Name:
            return definedName(&def.name) || within(name);
        case Key::Description:
            return text(&def.description) || within(name);
        case Key::DeprecationReason:
            return text(&def.deprecationReason) || within(name);
        case Key::IsRepeatable:
            return flag(&def.repeatable) || within(name);
        case Key::Args:
            hasArgs = !atNull();
            return hasArgs ? inputValues(name, &def.args) : null();
        case Key::Locations:
            hasLocations = !atNull();
            return hasLocations ? locations(name, &def.locations) : null();
        default:
            return skip();
        }
    });
    if (!read)
        return false;
    if (def.name.empty())
        return missing("name");
    if (!hasArgs)
        return missing("args");
    m_schema.directives.push_back(def);
    return hasLocations || missing("locations");
}

bool IntrospectionWalk::locations(std::string_view key, Range *result)
{
    result->first = static_cast<std::uint32_t>(m_schema.locations.size());
    const bool read = list(key, [&] {
        std::string_view location;
        if (!definedName(&location))
            return false;
        m_schema.locations.push_back(location);
        return true;
    });
    result->count = static_cast<std::uint32_t>(m_schema.locations.size()) - result->first;
    return read;
}

// The name of a definition. References need no check: they must equal one of these.
bool IntrospectionWalk::definedName(std::string_view *result)
{
    if (atNull())
        return fail(QT_TRANSLATE_NOOP("angee::Schema", "a name is missing"));
    if (!string(result))
        return false;
    return isGraphQlName(*result)
        || fail(QT_TRANSLATE_NOOP("angee::Schema", "\"%1\" is no GraphQL name"),
                {std::string(result->substr(0, 80))});
}

bool IntrospectionWalk::missing(const char *key)
{
    return fail(QT_TRANSLATE_NOOP("angee::Schema", "\"%1\" is missing"), {key});
}

} // namespace angee
