// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <map>
#include <string>
#include <string_view>

namespace angee {

class Snapshot;

//! \brief The services that a person stopped here, so that their end needs nobody's attention.
//!
//! The daemon's word for a stopped local service is the one for a crashed one (contract.md, section
//! 9); only who asked for the stop can tell them apart. Not safe for several threads.
class StoppedServices final
{
public:
    //! A stop was asked for, or has been done, at \a nowMs.
    void add(const std::string &service, qint64 nowMs);
    //! The stop did not happen.
    void remove(const std::string &service);
    //! To be called with every snapshot: a service that runs again is as any other, and so is one
    //! that still runs long after its stop was asked for.
    void review(const Snapshot &snapshot);
    [[nodiscard]] bool contains(std::string_view service) const;

private:
    struct Stop
    {
        qint64 askedAtMs = 0;
        bool seenDown = false;
    };
    std::map<std::string, Stop, std::less<>> m_stops;
};

} // namespace angee
