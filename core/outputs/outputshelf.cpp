// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/outputs/outputshelf.h"

#include "core/base/statefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestRecord = qint64(256) * 1024;
constexpr qint64 largestText = qint64(64) * 1024 * 1024;
constexpr qsizetype mostWaiting = qsizetype(4) * 1024 * 1024; // bytes that the disk did not take

QString recordPath(const QString &folder, const QString &id)
{
    return folder + u'/' + id + u".json"_s;
}

QString textPath(const QString &folder, const QString &id)
{
    return folder + u'/' + id + u".txt"_s;
}

//! Of every output in the folder, also those that have only one of their files; the oldest first.
QStringList idsIn(const QString &folder)
{
    QStringList ids;
    const QStringList files =
        QDir(folder).entryList({u"*.json"_s, u"*.txt"_s}, QDir::Files | QDir::Hidden, QDir::Name);
    for (const QString &file : files) {
        const QString id = file.left(file.lastIndexOf(u'.'));
        if (isOutputId(id) && (ids.isEmpty() || ids.constLast() != id))
            ids.append(id);
    }
    return ids;
}

qint64 sizeOnDisk(const QString &folder, const QString &id)
{
    return QFileInfo(recordPath(folder, id)).size() + QFileInfo(textPath(folder, id)).size();
}

//! The text last: a record without one says at least what there was.
bool removeFiles(const QString &folder, const QString &id)
{
    const auto gone = [](const QString &path) {
        return !QFile::exists(path) || QFile::remove(path);
    };
    const bool text = gone(textPath(folder, id));
    return gone(recordPath(folder, id)) && text;
}

} // namespace

struct OutputShelf::Writer
{
    Limits limits;
    QSet<QString> open; // begun here and not finished
    QHash<QString, QByteArray> waiting; // lines that the disk did not take yet

    QString append(const QString &folder, const QString &id, const QByteArray &lines)
    {
        QByteArray all = waiting.take(id) + lines;
        if (all.isEmpty())
            return {};
        const QString problem = appendLines(textPath(folder, id), all);
        if (!problem.isEmpty() && all.size() <= mostWaiting)
            waiting.insert(id, all);
        return problem;
    }
    QStringList prune(const QString &folder)
    {
        QStringList ids = idsIn(folder);
        qint64 bytes = 0;
        for (const QString &id : std::as_const(ids))
            bytes += sizeOnDisk(folder, id);
        QStringList gone;
        qsizetype count = ids.size();
        for (const QString &id : std::as_const(ids)) {
            if (count <= limits.count && bytes <= limits.bytes)
                break;
            if (open.contains(id))
                continue;
            const qint64 size = sizeOnDisk(folder, id);
            if (!removeFiles(folder, id))
                continue;
            bytes -= size;
            --count;
            gone.append(id);
        }
        return gone;
    }
};

OutputShelf::OutputShelf(QObject *parent)
    : OutputShelf(Limits(), parent)
{ }

OutputShelf::OutputShelf(const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_writer(std::make_shared<Writer>())
{
    m_writer->limits = limits;
    m_thread.setMaxThreadCount(1);
}

OutputShelf::~OutputShelf()
{
    m_thread.waitForDone();
}

void OutputShelf::run(const std::function<void(Writer &)> &work)
{
    m_thread.start([writer = m_writer, work] { work(*writer); });
}

//! Called on the writer's thread; told on ours, which outlives it.
void OutputShelf::tell(const QString &problem)
{
    QMetaObject::invokeMethod(
        this,
        [this, problem] {
            if (problem.isEmpty() != m_failing)
                return;
            m_failing = !problem.isEmpty();
            if (m_failing)
                emit failed(problem);
            else
                emit worksAgain();
        },
        Qt::QueuedConnection);
}

void OutputShelf::begin(const QString &folder, const OutputRecord &record)
{
    run([this, folder, record](Writer &writer) {
        writer.open.insert(record.id);
        tell(saveFile(recordPath(folder, record.id), toJson(record), FileUse::State));
    });
}

void OutputShelf::append(const QString &folder, const QString &id, const QByteArray &lines)
{
    run([this, folder, id, lines](Writer &writer) { tell(writer.append(folder, id, lines)); });
}

void OutputShelf::finish(const QString &folder, const OutputRecord &record)
{
    run([this, folder, record](Writer &writer) {
        OutputRecord last = record;
        QStringList gone = writer.prune(folder); // first: it may be what the disk has no room for
        const QString lost = writer.append(folder, record.id, {});
        if (!lost.isEmpty())
            last.problem = tr("Not all of the text is kept: %1").arg(lost);
        writer.waiting.remove(record.id);
        last.size = QFileInfo(textPath(folder, record.id)).size();
        const QString problem =
            saveFile(recordPath(folder, record.id), toJson(last), FileUse::State);
        writer.open.remove(record.id);
        tell(problem.isEmpty() ? lost : problem);
        gone += writer.prune(folder);
        QMetaObject::invokeMethod(
            this,
            [this, gone, last] {
                emit finished(last);
                if (!gone.isEmpty())
                    emit removed(gone);
            },
            Qt::QueuedConnection);
    });
}

void OutputShelf::remove(const QString &folder, const QStringList &ids)
{
    run([this, folder, ids](Writer &writer) {
        QStringList gone;
        QString problem;
        for (const QString &id : ids) {
            if (!isOutputId(id) || writer.open.contains(id))
                continue;
            if (removeFiles(folder, id))
                gone.append(id);
            else
                problem = tr("Files in %1 could not be deleted.").arg(folder);
        }
        QMetaObject::invokeMethod(
            this,
            [this, gone, problem] {
                if (!problem.isEmpty())
                    emit failed(problem);
                emit removed(gone);
            },
            Qt::QueuedConnection);
    });
}

QList<OutputRecord> readOutputs(const QString &folder, const QSet<QString> &own)
{
    QList<OutputRecord> records;
    const QStringList ids = idsIn(folder);
    for (const QString &id : ids) {
        const StateFile file = readStateFile(recordPath(folder, id), largestRecord);
        std::optional<OutputRecord> record =
            file.problem.isEmpty() ? outputRecordOf(file.bytes) : std::nullopt;
        if (!record) {
            record.emplace();
            record->state = Task::State::Unknown;
            record->started = QDateTime::fromString(id.left(18), u"yyyyMMdd'T'HHmmsszzz"_s);
            record->started.setTimeSpec(Qt::UTC);
            record->problem = !file.problem.isEmpty() ? file.problem
                : file.exists                         ? OutputShelf::tr("Its record is damaged.")
                                                      : OutputShelf::tr("Its record is lost.");
            record->size = QFileInfo(textPath(folder, id)).size();
        } else if (record->isActive() && !own.contains(id)) {
            record->state = Task::State::Unknown;
            record->size = QFileInfo(textPath(folder, id)).size();
            record->words =
                OutputShelf::tr("No end was written: the console that started it was ended in the "
                                "middle of it, or still runs as another process. It may or may not "
                                "have happened.");
        }
        record->id = id;
        records.prepend(*record);
    }
    return records;
}

OutputText readOutputText(const QString &folder, const QString &id)
{
    if (!isOutputId(id))
        return {};
    const StateFile file = readStateFile(textPath(folder, id), largestText);
    return {file.bytes, file.problem};
}

} // namespace angee
