// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDialog>

namespace angee {

class ComparisonView;

//! \brief Shows what a save, or the restoring of a draft, will change, and asks for a word. The
//! safe button is the default.
class ReviewDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReviewDialog)

public:
    //! \a verb stands on the button that goes ahead; without it the dialog only shows.
    ReviewDialog(const QString &title, const QString &verb, QWidget *parent);
    ~ReviewDialog() override;

    void compare(const QByteArray &before, const QByteArray &after);

signals:
    void confirmed();

private:
    ComparisonView *m_diff;
};

} // namespace angee
