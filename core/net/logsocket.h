// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/logline.h"
#include "core/net/logframe.h"
#include "core/net/websocketstream.h"

namespace angee {

//! \brief The live log of one service (contract.md, section 7), one connection at a time.
//!
//! Whether and when to connect again is the owner's decision: a new open() replays the backlog, so
//! the owner clears or merges. All signals come from the event loop; a slot may delete the socket.
class LogSocket final : public QObject
{
    Q_OBJECT

public:
    using State = WebSocketStream::State;

    //! The daemon's \c tail goes up to this.
    static constexpr int longestTail = 10'000;
    //! Bytes of a line that are kept; the daemon itself ends its stream behind 1 MiB.
    static constexpr qsizetype longestMessage = qsizetype(256) * 1024;

    //! \a client lends the address, the bearer and the policy; it may die first.
    explicit LogSocket(HttpClient *client, QObject *parent = nullptr);
    ~LogSocket() override;

    //! Asks for the last \a tail lines (1 to 10000) and all that follow. Drops the connection there
    //! was, without a word.
    void open(const QString &service, int tail);
    //! Back to Idle. No signal follows.
    void close() { m_stream.close(); }

    [[nodiscard]] State state() const { return m_stream.state(); }
    //! See WebSocketStream.
    [[nodiscard]] int refusedStatus() const { return m_stream.refusedStatus(); }
    [[nodiscard]] QString words() const { return m_stream.words(); }
    void setIdleLimit(std::chrono::milliseconds limit) { m_stream.setIdleLimit(limit); }

    //! What a frame says; a frame that is no log object is a line of its own. A message is cut at
    //! longestMessage. \a names are those of the frame before.
    [[nodiscard]] static LogLine readFrame(QByteArrayView frame, LogNames *names);

signals:
    //! Open once, and then exactly one of Ended, Refused or Lost.
    void stateChanged(angee::WebSocketStream::State state);
    //! All lines that came in one turn of the event loop, in order. None follow the end.
    void linesReceived(const QList<angee::LogLine> &lines);

private:
    WebSocketStream m_stream;
    LogNames m_names;
};

} // namespace angee
