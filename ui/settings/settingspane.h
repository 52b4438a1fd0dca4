// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/pane.h"
#include "ui/widgets/theme.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QSpinBox;
class QVBoxLayout;
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
    //! A kind of desktop notice that can be switched off; \a id comes back in noticeSwitched().
    void addNoticeSwitch(const QString &id, const QString &text, bool on);
    //! Why the desktop shows none; empty takes the words away.
    void setNoticeProblem(const QString &reason);

signals:
    void schemeChosen(angee::Theme::Scheme scheme);
    void zoomChosen(int percent);
    void profilesRequested();
    void keysRequested();
    void noticeSwitched(const QString &id, bool on);

private:
    QComboBox *m_scheme;
    QSpinBox *m_zoom;
    QLabel *m_folder;
    QLabel *m_sources;
    QVBoxLayout *m_notices;
    QLabel *m_noticeProblem;
};

} // namespace angee
