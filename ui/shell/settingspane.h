// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/pane.h"
#include "ui/widgets/theme.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QSpinBox;
QT_END_NAMESPACE

namespace angee {

//! \brief What can be set for the whole program, and where the program keeps its files.
class SettingsPane final : public Pane
{
    Q_OBJECT

public:
    explicit SettingsPane(QWidget *parent = nullptr);
    ~SettingsPane() override;

    void setScheme(Theme::Scheme scheme);
    void setZoom(int percent);
    //! The folder of the profile in use, for drafts, journal and caches.
    void setFolder(const QString &folder);
    //! Where each value of the connection came from, a line each.
    void setSources(const QString &text);

signals:
    void schemeChosen(angee::Theme::Scheme scheme);
    void zoomChosen(int percent);
    void profilesRequested();
    void keysRequested();

private:
    QComboBox *m_scheme;
    QSpinBox *m_zoom;
    QLabel *m_folder;
    QLabel *m_sources;
};

} // namespace angee
