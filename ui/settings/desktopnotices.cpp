// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/settings/desktopnotices.h"

#include "core/base/visibletext.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QMetaMethod>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView service("org.freedesktop.Notifications");
constexpr QLatin1StringView path("/org/freedesktop/Notifications");
constexpr int serviceDecidesHowLong = -1;
constexpr qsizetype longestNotice = 2'000;
constexpr QLatin1StringView iconName("ai.angee.Console");

} // namespace

DesktopNotices::DesktopNotices(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
{
    connect(this, &DesktopNotices::actionInvoked, this, &DesktopNotices::onActionInvoked);
    connect(this, &DesktopNotices::closed, this, &DesktopNotices::onClosed);
    const auto relay = [this](const QString &name, const QMetaMethod &signal) {
        const QByteArray slot = QByteArray::number(QSIGNAL_CODE) + signal.methodSignature();
        // From any sender, since the service may start later; only ids that it gave us count.
        if (!m_bus.connect(QString(), path, service, name, this, slot.constData()))
            qWarning("The desktop's answers to notices cannot be heard.");
    };
    if (!m_bus.isConnected())
        return;
    relay(u"ActionInvoked"_s, QMetaMethod::fromSignal(&DesktopNotices::actionInvoked));
    relay(u"NotificationClosed"_s, QMetaMethod::fromSignal(&DesktopNotices::closed));
}

DesktopNotices::~DesktopNotices() = default;

void DesktopNotices::show(const QString &tag, const QString &title, const QString &text)
{
    QDBusMessage notify = QDBusMessage::createMethodCall(service, path, service, u"Notify"_s);
    // Services may read the text as markup, so it is escaped; the title is plain by the standard.
    notify << QCoreApplication::applicationName() << m_ids.value(tag, 0) << QString(iconName)
           << shownLine(title) << shownText(text, longestNotice).toHtmlEscaped()
           << QStringList{u"default"_s, tr("Open")}
           << QVariantMap{{u"desktop-entry"_s, QString(iconName)}} << serviceDecidesHowLong;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(notify), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, tag] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        if (reply.isValid())
            m_ids.insert(tag, reply.value());
        else
            emit refused(reply.error().message());
    });
}

void DesktopNotices::onActionInvoked(uint id, const QString &action)
{
    const QString tag = m_ids.key(id);
    if (!tag.isEmpty() && action == "default"_L1)
        emit activated(tag);
}

void DesktopNotices::onClosed(uint id)
{
    m_ids.removeIf([id](const auto &entry) { return entry.value() == id; });
}

} // namespace angee
