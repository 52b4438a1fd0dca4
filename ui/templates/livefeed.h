// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshot.h"

#include <QObject>
#include <QPointer>

namespace angee {

class ListPane;
class LiveStore;
class Session;

//! \brief Keeps a list pane in step with the session: its states, its staleness, what can be
//! changed. Whoever fills the rows listens to snapshotChanged().
class LiveFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveFeed)

public:
    LiveFeed(Session *session, ListPane *pane, QObject *parent = nullptr);
    ~LiveFeed() override;

    //! \brief Null while there is none.
    [[nodiscard]] SnapshotPtr snapshot() const;
    //! \brief The state of the pane once more, after its rows were set.
    void updatePane();

signals:
    //! \brief Another snapshot, or none any more.
    void snapshotChanged();
    //! \brief The daemon said that the snapshot is right as it is.
    void confirmed();

private:
    void onDaemonChanged();

    Session *m_session;
    ListPane *m_pane;
    QPointer<LiveStore> m_live;
};

} // namespace angee
