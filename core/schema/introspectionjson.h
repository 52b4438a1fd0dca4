// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/jsonwalk.h"
#include "core/schema/schema.h"

#include <cstdint>
#include <string_view>

namespace angee {

//! \brief The words of an introspection answer: its keys, names and type references, read fast when
//! they are spelled as usual and correctly when they are not.
class IntrospectionJson : protected JsonWalk
{
protected:
    enum class Key : std::uint8_t {
        Unknown,
        Args,
        Data,
        DefaultValue,
        DeprecationReason,
        Description,
        Directives,
        EnumValues,
        Errors,
        Fields,
        InputFields,
        Interfaces,
        IsDeprecated,
        IsOneOf,
        IsRepeatable,
        Kind,
        Locations,
        MutationType,
        Name,
        OfType,
        PossibleTypes,
        QueryType,
        Schema,
        SpecifiedByUrl,
        SubscriptionType,
        Type,
        Types,
    };
    using JsonWalk::JsonWalk;

    //! Reads an object: calls \a read(key) at each value.
    template <typename Read>
    bool keys(Read &&read)
    {
        return object([&] {
            Key name = takeKnownKey();
            return (name != Key::Unknown || unusualKey(&name)) && read(name);
        });
    }

    //! The name of a definition.
    bool definedName(std::string_view *result);
    //! The name that a reference gives, or null. It needs no check: it must equal a definition's.
    bool referredName(OptionalText *result);
    bool typeRef(TypeRef *result) { return usualTypeRef(result) || anyTypeRef(result, 0); }
    bool missing(const char *key);

private:
    static constexpr std::uint32_t firstFour(const char *text)
    {
        const auto byte = [&](int i) { return std::uint32_t{static_cast<unsigned char>(text[i])}; };
        return byte(0) | (byte(1) << 8U) | (byte(2) << 16U) | (byte(3) << 24U);
    }

    // Takes a key and the colon. The first four letters tell the keys apart, but for "type" and
    // "types".
    Key takeKnownKey()
    {
        const auto known = [&]<std::size_t Size>(const char(&quoted)[Size], Key key) {
            return take(quoted) ? key : Key::Unknown;
        };
        switch (firstFour(here())) {
        case firstFour("args"):
            return known("args\":", Key::Args);
        case firstFour("data"):
            return known("data\":", Key::Data);
        case firstFour("defa"):
            return known("defaultValue\":", Key::DefaultValue);
        case firstFour("depr"):
            return known("deprecationReason\":", Key::DeprecationReason);
        case firstFour("desc"):
            return known("description\":", Key::Description);
        case firstFour("dire"):
            return known("directives\":", Key::Directives);
        case firstFour("enum"):
            return known("enumValues\":", Key::EnumValues);
        case firstFour("erro"):
            return known("errors\":", Key::Errors);
        case firstFour("fiel"):
            return known("fields\":", Key::Fields);
        case firstFour("inpu"):
            return known("inputFields\":", Key::InputFields);
        case firstFour("inte"):
            return known("interfaces\":", Key::Interfaces);
        case firstFour("isOn"):
            return known("isOneOf\":", Key::IsOneOf);
        case firstFour("isDe"):
            return known("isDeprecated\":", Key::IsDeprecated);
        case firstFour("isRe"):
            return known("isRepeatable\":", Key::IsRepeatable);
        case firstFour("kind"):
            return known("kind\":", Key::Kind);
        case firstFour("loca"):
            return known("locations\":", Key::Locations);
        case firstFour("muta"):
            return known("mutationType\":", Key::MutationType);
        case firstFour("name"):
            return known("name\":", Key::Name);
        case firstFour("ofTy"):
            return known("ofType\":", Key::OfType);
        case firstFour("poss"):
            return known("possibleTypes\":", Key::PossibleTypes);
        case firstFour("quer"):
            return known("queryType\":", Key::QueryType);
        case firstFour("__sc"):
            return known("__schema\":", Key::Schema);
        case firstFour("spec"):
            return known("specifiedByURL\":", Key::SpecifiedByUrl);
        case firstFour("subs"):
            return known("subscriptionType\":", Key::SubscriptionType);
        case firstFour("type"):
            return take("types\":") ? Key::Types : known("type\":", Key::Type);
        default:
            return Key::Unknown;
        }
    }

    bool unusualKey(Key *result);
    bool usualTypeRef(TypeRef *result);
    bool anyTypeRef(TypeRef *result, unsigned depth);
    bool wrapped(bool good, bool hasInner);
};

} // namespace angee
