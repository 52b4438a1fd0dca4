// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/commandline.h"

#include <QProcessEnvironment>

namespace angee::bench {

//! What the console is started with to connect to \a url, as if --url and --token were given.
inline CommandLine connectTo(const QByteArray &url)
{
    CommandLine line;
    line.connection.url = QString::fromUtf8(url);
    line.connection.token = QStringLiteral("bench");
    line.given = ConnectionSettings::given(line.connection, QProcessEnvironment());
    return line;
}

} // namespace angee::bench
