// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/sidewindow.h"

namespace angee {

class ConvergenceController;
class ConvergenceView;
class Pane;
class Session;

//! \brief A slot that stopped in the middle of a merge or a rebase, in a window beside the main
//! one. There is one for each slot; it goes when another daemon is connected.
class ConvergenceWindow final : public SideWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConvergenceWindow)

public:
    //! \brief Shows the window of \a slot, "<workspace>:<slot>", over that of \a beside.
    static ConvergenceWindow *open(Session *session, const QString &slot, QWidget *beside);
    ~ConvergenceWindow() override;

    [[nodiscard]] ConvergenceView *view() const { return m_view; }

signals:
    void openFileRequested(const QString &source, const QString &path, int line);
    void changesRequested(const QString &slot);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    ConvergenceWindow(Session *session, const QString &slot, QWidget *owner);

    QString m_slot;
    ConvergenceView *m_view;
    ConvergenceController *m_controller;
};

//! \brief Opens the windows of slots for \a pane, which opens the files that are wanted there.
void openChangesFor(Pane *pane, Session *session, const QString &tree, const QString &path = {});
void openConvergenceFor(Pane *pane, Session *session, const QString &slot);

} // namespace angee
