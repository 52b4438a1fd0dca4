// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/fleet/fleetfacts.h"
#include "core/live/servicewatch.h"
#include "core/live/snapshotdecoder.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>

namespace angee {

//! \brief What one stack of the fleet has told so far. Only the reader's thread looks into it.
struct FleetMemory
{
    SnapshotPtr last;
    ServiceWatch watch;
    QList<AttentionItem> attention;
    QString sightsPath; //!< what the windows have seen of its services is taken up from there
    bool restored = false;
};

//! \brief What came of one answer.
struct FleetReading
{
    DecodedAnswer::Kind kind = DecodedAnswer::Kind::Malformed;
    QStringList messages;
    SnapshotPtr snapshot; //!< null unless kind is Snapshot
    ServiceSights sights;
    QList<AttentionItem> attention;
};

//! \brief Takes the answers of all stacks apart, one after the other, on one thread of its own.
//!
//! Results come back on the thread that made it, and not at all once their context is gone.
class FleetReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FleetReader)

public:
    using Receiver = std::function<void(const FleetReading &)>;
    using BuildReceiver = std::function<void(const FleetBuild &)>;

    explicit FleetReader(QObject *parent = nullptr);
    //! Stops what is being read and waits for the thread.
    ~FleetReader() override;

    //! \a asked are the parts that the answer replaces even where it does not hold them.
    void read(const std::shared_ptr<FleetMemory> &memory, const QByteArray &answer,
              qint64 clockSkewMs, SnapshotParts asked, QObject *context, const Receiver &receiver);
    //! The last build in the journal at \a path.
    void readLastBuild(const QString &path, QObject *context, const BuildReceiver &receiver);

private:
    [[nodiscard]] FleetReading decode(FleetMemory &memory, const QByteArray &answer,
                                      qint64 clockSkewMs, SnapshotParts asked);

    QThread m_thread;
    QObject *m_worker; // lives on the thread
    std::atomic_bool m_stop = false;
    SnapshotDecoder m_decoder; // the thread's
};

} // namespace angee
