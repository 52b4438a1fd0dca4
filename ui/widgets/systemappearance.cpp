// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/systemappearance.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr auto appearance = "org.freedesktop.appearance"_L1;
constexpr auto colorScheme = "color-scheme"_L1;

enum PortalValue : uint {
    NoPreference = 0,
    PreferDark = 1,
};

} // namespace

SettingsPortal::SettingsPortal(const QDBusConnection &bus, QObject *parent)
    : QDBusAbstractInterface(u"org.freedesktop.portal.Desktop"_s,
                             u"/org/freedesktop/portal/desktop"_s,
                             "org.freedesktop.portal.Settings", bus, parent)
{ }

SettingsPortal::~SettingsPortal() = default;

SystemAppearance::SystemAppearance(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_portal(bus)
{
    connect(&m_portal, &SettingsPortal::SettingChanged, this, &SystemAppearance::onSettingChanged);
    const QDBusPendingCall call =
        m_portal.asyncCall(u"Read"_s, QString(appearance), QString(colorScheme));
    auto *watcher = new QDBusPendingCallWatcher(call, this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        if (reply.isValid())
            take(reply.value().variant());
    });
}

SystemAppearance::~SystemAppearance() = default;

void SystemAppearance::onSettingChanged(const QString &group, const QString &key,
                                        const QDBusVariant &value)
{
    if (group == appearance && key == colorScheme)
        take(value.variant());
}

void SystemAppearance::take(const QVariant &value)
{
    // Read answers a variant inside a variant, the signal a plain one.
    QVariant plain = value;
    while (plain.metaType() == QMetaType::fromType<QDBusVariant>())
        plain = plain.value<QDBusVariant>().variant();
    bool ok = false;
    const uint scheme = plain.toUInt(&ok);
    if (ok && scheme != NoPreference)
        emit darkChanged(scheme == PreferDark);
}

} // namespace angee
