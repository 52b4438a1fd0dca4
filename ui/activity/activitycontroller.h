// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/backgroundtask.h"
#include "ui/activity/activitymodel.h"

#include <QObject>
#include <QPointer>

namespace angee {

class ActivityPane;
class Session;

//! \brief Shows the journal of the profile in use: read once, on a worker, then kept up to date.
class ActivityController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityController)

public:
    //! How many of the newest records are shown.
    static constexpr qsizetype shownRecords = 5000;

    //! \a session and \a pane must outlive the controller.
    ActivityController(Session *session, ActivityPane *pane, QObject *parent = nullptr);
    ~ActivityController() override;

private:
    void onDaemonChanged();
    void read();
    void setRecords(const QList<ActivityRecord> &records);
    void onRecorded(const ActivityRecord &record);

    Session *m_session;
    ActivityPane *m_pane;
    QPointer<ActivityJournal> m_journal;
    QList<ActivityEntry> m_entries; // newest first
    qint64 m_nextNumber = 0;
    BackgroundTask m_reading;
};

} // namespace angee
