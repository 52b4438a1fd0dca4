// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/diffcalls.h"
#include "core/diff/diffreader.h"

#include <QObject>
#include <QPointer>
#include <QThread>

#include <atomic>
#include <optional>

namespace angee {

class OperatorDaemon;

//! \brief Asks for one difference and reads it on a thread of its own while it arrives.
//!
//! finished() comes once and later, unless this object goes first, which closes the connection. On
//! the GUI thread; an answer over mostBytes is left there and told as not whole.
class DiffFetch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiffFetch)

public:
    static constexpr qint64 mostBytes = qint64(1) << 30;

    explicit DiffFetch(const DiffLimits &limits = {}, QObject *parent = nullptr);
    ~DiffFetch() override;

    //! Once. \a ref is good or empty.
    void start(OperatorDaemon *daemon, const GitTree &tree, const QString &ref);
    //! Takes what came so far for all there is.
    void stop();
    [[nodiscard]] bool isFinished() const { return m_finished; }
    //! After finished(): null when there is an error.
    [[nodiscard]] const DiffSetPtr &result() const { return m_result; }
    [[nodiscard]] const std::optional<OperatorDaemonError> &error() const { return m_error; }
    [[nodiscard]] qint64 bytesReceived() const { return m_received; }

signals:
    void progressed(qint64 bytes);
    void finished();

private:
    void onOutput(const QByteArray &chunk);
    void onCallFinished();
    void readToEnd(bool isCut);
    void fail(const OperatorDaemonError &error);
    void end();

    QThread m_thread;
    QObject *m_context; // lives on the thread
    DiffReader m_reader; // only the thread touches it while it runs
    std::atomic<bool> m_dropped = false;
    QPointer<DiffStreamCall> m_call;
    DiffSetPtr m_result;
    std::optional<OperatorDaemonError> m_error;
    qint64 m_received = 0;
    bool m_stopped = false;
    bool m_finished = false;
};

} // namespace angee
