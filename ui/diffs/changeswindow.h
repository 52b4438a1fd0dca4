// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/diffcalls.h"
#include "ui/panes/sidewindow.h"

namespace angee {

class ChangesController;
class ChangesView;
class Session;

//! \brief The changes of one source or slot in a window of their own, beside the main one. There is
//! one for each tree; it goes when another daemon is connected.
class ChangesWindow final : public SideWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangesWindow)

public:
    //! \brief Shows the window of \a tree over the window of \a beside, which it belongs to, and in
    //! it \a path, if any.
    static ChangesWindow *open(Session *session, const GitTree &tree, QWidget *beside,
                               const QString &path = {});
    ~ChangesWindow() override;

    [[nodiscard]] ChangesView *view() const { return m_view; }

signals:
    void openFileRequested(const QString &source, const QString &path, int line);

private:
    ChangesWindow(Session *session, const GitTree &tree, QWidget *owner);

    GitTree m_tree;
    ChangesView *m_view;
    ChangesController *m_controller;
};

} // namespace angee
