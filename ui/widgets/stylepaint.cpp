// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/stylepaint.h"

#include "ui/widgets/palette.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QIcon>
#include <QPainter>
#include <QToolButton>

namespace angee::stylepaint {

namespace {

bool enabled(const QStyleOption *option)
{
    return option->state & QStyle::State_Enabled;
}

bool filled(const QStyleOptionButton *option, const QWidget *widget)
{
    return option->features & QStyleOptionButton::DefaultButton
        || buttonRole(widget) == ButtonRole::Prominent;
}

void stroke(QPainter *painter, const QPolygonF &line, const QColor &ink, qreal width)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(ink, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(line);
    painter->restore();
}

} // namespace

int controlHeight(const QStyleOption *option)
{
    const int text = option ? option->fontMetrics.height() : 16;
    return text + 12 * qMax(1, qRound(text / 16.0));
}

bool hasMenuMark(const QStyleOptionToolButton &tool)
{
    return tool.features & QStyleOptionToolButton::HasMenu
        && !(tool.features & QStyleOptionToolButton::MenuButtonPopup);
}

void box(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &border,
         qreal width, qreal radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(border.alpha() ? QPen(border, width) : QPen(Qt::NoPen));
    painter->setBrush(fill);
    const qreal inset = border.alpha() ? width / 2 : 0;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void chevron(QPainter *painter, const QRect &rect, Qt::ArrowType type, const QColor &ink)
{
    const qreal half = qBound(2.5, qMin(rect.width(), rect.height()) / 3.0, 4.0);
    QPolygonF line{QPointF(-half, half / 2), QPointF(0, -half / 2), QPointF(half, half / 2)};
    QTransform turn;
    turn.translate(rect.x() + rect.width() / 2.0, rect.y() + rect.height() / 2.0);
    switch (type) {
    case Qt::DownArrow:
        turn.rotate(180);
        break;
    case Qt::LeftArrow:
        turn.rotate(-90);
        break;
    case Qt::RightArrow:
        turn.rotate(90);
        break;
    case Qt::UpArrow:
    case Qt::NoArrow:
        break;
    }
    stroke(painter, turn.map(line), ink, 1.5);
}

QColor buttonInk(const QStyleOptionButton *option, const QWidget *widget)
{
    if (filled(option, widget) && buttonRole(widget) != ButtonRole::Destructive)
        return roleColor(ColorRole::AccentText, option->palette);
    if (buttonRole(widget) == ButtonRole::Destructive)
        return roleColor(ColorRole::Bad, option->palette);
    return option->palette.color(QPalette::Active, QPalette::ButtonText);
}

void buttonPanel(QPainter *painter, const QStyleOptionButton *option, const QWidget *widget)
{
    if (!option)
        return;
    const auto color = [option](ColorRole role) { return roleColor(role, option->palette); };
    const bool down = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hover = option->state & QStyle::State_MouseOver && enabled(option);
    const bool focus = option->state & QStyle::State_HasFocus;
    const bool danger = buttonRole(widget) == ButtonRole::Destructive;
    const bool accent = filled(option, widget) && !danger && enabled(option);
    const bool flat = option->features & QStyleOptionButton::Flat && !down && !hover;

    QColor fill = color(down ? ColorRole::Pressed : hover ? ColorRole::Hover : ColorRole::Control);
    QColor border = color(danger ? ColorRole::Bad : ColorRole::Border);
    if (danger && (hover || down))
        fill = color(ColorRole::BadBackground);
    if (!enabled(option)) {
        fill = color(ColorRole::Window);
        border = color(ColorRole::Separator);
    }
    if (accent) {
        fill = color(ColorRole::Accent);
        if (hover || down)
            fill = isDark(option->palette) ? fill.lighter(108) : fill.darker(115);
        border = fill;
    }
    if (flat)
        fill = border = QColor(Qt::transparent);
    box(painter, option->rect, fill, focus && !accent ? color(ColorRole::Accent) : border,
        focus && !accent ? 2 : 1);
    if (focus && accent)
        box(painter, option->rect.adjusted(2, 2, -2, -2), Qt::transparent,
            color(ColorRole::AccentText), 1.5, 3);
}

QIcon inked(const QIcon &icon, const QSize &size, const QColor &ink, const QPainter *painter)
{
    QPixmap pixmap = icon.pixmap(size, painter->device()->devicePixelRatio());
    QPainter tint(&pixmap);
    tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
    tint.fillRect(pixmap.rect(), ink);
    tint.end();
    return QIcon(pixmap);
}

void toolPanel(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const auto color = [option](ColorRole role) { return roleColor(role, option->palette); };
    const bool on = option->state & QStyle::State_On;
    const bool sunken = option->state & QStyle::State_Sunken;
    const bool hover = option->state & QStyle::State_MouseOver && enabled(option);
    const auto *tool = qobject_cast<const QToolButton *>(widget);
    const bool raised = tool && !tool->autoRaise();
    if (!on && !sunken && !hover && !raised)
        return;
    const ColorRole fill = sunken ? ColorRole::Pressed
        : on                      ? ColorRole::Selection
        : hover                   ? ColorRole::Hover
                                  : ColorRole::Control;
    const QColor border = raised ? color(enabled(option) ? ColorRole::Border : ColorRole::Separator)
        : on                     ? color(ColorRole::Accent)
                                 : QColor(Qt::transparent);
    box(painter, option->rect, color(fill), border);
}

void focusRing(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const QColor accent = roleColor(ColorRole::Accent, option->palette);
    if (qobject_cast<const QAbstractItemView *>(widget))
        box(painter, option->rect, Qt::transparent, accent, 1, 0);
    else if (qobject_cast<const QToolButton *>(widget))
        box(painter, widget->rect(), Qt::transparent, accent, 2);
    else
        box(painter, option->rect, Qt::transparent, accent, 2, 3);
}

void field(QPainter *painter, const QStyleOption *option)
{
    const bool focus = option->state & QStyle::State_HasFocus && enabled(option);
    const bool readOnly = option->state & QStyle::State_ReadOnly;
    const ColorRole border = !enabled(option) ? ColorRole::Separator
        : focus                               ? ColorRole::Accent
                                              : ColorRole::Border;
    const ColorRole fill = readOnly || !enabled(option) ? ColorRole::Window : ColorRole::Base;
    box(painter, option->rect, roleColor(fill, option->palette), roleColor(border, option->palette),
        focus ? 2 : 1);
}

void areaFrame(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const bool focus = option->state & QStyle::State_HasFocus;
    const bool view = qobject_cast<const QAbstractItemView *>(widget);
    const bool control = widget && widget->inherits("QAbstractScrollArea") && !view
        && !widget->inherits("QScrollArea") && enabled(option);
    const ColorRole role = focus ? ColorRole::Accent
        : control                ? ColorRole::Border
                                 : ColorRole::Separator;
    box(painter, option->rect, Qt::transparent, roleColor(role, option->palette), 1, 0);
}

void edge(QPainter *painter, const QStyleOption *option, bool filled)
{
    box(painter, option->rect,
        filled ? option->palette.color(QPalette::ToolTipBase) : QColor(Qt::transparent),
        roleColor(ColorRole::Border, option->palette), 1, 0);
}

void rule(QPainter *painter, const QStyleOptionFrame *option)
{
    QRect line = option->rect;
    if (option->frameShape == QFrame::HLine)
        line = QRect(line.x(), line.center().y(), line.width(), 1);
    else
        line = QRect(line.center().x(), line.y(), 1, line.height());
    painter->fillRect(line, roleColor(ColorRole::Separator, option->palette));
}

void splitterLine(QPainter *painter, const QStyleOption *option)
{
    const bool hover = option->state & (QStyle::State_MouseOver | QStyle::State_Sunken);
    const QColor ink = roleColor(hover ? ColorRole::Accent : ColorRole::Separator, option->palette);
    const QRect r = option->rect;
    // The splitter calls itself horizontal when its handle stands upright.
    if (option->state & QStyle::State_Horizontal)
        painter->fillRect(r.center().x(), r.y(), 1, r.height(), ink);
    else
        painter->fillRect(r.x(), r.center().y(), r.width(), 1, ink);
}

void checkMark(QPainter *painter, const QStyleOption *option)
{
    const auto color = [option](ColorRole role) { return roleColor(role, option->palette); };
    const int side = qMin(option->rect.width(), option->rect.height());
    QRect r(0, 0, side, side);
    r.moveCenter(option->rect.center());
    const bool set = option->state & (QStyle::State_On | QStyle::State_NoChange);
    const ColorRole live = set ? ColorRole::Accent : ColorRole::Border;
    const QColor edgeColor = color(enabled(option) ? live : ColorRole::DisabledText);
    const QColor fill = set ? edgeColor : color(ColorRole::Base);
    box(painter, r.adjusted(1, 1, -1, -1), fill, edgeColor, 1, 3);
    const QColor ink = color(enabled(option) ? ColorRole::AccentText : ColorRole::Window);
    const qreal u = side / 16.0;
    const auto at = [&r, u](qreal x, qreal y) { return QPointF(r.x() + x * u, r.y() + y * u); };
    if (option->state & QStyle::State_NoChange)
        stroke(painter, {at(5, 8), at(11, 8)}, ink, 1.8 * u);
    else if (set)
        stroke(painter, {at(4.5, 8.2), at(7, 10.7), at(11.5, 5.6)}, ink, 1.8 * u);
}

void radioMark(QPainter *painter, const QStyleOption *option)
{
    const auto color = [option](ColorRole role) { return roleColor(role, option->palette); };
    const int side = qMin(option->rect.width(), option->rect.height());
    QRect r(0, 0, side, side);
    r.moveCenter(option->rect.center());
    r.adjust(1, 1, -1, -1);
    const bool set = option->state & QStyle::State_On;
    const ColorRole live = set ? ColorRole::Accent : ColorRole::Border;
    const QColor ink = color(enabled(option) ? live : ColorRole::DisabledText);
    box(painter, r, color(ColorRole::Base), ink, 1, r.width() / 2.0);
    if (set) {
        const int inset = r.width() / 4 + 1;
        box(painter, r.adjusted(inset, inset, -inset, -inset), ink, Qt::transparent, 0,
            r.width() / 2.0);
    }
}

void closeMark(QPainter *painter, const QStyleOption *option)
{
    const bool near = option->state & (QStyle::State_MouseOver | QStyle::State_HasFocus);
    if (near && enabled(option))
        box(painter, option->rect, roleColor(ColorRole::Hover, option->palette), Qt::transparent);
    const ColorRole role = near ? ColorRole::Text : ColorRole::SecondaryText;
    QRectF cross(0, 0, 8, 8);
    cross.moveCenter(QRectF(option->rect).center());
    const QColor ink = roleColor(role, option->palette);
    stroke(painter, {{cross.topLeft(), cross.bottomRight()}}, ink, 1.5);
    stroke(painter, {{cross.topRight(), cross.bottomLeft()}}, ink, 1.5);
}

void tabShape(QPainter *painter, const QStyleOptionTab *option)
{
    const QRect r = option->rect;
    const bool selected = option->state & QStyle::State_Selected;
    if (!selected && option->state & QStyle::State_MouseOver && enabled(option))
        painter->fillRect(r.adjusted(0, 0, 0, -1), roleColor(ColorRole::Hover, option->palette));
    if (!selected)
        return;
    const QColor accent =
        roleColor(enabled(option) ? ColorRole::Accent : ColorRole::Separator, option->palette);
    switch (option->shape) {
    case QTabBar::RoundedSouth:
    case QTabBar::TriangularSouth:
        painter->fillRect(r.x(), r.y(), r.width(), 2, accent);
        break;
    case QTabBar::RoundedWest:
    case QTabBar::TriangularWest:
        painter->fillRect(r.right() - 1, r.y(), 2, r.height(), accent);
        break;
    case QTabBar::RoundedEast:
    case QTabBar::TriangularEast:
        painter->fillRect(r.x(), r.y(), 2, r.height(), accent);
        break;
    default:
        painter->fillRect(r.x(), r.bottom() - 1, r.width(), 2, accent);
        break;
    }
}

void progress(QPainter *painter, const QStyleOptionProgressBar *option)
{
    const QColor accent = roleColor(ColorRole::Accent, option->palette);
    QRect r = option->rect.adjusted(1, 1, -1, -1);
    if (option->minimum == 0 && option->maximum == 0) {
        // Still, on purpose: how long it takes stands beside it in words.
        painter->save();
        painter->setClipRect(r);
        painter->fillRect(r, QBrush(accent, Qt::BDiagPattern));
        painter->restore();
        return;
    }
    const double total = double(option->maximum) - option->minimum;
    const double share = total > 0 ? (double(option->progress) - option->minimum) / total : 0;
    r.setWidth(qRound(r.width() * qBound(0.0, share, 1.0)));
    if (option->direction == Qt::RightToLeft)
        r.moveRight(option->rect.right() - 1);
    if (r.width() > 0)
        box(painter, r, accent, Qt::transparent, 0, 3);
}

QRect scrollBarPart(const QStyleOptionSlider *option, QStyle::SubControl part, int minimumSlider)
{
    const bool horizontal = option->orientation == Qt::Horizontal;
    const QRect r = option->rect;
    const int length = horizontal ? r.width() : r.height();
    int handle = length;
    if (option->maximum != option->minimum) {
        const qint64 range = qint64(option->maximum) - option->minimum;
        handle = int(qint64(option->pageStep) * length / qMax<qint64>(1, range + option->pageStep));
        handle = qMin(length, qMax(handle, minimumSlider));
    }
    const int start =
        QStyle::sliderPositionFromValue(option->minimum, option->maximum, option->sliderPosition,
                                        length - handle, option->upsideDown);
    const auto slice = [&](int from, int size) {
        return horizontal ? QRect(r.x() + from, r.y(), size, r.height())
                          : QRect(r.x(), r.y() + from, r.width(), size);
    };
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return r;
    case QStyle::SC_ScrollBarSlider:
        return slice(start, handle);
    case QStyle::SC_ScrollBarSubPage:
        return slice(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return slice(start + handle, length - start - handle);
    default:
        return {};
    }
}

} // namespace angee::stylepaint
