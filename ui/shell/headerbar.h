// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/livestate.h"
#include "core/settings/connectionsettings.h"

#include <QTimer>
#include <QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;
QT_END_NAMESPACE

namespace angee {

class IconLabel;

//! \brief The row above everything: which profile and stack, how fresh the data is, search, Build.
//!
//! Profile and stack come first, since acting on the wrong stack is the worst mistake; a profile
//! with a colour colours the whole row. Announces intents only.
class HeaderBar final : public QWidget
{
    Q_OBJECT

public:
    explicit HeaderBar(QWidget *parent = nullptr);
    ~HeaderBar() override;

    void setConnection(const QString &profile, const QString &stack, const QString &address,
                       Protection protection, const QString &colour);
    //! \a tokenState says who the console works as and until when.
    void setIdentity(const QString &tokenState);
    //! Stands in place of the state while the daemon cannot read the stack's manifest; empty lifts
    //! it. Shown from the next setLive() on.
    void setManifestProblem(const QString &words) { m_manifestProblem = words; }
    void setLive(LiveState state, const QString &reason,
                 std::optional<std::chrono::milliseconds> age);
    //! The daemon asks nobody for a token; a badge says so for as long as it is so.
    void setDaemonOpen(bool open);
    //! Until the next attempt by itself; nothing when none is due.
    void setRetryIn(std::optional<std::chrono::milliseconds> wait);
    void setProfiles(const QList<Profile> &profiles, const QString &current);
    //! The sentence why building is not possible now; empty when it is.
    void setWhyNoChanges(const QString &why);
    //! While a build runs the button says so.
    void setBuilding(bool building);

    [[nodiscard]] QMenu *stackMenu() const { return m_stackMenu; }
    //! \brief Profiles, connecting and disconnecting.
    [[nodiscard]] QMenu *profileMenu() const { return m_profileMenu; }

signals:
    void connectRequested();
    void openFolderRequested();
    void disconnectRequested();
    void aboutRequested();
    void profileChosen(const QString &profileId);
    void manageProfilesRequested();
    //! The window of all stacks.
    void fleetRequested();
    void buildRequested();
    void paletteRequested();
    void retryRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void updateBuildButton();
    void applyColour();

    QToolButton *m_profile;
    QMenu *m_profileMenu;
    QLabel *m_protection;
    IconLabel *m_openIcon;
    QLabel *m_open;
    IconLabel *m_stateIcon;
    QLabel *m_state;
    QPushButton *m_retry;
    QLabel *m_identity;
    QLabel *m_address;
    QPushButton *m_palette;
    QPushButton *m_build;
    QToolButton *m_stack;
    QMenu *m_stackMenu;
    QColor m_colour;
    QString m_whyNoChanges;
    QString m_manifestProblem;
    bool m_building = false;
};

//! The word for a state, as it stands in the header and in every pane.
[[nodiscard]] QString liveStateName(LiveState state);

} // namespace angee
