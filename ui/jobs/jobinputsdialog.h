// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QMap>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace angee {

class MultiLineField;
class ProblemField;

//! \brief Inputs of one run, a line "name=value" each. Deletes itself when closed.
class JobInputsDialog final : public QDialog
{
    Q_OBJECT

public:
    JobInputsDialog(const QString &job, const QString &typed, QWidget *parent);
    ~JobInputsDialog() override;

    //! Reads the lines; nothing, with \a problem set, when one of them is no "name=value".
    [[nodiscard]] static QMap<QString, QString> parse(const QString &text, QString *problem);

signals:
    void runRequested(const QMap<QString, QString> &inputs, const QString &typed);

private:
    void check();
    [[nodiscard]] QString typedLines() const;

    MultiLineField *m_lines;
    ProblemField *m_field;
    QPushButton *m_run;
};

} // namespace angee
