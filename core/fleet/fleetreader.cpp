// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fleet/fleetreader.h"

#include "core/base/statefile.h"
#include "core/tasks/activityjournal.h"

#include <QPointer>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestSights = qint64(4) * 1024 * 1024;
constexpr qsizetype recentActions = 500; // a build before them is old news
constexpr qsizetype largeAnswer = qsizetype(1024) * 1024;

} // namespace

FleetReader::FleetReader(QObject *parent)
    : QObject(parent)
    , m_worker(new QObject)
{
    m_thread.setObjectName(u"fleet"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

FleetReader::~FleetReader()
{
    m_stop = true;
    m_thread.quit();
    m_thread.wait();
}

void FleetReader::read(const std::shared_ptr<FleetMemory> &memory, const QByteArray &answer,
                       qint64 clockSkewMs, SnapshotParts asked, QObject *context,
                       const Receiver &receiver)
{
    const QPointer<QObject> guard(context);
    QMetaObject::invokeMethod(
        m_worker,
        [=, this] {
            const FleetReading reading = decode(*memory, answer, clockSkewMs, asked);
            QMetaObject::invokeMethod(
                this,
                [guard, receiver, reading] {
                    if (guard)
                        receiver(reading);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void FleetReader::readLastBuild(const QString &path, QObject *context,
                                const BuildReceiver &receiver)
{
    const QPointer<QObject> guard(context);
    QMetaObject::invokeMethod(
        m_worker,
        [=, this] {
            const FleetBuild build = m_stop
                ? FleetBuild()
                : lastBuildOf(ActivityJournal::readFiles(path, recentActions));
            QMetaObject::invokeMethod(
                this,
                [guard, receiver, build] {
                    if (guard)
                        receiver(build);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

FleetReading FleetReader::decode(FleetMemory &memory, const QByteArray &answer, qint64 clockSkewMs,
                                 SnapshotParts asked)
{
    FleetReading reading;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    DecodedAnswer decoded =
        m_decoder.decode(answer, now, &m_stop, memory.last.get(), clockSkewMs, asked);
    if (answer.size() > largeAnswer)
        m_decoder.releaseMemory(); // the next one is most likely small
    reading.kind = decoded.kind;
    reading.messages = decoded.messages;
    if (decoded.kind != DecodedAnswer::Kind::Snapshot)
        return reading;
    if (!memory.restored && !memory.sightsPath.isEmpty())
        memory.watch.restore(readStateFile(memory.sightsPath, largestSights).bytes);
    memory.restored = true;
    memory.watch.review(*decoded.snapshot);
    memory.last = decoded.snapshot;
    memory.attention = findAttention(*decoded.snapshot, now.toMSecsSinceEpoch(), memory.attention,
                                     memory.watch.sights());
    reading.snapshot = decoded.snapshot;
    reading.sights = memory.watch.sights();
    reading.attention = memory.attention;
    return reading;
}

} // namespace angee
