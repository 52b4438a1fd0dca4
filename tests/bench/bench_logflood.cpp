// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// Some services at many lines a second each for a while, into one log that is followed: what is
// lost, how long the window cannot answer, and how far what is painted is behind what was sent.
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/live/logintake.h"
#include "tests/bench/benchtools.h"
#include "ui/logs/logsheet.h"
#include "ui/widgets/palette.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QThread>

#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace angee;
using namespace angee::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype stampDigits = 19;

qint64 nowNs()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

QByteArray frameOf(const QByteArray &message)
{
    const QByteArray text = "{\"service\":\"web\",\"runtime\":\"local\",\"message\":\"" + message
        + "\",\"level\":\"INFO\"}\n";
    return "\x81\x7e"_ba + char(text.size() >> 8) + char(text.size() & 0xff) + text;
}

//! \brief A daemon's log sockets, each with lines at a steady rate from a thread of its own. A line
//! begins with the moment at which it was sent.
class Flood final
{
public:
    Flood(int sockets, int linesASecond, int seconds)
        : m_sockets(sockets)
        , m_rate(linesASecond)
        , m_seconds(seconds)
    {
        m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *generic = reinterpret_cast<sockaddr *>(&address);
        if (bind(m_listener, generic, size) != 0 || listen(m_listener, sockets) != 0
            || getsockname(m_listener, generic, &size) != 0)
            qFatal("no free loopback port");
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { run(); });
    }
    ~Flood()
    {
        m_thread.join();
        close(m_listener);
    }
    Q_DISABLE_COPY_MOVE(Flood)

    [[nodiscard]] QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_port); }
    [[nodiscard]] qint64 sent() const { return m_sent; }
    [[nodiscard]] bool isDone() const { return m_done; }
    //! How far the sender itself was behind its plan, in milliseconds: the machine's, or a reader's
    //! that holds it up.
    [[nodiscard]] double latest() const { return m_latest; }

private:
    void run()
    {
        std::vector<int> clients;
        for (int i = 0; i < m_sockets; ++i)
            clients.push_back(upgraded());
        const qint64 begin = nowNs();
        constexpr qint64 tick = 5'000'000;
        const qint64 ticks = qint64(m_seconds) * 1'000'000'000 / tick;
        const int lines = int(qint64(m_rate) * tick / 1'000'000'000);
        for (qint64 at = 0; at < ticks; ++at) {
            const qint64 due = begin + at * tick;
            const qint64 early = due - nowNs();
            if (early > 0)
                std::this_thread::sleep_for(std::chrono::nanoseconds(early));
            for (const int client : clients)
                send(client, lines);
            m_latest = std::max<double>(m_latest, double(nowNs() - due) / 1e6);
        }
        m_done = true;
        for (const int client : clients) {
            shutdown(client, SHUT_WR);
            char byte = 0;
            while (read(client, &byte, 1) > 0)
                ;
            close(client);
        }
    }
    int upgraded()
    {
        const int client = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        QByteArray request;
        char piece[4096];
        while (!request.contains("\r\n\r\n")) {
            const ssize_t count = read(client, piece, sizeof piece);
            if (count <= 0)
                return client;
            request.append(piece, count);
        }
        const QByteArray name = "sec-websocket-key:";
        const qsizetype at = request.toLower().indexOf(name) + name.size();
        const QByteArray key = request.mid(at, request.indexOf('\r', at) - at).trimmed();
        const QByteArray accept =
            QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
                                     QCryptographicHash::Sha1)
                .toBase64();
        write(client,
              "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              "Sec-WebSocket-Accept: "
                  + accept + "\r\n\r\n");
        return client;
    }
    static void write(int client, const QByteArray &bytes)
    {
        for (qsizetype at = 0; at < bytes.size();) {
            const ssize_t count =
                ::send(client, bytes.constData() + at, size_t(bytes.size() - at), MSG_NOSIGNAL);
            if (count <= 0)
                return;
            at += count;
        }
    }
    void send(int client, int lines)
    {
        QByteArray block;
        const QByteArray stamp = QByteArray::number(nowNs()).rightJustified(stampDigits, '0');
        for (int i = 0; i < lines; ++i)
            block += frameOf(stamp + " id=" + QByteArray::number(m_sent + i)
                             + " a request was served to somebody who waited for it");
        m_sent += lines;
        write(client, block);
    }

    const int m_sockets;
    const int m_rate;
    const int m_seconds;
    int m_listener = -1;
    quint16 m_port = 0;
    std::atomic<qint64> m_sent = 0;
    std::atomic<bool> m_done = false;
    std::atomic<double> m_latest = 0;
    std::thread m_thread;
};

