// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logstore.h"
#include "core/outputs/outputfeed.h"
#include "core/outputs/redaction.h"
#include "tests/fuzz/fuzz.h"

using namespace angee;

// Whatever tools print, cut anywhere: the same steps, all of them bounded, at lines that are there;
// and nothing of a known secret is left.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    LogStore whole;
    OutputFeed atOnce(&whole, OutputFeed::Services::InLines);
    atOnce.add(bytes);
    atOnce.finish(true);
    LogStore cut;
    OutputFeed inTwo(&cut, OutputFeed::Services::InLines);
    const qsizetype at = bytes.isEmpty() ? 0 : qsizetype(data[0]) * bytes.size() / 256;
    inTwo.add(bytes.first(at));
    inTwo.add(bytes.sliced(at));
    inTwo.finish(true);
    const BuildSteps &steps = atOnce.steps();
    ANGEE_FUZZ_REQUIRE(steps.steps() == inTwo.steps().steps());
    ANGEE_FUZZ_REQUIRE(steps.reason() == inTwo.steps().reason());
    ANGEE_FUZZ_REQUIRE(steps.errorLine() == inTwo.steps().errorLine());
    ANGEE_FUZZ_REQUIRE(steps.place() == inTwo.steps().place());
    ANGEE_FUZZ_REQUIRE(whole.lineCount() == cut.lineCount());
    ANGEE_FUZZ_REQUIRE(steps.steps().size() <= BuildSteps::mostSteps);
    ANGEE_FUZZ_REQUIRE(steps.errorLine() >= 0 && steps.errorLine() <= steps.lineCount());
    ANGEE_FUZZ_REQUIRE(steps.reason().size() <= BuildSteps::longestText);
    for (const BuildStep &step : steps.steps()) {
        ANGEE_FUZZ_REQUIRE(step.line >= 1 && step.line <= steps.lineCount() && step.ms >= -1);
        ANGEE_FUZZ_REQUIRE(step.name.size() <= BuildSteps::longestText);
    }
    const QByteArray secret = bytes.first(qMin<qsizetype>(bytes.size(), 9)).toByteArray();
    const QByteArray kept = redactedOutput(bytes.toByteArray(), {secret});
    if (secret.size() >= 6 && !QByteArray("[redacted][redacted]").contains(secret))
        ANGEE_FUZZ_REQUIRE(!kept.startsWith(secret));
    return 0;
}
