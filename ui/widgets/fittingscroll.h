// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QFormLayout;

namespace angee {

//! \brief A frameless scroll area for forms that wants to be as high as its content, and lets the
//! window grow with it, up to most of the screen.
class FittingScroll final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FittingScroll)

public:
    explicit FittingScroll(QWidget *content, QWidget *parent = nullptr);
    ~FittingScroll() override;

    [[nodiscard]] QSize sizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

//! \brief Makes \a window at least as large as it wants to be, within its screen; one that is being
//! shown grows as soon as it has its place.
void growToFit(QWidget *window);

//! \brief Gives the labels of several forms that stand under each other one common width.
void alignFormLabels(const QList<QFormLayout *> &forms);

} // namespace angee
