// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logstore.h"
#include "core/logs/logtext.h"

#include <QCache>

#include <memory>
#include <vector>

namespace angee {

//! \brief A line on a grid of cells: which of its characters stands where.
//!
//! A line of plain ASCII is a cell a byte and costs nothing, however long; any other is decoded
//! once. Positions are UTF-16 units of the text as it is seen.
class LogLayout final
{
public:
    //! \a bytes of a plain line must stay where they are.
    explicit LogLayout(QByteArrayView bytes, bool isPlain);

    [[nodiscard]] qsizetype length() const { return m_plain ? m_bytes.size() : m_text.text.size(); }
    [[nodiscard]] qsizetype cells() const;
    [[nodiscard]] QString text(qsizetype from, qsizetype length) const;
    [[nodiscard]] const QList<LogRun> &runs() const { return m_text.runs; }
    //! The column of the character at \a position.
    [[nodiscard]] qsizetype columnOf(qsizetype position) const;
    //! The character that covers \a column; the end when it lies behind all.
    [[nodiscard]] qsizetype positionAt(qsizetype column) const;
    [[nodiscard]] bool isPlain() const { return m_plain; }

private:
    bool m_plain;
    QByteArrayView m_bytes;
    LogText m_text;
    std::vector<quint32> m_columns; // of each UTF-16 unit, and the end
};

//! \brief The layouts of lines that are looked at, kept while they are.
class LogLayouts final
{
public:
    explicit LogLayouts(const LogStore *store);

    //! Good until the next call or a change of the store.
    [[nodiscard]] const LogLayout &of(qint64 line);
    void clear() { m_kept.clear(); }

private:
    const LogStore *m_store;
    QCache<qint64, LogLayout> m_kept;
    std::unique_ptr<LogLayout> m_plain;
};

} // namespace angee
