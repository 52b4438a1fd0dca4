// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/headerbar.h"

#include "core/base/relativetime.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

Icon::Name iconOf(LiveState state)
{
    switch (state) {
    case LiveState::Live:
        return Icon::Name::StateRunning;
    case LiveState::Resting:
        return Icon::Name::Clock;
    case LiveState::Connecting:
    case LiveState::Reconnecting:
        return Icon::Name::StateStarting;
    case LiveState::Stale:
    case LiveState::Incompatible:
        return Icon::Name::Warning;
    case LiveState::Unauthorized:
        return Icon::Name::Lock;
    case LiveState::OfflineCache:
    case LiveState::Stopped:
        return Icon::Name::CloudOff;
    }
    Q_UNREACHABLE();
}

ColorRole colorOf(LiveState state)
{
    switch (state) {
    case LiveState::Live:
        return ColorRole::Good;
    case LiveState::Resting:
    case LiveState::Connecting:
        return ColorRole::Neutral;
    case LiveState::Reconnecting:
    case LiveState::Stale:
    case LiveState::Incompatible:
    case LiveState::OfflineCache:
        return ColorRole::Warning;
    case LiveState::Unauthorized:
        return ColorRole::Bad;
    case LiveState::Stopped:
        return ColorRole::Neutral;
    }
    Q_UNREACHABLE();
}

QLabel *plainLabel(QWidget *parent, const QString &objectName)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    return label;
}

} // namespace

QString liveStateName(LiveState state)
{
    switch (state) {
    case LiveState::Stopped:
        return HeaderBar::tr("Not connected");
    case LiveState::Connecting:
        return HeaderBar::tr("Connecting");
    case LiveState::Live:
        return HeaderBar::tr("Live");
    case LiveState::Resting:
        return HeaderBar::tr("Resting");
    case LiveState::Stale:
        return HeaderBar::tr("Stale");
    case LiveState::Reconnecting:
        return HeaderBar::tr("Reconnecting");
    case LiveState::Unauthorized:
        return HeaderBar::tr("Not authorised");
    case LiveState::Incompatible:
        return HeaderBar::tr("Incompatible");
    case LiveState::OfflineCache:
        return HeaderBar::tr("Offline");
    }
    Q_UNREACHABLE();
}

HeaderBar::HeaderBar(QWidget *parent)
    : QWidget(parent)
    , m_profile(new QToolButton(this))
    , m_profileMenu(new QMenu(m_profile))
    , m_protection(plainLabel(this, u"protectionBadge"_s))
    , m_openIcon(new IconLabel(this))
    , m_open(plainLabel(this, u"openBadge"_s))
    , m_stateIcon(new IconLabel(this))
    , m_state(plainLabel(this, u"connectionState"_s))
    , m_retry(new QPushButton(tr("Retry now"), this))
    , m_identity(plainLabel(this, u"workingIdentity"_s))
    , m_address(plainLabel(this, u"daemonAddress"_s))
    , m_palette(new QPushButton(tr("Search or run…"), this))
    , m_build(new QPushButton(tr("Build"), this))
    , m_stack(new QToolButton(this))
    , m_stackMenu(new QMenu(m_stack))
{
    setObjectName(u"header"_s);
    m_profile->setObjectName(u"profileButton"_s);
    m_profile->setAccessibleName(tr("Profile and stack"));
    m_profile->setPopupMode(QToolButton::InstantPopup);
    m_profile->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_profile->setIcon(Icon::get(Icon::Name::Connection));
    m_profile->setMenu(m_profileMenu);
    m_profileMenu->setObjectName(u"profileMenu"_s);
    QFont strong = font();
    strong.setBold(true);
    m_profile->setFont(strong);

    m_protection->setAccessibleName(tr("Protection of this profile"));
    m_state->setAccessibleName(tr("Connection state"));
    m_retry->setObjectName(u"retryNow"_s);
    m_retry->setVisible(false);
    m_identity->setAccessibleName(tr("Working as"));
    m_address->setAccessibleName(tr("The daemon's address"));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_address->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    m_palette->setObjectName(u"paletteButton"_s);
    m_palette->setIcon(Icon::get(Icon::Name::Search, ColorRole::SecondaryText));
    m_palette->setToolTip(tr("Find an object or an action (Ctrl+K)"));
    m_palette->setAccessibleName(tr("Search or run"));

    m_build->setObjectName(u"buildButton"_s);
    m_build->setIcon(Icon::get(Icon::Name::Build, ColorRole::AccentText));
    setButtonRole(m_build, ButtonRole::Prominent);
    m_stack->setObjectName(u"stackMenuButton"_s);
    m_stack->setAccessibleName(tr("More stack actions"));
    m_stack->setToolTip(tr("More stack actions"));
    m_stack->setIcon(Icon::get(Icon::Name::ChevronDown));
    m_stack->setPopupMode(QToolButton::InstantPopup);
    m_stack->setMenu(m_stackMenu);
    m_stackMenu->setObjectName(u"stackMenu"_s);

    m_open->setText(tr("Open to everybody"));
    m_open->setToolTip(tr("This daemon asks nobody for a token: everybody who reaches its address "
                          "controls the stack. Start it with --token."));
    m_open->setAccessibleDescription(m_open->toolTip());
    layOut();

    connect(m_retry, &QPushButton::clicked, this, &HeaderBar::retryRequested);
    connect(m_palette, &QPushButton::clicked, this, &HeaderBar::paletteRequested);
    connect(m_build, &QPushButton::clicked, this, &HeaderBar::buildRequested);
    setDaemonOpen(false);
    setConnection({}, {}, {}, Protection::Normal, {});
    setLive(LiveState::Stopped, {}, {});
    updateBuildButton();
}

