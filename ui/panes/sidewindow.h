// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QWidget>

namespace angee {

class Session;

//! \brief A window of its own beside the main one, about one object of the stack. It belongs to the
//! main window, is gone once it is closed, by Escape too, and goes when another daemon is
//! connected.
class SideWindow : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SideWindow)

public:
    ~SideWindow() override;

    //! \brief Shows it before all others, also when it is open already.
    void present();

protected:
    SideWindow(Session *session, QWidget *owner);

    //! \brief The window over \a owner that \a isIt is true of, or null.
    template <typename Window, typename Predicate>
    [[nodiscard]] static Window *find(const QWidget *owner, Predicate isIt)
    {
        const auto windows = owner->findChildren<Window *>(Qt::FindDirectChildrenOnly);
        for (Window *window : windows) {
            if (isIt(window))
                return window;
        }
        return nullptr;
    }

    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace angee
