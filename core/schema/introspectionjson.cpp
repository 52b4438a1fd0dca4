// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/introspectionjson.h"

#include <array>
#include <utility>

namespace angee {

namespace {

constexpr unsigned MaxRefDepth = 2 * TypeRef::MaxLists + 1;

} // namespace

// With escapes, with a blank before the colon, or a key that is not for us.
bool IntrospectionJson::unusualKey(Key *result)
{
    static constexpr std::array<std::pair<std::string_view, Key>, 26> Keys{{
        {"args", Key::Args},
        {"data", Key::Data},
        {"defaultValue", Key::DefaultValue},
        {"deprecationReason", Key::DeprecationReason},
        {"description", Key::Description},
        {"directives", Key::Directives},
        {"enumValues", Key::EnumValues},
        {"errors", Key::Errors},
        {"fields", Key::Fields},
        {"inputFields", Key::InputFields},
        {"interfaces", Key::Interfaces},
        {"isOneOf", Key::IsOneOf},
        {"isDeprecated", Key::IsDeprecated},
        {"isRepeatable", Key::IsRepeatable},
        {"kind", Key::Kind},
        {"locations", Key::Locations},
        {"mutationType", Key::MutationType},
        {"name", Key::Name},
        {"ofType", Key::OfType},
        {"possibleTypes", Key::PossibleTypes},
        {"queryType", Key::QueryType},
        {"__schema", Key::Schema},
        {"specifiedByURL", Key::SpecifiedByUrl},
        {"subscriptionType", Key::SubscriptionType},
        {"type", Key::Type},
        {"types", Key::Types},
    }};
    std::string_view name;
    if (!takeOtherKey(&name))
        return false;
    for (const auto &[text, key] : Keys) {
        if (name == text)
            *result = key;
    }
    return true;
}

bool IntrospectionJson::definedName(std::string_view *result)
{
    if (atNull())
        return fail(QT_TRANSLATE_NOOP("angee::Schema", "a name is missing"));
    const bool plain = plainName(result);
    if (plain && !result->empty() && (result->front() < '0' || result->front() > '9'))
        return true;
    if (!plain && !string(result))
        return false;
    return isGraphQlName(*result)
        || fail(QT_TRANSLATE_NOOP("angee::Schema", "\"%1\" is no GraphQL name"),
                {std::string(result->substr(0, 80))});
}

bool IntrospectionJson::referredName(OptionalText *result)
{
    std::string_view name;
    if (!plainName(&name))
        return text(result);
    *result = name;
    return true;
}

// {"kind":"LIST","ofType":{…}}; the innermost type has a name, the others wrap it.
bool IntrospectionJson::anyTypeRef(TypeRef *result, unsigned depth)
{
    if (depth > MaxRefDepth)
        return fail(QT_TRANSLATE_NOOP("angee::Schema", "the type is nested too deep"));
    OptionalText kind;
    OptionalText named;
    bool hasInner = false;
    const bool read = keys([&](Key name) {
        switch (name) {
        case Key::Kind:
            return referredName(&kind) || within("kind");
        case Key::Name:
            return referredName(&named) || within("name");
        case Key::OfType:
            hasInner = !atNull();
            return hasInner ? anyTypeRef(result, depth + 1) || within("ofType") : null();
        default:
            return skip();
        }
    });
    if (!read)
        return false;
    if (*kind == "LIST")
        return wrapped(hasInner && result->wrapList(), hasInner);
    if (*kind == "NON_NULL")
        return wrapped(hasInner && result->wrapNonNull(), hasInner);
    *result = {};
    result->name = *named;
    return !result->name.empty() || missing("name");
}

// A reference spelled as the usual introspection query makes every server spell it, without blanks:
// half of all bytes are such. Takes nothing and returns false if it is any other.
bool IntrospectionJson::usualTypeRef(TypeRef *result)
{
    char *const begin = position();
    std::array<bool, 8> lists{}; // outermost first
    std::size_t depth = 0;
    const auto otherwise = [&] {
        setPosition(begin);
        return false;
    };
    while (true) {
        const bool list = take("{\"kind\":\"LIST\",\"name\":null,\"ofType\":");
        if (!list && !take("{\"kind\":\"NON_NULL\",\"name\":null,\"ofType\":"))
            break;
        if (depth == lists.size())
            return otherwise();
        lists[depth++] = list;
    }
    std::string_view kind;
    TypeRef ref;
    const bool named = take("{\"kind\":") && plainName(&kind) && take(",\"name\":")
        && plainName(&ref.name) && take(",\"ofType\":null}");
    if (!named || ref.name.empty() || kind == "LIST" || kind == "NON_NULL")
        return otherwise();
    while (depth > 0) {
        --depth;
        if (!take("}") || !(lists[depth] ? ref.wrapList() : ref.wrapNonNull()))
            return otherwise();
    }
    *result = ref;
    return true;
}

bool IntrospectionJson::wrapped(bool good, bool hasInner)
{
    if (good)
        return true;
    return hasInner ? fail(QT_TRANSLATE_NOOP("angee::Schema", "the type cannot be wrapped again"))
                    : fail(QT_TRANSLATE_NOOP("angee::Schema",
                                             "the type is nested deeper than the query asked for"));
}

bool IntrospectionJson::missing(const char *key)
{
    return fail(QT_TRANSLATE_NOOP("angee::Schema", "\"%1\" is missing"), {key});
}

} // namespace angee
