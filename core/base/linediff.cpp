// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/linediff.h"

#include "core/base/gitlibrary.h"

#include <cstring>
#include <git2.h>

namespace angee {

LineIndex::LineIndex(const QByteArray &text)
    : m_text(text)
{
    const char *const data = m_text.constData();
    const char *const end = data + m_text.size();
    m_starts.reserve(m_text.size() / 32);
    for (const char *at = data; at < end;) {
        m_starts.append(at - data);
        const void *found = std::memchr(at, '\n', std::size_t(end - at));
        at = found ? static_cast<const char *>(found) + 1 : end;
    }
}

qsizetype LineIndex::offset(qsizetype line) const
{
    return line < m_starts.size() ? m_starts.at(line) : m_text.size();
}

QByteArrayView LineIndex::lines(LineRange range) const
{
    const qsizetype from = offset(range.first);
    return QByteArrayView(m_text).sliced(from, offset(range.end()) - from);
}

namespace {

// git counts from 1, and gives the line before an empty range.
LineRange rangeOf(int start, int count)
{
    return {count > 0 ? start - 1 : start, count};
}

int onHunk(const git_diff_delta *, const git_diff_hunk *hunk, void *payload)
{
    auto *changes = static_cast<QList<LineChange> *>(payload);
    changes->append(
        {rangeOf(hunk->old_start, hunk->old_lines), rangeOf(hunk->new_start, hunk->new_lines)});
    return 0;
}

} // namespace

QList<LineChange> diffLines(const QByteArray &before, const QByteArray &after, DiffStyle style)
{
    QList<LineChange> changes;
    if (before == after)
        return changes;
    initGitLibrary();
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = GIT_DIFF_FORCE_TEXT;
    if (style == DiffStyle::ForReading)
        options.flags |= GIT_DIFF_INDENT_HEURISTIC;
    options.context_lines = 0;
    options.interhunk_lines = 0;
    options.max_size = -1;
    git_diff_buffers(before.constData(), std::size_t(before.size()), nullptr, after.constData(),
                     std::size_t(after.size()), nullptr, &options, nullptr, nullptr, onHunk,
                     nullptr, &changes);
    return changes;
}

} // namespace angee
