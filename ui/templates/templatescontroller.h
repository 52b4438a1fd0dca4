// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/panecontroller.h"

namespace angee {

class TemplatesPane;

//! \brief Joins the templates pane to the session. What is made from a template is the work of the
//! services' and workspaces' controllers.
class TemplatesController final : public PaneController
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TemplatesController)

public:
    //! \a session and \a pane must outlive the controller.
    TemplatesController(Session *session, TemplatesPane *pane, QObject *parent = nullptr);
    ~TemplatesController() override;

private:
    void show(const LiveUpdatePtr &update) override;
    void onResolve();

    TemplatesPane *m_pane;
};

} // namespace angee
