// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/merge.h"

#include "core/files/textfacts.h"

#include <algorithm>
#include <future>

namespace angee {

using Kind = MergeHunk::Kind;
using Choice = MergeHunk::Choice;

namespace {

// Below this a second thread costs more than it saves.
constexpr qsizetype worthAThread = qsizetype(64) * 1024;

// Walks the changes of one side while the merge walks the base.
class SideCursor
{
public:
    explicit SideCursor(const QList<LineChange> &changes)
        : m_changes(changes)
    { }

    [[nodiscard]] bool atEnd() const { return m_next == m_changes.size(); }
    [[nodiscard]] LineRange nextBase() const { return m_changes.at(m_next).before; }

    // Takes the changes that overlap or touch the base lines up to \a end, and returns how far they
    // reach. Touching counts: git calls two changes side by side a conflict as well.
    qsizetype take(qsizetype end)
    {
        while (!atEnd() && nextBase().first <= end) {
            const LineChange &change = m_changes.at(m_next++);
            end = std::max(end, change.before.end());
            m_shift = change.after.end() - change.before.end();
            ++m_taken;
        }
        return end;
    }

    void beginGroup()
    {
        m_shiftBefore = m_shift;
        m_taken = 0;
    }

    [[nodiscard]] qsizetype taken() const { return m_taken; }
    // The lines of this side that stand for these base lines; both ends lie between changes.
    [[nodiscard]] LineRange linesFor(LineRange base) const
    {
        const qsizetype first = base.first + m_shiftBefore;
        return {first, base.end() + m_shift - first};
    }

private:
    const QList<LineChange> &m_changes;
    qsizetype m_next = 0;
    qsizetype m_taken = 0;
    qsizetype m_shift = 0; // from a base line after the last change taken to this side's
    qsizetype m_shiftBefore = 0;
};

qsizetype firstLine(const SideCursor &mine, const SideCursor &theirs)
{
    if (mine.atEnd())
        return theirs.nextBase().first;
    if (theirs.atEnd())
        return mine.nextBase().first;
    return std::min(mine.nextBase().first, theirs.nextBase().first);
}

} // namespace

MergeResult::MergeResult(LineIndex base, LineIndex mine, LineIndex theirs,
                         const QList<LineChange> &myChanges, const QList<LineChange> &theirChanges)
    : m_base(std::move(base))
    , m_mine(std::move(mine))
    , m_theirs(std::move(theirs))
{
    m_hunks.reserve(2 * (myChanges.size() + theirChanges.size()) + 1);
    SideCursor my(myChanges);
    SideCursor their(theirChanges);
    while (!my.atEnd() || !their.atEnd()) {
        my.beginGroup();
        their.beginGroup();
        LineRange group{firstLine(my, their), 0};
        qsizetype end = group.first;
        for (qsizetype before = -1; before != end;) {
            before = end;
            end = their.take(my.take(end));
        }
        group.count = end - group.first;
        appendStable(group.first);
        const LineRange myLines = my.linesFor(group);
        const LineRange theirLines = their.linesFor(group);
        if (their.taken() == 0)
            appendChanged(group, myLines, theirLines, Kind::Mine);
        else if (my.taken() == 0)
            appendChanged(group, myLines, theirLines, Kind::Theirs);
        else if (m_mine.lines(myLines) == m_theirs.lines(theirLines))
            appendChanged(group, myLines, theirLines, Kind::Both);
        else
            appendConflict(group, myLines, theirLines);
    }
    appendStable(m_base.count());
}

void MergeResult::appendStable(qsizetype untilBaseLine)
{
    const MergeHunk last = m_hunks.isEmpty() ? MergeHunk{} : m_hunks.last();
    const qsizetype count = untilBaseLine - last.base.end();
    if (count > 0)
        appendChanged({last.base.end(), count}, {last.mine.end(), count},
                      {last.theirs.end(), count}, Kind::Stable);
}

void MergeResult::appendChanged(LineRange base, LineRange mine, LineRange theirs, Kind kind)
{
    MergeHunk hunk;
    hunk.kind = kind;
    hunk.base = base;
    hunk.mine = mine;
    hunk.theirs = theirs;
    m_hunks.append(hunk);
}

// Lines that both sides put at the start or at the end of a conflict need no choice.
void MergeResult::appendConflict(LineRange base, LineRange mine, LineRange theirs)
{
    const qsizetype shared = std::min(mine.count, theirs.count);
    qsizetype head = 0;
    while (head < shared && m_mine.line(mine.first + head) == m_theirs.line(theirs.first + head))
        ++head;
    qsizetype tail = 0;
    while (tail < shared - head
           && m_mine.line(mine.end() - 1 - tail) == m_theirs.line(theirs.end() - 1 - tail))
        ++tail;
    if (head > 0)
        appendChanged({base.first, 0}, {mine.first, head}, {theirs.first, head}, Kind::Both);
    appendChanged(base, {mine.first + head, mine.count - head - tail},
                  {theirs.first + head, theirs.count - head - tail}, Kind::Conflict);
    if (tail > 0)
        appendChanged({base.end(), 0}, {mine.end() - tail, tail}, {theirs.end() - tail, tail},
                      Kind::Both);
}

QByteArrayView MergeResult::baseText(const MergeHunk &hunk) const
{
    return m_base.lines(hunk.base);
}

QByteArrayView MergeResult::mineText(const MergeHunk &hunk) const
{
    return m_mine.lines(hunk.mine);
}

QByteArrayView MergeResult::theirText(const MergeHunk &hunk) const
{
    return m_theirs.lines(hunk.theirs);
}

// Only the last line of a text can lack its end; in the middle of the result it needs one.
QByteArray MergeResult::joined(QByteArrayView first, QByteArrayView second) const
{
    QByteArray text = first.toByteArray();
    if (!text.isEmpty() && !second.isEmpty() && !text.endsWith('\n')) {
        const bool crLf = TextFacts::of(m_base.text()).dominantLineEnd() == LineEnd::CrLf;
        text += crLf ? "\r\n" : "\n";
    }
    text += second;
    return text;
}

QByteArray MergeResult::resultText(const MergeHunk &hunk) const
{
    if (hunk.kind == Kind::Theirs)
        return theirText(hunk).toByteArray();
    if (hunk.kind != Kind::Conflict)
        return mineText(hunk).toByteArray();
    switch (hunk.choice) {
    case Choice::None:
    case Choice::Mine:
        break;
    case Choice::Theirs:
        return theirText(hunk).toByteArray();
    case Choice::MineThenTheirs:
        return joined(mineText(hunk), theirText(hunk));
    case Choice::TheirsThenMine:
        return joined(theirText(hunk), mineText(hunk));
    case Choice::Edited:
        return hunk.edited;
    }
    return mineText(hunk).toByteArray();
}

int MergeResult::conflictCount() const
{
    return int(std::count_if(m_hunks.begin(), m_hunks.end(),
                             [](const MergeHunk &hunk) { return hunk.kind == Kind::Conflict; }));
}

int MergeResult::openCount() const
{
    return int(std::count_if(m_hunks.begin(), m_hunks.end(),
                             [](const MergeHunk &hunk) { return hunk.isOpen(); }));
}

int MergeResult::nextConflict(int index, bool openOnly) const
{
    for (qsizetype i = index + 1; i < m_hunks.size(); ++i) {
        const MergeHunk &hunk = m_hunks.at(i);
        if (openOnly ? hunk.isOpen() : hunk.kind == Kind::Conflict)
            return int(i);
    }
    return -1;
}

int MergeResult::previousConflict(int index, bool openOnly) const
{
    for (qsizetype i = std::min<qsizetype>(index, m_hunks.size()) - 1; i >= 0; --i) {
        const MergeHunk &hunk = m_hunks.at(i);
        if (openOnly ? hunk.isOpen() : hunk.kind == Kind::Conflict)
            return int(i);
    }
    return -1;
}

void MergeResult::choose(int index, Choice choice)
{
    Q_ASSERT(m_hunks.at(index).kind == Kind::Conflict && choice != Choice::Edited);
    m_hunks[index].choice = choice;
    m_hunks[index].edited.clear();
}

void MergeResult::edit(int index, const QByteArray &text)
{
    Q_ASSERT(m_hunks.at(index).kind == Kind::Conflict);
    m_hunks[index].choice = Choice::Edited;
    m_hunks[index].edited = text;
}

void MergeResult::chooseOpen(Choice choice)
{
    for (int i = nextConflict(-1, true); i >= 0; i = nextConflict(i, true))
        choose(i, choice);
}

std::optional<QByteArray> MergeResult::result() const
{
    if (openCount() > 0)
        return std::nullopt;
    return preview();
}

QByteArray MergeResult::preview() const
{
    QByteArray text;
    text.reserve(std::max(m_mine.text().size(), m_theirs.text().size()) + 4096);
    for (const MergeHunk &hunk : m_hunks) {
        switch (hunk.kind) {
        case Kind::Stable:
        case Kind::Mine:
        case Kind::Both:
            text += mineText(hunk);
            break;
        case Kind::Theirs:
            text += theirText(hunk);
            break;
        case Kind::Conflict:
            text += resultText(hunk);
            break;
        }
    }
    return text;
}

std::optional<MergeResult> mergeTexts(const QByteArray &base, const QByteArray &mine,
                                      const QByteArray &theirs)
{
    if (std::max({base.size(), mine.size(), theirs.size()}) > maxMergeBytes)
        return std::nullopt;
    const auto policy = base.size() >= worthAThread ? std::launch::async : std::launch::deferred;
    auto theirChanges = std::async(
        policy, [&base, &theirs] { return diffLines(base, theirs, DiffStyle::ForMerge); });
    const QList<LineChange> myChanges = diffLines(base, mine, DiffStyle::ForMerge);
    return MergeResult(LineIndex(base), LineIndex(mine), LineIndex(theirs), myChanges,
                       theirChanges.get());
}

} // namespace angee