void HeaderBar::layOut()
{
    auto *layout = new QHBoxLayout(this);
    const int gap = spacing(2, this);
    layout->setContentsMargins(gap, gap / 2, gap, gap / 2);
    layout->setSpacing(gap);
    layout->addWidget(m_profile);
    layout->addWidget(m_protection);
    layout->addWidget(m_openIcon);
    layout->addWidget(m_open);
    layout->addSpacing(gap);
    layout->addWidget(m_stateIcon);
    layout->addWidget(m_state);
    layout->addWidget(m_retry);
    layout->addSpacing(gap);
    layout->addWidget(m_address, 1);
    layout->addWidget(m_identity);
    layout->addWidget(m_palette);
    layout->addWidget(m_build);
    layout->addWidget(m_stack);
}

HeaderBar::~HeaderBar() = default;

void HeaderBar::setConnection(const QString &profile, const QString &stack, const QString &address,
                              Protection protection, const QString &colour)
{
    QString title = tr("Not connected");
    if (!profile.isEmpty())
        title = stack.isEmpty() ? shownName(profile)
                                : tr("%1 @ %2").arg(shownName(stack), shownName(profile));
    m_profile->setText(captionOf(title));
    m_profile->setAccessibleDescription(title);
    setLabelLine(m_address, address);
    m_address->setToolTip(address);
    m_protection->setVisible(protection != Protection::Normal);
    setLabelLine(m_protection,
                 protection == Protection::ReadOnly ? tr("Read-only") : tr("Every change asks"));
    m_colour = QColor(colour);
    applyColour();
}

void HeaderBar::setIdentity(const QString &tokenState)
{
    setLabelLine(m_identity, tokenState);
    m_identity->setVisible(!tokenState.isEmpty());
}

void HeaderBar::setLive(LiveState state, const QString &reason,
                        std::optional<std::chrono::milliseconds> age)
{
    const QIcon icon = m_colour.isValid() ? Icon::get(iconOf(state), readableOn(m_colour))
                                          : Icon::get(iconOf(state), colorOf(state));
    m_stateIcon->setIcon(icon);
    // What is live has no age: that beside it says when the daemon was asked last.
    QString text = liveStateName(state);
    const bool isBroken = !m_manifestProblem.isEmpty() && !isCurrent(state);
    if (isBroken)
        text = tr("The stack's manifest is broken");
    if (age && !isCurrent(state))
        text += u", "_s + agoText(age->count() / 1000);
    setLabelLine(m_state, text);
    QStringList more(isBroken ? m_manifestProblem : reason);
    if (age && isCurrent(state))
        more.append(tr("Confirmed by the daemon %1.").arg(agoText(age->count() / 1000)));
    more.removeAll(QString());
    m_state->setToolTip(more.join(u'\n'));
    m_state->setAccessibleDescription(shownText(more.join(u'\n')));
    const bool canRetry = state == LiveState::Reconnecting || state == LiveState::OfflineCache
        || state == LiveState::Incompatible || state == LiveState::Unauthorized;
    m_retry->setVisible(canRetry);
}

void HeaderBar::setDaemonOpen(bool open)
{
    m_openIcon->setVisible(open);
    m_open->setVisible(open);
}

