// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/sdlprinter.h"

#include "core/schema/defaultvalues.h"
#include "core/schema/outputbuffer.h"
#include "core/schema/sdlwriting.h"

#include <algorithm>
#include <string>

namespace angee {

namespace {

constexpr std::size_t MaxNotices = 200;
constexpr std::string_view DefaultReason = "No longer supported";
constexpr std::string_view MemberIndent = "  ";
constexpr std::string_view ArgumentIndent = "    ";

class Printer final
{
public:
    Printer(const Schema &schema, SdlOption option)
        : m_schema(schema)
        , m_defaults(schema)
        , m_out(schema.textBytes() / 2 + 1024)
        , m_places(option == SdlOption::WithPlaces)
    {
        if (!m_places)
            return;
        m_result.places.types.resize(schema.types.size());
        m_result.places.fields.resize(schema.fields.size());
        m_result.places.inputValues.resize(schema.inputValues.size());
        m_result.places.enumValues.resize(schema.enumValues.size());
        m_result.places.directives.resize(schema.directives.size());
    }

    PrintedSdl run()
    {
        schemaDefinition();
        for (const DirectiveDef &directive : m_schema.directives) {
            if (!isSpecifiedDirective(directive.name))
                printDirective(directive);
        }
        for (const TypeDef &type : m_schema.types) {
            if (!isSpecifiedScalar(type.name) && !isIntrospectionType(type.name))
                printType(type);
        }
        m_result.size = m_out.size();
        m_result.data = m_out.release();
        return std::move(m_result);
    }

private:
    // Who owns an input value, for the place of a notice.
    struct Owner
    {
        std::string_view prefix; // "@" for directives
        std::string_view type;
        std::string_view field;
    };

    void startBlock()
    {
        if (m_out.size() > 0)
            m_out.append("\n\n");
    }

    [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(m_out.size()); }

    // Notes the place of pool[i]; begin and end are known by then.
    template <typename Def>
    void note(std::vector<SdlPlace> &places, const std::vector<Def> &pool, const Def &def,
              SdlPlace place)
    {
        if (!m_places)
            return;
        place.end = here();
        places[static_cast<std::size_t>(&def - pool.data())] = place;
    }

    void schemaDefinition()
    {
        const auto common = [](OptionalText root, std::string_view name) {
            return root.valueOr(name) == name;
        };
        if (!m_schema.description && common(m_schema.queryType, "Query")
            && common(m_schema.mutationType, "Mutation")
            && common(m_schema.subscriptionType, "Subscription"))
            return;
        description(m_schema.description, {}, true);
        m_out.append("schema {\n");
        bool first = true;
        const auto root = [&](std::string_view operation, OptionalText name) {
            if (!name)
                return;
            m_out.append(first ? "  " : "\n  ");
            m_out.append(operation);
            m_out.append(*name);
            first = false;
        };
        root("query: ", m_schema.queryType);
        root("mutation: ", m_schema.mutationType);
        root("subscription: ", m_schema.subscriptionType);
        m_out.append("\n}");
    }

    void printDirective(const DirectiveDef &directive)
    {
        startBlock();
        SdlPlace place{here(), 0, 0};
        description(directive.description, {}, true);
        m_out.append("directive @");
        place.name = here();
        m_out.append(directive.name);
        arguments(directive.args, {}, MemberIndent, {"@", {}, directive.name});
        deprecated(directive.deprecationReason);
        if (directive.repeatable)
            m_out.append(" repeatable");
        std::string_view separator = " on ";
        // graphql-js joins the names and prints " on " also before none.
        if (directive.locations.count == 0)
            m_out.append(separator);
        for (const std::string_view location : m_schema.locationsOf(directive)) {
            m_out.append(separator);
            m_out.append(location);
            separator = " | ";
        }
        note(m_result.places.directives, m_schema.directives, directive, place);
    }

    void printType(const TypeDef &type)
    {
        startBlock();
        SdlPlace place{here(), 0, 0};
        description(type.description, {}, true);
        m_out.append(keyword(type.kind));
        place.name = here();
        m_out.append(type.name);
        switch (type.kind) {
        case TypeKind::Scalar:
            specifiedBy(type.specifiedByUrl);
            break;
        case TypeKind::Object:
        case TypeKind::Interface:
            typeNames(m_schema.interfacesOf(type), " implements ", " & ");
            fields(type);
            break;
        case TypeKind::Union:
            typeNames(m_schema.possibleTypesOf(type), " = ", " | ");
            break;
        case TypeKind::Enum:
            enumValues(type);
            break;
        case TypeKind::InputObject:
            if (type.oneOf)
                m_out.append(" @oneOf");
            inputFields(type);
            break;
        }
        note(m_result.places.types, m_schema.types, type, place);
    }

    static std::string_view keyword(TypeKind kind)
    {
        switch (kind) {
        case TypeKind::Scalar:
            return "scalar ";
        case TypeKind::Object:
            return "type ";
        case TypeKind::Interface:
            return "interface ";
        case TypeKind::Union:
            return "union ";
        case TypeKind::Enum:
            return "enum ";
        case TypeKind::InputObject:
            return "input ";
        }
        return {};
    }

    void typeNames(std::span<const TypeName> names, std::string_view opening,
                   std::string_view separator)
    {
        std::string_view before = opening;
        for (const TypeName &entry : names) {
            m_out.append(before);
            m_out.append(entry.name);
            before = separator;
        }
    }

