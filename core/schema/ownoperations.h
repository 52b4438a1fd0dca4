// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace angee {

//! \brief The names of the program's own GraphQL operations (resources/queries), sorted.
[[nodiscard]] QStringList ownOperationNames();

//! \brief The document of one of them, with the shared fragments that it uses, each once: a daemon
//! refuses a document with a fragment that nobody uses. The name must be one of
//! ownOperationNames().
[[nodiscard]] QByteArray ownOperation(const QString &name);

} // namespace angee
