// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace angee {

//! Set on a label whose words are an alert, see setAnnouncing().
constexpr auto announcingProperty = "angeeAnnouncing";

//! \brief Has assistive technology read what Qt 6.4 keeps from it: the text of a label beside its
//! accessible name, the name of a combo box beside its text, and the menu of a button that opens
//! one, which "show menu" then opens. For the whole program, once, before the first window.
void installReaders();

} // namespace angee
