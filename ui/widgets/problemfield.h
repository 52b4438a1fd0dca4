// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace angee {

//! \brief An editor with its hint and, beneath, what is wrong with its content. Takes the editor
//! over; the problem is part of the editor's accessible description. A click beside the editor, or
//! a label whose buddy this is, leads to the editor.
class ProblemField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProblemField)

public:
    //! \a editor has its object name already: the problem's label is called after it.
    explicit ProblemField(QWidget *editor, const QString &hint = {}, QWidget *parent = nullptr);
    ~ProblemField() override;

    //! \brief Plain text; empty takes the line away.
    void setProblem(const QString &text);
    [[nodiscard]] QString problem() const;
    void setHint(const QString &text);
    //! \brief What is typed into or chosen from.
    [[nodiscard]] QWidget *editor() const { return m_editor; }

protected:
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void updateColours();

    QWidget *m_editor;
    QLabel *m_hint;
    QLabel *m_problem;
};

} // namespace angee
