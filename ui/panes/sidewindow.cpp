// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/sidewindow.h"

#include "core/session/session.h"

#include <QKeyEvent>

namespace angee {

SideWindow::SideWindow(Session *session, QWidget *owner)
    : QWidget(owner, Qt::Window)
{
    setAttribute(Qt::WA_DeleteOnClose);
    connect(session, &Session::daemonChanged, this, &QWidget::close);
}

SideWindow::~SideWindow() = default;

void SideWindow::present()
{
    show();
    raise();
    activateWindow();
}

void SideWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace angee
