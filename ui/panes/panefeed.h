// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshotworker.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace angee {

class LiveStore;
class Pane;
class Session;

//! \brief Keeps a pane of the snapshot in step with the session: loading, failed, stale, age, and
//! for a list what can be changed.
//!
//! The pane's own controller fills the rows in updated(); the state in which there are none to show
//! is set here. A pane out of sight hears of a snapshot a little later and each in a turn of the
//! event loop of its own, so that many large lists never hold up the one in sight. Both live on the
//! GUI thread; the pane outlives the feed.
class PaneFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaneFeed)

public:
    //! \brief \a needs are the lists that the pane shows: until they are known it is loading,
    //! however much else is there.
    PaneFeed(Session *session, Pane *pane, QObject *parent = nullptr,
             SnapshotParts needs = everyPart);
    ~PaneFeed() override;

    //! \brief Null while there is none that holds what the pane needs.
    [[nodiscard]] SnapshotPtr snapshot() const;
    //! \brief The state of the pane once more, after its rows were set.
    void updatePane();

signals:
    //! \brief A snapshot to show; null when there is none any more.
    void updated(const angee::LiveUpdatePtr &update);
    //! \brief The daemon said that the snapshot is right as it is.
    void confirmed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onDaemonChanged();
    void deliver();

    Session *m_session;
    Pane *m_pane;
    QPointer<LiveStore> m_live;
    QTimer m_later;
    SnapshotParts m_needs;
};

} // namespace angee
