// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/logline.h"

#include <QStringView>

#include <optional>

namespace angee {

//! \brief A frame of the log socket in the very form in which the daemon writes it: an object of
//! strings and nothing more. Nothing for every other, which a JSON parser may still understand.
//! Some times faster than that; what both read is the same.
[[nodiscard]] std::optional<LogLine> readLogFrame(QStringView frame);

//! \brief The daemon's word for a level; None for others.
[[nodiscard]] LogLevel daemonsLevel(QStringView word);

} // namespace angee
