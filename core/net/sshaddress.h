// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace angee {

//! \brief A daemon that is reached through ssh: ssh://[user@]host[:port][/port of the daemon].
//!
//! The host is what a person would give to ssh, an alias of their configuration included; what is
//! left out is left to that configuration. The daemon listens on the loopback of that machine. A
//! value of this class holds nothing that a shell or ssh could take for an option or a command.
struct SshAddress
{
    static constexpr quint16 usualDaemonPort = 9000;

    QString user; //!< empty: as ssh's configuration says
    QString host; //!< without brackets, as it was typed
    std::optional<quint16> port; //!< of the ssh server; none: as ssh's configuration says
    quint16 daemonPort = usualDaemonPort;

    [[nodiscard]] static bool isMeantBy(const QString &text);
    //! On failure nothing and, in \a reason, a sentence that can stand beside the field.
    static std::optional<SshAddress> parse(const QString &text, QString *reason);

    //! For people and for settings, with the daemon's port; parse() reads it back.
    [[nodiscard]] QString display() const;
    //! "user@host": the machine in a sentence.
    [[nodiscard]] QString machine() const;

    friend bool operator==(const SshAddress &, const SshAddress &) = default;
};

} // namespace angee
