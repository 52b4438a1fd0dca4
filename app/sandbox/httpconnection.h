// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

// Only for httpserver.cpp and logsocketconnection.cpp: everything else stays free of Boost.

#include "app/sandbox/engine/outputlog.h"
#include "app/sandbox/http.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <list>

namespace angee::sandbox {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Tcp = asio::ip::tcp;
using ErrorCode = boost::system::error_code;

//! \brief Anything that the server must end when it stops.
class Connection
{
public:
    virtual ~Connection() = default;
    //! From any thread.
    virtual void drop() = 0;
};

//! \brief The connections that are open. Safe from any thread.
class ConnectionList final
{
public:
    void add(const std::shared_ptr<Connection> &connection);
    void dropAll();

private:
    std::mutex m_mutex;
    std::list<std::weak_ptr<Connection>> m_connections;
    bool m_closed = false;
};

//! What every connection works with.
struct ServerParts
{
    HttpHandler *handler;
    WorkThreads *workers; //!< one thread a request: none waits for another
    ConnectionList *connections;
};

//! Goes on with a connection as a log socket, from the upgrade that \a request asks for.
void startLogSocket(const ServerParts &parts, Tcp::socket socket,
                    http::request<http::string_body> request, LogSocket log);

} // namespace angee::sandbox
