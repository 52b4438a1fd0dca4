// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QWidget>

namespace angee::test {

//! Where Tab jumps up in \a window, as words; empty when it goes through what is shown from top to
//! bottom, from wherever it starts, and then begins again at the top.
[[nodiscard]] inline QString tabOrderProblem(const QWidget *window)
{
    QList<const QWidget *> stops;
    for (const QWidget *widget = window->nextInFocusChain(); widget != window;
         widget = widget->nextInFocusChain()) {
        if (widget->isVisible() && widget->isEnabled() && !widget->focusProxy()
            && (widget->focusPolicy() & Qt::TabFocus) && window->isAncestorOf(widget))
            stops.append(widget);
    }
    const auto place = [window](const QWidget *widget) {
        return QRect(widget->mapTo(window, QPoint()), widget->size());
    };
    QStringList jumps;
    for (qsizetype i = 0; i < stops.size(); ++i) {
        const QWidget *const from = stops.at(i);
        const QWidget *const to = stops.at((i + 1) % stops.size());
        if (place(to).bottom() < place(from).top())
            jumps.append(QStringLiteral("%1 %2 -> %3 %4")
                             .arg(QLatin1StringView(from->metaObject()->className()),
                                  from->objectName(),
                                  QLatin1StringView(to->metaObject()->className()),
                                  to->objectName()));
    }
    return jumps.size() > 1 ? jumps.join(QStringLiteral(", ")) : QString();
}

} // namespace angee::test
