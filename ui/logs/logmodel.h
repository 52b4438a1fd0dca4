// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/logline.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <deque>

namespace angee {

//! \brief The retained lines of one service's log, the oldest first; bounded.
//!
//! The daemon sends no times: each line carries when it arrived here. Dividers tell where lines may
//! be missing.
class LogModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        TimeColumn,
        LevelColumn,
        MessageColumn,
        ColumnCount,
    };
    enum Role {
        LevelRole = Qt::UserRole + 1,
        DividerRole,
    };

    static constexpr qsizetype capacity = 100'000;
    static constexpr qint64 mostBytes = qint64(32) * 1024 * 1024;

    explicit LogModel(QObject *parent = nullptr);

    void append(const QList<LogLine> &lines);
    void addDivider(const QString &text);
    void clear();
    //! Lines dropped from the front so far, because the log was full.
    [[nodiscard]] qint64 dropped() const { return m_dropped; }
    //! Whether the line holds \a text (any case) and is at least as grave as \a level. Dividers
    //! match.
    [[nodiscard]] bool matches(int row, const QString &text, LogLevel level) const;
    //! The line as it is copied and saved: the message alone, without escapes.
    [[nodiscard]] QString message(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Line
    {
        QByteArray message; // UTF-8, escapes removed
        qint64 arrivedMs = 0; // 0: unknown
        LogLevel level = LogLevel::None;
        bool divider = false;
    };

    void add(std::deque<Line> lines);

    std::deque<Line> m_lines;
    qint64 m_dropped = 0;
    qint64 m_bytes = 0; // of the messages
};

//! The daemon's word for a level; empty for none.
[[nodiscard]] QString logLevelName(LogLevel level);

} // namespace angee
