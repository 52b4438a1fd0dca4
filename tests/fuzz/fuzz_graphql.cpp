// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/documentcompletion.h"
#include "core/schema/sdlparser.h"
#include "core/schema/validator.h"
#include "tests/fuzz/fuzz.h"

#include <optional>
#include <string_view>

namespace {

constexpr std::string_view sdl =
    "type Query { a: Query b(x: In, l: [Int!], k: Kind): [Query!] n: Node u: Union } "
    "type Mutation { m(s: String!): Int } type Subscription { s: Int } "
    "interface Node { id: ID } type Leaf implements Node { id: ID f: Float } "
    "union Union = Query | Leaf enum Kind { A B } input In { i: Int! = 1 o: In }";

} // namespace

// Any text, read as a document, as SDL and as one that is being written, ends with an answer or
// with a message that has its place.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace angee;
    static const std::optional<Schema> schema = parseSdl(sdl);
    ANGEE_FUZZ_REQUIRE(schema.has_value());
    const std::string_view text(reinterpret_cast<const char *>(data), size);

    const auto problems = validateText(text, *schema);
    ANGEE_FUZZ_REQUIRE(problems.size() <= graphQlMaxProblems);
    for (const GraphQlProblem &problem : problems)
        ANGEE_FUZZ_REQUIRE(problem.offset <= size && !problem.message.empty());

    GraphQlSyntaxError error;
    if (!parseSdl(text, &error))
        ANGEE_FUZZ_REQUIRE(error.offset <= size && !error.message.empty());

    const GraphQlCompletions completions = completionsAt(text, size / 2, *schema);
    ANGEE_FUZZ_REQUIRE(completions.replaceFrom <= size / 2);
    return 0;
}
