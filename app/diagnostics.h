// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace angee {

class Session;

//! \brief What whoever helps from afar needs to know: the program and its libraries, the system,
//! how the connection stands, the last failures and warnings. Names no token, no secret, no host
//! beyond this machine and no home folder.
[[nodiscard]] QString diagnosticsOf(const Session &session, const QStringList &warnings,
                                    const QString &formerEnd);

} // namespace angee
