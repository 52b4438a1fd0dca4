// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

class QTranslator;

namespace angee {

//! \brief Loads the texts for the user's language, else the plural forms of English, which is what
//! the sources are written in. False when not even those are there; \a translator is to be
//! installed by the caller.
bool loadTranslation(QTranslator *translator);

} // namespace angee
