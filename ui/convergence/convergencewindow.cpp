// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/convergence/convergencewindow.h"

#include "core/base/visibletext.h"
#include "core/model/filelocation.h"
#include "core/session/session.h"
#include "ui/convergence/convergencecontroller.h"
#include "ui/convergence/convergenceview.h"
#include "ui/diffs/changeswindow.h"
#include "ui/diffs/diffsubject.h"
#include "ui/panes/pane.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize convergenceSize(960, 760);

} // namespace

ConvergenceWindow *ConvergenceWindow::open(Session *session, const QString &slot, QWidget *beside)
{
    QWidget *owner = beside->window();
    auto *window = find<ConvergenceWindow>(
        owner, [&slot](const ConvergenceWindow *open) { return open->m_slot == slot; });
    if (window)
        window->m_controller->look();
    else
        window = new ConvergenceWindow(session, slot, owner);
    window->present();
    return window;
}

ConvergenceWindow::ConvergenceWindow(Session *session, const QString &slot, QWidget *owner)
    : SideWindow(session, owner)
    , m_slot(slot)
    , m_view(new ConvergenceView(this))
    , m_controller(new ConvergenceController(session, m_view, slot, this))
{
    setObjectName(u"convergenceWindow"_s);
    setWindowTitle(tr("Resolve slot %1").arg(quotedName(slot)));
    resize(convergenceSize);
    auto *layout = new QVBoxLayout(this);
    const int margin = 3 * spacing(1, this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->addWidget(m_view);
    connect(m_controller, &ConvergenceController::openFileRequested, this,
            &ConvergenceWindow::openFileRequested);
    connect(m_view, &ConvergenceView::changesRequested, this,
            [this] { emit changesRequested(m_slot); });
}

ConvergenceWindow::~ConvergenceWindow() = default;

void ConvergenceWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F5)
        m_controller->look();
    else
        SideWindow::keyPressEvent(event);
}

void openChangesFor(Pane *pane, Session *session, const QString &tree, const QString &path)
{
    ChangesWindow *window = ChangesWindow::open(session, gitTreeOf(tree), pane, path);
    // One that was open already opens its files from whoever asked last.
    window->disconnect(pane);
    QObject::connect(
        window, &ChangesWindow::openFileRequested, pane,
        [pane](const QString &source, const QString &file, int line) {
            emit pane->openRequested({ObjectKind::File, FileLocation{source, file, line}.name()});
        });
}

void openConvergenceFor(Pane *pane, Session *session, const QString &slot)
{
    ConvergenceWindow *window = ConvergenceWindow::open(session, slot, pane);
    window->disconnect(pane);
    QObject::connect(
        window, &ConvergenceWindow::openFileRequested, pane,
        [pane](const QString &source, const QString &file, int line) {
            emit pane->openRequested({ObjectKind::File, FileLocation{source, file, line}.name()});
        });
    QObject::connect(window, &ConvergenceWindow::changesRequested, pane,
                     [pane, session](const QString &id) { openChangesFor(pane, session, id); });
}

} // namespace angee
