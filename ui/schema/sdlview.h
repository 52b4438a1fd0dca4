// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/schema/graphqltext.h"

namespace angee {

//! \brief The schema as text to be read and searched.
class SdlView final : public GraphQlText
{
    Q_OBJECT

public:
    explicit SdlView(QWidget *parent = nullptr);
    ~SdlView() override;

    //! The name under the caret, for a jump to its definition; empty when there is none.
    [[nodiscard]] QString nameAtCaret() const;
    //! Selects the next place of \a text from the caret on, around the end; false when there is
    //! none.
    bool findNext(const QString &text, bool backwards);

signals:
    //! F12, or a click with Ctrl: somebody wants to see the definition of this name.
    void definitionRequested(const QString &name);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace angee
