// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/documentwatcher.h"

#include "core/files/documentsession.h"

namespace angee {

DocumentWatcher::DocumentWatcher(QObject *parent, int intervalMs)
    : QObject(parent)
{
    m_timer.setInterval(intervalMs);
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &DocumentWatcher::checkAll);
}

DocumentWatcher::~DocumentWatcher() = default;

void DocumentWatcher::watch(DocumentSession *session)
{
    m_sessions.append(session);
    connect(session, &DocumentSession::checkFinished, this,
            [this, session] { onCheckFinished(session); });
    connect(session, &QObject::destroyed, this, [this] {
        m_sessions.removeAll(nullptr);
        if (!m_current)
            next();
    });
    // No document, no wake-ups.
    if (m_connected && !m_timer.isActive())
        m_timer.start();
}

void DocumentWatcher::forget(DocumentSession *session)
{
    session->disconnect(this);
    m_sessions.removeAll(session);
    m_queue.removeAll(session);
    if (m_sessions.isEmpty())
        m_timer.stop();
    if (m_current == session) {
        m_current.clear();
        next();
    }
}

void DocumentWatcher::setConnected(bool connected)
{
    if (std::exchange(m_connected, connected) == connected)
        return;
    if (!connected) {
        m_timer.stop();
        m_queue.clear();
        return;
    }
    if (!m_sessions.isEmpty())
        m_timer.start();
    checkAll();
}

void DocumentWatcher::checkNow(DocumentSession *session)
{
    if (!m_connected || !m_sessions.contains(session))
        return;
    m_queue.removeAll(session);
    m_queue.prepend(session);
    next();
}

void DocumentWatcher::checkAll()
{
    if (!m_connected)
        return;
    for (const QPointer<DocumentSession> &session : std::as_const(m_sessions)) {
        if (session && !m_queue.contains(session) && m_current != session)
            m_queue.append(session);
    }
    next();
}

void DocumentWatcher::next()
{
    if (m_sessions.isEmpty())
        m_timer.stop();
    while (!m_current && !m_queue.isEmpty()) {
        m_current = m_queue.takeFirst();
        if (m_current)
            m_current->checkServer();
    }
}

void DocumentWatcher::onCheckFinished(DocumentSession *session)
{
    if (session != m_current)
        return;
    m_current.clear();
    next();
}

} // namespace angee
