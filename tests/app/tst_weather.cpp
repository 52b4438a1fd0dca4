// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/sandboxserver.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "tests/core/livedaemon.h"
#include "tests/support/tcpproxy.h"
#include "ui/panes/snapshottable.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <cstring>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray Token = "weather-token";
//! The daemon's return must be on screen within 3 s: the longest wait before a try leaves room for
//! the try itself.
constexpr auto LongestWait = 2400ms;
constexpr int Patience = 30000; // for a loaded machine; nothing here is measured by it

LiveTimings quick()
{
    LiveTimings timings;
    timings.health = 200ms;
    timings.healthTimeout = 700ms;
    timings.probeTimeout = 700ms;
    timings.tick = 50ms;
    timings.active = 200ms;
    return timings;
}

class ServiceTable final : public SnapshotTable<ServiceRow>
{
public:
    ServiceTable()
        : SnapshotTable(
            {{u"name"_s, u"Name"_s, TableColumn::Kind::Name}, {u"status"_s, u"Status"_s}},
            &Snapshot::services, &LiveUpdate::services)
    { }

    QVariant cell(const ServiceRow &row, int column, int role) const override
    {
        return role == Qt::DisplayRole ? toText(column == 0 ? row.name : row.status) : QVariant();
    }
};

//! A store with a table on it, and a watch on what must never happen in any weather.
class Console final
{
public:
    explicit Console(const QString &url, const LiveTimings &timings = quick())
        : m_daemon(*BaseUrl::parse(url), Token, WorkingIdentity{}, ConnectionPolicy{})
        , m_tester(&m_table, QAbstractItemModelTester::FailureReportingMode::Fatal)
        , m_store(&m_daemon, {}, timings)
    {
        QObject::connect(&m_store, &LiveStore::updated, &m_table,
                         [this](const LiveUpdatePtr &update) { m_table.apply(update); });
        QObject::connect(&m_store, &LiveStore::stateChanged, &m_table, [this](LiveState state) {
            ++m_changes;
            m_seen.insert(int(state));
            if (state == LiveState::Reconnecting && m_store.retryIn())
                m_longest = std::max(m_longest, *m_store.retryIn());
        });
        m_store.start();
    }

    LiveStore *operator->() { return &m_store; }
    HttpClient &client() { return *m_daemon.http(); }
    [[nodiscard]] bool is(LiveState state) const { return m_store.state() == state; }
    [[nodiscard]] bool wasEver(LiveState state) const { return m_seen.contains(int(state)); }
    [[nodiscard]] int rows() const { return m_table.rowCount(); }
    void forget()
    {
        m_seen.clear();
        m_changes = 0;
        m_longest = 0ms;
    }

    //! Nothing at all when everything is in order.
    [[nodiscard]] QString complaint() const
    {
        QSet<QString> names;
        for (int row = 0; row < m_table.rowCount(); ++row)
            names.insert(m_table.index(row, 0).data().toString());
        if (names.size() != m_table.rowCount())
            return u"an object has two rows"_s;
        if (m_longest > LongestWait)
            return u"a try waits %1 ms"_s.arg(m_longest.count());
        if (m_changes > 200)
            return u"%1 changes of state: a busy loop"_s.arg(m_changes);
        return {};
    }

private:
    OperatorDaemon m_daemon;
    ServiceTable m_table;
    QAbstractItemModelTester m_tester;
    LiveStore m_store;
    QSet<int> m_seen;
    int m_changes = 0;
    std::chrono::milliseconds m_longest{0};
};

//! A stack folder with two services that nobody started.
void writeStack(const QString &root)
{
    QFile file(root + u"/angee.yaml"_s);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("the stack cannot be written");
    file.write("name: weather\nservices:\n"
               "  calm: {runtime: local, command: [\"sleep\", \"600\"]}\n"
               "  storm: {runtime: local, command: [\"sleep\", \"600\"]}\n");
}

//! The bundled daemon as a process of its own, which can be killed and frozen.
class DaemonProcess final
{
public:
    DaemonProcess()
    {
        writeStack(m_root.path());
        QTcpServer free; // a port that nobody has, and that stays the same over restarts
        if (!free.listen(QHostAddress::LocalHost))
            qFatal("no free loopback port");
        m_port = free.serverPort();
    }

