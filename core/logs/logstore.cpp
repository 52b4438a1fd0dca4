// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logstore.h"

#include "core/logs/logtext.h"
#include "core/logs/spillfile.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t chunkBytes = 1024 * 1024;
constexpr quint32 firstFacts = 64;
constexpr quint32 mostFacts = 64 * 1024; // a chunk of empty lines ends as well

template <typename T>
std::shared_ptr<T> makeRoom(size_t count)
{
    return std::shared_ptr<T>(new T[count], std::default_delete<T[]>());
}

quint16 bitsOf(const LogAppend &line, bool plain)
{
    const int service = std::clamp(line.service, 0, LogFacts::mostServices - 1);
    return quint16(service | int(line.level) << 9 | int(line.entry) << 12 | (plain ? 0x4000 : 0)
                   | (line.isBacklog ? 0x8000 : 0));
}

//! Where a line that is too long may be cut: never within a character.
qsizetype cutAt(QByteArrayView bytes, qsizetype longest)
{
    qsizetype at = longest;
    while (at > longest - 4 && (quint8(bytes[at]) & 0xC0) == 0x80)
        --at;
    return at;
}

} // namespace

const LogChunk &LogSnapshot::chunkOf(qint64 line) const
{
    const auto next = std::upper_bound(chunks.cbegin(), chunks.cend(), line,
                                       [](qint64 at, const LogChunk &c) { return at < c.first; });
    return *std::prev(next);
}

qint64 arrivedMs(const std::vector<LogArrival> &arrivals, quint32 line)
{
    const auto next =
        std::upper_bound(arrivals.cbegin(), arrivals.cend(), line,
                         [](quint32 at, const LogArrival &each) { return at < each.line; });
    return next == arrivals.cbegin() ? 0 : std::prev(next)->ms;
}

LogStore::LogStore(QString spillFolder, QObject *parent)
    : LogStore(std::move(spillFolder), Limits(), parent)
{ }

