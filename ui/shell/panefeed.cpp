// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/panefeed.h"

#include "core/live/livestore.h"
#include "core/live/session.h"
#include "ui/widgets/pane.h"
#include "ui/widgets/statepage.h"

namespace angee {

PaneFeed::PaneFeed(Session *session, Pane *pane, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
{
    connect(session, &Session::daemonChanged, this, &PaneFeed::onDaemonChanged);
    const auto refresh = [this] {
        if (m_live)
            m_live->retryNow();
    };
    connect(pane->statePage(), &StatePage::retryRequested, this, refresh);
    connect(pane, &Pane::refreshRequested, this, refresh);
    onDaemonChanged();
}

PaneFeed::~PaneFeed() = default;

void PaneFeed::onDaemonChanged()
{
    if (m_live)
        m_live->disconnect(this);
    m_live = m_session->live();
    if (!m_live) {
        m_pane->setDataAge({});
        m_pane->statePage()->showEmpty(
            tr("Not connected"), tr("Choose a profile or connect to a daemon in the header."));
        emit updated(nullptr);
        return;
    }
    connect(m_live, &LiveStore::updated, this, [this](const LiveUpdatePtr &update) {
        emit updated(update);
        onState();
    });
    connect(m_live, &LiveStore::stateChanged, this, &PaneFeed::onState);
    connect(m_live, &LiveStore::confirmed, this, &PaneFeed::onState);
    emit updated(m_live->lastUpdate());
    onState();
}

void PaneFeed::onState()
{
    if (!m_live)
        return;
    const SnapshotPtr snapshot = m_live->snapshot();
    if (snapshot) {
        const auto age = m_live->age();
        const QDateTime asOf = age ? QDateTime::currentDateTimeUtc().addMSecs(-qint64(age->count()))
                                   : snapshot->receivedAt();
        m_pane->setDataAge(asOf, !isCurrent(m_live->state()), m_live->reason());
        return;
    }
    m_pane->setDataAge({});
    if (m_live->error() && m_live->state() != LiveState::Connecting) {
        m_pane->statePage()->showFailed(tr("The stack cannot be shown"), m_live->error()->summary(),
                                        m_live->error()->detail);
        return;
    }
    m_pane->statePage()->showLoading();
}

} // namespace angee
