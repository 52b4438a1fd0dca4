// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace angee {

//! \brief What an update from a template does to files that were edited since they were rendered.
enum class UpdateEdited {
    Refuse, //!< the daemon refuses to write over them
    Overwrite,
};

} // namespace angee
