// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/consolestyle.h"

#include "ui/widgets/palette.h"
#include "ui/widgets/stylepaint.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolButton>

namespace angee {

using namespace Qt::StringLiterals;
using namespace stylepaint;

namespace {

constexpr int scrollBarExtent = 12;
constexpr int indicatorSize = 16;
constexpr int minimumSlider = 28;
constexpr int toolInset = 3;
constexpr int menuMark = 16; // width of the place for the arrow of a button with a menu
constexpr int textInset = 4; // of fields, beside what Qt keeps anyway

QPalette::ColorGroup groupOf(const QStyleOption *option)
{
    return option->state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled;
}

} // namespace

ConsoleStyle::ConsoleStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
    setObjectName(u"angee"_s);
}

ConsoleStyle::~ConsoleStyle() = default;

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                 QPainter *painter, const QWidget *widget) const
{
    if (drawFrames(element, option, painter, widget) || drawIndicators(element, option, painter))
        return;
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

bool ConsoleStyle::drawFrames(PrimitiveElement element, const QStyleOption *option,
                              QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        buttonPanel(painter, qstyleoption_cast<const QStyleOptionButton *>(option), widget);
        return true;
    case PE_PanelButtonTool:
    case PE_IndicatorButtonDropDown:
        toolPanel(painter, option, widget);
        return true;
    case PE_FrameDefaultButton:
        return true;
    case PE_FrameFocusRect:
        focusRing(painter, option, widget);
        return true;
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            field(painter, option);
        else
            painter->fillRect(option->rect, option->palette.brush(groupOf(option), QPalette::Base));
        return true;
    }
    case PE_FrameLineEdit:
        field(painter, option);
        return true;
    case PE_Frame:
        areaFrame(painter, option, widget);
        return true;
    case PE_FrameGroupBox:
        box(painter, option->rect, Qt::transparent,
            roleColor(ColorRole::Separator, option->palette));
        return true;
    case PE_FrameMenu:
    case PE_PanelTipLabel:
    case PE_FrameTabWidget:
        edge(painter, option, element == PE_PanelTipLabel);
        return true;
    case PE_FrameTabBarBase:
        painter->fillRect(option->rect.x(), option->rect.bottom(), option->rect.width(), 1,
                          roleColor(ColorRole::Separator, option->palette));
        return true;
    default:
        return false;
    }
}

bool ConsoleStyle::drawIndicators(PrimitiveElement element, const QStyleOption *option,
                                  QPainter *painter) const
{
    const QColor ink = option->palette.color(groupOf(option), QPalette::WindowText);
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        checkMark(painter, option);
        return true;
    case PE_IndicatorRadioButton:
        radioMark(painter, option);
        return true;
    case PE_IndicatorTabClose:
        closeMark(painter, option);
        return true;
    case PE_IndicatorArrowUp:
    case PE_IndicatorSpinUp:
        chevron(painter, option->rect, Qt::UpArrow, ink);
        return true;
    case PE_IndicatorArrowDown:
    case PE_IndicatorSpinDown:
        chevron(painter, option->rect, Qt::DownArrow, ink);
        return true;
    case PE_IndicatorArrowLeft:
        chevron(painter, option->rect, Qt::LeftArrow, ink);
        return true;
    case PE_IndicatorArrowRight:
        chevron(painter, option->rect, Qt::RightArrow, ink);
        return true;
    case PE_IndicatorHeaderArrow: {
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        if (!header || header->sortIndicator == QStyleOptionHeader::None)
            return true;
        // Qt calls ascending "down"; everybody else points up.
        const bool ascending = header->sortIndicator == QStyleOptionHeader::SortDown;
        chevron(painter, option->rect, ascending ? Qt::UpArrow : Qt::DownArrow,
                roleColor(ColorRole::Accent, option->palette));
        return true;
    }
    case PE_IndicatorBranch:
        if (option->state & State_Children) {
            const bool rtl = option->direction == Qt::RightToLeft;
            const Qt::ArrowType closed = rtl ? Qt::LeftArrow : Qt::RightArrow;
            chevron(painter, option->rect, option->state & State_Open ? Qt::DownArrow : closed,
                    roleColor(ColorRole::SecondaryText, option->palette));
        }
        return true;
    default:
        return false;
    }
}