//! \brief An application that writes down how long its thread was busy with each event.
class BusyWatch final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread() || m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        bool handled = false;
        busy.append(timed([&] { handled = QApplication::notify(receiver, event); }));
        --m_depth;
        return handled;
    }

    QList<double> busy; //!< milliseconds

private:
    int m_depth = 0;
};

//! \brief How long the oldest line of each paint had waited for it.
class LagWatch final : public QObject
{
public:
    explicit LagWatch(LogSheet *sheet)
        : m_sheet(sheet)
    {
        sheet->view()->viewport()->installEventFilter(this);
    }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Paint)
            return QObject::eventFilter(watched, event);
        watched->removeEventFilter(this);
        QCoreApplication::sendEvent(watched, event);
        watched->installEventFilter(this);
        const LogStore *store = m_sheet->store();
        qint64 first = std::max(m_painted, store->firstLine());
        while (first < store->endLine() && store->facts(first).entry() != LogEntry::Line)
            ++first;
        if (first < store->endLine()) {
            const qint64 sent = store->bytes(first).first(stampDigits).toByteArray().toLongLong();
            lags.append(double(nowNs() - sent) / 1e6);
        }
        m_painted = store->endLine();
        return true;
    }

    QList<double> lags;

private:
    LogSheet *m_sheet;
    qint64 m_painted = 0;
};

void tell(const char *name, const QList<double> &values)
{
    if (!values.isEmpty())
        std::printf("%s: median %.1f ms, p99 %.1f ms, worst %.1f ms of %lld\n", name,
                    median(values), percentile(values, 0.99), percentile(values, 1),
                    qlonglong(values.size()));
}

} // namespace

// Arguments: seconds (60), services (5), lines a second of each (20000), "wrap" to wrap them.
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    BusyWatch app(argc, argv);
    QApplication::setPalette(makePalette(false));
    const QStringList arguments = QApplication::arguments();
    const int seconds = arguments.value(1, u"60"_s).toInt();
    const int services = arguments.value(2, u"5"_s).toInt();
    const int rate = arguments.value(3, u"20000"_s).toInt();
    Flood flood(services, rate, seconds);
    OperatorDaemon daemon(*BaseUrl::parse(flood.url()), "token"_ba, WorkingIdentity{},
                          ConnectionPolicy{});
    LiveStore live(&daemon, {});
    const QTemporaryDir folder;
    LogSheet sheet(folder.path());
    sheet.resize(1200, 800);
    sheet.view()->setServicesShown(true);
    sheet.view()->setWrapped(arguments.value(4) == "wrap"_L1);
    sheet.show();
    LogIntake intake(sheet.store());
    intake.setDaemon(&daemon, &live);
    QStringList names;
    for (int i = 0; i < services; ++i)
        names.append(u"service%1"_s.arg(i));
    intake.setServices(names);
    intake.retryNow(); // there is no stack to wait for
    LagWatch lag(&sheet);
    const auto lines = [&] {
        qint64 all = 0;
        for (int i = 0; i < services; ++i)
            all += sheet.store()->serviceCount(i);
        return all + sheet.store()->dropped();
    };
    QElapsedTimer since;
    since.start();
    while (!flood.isDone() && since.elapsed() < (seconds + 60) * 1000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    while (lines() < flood.sent() && since.elapsed() < (seconds + 60) * 1000)
        QCoreApplication::processEvents();
    const qsizetype third = lag.lags.size() / 3;
    std::printf(
        "%d services, %d lines/s each, %d s: sent %lld, stored %lld; the sender was late by "
        "%.1f ms at most\n",
        services, rate, seconds, qlonglong(flood.sent()), qlonglong(lines()), flood.latest());
    tell("events, how long each kept a key waiting", app.busy);
    tell("lag, sent to painted, of the oldest new line", lag.lags);
    tell("  first third", lag.lags.first(third));
    tell("  last third", lag.lags.last(third));
    intake.setDaemon(nullptr, nullptr);
    return 0;
}