    ~DaemonProcess() { kill(SIGKILL); }
    Q_DISABLE_COPY_MOVE(DaemonProcess)

    static QString program()
    {
        return QCoreApplication::applicationDirPath() + u"/angee-console"_s;
    }
    [[nodiscard]] QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_port); }

    bool start()
    {
        m_process = std::make_unique<QProcess>();
        m_process->setStandardOutputFile(QProcess::nullDevice());
        m_process->setStandardErrorFile(QProcess::nullDevice());
        m_process->start(program(),
                         {u"--sandbox-only"_s, u"--root"_s, m_root.path(), u"--port"_s,
                          QString::number(m_port), u"--token"_s, QString::fromLatin1(Token)});
        return m_process->waitForStarted();
    }

    //! Sends \a signal; for one that ends the process, waits for its end.
    void kill(int signal)
    {
        if (!m_process || m_process->state() == QProcess::NotRunning)
            return;
        ::kill(pid_t(m_process->processId()), signal);
        if (signal == SIGKILL || signal == SIGTERM)
            m_process->waitForFinished(Patience);
    }

private:
    QTemporaryDir m_root;
    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0;
};

//! The bundled daemon in this process, with its switches for misbehaviour.
class DaemonThread final
{
public:
    DaemonThread() { writeStack(m_root.path()); }

    bool start(const QByteArray &token = Token, quint16 port = 0)
    {
        QString error;
        const auto running = m_server.start({m_root.path(), port, token}, &error);
        m_url = running ? running->url : QString();
        return running.has_value();
    }
    void stop() { m_server.stop(); }

    [[nodiscard]] QString url() const { return m_url; }
    [[nodiscard]] quint16 port() const { return quint16(QUrl(m_url).port()); }
    sandbox::SandboxFaults *faults() { return m_server.faults(); }

private:
    QTemporaryDir m_root;
    sandbox::SandboxServer m_server;
    QString m_url;
};

qint64 cpuMs()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval &time) { return time.tv_sec * 1000 + time.tv_usec / 1000; };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

//! The loopback device of this network namespace; false when the kernel forbids it.
bool setLoopbackUp(bool up)
{
    const int descriptor = ::socket(AF_INET, SOCK_DGRAM, 0);
    ifreq request{};
    std::strncpy(request.ifr_name, "lo", IFNAMSIZ - 1);
    bool done = ::ioctl(descriptor, SIOCGIFFLAGS, &request) == 0;
    request.ifr_flags = short(up ? request.ifr_flags | IFF_UP : request.ifr_flags & ~IFF_UP);
    done = done && ::ioctl(descriptor, SIOCSIFFLAGS, &request) == 0;
    ::close(descriptor);
    return done;
}

} // namespace

#define WAIT_FOR(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, Patience)
#define VERIFY_ORDER(console)                                                                      \
    QVERIFY2((console).complaint().isEmpty(), qPrintable((console).complaint()))

