// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/secret.h"
#include "core/tasks/task.h"

namespace angee {

//! \brief Sets the value of a secret. Whether it is the new one cannot be found out afterwards.
[[nodiscard]] TaskSpec setSecretTask(const QString &name, const QString &value);

//! \brief Removes the value of a secret. One that is required or generated is protected: its name
//! has to be typed, and the question says what breaks.
[[nodiscard]] TaskSpec deleteSecretTask(const Secret &secret);

//! \brief True for the secret that the daemon's own bearer is read from in stacks made from the
//! usual templates: whoever changes it locks every client out at the daemon's next start.
[[nodiscard]] bool isOperatorToken(const Secret &secret);

} // namespace angee
