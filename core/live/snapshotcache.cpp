// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/snapshotcache.h"

#include "core/base/statefile.h"

#include <QFile>
#include <QFileInfo>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 LargestEntry = qint64(256) * 1024 * 1024;

} // namespace

SnapshotCache::SnapshotCache(QString path, const QByteArray &daemon)
    : m_path(std::move(path))
    , m_daemon(daemon.toPercentEncoding())
{ }

std::optional<SnapshotCache::Entry> SnapshotCache::load() const
{
    QFile file(m_path);
    if (m_path.isEmpty() || QFileInfo(m_path).isSymLink() || !file.open(QIODevice::ReadOnly)
        || file.size() > LargestEntry)
        return std::nullopt;
    // "angee-snapshot 1 <ms> <daemon>\n", then the answer.
    const QByteArray head = file.readLine(4096).chopped(1);
    const QList<QByteArray> words = head.split(' ');
    bool good = false;
    const qint64 when = words.size() == 4 ? words.at(2).toLongLong(&good) : 0;
    if (!good || !head.startsWith("angee-snapshot 1 ") || words.at(3) != m_daemon)
        return std::nullopt;
    return Entry{file.readAll(), QDateTime::fromMSecsSinceEpoch(when, Qt::UTC)};
}

bool SnapshotCache::save(const Entry &entry) const
{
    if (m_path.isEmpty())
        return true;
    const QByteArray head = "angee-snapshot 1 "
        + QByteArray::number(entry.receivedAt.toMSecsSinceEpoch()) + ' ' + m_daemon + '\n';
    // Yesterday's snapshot is a convenience: that it is not kept shows in its age.
    return saveFile(m_path, head + entry.answer, FileUse::State).isEmpty();
}

} // namespace angee
