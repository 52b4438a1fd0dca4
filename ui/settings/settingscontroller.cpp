// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/settings/settingscontroller.h"

#include "core/session/session.h"
#include "ui/settings/settingspane.h"
#include "ui/widgets/theme.h"

#include <QSettings>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView themeKey("window/theme");
constexpr QLatin1StringView zoomKey("window/zoom");

QString schemeWord(Theme::Scheme scheme)
{
    switch (scheme) {
    case Theme::Scheme::System:
        return u"system"_s;
    case Theme::Scheme::Light:
        return u"light"_s;
    case Theme::Scheme::Dark:
        return u"dark"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

SettingsController::SettingsController(Session *session, SettingsPane *pane, Theme *theme,
                                       QSettings *settings, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
{
    pane->setScheme(theme->scheme());
    pane->setZoom(theme->zoom());
    connect(pane, &SettingsPane::schemeChosen, this, [theme, settings](Theme::Scheme scheme) {
        theme->setScheme(scheme);
        settings->setValue(themeKey, schemeWord(scheme));
    });
    connect(pane, &SettingsPane::zoomChosen, this, [theme, settings](int percent) {
        theme->setZoom(percent);
        settings->setValue(zoomKey, percent);
    });
    connect(session, &Session::daemonChanged, this, &SettingsController::showConnection);
    showConnection();
}

SettingsController::~SettingsController() = default;

void SettingsController::restoreZoom(Theme *theme, const QSettings &settings)
{
    theme->setZoom(settings.value(zoomKey, 100).toInt());
}

void SettingsController::showConnection()
{
    const ConnectionSettings &settings = m_session->settings();
    m_pane->setFolder(m_session->isConnected() ? m_session->profileFolder() : QString());
    m_pane->setSources(tr("Address: %1 (%2)\nToken: %3\nWorks as: %4 (%5)")
                           .arg(settings.url.value, settingSourceName(settings.url.source),
                                settingSourceName(settings.token.source),
                                settings.actor.value.isEmpty() ? tr("admin") : settings.actor.value,
                                settingSourceName(settings.actor.source)));
}

} // namespace angee
