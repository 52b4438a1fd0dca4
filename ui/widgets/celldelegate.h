// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QTableView;

namespace angee {

//! \brief Paints the cells of a table by the kind of their column, see TableColumn.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CellDelegate)

public:
    explicit CellDelegate(QTableView *view);
    ~CellDelegate() override;

    void setHoveredRow(int row) { m_hoveredRow = row; }
    [[nodiscard]] int hoveredRow() const { return m_hoveredRow; }
    //! \brief Rows that say the same in \a column are a group: a line above its first row, whose
    //! word there is bold, while the others are pale. -1 for none.
    void setGroupColumn(int column);
    [[nodiscard]] int groupColumn() const { return m_groupColumn; }
    //! \brief Call it when the font of the view changed.
    void updateFonts();

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    //! One line, with what is hidden marked.
    [[nodiscard]] QString displayText(const QVariant &value, const QLocale &locale) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    [[nodiscard]] bool isFirstShown(int column) const;
    [[nodiscard]] bool isPlain(const QModelIndex &index) const;
    [[nodiscard]] bool beginsGroup(const QModelIndex &index) const;
    void paintPlain(QPainter *painter, const QStyleOptionViewItem &option,
                    const QModelIndex &index) const;

    QTableView *m_view = nullptr;
    QFont m_monospace;
    int m_hoveredRow = -1;
    int m_groupColumn = -1;
};

} // namespace angee
