// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/loglevel.h"
#include "core/logs/logstore.h"
#include "core/logs/logtext.h"
#include "tests/fuzz/fuzz.h"

using namespace angee;

// Whatever a program writes: what is seen of it holds nothing that acts, its runs lie within it,
// and the store gives back the same bytes.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const LogText text = styledText(bytes);
    qsizetype end = 0;
    for (const LogRun &run : text.runs) {
        ANGEE_FUZZ_REQUIRE(run.start >= end && run.length > 0);
        end = run.start + run.length;
    }
    ANGEE_FUZZ_REQUIRE(end <= text.text.size());
    for (const QChar c : text.text)
        ANGEE_FUZZ_REQUIRE((c.unicode() >= 0x20 || c == u'\t') && c.unicode() != 0x7F
                           && (c.unicode() < 0x80 || c.unicode() >= 0xA0));
    if (isPlainAscii(bytes))
        ANGEE_FUZZ_REQUIRE(text.runs.isEmpty() && plainLine(bytes) == bytes);
    [[maybe_unused]] const LogLevel level = levelIn({bytes.data(), size});

    LogStore store;
    store.append({.bytes = bytes});
    QByteArray again;
    for (qint64 line = 0; line < store.lineCount(); ++line) {
        ANGEE_FUZZ_REQUIRE(store.cells(line) == cellsBehind(styledText(store.bytes(line)).text));
        again += store.bytes(line);
        again += '\n';
    }
    again.chop(1);
    ANGEE_FUZZ_REQUIRE(again == bytes);
    return 0;
}
