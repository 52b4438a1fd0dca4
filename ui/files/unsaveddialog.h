// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDialog>

namespace angee {

//! \brief Asks what to do with a text that is not on the server. Esc keeps it open.
class UnsavedDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnsavedDialog)

public:
    UnsavedDialog(const QString &file, bool draftsOn, QWidget *parent);
    ~UnsavedDialog() override;

signals:
    void saveRequested();
    void keepDraftRequested();
    void discardRequested();
};

} // namespace angee
