// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/diffmodel.h"

#include "core/base/visibletext.h"
#include "ui/widgets/diffline.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// A run is worth a click only if it hides a few lines.
constexpr qsizetype collapseFrom = 2 * DiffModel::contextLines + 2;
constexpr int cachedWords = 1'000; // lines: more than a screen has

} // namespace

DiffModel::DiffModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_words(cachedWords)
{ }

DiffModel::~DiffModel() = default;

void DiffModel::setTexts(const QByteArray &before, const QByteArray &after,
                         const QList<LineChange> &changes)
{
    setPatch({.before = before, .after = after, .changes = changes, .gaps = {}});
}

void DiffModel::setPatch(const DiffPatch &patch)
{
    m_before = LineIndex(patch.before);
    m_after = LineIndex(patch.after);
    m_changes = patch.changes;
    m_gaps = patch.gaps;
    m_expanded.clear();
    m_words.clear();
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
    m_rows.insert(row, run.count, Row{Kind::Same, 0, 0, 1});
    for (qsizetype i = 0; i < run.count; ++i)
        m_rows[row + i] = {Kind::Same, run.before + i, run.after + i, 1};
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
    m_nextGap = 0;
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
            m_longest =
                std::max(m_longest, int(std::min(index->line(line).size(), DiffLine::longest)));
    endResetModel();
}

// Equal lines up to the next change, parted by the gaps that lie among them.
void DiffModel::appendSame(qsizetype before, qsizetype after, qsizetype count, bool isFirst,
                           bool isLast)
{
    const qsizetype end = before + count;
    bool isEdge = isFirst;
    // One behind a change that is still to come lies farther in the new text.
    while (m_nextGap < m_gaps.size() && m_gaps.at(m_nextGap).before <= end
           && m_gaps.at(m_nextGap).after <= after + end - before) {
        const DiffGap &gap = m_gaps.at(m_nextGap);
        const qsizetype lines = gap.before - before;
        // What the difference has told around a change is its context, and stays.
        appendRun(before, after, lines, isEdge ? 0 : contextLines, 0);
        m_rows.append({Kind::Gap, -1, -1, m_nextGap});
        before += lines;
        after += lines;
        isEdge = true;
        ++m_nextGap;
    }
    appendRun(before, after, end - before, isEdge ? 0 : contextLines, isLast ? 0 : contextLines);
}

