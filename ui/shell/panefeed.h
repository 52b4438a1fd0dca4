// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshotworker.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace angee {

class LiveStore;
class Pane;
class Session;

//! \brief Keeps a pane of the snapshot in step with the session: loading, failed, stale, age.
//!
//! The pane's own controller fills the rows in updated(); the state in which there are none to show
//! is set here. Both live on the GUI thread; the pane outlives the feed.
class PaneFeed final : public QObject
{
    Q_OBJECT

public:
    PaneFeed(Session *session, Pane *pane, QObject *parent = nullptr);
    ~PaneFeed() override;

signals:
    //! A snapshot to show; null when there is none any more.
    void updated(const angee::LiveUpdatePtr &update);

private:
    void onDaemonChanged();
    void onState();

    Session *m_session;
    Pane *m_pane;
    QPointer<LiveStore> m_live;
};

} // namespace angee
