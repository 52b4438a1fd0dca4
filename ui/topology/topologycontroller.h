// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/backgroundtask.h"
#include "ui/panes/panecontroller.h"
#include "ui/topology/topologyexport.h"

#include <functional>

class QAction;

namespace angee {

class TopologyPane;

//! \brief Joins the topology pane to the session: each snapshot becomes a picture, arranged anew
//! only when its nodes or edges are others, and away from the GUI thread.
class TopologyController final : public PaneController
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopologyController)

public:
    //! What can be done to an object where it has its row.
    using RowActions = std::function<QList<QAction *>(const ObjectRef &object)>;

    //! \a session and \a pane must outlive the controller.
    TopologyController(Session *session, TopologyPane *pane, RowActions rowActions,
                       QObject *parent = nullptr);
    ~TopologyController() override;

private:
    struct Drawn
    {
        StackGraph graph;
        TopologyPlan plan;
    };

    void show(const LiveUpdatePtr &update) override;
    void arrange();
    void onArranged(const Drawn &drawn, const LiveUpdatePtr &of);
    void showMenu(const ObjectRef &object, const QPoint &position);
    void chooseFile(PictureFormat format);
    void write(PictureFormat format, const QString &path);

    TopologyPane *m_pane;
    RowActions m_rowActions;
    BackgroundTask m_task;
    LiveUpdatePtr m_update; // the newest
    LiveUpdatePtr m_shown; // of the picture
    Drawn m_drawn;
};

} // namespace angee
