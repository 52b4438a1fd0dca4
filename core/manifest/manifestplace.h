// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace angee {

//! \brief Where a stack keeps its manifest, and which of the files of its sources is that one.
struct ManifestPlace
{
    QString root; //!< Of the stack, absolute, on the daemon's machine; empty while not known.
    QString stackName;

    //! The manifest on the daemon's machine; empty while the root is not known.
    [[nodiscard]] QString path() const;
    //! \a folder is that of the source. Links on a daemon of this machine are followed; on another
    //! one a file that \a reads like this stack's manifest is taken for it, whatever its name.
    [[nodiscard]] bool holds(const QString &folder, const QString &file,
                             QByteArrayView reads = {}) const;

    friend bool operator==(const ManifestPlace &, const ManifestPlace &) = default;
};

} // namespace angee
