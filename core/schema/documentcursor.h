// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/document.h"

namespace angee {

//! \brief A one-token look-ahead over GraphQL text, and the grammar that executable and type system
//! documents share: names, types, values, directives.
//!
//! The first fault is kept; after it peek() is EndOfText for ever, so that every loop ends.
class GraphQlCursor final
{
public:
    explicit GraphQlCursor(std::string_view text);

    [[nodiscard]] const GraphQlToken &peek() const { return m_token; }
    [[nodiscard]] std::string_view peekText() const { return m_tokenizer.text(m_token); }
    [[nodiscard]] bool atKind(GraphQlTokenKind kind) const { return m_token.kind == kind; }
    [[nodiscard]] bool atKeyword(std::string_view word) const;
    [[nodiscard]] bool atEnd() const { return atKind(GraphQlTokenKind::EndOfText); }

    void advance();
    bool skip(GraphQlTokenKind kind);
    bool skipKeyword(std::string_view word);
    bool expect(GraphQlTokenKind kind);
    bool expectKeyword(std::string_view word);

    void fail(std::string message);
    //! Fails with `Unexpected …` about the token ahead.
    void failUnexpected();
    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    [[nodiscard]] const std::optional<GraphQlSyntaxError> &error() const { return m_error; }

    std::string readName();
    GraphQlTypeReference readType();
    //! \a constant forbids variables.
    GraphQlValue readValue(bool constant, int depth = 0);
    GraphQlArguments readArguments(bool constant);
    GraphQlDirectives readDirectives(bool constant);

    //! Calls \a readItem, which must fail on anything but an item, until \a close; empty lists are
    //! a fault when \a atLeastOne.
    template <typename ReadItem>
    void readList(GraphQlTokenKind open, GraphQlTokenKind close, bool atLeastOne, ReadItem readItem)
    {
        if (!expect(open))
            return;
        if (atLeastOne && atKind(close))
            fail(emptyListMessage(close));
        while (!failed() && !atKind(close))
            readItem();
        expect(close);
    }

    //! True, and failed, when \a depth is past what this program reads.
    bool tooDeep(int depth);

private:
    static std::string emptyListMessage(GraphQlTokenKind close);
    [[nodiscard]] std::string describeToken() const;
    [[nodiscard]] std::string tokenErrorMessage() const;

    GraphQlTokenizer m_tokenizer;
    GraphQlToken m_token;
    std::optional<GraphQlSyntaxError> m_error;
};

} // namespace angee
