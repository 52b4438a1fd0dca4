// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshotworker.h"

#include <QDateTime>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace angee {

class LiveStore;
class Pane;
class Session;
struct OperatorDaemonError;

//! \brief Keeps a pane in step with the session: not connected, loading, failed, stale, age, and
//! for a list what can be changed.
//!
//! What is shown is the snapshot's, told by updated(), or the pane's own, fetched by whoever hears
//! wanted(). Nothing is told before start(). A pane out of sight hears of a snapshot a little later
//! and each in a turn of the event loop of its own, so that many large lists never hold up the one
//! in sight; what is its own is fetched once somebody looks. Both live on the GUI thread; the pane
//! outlives the feed.
class PaneFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaneFeed)

public:
    enum class Data {
        Snapshot,
        Own, //!< not in the snapshot: asked for when it is looked at
    };

    //! \brief \a needs are the lists that the pane shows: until they are known it is loading,
    //! however much else is there.
    PaneFeed(Session *session, Pane *pane, QObject *parent = nullptr,
             SnapshotParts needs = everyPart);
    PaneFeed(Session *session, Pane *pane, Data data, QObject *parent = nullptr);
    ~PaneFeed() override;

    //! \brief Tells what there is now and from then on each change; once, after those who want to
    //! hear of it are connected.
    void start();
    //! \brief Null while there is none that holds what the pane needs.
    [[nodiscard]] SnapshotPtr snapshot() const;
    //! \brief The state of the pane once more, after its rows were set.
    void updatePane();

    //! \brief Own data is there, as of now. The pane's content is shown by whoever filled it.
    void setArrived();
    //! \brief Own data could not be fetched: what is shown is stale, or the reason stands in its
    //! place, with a button to try again.
    void setFailed(const OperatorDaemonError &error);

signals:
    //! \brief A snapshot to show; null when there is none any more.
    void updated(const angee::LiveUpdatePtr &update);
    //! \brief The daemon said that the snapshot is right as it is.
    void confirmed();
    //! \brief Fetch the pane's own data now: somebody looks for the first time, wants it anew, or
    //! the daemon is back and may be another version. Answer by setArrived() or setFailed().
    void wanted();
    //! \brief Another daemon, or none: own data that is shown is not of it. Comes before wanted().
    void dropped();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onDaemonChanged();
    void onLiveState();
    void onRefresh();
    void deliver();
    void ask();

    Session *m_session;
    Pane *m_pane;
    Data m_data;
    QPointer<LiveStore> m_live;
    QTimer m_later;
    SnapshotParts m_needs = everyPart;
    QDateTime m_arrivedAt; // own data
    bool m_started = false;
    bool m_wasSeen = false; // somebody has looked at the pane
    bool m_wasAway = false;
};

} // namespace angee
