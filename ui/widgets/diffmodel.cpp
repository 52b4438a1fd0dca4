// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/diffmodel.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// A run is worth a click only if it hides a few lines.
constexpr qsizetype collapseFrom = 2 * DiffModel::contextLines + 2;
constexpr qsizetype longestShown = 2000;
constexpr qsizetype shownBeforeChange = 500; // of a line that is too long to be shown whole

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// The nearest start of a character at or before \a at.
qsizetype characterStart(QByteArrayView bytes, qsizetype at)
{
    while (at > 0 && at < bytes.size() && isContinuation(bytes[at]))
        --at;
    return at;
}

} // namespace

DiffModel::DiffModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

DiffModel::~DiffModel() = default;

void DiffModel::setTexts(const QByteArray &before, const QByteArray &after,
                         const QList<LineChange> &changes)
{
    m_before = LineIndex(before);
    m_after = LineIndex(after);
    m_changes = changes;
    m_expanded.clear();
    rebuild();
}

void DiffModel::setLayout(Layout layout)
{
    if (layout == m_layout)
        return;
    m_layout = layout;
    rebuild();
}

void DiffModel::expand(int row)
{
    const Row run = m_rows.at(row);
    if (run.kind != Kind::Collapsed)
        return;
    m_expanded.append(run.before);
    beginRemoveRows({}, row, row);
    m_rows.remove(row);
    endRemoveRows();
    beginInsertRows({}, row, row + int(run.count) - 1);
    for (qsizetype i = 0; i < run.count; ++i)
        m_rows.insert(row + i, {Kind::Same, run.before + i, run.after + i, 1});
    for (int &hunk : m_hunks)
        if (hunk > row)
            hunk += int(run.count) - 1;
    endInsertRows();
}

void DiffModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    m_hunks.clear();
    m_added = m_removed = 0;
    qsizetype before = 0;
    qsizetype after = 0;
    for (qsizetype i = 0; i < m_changes.size(); ++i) {
        const LineChange &change = m_changes[i];
        appendSame(before, after, change.before.first - before, i == 0, false);
        m_hunks.append(int(m_rows.size()));
        appendChange(change);
        before = change.before.end();
        after = change.after.end();
    }
    appendSame(before, after, m_before.count() - before, m_changes.isEmpty(), true);
    m_longest = 0;
    for (const LineIndex *index : {&m_before, &m_after})
        for (qsizetype line = 0; line < index->count(); ++line)
            m_longest = std::max(m_longest, int(std::min(index->line(line).size(), longestShown)));
    endResetModel();
}

void DiffModel::appendSame(qsizetype before, qsizetype after, qsizetype count, bool isFirst,
                           bool isLast)
{
    const qsizetype head = isFirst ? 0 : contextLines;
    const qsizetype tail = isLast ? 0 : contextLines;
    const qsizetype hidden = count - head - tail;
    const bool collapse = hidden >= collapseFrom && !m_expanded.contains(before + head);
    for (qsizetype i = 0; i < count; ++i) {
        if (collapse && i == head) {
            m_rows.append({Kind::Collapsed, before + i, after + i, hidden});
            i += hidden - 1;
            continue;
        }
        m_rows.append({Kind::Same, before + i, after + i, 1});
    }
}

void DiffModel::appendChange(const LineChange &change)
{
    m_removed += int(change.before.count);
    m_added += int(change.after.count);
    if (m_layout == Layout::Unified) {
        for (qsizetype i = 0; i < change.before.count; ++i)
            m_rows.append({Kind::Removed, change.before.first + i, -1, 1});
        for (qsizetype i = 0; i < change.after.count; ++i)
            m_rows.append({Kind::Added, -1, change.after.first + i, 1});
        return;
    }
    for (qsizetype i = 0; i < std::max(change.before.count, change.after.count); ++i) {
        const qsizetype left = i < change.before.count ? change.before.first + i : -1;
        const qsizetype right = i < change.after.count ? change.after.first + i : -1;
        const Kind kind = left < 0 ? Kind::Added : right < 0 ? Kind::Removed : Kind::Replaced;
        m_rows.append({kind, left, right, 1});
    }
}

int DiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int DiffModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_layout == Layout::Unified ? int(UnifiedColumnCount) : int(SplitColumnCount);
}

