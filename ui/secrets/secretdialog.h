// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "ui/panes/objectdialog.h"

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLineEdit;
QT_END_NAMESPACE

namespace angee {

class MultiLineField;
class ProblemField;
class SecretField;

//! \brief Sets one secret. The value is masked as it is typed; several lines are shown in the
//! clear, since a mask would hide a pasted mistake. Forgotten when the dialog closes.
class SecretDialog final : public ObjectDialog
{
    Q_OBJECT

public:
    //! An empty \a name lets it be typed.
    SecretDialog(const QString &name, QWidget *parent);
    ~SecretDialog() override;

    //! Beside the field that the daemon names, or above the buttons.
    void setError(const OperatorDaemonError &error);

signals:
    void setRequested(const QString &name, const QString &value);

protected:
    void updateActions() override;

private:
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString value() const;
    void setMultiLine(bool multiLine);

    QString m_fixedName;
    QLineEdit *m_name = nullptr;
    ProblemField *m_nameField = nullptr;
    SecretField *m_line;
    MultiLineField *m_lines;
    QCheckBox *m_multiLine;
    ProblemField *m_valueField;
    QPushButton *m_set;
    bool m_touched = false;
};

} // namespace angee
