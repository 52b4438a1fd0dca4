// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDialog>

namespace angee {

//! \brief Asks for the number of a line.
class GoToLineDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoToLineDialog)

public:
    GoToLineDialog(int line, int lastLine, QWidget *parent);
    ~GoToLineDialog() override;

signals:
    void lineChosen(int line);
};

} // namespace angee
