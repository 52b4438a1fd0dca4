// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/logsocket.h"
#include "core/net/websocketwire.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace angee;

namespace {

constexpr qsizetype largest = 4096;

struct All
{
    QByteArrayList messages;
    QByteArrayList pings;
    bool isClosed = false;
    QString reason;
    FrameReader::Problem problem = FrameReader::Problem::None;

    friend bool operator==(const All &, const All &) = default;
};

//! What comes of \a bytes when they come in pieces of \a step.
All readIn(const QByteArray &bytes, qsizetype step)
{
    FrameReader reader(largest);
    All all;
    LogNames names;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        const FrameReader::Read read = reader.read(bytes.mid(at, step));
        for (const QByteArrayView message : read.messages) {
            ANGEE_FUZZ_REQUIRE(message.size() <= largest);
            ANGEE_FUZZ_REQUIRE(LogSocket::readFrame(message, &names).message.size()
                               <= 4 * message.size());
            all.messages.append(message.toByteArray());
        }
        if (read.ping) {
            ANGEE_FUZZ_REQUIRE(read.ping->size() <= 125);
            all.pings.append(*read.ping);
        }
        all.isClosed = read.isClosed;
        all.reason = read.closeReason;
        all.problem = read.problem;
        if (all.isClosed || all.problem != FrameReader::Problem::None)
            break;
    }
    // Of pings that come at once the last is answered.
    all.pings = all.pings.isEmpty() ? QByteArrayList() : QByteArrayList{all.pings.constLast()};
    return all;
}

} // namespace

// The answer to an upgrade, and the frames behind it: what is read does not depend on the pieces in
// which it comes, and no message is larger than allowed.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const UpgradeAnswer answer = readUpgradeAnswer(bytes, "dGhlIHNhbXBsZSBub25jZQ==");
    ANGEE_FUZZ_REQUIRE(answer.size >= 0 && answer.size <= bytes.size());
    const bool isUpgraded = answer.kind == UpgradeAnswer::Kind::Upgraded;
    const QByteArray frames = isUpgraded ? bytes.mid(answer.size) : bytes;
    const All whole = readIn(frames, std::max<qsizetype>(1, frames.size()));
    ANGEE_FUZZ_REQUIRE(readIn(frames, 1) == whole);
    ANGEE_FUZZ_REQUIRE(readIn(frames, 7) == whole);
    return 0;
}
