// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/servicesight.h"
#include "core/model/servicestatus.h"

#include <array>
#include <map>
#include <string>
#include <string_view>

namespace angee {

class Snapshot;
struct ServiceRow;

//! \brief What was asked for from here and will show in a service's status.
enum class ServiceExpectation {
    End, //!< a stop, which is under way or was done
    Begin, //!< a start, restart or up under way: an end in between is part of it
    Begun, //!< it was done, as the daemon says
    Nothing, //!< what was asked for did not happen
};

//! \brief What a log or a verb told about a service beyond its status word.
struct ServiceEvidence
{
    enum class Kind {
        Ended, //!< there is a container, and its log has ended
        NoContainer,
        NothingSeen, //!< the engine or the stack stands in the way: see cause
    };
    Kind kind = Kind::Ended;
    ServiceSight::Cause cause = ServiceSight::Cause::None;
    std::optional<int> exitCode;
    QString words; //!< the daemon's
};

//! \brief Follows every service from snapshot to snapshot and tells what was seen of it.
//!
//! The daemon's word for a stopped, a crashed and a missing service is the same (contract.md,
//! section 9); only who looked before and who asked can tell them apart. What a person stopped
//! here, and what ended unseen, is kept over restarts through save() and restore(). Not safe for
//! several threads.
class ServiceWatch final
{
public:
    ServiceWatch();
    ~ServiceWatch();

    //! Something was asked of \a service, or of all of them when it is empty, at \a nowMs.
    void expect(const std::string &service, ServiceExpectation expectation, qint64 nowMs);
    //! What was found out about one; it holds until the service runs again.
    void learn(const std::string &service, const ServiceEvidence &evidence, qint64 nowMs);
    //! To be called with every snapshot, in order.
    void review(const Snapshot &snapshot);
    //! The last one once more, at \a nowMs.
    void review(const Snapshot &snapshot, qint64 nowMs);
    //! As of the last review(); running ones and those never heard of are not in it.
    [[nodiscard]] const ServiceSights &sights() const { return m_sights; }

    //! What is worth keeping, as JSON; empty when there is nothing.
    [[nodiscard]] QByteArray save() const;
    //! What save() gave. Anything else is passed over.
    void restore(const QByteArray &saved);

private:
    struct Seen
    {
        ServiceSight sight;
        bool wasUp = false; // since it was last stopped from here
        bool stopAsked = false;
        bool stopSeen = false; // it was seen down after that
        qint64 stopAtMs = 0;
        int begins = 0; // started from here and not yet answered
        qint64 beginAtMs = 0; // when the last of them was asked for
        qint64 begunAtMs = 0; // when the last of them was answered, 0 for none
        std::optional<ServiceEvidence> evidence;
        qint64 learntAtMs = 0;
        bool isUp = false; // as of the last snapshot
    };
    //! What is said of all services of one runtime together.
    struct Group
    {
        bool anySeen = false; // one is up or has a word of its own
        qint64 lastSeenMs = 0; // when that was so before
        int vanished = 0; // were up, are declared, and nobody asked
        std::optional<ServiceEvidence> blind; // one of them told why nothing is seen
        bool readable = false; // one of them told that it ended by itself
        bool removed = false; // one of them told that its container is gone
    };

    void observe(Seen &seen, ServiceState state, qint64 nowMs);
    void count(Group &group, const Seen &seen, ServiceState state) const;
    [[nodiscard]] ServiceSight judge(const Seen &seen, ServiceState state, const Group &group,
                                     ServiceRuntime runtime, qint64 nowMs) const;
    [[nodiscard]] ServiceSight unseen(const Seen &seen, const Group &group,
                                      ServiceRuntime runtime) const;
    [[nodiscard]] static bool itsLogEnded(const Seen &seen);
    [[nodiscard]] bool isBeginning(const Seen &seen, qint64 nowMs) const;
    void forgetMissing(const Snapshot &snapshot);

    std::map<std::string, Seen, std::less<>> m_seen;
    ServiceSights m_sights;
    std::array<qint64, 3> m_lastSeenMs{}; // by runtime
};

} // namespace angee
