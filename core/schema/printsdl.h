// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

namespace angee {

//! \brief What follows the text wherever SDL becomes a file or is printed: a line end, with which
//! the daemon's own schema file ends too.
constexpr std::string_view SdlFileEnd = "\n";

//! \brief Exit statuses of `angee-console --print-sdl`.
enum class PrintSdlStatus {
    Printed = 0,
    NoSchema = 1, //!< The file was read but is no introspection answer.
    Failed = 2, //!< Reading or writing failed.
};

//! \brief Reads an introspection answer from \a path ("-": standard input) and writes its SDL to
//! standard output, with SdlFileEnd behind it. Errors and notices go to standard
//! error, one a line.
//!
//! Needs no QCoreApplication and loads nothing of Qt, so a main() can call it first of all. Blocks.
[[nodiscard]] PrintSdlStatus printSdlFile(const char *path);

} // namespace angee
