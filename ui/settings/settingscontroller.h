// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QObject>

QT_BEGIN_NAMESPACE
class QSettings;
QT_END_NAMESPACE

namespace angee {

class Session;
class SettingsPane;
class Theme;

//! \brief Looks of the program: applied at once and remembered; and where this connection and its
//! files come from.
class SettingsController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsController)

public:
    //! All must outlive the controller.
    SettingsController(Session *session, SettingsPane *pane, Theme *theme, QSettings *settings,
                       QObject *parent = nullptr);
    ~SettingsController() override;

    //! \brief The size of text that was chosen last; for the start, before there is a pane.
    static void restoreZoom(Theme *theme, const QSettings &settings);

private:
    void showConnection();

    Session *m_session;
    SettingsPane *m_pane;
};

} // namespace angee
