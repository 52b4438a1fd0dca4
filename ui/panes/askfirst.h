// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace angee {

class Session;

//! \brief Calls \a then at once, or, under a profile where every change asks, once somebody has
//! agreed in a dialog over \a pane. Never when \a pane goes first.
void askFirst(const Session &session, QWidget *pane, const QString &title, const QString &text,
              const QString &verb, const std::function<void()> &then);

} // namespace angee
