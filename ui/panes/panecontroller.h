// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/panefeed.h"

#include <QObject>

namespace angee {

class ObjectDialog;
class OperatorDaemon;
class TaskRunner;

//! \brief What the controllers of panes share: the session, the pane's feed, and dialogs that
//! know where their action goes to.
//!
//! A subclass connects itself to its pane in its constructor and calls start() in its last line;
//! from then on show() is told what there is. Session and pane must outlive it. GUI thread.
class PaneController : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaneController)

public:
    ~PaneController() override;

protected:
    PaneController(Session *session, Pane *pane, QObject *parent,
                   PaneFeed::Data data = PaneFeed::Data::Snapshot);

    void start();
    //! \brief A snapshot to show; null when there is none any more.
    virtual void show(const LiveUpdatePtr &update);

    [[nodiscard]] Session *session() const { return m_session; }
    //! \brief Null while not connected.
    [[nodiscard]] OperatorDaemon *daemon() const;
    [[nodiscard]] TaskRunner *tasks() const;
    [[nodiscard]] PaneFeed *feed() const { return m_feed; }
    //! \brief Null while there is none.
    [[nodiscard]] SnapshotPtr snapshot() const { return m_feed->snapshot(); }
    //! \brief Opens \a dialog, which says where its action goes to, and why none is possible for as
    //! long as that is so.
    void open(ObjectDialog *dialog);

private:
    Session *m_session;
    PaneFeed *m_feed;
};

} // namespace angee
