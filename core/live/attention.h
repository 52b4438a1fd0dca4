// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshot.h"
#include "core/live/stoppedservices.h"
#include "core/model/objectref.h"

#include <QList>

namespace angee {

enum class Severity {
    Bad, //!< something does not work
    Warning, //!< something will be lost or stop working
};

//! Why an object needs a person.
enum class AttentionKind {
    ServiceUnhealthy,
    ServiceExited,
    ServiceRestarting,
    RouteDown,
    WorkspaceFailed,
    SlotFailed,
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
//! reason kind keep their time; that a service in \a stopped ended needs nobody. Which words of the
//! daemon count is decided here and nowhere else.
[[nodiscard]] QList<AttentionItem> findAttention(const Snapshot &snapshot, qint64 nowMs,
                                                 const QList<AttentionItem> &before = {},
                                                 const StoppedServices &stopped = {});

//! \brief Whether an object of \a kind stands in \a items.
[[nodiscard]] bool concerns(const QList<AttentionItem> &items, ObjectKind kind);

//! True for the words that mean a service is doing its work or about to.
[[nodiscard]] bool isUp(std::string_view serviceStatus);
//! True for the words that mean it ended although it was started.
[[nodiscard]] bool isEnded(std::string_view serviceStatus);

} // namespace angee

Q_DECLARE_METATYPE(angee::AttentionItem)
