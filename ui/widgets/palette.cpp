// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/palette.h"

#include <array>
#include <cmath>

namespace angee {

namespace {

struct Pair
{
    QRgb light;
    QRgb dark;
};

// In the order of ColorRole.
constexpr std::array<Pair, 21> colors{{
    {0xfff5f6f8, 0xff1b1e24}, // Window
    {0xffffffff, 0xff15181d}, // Base
    {0xff1b2430, 0xffe4e8ee}, // Text
    {0xff55606e, 0xffa3adba}, // SecondaryText
    {0xff7f8998, 0xff788294}, // DisabledText
    {0xffd5dae1, 0xff323843}, // Separator
    {0xff7f8998, 0xff6f7888}, // Border
    {0xff1f5fbf, 0xff6ea8ff}, // Accent
    {0xffffffff, 0xff0d1420}, // AccentText
    {0xff17703a, 0xff5fd08a}, // Good
    {0xff8a5300, 0xfff0b455}, // Warning
    {0xffb3261e, 0xffff8a80}, // Bad
    {0xff55606e, 0xffa3adba}, // Neutral
    {0xffdfe9fa, 0xff243450}, // Selection
    {0xffeef1f5, 0xff20242c}, // Hover
    {0xffffffff, 0xff242932}, // Control
    {0xffe2e7ee, 0xff2d3440}, // Pressed
    {0xffe4f4e9, 0xff16301f}, // GoodBackground
    {0xfffdf1dc, 0xff332711}, // WarningBackground
    {0xfffdeae8, 0xff3b1f1e}, // BadBackground
    {0xffeceff4, 0xff262b34}, // NeutralBackground
}};

constexpr QRgb alternateLight = 0xfffafbfc;
constexpr QRgb alternateDark = 0xff1a1d23;

QColor color(ColorRole role, bool dark)
{
    const Pair &pair = colors[static_cast<std::size_t>(role)];
    return QColor(dark ? pair.dark : pair.light);
}

double linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

} // namespace

QPalette makePalette(bool dark)
{
    const auto of = [dark](ColorRole role) { return color(role, dark); };
    QPalette palette;
    palette.setColor(QPalette::Window, of(ColorRole::Window));
    palette.setColor(QPalette::WindowText, of(ColorRole::Text));
    palette.setColor(QPalette::Base, of(ColorRole::Base));
    palette.setColor(QPalette::AlternateBase, QColor(dark ? alternateDark : alternateLight));
    palette.setColor(QPalette::Text, of(ColorRole::Text));
    palette.setColor(QPalette::PlaceholderText, of(ColorRole::SecondaryText));
    palette.setColor(QPalette::Button, of(ColorRole::Control));
    palette.setColor(QPalette::ButtonText, of(ColorRole::Text));
    palette.setColor(QPalette::BrightText, of(ColorRole::Bad));
    palette.setColor(QPalette::Highlight, of(ColorRole::Selection));
    palette.setColor(QPalette::HighlightedText, of(ColorRole::Text));
    palette.setColor(QPalette::Link, of(ColorRole::Accent));
    palette.setColor(QPalette::LinkVisited, of(ColorRole::Accent));
    palette.setColor(QPalette::ToolTipBase, of(ColorRole::Base));
    palette.setColor(QPalette::ToolTipText, of(ColorRole::Text));
    palette.setColor(QPalette::Light, of(ColorRole::Control));
    palette.setColor(QPalette::Midlight, of(ColorRole::Hover));
    palette.setColor(QPalette::Mid, of(ColorRole::Separator));
    palette.setColor(QPalette::Dark, of(ColorRole::Border));
    palette.setColor(QPalette::Shadow, of(ColorRole::Separator));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::HighlightedText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, of(ColorRole::DisabledText));
    palette.setColor(QPalette::Disabled, QPalette::Link, of(ColorRole::DisabledText));
    palette.setColor(QPalette::Disabled, QPalette::Base, of(ColorRole::Window));
    palette.setColor(QPalette::Disabled, QPalette::Dark, of(ColorRole::Separator));
    return palette;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness()
        < palette.color(QPalette::Active, QPalette::WindowText).lightness();
}

QColor roleColor(ColorRole role, const QPalette &palette)
{
    return color(role, isDark(palette));
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QColor readableOn(const QColor &background)
{
    // Between pure black and white one always reaches 4.5; a softer black would not.
    return contrastRatio(Qt::black, background) >= contrastRatio(Qt::white, background)
        ? QColor(Qt::black)
        : QColor(Qt::white);
}

} // namespace angee
