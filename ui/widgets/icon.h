// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/palette.h"
#include "ui/widgets/status.h"

#include <QIcon>
#include <QWidget>

//! \brief The console's own drawings: one colour each, taken from the palette when painted, sharp
//! at every size and screen. Nothing is read before it is first shown.
namespace angee::Icon {

//! \brief Each is the file of the same name in resources/icons.
enum class Name {
    Overview,
    Workspace,
    Service,
    File,
    Folder,
    Secret,
    Template,
    Source,
    GitOps,
    Topology,
    Job,
    Log,
    Schema,
    Activity,
    Settings,
    Connection,
    Build,
    Up,
    Down,
    Start,
    Stop,
    Pause,
    Restart,
    Destroy,
    Add,
    Remove,
    Edit,
    Copy,
    Reveal,
    Hide,
    OpenExternal,
    Refresh,
    Search,
    Filter,
    Clear,
    Close,
    Check,
    Save,
    Undo,
    Redo,
    Diff,
    Download,
    Upload,
    Cancel,
    More,
    Menu,
    Columns,
    Terminal,
    Link,
    Pin,
    Merge,
    Wrap,
    Follow,
    Warning,
    Error,
    Info,
    Unknown,
    Help,
    Clock,
    Cloud,
    CloudOff,
    Lock,
    Unlock,
    Sun,
    Moon,
    Monitor,
    User,
    Shield,
    Bolt,
    Dot,
    ChevronLeft,
    ChevronRight,
    ChevronUp,
    ChevronDown,
    StateRunning,
    StateDeclared,
    StateStarting,
    StateUnhealthy,
    StateFailed,
    StateStopped,
    StateDone,
    StateUnknown,
    StateRestarting,
    StatePaused,
    StateStopping,
    StateUnseen,
    StateIdle,
};
constexpr int nameCount = 87;

using angee::Status;

//! \brief An icon in the colour of \a role; disabled ones in that of disabled text.
[[nodiscard]] QIcon get(Name name, ColorRole role = ColorRole::Text);
//! \brief An icon in a fixed colour, for areas that are not coloured by the theme.
[[nodiscard]] QIcon get(Name name, const QColor &color);
[[nodiscard]] QIcon status(Status status);

//! \brief Where its drawing is, in black: for what is drawn at no size of its own.
[[nodiscard]] QString fileName(Name name);

[[nodiscard]] Name statusName(Status status);
[[nodiscard]] ColorRole statusRole(Status status);

} // namespace angee::Icon

namespace angee {

//! \brief An icon as a widget, which follows the theme (a QLabel would keep the old pixels).
class IconLabel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IconLabel)

public:
    explicit IconLabel(QWidget *parent = nullptr);
    explicit IconLabel(const QIcon &icon, QWidget *parent = nullptr);
    ~IconLabel() override;

    void setIcon(const QIcon &icon);
    //! \brief Edge length in pixels; without it the style's small icon size.
    void setIconSize(int pixels);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QIcon m_icon;
    int m_size = 0;
};

} // namespace angee
