// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/panecontroller.h"

namespace angee {

class GitOpsPane;
class SlotWork;

//! \brief Joins the GitOps pane to the session: what is asked of slots and workspaces becomes
//! tasks, what git keeps beside a slot is read when somebody looks at it.
class GitOpsController final : public PaneController
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GitOpsController)

public:
    //! \a session and \a pane must outlive the controller.
    GitOpsController(Session *session, GitOpsPane *pane, QObject *parent = nullptr);
    ~GitOpsController() override;

signals:
    //! \brief Somebody wants to see what is changed in a slot's files; it is named as everywhere,
    //! "<workspace>:<slot>".
    void changesRequested(const QString &id);
    //! \brief Somebody wants to resolve what stopped in a slot, or it has just stopped.
    void convergenceRequested(const QString &id);

private:
    void show(const LiveUpdatePtr &update) override;
    void fill();
    void onInsight(const QString &id);

    GitOpsPane *m_pane;
    SlotWork *m_work;
    LiveUpdatePtr m_update;
};

} // namespace angee
