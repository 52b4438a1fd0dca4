// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logfiltermodel.h"

#include "ui/logs/logmodel.h"

namespace angee {

void LogFilterModel::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    invalidateFilter();
}

void LogFilterModel::setLevel(LogLevel level)
{
    if (m_level == level)
        return;
    m_level = level;
    invalidateFilter();
}

bool LogFilterModel::filterAcceptsRow(int row, const QModelIndex &) const
{
    return qobject_cast<LogModel *>(sourceModel())->matches(row, m_text, m_level);
}

} // namespace angee
