// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/templatedescriptor.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;

namespace angee {

class MultiLineField;
class ProblemField;

//! \brief Whether an input called so asks for something that bystanders should not read. Templates
//! say nothing about that, so the name decides.
[[nodiscard]] bool looksSecret(const QString &inputName);

//! \brief One input of a template: its editor, what it expects, and the problem with it.
class TemplateInputField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TemplateInputField)

public:
    //! \a current is the value the object has now; for new objects it is the default.
    TemplateInputField(const TemplateInput &input, const QString &current, bool locked,
                       QWidget *parent = nullptr);
    ~TemplateInputField() override;

    [[nodiscard]] const TemplateInput &input() const { return m_input; }
    [[nodiscard]] QString value() const;
    //! \brief True once somebody has been at the value, even if it is the first one again: the
    //! value that counts at the daemon's may be another than the one shown to begin with.
    [[nodiscard]] bool isChanged() const;
    //! \brief Replaces the value as if it had been typed.
    void setValue(const QString &value);

    //! \brief What is wrong with the value as far as can be told here; empty when nothing is.
    [[nodiscard]] QString localProblem() const;
    //! \brief Shows localProblem() from now on, even if nothing was typed yet.
    void showProblem();
    //! \brief The daemon's words about this field; empty takes them away. \a onceTouched holds them
    //! back until somebody has been at the field: an empty form is not full of complaints.
    void setDaemonError(const QString &words, bool onceTouched = false);
    //! \brief What stands before the editor: the name, with a star for a required input.
    [[nodiscard]] QString labelText() const;
    //! \brief What is typed or clicked into.
    [[nodiscard]] QWidget *editor() const;
    void focusEditor();

signals:
    void valueChanged();

private:
    void makeEditor(bool locked);
    void hideValue();
    void onEdited();
    void updateProblem();
    [[nodiscard]] QString hintText(bool locked) const;

    TemplateInput m_input;
    QString m_initial;
    QString m_daemonError;
    QCheckBox *m_check = nullptr;
    QLineEdit *m_line = nullptr;
    MultiLineField *m_text = nullptr;
    ProblemField *m_field;
    bool m_onceTouched = false;
    bool m_touched = false;
    bool m_edited = false;
};

} // namespace angee
