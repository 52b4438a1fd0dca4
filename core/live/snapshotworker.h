// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/attention.h"
#include "core/live/listchanges.h"
#include "core/live/servicewatch.h"
#include "core/live/snapshotcache.h"
#include "core/live/snapshotdecoder.h"
#include "core/live/timelineevent.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

namespace angee {

//! \brief Everything that follows from one snapshot and can be worked out away from the window.
struct LiveUpdate
{
    SnapshotPtr snapshot;
    SnapshotPtr previous; //!< what the changes refer to; null for the first
    ListChanges services;
    ListChanges jobs;
    ListChanges sources;
    ListChanges workspaces;
    ListChanges templates;
    ListChanges secrets;
    ListChanges links;
    ServiceSights sights; //!< what was seen of the services that do not run
    QList<StuckCause> stuck; //!< what stands in the way of it
    SlotMidsts midsts; //!< what git is in the middle of, of the slots that were looked at
    QList<AttentionItem> attention;
    QList<TimelineEvent> events; //!< what happened between the two
};

//! Shared for the same reason as the snapshots in it.
using LiveUpdatePtr = std::shared_ptr<const LiveUpdate>;

//! \brief Decodes and compares snapshots on a thread of its own.
//!
//! Only the newest answer that waits is decoded, older ones are dropped; one that is being decoded
//! is finished, so that a fast stream cannot starve the window, and none begins within a frame of
//! the last. Each update follows on the one before: none is left out. Results come through done()
//! on the thread that made this object.
class SnapshotWorker final : public QObject
{
    Q_OBJECT

public:
    enum class Origin {
        Whole,
        Part, //!< some lists; the others stay as they are
        Cache,
    };
    Q_ENUM(Origin)

    struct Result
    {
        Origin origin = Origin::Whole;
        quint64 epoch = 0;
        bool unchanged = false; //!< says what the last one said
        DecodedAnswer answer;
        LiveUpdatePtr update; //!< null when nothing at all changed
    };

    SnapshotWorker(const SnapshotCache &cache, std::chrono::milliseconds frame,
                   QObject *parent = nullptr);
    //! Stops the decoding in hand and waits for the thread.
    ~SnapshotWorker() override;

    //! \a epoch comes back with the result, so that the answers of a connection that has ended can
    //! be told apart; for \a clockSkewMs see ServerClock.
    void submit(Origin origin, quint64 epoch, const QByteArray &answer, qint64 clockSkewMs);
    void loadCache(quint64 epoch);
    //! See ServiceWatch.
    void expect(const QString &service, ServiceExpectation expectation);
    //! See ServiceWatch; what follows from it comes through reviewed().
    void learn(const QString &service, const ServiceEvidence &evidence);
    //! What stands in the way of the stack, until a snapshot shows that it no longer does.
    void noteCause(const StuckCause &cause);
    //! What git is in the middle of in slots, in place of what was said before; what follows from
    //! it comes through reviewed().
    void noteMidsts(const SlotMidsts &midsts);
    //! What was seen is kept in the file \a path from now on, and what stands there is taken up.
    void keepSights(const QString &path);

signals:
    void done(const angee::SnapshotWorker::Result &result);
    //! The last snapshot once more, since more is known about it.
    void reviewed(const angee::LiveUpdatePtr &update);

private:
    struct Job
    {
        Origin origin = Origin::Whole;
        quint64 epoch = 0;
        QByteArray answer;
        QDateTime receivedAt;
        qint64 clockSkewMs = 0;
    };

    void run(); // on the thread
    void process(const Job &job);
    void store(const Job &job);
    void tidyLater();
    [[nodiscard]] LiveUpdatePtr compare(const SnapshotPtr &snapshot);
    [[nodiscard]] LiveUpdatePtr reviewAttention(const QDateTime &now);
    void reviewLast();
    void saveSights();

    std::chrono::milliseconds m_frame;
    QThread m_thread;
    QObject *m_context; // lives on the thread
    std::atomic_bool m_stop = false;
    std::mutex m_mutex;
    std::optional<Job> m_waiting; // guarded by m_mutex

    // Only the thread touches these.
    SnapshotCache m_cache;
    SnapshotDecoder m_decoder;
    SnapshotPtr m_last;
    bool m_lastIsLive = false; // and not from the cache
    QList<AttentionItem> m_attention;
    ServiceWatch m_watch;
    QList<StuckCause> m_stuck;
    SlotMidsts m_midsts;
    bool m_midstsChanged = false;
    QString m_sightsPath;
    QByteArray m_savedSights;
    qint64 m_nextStore = 0;
    qint64 m_nextRun = 0;
    quint64 m_turn = 0;
};

} // namespace angee

Q_DECLARE_METATYPE(angee::LiveUpdatePtr)
Q_DECLARE_METATYPE(angee::SnapshotWorker::Result)
