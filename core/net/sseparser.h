// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace angee {

//! \brief One event as the server sent it.
struct SseEvent
{
    QByteArray type; //!< empty when the event named none
    QByteArray data; //!< data lines joined by LF

    friend bool operator==(const SseEvent &, const SseEvent &) = default;
};

//! \brief Splits a server-sent event stream, in pieces of any size, into events.
//!
//! Each byte is looked at once however the stream is cut, so one event of many megabytes costs no
//! more than many small ones. LF, CR and CRLF end a line. Unlike a browser it hands out an event
//! without a data line: the daemon ends a subscription with one (contract.md, section 8.5).
class SseParser final
{
public:
    //! An event that grows past \a largestEvent bytes ends the parser's work.
    explicit SseParser(qsizetype largestEvent);

    //! The events that end within \a chunk. Nothing more comes once hasOverflowed().
    [[nodiscard]] std::vector<SseEvent> feed(QByteArrayView chunk);
    [[nodiscard]] bool hasOverflowed() const { return m_overflowed; }

private:
    void append(QByteArrayView piece);
    void endLine(std::vector<SseEvent> &events);
    void field(QByteArray &&line);

    qsizetype m_largestEvent;
    QByteArray m_line; // of the line that has not ended yet
    QByteArray m_type;
    QByteArray m_data;
    bool m_hasData = false;
    bool m_hasType = false;
    bool m_skipLf = false; // the last byte was a CR
    bool m_atStart = true;
    bool m_overflowed = false;
};

} // namespace angee
