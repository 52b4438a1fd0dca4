// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/objectref.h"
#include "core/net/baseurl.h"

#include <QString>

#include <optional>

namespace angee {

//! \brief Where one object of one daemon is, to be handed on:
//! angee://HOST[:PORT][/BASE]/KIND/NAME.
//!
//! It says which object is meant and never who goes there: no user and no token, and a text that
//! holds one is refused. Whether the daemon speaks TLS or is reached through ssh is left to the
//! profile that knows it.
class ObjectAddress final
{
public:
    ObjectAddress(const BaseUrl &daemon, ObjectRef object);

    //! False for what is on this computer alone.
    [[nodiscard]] static bool canName(ObjectKind kind);
    //! True for what only an address can be meant by.
    [[nodiscard]] static bool isMeantBy(const QString &text);
    //! On failure nothing and, in \a reason, a sentence.
    static std::optional<ObjectAddress> parse(const QString &text, QString *reason = nullptr);

    [[nodiscard]] const ObjectRef &object() const { return m_object; }
    //! Encoded; parse() reads it back.
    [[nodiscard]] QString display() const;
    //! Whether \a daemon is the one that is meant.
    [[nodiscard]] bool isAt(const BaseUrl &daemon) const;
    //! What can be typed as the address of the daemon where no profile has it.
    [[nodiscard]] QString daemonUrl() const;

    friend bool operator==(const ObjectAddress &, const ObjectAddress &) = default;

private:
    ObjectAddress() = default;

    QString m_host; // as QUrl writes it, in lower case
    int m_port = -1; // -1: that of the scheme
    QString m_base; // encoded, without a last slash
    ObjectRef m_object;
};

} // namespace angee
