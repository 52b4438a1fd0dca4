// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <sys/types.h>

namespace angee::sandbox {

//! \brief Whole files, with the operating system's own words in errors (a 500 EngineError that
//! reads "open PATH: no such file or directory", as the daemon's do).
[[nodiscard]] QByteArray readWholeFile(const QString &path);

//! Writes beside \a path and renames over it: a reader sees the old bytes or the new ones. The
//! parents must exist. \a mode is set whatever the umask is.
void replaceFile(const QString &path, const QByteArray &bytes, mode_t mode);

//! mkdir -p with mode 0755.
void makePath(const QString &path);

//! Deletes a file, a link, or a folder with all that is in it; never follows a link. A path that
//! is not there is fine.
void removeTree(const QString &path);

//! Copies a file, a link as it is, or a folder with all that is in it, over what is there; parents
//! are made.
void copyTree(const QString &from, const QString &to);

//! True if there is anything at \a path, a dangling link included.
[[nodiscard]] bool pathExists(const QString &path);

//! "no such file or directory": the words for \a code in lower case.
[[nodiscard]] QString systemWords(int code);

} // namespace angee::sandbox
