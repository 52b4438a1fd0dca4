// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/schemaarchive.h"

#include "core/base/statefile.h"

#include <QDir>
#include <QFile>
#include <QUrl>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// 20261124T101640123Z_<origin, percent-encoded>.json
const QString stampFormat = u"yyyyMMdd'T'HHmmsszzz'Z'"_s;
constexpr qsizetype stampLength = 19;
// A file name has 255 bytes at most; a cut address still tells daemons apart.
constexpr qsizetype originLength = 180;
const QString suffix = u".json"_s;

QString fileName(const QString &origin, const QDateTime &time)
{
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(origin));
    return time.toUTC().toString(stampFormat) + u'_' + encoded.left(originLength) + suffix;
}

std::optional<KeptSchema> entryOf(const QDir &folder, const QString &name)
{
    if (name.size() <= stampLength || name.at(stampLength) != u'_')
        return std::nullopt;
    QDateTime time = QDateTime::fromString(name.left(stampLength), stampFormat);
    if (!time.isValid())
        return std::nullopt;
    time.setTimeSpec(Qt::UTC);
    const QString origin = name.mid(stampLength + 1).chopped(suffix.size());
    return KeptSchema{time, QUrl::fromPercentEncoding(origin.toLatin1()), folder.filePath(name)};
}

bool holds(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.size() == bytes.size() && file.readAll() == bytes;
}

} // namespace

SchemaArchive::SchemaArchive(QString folder)
    : m_folder(std::move(folder))
{ }

QList<KeptSchema> SchemaArchive::entries() const
{
    const QDir folder(m_folder);
    QList<KeptSchema> entries;
    // The stamp makes the order of the names that of time.
    const QStringList names =
        folder.entryList({u'*' + suffix}, QDir::Files, QDir::Name | QDir::Reversed);
    for (const QString &name : names) {
        if (const auto entry = entryOf(folder, name))
            entries.append(*entry);
    }
    return entries;
}

SchemaArchive::Outcome SchemaArchive::keep(const QByteArray &bytes, const QString &origin,
                                           const QDateTime &time) const
{
    Outcome outcome;
    QList<KeptSchema> present = entries();
    if (!present.isEmpty()) {
        outcome.previous = present.first();
        if (holds(present.first().path, bytes))
            return outcome;
    }
    const QString path = QDir(m_folder).filePath(fileName(origin, time));
    outcome.problem = saveFile(path, bytes, FileUse::State);
    outcome.added = outcome.problem.isEmpty();
    // The new one stays whatever the clock said when the others came.
    present.removeIf([&path](const KeptSchema &entry) { return entry.path == path; });
    while (outcome.added && present.size() >= maximum)
        QFile::remove(present.takeLast().path);
    return outcome;
}

} // namespace angee
