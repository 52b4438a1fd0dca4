// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QSettings>

namespace angee {

//! \brief The usual ini files of QSettings, with writes that are known to have happened.
//!
//! QSettings::IniFormat takes a buffered write that failed for a good one and replaces the file by
//! an empty one when the disk is full (Qt 6.4). Here the former file stays and
//! QSettings::status() says AccessError. GUI thread.
[[nodiscard]] QSettings::Format checkedIniFormat();

} // namespace angee
