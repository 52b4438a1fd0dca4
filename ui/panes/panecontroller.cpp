// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/panecontroller.h"

#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/panes/objectdialog.h"
#include "ui/panes/pane.h"
#include "ui/panes/taskfailure.h"

namespace angee {

PaneController::PaneController(Session *session, Pane *pane, QObject *parent, PaneFeed::Data data)
    : QObject(parent)
    , m_session(session)
    , m_feed(new PaneFeed(session, pane, data, this))
{ }

PaneController::PaneController(Session *session, Pane *pane, QObject *parent, SnapshotParts needs)
    : QObject(parent)
    , m_session(session)
    , m_feed(new PaneFeed(session, pane, this, needs))
{ }

PaneController::~PaneController() = default;

void PaneController::start()
{
    connect(m_feed, &PaneFeed::updated, this, &PaneController::show);
    m_feed->start();
}

void PaneController::show(const LiveUpdatePtr &) { }

OperatorDaemon *PaneController::daemon() const
{
    return m_session->daemon();
}

TaskRunner *PaneController::tasks() const
{
    return m_session->tasks();
}

void PaneController::open(ObjectDialog *dialog)
{
    dialog->setContext(m_session->profileName(), m_session->stackName());
    const auto tell = [this, dialog] { dialog->setWhyNoChanges(m_session->whyNoChanges()); };
    connect(m_session, &Session::stateChanged, dialog, tell);
    tell();
    dialog->open();
}

void PaneController::submit(const TaskSpec &spec, ObjectDialog *dialog)
{
    const auto follow = [dialog](Task *task) {
        connect(task, &Task::finished, dialog, [task, dialog] {
            if (task->succeeded())
                dialog->accept();
            else
                dialog->setFailure(failureOf(*task));
        });
    };
    tasks()->request(spec, dialog, follow, [dialog] { dialog->setBusy({}); });
}

} // namespace angee
