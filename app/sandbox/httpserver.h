// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/http.h"

#include <QString>

#include <memory>

namespace angee::sandbox {

//! \brief HTTP/1.1, event streams and log sockets on one loopback port.
//!
//! Two threads move bytes; what a handler does runs on a pool, so that a slow answer holds up no
//! other. When a client goes away, the stop token of what it asked for is set.
class HttpServer final
{
public:
    //! \a handler must outlive this.
    explicit HttpServer(HttpHandler *handler);
    //! Like stop().
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    //! Listens on 127.0.0.1:\a port, 0 for any; answers the port, or 0 and an \a error text.
    quint16 start(quint16 port, QString *error);
    //! Drops every connection, sets every stop token, and waits for the threads.
    void stop();

private:
    class Listener; // Boost stays out of this header: it costs ten seconds a file
    HttpHandler *m_handler;
    std::unique_ptr<Listener> m_listener;
};

} // namespace angee::sandbox
