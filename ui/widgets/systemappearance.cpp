// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/systemappearance.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QMetaMethod>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr auto service = "org.freedesktop.portal.Desktop"_L1;
constexpr auto path = "/org/freedesktop/portal/desktop"_L1;
constexpr auto interface = "org.freedesktop.portal.Settings"_L1;
constexpr auto appearance = "org.freedesktop.appearance"_L1;
constexpr auto colorScheme = "color-scheme"_L1;

enum PortalValue : uint {
    NoPreference = 0,
    PreferDark = 1,
};

} // namespace

SystemAppearance::SystemAppearance(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
{
    connect(this, &SystemAppearance::settingChanged, this, &SystemAppearance::onSettingChanged);
    // QtDBus 6.4 refuses to connect a signal whose types it has not met yet.
    qRegisterMetaType<QDBusVariant>();
    const QByteArray relay = QByteArray::number(QSIGNAL_CODE)
        + QMetaMethod::fromSignal(&SystemAppearance::settingChanged).methodSignature();
    QDBusConnection connection(bus);
    // From any sender: with a name, signals are dropped until QtDBus has learnt who owns it. The
    // worst that another program could do is to turn the window dark.
    if (!connection.connect(QString(), path, interface, u"SettingChanged"_s, this,
                            relay.constData()))
        qWarning("The settings portal's changes cannot be heard.");

    QDBusMessage read = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
    read << QString(appearance) << QString(colorScheme);
    const QDBusPendingCall call = connection.asyncCall(read);
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
