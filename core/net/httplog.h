// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/net/httptypes.h"

namespace angee {

//! \brief One line for an ended exchange: verb, path, status or failure, milliseconds.
//!
//! Never a header, a body or a query string: those can carry bearers, secret values and file texts.
void logExchange(const HttpRequest &request, const HttpResult &result);

//! A stable word for a failure, for logs and details.
[[nodiscard]] QString failureWord(HttpFailure failure);

} // namespace angee
