// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logstore.h"
#include "core/logs/logtext.h"

#include <QColor>
#include <QHash>
#include <QPalette>

#include <array>

namespace angee {

//! \brief The colours that a program asked for, as they can be read in the theme in use.
//!
//! What is written on the view's own ground or on a ground that the program chose has a contrast of
//! at least 4.5; hue is kept as far as that allows. GUI thread.
class LogColors final
{
public:
    struct Pair
    {
        QColor text;
        QColor ground; //!< not valid: the view's own
    };

    explicit LogColors(const QPalette &palette);

    [[nodiscard]] Pair of(const LogStyle &style);
    //! A colour to know a service by, beside its name.
    [[nodiscard]] QColor service(int id) const;
    [[nodiscard]] QColor level(LogLevel level) const { return m_levels[size_t(level)]; }
    //! Of what stands before the lines.
    [[nodiscard]] QColor quiet() const { return m_quiet; }
    //! The ground of the hits of the \a number-th highlight.
    [[nodiscard]] QColor highlight(int number) const;
    [[nodiscard]] QColor selection() const;
    [[nodiscard]] QColor base() const { return m_base; }
    [[nodiscard]] QColor text() const { return m_text; }

    static constexpr int highlights = 6;

private:
    [[nodiscard]] QColor asked(const LogStyle::Color &color) const;

    QPalette m_palette;
    bool m_dark;
    QColor m_base;
    QColor m_text;
    QColor m_quiet;
    std::array<QColor, 6> m_levels;
    mutable QHash<int, QColor> m_services;
    QHash<quint64, QColor> m_readable;
};

//! \brief \a color made lighter or darker until it can be read on \a ground.
[[nodiscard]] QColor readableColor(const QColor &color, const QColor &ground);

//! \brief One letter for a level, empty for none.
[[nodiscard]] QString logLevelLetter(LogLevel level);

} // namespace angee