LogStore::LogStore(QString spillFolder, const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
{
    if (!spillFolder.isEmpty())
        m_spill = std::make_unique<SpillFile>(std::move(spillFolder));
}

LogStore::~LogStore() = default;

int LogStore::serviceId(const QString &name)
{
    const qsizetype known = m_services.indexOf(name);
    if (known >= 0)
        return int(known);
    if (m_services.size() == LogFacts::mostServices)
        return LogFacts::mostServices - 1;
    m_services.append(m_services.size() == LogFacts::mostServices - 1 ? u"…"_s : name);
    m_serviceCounts.push_back(0);
    return int(m_services.size() - 1);
}

qint64 LogStore::serviceCount(int service) const
{
    return size_t(service) < m_serviceCounts.size() ? m_serviceCounts[size_t(service)] : 0;
}

void LogStore::append(const LogAppend &line)
{
    QByteArrayView rest = line.bytes;
    for (;;) {
        const qsizetype newline = rest.indexOf('\n');
        QByteArrayView one = newline < 0 ? rest : rest.first(newline);
        while (one.size() > longestLine) {
            const bool plain = one.size() <= longestPlainLine && isPlainAscii(one);
            if (plain)
                break;
            const qsizetype cut = cutAt(one, longestLine);
            appendLine(line, one.first(cut));
            one = one.sliced(cut);
        }
        appendLine(line, one);
        if (newline < 0)
            return;
        rest = rest.sliced(newline + 1);
    }
}

void LogStore::appendLine(const LogAppend &line, QByteArrayView bytes)
{
    Chunk &chunk = room(size_t(bytes.size()) + 1);
    char *to = chunk.ownBytes.get() + chunk.used;
    if (!bytes.isEmpty())
        std::memcpy(to, bytes.data(), size_t(bytes.size()));
    to[bytes.size()] = '\n';
    const bool plain = isPlainAscii(bytes);
    const qsizetype cells = plain ? bytes.size() : cellsBehind(styledText(bytes).text);
    if (cells >= LogFacts::widest)
        chunk.wideCells.emplace_back(chunk.lines, quint32(cells));
    chunk.ownFacts.get()[chunk.lines] = {.end = quint32(chunk.used + size_t(bytes.size())),
                                         .cells =
                                             quint16(std::min<qsizetype>(cells, LogFacts::widest)),
                                         .bits = bitsOf(line, plain)};
    if (chunk.arrivals.empty() || chunk.arrivals.back().ms != line.arrivedMs)
        chunk.arrivals.push_back({chunk.lines, line.arrivedMs});
    chunk.isPlain = chunk.isPlain && plain;
    chunk.used += size_t(bytes.size()) + 1;
    ++chunk.lines;
    ++m_end;
    m_rawBytes += bytes.size() + 1;
    m_heapBytes += bytes.size() + 1;
    ++m_levels[size_t(line.level)];
    if (size_t(line.service) < m_serviceCounts.size())
        ++m_serviceCounts[size_t(line.service)];
}

LogStore::Chunk &LogStore::room(size_t bytes)
{
    if (!m_chunks.empty()) {
        Chunk &last = m_chunks.back();
        if (last.ownBytes && last.used + bytes <= last.capacity && last.lines < mostFacts) {
            if (last.lines < last.factCapacity)
                return last;
            // Readers of the old ones keep them; what both hold is the same.
            const quint32 more = std::min(mostFacts, last.factCapacity * 2);
            auto facts = makeRoom<LogFacts>(more);
            std::copy_n(last.ownFacts.get(), last.lines, facts.get());
            last.ownFacts = facts;
            last.facts = std::move(facts);
            last.factCapacity = more;
            return last;
        }
        seal(last);
        keepLimits();
    }
    Chunk &made = m_chunks.emplace_back();
    made.capacity = std::max(chunkBytes, bytes);
    made.ownBytes = makeRoom<char>(made.capacity);
    made.bytes = made.ownBytes;
    made.factCapacity = firstFacts;
    made.ownFacts = makeRoom<LogFacts>(firstFacts);
    made.facts = made.ownFacts;
    made.first = m_end;
    return made;
}

//! Nothing is added any more: what was kept free is given back.
void LogStore::seal(Chunk &chunk)
{
    if (chunk.ownBytes && chunk.capacity - chunk.used > chunkBytes / 64) {
        auto bytes = makeRoom<char>(chunk.used);
        std::copy_n(chunk.ownBytes.get(), chunk.used, bytes.get());
        chunk.ownBytes = bytes;
        chunk.bytes = std::move(bytes);
        chunk.capacity = chunk.used;
    }
    if (chunk.factCapacity - chunk.lines > 16) {
        auto facts = makeRoom<LogFacts>(chunk.lines);
        std::copy_n(chunk.ownFacts.get(), chunk.lines, facts.get());
        chunk.ownFacts = facts;
        chunk.facts = std::move(facts);
        chunk.factCapacity = chunk.lines;
    }
    chunk.arrivals.shrink_to_fit();
}

void LogStore::keepLimits()
{
    while (m_heapBytes > m_limits.inMemory && m_spilled < m_chunks.size()) {
        Chunk &oldest = m_chunks[m_spilled];
        auto written = m_spill ? m_spill->add(oldest.ownBytes.get(), oldest.used) : nullptr;
        if (!written) {
            dropOldest();
            continue;
        }
        oldest.bytes = std::move(written);
        oldest.ownBytes.reset();
        m_heapBytes -= qint64(oldest.used);
        ++m_spilled;
    }
    while (m_spill && m_spill->size() > m_limits.onDisk && m_chunks.size() > 1)
        dropOldest();
}

void LogStore::dropOldest()
{
    const Chunk &oldest = m_chunks.front();
    for (quint32 i = 0; i < oldest.lines; ++i) {
        const LogFacts facts = oldest.facts.get()[i];
        --m_levels[size_t(facts.level())];
        if (size_t(facts.service()) < m_serviceCounts.size())
            --m_serviceCounts[size_t(facts.service())];
    }
    m_dropped += oldest.lines;
    m_rawBytes -= qint64(oldest.used);
    if (m_spilled > 0) {
        m_spill->dropFirst(oldest.used);
        --m_spilled;
    } else {
        m_heapBytes -= qint64(oldest.used);
    }
    m_chunks.erase(m_chunks.begin());
    m_lastChunk = 0;
}

void LogStore::commit()
{
    if (m_told == m_end)
        return;
    const qint64 first = std::exchange(m_told, m_end);
    keepLimits();
    if (std::exchange(m_droppedTold, m_dropped) != m_dropped)
        emit trimmed();
    emit appended(std::max(first, firstLine()));
}

void LogStore::clear()
{
    m_chunks.clear();
    m_spilled = 0;
    if (m_spill)
        m_spill->clear();
    m_levels.fill(0);
    std::fill(m_serviceCounts.begin(), m_serviceCounts.end(), 0);
    m_rawBytes = 0;
    m_heapBytes = 0;
    m_lastChunk = 0;
    m_told = m_end;
    emit cleared();
}

size_t LogStore::chunkIndex(qint64 line) const
{
    Q_ASSERT(line >= firstLine() && line < m_end);
    if (m_lastChunk < m_chunks.size()) {
        const Chunk &last = m_chunks[m_lastChunk];
        if (line >= last.first && line < last.first + last.lines)
            return m_lastChunk;
    }
    const auto next = std::upper_bound(m_chunks.cbegin(), m_chunks.cend(), line,
                                       [](qint64 at, const Chunk &c) { return at < c.first; });
    m_lastChunk = size_t(next - m_chunks.cbegin()) - 1;
    return m_lastChunk;
}

QByteArrayView LogStore::bytes(qint64 line) const
{
    const Chunk &chunk = m_chunks[chunkIndex(line)];
    return chunk.line(quint32(line - chunk.first));
}

LogFacts LogStore::facts(qint64 line) const
{
    const Chunk &chunk = m_chunks[chunkIndex(line)];
    return chunk.facts.get()[line - chunk.first];
}

qint64 LogStore::arrivedMs(qint64 line) const
{
    const Chunk &chunk = m_chunks[chunkIndex(line)];
    const auto at = quint32(line - chunk.first);
    return angee::arrivedMs(chunk.arrivals, at);
}

qsizetype LogStore::cells(qint64 line) const
{
    const Chunk &chunk = m_chunks[chunkIndex(line)];
    const auto at = quint32(line - chunk.first);
    const quint16 cells = chunk.facts.get()[at].cells;
    if (cells < LogFacts::widest)
        return cells;
    const auto found = std::lower_bound(
        chunk.wideCells.cbegin(), chunk.wideCells.cend(), at,
        [](const std::pair<quint32, quint32> &each, quint32 i) { return each.first < i; });
    return found != chunk.wideCells.cend() ? found->second : cells;
}

QString LogStore::spillProblem() const
{
    return m_spill ? m_spill->problem() : QString();
}

qint64 LogStore::memory() const
{
    qint64 bytes = qint64(m_chunks.capacity() * sizeof(Chunk));
    for (const Chunk &chunk : m_chunks) {
        bytes += chunk.ownBytes ? qint64(chunk.capacity) : 0;
        bytes += qint64(chunk.factCapacity * sizeof(LogFacts));
        bytes += qint64(chunk.arrivals.capacity() * sizeof(LogArrival));
        bytes += qint64(chunk.wideCells.capacity() * sizeof(chunk.wideCells[0]));
    }
    return bytes;
}

LogSnapshot LogStore::snapshot(Times times) const
{
    LogSnapshot all;
    all.chunks.assign(m_chunks.cbegin(), m_chunks.cend());
    if (times == Times::With) {
        for (const Chunk &chunk : m_chunks)
            all.arrivals.push_back(chunk.arrivals);
    }
    all.services = m_services;
    all.first = firstLine();
    all.end = m_end;
    return all;
}

} // namespace angee
