// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/httpserver.h"

#include "app/sandbox/httpconnection.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <sys/socket.h>
#include <thread>
#include <vector>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint64_t largestBody = std::uint64_t(1024) * 1024;
constexpr std::uint32_t largestHead = 64 * 1024;
constexpr auto headPatience = std::chrono::seconds(5);
constexpr auto acceptPause = std::chrono::milliseconds(100);
constexpr auto frozenPoll = std::chrono::milliseconds(20);
constexpr auto lingerTime = std::chrono::seconds(2);
constexpr std::size_t largestBacklog = std::size_t(32) * 1024 * 1024;

QByteArray fromView(beast::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

std::string dateHeader()
{
    return QLocale::c()
        .toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s)
        .toStdString();
}

} // namespace

void ConnectionList::add(const std::shared_ptr<Connection> &connection)
{
    const std::lock_guard lock(m_mutex);
    m_connections.remove_if([](const auto &entry) { return entry.expired(); });
    m_connections.push_back(connection);
    if (m_closed)
        connection->drop();
}

void ConnectionList::dropAll()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    for (const auto &entry : m_connections) {
        if (const auto connection = entry.lock())
            connection->drop();
    }
}

namespace {

using Parser = http::request_parser<http::string_body>;

//! \brief One client: request after request, each answered by a worker.
//!
//! Kept alive by its pending operations; all of it runs on the socket's strand, but for what a
//! worker does between two posts.
class HttpConnection final : public Connection, public std::enable_shared_from_this<HttpConnection>
{
public:
    HttpConnection(const ServerParts &parts, Tcp::socket socket)
        : m_parts(parts)
        , m_socket(std::move(socket))
        , m_timer(m_socket.get_executor())
    { }

    //! A client may be silent for ever between two requests, and not within the head of one.
    void awaitRequest()
    {
        if (m_buffer.size() > 0)
            return readRequest();
        m_socket.async_wait(Tcp::socket::wait_read, [self = shared_from_this()](ErrorCode error) {
            if (error)
                self->close();
            else
                self->readRequest();
        });
    }

    void readRequest()
    {
        m_timer.expires_after(headPatience);
        m_timer.async_wait([self = shared_from_this()](ErrorCode error) {
            if (!error)
                self->close();
        });
        m_parser.emplace();
        m_parser->header_limit(largestHead);
        m_parser->body_limit(boost::none);
        http::async_read_header(m_socket, m_buffer, *m_parser,
                                [self = shared_from_this()](ErrorCode error, std::size_t) {
                                    self->m_timer.cancel();
                                    if (error)
                                        self->refuseHead(error);
                                    else
                                        self->readBody();
                                });
    }

    void drop() override
    {
        asio::post(m_socket.get_executor(), [self = shared_from_this()] { self->close(); });
    }

private:
    void refuseHead(ErrorCode error)
    {
        if (error.category() != http::make_error_code(http::error::bad_method).category()
            || error == http::error::end_of_stream || error == http::error::partial_message)
            return close();
        HttpAnswer answer;
        answer.status = 400;
        answer.contentType = "text/plain; charset=utf-8";
        answer.body = "400 Bad Request";
        m_keepAlive = false;
        write(answer);
    }

    void readBody()
    {
        const auto length = m_parser->content_length();
        m_tooLarge = length && *length > largestBody;
        if (m_tooLarge)
            return dispatch();
        m_parser->body_limit(largestBody);
        if (beast::iequals(m_parser->get()[http::field::expect], "100-continue")
            && !m_parser->is_done()) {
            static constexpr beast::string_view text = "HTTP/1.1 100 Continue\r\n\r\n";
            asio::async_write(m_socket, asio::buffer(text.data(), text.size()),
                              [self = shared_from_this()](ErrorCode error, std::size_t) {
                                  if (error)
                                      self->close();
                                  else
                                      self->readRest();
                              });
            return;
        }
        readRest();
    }

    void readRest()
    {
        http::async_read(m_socket, m_buffer, *m_parser,
                         [self = shared_from_this()](ErrorCode error, std::size_t) {
                             self->m_tooLarge = error == http::error::body_limit;
                             if (error && !self->m_tooLarge)
                                 self->refuseHead(error);
                             else
                                 self->dispatch();
                         });
    }

