// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/filebook.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QSet>
#include <QTimer>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int saveDelayMs = 500;
constexpr int bookVersion = 1;

QStringList toStrings(const QJsonValue &value)
{
    QStringList strings;
    const QJsonArray array = value.toArray();
    for (const QJsonValue entry : array) {
        if (entry.isString())
            strings.append(entry.toString());
    }
    return strings;
}

void putFirst(QStringList &list, const QString &entry, int limit)
{
    list.removeAll(entry);
    list.prepend(entry);
    while (list.size() > limit)
        list.removeLast();
}

// 0 is best; negative is no match.
int matchRank(const QString &path, const QString &typed)
{
    const QStringView name = QStringView(path).sliced(path.lastIndexOf(u'/') + 1);
    if (name.startsWith(typed, Qt::CaseInsensitive))
        return 0;
    if (path.startsWith(typed, Qt::CaseInsensitive))
        return 1;
    if (path.contains(u'/' + typed, Qt::CaseInsensitive))
        return 2;
    if (path.contains(typed, Qt::CaseInsensitive))
        return 3;
    qsizetype next = 0;
    for (const QChar letter : path) {
        if (next < typed.size() && letter.toCaseFolded() == typed.at(next).toCaseFolded())
            ++next;
    }
    return next == typed.size() ? 4 : -1;
}

} // namespace

FileBook::FileBook(QString fileName, QObject *parent)
    : QObject(parent)
    , m_fileName(std::move(fileName))
{
    load();
}

FileBook::~FileBook()
{
    if (m_unsaved)
        save();
}

void FileBook::load()
{
    QFile file(m_fileName);
    if (!file.exists())
        return;
    QJsonParseError error;
    QJsonDocument document;
    if (file.open(QIODevice::ReadOnly))
        document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject()) {
        // Kept aside rather than written over: somebody may want to read it.
        QFile::remove(m_fileName + ".damaged"_L1);
        QFile::rename(m_fileName, m_fileName + ".damaged"_L1);
        m_problem = tr("The list of files could not be read and was put aside as %1.damaged: %2")
                        .arg(m_fileName, file.error() ? file.errorString() : error.errorString());
        return;
    }
    const QJsonObject shelves = document["sources"_L1].toObject();
    for (auto it = shelves.begin(); it != shelves.end(); ++it) {
        const QJsonObject json = it.value().toObject();
        m_shelves.insert(it.key(),
                         {toStrings(json["recents"_L1]),
                          toStrings(json["pins"_L1]),
                          toStrings(json["known"_L1]),
                          {},
                          {}});
    }
}

bool FileBook::save()
{
    QJsonObject shelves;
    for (auto it = m_shelves.cbegin(); it != m_shelves.cend(); ++it) {
        const Shelf &shelf = it.value();
        shelves.insert(it.key(),
                       QJsonObject{{u"recents"_s, QJsonArray::fromStringList(shelf.recents)},
                                   {u"pins"_s, QJsonArray::fromStringList(shelf.pins)},
                                   {u"known"_s, QJsonArray::fromStringList(shelf.known)}});
    }
    const QJsonObject book{{u"version"_s, bookVersion}, {u"sources"_s, shelves}};
    const QByteArray bytes = QJsonDocument(book).toJson();
    QDir().mkpath(QFileInfo(m_fileName).path());
    QSaveFile file(m_fileName);
    m_unsaved = false;
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(bytes) == bytes.size() && file.commit()) {
        m_problem.clear();
        return true;
    }
    m_problem = tr("The list of files could not be saved: %1").arg(file.errorString());
    return false;
}

void FileBook::touch()
{
    m_unsaved = true;
    if (!std::exchange(m_saveQueued, true)) {
        QTimer::singleShot(saveDelayMs, this, [this] {
            m_saveQueued = false;
            if (m_unsaved)
                save();
        });
    }
    emit contentsChanged();
}

QStringList FileBook::sources() const
{
    QStringList names = m_shelves.keys();
    names.sort();
    return names;
}

QStringList FileBook::recents(const QString &source) const
{
    return m_shelves.value(source).recents;
}

QStringList FileBook::pins(const QString &source) const
{
    return m_shelves.value(source).pins;
}

bool FileBook::isPinned(const FileName &file) const
{
    return m_shelves.value(file.source).pins.contains(file.path);
}

QStringList FileBook::changedFiles(const QString &source) const
{
    return m_shelves.value(source).changed;
}

QStringList FileBook::known(const QString &source) const
{
    const Shelf shelf = m_shelves.value(source);
    QStringList all = shelf.pins + shelf.recents + shelf.changed + shelf.known + shelf.listed;
    all.removeDuplicates();
    return all;
}

void FileBook::addRecent(const FileName &file)
{
    Shelf &shelf = m_shelves[file.source];
    if (!shelf.recents.isEmpty() && shelf.recents.first() == file.path)
        return;
    putFirst(shelf.recents, file.path, maxRecents);
    putFirst(shelf.known, file.path, maxKnown);
    touch();
}

void FileBook::removeRecent(const FileName &file)
{
    const auto shelf = m_shelves.find(file.source);
    if (shelf == m_shelves.end())
        return;
    if (shelf->recents.removeAll(file.path) + shelf->known.removeAll(file.path) > 0)
        touch();
}

void FileBook::setPinned(const FileName &file, bool pinned)
{
    if (isPinned(file) == pinned)
        return;
    Shelf &shelf = m_shelves[file.source];
    if (pinned)
        shelf.pins.append(file.path);
    else
        shelf.pins.removeAll(file.path);
    touch();
}

void FileBook::harvest(const QString &source, const QStringList &paths)
{
    Shelf &shelf = m_shelves[source];
    const QSet<QString> before(shelf.known.begin(), shelf.known.end());
    bool isNews = false;
    for (const QString &path : paths) {
        if (path.isEmpty() || before.contains(path))
            continue;
        putFirst(shelf.known, path, maxKnown);
        isNews = true;
    }
    if (isNews)
        touch();
}

void FileBook::setChangedFiles(const QString &source, const QStringList &paths)
{
    Shelf &shelf = m_shelves[source];
    if (shelf.changed == paths)
        return;
    shelf.changed = paths;
    emit contentsChanged();
    harvest(source, paths);
}

void FileBook::setListedFiles(const QString &source, const QStringList &paths)
{
    Shelf &shelf = m_shelves[source];
    if (shelf.listed == paths)
        return;
    shelf.listed = paths;
    emit contentsChanged();
}

QStringList FileBook::complete(const QString &source, const QString &typed, int limit) const
{
    struct Match
    {
        int rank;
        QString path;
    };
    QList<Match> matches;
    const QStringList all = known(source);
    for (const QString &path : all) {
        if (const int rank = matchRank(path, typed); rank >= 0)
            matches.append({rank, path});
    }
    // Within a rank the order of known() stays: pinned and recent files first.
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match &a, const Match &b) { return a.rank < b.rank; });
    QStringList paths;
    for (const Match &match : std::as_const(matches)) {
        if (paths.size() == limit)
            break;
        paths.append(match.path);
    }
    return paths;
}

} // namespace angee
