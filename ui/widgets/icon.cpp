// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/icon.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QImageReader>
#include <QPainter>
#include <QPixmapCache>
#include <QStyle>

#include <array>
#include <optional>

namespace angee {

using namespace Qt::StringLiterals;

namespace Icon {

namespace {

// In the order of Name.
constexpr std::array<QLatin1StringView, nameCount> files{
    "overview"_L1,
    "workspace"_L1,
    "service"_L1,
    "file"_L1,
    "folder"_L1,
    "secret"_L1,
    "template"_L1,
    "source"_L1,
    "gitops"_L1,
    "topology"_L1,
    "job"_L1,
    "log"_L1,
    "schema"_L1,
    "activity"_L1,
    "settings"_L1,
    "connection"_L1,
    "build"_L1,
    "up"_L1,
    "down"_L1,
    "start"_L1,
    "stop"_L1,
    "pause"_L1,
    "restart"_L1,
    "destroy"_L1,
    "add"_L1,
    "remove"_L1,
    "edit"_L1,
    "copy"_L1,
    "reveal"_L1,
    "hide"_L1,
    "open-external"_L1,
    "refresh"_L1,
    "search"_L1,
    "filter"_L1,
    "clear"_L1,
    "close"_L1,
    "check"_L1,
    "save"_L1,
    "undo"_L1,
    "redo"_L1,
    "diff"_L1,
    "download"_L1,
    "upload"_L1,
    "cancel"_L1,
    "more"_L1,
    "menu"_L1,
    "columns"_L1,
    "terminal"_L1,
    "link"_L1,
    "pin"_L1,
    "merge"_L1,
    "wrap"_L1,
    "follow"_L1,
    "warning"_L1,
    "error"_L1,
    "info"_L1,
    "unknown"_L1,
    "help"_L1,
    "clock"_L1,
    "cloud"_L1,
    "cloud-off"_L1,
    "lock"_L1,
    "unlock"_L1,
    "sun"_L1,
    "moon"_L1,
    "monitor"_L1,
    "user"_L1,
    "shield"_L1,
    "bolt"_L1,
    "dot"_L1,
    "chevron-left"_L1,
    "chevron-right"_L1,
    "chevron-up"_L1,
    "chevron-down"_L1,
    "state-running"_L1,
    "state-declared"_L1,
    "state-starting"_L1,
    "state-unhealthy"_L1,
    "state-failed"_L1,
    "state-stopped"_L1,
    "state-done"_L1,
    "state-unknown"_L1,
    "state-restarting"_L1,
    "state-paused"_L1,
    "state-stopping"_L1,
    "state-unseen"_L1,
    "state-idle"_L1,
};

//! \brief Draws one of the files as a stencil and fills it with the colour the palette has now.
class Engine final : public QIconEngine
{
public:
    Engine(Name name, ColorRole role)
        : m_name(name)
        , m_role(role)
    { }
    Engine(Name name, const QColor &color)
        : m_name(name)
        , m_color(color)
    { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device()->devicePixelRatio();
        QPixmap drawn = scaledPixmap(rect.size() * scale, mode, state, scale);
        drawn.setDevicePixelRatio(scale);
        painter->drawPixmap(rect.topLeft(), drawn);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        return drawn(size, color(mode));
    }

    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }
    QIconEngine *clone() const override { return new Engine(*this); }
    QString key() const override { return u"angee"_s; }
    bool isNull() override { return false; }

private:
    [[nodiscard]] QColor color(QIcon::Mode mode) const
    {
        if (m_color)
            return *m_color;
        return roleColor(mode == QIcon::Disabled ? ColorRole::DisabledText : m_role,
                         QGuiApplication::palette());
    }

    [[nodiscard]] QPixmap drawn(const QSize &size, const QColor &ink) const
    {
        const QLatin1StringView file = files[static_cast<std::size_t>(m_name)];
        const QString key = u"angee:%1:%2x%3:%4"_s.arg(file)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(ink.rgba(), 0, 16);
        QPixmap result;
        if (size.isEmpty() || QPixmapCache::find(key, &result))
            return result;
        QImageReader reader(fileName(m_name));
        reader.setScaledSize(size);
        QImage stencil;
        if (!reader.read(&stencil)) {
            qWarning("Icon %s cannot be drawn: %s", file.data(), qPrintable(reader.errorString()));
            return result;
        }
        QPainter painter(&stencil);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(stencil.rect(), ink);
        painter.end();
        result = QPixmap::fromImage(stencil);
        QPixmapCache::insert(key, result);
        return result;
    }

    Name m_name;
    ColorRole m_role = ColorRole::Text;
    std::optional<QColor> m_color;
};

} // namespace

QIcon get(Name name, ColorRole role)
{
    return QIcon(new Engine(name, role));
}

QIcon get(Name name, const QColor &color)
{
    return QIcon(new Engine(name, color));
}

QIcon status(Status status)
{
    return get(statusName(status), statusRole(status));
}

QString fileName(Name name)
{
    return u":/icons/%1.svg"_s.arg(files[static_cast<std::size_t>(name)]);
}

Name statusName(Status status)
{
    switch (status) {
    case Status::Running:
        return Name::StateRunning;
    case Status::Declared:
        return Name::StateDeclared;
    case Status::Starting:
        return Name::StateStarting;
    case Status::Restarting:
        return Name::StateRestarting;
    case Status::Paused:
        return Name::StatePaused;
    case Status::Stopping:
        return Name::StateStopping;
    case Status::Unseen:
        return Name::StateUnseen;
    case Status::Idle:
        return Name::StateIdle;
    case Status::Unhealthy:
        return Name::StateUnhealthy;
    case Status::Failed:
        return Name::StateFailed;
    case Status::Stopped:
        return Name::StateStopped;
    case Status::Done:
        return Name::StateDone;
    case Status::Unknown:
        break;
    }
    return Name::StateUnknown;
}

ColorRole statusRole(Status status)
{
    switch (status) {
    case Status::Running:
    case Status::Done:
        return ColorRole::Good;
    case Status::Starting:
    case Status::Stopping:
        return ColorRole::Accent;
    case Status::Unhealthy:
    case Status::Restarting:
    case Status::Paused:
    case Status::Unseen:
    case Status::Idle:
        return ColorRole::Warning;
    case Status::Failed:
        return ColorRole::Bad;
    case Status::Declared:
    case Status::Stopped:
    case Status::Unknown:
        break;
    }
    return ColorRole::Neutral;
}

} // namespace Icon

IconLabel::IconLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

IconLabel::IconLabel(const QIcon &icon, QWidget *parent)
    : IconLabel(parent)
{
    m_icon = icon;
}

IconLabel::~IconLabel() = default;

void IconLabel::setIcon(const QIcon &icon)
{
    m_icon = icon;
    update();
}

void IconLabel::setIconSize(int pixels)
{
    m_size = pixels;
    updateGeometry();
}

QSize IconLabel::sizeHint() const
{
    const int side =
        m_size ? m_size : style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    return {side, side};
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_icon.paint(&painter, rect(), Qt::AlignCenter, isEnabled() ? QIcon::Normal : QIcon::Disabled);
}

} // namespace angee
