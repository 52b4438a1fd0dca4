// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/snapshotcache.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

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
    if (m_path.isEmpty() || !file.open(QIODevice::ReadOnly) || file.size() > LargestEntry)
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
    const QString folder = QFileInfo(m_path).path();
    if (!QDir().mkpath(folder))
        return false;
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    // Before any byte is in it.
    if (!file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return false;
    file.write("angee-snapshot 1 " + QByteArray::number(entry.receivedAt.toMSecsSinceEpoch()) + ' '
               + m_daemon + '\n');
    file.write(entry.answer);
    return file.commit();
}

} // namespace angee
