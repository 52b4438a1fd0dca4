// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/bench/sdl/sdlgenerator.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace angee::bench {

namespace {

constexpr std::array<std::string_view, 24> Words{
    "repository", "issue",   "owner",    "project",  "review", "commit",  "branch",   "release",
    "workflow",   "package", "license",  "sponsor",  "team",   "member",  "comment",  "label",
    "milestone",  "check",   "deployed", "security", "audit",  "gateway", "template", "secret",
};

class Generator final
{
public:
    std::string run(std::size_t bytes)
    {
        m_json = R"({"data":{"__schema":{"description":null,"queryType":{"name":"Query"},)"
                 R"("mutationType":{"name":"Mutation"},"subscriptionType":null,"types":[)";
        for (const std::string_view name : {"Int", "Float", "String", "Boolean", "ID"})
            scalar(name);
        scalar("DateTime");
        scalar("URI");
        common();
        std::size_t count = 0;
        while (m_json.size() + m_query.size() + m_mutation.size() < bytes)
            entity(count++);
        root("Query", m_query);
        root("Mutation", m_mutation);
        m_json.back() = ']'; // instead of the comma
        m_json += R"(,"directives":[{"name":"preview","description":"Marks what may change.",)"
                  R"("isRepeatable":false,"locations":["FIELD_DEFINITION","OBJECT"],"args":[)";
        m_json += input("toggledBy", "Who turns it on.", type("SCALAR", "String"), "\\\"all\\\"");
        m_json += "]}]}}}";
        return std::move(m_json);
    }

private:
    std::uint32_t next(std::uint32_t limit)
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::uint32_t>(m_state >> 33U) % limit;
    }

    std::string_view word() { return Words.at(next(Words.size())); }

    static std::string capital(std::string_view text)
    {
        std::string result(text);
        result[0] = static_cast<char>(result[0] & ~0x20);
        return result;
    }

    std::string sentence(std::uint32_t words)
    {
        std::string text = "The " + std::string(word());
        for (std::uint32_t i = 0; i < words; ++i)
            text.append(i % 5 == 4 ? " of the " : " ").append(word());
        switch (next(16)) {
        case 0:
            return text + ".\\n\\nUpcoming change: use `" + std::string(word()) + "` instead.";
        case 1:
            return text + " called \\\"" + std::string(word()) + "\\\".";
        case 2:
            return text + " \xe2\x80\x94 na\xc3\xafve.";
        default:
            return text + '.';
        }
    }