void DiffModel::appendRun(qsizetype before, qsizetype after, qsizetype count, qsizetype head,
                          qsizetype tail)
{
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

DiffModel::Line DiffModel::lineAt(const QModelIndex &index) const
{
    const Row &row = m_rows.at(index.row());
    if (!isTextColumn(index.column()) || row.kind == Kind::Collapsed || row.kind == Kind::Gap)
        return {};
    const bool isOld = m_layout == Layout::Split ? index.column() == LeftTextColumn : row.after < 0;
    Line line;
    line.side = isOld ? Side::Before : Side::After;
    line.index = isOld ? row.before : row.after;
    line.isChanged = line.index >= 0 && cellKind(row, index.column()) != Kind::Same;
    if (line.index >= 0)
        line.offset = this->index(line.side).offset(line.index);
    return line;
}

QByteArrayView DiffModel::bytesOf(const Line &line) const
{
    return line.index < 0 ? QByteArrayView() : index(line.side).line(line.index);
}

// The line that a changed one was or became; -1 where there is none.
qsizetype DiffModel::pairOf(const Line &line) const
{
    const bool isOld = line.side == Side::Before;
    const auto own = [isOld](const LineChange &change) -> const LineRange & {
        return isOld ? change.before : change.after;
    };
    const auto behind = std::upper_bound(
        m_changes.cbegin(), m_changes.cend(), line.index,
        [own](qsizetype index, const LineChange &change) { return index < own(change).end(); });
    if (behind == m_changes.cend() || line.index < own(*behind).first)
        return -1;
    const LineRange &other = isOld ? behind->after : behind->before;
    const qsizetype at = line.index - own(*behind).first;
    return at < other.count ? other.first + at : -1;
}

QList<ByteRun> DiffModel::changedWords(const Line &line) const
{
    const qsizetype pair = line.isChanged ? pairOf(line) : -1;
    if (pair < 0)
        return {};
    const bool isOld = line.side == Side::Before;
    const qsizetype before = isOld ? line.index : pair;
    WordMarks *marks = m_words.object(before);
    if (!marks) {
        marks = new WordMarks(
            wordMarks(m_before.line(before), m_after.line(isOld ? pair : line.index)));
        m_words.insert(before, marks);
    }
    return isOld ? marks->before : marks->after;
}

// Line ends are part of what may differ, so changed lines show the one that cannot be seen.
QString DiffModel::shownText(const Line &line) const
{
    if (line.index < 0)
        return {};
    const QByteArrayView bytes = bytesOf(line);
    qsizetype interesting = 0;
    if (const qsizetype pair = line.isChanged ? pairOf(line) : -1;
        pair >= 0 && bytes.size() > DiffLine::longest) {
        const QByteArrayView other =
            index(line.side == Side::Before ? Side::After : Side::Before).line(pair);
        interesting = std::mismatch(bytes.begin(), bytes.end(), other.begin(), other.end()).first
            - bytes.begin();
    }
    return DiffLine(bytes, line.isChanged ? LineEndMarks::Shown : LineEndMarks::Hidden, interesting)
        .text();
}

qint64 DiffModel::numberOf(Side side, qsizetype line) const
{
    const bool isOld = side == Side::Before;
    const auto start = [isOld](const DiffGap &gap) { return isOld ? gap.before : gap.after; };
    const auto behind = std::upper_bound(
        m_gaps.cbegin(), m_gaps.cend(), line,
        [start](qsizetype index, const DiffGap &gap) { return index < start(gap); });
    if (behind == m_gaps.cbegin())
        return line + 1;
    const DiffGap &gap = *std::prev(behind);
    return (isOld ? gap.oldNumber : gap.newNumber) + line - start(gap);
}

QVariant DiffModel::number(Side side, qsizetype line) const
{
    return line < 0 ? QVariant() : QVariant(QString::number(numberOf(side, line)));
}

qint64 DiffModel::highestNumber() const
{
    return std::max(numberOf(Side::Before, m_before.count()),
                    numberOf(Side::After, m_after.count()));
}

int DiffModel::numberInNewFile(int row) const
{
    for (int at = row; at < m_rows.size(); ++at) {
        const Row &candidate = m_rows.at(at);
        if (candidate.kind == Kind::Gap)
            return int(m_gaps.at(candidate.count).newNumber);
        if (candidate.after >= 0)
            return int(numberOf(Side::After, candidate.after));
    }
    return m_after.count() > 0 ? int(numberOf(Side::After, m_after.count() - 1)) : 0;
}

DiffModel::Kind DiffModel::cellKind(const Row &row, int column) const
{
    if (m_layout == Layout::Unified || row.kind == Kind::Same || row.kind == Kind::Collapsed
        || row.kind == Kind::Gap)
        return row.kind;
    const bool left = column <= LeftTextColumn;
    if (left)
        return row.before < 0 ? Kind::Same : Kind::Removed;
    return row.after < 0 ? Kind::Same : Kind::Added;
}

QString DiffModel::runText(const Row &row) const
{
    if (row.kind == Kind::Collapsed)
        return tr("%1 equal lines, press Enter to show").arg(row.count);
    const DiffGap &gap = m_gaps.at(row.count);
    // What others wrote is put in last, and into no template of ours.
    const QString header = gap.header.isEmpty()
        ? QString()
        : u"  "_s + shownLine(QString::fromUtf8(gap.header), longestName);
    if (gap.hidden <= 0)
        return header.isEmpty() ? u"\u22ef"_s : header.trimmed();
    return tr("%n equal lines that were not sent", nullptr, int(gap.hidden)) + header;
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
    const bool tip = role == Qt::ToolTipRole && isText && m_layout == Layout::Split;
    if (role != Qt::DisplayRole && !accessible && !tip)
        return {};
    if (row.kind == Kind::Collapsed || row.kind == Kind::Gap)
        return isText ? QVariant(runText(row)) : QVariant();
    const bool split = m_layout == Layout::Split;
    const bool left = split && index.column() <= LeftTextColumn;
    if (isText) {
        const QString line = shownText(lineAt(index));
        if (accessible && kind == Kind::Added)
            return tr("added: %1").arg(line);
        if (accessible && kind == Kind::Removed)
            return tr("removed: %1").arg(line);
        return tip ? shownLine(line) : line;
    }
    const bool mark = split ? index.column() == LeftMarkColumn || index.column() == RightMarkColumn
                            : index.column() == MarkColumn;
    if (mark)
        return kind == Kind::Added ? u"+"_s : kind == Kind::Removed ? u"\u2212"_s : QString();
    const bool old = split ? left : index.column() == OldNumberColumn;
    return old ? number(Side::Before, row.before) : number(Side::After, row.after);
}

} // namespace angee
