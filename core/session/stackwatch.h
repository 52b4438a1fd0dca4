// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/livestate.h"
#include "core/live/notices.h"
#include "core/live/snapshotworker.h"
#include "core/live/timeline.h"

#include <QPointer>

namespace angee {

class LiveStore;
class Session;

//! \brief Watches the stack of a session for as long as it lives: writes the timeline of its
//! profile and says what is worth a notice.
class StackWatch final : public QObject
{
    Q_OBJECT

public:
    explicit StackWatch(Session *session, QObject *parent = nullptr);
    ~StackWatch() override;

    //! Null while nothing is connected. Another one for each profile.
    [[nodiscard]] Timeline *timeline() const { return m_timeline; }
    [[nodiscard]] Notices *notices() { return &m_notices; }

signals:
    //! timeline() is another one, or null; the one before is still alive.
    void timelineChanged(angee::Timeline *timeline);

private:
    void onDaemonChanged();
    void onUpdated(const LiveUpdatePtr &update);
    void onStateChanged(LiveState state);

    Session *m_session;
    QPointer<LiveStore> m_live;
    Timeline *m_timeline = nullptr;
    Notices m_notices;
    bool m_isFirst = true; // nothing was compared yet
    bool m_sawDaemon = false; // this session's daemon has spoken, not only the disk
};

} // namespace angee
