// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/settings/settingsdescriptor.h"

#include "core/session/stackwatch.h"
#include "ui/settings/desktopnotices.h"
#include "ui/settings/noticescontroller.h"
#include "ui/settings/settingscontroller.h"
#include "ui/settings/settingspane.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

Pane *makeSettings(const PaneContext &context)
{
    auto *pane = new SettingsPane;
    new SettingsController(context.session, pane, context.theme, context.settings,
                           context.controllers);
    QObject::connect(pane, &SettingsPane::profilesRequested, context.controllers,
                     context.showProfiles);
    QObject::connect(pane, &SettingsPane::keysRequested, context.controllers, context.showKeys);
    auto *desktop = new DesktopNotices(QDBusConnection::sessionBus(), context.controllers);
    const auto *notices =
        new NoticesController(context.session, context.watch->notices(), desktop, pane,
                              context.settings, context.window, context.controllers);
    QObject::connect(notices, &NoticesController::openRequested, pane,
                     [pane, window = context.window](const ObjectRef &object) {
                         window->show();
                         window->raise();
                         window->activateWindow();
                         emit pane->openRequested(object);
                     });
    return pane;
}

} // namespace

PaneDescriptor settingsDescriptor()
{
    return {
        .id = u"settings"_s,
        .title = SettingsPane::tr("Settings"),
        .icon = Icon::Name::Settings,
        .make = makeSettings,
    };
}

} // namespace angee
