// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/literal.h"
#include "core/schema/tokenizer.h"
#include "tests/fuzz/fuzz.h"

// Any bytes are split into tokens that follow each other, with nothing but white space between.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace angee;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    GraphQlTokenizer tokenizer(text);
    std::size_t end = 0;
    while (true) {
        const GraphQlToken token = tokenizer.next();
        ANGEE_FUZZ_REQUIRE(token.offset >= end && token.end() <= size);
        for (std::size_t i = end; i < token.offset; ++i)
            ANGEE_FUZZ_REQUIRE(std::string_view(" \t\r\n,\xef\xbb\xbf").find(text[i])
                               != std::string_view::npos);
        end = token.end();
        if (token.kind == GraphQlTokenKind::EndOfText)
            break;
        ANGEE_FUZZ_REQUIRE(token.length > 0);
        ANGEE_FUZZ_REQUIRE(token.errorOffset <= size);
        if (token.kind == GraphQlTokenKind::String || token.kind == GraphQlTokenKind::BlockString)
            ANGEE_FUZZ_REQUIRE(graphQlStringValue(tokenizer.text(token)).size() <= token.length);
    }
    ANGEE_FUZZ_REQUIRE(end == size);
    Literal literal;
    if (!literal.parse(text))
        return 0;
    ANGEE_FUZZ_REQUIRE(literal.nodes().front().end == literal.nodes().size());
    return 0;
}
