// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshot.h"

#include <QByteArray>
#include <QCoreApplication>

#include <atomic>

namespace angee {

//! \brief What became of the bytes of one GraphQL answer.
struct DecodedAnswer
{
    enum class Kind {
        Snapshot, //!< `snapshot` is set
        Refused, //!< the daemon answered with errors and no data
        Incompatible, //!< it does not know the query: another version of its schema
        Malformed, //!< no GraphQL answer at all
        Cancelled, //!< `stop` became true
    };

    Kind kind = Kind::Malformed;
    SnapshotPtr snapshot;
    QStringList messages; //!< the daemon's words, or the parser's when malformed
};

//! \brief Decodes the answer to the snapshot query or one event of its subscription.
//!
//! One decoder serves one thread and keeps its working memory for the next answer. Invalid UTF-8
//! and lone surrogates become U+FFFD. Fields and lists that no row knows are skipped without being
//! decoded. Lists that
//! the answer does not hold are taken over from \a last, but for those that were \a asked for.
//! Times of the wire become this machine's by \a clockSkewMs (see ServerClock).
class SnapshotDecoder final
{
    Q_DECLARE_TR_FUNCTIONS(angee::SnapshotDecoder)

public:
    SnapshotDecoder();
    ~SnapshotDecoder();
    Q_DISABLE_COPY_MOVE(SnapshotDecoder)

    //! Give it an answer that nobody else holds: it is then decoded where it lies.
    [[nodiscard]] DecodedAnswer decode(QByteArray answer, const QDateTime &receivedAt,
                                       const std::atomic_bool *stop = nullptr,
                                       const Snapshot *last = nullptr, qint64 clockSkewMs = 0,
                                       SnapshotParts asked = {});

    //! Gives the working memory back: the next answer needs a little longer.
    void releaseMemory();

private:
    struct Memory;
    std::unique_ptr<Memory> m_memory;
};

//! The same for one answer alone.
[[nodiscard]] DecodedAnswer decodeSnapshot(QByteArray answer, const QDateTime &receivedAt,
                                           const std::atomic_bool *stop = nullptr,
                                           const Snapshot *last = nullptr, qint64 clockSkewMs = 0,
                                           SnapshotParts asked = {});

} // namespace angee