bool DiffModel::isTextColumn(int column) const
{
    return m_layout == Layout::Unified ? column == TextColumn
                                       : column == LeftTextColumn || column == RightTextColumn;
}

// Line ends are part of what may differ, so changed lines show the one that cannot be seen.
QString DiffModel::text(Side side, qsizetype line, bool changed) const
{
    if (line < 0)
        return {};
    const QByteArrayView bytes = (side == Side::Before ? m_before : m_after).line(line);
    if (bytes.size() > longestShown) {
        // The part that changed, not the start that did not.
        const qsizetype difference = changed ? firstDifference(side, line) : 0;
        const qsizetype from = difference < longestShown - shownBeforeChange
            ? 0
            : characterStart(bytes, difference - shownBeforeChange);
        const qsizetype until = characterStart(bytes, std::min(bytes.size(), from + longestShown));
        const QString part = QString::fromUtf8(bytes.sliced(from, until - from)).trimmed();
        return (from > 0 ? u"\u2026"_s : QString()) + QString(part).replace(u'\t', u"    "_s)
            + (until < bytes.size() ? u"\u2026"_s : QString());
    }
    QString text = QString::fromUtf8(bytes);
    const bool ended = text.endsWith(u'\n');
    if (ended)
        text.chop(1);
    if (text.endsWith(u'\r'))
        text = text.chopped(1) + (changed ? u"\u240d"_s : QString());
    if (changed && !ended)
        text += u" \u2205"_s; // no newline at the end of the file
    return text.replace(u'\t', u"    "_s);
}

// Where \a line first differs from the line that it was or became; 0 where there is none.
qsizetype DiffModel::firstDifference(Side side, qsizetype line) const
{
    const bool isBefore = side == Side::Before;
    for (const LineChange &change : m_changes) {
        const LineRange &own = isBefore ? change.before : change.after;
        const LineRange &other = isBefore ? change.after : change.before;
        if (line < own.first || line >= own.end())
            continue;
        if (line - own.first >= other.count)
            return 0;
        const QByteArrayView mine = (isBefore ? m_before : m_after).line(line);
        const QByteArrayView theirs =
            (isBefore ? m_after : m_before).line(other.first + line - own.first);
        return std::mismatch(mine.begin(), mine.end(), theirs.begin(), theirs.end()).first
            - mine.begin();
    }
    return 0;
}

QVariant DiffModel::number(qsizetype line) const
{
    return line < 0 ? QVariant() : QVariant(QString::number(line + 1));
}

DiffModel::Kind DiffModel::cellKind(const Row &row, int column) const
{
    if (m_layout == Layout::Unified || row.kind == Kind::Same || row.kind == Kind::Collapsed)
        return row.kind;
    const bool left = column <= LeftTextColumn;
    if (left)
        return row.before < 0 ? Kind::Same : Kind::Removed;
    return row.after < 0 ? Kind::Same : Kind::Added;
}

QVariant DiffModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    const Kind kind = cellKind(row, index.column());
    if (role == KindRole)
        return int(kind);
    const bool isText = isTextColumn(index.column());
    const bool accessible = role == Qt::AccessibleTextRole && isText;
    if (role != Qt::DisplayRole && !accessible)
        return {};
    if (row.kind == Kind::Collapsed)
        return isText ? QVariant(tr("%1 equal lines, press Enter to show").arg(row.count))
                      : QVariant();
    const bool split = m_layout == Layout::Split;
    const bool left = split && index.column() <= LeftTextColumn;
    if (isText) {
        const bool old = split ? left : row.after < 0;
        const QString line = old ? text(Side::Before, row.before, kind != Kind::Same)
                                 : text(Side::After, row.after, kind != Kind::Same);
        if (accessible && kind == Kind::Added)
            return tr("added: %1").arg(line);
        return accessible && kind == Kind::Removed ? tr("removed: %1").arg(line) : line;
    }
    const bool mark = split ? index.column() == LeftMarkColumn || index.column() == RightMarkColumn
                            : index.column() == MarkColumn;
    if (mark)
        return kind == Kind::Added ? u"+"_s : kind == Kind::Removed ? u"\u2212"_s : QString();
    const bool old = split ? left : index.column() == OldNumberColumn;
    return number(old ? row.before : row.after);
}

} // namespace angee
