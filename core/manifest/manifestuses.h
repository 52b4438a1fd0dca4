// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

namespace angee {

//! \brief What one service or job of a manifest is made of, as far as that says what a change
//! touches.
struct ManifestEntry
{
    QString name;
    bool isService = true;
    bool isContainer = false;
    bool isBuilt = false; //!< its image is built here
    QString command; //!< in one line
    QStringList ports; //!< on the host: "9000", and those that its command names
    QStringList secrets; //!< in the order of their use, each once
    QStringList workspaces;
    QStringList sources; //!< mounted, worked in or built from
    QByteArray text; //!< the entry as a whole, however it was written

    friend bool operator==(const ManifestEntry &, const ManifestEntry &) = default;
};

//! \brief The services and jobs of a manifest. One that cannot be read has none. Any thread.
[[nodiscard]] QList<ManifestEntry> manifestEntries(QByteArrayView text);

//! \brief The secrets that \a text has filled in, as "${secret.name}", each once.
[[nodiscard]] QStringList secretsIn(const QString &text);

//! \brief The services whose declaration differs between two readings; those that are in one alone
//! are none.
[[nodiscard]] QStringList redeclaredServices(const QList<ManifestEntry> &before,
                                             const QList<ManifestEntry> &after);

//! \brief The service by which a stack runs the daemon that serves it: its command is the
//! operator's, or it publishes the port \a port that the daemon was reached at on its own machine,
//! 0 where that says nothing. Empty for none.
[[nodiscard]] QString ownServiceOf(const QList<ManifestEntry> &entries, int port);

} // namespace angee
