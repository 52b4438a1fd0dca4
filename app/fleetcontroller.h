// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/fleet/fleetmember.h"
#include "core/settings/profilestore.h"
#include "ui/widgets/commandpalette.h"

#include <QObject>

#include <memory>

namespace angee {

class Application;
class CredentialStore;
class Fleet;
class FleetWindow;
class WindowSet;
struct FleetInnerStack;

//! \brief The one window of all stacks of the process, and its ways to the windows of one stack.
//!
//! Nothing of it exists while the window is closed. A stack that a window shows is told by that
//! window and not asked a second time.
class FleetController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FleetController)

public:
    //! Neither is owned. \a dataFolder holds the profiles and what is kept for each.
    FleetController(WindowSet *windows, CredentialStore *credentials, const QString &dataFolder,
                    QObject *parent = nullptr);
    ~FleetController() override;

    //! Null while it is closed.
    [[nodiscard]] FleetWindow *window() const { return m_window.get(); }
    //! Null while the window is closed.
    [[nodiscard]] Fleet *fleet() const { return m_fleet.get(); }
    //! From the next open() on; so that a test need not sit through the usual waits.
    void setTimings(const FleetTimings &timings) { m_timings = timings; }

    //! The objects of all stacks but that of \a application, while the window is open.
    [[nodiscard]] QList<PaletteEntry> paletteEntries(const Application *application) const;

public slots:
    //! Opens what one of the paletteEntries() stands for.
    void openEntry(const QString &id);
    //! Opens the window, or raises the one that is there.
    void open();
    //! Takes up what the file of the profiles holds by now.
    void readProfiles();

private:
    void matchWindows();
    void openMember(const QString &id, const ObjectRef &object);
    void openInner(const FleetInnerStack &inner);
    void close();

    WindowSet *m_windows;
    CredentialStore *m_credentials;
    QString m_dataFolder;
    ProfileStore m_profiles;
    FleetTimings m_timings;
    std::unique_ptr<Fleet> m_fleet;
    std::unique_ptr<FleetWindow> m_window; // goes first
};

} // namespace angee
