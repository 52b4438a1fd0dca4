// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/introspectionwalk.h"

#include <unordered_map>

namespace angee {

IntrospectionWalk::IntrospectionWalk(Schema &schema, char *text, std::size_t size)
    : IntrospectionJson(text)
    , m_end(text + size)
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
    if (peek() != '\0' || position() != m_end)
        return fail(QT_TRANSLATE_NOOP("angee::Schema", "this is not JSON: text after the end"));
    if (repaired())
        m_notices.push_back({QT_TRANSLATE_NOOP("angee::Schema",
                                               "some texts hold half of a surrogate pair; it is "
                                               "shown as U+FFFD"),
                             {},
                             {}});
    return true;
}

bool IntrospectionWalk::document()
{
    bool found = false;
    char *errors = nullptr;
    bool isNull = false;
    const auto schemaMember = [&] {
        found = !atNull();
        isNull = !found;
        return found ? schemaObject() || within("__schema") : null();
    };
    const auto dataMember = [&](Key name) { return name == Key::Schema ? schemaMember() : skip(); };
    const bool read = keys([&](Key name) {
        switch (name) {
        case Key::Data:
            return atNull() ? null() : keys(dataMember) || within("data");
        case Key::Schema:
            return schemaMember();
        case Key::Errors:
            errors = position();
            return skip();
        default:
            return skip();
        }
    });
    if (!read || (found && !errors))
        return read;
    char *end = position();
    if (errors) {
        setPosition(errors);
        if (!serverErrors(found))
            return false;
        setPosition(end);
    }
    if (isNull)
        return fail(QT_TRANSLATE_NOOP("angee::Schema",
                                      "the answer's \"__schema\" is null: whoever answers does "
                                      "not let it be read"));
    return found
        || fail(QT_TRANSLATE_NOOP("angee::Schema",
                                  "this is no introspection answer: it has no \"__schema\""));
}

// The server's words: an error if there is no schema, else a notice.
bool IntrospectionWalk::serverErrors(bool haveSchema)
{
    std::string words;
    if (peek() == '[') {
        const bool read = list("errors", [&] {
            if (peek() != '{')
                return skip();
            return object([&] {
                std::string_view name;
                std::string_view message;
                if (!takeOtherKey(&name))
                    return false;
                if (name != "message" || peek() != '"')
                    return skip();
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
    const bool read = keys([&](Key name) {
        switch (name) {
        case Key::Description:
            return text(&m_schema.description) || within("description");
        case Key::QueryType:
            return rootType(&m_schema.queryType) || within("queryType");
        case Key::MutationType:
            return rootType(&m_schema.mutationType) || within("mutationType");
        case Key::SubscriptionType:
            return rootType(&m_schema.subscriptionType) || within("subscriptionType");
        case Key::Types:
            hasTypes = true;
            return list("types", [&] { return type(); });
        case Key::Directives:
            m_schema.directives.clear();
            return atNull() ? null() : list("directives", [&] { return directive(); });
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
    const bool read = keys([&](Key name) {
        return name == Key::Name ? referredName(result) || within("name") : skip();
    });
    return read && (*result || missing("name"));
}

bool IntrospectionWalk::type()
{
    TypeDef type;
    Members members;
    bool hasKind = false;
    const bool read = keys([&](Key name) {
        switch (name) {
        case Key::Kind:
            hasKind = true;
            return kind(&type.kind) || within("kind");
        case Key::Name:
            return definedName(&type.name) || within("name");
        case Key::Description:
            return text(&type.description) || within("description");
        case Key::SpecifiedByUrl:
            return text(&type.specifiedByUrl) || within("specifiedByURL");
        case Key::IsOneOf:
            return flag(&type.oneOf) || within("isOneOf");
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
bool IntrospectionWalk::typeMember(Key key, TypeDef *type, Members *members)
{
    for (std::size_t i = 0; i < MemberKeys.size(); ++i) {
        if (key != MemberKeys[i])
            continue;
        Member &member = (*members)[i];
        member.state = Member::Present;
        if (!type) {
            member.place = position();
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
    char *end = position();
    for (std::size_t i = 0; i < MemberKeys.size(); ++i) {
        if (!wanted(type->kind, MemberKeys[i]))
            continue;
        Member &member = (*members)[i];
        if (member.state == Member::Noted) {
            setPosition(member.place);
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
    setPosition(end);
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
        pool.emplace_back(); // stays where it is: nothing in it goes to the same pool
        return read(&pool.back());
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
    const bool read = keys([&](Key name) {
        switch (name) {
        case Key::Name:
            return definedName(&result->name) || within("name");
        case Key::Description:
            return text(&result->description) || within("description");
        case Key::DeprecationReason:
            return text(&result->deprecationReason) || within("deprecationReason");
        case Key::Type:
            return typeRef(&result->type) || within("type");
        case Key::Args:
            hasArgs = !atNull();
            return hasArgs ? inputValues("args", &result->args) : null();
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
    const bool read = keys([&](Key name) {
        switch (name) {
        case Key::Name:
            return definedName(&result->name) || within("name");
        case Key::Description:
            return text(&result->description) || within("description");
        case Key::DefaultValue:
            return text(&result->defaultValue) || within("defaultValue");
        case Key::DeprecationReason:
            return text(&result->deprecationReason) || within("deprecationReason");
        case Key::Type:
            return typeRef(&result->type) || within("type");
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
    const bool read = keys([&](Key name) {
        switch (name) {
        case Key::Name:
            return enumName(&result->name) || within("name");
        case Key::Description:
            return text(&result->description) || within("description");
        case Key::DeprecationReason:
            return text(&result->deprecationReason) || within("deprecationReason");
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
        if (!typeRef(&ref))
            return false;
        if (ref.lists != 0 || ref.nonNull != 0)
            return fail(QT_TRANSLATE_NOOP("angee::Schema", "expected a named type"));
        m_schema.typeNames.push_back({ref.name});
        return true;
    });
    result->count = static_cast<std::uint32_t>(m_schema.typeNames.size()) - result->first;
    return read;
}

bool IntrospectionWalk::directive()
{
    DirectiveDef def;
    bool hasArgs = false;
    bool hasLocations = false;
    const bool read = keys([&](Key name) {
        switch (name) {
        case Key::Name:
            return definedName(&def.name) || within("name");
        case Key::Description:
            return text(&def.description) || within("description");
        case Key::DeprecationReason:
            return text(&def.deprecationReason) || within("deprecationReason");
        case Key::IsRepeatable:
            return flag(&def.repeatable) || within("isRepeatable");
        case Key::Args:
            hasArgs = !atNull();
            return hasArgs ? inputValues("args", &def.args) : null();
        case Key::Locations:
            hasLocations = !atNull();
            return hasLocations ? locations("locations", &def.locations) : null();
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

} // namespace angee
