// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logmodel.h"

#include "core/base/ansi.h"
#include "ui/widgets/icon.h"

#include <QLocale>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

QString logLevelName(LogLevel level)
{
    switch (level) {
    case LogLevel::None:
        return {};
    case LogLevel::Trace:
        return u"TRACE"_s;
    case LogLevel::Debug:
        return u"DEBUG"_s;
    case LogLevel::Info:
        return u"INFO"_s;
    case LogLevel::Warn:
        return u"WARN"_s;
    case LogLevel::Error:
        return u"ERROR"_s;
    }
    Q_UNREACHABLE();
}

LogModel::LogModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void LogModel::append(const QList<LogLine> &lines)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    std::deque<Line> added;
    for (const LogLine &line : lines)
        added.push_back({.message = withoutAnsi(line.message).toUtf8(),
                         .arrivedMs = line.isBacklog ? 0 : now,
                         .level = line.level,
                         .divider = false});
    add(std::move(added));
}

void LogModel::addDivider(const QString &text)
{
    add({{.message = text.toUtf8(),
          .arrivedMs = QDateTime::currentMSecsSinceEpoch(),
          .level = LogLevel::None,
          .divider = true}});
}

void LogModel::add(std::deque<Line> lines)
{
    while (qsizetype(lines.size()) > capacity) {
        lines.pop_front();
        ++m_dropped;
    }
    qsizetype excess = std::max<qsizetype>(0, qsizetype(m_lines.size() + lines.size()) - capacity);
    for (const Line &line : lines)
        m_bytes += line.message.size();
    qint64 left = m_bytes;
    for (qsizetype row = 0; row < qsizetype(m_lines.size()); ++row) {
        if (row >= excess && left <= mostBytes)
            break;
        left -= m_lines.at(size_t(row)).message.size();
        excess = std::max(excess, row + 1);
    }
    if (excess > 0) {
        beginRemoveRows({}, 0, int(excess) - 1);
        m_bytes = left;
        m_lines.erase(m_lines.begin(), m_lines.begin() + excess);
        m_dropped += excess;
        endRemoveRows();
    }
    if (lines.empty())
        return;
    const int first = int(m_lines.size());
    beginInsertRows({}, first, first + int(lines.size()) - 1);
    m_lines.insert(m_lines.end(), std::make_move_iterator(lines.begin()),
                   std::make_move_iterator(lines.end()));
    endInsertRows();
}

void LogModel::clear()
{
    beginResetModel();
    m_lines.clear();
    m_bytes = 0;
    m_dropped = 0;
    endResetModel();
}

bool LogModel::matches(int row, const QString &text, LogLevel level) const
{
    const Line &line = m_lines.at(size_t(row));
    if (line.divider)
        return true;
    // Lines without a level are part of what the graver ones say (stack traces), so they stay.
    if (level != LogLevel::None && line.level != LogLevel::None && line.level < level)
        return false;
    return text.isEmpty() || QString::fromUtf8(line.message).contains(text, Qt::CaseInsensitive);
}

QString LogModel::message(int row) const
{
    return QString::fromUtf8(m_lines.at(size_t(row)).message);
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Line &line = m_lines.at(size_t(index.row()));
    if (role == LevelRole)
        return int(line.level);
    if (role == DividerRole)
        return line.divider;
    if (role == Qt::ToolTipRole && index.column() == TimeColumn)
        return line.arrivedMs == 0 ? tr("The line was there before; the daemon sends no times.")
                                   : tr("When the line arrived here; the daemon sends no times.");
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        if (line.arrivedMs == 0) // it was there before we looked
            return {};
        return QDateTime::fromMSecsSinceEpoch(line.arrivedMs).toString(u"HH:mm:ss.zzz"_s);
    case LevelColumn:
        return logLevelName(line.level);
    case MessageColumn:
        return QString::fromUtf8(line.message);
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Arrived");
    case LevelColumn:
        return tr("Level");
    case MessageColumn:
        return tr("Message");
    default:
        return {};
    }
}

} // namespace angee
