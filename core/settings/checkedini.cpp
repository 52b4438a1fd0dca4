// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings/checkedini.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryFile>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// The notation of ini files stays Qt's own: it is asked for it by way of a file of its own.

bool readIni(QIODevice &device, QSettings::SettingsMap &map)
{
    QTemporaryFile copy;
    const QByteArray bytes = device.readAll();
    if (!copy.open() || copy.write(bytes) != bytes.size() || !copy.flush())
        return false;
    const QSettings ini(copy.fileName(), QSettings::IniFormat);
    const QStringList keys = ini.allKeys();
    for (const QString &key : keys)
        map.insert(key, ini.value(key));
    return ini.status() == QSettings::NoError;
}

//! Numbers and truth values come back as the words that they were written in.
bool saysTheSame(const QVariant &written, const QVariant &read)
{
    return written == read || written.toStringList() == read.toStringList();
}

bool writeIni(QIODevice &device, const QSettings::SettingsMap &map)
{
    QTemporaryFile copy;
    if (!copy.open())
        return false;
    {
        QSettings ini(copy.fileName(), QSettings::IniFormat);
        for (auto it = map.cbegin(); it != map.cend(); ++it)
            ini.setValue(it.key(), it.value());
        ini.sync();
        if (ini.status() != QSettings::NoError)
            return false;
    }
    QFile written(copy.fileName()); // by its name: it was replaced as a whole
    if (!written.open(QIODevice::ReadOnly))
        return false;
    QByteArray bytes = written.readAll();
    // The place of the copy may be full as well: what came out is read back.
    QBuffer buffer(&bytes);
    QSettings::SettingsMap again;
    if (!buffer.open(QIODevice::ReadOnly) || !readIni(buffer, again) || again.size() != map.size())
        return false;
    for (auto it = map.cbegin(); it != map.cend(); ++it) {
        if (!saysTheSame(it.value(), again.value(it.key())))
            return false;
    }
    auto *file = qobject_cast<QFileDevice *>(&device);
    return device.write(bytes) == bytes.size() && (!file || file->flush());
}

} // namespace

QSettings::Format checkedIniFormat()
{
    static const QSettings::Format format =
        QSettings::registerFormat(u"ini"_s, readIni, writeIni, Qt::CaseSensitive);
    return format;
}

} // namespace angee
