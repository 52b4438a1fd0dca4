// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/diff/filediff.h"

#include <algorithm>
#include <utility>

namespace angee {

namespace {

constexpr QByteArrayView replacementCharacter("\xEF\xBF\xBD");

//! Puts the lines of one file into its two texts.
class PatchBuilder final
{
public:
    PatchBuilder(const FileDiff &file, DiffDirection direction)
        : m_file(file)
        , m_old(direction == DiffDirection::AsTold ? '-' : '+')
        , m_new(direction == DiffDirection::AsTold ? '+' : '-')
    {
        m_patch.before.reserve(file.body.size());
        m_patch.after.reserve(file.body.size());
    }

    DiffPatch build()
    {
        for (const FileDiff::Hunk &hunk : m_file.hunks)
            addHunk(hunk);
        m_patch.onlyLineEndDiffers = m_file.kept == FileDiff::Kept::All && lastPairIsEqual();
        return std::move(m_patch);
    }

private:
    void addHunk(const FileDiff::Hunk &hunk)
    {
        // A side without lines stands behind the line that its start names.
        qint64 oldStart = hunk.oldStart + (hunk.oldLines == 0 ? 1 : 0);
        qint64 newStart = hunk.newStart + (hunk.newLines == 0 ? 1 : 0);
        if (m_old == '+')
            std::swap(oldStart, newStart);
        const qint64 hidden = oldStart - m_nextOld;
        if (hidden != 0 || newStart != m_nextNew || !hunk.header.isEmpty())
            m_patch.gaps.append({m_oldLines, m_newLines, oldStart, newStart, hidden, hunk.header});
        m_nextOld = oldStart;
        m_nextNew = newStart;
        const QByteArrayView body = QByteArrayView(m_file.body).sliced(hunk.offset, hunk.size);
        for (qsizetype at = 0; at < body.size();) {
            const qsizetype end = body.indexOf('\n', at);
            const qsizetype next = end < 0 ? body.size() : end + 1;
            addLine(body.sliced(at, next - at));
            at = next;
        }
        endChange();
        m_signBefore = ' ';
    }

    void addLine(QByteArrayView line)
    {
        // The daemon writes a sign before every line and an end behind it; others may not.
        const bool hasSign = line.front() != '\n';
        const char sign = hasSign ? line.front() : ' ';
        const QByteArrayView text = hasSign ? line.sliced(1) : line;
        if (sign == '-' && m_signBefore == '+')
            endChange(); // git tells what was removed first
        m_signBefore = sign;
        const bool isChange = sign == m_old || sign == m_new;
        if (!isChange)
            endChange();
        const QByteArrayView end = text.endsWith('\n') ? QByteArrayView() : QByteArrayView("\n");
        if (sign != m_new) {
            m_patch.before += text;
            m_patch.before += end;
            ++m_oldLines;
            ++m_nextOld;
        }
        if (sign != m_old) {
            m_patch.after += text;
            m_patch.after += end;
            ++m_newLines;
            ++m_nextNew;
        }
        m_change.before.count += sign == m_old ? 1 : 0;
        m_change.after.count += sign == m_new ? 1 : 0;
    }

    void endChange()
    {
        LineChange change = std::exchange(m_change, {});
        if (change.before.count == 0 && change.after.count == 0)
            return;
        change.before.first = m_oldLines - change.before.count;
        change.after.first = m_newLines - change.after.count;
        m_patch.changes.append(change);
    }

    [[nodiscard]] bool lastPairIsEqual() const
    {
        if (m_patch.changes.isEmpty())
            return false;
        const LineChange &last = m_patch.changes.last();
        if (last.before.end() != m_oldLines || last.after.end() != m_newLines
            || last.before.count == 0 || last.after.count == 0)
            return false;
        const auto lastLine = [](const QByteArray &text) {
            const qsizetype start = text.lastIndexOf('\n', text.size() - 2) + 1;
            return QByteArrayView(text).sliced(text.size() < 2 ? 0 : start);
        };
        return lastLine(m_patch.before) == lastLine(m_patch.after);
    }

    const FileDiff &m_file;
    const char m_old;
    const char m_new;
    DiffPatch m_patch;
    LineChange m_change;
    qsizetype m_oldLines = 0;
    qsizetype m_newLines = 0;
    qint64 m_nextOld = 1;
    qint64 m_nextNew = 1;
    char m_signBefore = ' ';
};

} // namespace

FileDiff::Kind FileDiff::kind() const
{
    if (isNew)
        return Kind::Added;
    if (isDeleted)
        return Kind::Deleted;
    return isRename ? Kind::Renamed : Kind::Changed;
}

FileDiff::Content FileDiff::content() const
{
    if (isBinary)
        return Content::Binary;
    if (mode == "160000")
        return Content::Submodule;
    if (mode == "120000")
        return Content::Link;
    return added + removed > 0 ? Content::Lines : Content::Unchanged;
}

bool FileDiff::isNameDamaged() const
{
    return path().contains(replacementCharacter);
}

DiffPatch patchOf(const FileDiff &file, DiffDirection direction)
{
    return PatchBuilder(file, direction).build();
}

FileDiff reversed(FileDiff file)
{
    std::swap(file.oldPath, file.newPath);
    std::swap(file.isNew, file.isDeleted);
    std::swap(file.added, file.removed);
    return file;
}

} // namespace angee
