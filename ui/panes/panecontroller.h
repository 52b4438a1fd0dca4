// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/panefeed.h"

#include <QObject>

namespace angee {

class ObjectDialog;
class OperatorDaemon;
class TaskRunner;
struct TaskSpec;

//! \brief What the controllers of panes share: the session, the pane's feed, and dialogs that
//! know where their action goes to and how it ended.
//!
//! A subclass connects itself to its pane in its constructor and calls start() in its last line;
//! from then on show() is told what there is. Session and pane must outlive it. GUI thread.
class PaneController : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaneController)

public:
    ~PaneController() override;

    //! \brief Opens \a dialog, which says where its action goes to, and why none is possible for as
    //! long as that is so.
    void open(ObjectDialog *dialog);

protected:
    PaneController(Session *session, Pane *pane, QObject *parent,
                   PaneFeed::Data data = PaneFeed::Data::Snapshot);
    //! \brief Loading until the lists of \a needs are known, however much else is there.
    PaneController(Session *session, Pane *pane, QObject *parent, SnapshotParts needs);

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
    //! \brief Requests what \a dialog was filled in for: it closes when the task has succeeded,
    //! says why when not, and has its input back where the answer to a question was no. Closing it
    //! earlier ends the question, but not the task.
    void submit(const TaskSpec &spec, ObjectDialog *dialog);

private:
    Session *m_session;
    PaneFeed *m_feed;
};

} // namespace angee
