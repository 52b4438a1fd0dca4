// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/merge.h"
#include "tests/fuzz/fuzz.h"

using namespace angee;

namespace {

using Choice = MergeHunk::Choice;
using Kind = MergeHunk::Kind;

// The hunks are the three texts, cut up: nothing is missing, doubled or out of order.
void checkParts(const MergeResult &merge)
{
    QByteArray base;
    QByteArray mine;
    QByteArray theirs;
    for (const MergeHunk &hunk : merge.hunks()) {
        base += merge.baseText(hunk);
        mine += merge.mineText(hunk);
        theirs += merge.theirText(hunk);
        const bool sameMine = merge.baseText(hunk) == merge.mineText(hunk);
        const bool sameTheirs = merge.baseText(hunk) == merge.theirText(hunk);
        const bool agree = merge.mineText(hunk) == merge.theirText(hunk);
        switch (hunk.kind) {
        case Kind::Stable:
            ANGEE_FUZZ_REQUIRE(sameMine && sameTheirs);
            break;
        case Kind::Mine:
            ANGEE_FUZZ_REQUIRE(sameTheirs);
            break;
        case Kind::Theirs:
            ANGEE_FUZZ_REQUIRE(sameMine);
            break;
        case Kind::Both:
            ANGEE_FUZZ_REQUIRE(agree);
            break;
        case Kind::Conflict:
            ANGEE_FUZZ_REQUIRE(!agree);
            break;
        }
    }
    ANGEE_FUZZ_REQUIRE(base == merge.base());
    ANGEE_FUZZ_REQUIRE(mine == merge.mine());
    ANGEE_FUZZ_REQUIRE(theirs == merge.theirs());
}

// Nothing comes out before everything is chosen; then each hunk gives what was chosen for it.
void checkChoice(MergeResult merge, Choice choice)
{
    ANGEE_FUZZ_REQUIRE(merge.result().has_value() == (merge.openCount() == 0));
    merge.chooseOpen(choice);
    ANGEE_FUZZ_REQUIRE(merge.openCount() == 0);
    QByteArray wanted;
    for (const MergeHunk &hunk : merge.hunks()) {
        const QByteArray part = merge.resultText(hunk);
        if (hunk.kind == Kind::Conflict && choice == Choice::MineThenTheirs) {
            ANGEE_FUZZ_REQUIRE(part.startsWith(merge.mineText(hunk)));
            ANGEE_FUZZ_REQUIRE(part.endsWith(merge.theirText(hunk)));
        } else if (hunk.kind == Kind::Conflict) {
            ANGEE_FUZZ_REQUIRE(
                part == (choice == Choice::Mine ? merge.mineText(hunk) : merge.theirText(hunk)));
        }
        wanted += part;
    }
    ANGEE_FUZZ_REQUIRE(merge.result() == wanted);
    ANGEE_FUZZ_REQUIRE(merge.preview() == wanted);
}

void checkWithout(const QByteArray &base, const QByteArray &changed)
{
    for (const auto &merge : {mergeTexts(base, changed, base), mergeTexts(base, base, changed),
                              mergeTexts(base, changed, changed)}) {
        ANGEE_FUZZ_REQUIRE(merge && merge->conflictCount() == 0);
        ANGEE_FUZZ_REQUIRE(merge->result() == changed);
    }
}

} // namespace

// Base, my text and theirs, with a byte 0x01 between them.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype first = bytes.indexOf('\x01');
    const qsizetype second = first < 0 ? -1 : bytes.indexOf('\x01', first + 1);
    if (second < 0)
        return 0;
    const QByteArray base = bytes.left(first);
    const QByteArray mine = bytes.mid(first + 1, second - first - 1);
    const QByteArray theirs = bytes.mid(second + 1);
    const auto merge = mergeTexts(base, mine, theirs);
    ANGEE_FUZZ_REQUIRE(merge);
    checkParts(*merge);
    for (const Choice choice : {Choice::Mine, Choice::Theirs, Choice::MineThenTheirs})
        checkChoice(*merge, choice);
    checkWithout(base, mine);
    checkWithout(base, theirs);
    return 0;
}
