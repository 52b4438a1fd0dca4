// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace angee {

//! \brief A file of a source as the daemon gave it (contract.md, section 6).
//!
//! The content is the file's bytes. The etag is opaque: empty only for a file that does not exist
//! yet, and never to be sent empty for a path that has been read.
struct RemoteFile
{
    QString source;
    QString path;
    QByteArray content;
    QString etag;

    friend bool operator==(const RemoteFile &, const RemoteFile &) = default;
};

} // namespace angee
