// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshot.h"
#include "core/model/objectref.h"
#include "core/model/servicesight.h"
#include "core/model/slotrecord.h"
#include "core/model/stuckcause.h"

#include <QList>

namespace angee {

enum class Severity {
    Bad, //!< something does not work
    Warning, //!< something will be lost or stop working
};

//! Why an object needs a person.
enum class AttentionKind {
    StackStuck, //!< every verb fails because of it
    NothingObserved, //!< of the whole stack
    ServiceUnhealthy,
    ServiceExited,
    ServiceNotRunning, //!< while others of its stack run
    ServiceRestarting,
    RouteDown,
    WorkspaceFailed,
    SlotFailed,
    SlotInConflict,
    SlotOnlyCopy, //!< of work, in a workspace that ends
    SourceFailed,
    SecretMissing,
    SlotMismatched,
    SlotDiverged,
    SourceDiverged,
    WorkspaceExpired,
    WorkspaceExpiring,
    SlotDirty,
    SlotUnpushed,
};

//! \brief One object that needs attention; an object stands in a list once, under its worst reason.
struct AttentionItem
{
    Severity severity = Severity::Warning;
    AttentionKind kind = AttentionKind::ServiceUnhealthy;
    ObjectRef object;
    QString reason; //!< a sentence for people, with every reason there is
    qint64 sinceMs = 0; //!< ms since the epoch when it was first seen so

    friend bool operator==(const AttentionItem &, const AttentionItem &) = default;
};

//! How long before its end a workspace counts as about to expire.
constexpr qint64 ExpiryWarningMs = qint64(24) * 3600 * 1000;

//! \brief Everything in \a snapshot that needs attention, worst first, then by kind and name.
//!
//! A pure function of its arguments, for any thread. Items that stood in \a before with the same
//! reason kind keep their time. What was seen of the services decides where there is a sight of
//! one, and the daemon's word otherwise.
[[nodiscard]] QList<AttentionItem> findAttention(const Snapshot &snapshot, qint64 nowMs,
                                                 const QList<AttentionItem> &before = {},
                                                 const ServiceSights &sights = {},
                                                 const QList<StuckCause> &stuck = {},
                                                 const SlotMidsts &midsts = {});

//! \brief Takes out of \a stuck what \a snapshot shows to be mended.
void dropMended(QList<StuckCause> &stuck, const Snapshot &snapshot);

//! \brief Whether an object of \a kind stands in \a items.
[[nodiscard]] bool concerns(const QList<AttentionItem> &items, ObjectKind kind);

} // namespace angee

Q_DECLARE_METATYPE(angee::AttentionItem)