void ConsoleStyle::drawControl(ControlElement element, const QStyleOption *option,
                               QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton:
        drawControl(CE_PushButtonBevel, option, painter, widget);
        drawControl(CE_PushButtonLabel, option, painter, widget);
        return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            drawButtonLabel(button, painter, widget);
            return;
        }
        break;
    case CE_ToolButtonLabel:
        if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            tool && tool->toolButtonStyle == Qt::ToolButtonTextBesideIcon) {
            QStyleOptionToolButton copy(*tool);
            const bool rtl = option->direction == Qt::RightToLeft;
            copy.rect.translate(rtl ? -toolInset : toolInset, 0);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    case CE_Header:
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
    case CE_HeaderLabel:
        if (drawHeader(element, option, painter, widget))
            return;
        break;
    case CE_TabBarTabShape:
    case CE_TabBarTabLabel:
        if (drawTab(element, option, painter, widget))
            return;
        break;
    case CE_ProgressBarGroove:
    case CE_ProgressBarContents:
        if (drawProgress(element, option, painter))
            return;
        break;
    case CE_Splitter:
        splitterLine(painter, option);
        return;
    case CE_ToolBar:
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, option->palette.window());
        return;
    case CE_ShapedFrame: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && (frame->frameShape == QFrame::HLine || frame->frameShape == QFrame::VLine)) {
            rule(painter, frame);
            return;
        }
        break;
    }
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void ConsoleStyle::drawButtonLabel(const QStyleOptionButton *option, QPainter *painter,
                                   const QWidget *widget) const
{
    QStyleOptionButton copy(*option);
    if (option->state & State_Enabled) {
        const QColor ink = buttonInk(option, widget);
        copy.palette.setColor(QPalette::ButtonText, ink);
        if (!option->icon.isNull() && ink != roleColor(ColorRole::Text, option->palette))
            copy.icon = inked(option->icon, option->iconSize, ink, painter);
    }
    copy.state.setFlag(State_HasFocus, false); // the bevel has the ring already
    QProxyStyle::drawControl(CE_PushButtonLabel, &copy, painter, widget);
}

bool ConsoleStyle::drawHeader(ControlElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    const QColor line = roleColor(ColorRole::Separator, option->palette);
    const QRect r = option->rect;
    if (element == CE_Header || element == CE_HeaderLabel) {
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        if (!header)
            return false;
        QStyleOptionHeaderV2 copy;
        if (const auto *v2 = qstyleoption_cast<const QStyleOptionHeaderV2 *>(option))
            copy = *v2;
        else
            copy.QStyleOptionHeader::operator=(*header);
        if (element == CE_Header) {
            // The base class would not ask this class where label and arrow are.
            drawHeader(CE_HeaderSection, option, painter, widget);
            copy.rect = subElementRect(SE_HeaderLabel, option, widget);
            drawHeader(CE_HeaderLabel, &copy, painter, widget);
            copy.rect = subElementRect(SE_HeaderArrow, option, widget);
            drawPrimitive(PE_IndicatorHeaderArrow, &copy, painter, widget);
            return true;
        }
        // A bold label would change its width with the selection, and with it the ellipsis.
        copy.state.setFlag(State_On, false);
        copy.palette.setColor(QPalette::ButtonText,
                              roleColor(ColorRole::SecondaryText, option->palette));
        QProxyStyle::drawControl(element, &copy, painter, widget);
        return true;
    }
    const bool hover = element == CE_HeaderSection && option->state & State_MouseOver
        && option->state & State_Enabled;
    painter->fillRect(r, roleColor(hover ? ColorRole::Hover : ColorRole::Window, option->palette));
    if (option->state & State_Horizontal || element == CE_HeaderEmptyArea) {
        painter->fillRect(r.x(), r.bottom(), r.width(), 1, line);
        if (element == CE_HeaderSection) {
            const int x = option->direction == Qt::RightToLeft ? r.left() : r.right();
            painter->fillRect(x, r.y() + r.height() / 4, 1, r.height() / 2, line);
        }
    } else {
        painter->fillRect(r.right(), r.y(), 1, r.height(), line);
    }
    return true;
}

bool ConsoleStyle::drawTab(ControlElement element, const QStyleOption *option, QPainter *painter,
                           const QWidget *widget) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    if (!tab)
        return false;
    const bool selected = option->state & State_Selected;
    if (element == CE_TabBarTabShape) {
        tabShape(painter, tab);
        return true;
    }
    QStyleOptionTab copy(*tab);
    if (!selected && option->state & State_Enabled)
        copy.palette.setColor(QPalette::WindowText,
                              roleColor(ColorRole::SecondaryText, option->palette));
    QProxyStyle::drawControl(element, &copy, painter, widget);
    return true;
}

