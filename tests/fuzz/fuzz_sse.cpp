// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/sseparser.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace angee;

namespace {

std::vector<SseEvent> parse(QByteArrayView stream, qsizetype piece)
{
    SseParser parser(4096);
    std::vector<SseEvent> events;
    for (qsizetype at = 0; at < stream.size(); at += piece) {
        for (SseEvent &event : parser.feed(stream.sliced(at, std::min(piece, stream.size() - at))))
            events.push_back(std::move(event));
    }
    return events;
}

} // namespace

// However a stream is cut, its events are the same. The first byte says how.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView stream(reinterpret_cast<const char *>(data) + 1, qsizetype(size - 1));
    ANGEE_FUZZ_REQUIRE(parse(stream, stream.size()) == parse(stream, 1 + data[0] % 64));
    return 0;
}
