// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace angee {

//! \brief What a colour means. Widgets ask by meaning and never name a colour themselves.
enum class ColorRole {
    Window,
    Base,
    Text,
    SecondaryText,
    DisabledText,
    Separator, //!< Decoration only: carries no information.
    Border, //!< Edge of a control; at least 3:1 on window and base.
    Accent,
    AccentText, //!< Text on an area filled with Accent.
    Good,
    Warning,
    Bad,
    Neutral,
    Selection, //!< Selected rows and text; Text and the state colours stay readable on it.
    Hover,
    Control, //!< Face of a button.
    Pressed,
    GoodBackground, //!< Added lines, success bars. Text and Good are readable on it.
    WarningBackground, //!< Notices, search hits. Text and Warning are readable on it.
    BadBackground, //!< Removed lines, failures. Text and Bad are readable on it.
    NeutralBackground, //!< Information bars, collapsed runs.
};

//! \brief The palette of the window, light or dark, with Text, Highlight, Mid (separator) and Dark
//! (border) set for every colour group, so that stock widgets need no further care.
[[nodiscard]] QPalette makePalette(bool dark);

//! \brief Whether \a palette is one with light text on a dark window.
[[nodiscard]] bool isDark(const QPalette &palette);

//! \brief The colour for \a role in the theme \a palette belongs to. Ask at paint time, so that a
//! switch of the theme needs nothing but a repaint.
[[nodiscard]] QColor roleColor(ColorRole role, const QPalette &palette);

//! \brief WCAG 2 contrast, 1 to 21. Alpha is ignored.
[[nodiscard]] double contrastRatio(const QColor &a, const QColor &b);

//! \brief Black or white, whichever reads better on \a background (a profile's own colour): always
//! at least 4.5.
[[nodiscard]] QColor readableOn(const QColor &background);

} // namespace angee
