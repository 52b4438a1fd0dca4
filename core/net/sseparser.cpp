// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/sseparser.h"

#include <cstring>
#include <utility>

namespace angee {

namespace {

const char *findByte(const char *from, const char *end, char byte)
{
    const void *found = from < end ? std::memchr(from, byte, size_t(end - from)) : nullptr;
    return found ? static_cast<const char *>(found) : end;
}

} // namespace

SseParser::SseParser(qsizetype largestEvent)
    : m_largestEvent(largestEvent)
{ }

std::vector<SseEvent> SseParser::feed(QByteArrayView chunk)
{
    std::vector<SseEvent> events;
    const char *at = chunk.data();
    const char *const end = at + chunk.size();
    // Each is searched again only after it was passed; many short lines without any CR would
    // otherwise scan the rest of the chunk for one over and over.
    const char *nextLf = findByte(at, end, '\n');
    const char *nextCr = findByte(at, end, '\r');
    while (at < end && !m_overflowed) {
        if (m_skipLf && *at == '\n') {
            m_skipLf = false;
            ++at;
            continue;
        }
        m_skipLf = false;
        if (nextLf < at)
            nextLf = findByte(at, end, '\n');
        if (nextCr < at)
            nextCr = findByte(at, end, '\r');
        const char *const stop = std::min(nextLf, nextCr);
        append({at, stop - at});
        at = stop;
        if (at == end || m_overflowed)
            break;
        m_skipLf = *at == '\r';
        ++at;
        endLine(events);
    }
    return events;
}

void SseParser::append(QByteArrayView piece)
{
    if (m_line.size() + m_data.size() + piece.size() > m_largestEvent) {
        m_overflowed = true;
        m_line.clear();
        m_data.clear();
        return;
    }
    m_line.append(piece);
}

void SseParser::endLine(std::vector<SseEvent> &events)
{
    if (std::exchange(m_atStart, false) && m_line.startsWith("\xEF\xBB\xBF"))
        m_line.remove(0, 3);
    if (!m_line.isEmpty()) {
        field(std::exchange(m_line, {}));
        return;
    }
    if (m_hasData || m_hasType)
        events.push_back({std::exchange(m_type, {}), std::exchange(m_data, {})});
    m_hasData = false;
    m_hasType = false;
}

void SseParser::field(QByteArray &&line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon == 0)
        return; // a comment
    const QByteArrayView name = QByteArrayView(line).first(colon < 0 ? line.size() : colon);
    qsizetype start = colon < 0 ? line.size() : colon + 1;
    if (start < line.size() && line.at(start) == ' ')
        ++start;
    if (name == QByteArrayView("event")) {
        m_type = line.sliced(start);
        m_hasType = true;
    } else if (name == QByteArrayView("data")) {
        line.remove(0, start); // moves no byte: the line may be many megabytes long
        if (m_hasData)
            m_data.append('\n').append(line);
        else
            m_data = std::move(line);
        m_hasData = true;
    }
}

} // namespace angee
