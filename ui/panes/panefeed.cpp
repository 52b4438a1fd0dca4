// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/panefeed.h"

#include "core/live/livestore.h"
#include "core/session/session.h"
#include "ui/panes/listpane.h"
#include "ui/widgets/statepage.h"

#include <QEvent>

#include <utility>

namespace angee {

namespace {

constexpr std::chrono::milliseconds afterTheOneInSight{100};

}

PaneFeed::PaneFeed(Session *session, Pane *pane, QObject *parent, SnapshotParts needs)
    : PaneFeed(session, pane, Data::Snapshot, parent)
{
    m_needs = needs;
}

PaneFeed::PaneFeed(Session *session, Pane *pane, Data data, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
    , m_data(data)
{
    m_later.setSingleShot(true);
    m_later.setInterval(afterTheOneInSight);
}

PaneFeed::~PaneFeed() = default;

void PaneFeed::start()
{
    Q_ASSERT(!m_started);
    m_started = true;
    m_wasSeen = m_pane->isVisible();
    connect(&m_later, &QTimer::timeout, this, &PaneFeed::deliver);
    m_pane->installEventFilter(this);
    connect(m_session, &Session::daemonChanged, this, &PaneFeed::onDaemonChanged);
    connect(m_session, &Session::stateChanged, this, &PaneFeed::updatePane);
    connect(m_pane, &Pane::refreshRequested, this, &PaneFeed::onRefresh); // its page's as well
    onDaemonChanged();
}

SnapshotPtr PaneFeed::snapshot() const
{
    const SnapshotPtr shown = m_live ? m_live->snapshot() : nullptr;
    return shown && shown->knows(m_needs) ? shown : nullptr;
}

void PaneFeed::onRefresh()
{
    if (m_data == Data::Own)
        ask();
    else if (m_live)
        m_live->retryNow();
}

void PaneFeed::onDaemonChanged()
{
    if (m_live)
        m_live->disconnect(this);
    m_live = m_session->live();
    if (m_data == Data::Own) {
        m_arrivedAt = {};
        m_wasAway = false;
        emit dropped();
        if (m_live)
            connect(m_live, &LiveStore::stateChanged, this, &PaneFeed::onLiveState);
        updatePane();
        if (m_wasSeen)
            ask();
        return;
    }
    if (m_live) {
        connect(m_live, &LiveStore::updated, this, [this] {
            if (m_pane->isVisible())
                deliver();
            else
                m_later.start();
        });
        connect(m_live, &LiveStore::stateChanged, this, &PaneFeed::updatePane);
        connect(m_live, &LiveStore::confirmed, this, &PaneFeed::confirmed);
        connect(m_live, &LiveStore::confirmed, this, &PaneFeed::updatePane);
    }
    deliver();
}

//! A daemon that was away may have come back as another version.
void PaneFeed::onLiveState()
{
    const LiveState state = m_live->state();
    if (state == LiveState::Reconnecting || state == LiveState::OfflineCache) {
        m_wasAway = true;
    } else if (isCurrent(state) && m_wasAway) {
        m_wasAway = false;
        if (m_wasSeen)
            ask();
    }
}

void PaneFeed::ask()
{
    if (!m_live)
        return;
    if (!m_arrivedAt.isValid())
        m_pane->statePage()->showLoading();
    emit wanted();
}

void PaneFeed::setArrived()
{
    m_arrivedAt = QDateTime::currentDateTimeUtc();
    m_pane->setDataAge(m_arrivedAt);
}

void PaneFeed::setFailed(const OperatorDaemonError &error)
{
    if (m_arrivedAt.isValid())
        m_pane->setDataAge(m_arrivedAt, true, error.summary());
    else
        m_pane->statePage()->showFailed(tr("This cannot be shown"), error.summary(), error.detail);
}

void PaneFeed::deliver()
{
    m_later.stop();
    emit updated(snapshot() ? m_live->lastUpdate() : nullptr);
    updatePane();
}

bool PaneFeed::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show) {
        if (m_later.isActive())
            deliver(); // before it is painted
        if (m_data == Data::Own && !std::exchange(m_wasSeen, true))
            ask();
    }
    return QObject::eventFilter(watched, event);
}

void PaneFeed::updatePane()
{
    if (auto *list = qobject_cast<ListPane *>(m_pane))
        list->setWhyNoChanges(m_session->whyNoChanges());
    if (m_data == Data::Own) {
        if (!m_live)
            m_pane->showNotConnected();
        else if (!m_wasSeen)
            m_pane->statePage()->showIdle();
        return;
    }
    if (const SnapshotPtr shown = snapshot()) {
        const auto age = m_live->age();
        const QDateTime asOf = age ? QDateTime::currentDateTimeUtc().addMSecs(-qint64(age->count()))
                                   : shown->receivedAt();
        m_pane->setDataAge(asOf, !isCurrent(m_live->state()), m_live->reason());
        return;
    }
    if (!m_live) {
        m_pane->showNotConnected();
        return;
    }
    m_pane->setDataAge({});
    const LiveState state = m_live->state();
    if (m_live->error() && state != LiveState::Connecting)
        m_pane->statePage()->showFailed(tr("The stack cannot be shown"), m_live->error()->summary(),
                                        m_live->error()->detail);
    else if (state == LiveState::Incompatible || state == LiveState::Unauthorized)
        m_pane->statePage()->showFailed(tr("The stack cannot be shown"), m_live->reason());
    else
        m_pane->statePage()->showLoading();
}

} // namespace angee
