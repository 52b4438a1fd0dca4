// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace angee {

//! What a row, an event, a notice or an action is about.
enum class ObjectKind {
    Stack,
    Service,
    Job,
    Source,
    Workspace,
    Slot, //!< named "<workspace>:<slot>"
    Template,
    Secret,
    Route, //!< named after its service
    File, //!< named "<source>:<path>", or after the source alone
    Log, //!< named after its service
    Query, //!< a GraphQL operation that somebody wrote
    Output, //!< what an action printed; named after its record
};

//! The daemon's word for it, translated: "service", "slot", …
[[nodiscard]] QString kindText(ObjectKind kind);

//! A stable word for the kind, never translated: what journals and places keep. A route is its
//! service, which is what can be mended.
[[nodiscard]] QString objectKindId(ObjectKind kind);

//! The kind of that stable word, also of the words that older journals hold.
[[nodiscard]] std::optional<ObjectKind> objectKindOf(const QString &id);

} // namespace angee
