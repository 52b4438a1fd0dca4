// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSemaphore>
#include <QString>

#include <atomic>
#include <thread>

namespace angee::test {

//! \brief A server on a thread of its own that answers one request with as many bytes as it is
//! told, as fast as the socket takes them: what a reader must be able to bear.
class Firehose final
{
public:
    explicit Firehose(qint64 bytes);
    //! The answer is \a type, and its body is \a head and then \a block again and again. A
    //! WebSocket (an empty \a type) is upgraded first; \a block is then a sequence of frames.
    Firehose(qint64 bytes, QByteArray type, QByteArray head, QByteArray block);
    ~Firehose();

    [[nodiscard]] QString url() const;
    //! Blocks until the reader has held the sender up, or all is sent; returns the bytes of the
    //! body that left the sender until then.
    [[nodiscard]] qint64 waitUntilBlocked();

private:
    void run();
    bool writeAll(int socket, const char *data, qint64 size);

    [[nodiscard]] QByteArray readRequest(int socket);
    [[nodiscard]] QByteArray answerHead(const QByteArray &request) const;

    const qint64 m_total;
    const QByteArray m_type;
    const QByteArray m_head;
    const QByteArray m_block;
    int m_listener = -1;
    int m_wake[2] = {-1, -1}; // a pipe that ends every wait when the test is over
    quint16 m_port = 0;
    std::atomic<qint64> m_sent = 0;
    QSemaphore m_blocked;
    std::thread m_thread;

    Q_DISABLE_COPY_MOVE(Firehose)
};

} // namespace angee::test
