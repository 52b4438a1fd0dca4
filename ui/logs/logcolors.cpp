// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logcolors.h"

#include "core/logs/loglevel.h"
#include "ui/widgets/palette.h"

#include <algorithm>
#include <array>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr double enough = 4.5; // WCAG AA for text

//! The sixteen, as terminals draw them today.
constexpr std::array<QRgb, 16> named{
    0xff1c1c1c, 0xffcd3131, 0xff0dbc79, 0xffc8a80a, 0xff2472c8, 0xffbc3fbc, 0xff11a8cd, 0xffbfbfbf,
    0xff767676, 0xfff14c4c, 0xff23d18b, 0xffe5c50a, 0xff3b8eea, 0xffd670d6, 0xff29b8db, 0xffffffff};

QColor ofCube(int value)
{
    if (value < 16)
        return QColor::fromRgb(named[size_t(value)]);
    if (value >= 232) {
        const int grey = 8 + (value - 232) * 10;
        return {grey, grey, grey};
    }
    const auto part = [](int step) { return step == 0 ? 0 : 55 + step * 40; };
    value -= 16;
    return {part(value / 36), part(value / 6 % 6), part(value % 6)};
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto part = [share](int from, int to) { return int(from + (to - from) * share); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

QColor colorOf(LogLevel level, const QPalette &palette)
{
    switch (level) {
    case LogLevel::Error:
        return roleColor(ColorRole::Bad, palette);
    case LogLevel::Warn:
        return roleColor(ColorRole::Warning, palette);
    case LogLevel::Info:
        return roleColor(ColorRole::Good, palette);
    case LogLevel::None:
    case LogLevel::Trace:
    case LogLevel::Debug:
        break;
    }
    return roleColor(ColorRole::Neutral, palette);
}

} // namespace

QColor readableColor(const QColor &color, const QColor &ground)
{
    if (contrastRatio(color, ground) >= enough)
        return color;
    const QColor far = readableOn(ground);
    double low = 0;
    double high = 1;
    for (int step = 0; step < 7; ++step) {
        const double middle = (low + high) / 2;
        (contrastRatio(mixed(color, far, middle), ground) >= enough ? high : low) = middle;
    }
    return mixed(color, far, high);
}

LogColors::LogColors(const QPalette &palette)
    : m_palette(palette)
    , m_dark(isDark(palette))
    , m_base(roleColor(ColorRole::Base, palette))
    , m_text(roleColor(ColorRole::Text, palette))
    , m_quiet(roleColor(ColorRole::SecondaryText, palette))
{
    for (size_t i = 0; i < m_levels.size(); ++i)
        m_levels[i] = colorOf(LogLevel(i), palette);
}

QColor LogColors::asked(const LogStyle::Color &color) const
{
    switch (color.kind) {
    case LogStyle::Kind::Default:
        return {};
    case LogStyle::Kind::Indexed:
        return ofCube(int(color.value));
    case LogStyle::Kind::True:
        return QColor::fromRgb(color.value);
    }
    Q_UNREACHABLE();
}

LogColors::Pair LogColors::of(const LogStyle &style)
{
    QColor text = asked(style.foreground);
    QColor ground = asked(style.background);
    if (style.attributes & LogStyle::Inverse) {
        std::swap(text, ground);
        ground = ground.isValid() ? ground : m_text;
        text = text.isValid() ? text : m_base;
    }
    if (!text.isValid())
        text = ground.isValid() ? readableOn(ground) : m_text;
    const QColor on = ground.isValid() ? ground : m_base;
    if (style.attributes & LogStyle::Faint)
        text = mixed(text, on, 0.35);
    if (style.attributes & LogStyle::Mark)
        text = roleColor(ColorRole::Warning, m_palette);
    const quint64 key = quint64(text.rgb() & 0xffffff) << 24 | (on.rgb() & 0xffffff);
    auto found = m_readable.constFind(key);
    if (found == m_readable.cend()) {
        constexpr qsizetype most = 4096; // a program may ask for all there are
        if (m_readable.size() >= most)
            m_readable.clear();
        found = m_readable.insert(key, readableColor(text, on));
    }
    return {*found, ground};
}

QColor LogColors::service(int id) const
{
    if (const auto known = m_services.constFind(id); known != m_services.cend())
        return *known;
    constexpr int golden = 137; // degrees: neighbours are far from each other
    const QColor color =
        QColor::fromHsl((210 + id * golden) % 360, m_dark ? 150 : 170, m_dark ? 170 : 90);
    return *m_services.insert(id, readableColor(color, m_base));
}

QColor LogColors::highlight(int number) const
{
    if (number == 0)
        return roleColor(ColorRole::WarningBackground, m_palette);
    const QColor color = QColor::fromHsl((40 + number * 67) % 360, 160, m_dark ? 70 : 205);
    return color;
}

QColor LogColors::selection() const
{
    return roleColor(ColorRole::Selection, m_palette);
}

QString logLevelLetter(LogLevel level)
{
    return logLevelName(level).left(1);
}

} // namespace angee
