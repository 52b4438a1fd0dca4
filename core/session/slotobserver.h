// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshotworker.h"
#include "core/model/slotrecord.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace angee {

class LiveStore;
class Session;
class SlotReader;
class Task;

//! \brief Finds out which slots git is in the middle of a merge or a rebase in, since no list of
//! the daemon says so, and tells the live store.
//!
//! Only slots with changes or on another branch can be. Each is looked at when it came to be so,
//! after whatever was asked of it from here, and now and then. GUI thread.
class SlotObserver final : public QObject
{
    Q_OBJECT

public:
    explicit SlotObserver(Session *session);
    ~SlotObserver() override;

    //! Reads what git keeps beside the slots of the present daemon; null while there is none.
    [[nodiscard]] SlotReader *reader() const { return m_reader; }
    //! Unknown for a slot that has not been looked at.
    [[nodiscard]] GitMidst midst(const SlotRecord &slot) const;

private:
    struct Look
    {
        QString seenAs; // of the slot, when it was asked
        qint64 at = 0; // by the boot clock
        bool isUnderWay = false;
        GitMidst midst = GitMidst::Unknown;
    };

    void onDaemonChanged();
    void onTask(const Task *task);
    void review();
    void look(const SlotRecord &slot, const QString &seenAs);
    void tell();

    Session *m_session;
    QPointer<LiveStore> m_live;
    SlotReader *m_reader = nullptr;
    QHash<QString, Look> m_looks; // by the ids of the slots that can be in the middle
    SlotMidsts m_told;
};

} // namespace angee
