// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/panefeed.h"

#include "core/live/livestore.h"
#include "core/session/session.h"
#include "ui/panes/listpane.h"
#include "ui/widgets/statepage.h"

#include <QEvent>

namespace angee {

namespace {

constexpr std::chrono::milliseconds afterTheOneInSight{100};

}

PaneFeed::PaneFeed(Session *session, Pane *pane, QObject *parent, SnapshotParts needs)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
    , m_needs(needs)
{
    m_later.setSingleShot(true);
    m_later.setInterval(afterTheOneInSight);
    connect(&m_later, &QTimer::timeout, this, &PaneFeed::deliver);
    pane->installEventFilter(this);
    connect(session, &Session::daemonChanged, this, &PaneFeed::onDaemonChanged);
    connect(session, &Session::stateChanged, this, &PaneFeed::updatePane);
    const auto refresh = [this] {
        if (m_live)
            m_live->retryNow();
    };
    connect(pane->statePage(), &StatePage::retryRequested, this, refresh);
    connect(pane, &Pane::refreshRequested, this, refresh);
    onDaemonChanged();
}

PaneFeed::~PaneFeed() = default;

SnapshotPtr PaneFeed::snapshot() const
{
    const SnapshotPtr shown = m_live ? m_live->snapshot() : nullptr;
    return shown && shown->knows(m_needs) ? shown : nullptr;
}

void PaneFeed::onDaemonChanged()
{
    if (m_live)
        m_live->disconnect(this);
    m_live = m_session->live();
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

void PaneFeed::deliver()
{
    m_later.stop();
    emit updated(snapshot() ? m_live->lastUpdate() : nullptr);
    updatePane();
}

bool PaneFeed::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show && m_later.isActive())
        deliver(); // before it is painted
    return QObject::eventFilter(watched, event);
}

void PaneFeed::updatePane()
{
    if (auto *list = qobject_cast<ListPane *>(m_pane))
        list->setWhyNoChanges(m_session->whyNoChanges());
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
