// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"
#include "core/live/livestate.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace angee {

class OperatorDaemon;

//! \brief POST /graphql with one of the store's own questions: the answer as it came, which is read
//! on another thread.
class SnapshotCall final : public TypedCall<HttpResult>
{
    Q_OBJECT

public:
    SnapshotCall(const QString &query, std::chrono::milliseconds timeout);

    //! After finished(), also of a call that failed: GraphQL puts its errors into the body of a 400
    //! or 422.
    [[nodiscard]] const HttpResult &reply() const { return m_value; }
    [[nodiscard]] bool holdsGraphQl() const;

protected:
    void received(const HttpResult &result) override { m_value = result; }
    void decode(const QJsonValue &, const HttpResult &, QString *) override { }
    [[nodiscard]] bool wantsJson() const override { return false; }
};

//! \brief Asks for the stack, one question at a time, as often as somebody looks and no more of it
//! than is due.
//!
//! A subscription makes the daemon look at everything each two seconds, whatever is asked for and
//! whoever looks; that costs it several times what these questions do
//! (tests/bench/bench_daemonload). So: the services first, for the first rows; then the whole; then
//! what changes by itself, often; and the whole again every minute. A slow daemon is asked less
//! often: it rests as long as it worked.
class StackQuestions final : public QObject
{
    Q_OBJECT

public:
    enum class Extent {
        Services, //!< the first rows
        Changing, //!< all that changes without anybody writing the manifest, at a third of the cost
        Whole,
    };
    Q_ENUM(Extent)

    StackQuestions(OperatorDaemon *daemon, const LiveTimings &timings, QObject *parent = nullptr);
    ~StackQuestions() override;

    //! Begins anew: services, then the whole, then by time. What was asked before is dropped.
    void begin();
    //! The whole, as soon as the question in hand is answered.
    void askWhole();
    //! Drops the question in hand; nothing is asked any more.
    void stop();
    //! Waits for askWhole(), or for the question in hand.
    void pause() { m_timer.stop(); }
    //! Goes on by time after a pause().
    void goOn();
    //! Takes effect at once: whoever comes back sees what is now.
    void setPace(LivePace pace);
    [[nodiscard]] LivePace pace() const { return m_pace; }

signals:
    void answered(angee::StackQuestions::Extent extent, const angee::SnapshotCall &call);

private:
    void ask(Extent extent);
    void onFinished(Extent extent, const SnapshotCall &call);
    void onTimer();
    [[nodiscard]] std::chrono::milliseconds pause(LivePace pace) const;
    [[nodiscard]] qint64 now() const { return m_timings.clock(); }

    OperatorDaemon *m_daemon;
    LiveTimings m_timings;
    QPointer<SnapshotCall> m_call;
    QTimer m_timer;
    LivePace m_pace = LivePace::Active;
    bool m_wholeIsDue = false; // once the question in hand is answered
    bool m_isFirst = false; // the whole was never asked since begin()
    qint64 m_askedAt = 0;
    qint64 m_tookMs = 0;
    qint64 m_wholeAt = 0; // when it was asked last
};

} // namespace angee
