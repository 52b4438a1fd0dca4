// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/attention.h"
#include "core/live/snapshotdecoder.h"
#include "core/live/timelineevent.h"
#include "tests/fuzz/fuzz.h"

using namespace angee;

// Any bytes: no crash, and whatever comes out is valid text that compares equal to itself. The
// input is also the inside of a list, which random bytes would hardly ever reach.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    for (const QByteArray &answer : {bytes, "{\"data\":{\"services\":[" + bytes + "]}}",
                                     "{\"data\":{\"gitOpsTopology\":" + bytes + "}}",
                                     "{\"errors\":" + bytes + ",\"data\":{}}"}) {
        const DecodedAnswer first = decodeSnapshot(answer, {});
        const DecodedAnswer second = decodeSnapshot(answer, {});
        ANGEE_FUZZ_REQUIRE(first.kind == second.kind);
        if (!first.snapshot)
            continue;
        ANGEE_FUZZ_REQUIRE(first.snapshot->sameContent(*second.snapshot));
        ANGEE_FUZZ_REQUIRE(eventsBetween(*first.snapshot, *second.snapshot).isEmpty());
        for (const AttentionItem &item : findAttention(*first.snapshot, 0)) {
            ANGEE_FUZZ_REQUIRE(item.reason.isValidUtf16() && item.object.name.isValidUtf16());
        }
    }
    return 0;
}
