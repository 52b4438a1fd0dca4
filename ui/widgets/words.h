// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/visibletext.h"

#include <QString>

QT_BEGIN_NAMESPACE
class QLabel;
class QWidget;
QT_END_NAMESPACE

namespace angee {

constexpr qsizetype longestInLabel = 6000;

//! \brief Shows \a text as several lines of plain text with what is hidden marked, and lets screen
//! readers know. The one way for words of others into a label. Of more than longestInLabel
//! characters it shows the beginning and the end: a label is laid out as a whole each time it
//! moves.
void setLabelText(QLabel *label, const QString &text);
//! \brief The same on one line.
void setLabelLine(QLabel *label, const QString &text);

//! \brief What stands on a tab, a button or in a menu for \a name: one line, and & is a letter.
[[nodiscard]] QString captionOf(const QString &name);

//! \brief What a tool tip shows of \a text: marked, no wider than a sentence is read, no higher
//! than a part of the screen.
[[nodiscard]] QString tipText(const QString &text);

//! \brief For the style: nothing that \a widget shows is read as markup unless it was asked to.
//! Qt takes any text that looks like it for markup, and loads the pictures that it names.
void keepPlain(QWidget *widget);

//! \brief Makes \a label one whose words are spoken when they are announced().
void setAnnouncing(QLabel *label);
//! \brief Has screen readers say what \a label shows, wherever the focus is.
void announce(QLabel *label);

} // namespace angee
