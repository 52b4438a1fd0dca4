// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/document.h"

#include "core/schema/documentcursor.h"

#include <algorithm>

namespace angee {

using Kind = GraphQlTokenKind;

namespace {

template <typename Range>
auto findByName(Range &range, std::string_view name) -> decltype(range.data())
{
    const auto found = std::find_if(range.begin(), range.end(),
                                    [name](const auto &item) { return item.name == name; });
    return found == range.end() ? nullptr : &*found;
}

std::string inQuotes(std::string_view text)
{
    static constexpr std::string_view hex = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += {'\\', c};
        else if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\t')
            out += "\\t";
        else if (byte < 0x20)
            out += {'\\', 'u', '0', '0', hex[byte >> 4U], hex[byte & 0xFU]};
        else
            out += c;
    }
    return out + '"';
}

template <typename Item, typename Write>
std::string joined(char open, const std::vector<Item> &items, char close, Write write)
{
    std::string out(1, open);
    for (const Item &item : items) {
        if (out.size() > 1)
            out += ',';
        out += write(item);
    }
    return out + close;
}

//! Reads executable documents; the shared grammar is the cursor's.
class DocumentReader final
{
public:
    explicit DocumentReader(GraphQlCursor &cursor)
        : m_cursor(cursor)
    { }

    void readInto(GraphQlDocument &document)
    {
        while (!m_cursor.atEnd()) {
            if (m_cursor.atKeyword("fragment"))
                document.fragments.push_back(readFragment());
            else if (m_cursor.atKind(Kind::BraceLeft) || m_cursor.atKeyword("query")
                     || m_cursor.atKeyword("mutation") || m_cursor.atKeyword("subscription"))
                document.operations.push_back(readOperation());
            else
                m_cursor.failUnexpected();
        }
    }

private:
    GraphQlOperation readOperation()
    {
        GraphQlOperation operation;
        operation.offset = m_cursor.peek().offset;
        if (!m_cursor.atKind(Kind::BraceLeft)) {
            if (m_cursor.skipKeyword("mutation"))
                operation.type = GraphQlOperationType::Mutation;
            else if (m_cursor.skipKeyword("subscription"))
                operation.type = GraphQlOperationType::Subscription;
            else
                m_cursor.advance();
            if (m_cursor.atKind(Kind::Name))
                operation.name = m_cursor.readName();
            if (m_cursor.atKind(Kind::ParenLeft))
                m_cursor.readList(Kind::ParenLeft, Kind::ParenRight, true,
                                  [&] { operation.variables.push_back(readVariable()); });
            operation.directives = m_cursor.readDirectives(false);
        }
        operation.selections = readSelections(0);
        return operation;
    }

    GraphQlVariableDefinition readVariable()
    {
        GraphQlVariableDefinition variable;
        variable.offset = m_cursor.peek().offset;
        m_cursor.expect(Kind::Dollar);
        variable.name = m_cursor.readName();
        m_cursor.expect(Kind::Colon);
        variable.type = m_cursor.readType();
        if (m_cursor.skip(Kind::Equals))
            variable.defaultValue = m_cursor.readValue(true);
        variable.directives = m_cursor.readDirectives(true);
        return variable;
    }

    GraphQlFragment readFragment()
    {
        GraphQlFragment fragment;
        fragment.offset = m_cursor.peek().offset;
        m_cursor.expectKeyword("fragment");
        if (m_cursor.atKeyword("on"))
            m_cursor.failUnexpected();
        fragment.name = m_cursor.readName();
        m_cursor.expectKeyword("on");
        fragment.typeCondition = m_cursor.readName();
        fragment.directives = m_cursor.readDirectives(false);
        fragment.selections = readSelections(0);
        return fragment;
    }

    GraphQlSelections readSelections(int depth)
    {
        GraphQlSelections selections;
        if (m_cursor.tooDeep(depth))
            return selections;
        m_cursor.readList(Kind::BraceLeft, Kind::BraceRight, true, [&] {
            selections.push_back(m_cursor.atKind(Kind::Spread) ? readSpread(depth)
                                                               : readField(depth));
        });
        return selections;
    }

