// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/filebook.h"

#include "core/base/processlock.h"
#include "core/base/statefile.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTimer>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int saveDelayMs = 500;
constexpr int saveAgainMs = 5'000;
constexpr qint64 largestBook = qint64(64) * 1024 * 1024;
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

//! Ours, without what somebody else took away since \a base, and with what somebody else added.
QStringList merged(const QStringList &base, const QStringList &ours, const QStringList &theirs,
                   qsizetype limit)
{
    const QSet<QString> atBase(base.begin(), base.end());
    const QSet<QString> atOurs(ours.begin(), ours.end());
    const QSet<QString> atTheirs(theirs.begin(), theirs.end());
    QStringList all;
    for (const QString &entry : ours) {
        if (!atBase.contains(entry) || atTheirs.contains(entry))
            all.append(entry);
    }
    for (const QString &entry : theirs) {
        if (!atBase.contains(entry) && !atOurs.contains(entry))
            all.append(entry);
    }
    return all.mid(0, limit);
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

std::optional<FileBook::Shelves> FileBook::read(const QString &fileName, QString *problem)
{
    Shelves shelves;
    const StateFile file = readStateFile(fileName, largestBook);
    if (!file.exists)
        return shelves;
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.bytes, &error);
    if (!file.problem.isEmpty() || !document.isObject()) {
        *problem = file.problem.isEmpty() ? error.errorString() : file.problem;
        return std::nullopt;
    }
    const QJsonObject json = document["sources"_L1].toObject();
    for (auto it = json.begin(); it != json.end(); ++it) {
        const QJsonObject shelf = it.value().toObject();
        shelves.insert(it.key(),
                       {toStrings(shelf["recents"_L1]),
                        toStrings(shelf["pins"_L1]),
                        toStrings(shelf["known"_L1]),
                        {},
                        {}});
    }
    return shelves;
}

void FileBook::load()
{
    QString problem;
    const auto saved = read(m_fileName, &problem);
    if (!saved) {
        // Kept aside rather than written over: somebody may want to read it.
        QFile::remove(m_fileName + ".damaged"_L1);
        QFile::rename(m_fileName, m_fileName + ".damaged"_L1);
        m_problem = tr("The list of files could not be read and was put aside as %1.damaged: %2")
                        .arg(m_fileName, problem);
        return;
    }
    m_shelves = *saved;
    m_base = *saved;
}

void FileBook::mergeWith(const Shelves &saved)
{
    const QStringList names = saved.keys() + m_shelves.keys();
    for (const QString &name : QSet<QString>(names.begin(), names.end())) {
        const Shelf base = m_base.value(name);
        const Shelf theirs = saved.value(name);
        Shelf &ours = m_shelves[name];
        ours.recents = merged(base.recents, ours.recents, theirs.recents, maxRecents);
        ours.pins = merged(base.pins, ours.pins, theirs.pins, maxKnown);
        ours.known = merged(base.known, ours.known, theirs.known, maxKnown);
    }
}

bool FileBook::save()
{
    m_unsaved = true;
    m_problem = makePrivateFolder(QFileInfo(m_fileName).path());
    ProcessLock lock(m_fileName + ".lock"_L1);
    if (m_problem.isEmpty() && !lock.lockSoon())
        m_problem = tr("Another window is writing the list of files.");
    if (m_problem.isEmpty()) {
        QString damage; // what is damaged now was good before: ours is better
        if (const auto saved = read(m_fileName, &damage))
            mergeWith(*saved);
        QJsonObject shelves;
        for (auto it = m_shelves.cbegin(); it != m_shelves.cend(); ++it) {
            const Shelf &shelf = it.value();
            shelves.insert(it.key(),
                           QJsonObject{{u"recents"_s, QJsonArray::fromStringList(shelf.recents)},
                                       {u"pins"_s, QJsonArray::fromStringList(shelf.pins)},
                                       {u"known"_s, QJsonArray::fromStringList(shelf.known)}});
        }
        const QJsonObject book{{u"version"_s, bookVersion}, {u"sources"_s, shelves}};
        m_problem = saveFile(m_fileName, QJsonDocument(book).toJson(), FileUse::State);
    }
    if (m_problem.isEmpty()) {
        m_base = m_shelves;
        m_unsaved = false;
        return true;
    }
    m_problem = tr("The list of files could not be saved: %1").arg(m_problem);
    return false;
}

void FileBook::saveLater(int delayMs)
{
    if (std::exchange(m_saveQueued, true))
        return;
    QTimer::singleShot(delayMs, this, [this] {
        m_saveQueued = false;
        if (m_unsaved && !save())
            saveLater(saveAgainMs);
    });
}

void FileBook::touch()
{
    m_unsaved = true;
    saveLater(saveDelayMs);
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

bool FileBook::isFolder(const QString &source, const QString &path) const
{
    const QString folder = path.endsWith(u'/') ? path : path + u'/';
    const Shelf shelf = m_shelves.value(source);
    const auto holds = [&folder](const QStringList &paths) {
        return std::any_of(paths.cbegin(), paths.cend(),
                           [&folder](const QString &known) { return known.startsWith(folder); });
    };
    return holds(shelf.listed) || holds(shelf.changed) || holds(shelf.known) || holds(shelf.pins);
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
