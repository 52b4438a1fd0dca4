// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace angee {

//! \brief Everything that the program writes goes to the disk by these: a write is known to have
//! happened, or its words tell why it has not.
//!
//! State files are the program's own. Their folders are for the user alone (0700), they themselves
//! too (0600) before any byte is in them, and none is reached through a link. All calls are quick,
//! block while the disk does, and may be made on any thread.

//! What a file is for.
enum class FileUse {
    State, //!< the program's own, in its own folder
    Export, //!< where a person said: a link is followed and the mode is the usual one
};

//! Replaces a file as a whole and syncs it: afterwards it holds the former bytes or \a bytes, and
//! nothing in between. Makes the folder of a state file. Empty when the bytes are known to be on
//! the disk, else why not, for people.
[[nodiscard]] QString saveFile(const QString &path, const QByteArray &bytes, FileUse use);

//! Adds lines to a state file, each ending in '\n', and makes it if need be. What did not fit is
//! taken back, so that no half line is left; one left by a crash is ended first. Empty when the
//! system has all of them.
[[nodiscard]] QString appendLines(const QString &path, const QByteArray &lines);

//! \brief What a state file holds.
struct StateFile
{
    QByteArray bytes;
    bool exists = false;
    QString problem; //!< why it could not be read; empty when it was, and when there is none
};
//! Reads a whole state file of at most \a limit bytes; not through a link, and nothing but a file.
[[nodiscard]] StateFile readStateFile(const QString &path, qint64 limit);

//! Makes a folder of the program's own and takes it away from everybody else. Empty when it is
//! there, is the user's, and is private.
[[nodiscard]] QString makePrivateFolder(const QString &path);

} // namespace angee
