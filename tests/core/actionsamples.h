// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/task.h"

#include <QList>

namespace angee::test {

//! \brief One thing that can be done to the stack, as an example.
struct ActionSample
{
    QByteArray function; //!< of core/actions that makes it
    TaskSpec spec;
};

//! \brief An example of everything in core/actions, more than one where the arguments make it
//! another. A function that is not here fails the test that reads the headers.
[[nodiscard]] QList<ActionSample> actionSamples();

} // namespace angee::test
