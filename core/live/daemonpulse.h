// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/live/livestate.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace angee {

class HealthCall;
class OperatorDaemon;

//! \brief Asks for /healthz: while the daemon is there, by time, since a connection that is
//! half-open looks healthy for hours; while it is away, when told to. The one place that does.
class DaemonPulse final : public QObject
{
    Q_OBJECT

public:
    DaemonPulse(OperatorDaemon *daemon, const LiveTimings &timings, QObject *parent = nullptr);
    ~DaemonPulse() override;

    //! From now on by time.
    void watch();
    //! At once, to see whether the daemon is back: ends in returned() or failed().
    void probe();
    //! An answer came on another way: a probe that is under way has nothing to tell any more.
    void heard() { m_probing = false; }
    void stop();

signals:
    //! A probe was answered.
    void returned();
    void failed(const angee::OperatorDaemonError &error);

private:
    void check();
    void onFinished(const HealthCall &call);

    OperatorDaemon *m_daemon;
    LiveTimings m_timings;
    QPointer<HealthCall> m_call;
    QTimer m_timer;
    bool m_probing = false;
};

} // namespace angee
