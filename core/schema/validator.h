// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/document.h"

#include <string>
#include <vector>

namespace angee {

//! \brief One reason why a document does not fit a schema.
struct GraphQlProblem
{
    std::string message; //!< English, in the words GraphQL servers use.
    std::size_t offset = 0; //!< Into the document's text.
    GraphQlPlace place;
    //! The schema element it is about: `Query.services(limit:)`, `Job`, `@skip`; for an unknown one
    //! the coordinate it would have. Empty when the problem is the document's own.
    std::string coordinate;
};

//! \brief How many problems of one document are reported at most.
inline constexpr std::size_t graphQlMaxProblems = 100;

//! \brief Validates a document by every executable rule of the specification (October 2021,
//! section 5).
//!
//! Empty means that a server with this schema accepts the document. Problems come in the order of
//! the text, at most graphQlMaxProblems. No document makes it recurse without bound or take
//! exponential time. Reads both arguments only, so any number of threads may validate against one
//! schema.
[[nodiscard]] std::vector<GraphQlProblem> validateDocument(const GraphQlDocument &document,
                                                           const Schema &schema);

//! \brief Parses and validates; a syntax error is the one problem then.
[[nodiscard]] std::vector<GraphQlProblem> validateText(std::string_view text, const Schema &schema);

} // namespace angee