//! The fault list: whatever happens to daemon, network, clock and machine, the console neither
//! crashes nor spins, shows each object once, and is live again by itself.
class TestWeather final : public QObject
{
    Q_OBJECT

private slots:
    void theDaemonEndsAndReturns_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("stopped") << SIGTERM;
        QTest::newRow("killed") << SIGKILL;
    }

    void theDaemonEndsAndReturns()
    {
        QFETCH(int, signal);
        if (!QFile::exists(DaemonProcess::program()))
            QSKIP("angee-console is not built");
        DaemonProcess daemon;
        QVERIFY(daemon.start());
        Console console(daemon.url());
        WAIT_FOR(console.is(LiveState::Live));
        QCOMPARE(console.rows(), 2);
        for (int round = 0; round < 2; ++round) {
            console.forget();
            daemon.kill(signal);
            WAIT_FOR(console.is(LiveState::Reconnecting) && console->error());
            QCOMPARE(console.rows(), 2); // readable meanwhile
            VERIFY_ORDER(console);
            QVERIFY(daemon.start());
            WAIT_FOR(console.is(LiveState::Live));
            QCOMPARE(console.rows(), 2);
            VERIFY_ORDER(console);
        }
    }

    void theDaemonFreezes()
    {
        if (!QFile::exists(DaemonProcess::program()))
            QSKIP("angee-console is not built");
        DaemonProcess daemon;
        QVERIFY(daemon.start());
        Console console(daemon.url());
        WAIT_FOR(console.is(LiveState::Live));
        daemon.kill(SIGSTOP);
        WAIT_FOR(console.is(LiveState::Stale));
        QVERIFY(!console->reason().isEmpty());
        QCOMPARE(console.rows(), 2);
        daemon.kill(SIGCONT);
        WAIT_FOR(console.is(LiveState::Live));
        VERIFY_ORDER(console);
    }

    void theDaemonIsSlow()
    {
        DaemonThread daemon;
        QVERIFY(daemon.start());
        daemon.faults()->setLatency(u"POST /graphql"_s, 900ms);
        Console console(daemon.url());
        WAIT_FOR(console->snapshot());
        WAIT_FOR(isCurrent(console->state()));
        QVERIFY(!console.wasEver(LiveState::Reconnecting));
        daemon.faults()->setLatency({}, 2s); // health as well: slower than the patience of a check
        WAIT_FOR(console.is(LiveState::Stale));
        daemon.faults()->clear();
        WAIT_FOR(console.is(LiveState::Live));
        VERIFY_ORDER(console);
    }

    void theLinkIsCutAndMended()
    {
        DaemonThread daemon;
        QVERIFY(daemon.start());
        TcpProxy proxy(daemon.port());
        Console console(proxy.url());
        WAIT_FOR(console.is(LiveState::Live));
        proxy.freeze(); // no side hears of it
        WAIT_FOR(console.is(LiveState::Stale));
        proxy.cut(true);
        proxy.refuse();
        WAIT_FOR(console.is(LiveState::Reconnecting));
        VERIFY_ORDER(console);
        proxy.thaw();
        proxy.accept();
        WAIT_FOR(console.is(LiveState::Live));
        VERIFY_ORDER(console);
    }

    void aHalfOpenLinkInItsOwnNamespace()
    {
        QProcess inside;
        inside.setProcessChannelMode(QProcess::MergedChannels);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ANGEE_WEATHER_INSIDE"_s, u"1"_s);
        inside.setProcessEnvironment(environment);
        inside.start(u"unshare"_s, {u"-rn"_s, u"true"_s});
        if (!inside.waitForFinished(Patience) || inside.exitCode() != 0)
            QSKIP("the kernel forbids a network namespace of its own here");
        inside.start(u"unshare"_s,
                     {u"-rn"_s, QCoreApplication::applicationFilePath(), u"insideTheNamespace"_s});
        QVERIFY(inside.waitForFinished(4 * Patience));
        const QByteArray output = inside.readAll();
        QVERIFY2(inside.exitCode() == 0, output.constData());
    }

    //! Only as the child of the one above.
    void insideTheNamespace()
    {
        if (!qEnvironmentVariableIsSet("ANGEE_WEATHER_INSIDE"))
            QSKIP("runs inside a network namespace, as a child of the case before");
        QVERIFY(setLoopbackUp(true));
        DaemonThread daemon;
        QVERIFY(daemon.start());
        Console console(daemon.url());
        WAIT_FOR(console.is(LiveState::Live));
        QVERIFY(setLoopbackUp(false)); // packets vanish; no FIN, no RST
        WAIT_FOR(!isCurrent(console->state()));
        QCOMPARE(console.rows(), 2);
        QVERIFY(setLoopbackUp(true));
        WAIT_FOR(console.is(LiveState::Live));
        VERIFY_ORDER(console);
    }

    void theTokenIsRefusedInTheMiddle()
    {
        DaemonThread daemon;
        QVERIFY(daemon.start());
        const quint16 port = daemon.port();
        Console console(daemon.url());
        WAIT_FOR(console.is(LiveState::Live));
        daemon.stop();
        QVERIFY(daemon.start("another-token", port));
        WAIT_FOR(console.is(LiveState::Unauthorized));
        QVERIFY(!console->retryIn()); // waits for a person
        const qint64 before = cpuMs();
        QTest::qWait(1000);
        QVERIFY(console.is(LiveState::Unauthorized));
        QVERIFY2(cpuMs() - before < 500, "it spins");
        console.client().setBearer("another-token");
        console->retryNow();
        WAIT_FOR(console.is(LiveState::Live));
        VERIFY_ORDER(console);
    }

    void theSchemaChanges()
    {
        LiveDaemon daemon;
        LiveTimings timings = quick();
        timings.slowRetry = 300ms;
        Console console(daemon.server.url(), timings);
        WAIT_FOR(console.is(LiveState::Live));
        // Restarted as another version: it does not know what is asked.
        daemon.queryAnswer = Script::json(
            R"({"errors":[{"message":"Cannot query field health on type ServiceState.",
                "extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}],"data":null})",
            422);
        WAIT_FOR(console.is(LiveState::Incompatible));
        QVERIFY(console->reason().contains(u"Cannot query field health"_s));
        QCOMPARE(console.rows(), 1);
        daemon.queryAnswer.reset();
        WAIT_FOR(console.is(LiveState::Live));
        VERIFY_ORDER(console);
    }

    void theClocksChange()
    {
        DaemonThread daemon;
        QVERIFY(daemon.start());
        qint64 shift = 0;
        LiveTimings timings = quick();
        timings.clock = [&shift] { return bootClockMs() + shift; };
        Console console(daemon.url(), timings);
        WAIT_FOR(console.is(LiveState::Live));
        console.forget();
        // The daemon's clock jumps a year either way, and ours goes back an hour.
        daemon.faults()->setClockOffset(24h * 365);
        console->refresh();
        daemon.faults()->setClockOffset(-24h * 365);
        console->refresh();
        shift = -3600 * 1000;
        QSignalSpy confirmed(console.operator->(), &LiveStore::confirmed);
        console->refresh();
        WAIT_FOR(confirmed.count() > 0);
        QVERIFY(console.is(LiveState::Live));
        QVERIFY(*console->age() >= 0ms && *console->age() < 1h);
        VERIFY_ORDER(console);
    }

    void theMachineSleeps()
    {
        DaemonThread daemon;
        QVERIFY(daemon.start());
        TcpProxy proxy(daemon.port());
        qint64 slept = 0;
        LiveTimings timings = quick();
        timings.clock = [&slept] { return bootClockMs() + slept; };
        Console console(proxy.url(), timings);
        WAIT_FOR(console.is(LiveState::Live));
        QSignalSpy resumed(console.operator->(), &LiveStore::watchResumed);
        const int connections = proxy.accepted();
        console.forget();
        slept = 8 * 3600 * 1000; // a night
        WAIT_FOR(console.wasEver(LiveState::Reconnecting) && console.is(LiveState::Live));
        QVERIFY(proxy.accepted() > connections); // no connection of yesterday is trusted
        QCOMPARE(resumed.count(), 1);
        VERIFY_ORDER(console);
    }

    //! Everything at once and at random, for as long as it takes to meet the odd orders.
    void allOfItAtRandom()
    {
        DaemonThread daemon;
        QVERIFY(daemon.start());
        TcpProxy proxy(daemon.port());
        Console console(proxy.url());
        WAIT_FOR(console.is(LiveState::Live));
        QRandomGenerator random(20261124);
        bool accepting = true;
        for (int step = 0; step < 60; ++step) {
            switch (random.bounded(7)) {
            case 0:
                proxy.cut(random.bounded(2) == 0);
                break;
            case 1:
                proxy.freeze();
                break;
            case 2:
                proxy.thaw();
                break;
            case 3:
                if (accepting)
                    proxy.refuse();
                accepting = false;
                break;
            case 4:
                proxy.accept();
                accepting = true;
                break;
            case 5:
                daemon.faults()->failNext({}, 2, random.bounded(2) ? 503 : 500);
                break;
            default:
                console->refresh();
            }
            QTest::qWait(random.bounded(60));
            QCOMPARE(console.rows(), 2);
        }
        daemon.faults()->clear();
        proxy.thaw();
        proxy.accept();
        WAIT_FOR(isCurrent(console->state()));
        QCOMPARE(console.rows(), 2);
    }
};

QTEST_GUILESS_MAIN(TestWeather)
#include "tst_weather.moc"
