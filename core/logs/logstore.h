// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/logline.h"

#include <QByteArrayView>
#include <QList>
#include <QObject>
#include <QStringList>

#include <array>
#include <memory>
#include <vector>

namespace angee {

class SpillFile;

//! What stands on a line of a log.
enum class LogEntry : quint8 {
    Line, //!< of the service
    Tools, //!< the words of the tool that follows it
    Divider, //!< ours: the lines do not simply go on here
    Mark, //!< set by a person
};

//! \brief What is kept of a line besides its bytes: eight of them.
struct LogFacts
{
    quint32 end = 0; //!< behind its last byte, in the bytes of its chunk
    quint16 cells = 0; //!< its width on screen; widest and more: to be counted
    quint16 bits = 0;

    static constexpr quint16 widest = 0xFFFF;
    static constexpr int mostServices = 512;

    [[nodiscard]] int service() const { return bits & 0x1FF; }
    [[nodiscard]] LogLevel level() const { return LogLevel((bits >> 9) & 7); }
    [[nodiscard]] LogEntry entry() const { return LogEntry((bits >> 12) & 3); }
    //! Printable ASCII alone.
    [[nodiscard]] bool isPlain() const { return bits & 0x4000; }
    //! It was there before we looked.
    [[nodiscard]] bool isBacklog() const { return bits & 0x8000; }
};

//! \brief Lines that follow each other, as a reader on any thread may see them: they do not change.
//!
//! Each line's bytes end in a newline that is not the line's own.
struct LogChunk
{
    std::shared_ptr<const char> bytes;
    std::shared_ptr<const LogFacts> facts;
    qint64 first = 0; //!< number of the first line
    quint32 lines = 0;
    bool isPlain = true; //!< every line of it is

    [[nodiscard]] size_t size() const { return lines == 0 ? 0 : facts.get()[lines - 1].end + 1; }
    [[nodiscard]] QByteArrayView line(quint32 at) const
    {
        const size_t begin = at == 0 ? 0 : facts.get()[at - 1].end + 1;
        return {bytes.get() + begin, qsizetype(facts.get()[at].end - begin)};
    }
};

//! \brief Lines from \c line of their chunk on arrived then; 0 milliseconds are not known.
struct LogArrival
{
    quint32 line = 0;
    qint64 ms = 0;
};

//! \brief When the \a line -th of a chunk arrived.
[[nodiscard]] qint64 arrivedMs(const std::vector<LogArrival> &arrivals, quint32 line);

//! \brief A store as it was at one moment; keeps what it shows alive.
struct LogSnapshot
{
    std::vector<LogChunk> chunks;
    std::vector<std::vector<LogArrival>> arrivals; //!< of each chunk, where they were asked for
    QStringList services;
    qint64 first = 0;
    qint64 end = 0;

    //! The chunk that holds \a line, which is there.
    [[nodiscard]] const LogChunk &chunkOf(qint64 line) const;
};

//! \brief A line to be kept.
struct LogAppend
{
    QByteArrayView bytes; //!< a newline in it begins another line
    int service = 0;
    LogLevel level = LogLevel::None;
    LogEntry entry = LogEntry::Line;
    bool isBacklog = false;
    qint64 arrivedMs = 0; //!< 0: not known
};

//! \brief The lines of a log, as the raw bytes that came and eight bytes more a line; a line that
//! nobody looks at is never a text object.
//!
//! Lines have numbers that stay theirs. What is older than \c inMemory bytes goes to a file for the
//! user alone in the folder given, which nobody can find and which ends with the store; what is
//! older than \c onDisk as well is dropped, and dropped() tells. Without a folder, or when the disk
//! is full, only what is in memory is kept. All on one thread; snapshots go to any.
class LogStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogStore)

public:
    struct Limits
    {
        qint64 inMemory = qint64(256) * 1024 * 1024; //!< bytes of lines
        qint64 onDisk = qint64(4) * 1024 * 1024 * 1024;
    };

    //! A longer line goes on as the next, so that none stalls whoever draws it; plain ASCII stays
    //! whole up to \c longestPlainLine.
    static constexpr qsizetype longestLine = 1024 * 1024;
    static constexpr qsizetype longestPlainLine = 64 * 1024 * 1024;

    explicit LogStore(QString spillFolder = {}, QObject *parent = nullptr);
    LogStore(QString spillFolder, const Limits &limits, QObject *parent = nullptr);
    ~LogStore() override;

    //! A number for the lines of a service; the same for the same name. The last one is shared by
    //! all that came too late.
    [[nodiscard]] int serviceId(const QString &name);
    [[nodiscard]] QStringList services() const { return m_services; }

    void append(const LogAppend &line);
    //! Tells what was appended; call it once a batch.
    void commit();
    void clear();

    [[nodiscard]] qint64 firstLine() const { return m_chunks.empty() ? m_end : m_chunks[0].first; }
    [[nodiscard]] qint64 endLine() const { return m_end; }
    [[nodiscard]] qint64 lineCount() const { return m_end - firstLine(); }
    //! The line must be there. Views are good until the store changes.
    [[nodiscard]] QByteArrayView bytes(qint64 line) const;
    [[nodiscard]] LogFacts facts(qint64 line) const;
    //! Milliseconds since 1970; 0 when it is not known.
    [[nodiscard]] qint64 arrivedMs(qint64 line) const;
    //! Exact also for lines wider than LogFacts can say.
    [[nodiscard]] qsizetype cells(qint64 line) const;

    [[nodiscard]] qint64 count(LogLevel level) const { return m_levels[size_t(level)]; }
    [[nodiscard]] qint64 serviceCount(int service) const;
    //! Lines that were let go because of the limits.
    [[nodiscard]] qint64 dropped() const { return m_dropped; }
    //! Why older lines could not go to the disk; empty while they could.
    [[nodiscard]] QString spillProblem() const;
    //! Bytes that the store has allocated, without the file.
    [[nodiscard]] qint64 memory() const;
    [[nodiscard]] qint64 rawBytes() const { return m_rawBytes; }

    enum class Times { Without, With };
    [[nodiscard]] LogSnapshot snapshot(Times times = Times::Without) const;

signals:
    //! Lines from \a first on are new.
    void appended(qint64 first);
    //! Lines before firstLine() are gone.
    void trimmed();
    void cleared();

private:
    struct Chunk : LogChunk
    {
        std::shared_ptr<char> ownBytes; // null once it lies in the file
        std::shared_ptr<LogFacts> ownFacts;
        size_t capacity = 0;
        size_t used = 0;
        quint32 factCapacity = 0;
        std::vector<LogArrival> arrivals; // where it changes
        std::vector<std::pair<quint32, quint32>> wideCells; // of lines too wide for LogFacts
    };

    void appendLine(const LogAppend &line, QByteArrayView bytes);
    Chunk &room(size_t bytes);
    void seal(Chunk &chunk);
    void keepLimits();
    void dropOldest();
    [[nodiscard]] size_t chunkIndex(qint64 line) const;

    Limits m_limits;
    std::vector<Chunk> m_chunks;
    size_t m_spilled = 0; // so many chunks at the front lie in the file
    std::unique_ptr<SpillFile> m_spill;
    QStringList m_services;
    std::array<qint64, 8> m_levels{};
    std::vector<qint64> m_serviceCounts;
    qint64 m_end = 0;
    qint64 m_told = 0;
    qint64 m_dropped = 0;
    qint64 m_droppedTold = 0;
    qint64 m_rawBytes = 0;
    qint64 m_heapBytes = 0; // of lines, in memory
    mutable size_t m_lastChunk = 0;
};

} // namespace angee
