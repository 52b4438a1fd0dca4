// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDialog>

namespace angee {

class Pane;

//! \brief The keys of the window and of one pane, read from the actions and shortcuts that are
//! really there. Deletes itself when closed.
class KeysDialog final : public QDialog
{
    Q_OBJECT

public:
    KeysDialog(const Pane *pane, QWidget *parent);
    ~KeysDialog() override;
};

} // namespace angee