    GraphQlSelection readField(int depth)
    {
        GraphQlSelection field;
        field.offset = m_cursor.peek().offset;
        field.nameOffset = field.offset;
        field.name = m_cursor.readName();
        if (m_cursor.skip(Kind::Colon)) {
            field.alias = field.name;
            field.nameOffset = m_cursor.peek().offset;
            field.name = m_cursor.readName();
        }
        field.arguments = m_cursor.readArguments(false);
        field.directives = m_cursor.readDirectives(false);
        if (m_cursor.atKind(Kind::BraceLeft))
            field.selections = readSelections(depth + 1);
        return field;
    }

    GraphQlSelection readSpread(int depth)
    {
        GraphQlSelection spread;
        m_cursor.expect(Kind::Spread);
        spread.offset = m_cursor.peek().offset;
        spread.nameOffset = spread.offset;
        if (m_cursor.atKind(Kind::Name) && !m_cursor.atKeyword("on")) {
            spread.kind = GraphQlSelection::Kind::FragmentSpread;
            spread.name = m_cursor.readName();
            spread.directives = m_cursor.readDirectives(false);
            return spread;
        }
        spread.kind = GraphQlSelection::Kind::InlineFragment;
        if (m_cursor.skipKeyword("on")) {
            spread.nameOffset = m_cursor.peek().offset;
            spread.name = m_cursor.readName();
        }
        spread.directives = m_cursor.readDirectives(false);
        spread.selections = readSelections(depth + 1);
        return spread;
    }

    GraphQlCursor &m_cursor;
};

} // namespace

TypeRef GraphQlTypeReference::ref() const
{
    TypeRef reference = shape;
    reference.name = name;
    return reference;
}

std::string GraphQlValue::toString() const
{
    switch (kind) {
    case Kind::Variable:
        return '$' + text;
    case Kind::String:
        return inQuotes(text);
    case Kind::List:
        return joined('[', children, ']', [](const GraphQlValue &v) { return v.toString(); });
    case Kind::Object:
        return joined('{', children, '}',
                      [](const GraphQlValue &v) { return v.name + ':' + v.toString(); });
    case Kind::Int:
    case Kind::Float:
    case Kind::Boolean:
    case Kind::Null:
    case Kind::Enum:
        break;
    }
    return text;
}

const GraphQlValue *GraphQlValue::child(std::string_view childName) const
{
    return findByName(children, childName);
}

bool GraphQlValue::sameAs(const GraphQlValue &other) const
{
    if (kind != other.kind || text != other.text || children.size() != other.children.size())
        return false;
    for (std::size_t i = 0; i < children.size(); ++i) {
        const GraphQlValue *match =
            kind == Kind::Object ? other.child(children[i].name) : &other.children[i];
        if (!match || !children[i].sameAs(*match))
            return false;
    }
    return true;
}

const GraphQlValue *graphQlArgument(const GraphQlArguments &arguments, std::string_view name)
{
    return findByName(arguments, name);
}

const GraphQlVariableDefinition *GraphQlOperation::variable(std::string_view variableName) const
{
    return findByName(variables, variableName);
}

const GraphQlFragment *GraphQlDocument::fragment(std::string_view name) const
{
    return findByName(fragments, name);
}

const GraphQlOperation *GraphQlDocument::operation(std::string_view name) const
{
    if (name.empty())
        return operations.size() == 1 ? &operations.front() : nullptr;
    return findByName(operations, name);
}

GraphQlPlace GraphQlDocument::place(std::size_t offset) const
{
    return graphQlPlace(text, offset);
}

std::optional<GraphQlDocument> GraphQlDocument::parse(std::string_view text,
                                                      GraphQlSyntaxError *error)
{
    GraphQlDocument document;
    document.text = text;
    GraphQlCursor cursor(document.text);
    DocumentReader(cursor).readInto(document);
    if (!cursor.failed())
        return document;
    if (error)
        *error = *cursor.error();
    return std::nullopt;
}

} // namespace angee