void HeaderBar::setRetryIn(std::optional<std::chrono::milliseconds> wait)
{
    const qint64 seconds = wait ? (wait->count() + 999) / 1000 : 0;
    m_retry->setText(seconds > 0 ? tr("Retry now (by itself in %1 s)").arg(seconds)
                                 : tr("Retry now"));
}

void HeaderBar::setProfiles(const QList<Profile> &profiles, const QString &current)
{
    m_profileMenu->clear();
    auto *group = new QActionGroup(m_profileMenu);
    for (const Profile &profile : profiles) {
        QAction *action = m_profileMenu->addAction(captionOf(profile.name));
        action->setObjectName(u"profile-"_s + profile.id);
        action->setCheckable(true);
        action->setChecked(profile.id == current);
        action->setToolTip(profile.url);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, id = profile.id] { emit profileChosen(id); });
    }
    if (!profiles.isEmpty())
        m_profileMenu->addSeparator();
    QAction *connectAction = m_profileMenu->addAction(tr("Connect…"));
    connectAction->setObjectName(u"connectAction"_s);
    connect(connectAction, &QAction::triggered, this, &HeaderBar::connectRequested);
    QAction *folder = m_profileMenu->addAction(tr("Open stack folder…"));
    folder->setObjectName(u"openFolderAction"_s);
    connect(folder, &QAction::triggered, this, &HeaderBar::openFolderRequested);
    QAction *manage = m_profileMenu->addAction(tr("Manage profiles…"));
    manage->setObjectName(u"manageProfilesAction"_s);
    connect(manage, &QAction::triggered, this, &HeaderBar::manageProfilesRequested);
    QAction *fleet = m_profileMenu->addAction(tr("Fleet: all stacks…"));
    fleet->setObjectName(u"fleetAction"_s);
    fleet->setToolTip(tr("Ctrl+Shift+A"));
    connect(fleet, &QAction::triggered, this, &HeaderBar::fleetRequested);
    QAction *leave = m_profileMenu->addAction(tr("Disconnect"));
    leave->setObjectName(u"disconnectAction"_s);
    connect(leave, &QAction::triggered, this, &HeaderBar::disconnectRequested);
    m_profileMenu->addSeparator();
    QAction *about = m_profileMenu->addAction(tr("About Angee Console…"));
    about->setObjectName(u"aboutAction"_s);
    connect(about, &QAction::triggered, this, &HeaderBar::aboutRequested);
}

void HeaderBar::setWhyNoChanges(const QString &why)
{
    if (m_whyNoChanges == why)
        return;
    m_whyNoChanges = why;
    updateBuildButton();
}

void HeaderBar::setBuilding(bool building)
{
    if (m_building == building)
        return;
    m_building = building;
    updateBuildButton();
}

void HeaderBar::updateBuildButton()
{
    m_build->setEnabled(m_whyNoChanges.isEmpty() && !m_building);
    m_build->setText(m_building ? tr("Building…") : tr("Build"));
    const QString tip = m_building ? tr("A build is running; it is in the task strip.")
        : m_whyNoChanges.isEmpty()
        ? tr("Build the stack's container images (Ctrl+B). Nothing is restarted.")
        : m_whyNoChanges;
    m_build->setToolTip(tip);
    m_build->setAccessibleDescription(tip);
}

void HeaderBar::applyColour()
{
    const QColor text = m_colour.isValid() ? readableOn(m_colour) : QColor();
    for (QWidget *widget :
         QList<QWidget *>{m_profile, m_state, m_address, m_identity, m_protection}) {
        QPalette palette;
        if (text.isValid()) {
            palette.setColor(QPalette::WindowText, text);
            palette.setColor(QPalette::ButtonText, text);
            palette.setColor(QPalette::Text, text);
        } else if (widget == m_address || widget == m_identity) {
            palette.setColor(QPalette::WindowText,
                             roleColor(ColorRole::SecondaryText, this->palette()));
        }
        widget->setPalette(palette);
    }
    const QColor amber = text.isValid() ? text : roleColor(ColorRole::Warning, this->palette());
    QPalette warning;
    warning.setColor(QPalette::WindowText, amber);
    m_open->setPalette(warning);
    m_openIcon->setIcon(Icon::get(Icon::Name::Warning, amber));
    m_profile->setIcon(text.isValid() ? Icon::get(Icon::Name::Connection, text)
                                      : Icon::get(Icon::Name::Connection));
    update();
}

void HeaderBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_colour.isValid() ? m_colour : roleColor(ColorRole::Base, palette()));
    painter.setPen(roleColor(ColorRole::Separator, palette()));
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

void HeaderBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        applyColour();
    QWidget::changeEvent(event);
}

} // namespace angee
