// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace angee {

//! \brief Rules on what people type, checked before it is sent. Each returns an empty string for
//! good input and otherwise a sentence that can stand beside the field. Rules: contract.md
//! 2, 5.3, 5.7, Q17, Q18.

//! Workspaces and services: ^[a-z0-9][a-z0-9_-]{0,62}$. The daemon itself lets "a/b" and "../x"
//! through for workspaces, and they land outside their folder.
[[nodiscard]] QString problemWithName(const QString &name);

//! Secrets: ^[A-Za-z0-9._-]{1,256}$ with at least one letter or digit.
[[nodiscard]] QString problemWithSecretName(const QString &name);

//! Secret values: not empty, and at most 60,000 bytes once quoted: a longer line makes the daemon's
//! whole secret file unreadable.
[[nodiscard]] QString problemWithSecretValue(const QString &value);

//! Paths within a source: relative, no way out of it.
[[nodiscard]] QString problemWithPath(const QString &path);

//! Branches and refs go to git as they are: a leading '-' would be an option, a leading '+' force,
//! a ':' delete. Empty is good and means the default.
[[nodiscard]] QString problemWithGitRef(const QString &ref);
//! The same for what names a commit, such as HEAD~2.
[[nodiscard]] QString problemWithGitRevision(const QString &revision);

//! Durations in the daemon's grammar (Go): 300ms, 45s, 30m, 1h30m; no days or weeks. Empty is good
//! and means the default. \a cap of zero sets no upper end.
[[nodiscard]] QString problemWithTtl(const QString &ttl, std::chrono::seconds cap);

//! Bearers: printable ASCII without spaces, since they stand in a header. Empty is good: an open
//! daemon asks for none.
[[nodiscard]] QString problemWithToken(const QString &token);

//! The length of a good duration; nothing for a bad one.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseDuration(const QString &text);

//! The daemon's variable for a secret: different names can share one (contract.md, Q17).
[[nodiscard]] QString secretEnvironmentVariable(const QString &name);

} // namespace angee
