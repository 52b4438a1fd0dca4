// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/diffs/changeswindow.h"

#include "core/base/visibletext.h"
#include "core/session/session.h"
#include "ui/diffs/changescontroller.h"
#include "ui/diffs/changesview.h"
#include "ui/widgets/theme.h"

#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize usualSize(1'100, 720);

} // namespace

ChangesWindow *ChangesWindow::open(Session *session, const GitTree &tree, QWidget *beside,
                                   const QString &path)
{
    QWidget *owner = beside->window();
    auto *window = find<ChangesWindow>(
        owner, [&tree](const ChangesWindow *open) { return open->m_tree == tree; });
    if (!window)
        window = new ChangesWindow(session, tree, owner);
    if (!path.isEmpty())
        window->m_view->select(path);
    window->present();
    window->m_view->focusFiles();
    return window;
}

ChangesWindow::ChangesWindow(Session *session, const GitTree &tree, QWidget *owner)
    : SideWindow(session, owner)
    , m_tree(tree)
    , m_view(new ChangesView(this))
    , m_controller(new ChangesController(session, m_view, this))
{
    setObjectName(u"changesWindow"_s);
    setWindowTitle(tree.isSlot() ? tr("Changes of slot %1").arg(quotedName(tree.name()))
                                 : tr("Changes of source %1").arg(quotedName(tree.name())));
    resize(usualSize);
    auto *layout = new QVBoxLayout(this);
    const int margin = 3 * spacing(1, this);
    layout->setContentsMargins(margin, 0, margin, margin);
    layout->addWidget(m_view);
    connect(m_view, &ChangesView::openFileRequested, this, &ChangesWindow::openFileRequested);
    m_controller->setTree(tree);
}

ChangesWindow::~ChangesWindow() = default;

} // namespace angee
