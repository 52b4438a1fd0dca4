// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/theme.h"

#include "ui/widgets/consolestyle.h"
#include "ui/widgets/plainwords.h"
#include "ui/widgets/readers.h"
#include "ui/widgets/systemappearance.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QWidget>

namespace angee {

namespace {

constexpr auto roleProperty = "angeeButtonRole";

// libdbus would start a bus of its own where there is none: that takes long and helps nobody.
bool hasSessionBus()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS");
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_baseFont(QApplication::font())
    , m_systemDark(isDark(QApplication::palette()))
{
    QApplication::setStyle(new ConsoleStyle);
    qApp->installEventFilter(new PlainWords(this));
    installReaders();
}

Theme::~Theme() = default;

void Theme::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    apply();
}

void Theme::assumeSystemDark(bool dark)
{
    m_systemDark = dark;
    if (m_applied)
        apply();
}

void Theme::followSystem()
{
    if (m_system || !hasSessionBus())
        return;
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    m_system = new SystemAppearance(bus, this);
    connect(m_system, &SystemAppearance::darkChanged, this, &Theme::onSystemDarkChanged);
}

void Theme::onSystemDarkChanged(bool dark)
{
    if (dark == m_systemDark)
        return;
    m_systemDark = dark;
    emit systemDarkChanged(dark);
    if (m_applied)
        apply();
}

void Theme::apply()
{
    const bool dark = m_scheme == Scheme::System ? m_systemDark : m_scheme == Scheme::Dark;
    if (m_applied && dark == m_dark)
        return;
    m_applied = true;
    m_dark = dark;
    QApplication::setPalette(makePalette(dark));
    emit darkChanged(dark);
}

void Theme::setZoom(int percent)
{
    percent = qBound(50, percent, 300);
    if (percent == m_zoom)
        return;
    m_zoom = percent;
    QFont font = m_baseFont;
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * percent / 100);
    else
        font.setPixelSize(font.pixelSize() * percent / 100);
    QApplication::setFont(font);
}

int spacing(int units, const QWidget *widget)
{
    const int height =
        (widget ? widget->fontMetrics() : QFontMetrics(QApplication::font())).height();
    return units * 4 * qMax(1, qRound(height / 16.0));
}

QFont monospaceFont(const QWidget *widget)
{
    const QFont own = widget ? widget->font() : QApplication::font();
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (own.pointSizeF() > 0)
        font.setPointSizeF(own.pointSizeF());
    else
        font.setPixelSize(own.pixelSize());
    font.setStyleHint(QFont::Monospace);
    return font;
}

void setButtonRole(QWidget *button, ButtonRole role)
{
    button->setProperty(roleProperty, static_cast<int>(role));
    button->update();
}

ButtonRole buttonRole(const QWidget *button)
{
    return button ? static_cast<ButtonRole>(button->property(roleProperty).toInt())
                  : ButtonRole::Normal;
}

} // namespace angee
