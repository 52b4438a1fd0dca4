// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logfile.h"

#include "core/logs/loglevel.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QSemaphore>
#include <QThreadPool>

#include <atomic>
#include <string_view>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 blockBytes = qint64(512) * 1024;
constexpr int blocksAhead = 4;

struct FileLine
{
    QByteArray bytes;
    QString service;
    LogLevel level = LogLevel::None;
    LogEntry entry = LogEntry::Line;
    qint64 arrivedMs = 0;
};

LogEntry entryOf(const QString &word)
{
    if (word == "tools"_L1)
        return LogEntry::Tools;
    if (word == "divider"_L1)
        return LogEntry::Divider;
    return word == "mark"_L1 ? LogEntry::Mark : LogEntry::Line;
}

FileLine lineOf(const QByteArray &bytes)
{
    FileLine line;
    // What we saved ourselves: nothing but our own members.
    if (bytes.startsWith('{') && bytes.contains("\"message\":\"")) {
        const QJsonObject object = QJsonDocument::fromJson(bytes).object();
        bool ours = object.value("message"_L1).isString();
        for (auto it = object.begin(); it != object.end() && ours; ++it)
            ours = it.key() == "message"_L1 || it.key() == "service"_L1 || it.key() == "level"_L1
                || it.key() == "time"_L1 || it.key() == "entry"_L1;
        if (ours) {
            line.bytes = object.value("message"_L1).toString().toUtf8();
            line.service = object.value("service"_L1).toString();
            line.level = levelOfWord(object.value("level"_L1).toString().toStdString());
            line.entry = entryOf(object.value("entry"_L1).toString());
            const QString time = object.value("time"_L1).toString();
            if (!time.isEmpty())
                line.arrivedMs = QDateTime::fromString(time, Qt::ISODateWithMs).toMSecsSinceEpoch();
            return line;
        }
    }
    line.bytes = bytes;
    line.level = levelIn({bytes.constData(), size_t(bytes.size())});
    return line;
}

} // namespace

struct LogFileReader::Batch
{
    std::vector<FileLine> lines;
    QString problem;
    bool isLast = false;
};

//! Shared with the thread, because either side may end first.
struct LogFileReader::Link
{
    std::atomic_bool cancelled = false;
    QSemaphore room{blocksAhead};
    QPointer<LogFileReader> reader; // asked on its own thread alone
};

LogFileReader::LogFileReader(LogStore *store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{ }

LogFileReader::~LogFileReader()
{
    if (!m_link)
        return;
    m_link->cancelled = true;
    m_link->room.release();
}

void LogFileReader::read(const QString &path)
{
    auto link = std::make_shared<Link>();
    link->reader = this;
    m_link = link;
    QThreadPool::globalInstance()->start([link, path] {
        const auto send = [&link](Batch batch) {
            link->room.acquire();
            if (link->cancelled)
                return false;
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [link, batch = std::move(batch)] {
                    if (link->reader && !link->cancelled)
                        link->reader->take(link, batch);
                },
                Qt::QueuedConnection);
            return true;
        };
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            send({{}, file.errorString(), true});
            return;
        }
        QByteArray rest;
        while (!file.atEnd()) {
            const QByteArray block = file.read(blockBytes);
            if (block.isEmpty())
                break;
            rest += block;
            Batch batch;
            qsizetype begin = 0;
            for (qsizetype end = rest.indexOf('\n', rest.size() - block.size()); end >= 0;
                 end = rest.indexOf('\n', begin)) {
                batch.lines.push_back(lineOf(rest.mid(begin, end - begin)));
                begin = end + 1;
            }
            rest.remove(0, begin);
            // No line is longer than the store keeps in one.
            if (rest.size() >= LogStore::longestPlainLine)
                batch.lines.push_back(lineOf(std::exchange(rest, {})));
            if (!batch.lines.empty() && !send(std::move(batch)))
                return;
        }
        Batch last{{}, file.error() == QFile::NoError ? QString() : file.errorString(), true};
        if (!rest.isEmpty())
            last.lines.push_back(lineOf(rest));
        send(std::move(last));
    });
}

void LogFileReader::take(const std::shared_ptr<Link> &from, const Batch &batch)
{
    if (from != m_link)
        return;
    for (const FileLine &line : batch.lines) {
        m_store->append({.bytes = line.bytes,
                         .service = line.service.isEmpty() ? 0 : m_store->serviceId(line.service),
                         .level = line.level,
                         .entry = line.entry,
                         .isBacklog = line.arrivedMs == 0,
                         .arrivedMs = line.arrivedMs});
    }
    from->room.release();
    const QPointer<LogFileReader> alive(this);
    m_store->commit();
    if (!alive || !batch.isLast)
        return;
    m_link.reset();
    emit finished(batch.problem);
}

} // namespace angee
