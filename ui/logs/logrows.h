// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logfilter.h"
#include "core/logs/logsearch.h"
#include "core/logs/logstore.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <vector>

namespace angee {

//! \brief Which lines of a store are shown, in which order, and how many rows of the screen each
//! takes.
//!
//! A line takes one row, or as many as its width asks for when it is wrapped, and one more for each
//! line of what is opened below it. Places on the whole are exact, whatever the wrap. GUI thread.
class LogRows final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogRows)

public:
    //! \brief A row of the screen: a shown line, and which of its rows.
    struct Place
    {
        qint64 index = 0; //!< of the shown lines
        qint64 row = 0; //!< within the line
    };

    //! \a store must outlive it.
    explicit LogRows(LogStore *store, QObject *parent = nullptr);
    ~LogRows() override;

    [[nodiscard]] LogStore *store() const { return m_store; }
    void setFilter(const LogFilter &filter);
    [[nodiscard]] const LogFilter &filter() const { return m_filter; }
    //! Why a rule of the filter does not count; empty when all do.
    [[nodiscard]] QString filterProblem() const { return m_search.problem(); }
    //! Some lines have not been looked at yet.
    [[nodiscard]] bool isFiltering() const { return m_search.isRunning(); }
    //! Lines before \a line are not shown; they stay in the store.
    void hideBefore(qint64 line);
    [[nodiscard]] qint64 hiddenBefore() const { return m_from; }
    //! Shows no line that comes from now on, until it is set free.
    void setFrozen(bool frozen);
    [[nodiscard]] bool isFrozen() const { return m_frozenAt >= 0; }

    //! 0: not wrapped.
    void setWrapColumns(int columns);
    [[nodiscard]] int wrapColumns() const { return m_columns; }
    //! What stands below the line; none closes it.
    void setOpened(qint64 line, const QStringList &below);
    [[nodiscard]] QStringList opened(qint64 line) const { return m_opened.value(line); }

    [[nodiscard]] qint64 count() const;
    [[nodiscard]] qint64 lineAt(qint64 index) const;
    //! The index of \a line, or of the first shown line behind it.
    [[nodiscard]] qint64 indexOf(qint64 line) const;
    [[nodiscard]] bool isShown(qint64 line) const;
    //! Rows of the screen that the shown line takes by its own text, and all of it.
    [[nodiscard]] qint64 textRows(qint64 index) const;
    [[nodiscard]] qint64 rowsOf(qint64 index) const;
    //! Of all lines together.
    [[nodiscard]] qint64 totalRows() const;
    [[nodiscard]] qint64 topOf(qint64 index) const;
    [[nodiscard]] Place placeAt(qint64 row) const;
    //! Cells of the widest shown line that was seen.
    [[nodiscard]] qsizetype widest() const { return m_widest; }

signals:
    //! Lines were added at the end; nothing else moved.
    void grown();
    //! \a rows of the screen at the top went, with their lines.
    void shrunk(qint64 rows);
    //! Anything may be anywhere.
    void changed();

private:
    void onAppended();
    void onTrimmed();
    void onFound(qsizetype before);
    void extend();
    void extendTo(qint64 count);
    void rebuild();
    [[nodiscard]] bool isUniform() const { return m_columns == 0 && m_opened.isEmpty(); }
    [[nodiscard]] bool isFiltered() const { return !m_filter.isEverything(); }
    [[nodiscard]] qint64 firstLine() const;
    [[nodiscard]] qint64 countNow() const;

    LogStore *m_store;
    LogSearch m_search;
    LogFilter m_filter;
    qint64 m_from = 0;
    qint64 m_frozenAt = -1; // the first line not shown
    int m_columns = 0;
    QHash<qint64, QStringList> m_opened;
    qint64 m_count = 0; // as told
    qint64 m_goneHits = 0; // since they were counted
    qint64 m_firstTold = 0; // the first line in the count, when not filtered
    std::vector<qint64> m_blockEnds; // rows up to the end of each block of lines
    qsizetype m_widest = 0;
};

} // namespace angee