bool ConsoleStyle::drawProgress(ControlElement element, const QStyleOption *option,
                                QPainter *painter) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
    if (!bar)
        return false;
    if (element == CE_ProgressBarGroove)
        box(painter, option->rect, roleColor(ColorRole::NeutralBackground, option->palette),
            roleColor(ColorRole::Border, option->palette));
    else
        progress(painter, bar);
    return true;
}

void ConsoleStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                      QPainter *painter, const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox:
        drawComboBox(option, painter, widget);
        return;
    case CC_SpinBox:
        drawSpinBox(option, painter, widget);
        return;
    case CC_ScrollBar:
        drawScrollBar(option, painter, widget);
        return;
    case CC_ToolButton:
        drawToolButton(option, painter, widget);
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

void ConsoleStyle::drawComboBox(const QStyleOptionComplex *option, QPainter *painter,
                                const QWidget *widget) const
{
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (!combo)
        return;
    if (combo->editable) {
        field(painter, option);
    } else {
        QStyleOptionButton button;
        button.QStyleOption::operator=(*option);
        button.state.setFlag(State_On, false);
        buttonPanel(painter, &button, nullptr);
    }
    const QRect arrow = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
    chevron(painter, arrow, Qt::DownArrow,
            option->palette.color(groupOf(option), QPalette::ButtonText));
}

void ConsoleStyle::drawToolButton(const QStyleOptionComplex *option, QPainter *painter,
                                  const QWidget *widget) const
{
    const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    if (!tool || !hasMenuMark(*tool)) {
        QProxyStyle::drawComplexControl(CC_ToolButton, option, painter, widget);
        return;
    }
    // Fusion puts its arrow into the lower corner, over the text; ours has a place of its own. A
    // button that is only an icon says by that icon that it opens a menu.
    QStyleOptionToolButton copy(*tool);
    copy.features.setFlag(QStyleOptionToolButton::HasMenu, false);
    if (tool->toolButtonStyle != Qt::ToolButtonTextBesideIcon) {
        QProxyStyle::drawComplexControl(CC_ToolButton, &copy, painter, widget);
        return;
    }
    drawPrimitive(PE_PanelButtonTool, &copy, painter, widget);
    const bool rtl = option->direction == Qt::RightToLeft;
    QRect arrow = option->rect;
    arrow.setWidth(menuMark);
    if (!rtl)
        arrow.moveRight(option->rect.right() - toolInset);
    chevron(painter, arrow, Qt::DownArrow,
            option->palette.color(groupOf(option), QPalette::ButtonText));
    copy.rect.adjust(rtl ? menuMark : 0, 0, rtl ? 0 : -menuMark, 0);
    drawControl(CE_ToolButtonLabel, &copy, painter, widget);
    if (option->state & State_HasFocus) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(*option);
        drawPrimitive(PE_FrameFocusRect, &focus, painter, widget);
    }
}

void ConsoleStyle::drawSpinBox(const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    if (!spin)
        return;
    field(painter, option);
    if (spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto arrow = [&](SubControl sub, Qt::ArrowType type, bool enabled) {
        const QColor ink = option->palette.color(enabled ? groupOf(option) : QPalette::Disabled,
                                                 QPalette::ButtonText);
        chevron(painter, subControlRect(CC_SpinBox, option, sub, widget), type, ink);
    };
    arrow(SC_SpinBoxUp, Qt::UpArrow, spin->stepEnabled & QAbstractSpinBox::StepUpEnabled);
    arrow(SC_SpinBoxDown, Qt::DownArrow, spin->stepEnabled & QAbstractSpinBox::StepDownEnabled);
}

void ConsoleStyle::drawScrollBar(const QStyleOptionComplex *option, QPainter *painter,
                                 const QWidget *widget) const
{
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!slider)
        return;
    painter->fillRect(option->rect, option->palette.base());
    if (slider->minimum == slider->maximum)
        return;
    const bool active = option->state & State_MouseOver || option->activeSubControls;
    QRect handle = subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget);
    const int margin = active ? 2 : 3;
    handle.adjust(margin, margin, -margin, -margin);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(
        roleColor(active ? ColorRole::SecondaryText : ColorRole::Border, option->palette));
    const qreal radius = qMin(handle.width(), handle.height()) / 2.0;
    painter->drawRoundedRect(handle, radius, radius);
    painter->restore();
}

