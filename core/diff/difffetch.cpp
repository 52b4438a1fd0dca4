// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/diff/difffetch.h"

#include "core/daemon/operatordaemon.h"

namespace angee {

using namespace Qt::StringLiterals;

DiffFetch::DiffFetch(const DiffLimits &limits, QObject *parent)
    : QObject(parent)
    , m_context(new QObject)
    , m_reader(limits)
{
    m_thread.setObjectName(u"diff"_s);
    m_context->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_context, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

DiffFetch::~DiffFetch()
{
    if (m_call) {
        m_call->disconnect(this);
        m_call->abort();
    }
    // What waits is dropped, so that this waits for one piece at most.
    m_dropped = true;
    m_thread.quit();
    m_thread.wait();
}

void DiffFetch::start(OperatorDaemon *daemon, const GitTree &tree, const QString &ref)
{
    m_call = daemon->run(new DiffStreamCall(tree, ref));
    connect(m_call, &DaemonCall::outputReceived, this, &DiffFetch::onOutput);
    connect(m_call, &DaemonCall::finished, this, &DiffFetch::onCallFinished);
}

void DiffFetch::onOutput(const QByteArray &chunk)
{
    if (m_stopped)
        return;
    m_received += chunk.size();
    QMetaObject::invokeMethod(m_context, [this, chunk] {
        if (!m_dropped)
            m_reader.feed(chunk);
    });
    emit progressed(m_received);
    if (m_received > mostBytes)
        stop();
}

void DiffFetch::stop()
{
    if (m_stopped || m_finished)
        return;
    m_stopped = true;
    if (m_call) {
        m_call->disconnect(this);
        m_call->abort();
    }
    readToEnd(true);
}

void DiffFetch::onCallFinished()
{
    if (m_stopped)
        return;
    m_stopped = true;
    if (m_call->failure())
        return fail(m_call->problem());
    readToEnd(false);
}

void DiffFetch::readToEnd(bool isCut)
{
    QMetaObject::invokeMethod(m_context, [this, isCut] {
        if (m_dropped)
            return;
        if (isCut)
            m_reader.stop();
        else
            m_reader.finish();
        const QString problem = m_reader.problem();
        auto result = std::make_shared<const DiffSet>(m_reader.takeResult());
        QMetaObject::invokeMethod(this, [this, problem, result] {
            if (!problem.isEmpty())
                return fail(OperatorDaemonError::invalidResponse(problem, {}));
            m_result = result;
            end();
        });
    });
}

void DiffFetch::fail(const OperatorDaemonError &error)
{
    m_error = error;
    end();
}

void DiffFetch::end()
{
    if (m_finished)
        return;
    m_finished = true;
    m_thread.quit();
    emit finished();
}

} // namespace angee
