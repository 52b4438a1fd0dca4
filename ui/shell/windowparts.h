// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QWidget>

#include <functional>

namespace angee {

//! \brief Whoever arrows, action keys and typed letters are about in \a area: rows first, then an
//! editor, then any control that Tab comes to, a filter last. Null where nothing takes the
//! keyboard.
[[nodiscard]] QWidget *keyboardTarget(const QWidget *area);

//! \brief The parts that F6 goes round: header, sidebar, each side of the splitters of the pane
//! shown, tasks. A part gets the keyboard back where it had it last.
class WindowParts final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WindowParts)

public:
    enum class Way { Next, Previous };

    //! \a parts lists those of the window from top to bottom, whether shown or not; \a pane is the
    //! one of them that is looked into.
    using Lister = std::function<QWidgetList()>;
    WindowParts(Lister parts, std::function<QWidget *()> pane, QObject *parent);
    ~WindowParts() override;

    void go(Way way);

private:
    struct Ring
    {
        QWidgetList parts;
        qsizetype current = -1; // of the part with the focus, or of the one before it
    };
    [[nodiscard]] Ring ring() const;
    void onFocusChanged(QWidget *now);
    [[nodiscard]] QWidget *targetIn(QWidget *part) const;

    Lister m_list;
    std::function<QWidget *()> m_pane;
    QHash<QWidget *, QPointer<QWidget>> m_last; // by part
};

} // namespace angee