    void dispatch()
    {
        const auto &message = m_parser->get();
        m_request = {};
        m_request.method = fromView(message.method_string());
        const QByteArray target = fromView(message.target());
        const qsizetype at = target.indexOf('?');
        m_request.path = at < 0 ? target : target.left(at);
        m_request.query = at < 0 ? QByteArray() : target.mid(at + 1);
        for (const auto &field : message) {
            const QByteArray name = fromView(field.name_string()).toLower();
            if (!m_request.headers.contains(name))
                m_request.headers.insert(name, fromView(field.value()));
        }
        m_request.bodyTooLarge = m_tooLarge;
        if (!m_tooLarge)
            m_request.body = QByteArray::fromStdString(message.body());
        m_request.isUpgrade = beast::websocket::is_upgrade(message);
        m_keepAlive = message.keep_alive() && !m_tooLarge;
        m_isHead = m_request.method == "HEAD";
        m_stop = std::stop_source();
        m_answered = false;
        m_gone = false;
        m_plan = m_parts.handler->faultsFor(m_request);
        watch();
        delay();
    }

    //! Sees the client go while its request is worked on: a FIN makes the socket readable.
    void watch()
    {
        m_socket.async_wait(Tcp::socket::wait_read, [self = shared_from_this()](ErrorCode error) {
            if (error || self->m_answered)
                return;
            char byte = 0;
            const ssize_t n =
                ::recv(self->m_socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
            if (n > 0)
                return; // the next request, sent early: no way to look behind it
            if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
                return self->watch();
            self->m_gone = true;
            self->m_stop.request_stop();
            if (self->m_streaming)
                self->close();
        });
    }

    void delay()
    {
        if (m_parts.handler->isFrozen()) {
            wait(frozenPoll, [this] { delay(); });
            return;
        }
        const auto latency =
            std::chrono::milliseconds(std::exchange(m_plan.latencyMilliseconds, 0));
        if (latency.count() > 0)
            wait(latency, [this] { delay(); });
        else
            work();
    }

    template <typename Then>
    void wait(std::chrono::milliseconds time, Then then)
    {
        m_timer.expires_after(time);
        m_timer.async_wait([self = shared_from_this(), then](ErrorCode error) {
            if (error || self->m_gone)
                self->close();
            else
                then();
        });
    }

    void work()
    {
        if (m_plan.failStatus != 0) {
            HttpAnswer answer;
            answer.status = m_plan.failStatus;
            answer.contentType = "application/json";
            answer.body = QJsonDocument(QJsonObject{{u"error"_s, m_plan.failWords}})
                              .toJson(QJsonDocument::Compact)
                + '\n';
            return finish(answer);
        }
        m_parts.workers->run([self = shared_from_this(), stop = m_stop.get_token()] {
            auto answer =
                std::make_shared<HttpAnswer>(self->m_parts.handler->handle(self->m_request, stop));
            asio::post(self->m_socket.get_executor(), [self, answer] { self->finish(*answer); });
        });
    }

    void finish(HttpAnswer &answer)
    {
        if (m_gone || !m_socket.is_open())
            return close();
        if (m_plan.drop != FaultPlan::Drop::None)
            return dropAnswer(answer);
        if (answer.stream || answer.events)
            return stream(answer);
        m_answered = true;
        ErrorCode ignored; // only ends the watch
        m_socket.cancel(ignored);
        if (answer.socket) {
            startLogSocket(m_parts, std::move(m_socket), m_parser->release(),
                           std::move(*answer.socket));
            return;
        }
        write(answer);
    }

    http::response<http::string_body> responseFor(const HttpAnswer &answer) const
    {
        http::response<http::string_body> response(http::status(unsigned(answer.status)), 11);
        response.set(http::field::date, dateHeader());
        if (!answer.contentType.isEmpty())
            response.set(http::field::content_type, answer.contentType.toStdString());
        for (const auto &[name, value] : answer.headers)
            response.set(name.toStdString(), value.toStdString());
        response.body() = answer.body.toStdString();
        response.keep_alive(m_keepAlive);
        return response;
    }

    void write(const HttpAnswer &answer)
    {
        m_answered = true;
        m_response.emplace(responseFor(answer));
        m_response->prepare_payload();
        if (m_isHead)
            m_response->body().clear(); // the length stays that of the GET
        m_serializer.emplace(*m_response);
        const auto then = [self = shared_from_this()](ErrorCode error, std::size_t) {
            if (error && error != http::error::end_of_stream)
                self->close();
            else if (self->m_keepAlive)
                self->awaitRequest();
            else
                self->linger();
        };
        if (m_isHead)
            http::async_write_header(m_socket, *m_serializer, then);
        else
            http::async_write(m_socket, *m_serializer, then);
    }

    //! Ends our side, then eats what the client still sends: a close with unread bytes would be an
    //! RST, and the client would lose the answer.
    void linger()
    {
        ErrorCode ignored;
        m_socket.shutdown(Tcp::socket::shutdown_send, ignored);
        m_timer.expires_after(lingerTime);
        m_timer.async_wait([self = shared_from_this()](ErrorCode error) {
            if (!error)
                self->close();
        });
        eat();
    }

    void eat()
    {
        m_socket.async_read_some(asio::buffer(m_waste),
                                 [self = shared_from_this()](ErrorCode error, std::size_t) {
                                     if (error)
                                         self->close();
                                     else
                                         self->eat();
                                 });
    }

    void dropAnswer(const HttpAnswer &answer)
    {
        if (m_plan.drop == FaultPlan::Drop::Reset) {
            ErrorCode ignored;
            m_socket.set_option(asio::socket_base::linger(true, 0), ignored);
            return close();
        }
        if (m_plan.drop == FaultPlan::Drop::Fin)
            return close();
        m_answered = true;
        http::response<http::string_body> response = responseFor(answer);
        response.prepare_payload();
        response.body().resize(response.body().size() / 2);
        std::ostringstream text;
        text << response.base() << response.body();
        m_raw = text.str();
        asio::async_write(m_socket, asio::buffer(m_raw),
                          [self = shared_from_this()](ErrorCode, std::size_t) { self->linger(); });
    }

    // ---- Answers that go on

    void stream(HttpAnswer &answer)
    {
        m_streaming = true;
        m_events = std::move(answer.events);
        HttpAnswer head;
        head.contentType = answer.contentType;
        head.headers = answer.headers;
        m_keepAlive = false;
        http::response<http::string_body> response = responseFor(head);
        response.chunked(true);
        std::ostringstream text;
        text << response.base();
        send(text.str());
        if (m_events)
            return pollEvents();
        m_parts.workers->run(
            [self = shared_from_this(), run = answer.stream, stop = m_stop.get_token()] {
                run(
                    [self](const QByteArray &bytes) {
                        asio::post(self->m_socket.get_executor(),
                                   [self, bytes] { self->sendChunk(bytes); });
                    },
                    stop);
                asio::post(self->m_socket.get_executor(), [self] { self->endChunks(); });
            });
    }

    void pollEvents()
    {
        m_parts.workers->run([self = shared_from_this(), stop = m_stop.get_token()] {
            const QByteArray bytes = self->m_events->next(stop);
            const bool done = self->m_events->isDone();
            const auto interval = self->m_events->interval();
            asio::post(self->m_socket.get_executor(), [self, bytes, done, interval] {
                self->sendChunk(bytes);
                if (done)
                    self->endChunks();
                else if (!self->m_gone)
                    self->wait(interval, [connection = self.get()] { connection->pollEvents(); });
            });
        });
    }

    void sendChunk(const QByteArray &bytes)
    {
        if (bytes.isEmpty())
            return;
        std::string chunk = QByteArray::number(bytes.size(), 16).toStdString();
        send(chunk + "\r\n" + bytes.toStdString() + "\r\n");
    }

    void endChunks()
    {
        m_ending = true;
        send("0\r\n\r\n");
    }

    void send(std::string bytes)
    {
        if (m_gone || !m_socket.is_open())
            return;
        m_backlog += bytes.size();
        m_out.push_back(std::move(bytes));
        if (m_backlog > largestBacklog)
            return close(); // nobody reads at the other end
        if (m_out.size() == 1)
            sendNext();
    }

    void sendNext()
    {
        asio::async_write(m_socket, asio::buffer(m_out.front()),
                          [self = shared_from_this()](ErrorCode error, std::size_t n) {
                              if (error)
                                  return self->close();
                              self->m_backlog -= n;
                              self->m_out.pop_front();
                              if (!self->m_out.empty())
                                  self->sendNext();
                              else if (self->m_ending)
                                  self->linger();
                          });
    }

    void close()
    {
        m_gone = true;
        m_stop.request_stop();
        m_timer.cancel();
        ErrorCode ignored; // whatever state it is in, it is over
        m_socket.close(ignored);
    }

    ServerParts m_parts;
    Tcp::socket m_socket;
    asio::steady_timer m_timer;
    beast::flat_buffer m_buffer;
    std::optional<Parser> m_parser;
    HttpRequest m_request;
    FaultPlan m_plan;
    std::stop_source m_stop;
    std::optional<http::response<http::string_body>> m_response;
    std::optional<http::response_serializer<http::string_body>> m_serializer;
    std::unique_ptr<GraphQlStream> m_events;
    std::deque<std::string> m_out;
    std::size_t m_backlog = 0;
    std::string m_raw;
    std::array<char, 16384> m_waste = {};
    bool m_tooLarge = false;
    bool m_keepAlive = false;
    bool m_isHead = false;
    bool m_answered = false;
    bool m_streaming = false;
    bool m_ending = false;
    bool m_gone = false;
};

} // namespace

//! The threads, the port and all that is open.
class HttpServer::Listener final
{
public:
    explicit Listener(HttpHandler *handler)
        : m_acceptor(asio::make_strand(m_io)) // it may not close while it starts to accept
        , m_pause(m_acceptor.get_executor())
        , m_parts{handler, &m_workers, &m_connections}
    { }

