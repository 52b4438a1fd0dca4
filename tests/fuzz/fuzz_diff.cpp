// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/diff/diffreader.h"
#include "core/diff/worddiff.h"
#include "tests/fuzz/fuzz.h"

using namespace angee;

namespace {

// What the view relies on: changes in order, within the texts, with equal lines between them.
void checkPatch(const DiffPatch &patch)
{
    const LineIndex before(patch.before);
    const LineIndex after(patch.after);
    qsizetype oldLine = 0;
    qsizetype newLine = 0;
    for (const LineChange &change : patch.changes) {
        ANGEE_FUZZ_REQUIRE(change.before.first >= oldLine && change.after.first >= newLine);
        ANGEE_FUZZ_REQUIRE(change.before.first - oldLine == change.after.first - newLine);
        ANGEE_FUZZ_REQUIRE(change.before.count > 0 || change.after.count > 0);
        oldLine = change.before.end();
        newLine = change.after.end();
    }
    ANGEE_FUZZ_REQUIRE(oldLine <= before.count() && newLine <= after.count());
    ANGEE_FUZZ_REQUIRE(before.count() - oldLine == after.count() - newLine);
    qsizetype last = 0;
    for (const DiffGap &gap : patch.gaps) {
        ANGEE_FUZZ_REQUIRE(gap.before >= last && gap.before <= before.count());
        ANGEE_FUZZ_REQUIRE(gap.after <= after.count());
        last = gap.before;
    }
}

void checkFile(const FileDiff &file)
{
    qsizetype kept = 0;
    for (const FileDiff::Hunk &hunk : file.hunks) {
        ANGEE_FUZZ_REQUIRE(hunk.offset == kept && hunk.size > 0);
        kept += hunk.size;
    }
    ANGEE_FUZZ_REQUIRE(kept == file.body.size());
    const DiffPatch there = patchOf(file);
    const DiffPatch back = patchOf(file, DiffDirection::Reversed);
    checkPatch(there);
    checkPatch(back);
    ANGEE_FUZZ_REQUIRE(there.before == back.after && there.after == back.before);
    ANGEE_FUZZ_REQUIRE(there.changes.size() == back.changes.size());
    for (const LineChange &change : there.changes) {
        const QByteArrayView before =
            LineIndex(there.before)
                .lines(change.before)
                .first(qMin<qsizetype>(LineIndex(there.before).lines(change.before).size(), 200));
        const WordMarks marks =
            wordMarks(before, there.after.first(qMin<qsizetype>(there.after.size(), 200)));
        for (const ByteRun &run : marks.before)
            ANGEE_FUZZ_REQUIRE(run.first >= 0 && run.count > 0 && run.end() <= before.size());
        break;
    }
}

} // namespace

// The first byte chooses how the bytes arrive and how much of them is kept.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray json(reinterpret_cast<const char *>(data) + 1, qsizetype(size) - 1);
    const DiffLimits limits = (data[0] & 0x80) != 0
        ? DiffLimits{.fileBytes = 20, .allBytes = 50, .files = 3}
        : DiffLimits{};
    DiffReader whole(limits);
    whole.feed(json);
    const bool isGood = whole.finish();
    DiffReader pieces(limits);
    const qsizetype step = 1 + (data[0] & 0x0F);
    for (qsizetype at = 0; at < json.size(); at += step)
        pieces.feed(QByteArrayView(json).sliced(at, qMin(step, json.size() - at)));
    ANGEE_FUZZ_REQUIRE(pieces.finish() == isGood);
    const DiffSet set = whole.takeResult();
    if (isGood)
        ANGEE_FUZZ_REQUIRE(pieces.takeResult() == set);
    ANGEE_FUZZ_REQUIRE(set.files.size() <= limits.files);
    qsizetype kept = 0;
    for (const FileDiff &file : set.files) {
        kept += file.body.size();
        ANGEE_FUZZ_REQUIRE(file.body.size() <= limits.fileBytes);
        checkFile(file);
    }
    ANGEE_FUZZ_REQUIRE(kept <= limits.allBytes);
    return 0;
}
