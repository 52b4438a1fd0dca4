// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/httpconnection.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/websocket.hpp>
#include <chrono>

namespace angee::sandbox {

namespace {

namespace websocket = boost::beast::websocket;

constexpr auto pingInterval = std::chrono::seconds(10);
constexpr std::size_t largestFrame = std::size_t(64) * 1024;

//! \brief One log socket: lines out as text frames, a ping each ten seconds, and at the end a plain
//! TCP close without a close frame, as the daemon does it (contract.md, section 7).
//!
//! Kept alive by its pending operations; all of it runs on the socket's strand.
class LogSocketConnection final : public Connection,
                                  public std::enable_shared_from_this<LogSocketConnection>
{
public:
    LogSocketConnection(Tcp::socket socket, LogSocket log)
        : m_stream(std::move(socket))
        , m_pingTimer(m_stream.get_executor())
        , m_log(std::move(log))
    { }

    ~LogSocketConnection() override { m_log.lines->onReady({}); }

    void accept(http::request<http::string_body> request)
    {
        m_request = std::move(request);
        m_stream.read_message_max(largestFrame);
        m_stream.async_accept(m_request, [self = shared_from_this()](ErrorCode error) {
            if (!error)
                self->open();
        });
    }

    void drop() override
    {
        asio::post(m_stream.get_executor(), [self = shared_from_this()] { self->close(); });
    }

private:
    void open()
    {
        // The queue must not keep this alive: its owner would be itself.
        const std::weak_ptr<LogSocketConnection> weak = weak_from_this();
        m_log.lines->onReady([weak] {
            if (const auto self = weak.lock())
                asio::post(self->m_stream.get_executor(), [self] { self->drain(); });
        });
        read();
        armPing();
    }

    //! What a client sends is read, so that its close is seen, and otherwise ignored.
    void read()
    {
        m_stream.async_read(m_incoming, [self = shared_from_this()](ErrorCode error, std::size_t) {
            if (error)
                return self->close();
            self->m_incoming.consume(self->m_incoming.size());
            self->read();
        });
    }

    void armPing()
    {
        m_pingTimer.expires_after(pingInterval);
        m_pingTimer.async_wait([self = shared_from_this()](ErrorCode error) {
            if (error || self->m_closed)
                return;
            self->m_stream.async_ping({}, [self](ErrorCode failed) {
                if (!failed)
                    self->armPing();
            });
        });
    }

    void drain()
    {
        if (m_writing || m_closed)
            return;
        if (m_pending.empty()) {
            bool ended = false;
            m_pending = m_log.lines->take(&ended);
            if (m_pending.empty()) {
                if (ended)
                    close();
                return;
            }
        }
        m_writing = true;
        m_frame = m_log.frame(m_pending.front());
        m_pending.pop_front();
        m_stream.text(true);
        m_stream.async_write(asio::buffer(m_frame.constData(), std::size_t(m_frame.size())),
                             [self = shared_from_this()](ErrorCode error, std::size_t) {
                                 self->m_writing = false;
                                 if (error)
                                     self->close();
                                 else
                                     self->drain();
                             });
    }

    void close()
    {
        if (std::exchange(m_closed, true))
            return;
        m_pingTimer.cancel();
        ErrorCode ignored; // it may be gone already, which is what is wanted
        auto &socket = beast::get_lowest_layer(m_stream);
        socket.shutdown(Tcp::socket::shutdown_both, ignored);
        socket.close(ignored);
        m_log.following.reset();
    }

    websocket::stream<Tcp::socket> m_stream;
    asio::steady_timer m_pingTimer;
    LogSocket m_log;
    http::request<http::string_body> m_request;
    beast::flat_buffer m_incoming;
    std::deque<QByteArray> m_pending;
    QByteArray m_frame;
    bool m_writing = false;
    bool m_closed = false;
};

} // namespace

void startLogSocket(const ServerParts &parts, Tcp::socket socket,
                    http::request<http::string_body> request, LogSocket log)
{
    auto connection = std::make_shared<LogSocketConnection>(std::move(socket), std::move(log));
    parts.connections->add(connection);
    connection->accept(std::move(request));
}

} // namespace angee::sandbox
