// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>

namespace angee {

//! \brief The last snapshot of one profile on disk, for a start without a daemon.
//!
//! The daemon's answer as it came, readable by the user alone. It holds no secret's value: the
//! query asks for none. Call it on a worker; it touches the disk.
class SnapshotCache final
{
public:
    struct Entry
    {
        QByteArray answer;
        QDateTime receivedAt;
    };

    //! An empty \a path keeps nothing. \a daemon tells apart the daemons that one profile had over
    //! time: what another one said is not shown.
    SnapshotCache(QString path, const QByteArray &daemon);

    [[nodiscard]] std::optional<Entry> load() const;
    //! False when it could not be written whole; the former entry then stays.
    bool save(const Entry &entry) const;

private:
    QString m_path;
    QByteArray m_daemon; // percent-encoded: one word
};

} // namespace angee