    // Prints " {", the members one a line, and "}"; nothing if there are none.
    template <typename Def, typename Print>
    void block(std::span<const Def> members, std::vector<SdlPlace> &places,
               const std::vector<Def> &pool, Print &&print)
    {
        if (members.empty())
            return;
        m_out.append(" {\n");
        for (const Def &member : members) {
            SdlPlace place{here(), 0, 0};
            description(member.description, MemberIndent, &member == &members.front());
            m_out.append(MemberIndent);
            place.name = here();
            print(member);
            note(places, pool, member, place);
            m_out.append('\n');
        }
        m_out.append('}');
    }

    void fields(const TypeDef &type)
    {
        block(m_schema.fieldsOf(type), m_result.places.fields, m_schema.fields,
              [&](const FieldDef &field) {
                  m_out.append(field.name);
                  if (field.args.count > 0)
                      arguments(field.args, MemberIndent, ArgumentIndent,
                                {{}, type.name, field.name});
                  typeRef(field.type);
                  deprecated(field.deprecationReason);
              });
    }

    void enumValues(const TypeDef &type)
    {
        block(m_schema.enumValuesOf(type), m_result.places.enumValues, m_schema.enumValues,
              [&](const EnumValueDef &value) {
                  m_out.append(value.name);
                  deprecated(value.deprecationReason);
              });
    }

    void inputFields(const TypeDef &type)
    {
        block(m_schema.inputFieldsOf(type), m_result.places.inputValues, m_schema.inputValues,
              [&](const InputValueDef &input) {
                  inputValue(input, {{}, type.name, {}});
              });
    }

    void arguments(Range range, std::string_view outer, std::string_view inner, const Owner &owner)
    {
        if (range.count == 0)
            return;
        const auto args = std::span(m_schema.inputValues).subspan(range.first, range.count);
        const bool described = std::any_of(args.begin(), args.end(), [](const InputValueDef &arg) {
            return !arg.description.valueOr({}).empty();
        });
        m_out.append(described ? "(\n" : "(");
        for (const InputValueDef &arg : args) {
            const bool first = &arg == &args.front();
            if (!first)
                m_out.append(described ? "\n" : ", ");
            SdlPlace place{here(), 0, 0};
            if (described) {
                description(arg.description, inner, first);
                m_out.append(inner);
            }
            place.name = here();
            inputValue(arg, owner);
            note(m_result.places.inputValues, m_schema.inputValues, arg, place);
        }
        if (described) {
            m_out.append('\n');
            m_out.append(outer);
        }
        m_out.append(')');
    }

    void inputValue(const InputValueDef &input, const Owner &owner)
    {
        m_out.append(input.name);
        typeRef(input.type);
        if (input.defaultValue)
            defaultValue(input, owner);
        deprecated(input.deprecationReason);
    }

    void defaultValue(const InputValueDef &input, const Owner &owner)
    {
        using Outcome = DefaultValues::Outcome;
        const std::size_t before = m_out.size();
        m_out.append(" = ");
        switch (m_defaults.append(m_out, input)) {
        case Outcome::Printed:
            return;
        case Outcome::Kept:
            return notice(Kept, input, owner);
        case Outcome::Dropped:
            notice(Dropped, input, owner);
            break;
        case Outcome::Unreadable:
            notice(Unreadable, input, owner);
            break;
        case Outcome::None:
            break;
        }
        m_out.truncate(before);
    }

    void typeRef(const TypeRef &type)
    {
        m_out.reserve(type.name.size() + std::size_t(3) * TypeRef::MaxLists + 3);
        m_out.put(": ");
        for (unsigned i = 0; i < type.lists; ++i)
            m_out.put('[');
        m_out.put(type.name);
        std::uint32_t bangs = type.nonNull;
        for (unsigned level = 0;; ++level, bangs >>= 1U) {
            if ((bangs & 1U) != 0)
                m_out.put('!');
            if (level == type.lists)
                return;
            m_out.put(']');
        }
    }

    void description(OptionalText text, std::string_view indentation, bool first)
    {
        if (text)
            appendDescription(m_out, *text, indentation, first);
    }

    void deprecated(OptionalText reason)
    {
        if (!reason)
            return;
        if (*reason == DefaultReason) {
            m_out.append(" @deprecated");
            return;
        }
        m_out.append(" @deprecated(reason: ");
        appendStringLiteral(m_out, *reason);
        m_out.append(')');
    }

    void specifiedBy(OptionalText url)
    {
        if (!url)
            return;
        m_out.append(" @specifiedBy(url: ");
        appendStringLiteral(m_out, *url);
        m_out.append(')');
    }

    void notice(const char *text, const InputValueDef &input, const Owner &owner)
    {
        if (m_result.notices.size() == MaxNotices)
            return;
        std::string place(owner.prefix);
        place.append(owner.type);
        if (!owner.field.empty())
            place.append(owner.type.empty() ? "" : ".").append(owner.field);
        if (owner.field.empty())
            place.append(".").append(input.name);
        else
            place.append("(").append(input.name).append(":)");
        m_result.notices.push_back(
            {text, {std::string((*input.defaultValue).substr(0, 200))}, std::move(place)});
    }

    static constexpr const char *Kept = QT_TRANSLATE_NOOP(
        "angee::Schema",
        "the default %1 is printed as the server gave it: it cannot be coerced and printed again");
    static constexpr const char *Dropped =
        QT_TRANSLATE_NOOP("angee::Schema", "the default %1 does not fit its type and is left out");
    static constexpr const char *Unreadable =
        QT_TRANSLATE_NOOP("angee::Schema", "the default %1 is no GraphQL constant and is left out");

    const Schema &m_schema;
    DefaultValues m_defaults;
    OutputBuffer m_out;
    PrintedSdl m_result;
    const bool m_places;
};

} // namespace

PrintedSdl printSdl(const Schema &schema, SdlOption option)
{
    return Printer(schema, option).run();
}

} // namespace angee
