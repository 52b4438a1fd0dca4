// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/manifest/manifestproblem.h"

#include <QByteArrayView>
#include <QStringList>

namespace angee {

//! \brief What is known of a stack beside its manifest.
struct ManifestContext
{
    QStringList unsetSecrets; //!< Declared, and seen to have no value.
};

//! \brief What the daemon would make of \a text as a stack's manifest: first what locks it, in the
//! order of the text, then what gets stuck and what is a trap. Any thread; some milliseconds.
//!
//! Held against the running daemon, manifest by manifest (tests/data/manifest).
[[nodiscard]] ManifestProblems checkManifest(QByteArrayView text,
                                             const ManifestContext &context = {});

//! The first of \a problems that makes the daemon refuse the file, or null.
[[nodiscard]] const ManifestProblem *lockingProblem(const ManifestProblems &problems);

} // namespace angee
