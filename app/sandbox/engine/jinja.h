// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

#include <map>

namespace angee::sandbox {

//! \brief Renders the part of Jinja that stack templates use.
//!
//! {{ name | filter }}, {% if %} … {% elif %} … {% else %} … {% endif %} with ==, !=, and, or, not
//! and parentheses, {# comments #}, {% raw %}, and the '-' that eats white space. Values are texts;
//! one that is not set is empty, and "", "false", "no", "0" are false. The filters are those of
//! ${…}. Anything else throws a 500 EngineError that names the line.
[[nodiscard]] QString renderJinja(const QString &text, const std::map<QString, QString> &variables);

} // namespace angee::sandbox
