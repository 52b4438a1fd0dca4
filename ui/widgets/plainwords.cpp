// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/plainwords.h"

#include "ui/widgets/words.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMenu>
#include <QTabBar>
#include <QToolTip>

namespace angee {

namespace {

struct Tip
{
    QString text;
    QRect area = {}; // within which it stays; empty for the whole widget
};

//! The tip that \a widget has at \a at, whoever keeps it.
Tip tipAt(const QWidget *widget, QPoint at)
{
    if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
        const int tab = tabs->tabAt(at);
        if (const QString tip = tabs->tabToolTip(tab); !tip.isEmpty())
            return {tip, tabs->tabRect(tab)};
    }
    if (const auto *menu = qobject_cast<const QMenu *>(widget)) {
        QAction *action = menu->actionAt(at);
        return action && menu->toolTipsVisible()
            ? Tip{action->toolTip(), menu->actionGeometry(action)}
            : Tip{};
    }
    const auto *view = qobject_cast<const QAbstractItemView *>(widget->parentWidget());
    if (!view || view->viewport() != widget || !view->model())
        return {widget->toolTip()};
    if (const auto *header = qobject_cast<const QHeaderView *>(view)) {
        const int section = header->logicalIndexAt(at);
        return {
            view->model()->headerData(section, header->orientation(), Qt::ToolTipRole).toString()};
    }
    const QModelIndex index = view->indexAt(at);
    return {index.data(Qt::ToolTipRole).toString(), view->visualRect(index)};
}

} // namespace

PlainWords::PlainWords(QObject *parent)
    : QObject(parent)
{ }

PlainWords::~PlainWords() = default;

bool PlainWords::eventFilter(QObject *watched, QEvent *event)
{
    const bool title = event->type() == QEvent::WindowTitleChange;
    if ((!title && event->type() != QEvent::ToolTip) || !watched->isWidgetType())
        return false;
    auto *widget = static_cast<QWidget *>(watched);
    if (title) {
        if (const QString shown = shownLine(widget->windowTitle()); shown != widget->windowTitle())
            widget->setWindowTitle(shown);
        return false;
    }
    const auto *help = static_cast<QHelpEvent *>(event);
    const Tip tip = tipAt(widget, help->pos());
    if (tip.text.isEmpty()) {
        event->ignore(); // the parent may have one
        return true;
    }
    // That the label takes it as plain text is the style's doing, which sees it before its words.
    QToolTip::showText(help->globalPos(), tipText(tip.text), widget, tip.area,
                       widget->toolTipDuration());
    event->accept();
    return true;
}

} // namespace angee
