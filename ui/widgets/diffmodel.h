// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/linediff.h"
#include "core/diff/filediff.h"
#include "core/diff/worddiff.h"

#include <QAbstractTableModel>
#include <QCache>

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
        Gap, //!< Equal lines that nobody sent.
    };
    enum class Side { Before, After };

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

    //! \brief The line behind a cell of a text column.
    struct Line
    {
        Side side = Side::After;
        qsizetype index = -1; //!< in the text of its side; -1 for none
        qsizetype offset = 0; //!< of its first byte in that text
        bool isChanged = false;
    };

    //! Equal lines kept on either side of a change.
    static constexpr int contextLines = 3;

    explicit DiffModel(QObject *parent = nullptr);
    ~DiffModel() override;

    //! \brief \a changes as diffLines() gives them for these two texts.
    void setTexts(const QByteArray &before, const QByteArray &after,
                  const QList<LineChange> &changes);
    //! \brief What a difference tells of two texts: what it leaves out is a row that cannot be
    //! opened, and lines keep the numbers that they have in their files.
    void setPatch(const DiffPatch &patch);
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
    //! \brief The highest number of a line.
    [[nodiscard]] qint64 highestNumber() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool isTextColumn(int column) const;

    [[nodiscard]] Line lineAt(const QModelIndex &index) const;
    [[nodiscard]] QByteArrayView bytesOf(const Line &line) const;
    //! \brief The parts of a changed line that its other side does not have.
    [[nodiscard]] QList<ByteRun> changedWords(const Line &line) const;
    //! \brief Its number in the new file, from 1; of what is only in the old one, the number of
    //! the line that stands there now. 0 where there is none.
    [[nodiscard]] int numberInNewFile(int row) const;
    [[nodiscard]] const QByteArray &text(Side side) const { return index(side).text(); }

    using QAbstractTableModel::index;

private:
    struct Row
    {
        Kind kind;
        qsizetype before; // line, or -1
        qsizetype after;
        qsizetype count = 1; // of a Collapsed row; of a Gap which one
    };

    void rebuild();
    void appendSame(qsizetype before, qsizetype after, qsizetype count, bool isFirst, bool isLast);
    void appendRun(qsizetype before, qsizetype after, qsizetype count, qsizetype head,
                   qsizetype tail);
    void appendChange(const LineChange &change);
    [[nodiscard]] const LineIndex &index(Side side) const
    {
        return side == Side::Before ? m_before : m_after;
    }
    [[nodiscard]] qsizetype pairOf(const Line &line) const;
    [[nodiscard]] QString shownText(const Line &line) const;
    [[nodiscard]] QString runText(const Row &row) const;
    [[nodiscard]] QVariant number(Side side, qsizetype line) const;
    [[nodiscard]] qint64 numberOf(Side side, qsizetype line) const;
    [[nodiscard]] Kind cellKind(const Row &row, int column) const;

    LineIndex m_before;
    LineIndex m_after;
    QList<LineChange> m_changes;
    QList<DiffGap> m_gaps;
    QList<Row> m_rows;
    QList<int> m_hunks;
    QList<qsizetype> m_expanded; // first old line of each run opened by hand
    mutable QCache<qsizetype, WordMarks> m_words; // by old line, of the rows in sight
    Layout m_layout = Layout::Unified;
    qsizetype m_nextGap = 0; // while the rows are built
    int m_added = 0;
    int m_removed = 0;
    int m_longest = 0;
};

} // namespace angee
