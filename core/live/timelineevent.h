// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshot.h"
#include "core/model/objectref.h"
#include "core/model/servicesight.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace angee {

//! \brief One thing that changed between two snapshots. Kept as facts, put into words when shown.
struct TimelineEvent
{
    enum class Kind {
        ServiceStatus, //!< before and after are the daemon's words
        ServiceHealth,
        ServiceAdded,
        ServiceRemoved,
        JobAdded,
        JobRemoved,
        SourceState,
        SourceAdded,
        SourceRemoved,
        WorkspaceCreated,
        WorkspaceGone,
        WorkspaceExpired,
        WorkspaceState,
        SlotState,
        SlotDirty,
        SlotCleaned,
        SlotPushed,
        SlotUnpushed, //!< after is the daemon's reason
        TemplateAdded,
        TemplateRemoved,
        SecretAdded,
        SecretRemoved,
        SecretGotValue,
        SecretLostValue,
        More, //!< so many further changes at the same moment: count
        Gap, //!< nobody watched from fromMs to atMs
    };

    Kind kind = Kind::ServiceStatus;
    qint64 atMs = 0; //!< ms since the epoch
    ObjectRef object;
    QString before;
    QString after;
    QString seen; //!< what the console saw of a service that does not run: "ended-unseen", …
    int count = 0;
    qint64 fromMs = 0;

    friend bool operator==(const TimelineEvent &, const TimelineEvent &) = default;

    //! One line of JSON, without a line end.
    [[nodiscard]] QByteArray toJson() const;
    //! Nothing when the line is not one of ours, or from a later version.
    static std::optional<TimelineEvent> fromJson(const QByteArray &line);
    //! A sentence without the object's name: "running → exited".
    [[nodiscard]] QString text() const;
};

//! \brief What happened between two snapshots, at most \a limit events and then one that counts the
//! rest. Pure, for any thread.
[[nodiscard]] QList<TimelineEvent> eventsBetween(const Snapshot &before, const Snapshot &after,
                                                 int limit = 500);

//! \brief Adds to each change of a service's status what was seen of it after that.
void addSights(QList<TimelineEvent> &events, const ServiceSights &sights);

//! \brief Whether a change of status is an end that nobody asked for from here.
[[nodiscard]] bool isUnseenEnd(const TimelineEvent &event);

} // namespace angee

Q_DECLARE_METATYPE(angee::TimelineEvent)
