// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/session/stackwatch.h"

#include "core/live/livestore.h"
#include "core/session/session.h"

#include <QDir>

#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

StackWatch::StackWatch(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(session, &Session::daemonChanged, this, &StackWatch::onDaemonChanged);
    onDaemonChanged();
}

StackWatch::~StackWatch() = default;

void StackWatch::onDaemonChanged()
{
    if (m_live)
        disconnect(m_live, nullptr, this, nullptr);
    Timeline *const before = std::exchange(m_timeline, nullptr);
    m_live = m_session->live();
    m_sawDaemon = false;
    m_isFirst = true;
    m_notices.begin();
    if (m_live) {
        const QDir folder(m_session->profileFolder());
        m_timeline = new Timeline(folder.filePath(u"timeline.jsonl"_s), this);
        // The gap comes before what happened in it.
        connect(m_live, &LiveStore::watchResumed, m_timeline, &Timeline::addGap);
        connect(m_live, &LiveStore::updated, this, &StackWatch::onUpdated);
        connect(m_live, &LiveStore::stateChanged, this, &StackWatch::onStateChanged);
    }
    emit timelineChanged(m_timeline);
    if (before)
        before->deleteLater();
}

void StackWatch::onUpdated(const LiveUpdatePtr &update)
{
    // The first comparison can be with what was kept on disk, which is older than what was told.
    if (update->previous && std::exchange(m_isFirst, false))
        m_timeline->addUntold(update->events, update->previous->receivedAt().toMSecsSinceEpoch());
    else
        m_timeline->add(update->events);
    // What was wrong yesterday is no news, and neither is what the disk says.
    if (m_sawDaemon)
        m_notices.review(update->attention);
}

void StackWatch::onStateChanged(LiveState state)
{
    if (!isCurrent(state) || std::exchange(m_sawDaemon, true))
        return;
    if (const LiveUpdatePtr update = m_live->lastUpdate())
        m_notices.review(update->attention);
}

} // namespace angee