    quint16 listen(quint16 port, ErrorCode *error)
    {
        const Tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
        m_acceptor.open(endpoint.protocol(), *error);
        if (!*error)
            m_acceptor.set_option(Tcp::acceptor::reuse_address(true), *error);
        if (!*error)
            m_acceptor.bind(endpoint, *error);
        if (!*error)
            m_acceptor.listen(asio::socket_base::max_listen_connections, *error);
        if (*error)
            return 0;
        accept();
        for (std::thread &thread : m_threads)
            thread = std::thread([this] { m_io.run(); });
        return m_acceptor.local_endpoint().port();
    }

    // A thread that cannot be joined leaves nothing to go on with.
    // NOLINTNEXTLINE(bugprone-exception-escape)
    ~Listener()
    {
        asio::post(m_acceptor.get_executor(), [this] {
            ErrorCode ignored;
            m_acceptor.close(ignored);
            m_pause.cancel();
        });
        m_connections.dropAll();
        m_workers.joinAll(); // their work ends soon: its stop tokens are set
        m_work.reset();
        for (std::thread &thread : m_threads) {
            if (thread.joinable())
                thread.join();
        }
    }

private:
    void accept()
    {
        m_acceptor.async_accept(
            asio::make_strand(m_io), [this](ErrorCode error, Tcp::socket socket) {
                if (!m_acceptor.is_open())
                    return;
                if (!error) {
                    ErrorCode ignored; // slower without it, nothing else
                    socket.set_option(Tcp::no_delay(true), ignored);
                    auto connection = std::make_shared<HttpConnection>(m_parts, std::move(socket));
                    m_connections.add(connection);
                    connection->readRequest();
                    return accept();
                }
                // Out of descriptors, it would come back at once, and again.
                m_pause.expires_after(acceptPause);
                m_pause.async_wait([this](ErrorCode over) {
                    if (!over && m_acceptor.is_open())
                        accept();
                });
            });
    }

    asio::io_context m_io;
    asio::executor_work_guard<asio::io_context::executor_type> m_work{m_io.get_executor()};
    Tcp::acceptor m_acceptor;
    asio::steady_timer m_pause;
    WorkThreads m_workers;
    ConnectionList m_connections;
    ServerParts m_parts;
    std::array<std::thread, 2> m_threads;
};

HttpServer::HttpServer(HttpHandler *handler)
    : m_handler(handler)
{ }

HttpServer::~HttpServer() = default;

quint16 HttpServer::start(quint16 port, QString *error)
{
    auto listener = std::make_unique<Listener>(m_handler);
    ErrorCode code;
    const quint16 bound = listener->listen(port, &code);
    if (code) {
        *error = u"listen tcp 127.0.0.1:%1: %2"_s.arg(QString::number(port),
                                                      QString::fromStdString(code.message()));
        return 0;
    }
    m_listener = std::move(listener);
    return bound;
}

void HttpServer::stop()
{
    m_listener.reset();
}

} // namespace angee::sandbox
