// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/net/sshaddress.h"

#include <QString>
#include <QUrl>

#include <optional>

namespace angee {

//! \brief Where a daemon lives: one REST base, and every address derived from it.
//!
//! All the forms that people write ("http://h:9000", "https://h/operator", with or without a last
//! slash, the default port or "/graphql") name the same base. A value of this class is always
//! usable: http or https, with a host, without user info, query or fragment; or a daemon behind
//! ssh, whose addresses are those that hold on its own machine.
class BaseUrl final
{
public:
    //! Reads what a person or a variable gave. On failure returns nothing and, if \a reason is
    //! given, a sentence that can stand beside the field.
    static std::optional<BaseUrl> parse(const QString &text, QString *reason = nullptr);

    //! \a path is percent-encoded and starts with '/'; \a query is percent-encoded, without '?'.
    //! Both go on the wire byte for byte, so "%2F" survives. Not valid when the path has an empty
    //! segment, "." or "..", encoded or not: those do not survive.
    [[nodiscard]] QUrl rest(const QByteArray &path, const QByteArray &query = {}) const;
    [[nodiscard]] QUrl graphQl() const;
    //! The same address under ws: or wss:.
    [[nodiscard]] QUrl webSocket(const QByteArray &path, const QByteArray &query = {}) const;

    //! For people and for settings: encoded, no last slash, no credentials; parse() reads it back.
    [[nodiscard]] QString display() const;
    //! What every address of the daemon begins with; behind ssh, on the daemon's own machine.
    [[nodiscard]] QString restBase() const;
    //! Set for a daemon behind ssh.
    [[nodiscard]] const std::optional<SshAddress> &ssh() const { return m_ssh; }
    //! The same daemon by the local end of its tunnel.
    [[nodiscard]] BaseUrl through(quint16 localPort) const;
    [[nodiscard]] QString host() const;
    [[nodiscard]] bool isTls() const;
    //! True for 127.0.0.0/8, ::1 and "localhost": the only hosts that plain http may serve with a
    //! bearer unless the profile allows it. Never true behind ssh.
    [[nodiscard]] bool isLoopback() const;
    //! Nobody on the way can read what is sent.
    [[nodiscard]] bool isPrivate() const { return isTls() || isLoopback() || m_ssh; }

    friend bool operator==(const BaseUrl &, const BaseUrl &) = default;

private:
    explicit BaseUrl(QByteArray base);

    QByteArray m_base; // encoded, without a last slash
    std::optional<SshAddress> m_ssh;
};

//! Percent-encodes one path segment: everything outside A–Z a–z 0–9 - . _ ~ (contract.md, section
//! 1). The names "." and ".." have no form that QUrl lets through; BaseUrl::rest() refuses them.
[[nodiscard]] QByteArray encodeSegment(const QString &segment);

//! Percent-encodes a query value; '+' and ';' included, which the daemon would read as a space and
//! as a separator.
[[nodiscard]] QByteArray encodeQueryValue(const QString &value);

} // namespace angee
