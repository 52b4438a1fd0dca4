// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/documentcompletion.h"

#include <QTreeWidget>

namespace angee {

//! \brief The candidates for the place of the caret, with type and marks. Never takes the focus:
//! the editor keeps it and moves the choice.
class CompletionPopup final : public QTreeWidget
{
    Q_OBJECT

public:
    //! Lies over \a parent and is moved within it.
    explicit CompletionPopup(QWidget *parent);
    ~CompletionPopup() override;

    //! Shows \a completions beside \a caret, a rectangle of the parent: below it, or above where
    //! that has more room. The first one is chosen. Hides when there are none.
    void showItems(const GraphQlCompletions &completions, const QRect &caret);
    //! Moves the choice, at most to the ends.
    void moveChoice(int rows);
    [[nodiscard]] const GraphQlCompletions &completions() const { return m_completions; }
    //! The chosen one; null when nothing is shown.
    [[nodiscard]] const GraphQlCompletion *chosen() const;

signals:
    //! Somebody clicked on the chosen one.
    void accepted();
    //! Another one is chosen: \a words are for screen readers.
    void chosenChanged(const QString &words);

private:
    void place(const QRect &caret);

    GraphQlCompletions m_completions;
};

} // namespace angee
