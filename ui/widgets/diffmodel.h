// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/linediff.h"

#include <QAbstractTableModel>

namespace angee {

//! \brief Two texts and their differences as rows: one line a row, long equal runs as one row that
//! can be expanded. Unified: all lines in one column. Split: the old text beside the new one.
class DiffModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiffModel)

public:
    enum class Layout {
        Unified,
        Split,
    };
    Q_ENUM(Layout)

    enum class Kind {
        Same,
        Removed,
        Added,
        Replaced, //!< Split only: another line on each side.
        Collapsed,
    };

    enum UnifiedColumn {
        OldNumberColumn,
        NewNumberColumn,
        MarkColumn,
        TextColumn,
        UnifiedColumnCount,
    };

    enum SplitColumn {
        LeftNumberColumn,
        LeftMarkColumn,
        LeftTextColumn,
        RightNumberColumn,
        RightMarkColumn,
        RightTextColumn,
        SplitColumnCount,
    };

    enum Role {
        KindRole =
            Qt::UserRole + 1, //!< int(Kind) of the cell: on the left of a Replaced row Removed.
    };

    //! Equal lines kept on either side of a change.
    static constexpr int contextLines = 3;

    explicit DiffModel(QObject *parent = nullptr);
    ~DiffModel() override;

    //! \brief \a changes as diffLines() gives them for these two texts.
    void setTexts(const QByteArray &before, const QByteArray &after,
                  const QList<LineChange> &changes);
    void setLayout(Layout layout);
    [[nodiscard]] Layout layout() const { return m_layout; }
    //! \brief Shows the lines of a Collapsed row.
    void expand(int row);
    [[nodiscard]] Kind kind(int row) const { return m_rows.at(row).kind; }
    //! \brief The first row of each change, in order.
    [[nodiscard]] const QList<int> &hunkRows() const { return m_hunks; }
    [[nodiscard]] int addedLines() const { return m_added; }
    [[nodiscard]] int removedLines() const { return m_removed; }
    //! \brief Characters of the longest line shown, for the width of the column.
    [[nodiscard]] int longestLine() const { return m_longest; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool isTextColumn(int column) const;

private:
    struct Row
    {
        Kind kind;
        qsizetype before; // line, or -1
        qsizetype after;
        qsizetype count = 1; // of a Collapsed row
    };

    void rebuild();
    void appendSame(qsizetype before, qsizetype after, qsizetype count, bool isFirst, bool isLast);
    void appendChange(const LineChange &change);
    enum class Side { Before, After };

    [[nodiscard]] QString text(Side side, qsizetype line, bool changed) const;
    [[nodiscard]] qsizetype firstDifference(Side side, qsizetype line) const;
    [[nodiscard]] QVariant number(qsizetype line) const;
    [[nodiscard]] Kind cellKind(const Row &row, int column) const;

    LineIndex m_before;
    LineIndex m_after;
    QList<LineChange> m_changes;
    QList<Row> m_rows;
    QList<int> m_hunks;
    QList<qsizetype> m_expanded; // first old line of each run opened by hand
    Layout m_layout = Layout::Unified;
    int m_added = 0;
    int m_removed = 0;
    int m_longest = 0;
};

} // namespace angee
