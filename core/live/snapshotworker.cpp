// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/snapshotworker.h"

#include "core/base/statefile.h"
#include "core/live/livestate.h"

#include <QTimer>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 ShortestStoreIntervalMs = 60000;
constexpr qsizetype LargeAnswer = qsizetype(1024) * 1024;
constexpr std::chrono::seconds TidyAfter{5};
constexpr qsizetype MostCauses = 20;
constexpr qint64 LargestSights = qint64(4) * 1024 * 1024;

// A large stack that changes all the time must not wear out the disk: a minute for each megabyte.
qint64 storeInterval(qsizetype bytes)
{
    return ShortestStoreIntervalMs * std::max<qint64>(1, bytes >> 20);
}

} // namespace

SnapshotWorker::SnapshotWorker(const SnapshotCache &cache, std::chrono::milliseconds frame,
                               QObject *parent)
    : QObject(parent)
    , m_frame(frame)
    , m_context(new QObject)
    , m_cache(cache)
{
    qRegisterMetaType<SnapshotWorker::Result>();
    m_thread.setObjectName(u"snapshots"_s);
    m_context->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_context, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

SnapshotWorker::~SnapshotWorker()
{
    m_stop = true;
    m_thread.quit();
    m_thread.wait();
}

void SnapshotWorker::submit(Origin origin, quint64 epoch, const QByteArray &answer,
                            qint64 clockSkewMs)
{
    Job job{.origin = origin,
            .epoch = epoch,
            .answer = answer,
            .receivedAt = QDateTime::currentDateTimeUtc(),
            .clockSkewMs = clockSkewMs};
    bool idle = false;
    {
        const std::lock_guard lock(m_mutex);
        idle = !m_waiting;
        m_waiting = std::move(job);
    }
    if (idle)
        QMetaObject::invokeMethod(
            m_context, [this] { run(); }, Qt::QueuedConnection);
}

void SnapshotWorker::loadCache(quint64 epoch)
{
    QMetaObject::invokeMethod(
        m_context,
        [this, epoch] {
            std::optional<SnapshotCache::Entry> entry = m_cache.load();
            if (entry && !m_last)
                process({.origin = Origin::Cache,
                         .epoch = epoch,
                         .answer = std::move(entry->answer),
                         .receivedAt = entry->receivedAt});
        },
        Qt::QueuedConnection);
}

void SnapshotWorker::expect(const QString &service, ServiceExpectation expectation)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QMetaObject::invokeMethod(
        m_context,
        [this, name = service.toStdString(), expectation, now] {
            m_watch.expect(name, expectation, now);
        },
        Qt::QueuedConnection);
}

void SnapshotWorker::learn(const QString &service, const ServiceEvidence &evidence)
{
    QMetaObject::invokeMethod(
        m_context,
        [this, name = service.toStdString(), evidence] {
            m_watch.learn(name, evidence, QDateTime::currentMSecsSinceEpoch());
            reviewLast();
        },
        Qt::QueuedConnection);
}

void SnapshotWorker::noteCause(const StuckCause &cause)
{
    QMetaObject::invokeMethod(
        m_context,
        [this, cause] {
            m_stuck.removeIf([&cause](const StuckCause &old) {
                return old.kind == cause.kind && old.object == cause.object
                    && old.user == cause.user;
            });
            m_stuck.append(cause);
            if (m_stuck.size() > MostCauses)
                m_stuck.removeFirst();
            reviewLast();
        },
        Qt::QueuedConnection);
}

void SnapshotWorker::noteMidsts(const SlotMidsts &midsts)
{
    QMetaObject::invokeMethod(
        m_context,
        [this, midsts] {
            m_midstsChanged = m_midstsChanged || m_midsts != midsts;
            m_midsts = midsts;
            reviewLast();
        },
        Qt::QueuedConnection);
}

void SnapshotWorker::reviewLast()
{
    if (!m_last)
        return;
    if (const LiveUpdatePtr update = reviewAttention(QDateTime::currentDateTimeUtc()))
        emit reviewed(update);
}

void SnapshotWorker::keepSights(const QString &path)
{
    QMetaObject::invokeMethod(
        m_context,
        [this, path] {
            m_sightsPath = path;
            m_savedSights = readStateFile(path, LargestSights).bytes;
            m_watch.restore(m_savedSights);
        },
        Qt::QueuedConnection);
}

void SnapshotWorker::saveSights()
{
    if (m_sightsPath.isEmpty())
        return;
    const QByteArray now = m_watch.save();
    if (now == m_savedSights)
        return;
    m_savedSights = now;
    // Should it fail, the next start knows less about what ended, and says so by its words.
    (void)saveFile(m_sightsPath, now, FileUse::State);
}

