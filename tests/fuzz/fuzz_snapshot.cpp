// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/attention.h"
#include "core/live/snapshotdecoder.h"
#include "core/live/timelineevent.h"

#include <cstdint>
#include <cstdlib>

using namespace angee;

// Any bytes: no crash, and whatever comes out is valid text that compares equal to itself. The
// input is also the inside of a list, which random bytes would hardly ever reach.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    for (const QByteArray &answer : {bytes, "{\"data\":{\"services\":[" + bytes + "]}}",
                                     "{\"data\":{\"gitOpsTopology\":" + bytes + "}}",
                                     "{\"errors\":" + bytes + ",\"data\":{}}"}) {
        const DecodedAnswer first = decodeSnapshot(answer, {});
        const DecodedAnswer second = decodeSnapshot(answer, {});
        if (first.kind != second.kind)
            std::abort();
        if (!first.snapshot)
            continue;
        if (!first.snapshot->sameContent(*second.snapshot)
            || !eventsBetween(*first.snapshot, *second.snapshot).isEmpty())
            std::abort();
        for (const AttentionItem &item : findAttention(*first.snapshot, 0)) {
            if (!item.reason.isValidUtf16() || !item.object.name.isValidUtf16())
                std::abort();
        }
    }
    return 0;
}
