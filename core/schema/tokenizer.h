// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace angee {

//! \brief What a piece of GraphQL text is. White space, commas and a byte order mark are not
//! tokens.
enum class GraphQlTokenKind {
    EndOfText,
    Name,
    Int,
    Float,
    String,
    BlockString,
    Comment,
    Bang,
    Dollar,
    Amp,
    ParenLeft,
    ParenRight,
    Spread,
    Colon,
    Equals,
    At,
    BracketLeft,
    BracketRight,
    BraceLeft,
    Pipe,
    BraceRight,
    Invalid,
};

//! \brief What is wrong with a token. The kind still says what it was meant to be, so that a
//! highlighter can go on colouring while a parser stops.
enum class GraphQlTokenError {
    None,
    UnexpectedCharacter,
    BadNumber,
    UnterminatedString,
    BadEscape,
    ControlCharacter,
};

//! \brief One token: a byte range of the text it was read from.
struct GraphQlToken
{
    GraphQlTokenKind kind = GraphQlTokenKind::EndOfText;
    GraphQlTokenError error = GraphQlTokenError::None;
    std::size_t offset = 0;
    std::size_t length = 0;
    std::size_t errorOffset = 0; //!< Where the fault is; meaningful when error is not None.

    [[nodiscard]] std::size_t end() const { return offset + length; }
};

//! \brief What a line inherits from the one above it; only block strings cross lines.
enum class GraphQlLineState {
    Normal,
    InBlockString,
};

//! \brief Splits UTF-8 GraphQL text (October 2021 specification) into tokens.
//!
//! Accepts any bytes, never reads outside \a text, always moves on and takes linear time. The text
//! must outlive the tokenizer. For a highlighter: construct with one line and the state() that the
//! line above ended with, read to EndOfText, keep the new state().
class GraphQlTokenizer final
{
public:
    explicit GraphQlTokenizer(std::string_view text,
                              GraphQlLineState state = GraphQlLineState::Normal);

    //! The next token, comments included; EndOfText (length 0, at the end) for ever after the last.
    GraphQlToken next();
    //! The next token that is not a comment.
    GraphQlToken nextSignificant();

    //! InBlockString when the last token is a block string that the text does not close.
    [[nodiscard]] GraphQlLineState state() const { return m_state; }
    [[nodiscard]] std::string_view text() const { return m_text; }
    [[nodiscard]] std::string_view text(const GraphQlToken &token) const;

private:
    void skipIgnored();
    GraphQlToken readBlockString(std::size_t start, std::size_t contentStart);
    GraphQlToken readString(std::size_t start);
    GraphQlToken readNumber(std::size_t start);
    GraphQlToken readComment(std::size_t start);
    GraphQlToken readInvalid(std::size_t start);
    GraphQlToken take(GraphQlTokenKind kind, std::size_t start, std::size_t end);

    [[nodiscard]] char at(std::size_t offset) const;
    [[nodiscard]] bool startsWith(std::size_t offset, std::string_view part) const;

    std::string_view m_text;
    std::size_t m_offset = 0;
    GraphQlLineState m_state;
};

//! \brief A place for people: line and column from 1, the column counted in code points. LF, CR and
//! CRLF each end one line.
struct GraphQlPlace
{
    int line = 1;
    int column = 1;

    friend bool operator==(const GraphQlPlace &, const GraphQlPlace &) = default;
};

//! \brief The place of a byte offset; offsets past the end name the end. Linear in \a offset.
[[nodiscard]] GraphQlPlace graphQlPlace(std::string_view text, std::size_t offset);

//! \brief The value of a String or BlockString token, given its whole text with quotes: escapes
//! resolved, block string indentation removed (specification 2.9.4). A malformed token gives what
//! can be read of it; the result is UTF-8 if the input is.
[[nodiscard]] std::string graphQlStringValue(std::string_view token);

//! \brief How an error message names a token, as GraphQL servers do: `<EOF>`, `Name "x"`, `}`.
[[nodiscard]] std::string graphQlTokenName(GraphQlTokenKind kind);

} // namespace angee
