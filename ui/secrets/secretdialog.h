// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "ui/panes/objectdialog.h"

QT_BEGIN_NAMESPACE
class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
QT_END_NAMESPACE

namespace angee {

class MultiLineField;
class ProblemField;
class SecretField;

//! \brief Sets one secret. The value is masked as it is typed; several lines are shown in the
//! clear, since a mask would hide a pasted mistake. Forgotten when the dialog closes. Says when a
//! container would get another value, and asks where the value would stop the whole stack.
class SecretDialog final : public ObjectDialog
{
    Q_OBJECT

public:
    //! An empty \a name lets it be typed.
    SecretDialog(const QString &name, QWidget *parent);
    ~SecretDialog() override;

    //! Beside the field that the daemon names, or above the buttons.
    void setFailure(const OperatorDaemonError &error) override;

signals:
    void setRequested(const QString &name, const QString &value);

protected:
    void updateActions() override;

private:
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString value() const;
    void setMultiLine(bool multiLine);
    void addArrival(QFormLayout *form);
    [[nodiscard]] QString whyNotInContainers(const QString &text);
    void grow();

    QString m_fixedName;
    QLineEdit *m_name = nullptr;
    ProblemField *m_nameField = nullptr;
    SecretField *m_line;
    MultiLineField *m_lines;
    QCheckBox *m_multiLine;
    ProblemField *m_valueField;
    QFormLayout *m_form = nullptr;
    QLabel *m_altered;
    SecretField *m_arrives;
    QCheckBox *m_anyway;
    QPushButton *m_set;
    bool m_touched = false;
};

} // namespace angee
