// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace angee {

//! \brief What docker compose makes of a secret's value on its way into a container, where "$"
//! starts a variable (contract.md, section 15). A job and a local service get the value as it is.
struct ComposeValue
{
    enum class Fate {
        Unchanged,
        Altered, //!< something else arrives
        Refused, //!< compose reads no value of the stack any more: every verb fails
    };

    Fate fate = Fate::Unchanged;
    //! What arrives where none of the variables is set at the daemon; empty when refused.
    QString arrives;
    //! The variables that it names; where one is set at the daemon, its value stands there instead.
    QStringList variables;

    friend bool operator==(const ComposeValue &, const ComposeValue &) = default;
};

//! \brief Linear in the length of \a value.
[[nodiscard]] ComposeValue throughCompose(const QString &value);

} // namespace angee
