// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/outputbuffer.h"

#include <string_view>

namespace angee {

//! \brief Appends a GraphQL string literal, escaped as graphql-js 16 printString does: control
//! characters, '"', '\\', DEL and C1.
void appendStringLiteral(OutputBuffer &out, std::string_view utf8);

//! \brief Appends a description and the line end after it, as graphql-js 16 printDescription does.
//!
//! \a indentation precedes every line; a description that is not the first in its block gets a
//! blank line before it. A block string wherever the text survives one, else a quoted string.
void appendDescription(OutputBuffer &out, std::string_view utf8, std::string_view indentation,
                       bool firstInBlock);

//! \brief Appends a finite number as JavaScript's String(number) prints it.
void appendJsNumber(OutputBuffer &out, double number);

} // namespace angee
