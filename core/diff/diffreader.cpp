// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/diff/diffreader.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>

namespace angee {

namespace {

struct DiffWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::DiffReader)
};

qint64 numberOf(std::string_view word)
{
    // Line numbers of a real file; anything else is as good as none.
    constexpr qint64 most = qint64(1) << 40;
    qint64 number = 0;
    std::from_chars(word.data(), word.data() + word.size(), number);
    return std::clamp<qint64>(number, 0, most);
}

void append(QByteArray *text, std::string_view part)
{
    const qsizetype room = DiffReader::longestName - text->size();
    if (room > 0)
        text->append(part.data(), std::min(room, qsizetype(part.size())));
}

} // namespace

DiffReader::DiffReader(const DiffLimits &limits)
    : m_limits(limits)
    , m_stream(this)
{ }

bool DiffReader::feed(QByteArrayView bytes)
{
    if (!m_problem.isEmpty())
        return false;
    if (!m_stream.feed({bytes.data(), std::size_t(bytes.size())}) && m_problem.isEmpty())
        m_problem = DiffWords::tr("no JSON from byte %L1 on").arg(m_stream.offset());
    return m_problem.isEmpty();
}

bool DiffReader::finish()
{
    if (m_problem.isEmpty() && !m_stream.isWhole())
        m_problem = DiffWords::tr("the answer broke off after %L1 bytes").arg(m_stream.offset());
    return m_problem.isEmpty();
}

void DiffReader::requireArray(bool isArray)
{
    if (!isArray && m_depth == 1 && m_problem.isEmpty())
        m_problem = DiffWords::tr("this is no list of files");
}

void DiffReader::beginObject()
{
    ++m_depth;
    requireArray(false);
    if (m_depth == fileDepth) {
        m_file = {};
        m_isHunks = false;
        m_isFull = false;
    } else if (m_depth == hunkDepth && m_isHunks) {
        m_hunk = {};
        m_hunk.offset = m_file.body.size();
        m_atLineStart = true;
    }
    m_field = Field::None;
}

void DiffReader::endObject()
{
    if (m_depth == fileDepth)
        endFile();
    else if (m_depth == hunkDepth && m_isHunks)
        endHunk();
    --m_depth;
    m_field = Field::None;
}

void DiffReader::beginArray()
{
    ++m_depth;
    m_isHunks = m_isHunks || (m_depth == fileDepth + 1 && m_field == Field::Hunks);
    m_field = Field::None;
}

void DiffReader::endArray()
{
    if (m_depth == fileDepth + 1)
        m_isHunks = false;
    --m_depth;
    m_field = Field::None;
}

void DiffReader::key(std::string_view name)
{
    struct Member
    {
        std::string_view name;
        Field field;
    };
    static constexpr std::array ofFile{
        Member{"old_path", Field::OldPath},   Member{"new_path", Field::NewPath},
        Member{"mode", Field::Mode},          Member{"is_binary", Field::IsBinary},
        Member{"is_new", Field::IsNew},       Member{"is_deleted", Field::IsDeleted},
        Member{"is_rename", Field::IsRename}, Member{"hunks", Field::Hunks},
    };
    static constexpr std::array ofHunk{
        Member{"old_start", Field::OldStart}, Member{"old_lines", Field::OldLines},
        Member{"new_start", Field::NewStart}, Member{"new_lines", Field::NewLines},
        Member{"header", Field::Header},      Member{"body", Field::Body},
    };
    const auto look = [this, name](const auto &members) {
        const auto found = std::find_if(members.begin(), members.end(),
                                        [name](const Member &m) { return m.name == name; });
        m_field = found == members.end() ? Field::None : found->field;
    };
    if (m_depth == fileDepth)
        look(ofFile);
    else if (m_depth == hunkDepth && m_isHunks)
        look(ofHunk);
    else
        m_field = Field::None;
}

void DiffReader::stringPart(std::string_view part)
{
    switch (m_field) {
    case Field::OldPath:
        return append(&m_file.oldPath, part);
    case Field::NewPath:
        return append(&m_file.newPath, part);
    case Field::Mode:
        return append(&m_file.mode, part);
    case Field::Header:
        return append(&m_hunk.header, part);
    case Field::Body:
        return takeBody({part.data(), qsizetype(part.size())});
    default:
        break;
    }
}

void DiffReader::endString()
{
    m_field = Field::None;
}

void DiffReader::scalar(std::string_view word)
{
    const bool isTrue = word == "true";
    switch (m_field) {
    case Field::IsBinary:
        m_file.isBinary = isTrue;
        break;
    case Field::IsNew:
        m_file.isNew = isTrue;
        break;
    case Field::IsDeleted:
        m_file.isDeleted = isTrue;
        break;
    case Field::IsRename:
        m_file.isRename = isTrue;
        break;
    case Field::OldStart:
        m_hunk.oldStart = numberOf(word);
        break;
    case Field::OldLines:
        m_hunk.oldLines = numberOf(word);
        break;
    case Field::NewStart:
        m_hunk.newStart = numberOf(word);
        break;
    case Field::NewLines:
        m_hunk.newLines = numberOf(word);
        break;
    default:
        break;
    }
    m_field = Field::None;
}

//! Counts what comes, in pieces that may end anywhere in a line, and keeps it where there is room.
void DiffReader::takeBody(QByteArrayView part)
{
    for (qsizetype at = 0; at < part.size();) {
        if (m_atLineStart) {
            m_file.added += part[at] == '+' ? 1 : 0;
            m_file.removed += part[at] == '-' ? 1 : 0;
            if (part[at] != '\n')
                --m_file.bytes; // the sign
        }
        const qsizetype end = part.indexOf('\n', at);
        m_atLineStart = end >= 0;
        const qsizetype next = end < 0 ? part.size() : end + 1;
        m_file.bytes += next - at;
        at = next;
    }
    keepBody(part);
}

void DiffReader::keepBody(QByteArrayView part)
{
    if (m_isFull)
        return;
    const qsizetype room =
        std::min(m_limits.fileBytes, m_limits.allBytes - m_kept) - m_file.body.size();
    m_file.body.append(part.first(std::clamp<qsizetype>(room, 0, part.size())));
    if (part.size() <= room)
        return;
    // Whole lines only, and none at all where the files before took all the room.
    m_isFull = true;
    const qsizetype line = m_file.body.lastIndexOf('\n') + 1;
    m_file.body.truncate(std::max(line, m_hunk.offset));
    const bool isAlone = m_kept + m_limits.fileBytes <= m_limits.allBytes;
    m_file.kept =
        isAlone && !m_file.body.isEmpty() ? FileDiff::Kept::Beginning : FileDiff::Kept::None;
    if (m_file.kept == FileDiff::Kept::None) {
        m_file.body.clear();
        m_file.hunks.clear();
        m_hunk.offset = 0;
    }
}

void DiffReader::endHunk()
{
    m_hunk.size = m_file.body.size() - m_hunk.offset;
    if (m_hunk.size > 0)
        m_file.hunks.append(m_hunk);
}

void DiffReader::endFile()
{
    if (m_file.path().isEmpty() && m_file.hunks.isEmpty())
        return; // nothing that could be named
    m_set.added += m_file.added;
    m_set.removed += m_file.removed;
    if (m_set.files.size() >= m_limits.files) {
        ++m_set.filesLeftOut;
        return;
    }
    m_set.filesCut += m_file.kept == FileDiff::Kept::All ? 0 : 1;
    m_kept += m_file.body.size();
    m_file.body.squeeze();
    m_set.files.append(std::move(m_file));
}

} // namespace angee
