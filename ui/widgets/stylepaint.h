// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QStyleOption>

class QPainter;

//! \brief The strokes of ConsoleStyle. Each leaves the painter as it found it.
namespace angee::stylepaint {

//! \brief A rounded box with a crisp border of \a width pixels.
void box(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &border,
         qreal width = 1, qreal radius = 4);
//! \brief An open arrow, centred in \a rect.
void chevron(QPainter *painter, const QRect &rect, Qt::ArrowType type, const QColor &ink);

void buttonPanel(QPainter *painter, const QStyleOptionButton *option, const QWidget *widget);
//! \brief The colour of the text that stands on buttonPanel().
[[nodiscard]] QColor buttonInk(const QStyleOptionButton *option, const QWidget *widget);
//! \brief \a icon in one colour, for buttons whose text has another one than the window's.
[[nodiscard]] QIcon inked(const QIcon &icon, const QSize &size, const QColor &ink,
                          const QPainter *painter);
void toolPanel(QPainter *painter, const QStyleOption *option, const QWidget *widget);
void focusRing(QPainter *painter, const QStyleOption *option, const QWidget *widget);
void field(QPainter *painter, const QStyleOption *option);
//! \brief Buttons, line edits and combo boxes are equally high, so that they line up in a row.
[[nodiscard]] int controlHeight(const QStyleOption *option);
//! \brief The button opens a menu and has no part of its own for that.
[[nodiscard]] bool hasMenuMark(const QStyleOptionToolButton &tool);
//! \brief Around scroll areas: the accent when it has the focus.
void areaFrame(QPainter *painter, const QStyleOption *option, const QWidget *widget);
//! \brief Around menus, tool tips (\a filled) and pages of tabs.
void edge(QPainter *painter, const QStyleOption *option, bool filled);
void rule(QPainter *painter, const QStyleOptionFrame *option);
void splitterLine(QPainter *painter, const QStyleOption *option);
void checkMark(QPainter *painter, const QStyleOption *option);
void radioMark(QPainter *painter, const QStyleOption *option);
//! The cross that closes a tab.
void closeMark(QPainter *painter, const QStyleOption *option);
void tabShape(QPainter *painter, const QStyleOptionTab *option);
void progress(QPainter *painter, const QStyleOptionProgressBar *option);
//! \brief Scroll bars have a handle and two pages, no arrows.
[[nodiscard]] QRect scrollBarPart(const QStyleOptionSlider *option, QStyle::SubControl part,
                                  int minimumSlider);

} // namespace angee::stylepaint
