// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/snapshotdecoder.h"

#include "core/base/utf8.h"
#include "core/live/snapshotreader.h"

#include <simdjson.h>

namespace angee {

using namespace Qt::StringLiterals;
using simdjson::simdjson_error;
using snapshotwire::Stopped;
namespace ondemand = simdjson::ondemand;

struct SnapshotDecoder::Memory
{
    ondemand::parser parser;
};

namespace {

DecodedAnswer decodeOnce(ondemand::parser &parser, const QByteArray &answer,
                         const QDateTime &receivedAt, const std::atomic_bool *stop,
                         const Snapshot *last, qint64 clockSkewMs, SnapshotParts asked)
{
    DecodedAnswer decoded;
    auto snapshot = std::make_shared<Snapshot>();
    SnapshotReader reader(*snapshot, parser, stop);
    if (last)
        reader.expectLike(*last);
    ondemand::document document = parser.iterate(simdjson::padded_string_view(
        answer.constData(), size_t(answer.size()), size_t(answer.capacity())));
    reader.read(document);
    decoded.messages = reader.messages();
    if (reader.hasData()) {
        reader.finish(receivedAt, last, clockSkewMs, asked);
        decoded.kind = DecodedAnswer::Kind::Snapshot;
        decoded.snapshot = std::move(snapshot);
    } else if (reader.queryRefused()) {
        decoded.kind = DecodedAnswer::Kind::Incompatible;
    } else if (!reader.messages().isEmpty()) {
        decoded.kind = DecodedAnswer::Kind::Refused;
    } else {
        decoded.messages = {u"the answer has neither data nor errors"_s};
    }
    return decoded;
}

} // namespace

SnapshotDecoder::SnapshotDecoder()
    : m_memory(std::make_unique<Memory>())
{ }

SnapshotDecoder::~SnapshotDecoder() = default;

void SnapshotDecoder::releaseMemory()
{
    m_memory = std::make_unique<Memory>();
}

DecodedAnswer SnapshotDecoder::decode(QByteArray answer, const QDateTime &receivedAt,
                                      const std::atomic_bool *stop, const Snapshot *last,
                                      qint64 clockSkewMs, SnapshotParts asked)
{
    // simdjson reads whole vectors, up to its padding past the end.
    const auto padding = qsizetype(simdjson::SIMDJSON_PADDING);
    if (answer.capacity() < answer.size() + padding)
        answer.reserve(answer.size() + padding);
    DecodedAnswer decoded;
    try {
        return decodeOnce(m_memory->parser, answer, receivedAt, stop, last, clockSkewMs, asked);
    } catch (const Stopped &) {
        decoded.kind = DecodedAnswer::Kind::Cancelled;
    } catch (const simdjson_error &error) {
        // Both are rare: the good case must not pay for a search.
        if (error.error() == simdjson::UTF8_ERROR)
            return decode(replaceInvalidUtf8(answer), receivedAt, stop, last, clockSkewMs, asked);
        if (error.error() == simdjson::STRING_ERROR && replaceLoneSurrogates(answer))
            return decode(answer, receivedAt, stop, last, clockSkewMs, asked);
        decoded.messages = {QString::fromUtf8(error.what())};
    }
    return decoded;
}

DecodedAnswer decodeSnapshot(QByteArray answer, const QDateTime &receivedAt,
                             const std::atomic_bool *stop, const Snapshot *last, qint64 clockSkewMs,
                             SnapshotParts asked)
{
    return SnapshotDecoder().decode(std::move(answer), receivedAt, stop, last, clockSkewMs, asked);
}

} // namespace angee
