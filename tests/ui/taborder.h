// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QRadioButton>
#include <QWidget>

namespace angee::test {

//! One press of Tab anywhere but in an editor that takes it as a letter.
inline void goToNext(QWidget *window)
{
    struct Access : QWidget
    {
        using QWidget::focusNextPrevChild;
    };
    (window->*&Access::focusNextPrevChild)(true);
}

//! What is wrong with the way of Tab through \a area, as words: a control that it never comes to,
//! or a jump up other than the one that begins again at the top. Empty when all is well. Goes once
//! round the window that \a area is in, which has to be active, and back to where the focus was.
[[nodiscard]] inline QString tabOrderProblem(QWidget *area)
{
    QWidget *const window = area->window();
    QList<const QWidget *> wanted;
    const auto children = area->findChildren<QWidget *>();
    for (const QWidget *child : children) {
        const auto *const radio = qobject_cast<const QRadioButton *>(child);
        if (radio && !radio->isChecked())
            continue; // the arrow keys lead there
        if (child->isVisible() && child->isEnabled() && !child->focusProxy()
            && (child->focusPolicy() & Qt::TabFocus) && child->window() == window)
            wanted.append(child);
    }
    const QPointer<QWidget> before = window->focusWidget();
    QList<const QWidget *> visited;
    const auto all = window->findChildren<QWidget *>().size();
    for (qsizetype i = 0; i < all; ++i) {
        goToNext(window);
        const QWidget *const now = window->focusWidget();
        if (visited.contains(now))
            break;
        visited.append(now);
    }
    if (before)
        before->setFocus();
    const auto name = [](const QWidget *widget) {
        return QStringLiteral("%1 \"%2\"")
            .arg(QLatin1StringView(widget->metaObject()->className()), widget->objectName());
    };
    QStringList problems;
    for (const QWidget *widget : wanted) {
        if (!visited.contains(widget))
            problems.append(QStringLiteral("never comes to ") + name(widget));
    }
    visited.removeIf([&wanted](const QWidget *widget) { return !wanted.contains(widget); });
    const auto place = [window](const QWidget *widget) {
        return QRect(widget->mapTo(window, QPoint()), widget->size());
    };
    QStringList jumps;
    for (qsizetype i = 0; i < visited.size(); ++i) {
        const QWidget *const from = visited.at(i);
        const QWidget *const to = visited.at((i + 1) % visited.size());
        if (place(to).bottom() < place(from).top())
            jumps.append(QStringLiteral("jumps from %1 up to %2").arg(name(from), name(to)));
    }
    return (jumps.size() > 1 ? problems + jumps : problems).join(QStringLiteral(", "));
}

} // namespace angee::test
