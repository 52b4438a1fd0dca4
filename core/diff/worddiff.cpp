// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/diff/worddiff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace angee {

namespace {

constexpr std::size_t mostCells = 16 * 1024; // of the table of common words
constexpr qsizetype longest = 4'000; // a longer line is not looked at

enum class Class { Word, Blank, Sign };

Class classOf(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z'))
        return Class::Word;
    return c == ' ' || c == '\t' ? Class::Blank : Class::Sign;
}

using Words = std::vector<ByteRun>;

Words wordsOf(QByteArrayView line)
{
    Words words;
    for (qsizetype at = 0; at < line.size();) {
        const Class kind = classOf(line[at]);
        qsizetype end = at + 1;
        while (kind != Class::Sign && end < line.size() && classOf(line[end]) == kind)
            ++end;
        words.push_back({at, end - at});
        at = end;
    }
    return words;
}

QByteArrayView withoutEnd(QByteArrayView line)
{
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

//! Compares two lines of words.
class WordCompare final
{
public:
    WordCompare(QByteArrayView before, QByteArrayView after)
        : m_before(before)
        , m_after(after)
        , m_old(wordsOf(before))
        , m_new(wordsOf(after))
        , m_isOldCommon(m_old.size(), false)
        , m_isNewCommon(m_new.size(), false)
    { }

    WordMarks compare()
    {
        const std::size_t most = std::min(m_old.size(), m_new.size());
        std::size_t head = 0;
        for (; head < most && same(head, head); ++head)
            match(head, head);
        std::size_t tail = 0;
        while (tail < most - head && same(m_old.size() - 1 - tail, m_new.size() - 1 - tail)) {
            match(m_old.size() - 1 - tail, m_new.size() - 1 - tail);
            ++tail;
        }
        const std::size_t oldRest = m_old.size() - head - tail;
        const std::size_t newRest = m_new.size() - head - tail;
        if (oldRest > 0 && newRest > 0 && (oldRest + 1) * (newRest + 1) <= mostCells)
            matchMiddle(head, oldRest, newRest);
        // Lines with less in common are other lines: there, marks would be noise.
        if (2 * m_commonBytes < std::min(m_before.size(), m_after.size()))
            return {};
        return {marks(m_old, m_isOldCommon), marks(m_new, m_isNewCommon)};
    }

private:
    [[nodiscard]] bool same(std::size_t i, std::size_t j) const
    {
        return m_before.sliced(m_old[i].first, m_old[i].count)
            == m_after.sliced(m_new[j].first, m_new[j].count);
    }

    void match(std::size_t i, std::size_t j)
    {
        m_isOldCommon[i] = m_isNewCommon[j] = true;
        m_commonBytes += m_old[i].count;
    }

    // The longest common run of words, not necessarily beside each other.
    void matchMiddle(std::size_t head, std::size_t rows, std::size_t columns)
    {
        std::vector<std::uint16_t> table((rows + 1) * (columns + 1), 0);
        const auto cell = [&](std::size_t i, std::size_t j) -> std::uint16_t & {
            return table[i * (columns + 1) + j];
        };
        for (std::size_t i = rows; i-- > 0;) {
            for (std::size_t j = columns; j-- > 0;)
                cell(i, j) = same(head + i, head + j)
                    ? static_cast<std::uint16_t>(cell(i + 1, j + 1) + 1)
                    : std::max(cell(i + 1, j), cell(i, j + 1));
        }
        for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
            if (same(head + i, head + j))
                match(head + i++, head + j++);
            else if (cell(i + 1, j) >= cell(i, j + 1))
                ++i;
            else
                ++j;
        }
    }

    static QList<ByteRun> marks(const Words &words, const std::vector<bool> &isCommon)
    {
        QList<ByteRun> runs;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (isCommon[i])
                continue;
            if (!runs.isEmpty() && runs.last().end() == words[i].first)
                runs.last().count += words[i].count;
            else
                runs.append(words[i]);
        }
        return runs;
    }

    QByteArrayView m_before;
    QByteArrayView m_after;
    Words m_old;
    Words m_new;
    std::vector<bool> m_isOldCommon;
    std::vector<bool> m_isNewCommon;
    qsizetype m_commonBytes = 0;
};

} // namespace

WordMarks wordMarks(QByteArrayView before, QByteArrayView after)
{
    const QByteArrayView old = withoutEnd(before);
    const QByteArrayView changed = withoutEnd(after);
    if (std::max(old.size(), changed.size()) > longest)
        return {};
    return WordCompare(old, changed).compare();
}

} // namespace angee
