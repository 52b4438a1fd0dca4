// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/documentcursor.h"

#include <tuple>
#include <utility>

namespace angee {

using Kind = GraphQlTokenKind;

GraphQlCursor::GraphQlCursor(std::string_view text)
    : m_tokenizer(text)
{
    advance();
}

bool GraphQlCursor::atKeyword(std::string_view word) const
{
    return atKind(Kind::Name) && peekText() == word;
}

void GraphQlCursor::advance()
{
    if (failed())
        return;
    m_token = m_tokenizer.nextSignificant();
    if (m_token.error != GraphQlTokenError::None)
        fail(tokenErrorMessage());
}

bool GraphQlCursor::skip(Kind kind)
{
    if (!atKind(kind))
        return false;
    advance();
    return true;
}

bool GraphQlCursor::skipKeyword(std::string_view word)
{
    if (!atKeyword(word))
        return false;
    advance();
    return true;
}

bool GraphQlCursor::expect(Kind kind)
{
    if (failed())
        return false;
    if (skip(kind))
        return true;
    fail("Expected " + graphQlTokenName(kind) + ", found " + graphQlTokenName(m_token.kind));
    return false;
}

bool GraphQlCursor::expectKeyword(std::string_view word)
{
    if (failed())
        return false;
    if (skipKeyword(word))
        return true;
    fail("Expected \"" + std::string(word) + "\", found " + describeToken());
    return false;
}

void GraphQlCursor::fail(std::string message)
{
    if (failed())
        return;
    const bool tokenIsBad = m_token.error != GraphQlTokenError::None;
    const std::size_t offset = tokenIsBad ? m_token.errorOffset : m_token.offset;
    m_error =
        GraphQlSyntaxError{std::move(message), offset, graphQlPlace(m_tokenizer.text(), offset)};
    m_token = {Kind::EndOfText, GraphQlTokenError::None, m_tokenizer.text().size(), 0, 0};
}

void GraphQlCursor::failUnexpected()
{
    fail("Unexpected " + describeToken());
}

std::string GraphQlCursor::readName()
{
    std::string name(peekText());
    if (!expect(Kind::Name))
        name.clear();
    return name;
}

GraphQlTypeReference GraphQlCursor::readType()
{
    GraphQlTypeReference type;
    unsigned lists = 0;
    while (skip(Kind::BracketLeft))
        ++lists;
    if (lists > TypeRef::MaxLists) {
        fail("A type has more than " + std::to_string(TypeRef::MaxLists) + " lists around it");
        return type;
    }
    type.name = readName();
    // Neither call can refuse: the level is new each time, and the lists were counted.
    if (skip(Kind::Bang))
        std::ignore = type.shape.wrapNonNull();
    for (unsigned level = 0; level < lists && expect(Kind::BracketRight); ++level) {
        std::ignore = type.shape.wrapList();
        if (skip(Kind::Bang))
            std::ignore = type.shape.wrapNonNull();
    }
    return type;
}

GraphQlValue GraphQlCursor::readValue(bool constant, int depth)
{
    GraphQlValue value;
    value.offset = m_token.offset;
    if (tooDeep(depth))
        return value;
    switch (m_token.kind) {
    case Kind::BracketLeft:
        value.kind = GraphQlValue::Kind::List;
        readList(Kind::BracketLeft, Kind::BracketRight, false,
                 [&] { value.children.push_back(readValue(constant, depth + 1)); });
        return value;
    case Kind::BraceLeft:
        value.kind = GraphQlValue::Kind::Object;
        readList(Kind::BraceLeft, Kind::BraceRight, false, [&] {
            const std::size_t nameOffset = m_token.offset;
            std::string name = readName();
            expect(Kind::Colon);
            GraphQlValue field = readValue(constant, depth + 1);
            field.name = std::move(name);
            field.nameOffset = nameOffset;
            value.children.push_back(std::move(field));
        });
        return value;
    case Kind::Dollar:
        if (constant)
            break;
        advance();
        value.kind = GraphQlValue::Kind::Variable;
        value.text = readName();
        return value;
    case Kind::Int:
    case Kind::Float:
        value.kind = atKind(Kind::Int) ? GraphQlValue::Kind::Int : GraphQlValue::Kind::Float;
        value.text = peekText();
        advance();
        return value;
    case Kind::String:
    case Kind::BlockString:
        value.kind = GraphQlValue::Kind::String;
        value.text = graphQlStringValue(peekText());
        advance();
        return value;
    case Kind::Name:
        value.text = peekText();
        if (value.text == "true" || value.text == "false")
            value.kind = GraphQlValue::Kind::Boolean;
        else if (value.text == "null")
            value.kind = GraphQlValue::Kind::Null;
        else
            value.kind = GraphQlValue::Kind::Enum;
        advance();
        return value;
    default:
        break;
    }
    failUnexpected();
    return value;
}

GraphQlArguments GraphQlCursor::readArguments(bool constant)
{
    GraphQlArguments arguments;
    if (!atKind(Kind::ParenLeft))
        return arguments;
    readList(Kind::ParenLeft, Kind::ParenRight, true, [&] {
        const std::size_t nameOffset = m_token.offset;
        std::string name = readName();
        expect(Kind::Colon);
        GraphQlValue value = readValue(constant);
        value.name = std::move(name);
        value.nameOffset = nameOffset;
        arguments.push_back(std::move(value));
    });
    return arguments;
}

GraphQlDirectives GraphQlCursor::readDirectives(bool constant)
{
    GraphQlDirectives directives;
    while (skip(Kind::At)) {
        GraphQlDirective directive;
        directive.offset = m_token.offset;
        directive.name = readName();
        directive.arguments = readArguments(constant);
        directives.push_back(std::move(directive));
    }
    return directives;
}

bool GraphQlCursor::tooDeep(int depth)
{
    if (depth < graphQlMaxDepth)
        return false;
    fail("The document nests more than " + std::to_string(graphQlMaxDepth) + " levels deep");
    return true;
}

std::string GraphQlCursor::emptyListMessage(Kind close)
{
    return "expected at least one definition, found " + graphQlTokenName(close);
}

std::string GraphQlCursor::describeToken() const
{
    std::string name = graphQlTokenName(m_token.kind);
    switch (m_token.kind) {
    case Kind::Name:
    case Kind::Int:
    case Kind::Float:
        return name + " \"" + std::string(peekText()) + '"';
    case Kind::String:
    case Kind::BlockString:
        return name + " \"" + graphQlStringValue(peekText()) + '"';
    default:
        return name;
    }
}

std::string GraphQlCursor::tokenErrorMessage() const
{
    const std::string_view rest = m_tokenizer.text().substr(m_token.errorOffset);
    switch (m_token.error) {
    case GraphQlTokenError::BadNumber: {
        const std::string found =
            rest.empty() ? "<EOF>" : '"' + std::string(rest.substr(0, 1)) + '"';
        const bool afterZero = !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
        return std::string("Invalid number, ")
            + (afterZero ? "unexpected digit after 0: " : "expected digit but got: ") + found + '.';
    }
    case GraphQlTokenError::UnterminatedString:
        return "Unterminated string.";
    case GraphQlTokenError::BadEscape:
        return "Invalid character escape sequence: \""
            + std::string(rest.substr(0, rest.substr(1, 1) == "u" ? 6 : 2)) + "\".";
    case GraphQlTokenError::ControlCharacter:
        return "Cannot contain a control character";
    case GraphQlTokenError::UnexpectedCharacter:
    case GraphQlTokenError::None:
        break;
    }
    if (rest.substr(0, 1) == "'")
        return "Unexpected single quote character ('), did you mean to use a double quote (\")?";
    return "Cannot parse the unexpected character \"" + std::string(peekText()) + "\".";
}

} // namespace angee
