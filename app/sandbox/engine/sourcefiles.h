// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <mutex>

namespace angee::sandbox {

//! \brief The files of one folder, read whole and replaced under an etag (contract.md, section 6).
//!
//! The etag is the SHA-256 of the bytes in hex. One lock covers compare and set; other programs can
//! still race it, as they can race the daemon's. Safe from any thread.
class SourceFiles final
{
public:
    struct Content
    {
        QString text;
        QString etag;
    };

    //! Throws the 400s, 404 and 500s of contract.md, section 6.
    [[nodiscard]] Content read(const QString &root, const QString &path) const;
    //! Creates parents, keeps the old bytes on any error; answers the new etag. An empty \a etag
    //! overwrites whatever is there.
    QString write(const QString &root, const QString &path, const QString &content,
                  const QString &etag);

private:
    std::mutex m_mutex;
};

//! The path below \a root that \a path means, links followed. Throws the 400 of a path that leaves
//! \a root, or a 500.
[[nodiscard]] QString containedPath(const QString &root, const QString &path);

[[nodiscard]] QString etagOf(const QByteArray &bytes);

} // namespace angee::sandbox
