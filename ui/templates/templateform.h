// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/templatedescriptor.h"

#include <QMap>
#include <QStringList>
#include <QWidget>

class QFormLayout;
class QLabel;

namespace angee {

class TemplateInputField;

//! \brief The inputs of a template as a form: an editor fitting each type, required ones marked,
//! and every problem beside its field.
//!
//! Inputs that are left at their default are not sent, so that the daemon's own default counts.
class TemplateForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TemplateForm)

public:
    enum class Purpose {
        Create,
        Update, //!< immutable inputs are shown, but cannot be changed
    };

    explicit TemplateForm(Purpose purpose, QWidget *parent = nullptr);
    ~TemplateForm() override;

    //! \brief Shows these inputs. What was typed into an input of the same name and type is kept;
    //! \a current are the values that the object has now (update only).
    void setInputs(const QList<TemplateInput> &inputs, const QMap<QString, QString> &current = {});

    //! \brief What is to be sent: only values that somebody has been at.
    [[nodiscard]] QMap<QString, QString> values() const;
    //! \brief True when every field passes the checks that need no daemon.
    [[nodiscard]] bool isAcceptable() const;
    //! \brief Shows the problems of all fields, untouched ones included, and goes to the first.
    void showProblems();
    //! \brief Tab goes from \a before to the inputs, whenever they are made. Without it they would
    //! come after everything that is older than they.
    void setTabAfter(QWidget *before) { m_tabAfter = before; }
    //! \brief Typing goes to the first input, if there is one.
    void startTyping();

    //! \brief Puts the daemon's words beside a field; false when there is no such field.
    //! \a onceTouched holds them back until somebody has been at the field.
    bool setFieldError(const QString &name, const QString &words, bool onceTouched = false);
    void clearDaemonErrors();

    //! \brief For alignFormLabels().
    [[nodiscard]] QFormLayout *formLayout() const { return m_layout; }
    [[nodiscard]] bool isEmpty() const { return m_fields.isEmpty(); }

signals:
    void valuesChanged();

private:
    [[nodiscard]] TemplateInputField *field(const QString &name) const;

    Purpose m_purpose;
    QFormLayout *m_layout;
    QLabel *m_noInputs;
    QList<TemplateInputField *> m_fields;
    QWidget *m_tabAfter = nullptr;
};

} // namespace angee
