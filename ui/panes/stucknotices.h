// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshotworker.h"

#include <QHash>
#include <QObject>

namespace angee {

class Pane;
class PaneFeed;

//! \brief Says above a pane what stands in the way of the whole stack, with a button that leads to
//! where it is mended; takes it away once it is.
//!
//! Lives as long as the pane, and belongs to it.
class StuckNotices final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StuckNotices)

public:
    StuckNotices(PaneFeed *feed, Pane *pane);
    ~StuckNotices() override;

private:
    void show(const LiveUpdatePtr &update);

    Pane *m_pane;
    QHash<QString, ObjectRef> m_shown; // by the notice's id: where it leads
};

} // namespace angee
