// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QObject>

namespace angee {

class PaneFeed;
class Session;
class TemplatesPane;

//! \brief Joins the templates pane to the session. What is made from a template is the work of the
//! services' and workspaces' controllers.
class TemplatesController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TemplatesController)

public:
    //! \a session and \a pane must outlive the controller.
    TemplatesController(Session *session, TemplatesPane *pane, QObject *parent = nullptr);
    ~TemplatesController() override;

private:
    void refresh();
    void onResolve();

    Session *m_session;
    TemplatesPane *m_pane;
    PaneFeed *m_feed;
};

} // namespace angee