void SnapshotWorker::run()
{
    if (const qint64 early = m_nextRun - bootClockMs(); early > 0) {
        QTimer::singleShot(std::chrono::milliseconds(early), Qt::PreciseTimer, m_context,
                           [this] { run(); });
        return;
    }
    std::optional<Job> job;
    {
        const std::lock_guard lock(m_mutex);
        job = std::exchange(m_waiting, std::nullopt);
    }
    if (job && !m_stop)
        process(*job);
    m_nextRun = bootClockMs() + m_frame.count();
}

void SnapshotWorker::tidyLater()
{
    // Between two large answers their memory is worth keeping; when none follows, the machine can
    // use it better.
    const quint64 turn = ++m_turn;
    QTimer::singleShot(TidyAfter, Qt::VeryCoarseTimer, m_context, [this, turn] {
        if (turn != m_turn)
            return;
        m_decoder.releaseMemory();
#ifdef __GLIBC__
        malloc_trim(0);
#endif
    });
}

void SnapshotWorker::process(const Job &job)
{
    if (job.answer.size() >= LargeAnswer)
        tidyLater();
    Result result{
        .origin = job.origin, .epoch = job.epoch, .unchanged = false, .answer = {}, .update = {}};
    result.answer =
        m_decoder.decode(job.answer, job.receivedAt, &m_stop, m_last.get(), job.clockSkewMs,
                         job.origin == Origin::Part ? SnapshotParts() : everyPart);
    if (result.answer.kind == DecodedAnswer::Kind::Cancelled)
        return; // the store is going away
    if (result.answer.kind == DecodedAnswer::Kind::Snapshot) {
        result.unchanged = m_lastIsLive && m_last && m_last->sameContent(*result.answer.snapshot);
        if (result.unchanged)
            result.update = reviewAttention(job.receivedAt);
        else
            result.update = compare(result.answer.snapshot);
        m_lastIsLive = job.origin != Origin::Cache;
        if (job.origin == Origin::Whole && !result.unchanged)
            store(job);
    }
    emit done(result); // queued to the thread of this object
}

LiveUpdatePtr SnapshotWorker::compare(const SnapshotPtr &snapshot)
{
    auto update = std::make_shared<LiveUpdate>();
    const qint64 now = snapshot->receivedAt().toMSecsSinceEpoch();
    update->snapshot = snapshot;
    update->previous = m_last;
    static const Snapshot nothing;
    const Snapshot &before = m_last ? *m_last : nothing;
    update->services = compareRows(before.services(), snapshot->services());
    update->jobs = compareRows(before.jobs(), snapshot->jobs());
    update->sources = compareRows(before.sources(), snapshot->sources());
    update->workspaces = compareRows(before.workspaces(), snapshot->workspaces());
    update->templates = compareRows(before.templates(), snapshot->templates());
    update->secrets = compareRows(before.secrets(), snapshot->secrets());
    update->links = compareRows(before.links(), snapshot->links());
    m_watch.review(*snapshot);
    saveSights();
    update->sights = m_watch.sights();
    dropMended(m_stuck, *snapshot);
    update->stuck = m_stuck;
    update->midsts = m_midsts;
    m_midstsChanged = false;
    update->attention =
        findAttention(*snapshot, now, m_attention, update->sights, m_stuck, m_midsts);
    // What was not known before has not just come about.
    if (m_last && m_last->knows(snapshot->parts()))
        update->events = eventsBetween(*m_last, *snapshot);
    addSights(update->events, update->sights);
    m_attention = update->attention;
    m_last = snapshot;
    return update;
}

LiveUpdatePtr SnapshotWorker::reviewAttention(const QDateTime &now)
{
    // The same stack needs attention for another reason once a workspace comes near its end.
    const ServiceSights before = m_watch.sights();
    m_watch.review(*m_last, now.toMSecsSinceEpoch());
    saveSights();
    QList<AttentionItem> attention = findAttention(*m_last, now.toMSecsSinceEpoch(), m_attention,
                                                   m_watch.sights(), m_stuck, m_midsts);
    if (attention == m_attention && before == m_watch.sights() && !m_midstsChanged)
        return nullptr;
    m_midstsChanged = false;
    m_attention = attention;
    auto update = std::make_shared<LiveUpdate>();
    update->snapshot = m_last;
    update->previous = m_last;
    update->sights = m_watch.sights();
    update->stuck = m_stuck;
    update->midsts = m_midsts;
    update->attention = std::move(attention);
    return update;
}

void SnapshotWorker::store(const Job &job)
{
    const qint64 now = bootClockMs();
    if (now < m_nextStore)
        return;
    m_nextStore = now + storeInterval(job.answer.size());
    // A full disk costs the next offline start its picture and nothing else.
    m_cache.save({job.answer, job.receivedAt});
}

} // namespace angee
