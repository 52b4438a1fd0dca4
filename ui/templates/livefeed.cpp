// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/templates/livefeed.h"

#include "core/live/livestore.h"
#include "core/live/session.h"
#include "ui/templates/listpane.h"

namespace angee {

LiveFeed::LiveFeed(Session *session, ListPane *pane, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
{
    connect(session, &Session::daemonChanged, this, &LiveFeed::onDaemonChanged);
    connect(session, &Session::stateChanged, this, &LiveFeed::updatePane);
    connect(pane, &ListPane::refreshRequested, this, [this] {
        if (m_live)
            m_live->retryNow();
    });
    onDaemonChanged();
}

LiveFeed::~LiveFeed() = default;

SnapshotPtr LiveFeed::snapshot() const
{
    return m_live ? m_live->snapshot() : nullptr;
}

void LiveFeed::onDaemonChanged()
{
    if (m_live)
        disconnect(m_live, nullptr, this, nullptr);
    m_live = m_session->live();
    if (m_live) {
        connect(m_live, &LiveStore::snapshotChanged, this, &LiveFeed::snapshotChanged);
        connect(m_live, &LiveStore::confirmed, this, &LiveFeed::confirmed);
        connect(m_live, &LiveStore::confirmed, this, &LiveFeed::updatePane);
        connect(m_live, &LiveStore::stateChanged, this, &LiveFeed::updatePane);
    }
    emit snapshotChanged();
    updatePane();
}

void LiveFeed::updatePane()
{
    m_pane->setWhyNoChanges(m_session->whyNoChanges());
    if (snapshot()) {
        const auto age = m_live->age().value_or(std::chrono::milliseconds::zero());
        m_pane->setDataAge(QDateTime::currentDateTimeUtc().addMSecs(-age.count()),
                           !isCurrent(m_live->state()), m_live->reason());
        return;
    }
    m_pane->setDataAge({});
    const LiveState state = m_live ? m_live->state() : LiveState::Stopped;
    if (!m_live)
        m_pane->showIdle();
    else if (m_live->error())
        m_pane->showFailed(m_live->error()->summary());
    else if (state == LiveState::Incompatible || state == LiveState::Unauthorized)
        m_pane->showFailed(m_live->reason());
    else
        m_pane->showLoading();
}

} // namespace angee
