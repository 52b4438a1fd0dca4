// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace angee {

//! \brief Draws the first column of a CommitsModel: the lanes of the row, the labels of its refs
//! and the first line of the commit. What is checked out has a ring around its dot and "▸" before
//! its label, the base is a square. Draws plain text only; colours follow the palette.
class CommitDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommitDelegate)

public:
    explicit CommitDelegate(QObject *parent = nullptr);
    ~CommitDelegate() override;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace angee