QRect ConsoleStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                   SubControl subControl, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control == CC_ScrollBar && bar)
        return visualRect(option->direction, option->rect,
                          scrollBarPart(bar, subControl, minimumSlider));
    QRect rect = QProxyStyle::subControlRect(control, option, subControl, widget);
    const bool text = (control == CC_ComboBox && subControl == SC_ComboBoxEditField)
        || (control == CC_SpinBox && subControl == SC_SpinBoxEditField);
    if (text) {
        const bool rtl = option->direction == Qt::RightToLeft;
        rect.adjust(rtl ? 0 : textInset, 0, rtl ? -textInset : 0, 0);
    }
    return rect;
}

QRect ConsoleStyle::subElementRect(SubElement element, const QStyleOption *option,
                                   const QWidget *widget) const
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    switch (element) {
    case SE_LineEditContents: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        const QRect rect = QProxyStyle::subElementRect(element, option, widget);
        return frame && frame->lineWidth > 0 ? rect.adjusted(textInset, 0, -textInset, 0) : rect;
    }
    case SE_HeaderArrow:
    case SE_HeaderLabel: {
        if (!header || header->orientation != Qt::Horizontal)
            break;
        const int margin = pixelMetric(PM_HeaderMargin, option, widget);
        const int mark = pixelMetric(PM_HeaderMarkSize, option, widget);
        const bool sorted = header->sortIndicator != QStyleOptionHeader::None;
        QRect rect = header->rect.adjusted(margin, 0, -margin, 0);
        if (element == SE_HeaderArrow)
            rect.setLeft(rect.right() - mark);
        else if (sorted)
            rect.setRight(rect.right() - mark - 4);
        return visualRect(header->direction, header->rect, rect);
    }
    default:
        break;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize ConsoleStyle::sizeFromContents(ContentsType type, const QStyleOption *option,
                                     const QSize &size, const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        result.setHeight(qMax(size.height() + 4, controlHeight(option)));
        result.rwidth() += 8;
        break;
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        result.setWidth(result.width() + 2 * textInset);
        result.setHeight(qMax(size.height(), controlHeight(option)));
        break;
    case CT_TabBarTab:
        result = QSize(result.width() + 8, qMax(result.height(), controlHeight(option) + 4));
        break;
    case CT_HeaderSection:
        result.setHeight(qMax(result.height(), controlHeight(option)));
        break;
    case CT_ToolButton:
        if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            tool && tool->toolButtonStyle == Qt::ToolButtonTextBesideIcon)
            result.rwidth() += toolInset + (hasMenuMark(*tool) ? menuMark : 0);
        result = result.expandedTo(QSize(controlHeight(option), controlHeight(option)));
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            result.setHeight(qMax(result.height(), controlHeight(option)));
        break;
    default:
        break;
    }
    return result;
}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                              const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return scrollBarExtent;
    case PM_ScrollBarSliderMin:
        return minimumSlider;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
        return indicatorSize * qMax(1, spacing(1, widget) / 4);
    case PM_DefaultFrameWidth:
    case PM_MenuPanelWidth:
    case PM_ToolTipLabelFrameWidth:
        return 1;
    case PM_MenuVMargin:
    case PM_MenuHMargin:
        return 4;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_HeaderMargin:
        return 7; // as far in as the text of cells
    case PM_HeaderMarkSize:
        return 10;
    case PM_SplitterWidth:
        return 5;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return spacing(2, widget);
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return spacing(3, widget);
    case PM_FocusFrameHMargin: // text inset of item view cells
        return 6;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ConsoleStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration:
    case SH_DialogButtonBox_ButtonsHaveIcons: // the platform's, of another hand than ours
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_ScrollBar_MiddleClickAbsolutePosition:
        return 1;
    case SH_ToolTip_WakeUpDelay:
        return 400;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

void ConsoleStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (widget->inherits("QTabBar") || widget->inherits("QHeaderView")
        || widget->inherits("QScrollBar") || widget->inherits("QSplitterHandle")
        || widget->inherits("QAbstractButton") || widget->inherits("QComboBox"))
        widget->setAttribute(Qt::WA_Hover);
    keepPlain(widget);
}

void ConsoleStyle::drawItemText(QPainter *painter, const QRect &area, int flags,
                                const QPalette &palette, bool enabled, const QString &text,
                                QPalette::ColorRole role) const
{
    QProxyStyle::drawItemText(painter, area, flags, palette, enabled, shownText(text), role);
}

} // namespace angee