    static std::string type(std::string_view kind, std::string_view name)
    {
        return R"({"kind":")" + std::string(kind) + R"(","name":")" + std::string(name)
            + R"(","ofType":null})";
    }
    static std::string wrapped(std::string_view kind, const std::string &inner)
    {
        return R"({"kind":")" + std::string(kind) + R"(","name":null,"ofType":)" + inner + '}';
    }
    static std::string nonNull(const std::string &inner) { return wrapped("NON_NULL", inner); }
    static std::string listOf(const std::string &inner) { return wrapped("LIST", inner); }

    static std::string input(std::string_view name, const std::string &description,
                             const std::string &typeRef, const std::string &literal = {})
    {
        return R"({"name":")" + std::string(name) + R"(","description":")" + description
            + R"(","type":)" + typeRef + R"(,"defaultValue":)"
            + (literal.empty() ? std::string("null") : '"' + literal + '"')
            + R"(,"isDeprecated":false,"deprecationReason":null})";
    }

    std::string field(std::string_view name, const std::string &args, const std::string &typeRef)
    {
        const bool deprecated = next(25) == 0;
        return R"({"name":")" + std::string(name) + R"(","description":")" + sentence(2 + next(12))
            + R"(","args":[)" + args + R"(],"type":)" + typeRef + R"(,"isDeprecated":)"
            + (deprecated ? R"(true,"deprecationReason":")" + sentence(4) + "\"}"
                          : R"(false,"deprecationReason":null})");
    }

    // kind, name and description of a type, up to its members.
    void open(std::string_view kind, std::string_view name)
    {
        m_json += R"({"kind":")" + std::string(kind) + R"(","name":")" + std::string(name)
            + R"(","description":")" + sentence(3 + next(10))
            + R"(","specifiedByURL":null,"isOneOf":null,)";
    }
    void scalar(std::string_view name)
    {
        open("SCALAR", name);
        m_json += R"("fields":null,"inputFields":null,"interfaces":null,"enumValues":null,)"
                  R"("possibleTypes":null},)";
    }
    void object(std::string_view kind, std::string_view name, const std::string &fields,
                std::string_view interfaces)
    {
        open(kind, name);
        m_json += R"("fields":[)" + fields + R"(],"inputFields":null,"interfaces":[)";
        m_json += interfaces;
        m_json += R"(],"enumValues":null,"possibleTypes":null},)";
    }
    void inputObject(std::string_view name, const std::string &fields)
    {
        open("INPUT_OBJECT", name);
        m_json += R"("fields":null,"inputFields":[)" + fields
            + R"(],"interfaces":null,"enumValues":null,"possibleTypes":null},)";
    }
    void enumeration(std::string_view name, std::initializer_list<std::string_view> values)
    {
        open("ENUM", name);
        m_json += R"("fields":null,"inputFields":null,"interfaces":null,"enumValues":[)";
        for (const std::string_view value : values)
            m_json += R"({"name":")" + std::string(value) + R"(","description":")"
                + sentence(2 + next(6)) + R"(","isDeprecated":false,"deprecationReason":null},)";
        m_json.back() = ']';
        m_json += R"(,"possibleTypes":null},)";
    }
    void root(std::string_view name, std::string &fields)
    {
        fields.pop_back(); // the comma
        object("OBJECT", name, fields, {});
    }

    void common()
    {
        const std::string id = nonNull(type("SCALAR", "ID"));
        const std::string flag = nonNull(type("SCALAR", "Boolean"));
        const std::string text = type("SCALAR", "String");
        object("INTERFACE", "Node", field("id", "", id), {});
        object("OBJECT", "PageInfo",
               field("hasNextPage", "", flag) + ',' + field("endCursor", "", text), {});
        enumeration("OrderDirection", {"ASC", "DESC"});
        m_query =
            field("node", input("id", "ID of the object.", id), type("INTERFACE", "Node")) + ',';
    }

    static std::string connectionArgs(const std::string &name)
    {
        const std::string number = type("SCALAR", "Int");
        const std::string text = type("SCALAR", "String");
        return input("after", "Returns what comes after the cursor.", text) + ','
            + input("first", "Returns the first _n_ elements from the list.", number, "30") + ','
            + input("orderBy", "Ordering options for the connection.",
                    type("INPUT_OBJECT", name + "Order"), "{field: CREATED_AT, direction: DESC}");
    }

    void entity(std::size_t number)
    {
        const std::string name = capital(word()) + capital(word()) + std::to_string(number);
        const std::string self = type("OBJECT", name);
        const std::string text = type("SCALAR", "String");
        m_names.push_back(name);
        enumeration(name + "OrderField", {"CREATED_AT", "UPDATED_AT", "NAME"});
        inputObject(
            name + "Order",
            input("field", "The field to order by.", nonNull(type("ENUM", name + "OrderField")))
                + ','
                + input("direction", "The ordering direction.",
                        nonNull(type("ENUM", "OrderDirection"))));
        connection(name, self);

        std::string fields = field("id", "", nonNull(type("SCALAR", "ID"))) + ','
            + field("createdAt", "", nonNull(type("SCALAR", "DateTime")));
        for (std::uint32_t i = 0; i < 6 + next(18); ++i) {
            const std::string member = std::string(word()) + capital(word()) + std::to_string(i);
            const std::string &other = m_names[next(static_cast<std::uint32_t>(m_names.size()))];
            fields += ',';
            switch (next(6)) {
            case 0:
                fields += field(member, connectionArgs(other),
                                nonNull(type("OBJECT", other + "Connection")));
                break;
            case 1:
                fields += field(member, "", listOf(nonNull(type("OBJECT", other))));
                break;
            case 2:
                fields +=
                    field(member, input("limit", "How many.", type("SCALAR", "Int"), "10"), text);
                break;
            default:
                fields +=
                    field(member, "", next(2) == 0 ? text : nonNull(type("SCALAR", "Boolean")));
            }
        }
        object("OBJECT", name, fields, type("INTERFACE", "Node"));
        m_query +=
            field("all" + name, connectionArgs(name), type("OBJECT", name + "Connection")) + ',';
        mutation("update" + name, name);
    }

    void connection(const std::string &name, const std::string &self)
    {
        const std::string edge = type("OBJECT", name + "Edge");
        object("OBJECT", name + "Edge",
               field("cursor", "", nonNull(type("SCALAR", "String"))) + ','
                   + field("node", "", self),
               {});
        object("OBJECT", name + "Connection",
               field("edges", "", listOf(edge)) + ',' + field("nodes", "", listOf(self)) + ','
                   + field("pageInfo", "", nonNull(type("OBJECT", "PageInfo"))) + ','
                   + field("totalCount", "", nonNull(type("SCALAR", "Int"))),
               {});
    }

    void mutation(const std::string &verb, const std::string &name)
    {
        const std::string inputName = capital(verb) + "Input";
        std::string fields =
            input("clientMutationId", "Comes back as it is.", type("SCALAR", "String")) + ','
            + input("id", "What to change.", nonNull(type("SCALAR", "ID")));
        for (std::uint32_t i = 0; i < 2 + next(5); ++i)
            fields += ','
                + input(std::string(word()) + std::to_string(i), sentence(4),
                        next(3) == 0 ? type("SCALAR", "Boolean") : type("SCALAR", "String"), {});
        inputObject(inputName, fields);
        object("OBJECT", capital(verb) + "Payload",
               field("clientMutationId", "", type("SCALAR", "String")) + ','
                   + field("result", "", type("OBJECT", name)),
               {});
        m_mutation +=
            field(verb, input("input", "Parameters.", nonNull(type("INPUT_OBJECT", inputName))),
                  type("OBJECT", capital(verb) + "Payload"))
            + ',';
    }

    std::uint64_t m_state = 42;
    std::string m_json;
    std::string m_query;
    std::string m_mutation;
    std::vector<std::string> m_names;
};

} // namespace

std::string generatedIntrospection(std::size_t bytes)
{
    return Generator().run(bytes);
}

} // namespace angee::bench
