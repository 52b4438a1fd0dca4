// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace {

QString program()
{
    return QCoreApplication::applicationDirPath() + u"/angee-console"_s;
}

} // namespace

//! The real program with arguments that open no window.
class TestCommandLine final : public QObject
{
    Q_OBJECT

private slots:
    void tellsHowItIsUsed();
    void refusesBadArguments_data();
    void refusesBadArguments();
    void sandboxOnlyTellsWhereItListens();
    void printsNoSchemaOfASilentServer();
    void saysThatThereIsNoDisplay();
    void takesPicturesWithoutADisplay();
    void readsTokenFiles_data();
    void readsTokenFiles();
    void leavesNoCoreDump();
    void endsOnASignal_data();
    void endsOnASignal();

private:
    void run(const QStringList &arguments);

    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    int m_status = -1;
    QString m_output;
    QString m_errors;
};

void TestCommandLine::run(const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.start(program(), arguments);
    QVERIFY2(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 120'000),
             "it has not ended");
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    m_status = process.exitCode();
    m_output = QString::fromUtf8(process.readAllStandardOutput());
    m_errors = QString::fromUtf8(process.readAllStandardError());
}

void TestCommandLine::tellsHowItIsUsed()
{
    run({u"--help"_s});
    QCOMPARE(m_status, 0);
    QVERIFY2(m_output.startsWith("Usage: angee-console [options] [DIR | FILE | ADDRESS]\n"_L1),
             qPrintable(m_output));
    QVERIFY(m_output.contains("--token-file <FILE>"_L1));
    run({u"--version"_s});
    QCOMPARE(m_status, 0);
    QVERIFY(m_output.startsWith("angee-console "_L1));
}

void TestCommandLine::refusesBadArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("words");
    QTest::newRow("option") << QStringList{u"--nosuch"_s} << u"Unknown option 'nosuch'."_s;
    QTest::newRow("stray") << QStringList{u"stray"_s} << u"There is no folder \u201cstray\u201d."_s;
    QTest::newRow("scheme") << QStringList{u"--url"_s, u"ftp://h"_s}
                            << u"--url: Only http://, https:// and ssh:// can"_s;
    QTest::newRow("days") << QStringList{u"--ttl"_s, u"1d"_s} << u"--ttl: "_s;
    QTest::newRow("theme") << QStringList{u"--theme"_s, u"pink"_s}
                           << u"--theme takes light, dark or system."_s;
    QTest::newRow("port") << QStringList{u"--sandbox-only"_s, u"--port"_s, u"70000"_s}
                          << u"--port takes a number"_s;
    QTest::newRow("token without an address")
        << QStringList{u"--token"_s, u"t"_s}
        << u"A token or an identity on the command line belongs to an address"_s;
    QTest::newRow("profile and address")
        << QStringList{u"--profile"_s, u"p"_s, u"--url"_s, u"http://h"_s}
        << u"A profile has its own address"_s;
    QTest::newRow("sandbox and address")
        << QStringList{u"--sandbox"_s, u"--url"_s, u"http://h"_s} << u"The sandbox has its own"_s;
    QTest::newRow("token in two words")
        << QStringList{u"--url"_s, u"http://h"_s, u"--token"_s, u"a b"_s}
        << u"--token: A token is"_s;
    QTest::newRow("token file") << QStringList{u"--token-file"_s, u"/nonexistent/t"_s}
                                << u"The token file /nonexistent/t cannot be read: "_s;
}

void TestCommandLine::refusesBadArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, words);
    run(arguments);
    QCOMPARE(m_status, 2);
    QCOMPARE(m_output, QString());
    QVERIFY2(m_errors.startsWith(words), qPrintable(m_errors));
    QCOMPARE(m_errors.count(u'\n'), 1);
}

void TestCommandLine::sandboxOnlyTellsWhereItListens()
{
    const QTemporaryDir root;
    QProcess process;
    process.start(program(), {u"--sandbox-only"_s, u"--root"_s, root.path()});
    QVERIFY(QTest::qWaitFor([&] { return process.canReadLine(); }, 30'000));
    const QJsonObject line = QJsonDocument::fromJson(process.readLine()).object();
    QCOMPARE(line.keys(), QStringList({u"token"_s, u"url"_s}));
    QVERIFY(line.value("url"_L1).toString().startsWith("http://127.0.0.1:"_L1));
    QVERIFY(line.value("token"_L1).toString().size() >= 32); // a random one
    process.terminate();
    QVERIFY(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30'000));
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
}

void TestCommandLine::printsNoSchemaOfASilentServer()
{
    QTcpServer server; // takes the connection and says nothing, for ever
    QVERIFY(server.listen(QHostAddress::LocalHost));
    run({u"--url"_s, u"http://127.0.0.1:%1"_s.arg(server.serverPort()), u"--print-sdl"_s});
    QCOMPARE(m_status, 2);
    QVERIFY(m_output.isEmpty());
    QVERIFY2(m_errors.contains("in time"_L1), qPrintable(m_errors));
}

void TestCommandLine::saysThatThereIsNoDisplay()
{
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        m_environment.remove(name);
    run({});
    QCOMPARE(m_status, 1);
    QVERIFY2(m_errors.contains("There is no display"_L1), qPrintable(m_errors));
}

void TestCommandLine::takesPicturesWithoutADisplay()
{
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        m_environment.remove(name);
    const QTemporaryDir folder;
    run({u"--screenshots"_s, folder.path()});
    QVERIFY2(m_status == 0, qPrintable(m_errors));
    const QStringList pictures = QDir(folder.path()).entryList({u"*.png"_s});
    QCOMPARE(pictures.size(), 64); // of 16 panes, in two sizes, light and dark
    QVERIFY(pictures.contains("workspaces-small-dark.png"_L1));
}

void TestCommandLine::readsTokenFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("open"); // to others
    QTest::addColumn<QString>("words");
    QTest::newRow("alone") << "the-token"_ba << false << u""_s;
    QTest::newRow("line end") << "the-token\n"_ba << false << u""_s;
    QTest::newRow("CRLF") << "the-token\r\n"_ba << false << u""_s;
    QTest::newRow("byte order mark") << "\xef\xbb\xbfthe-token\n"_ba << false << u""_s;
    QTest::newRow("readable by others") << "the-token"_ba << true << u"can be read by others"_s;
    QTest::newRow("two lines") << "the\ntoken"_ba << false << u"A token is one word"_s;
    QTest::newRow("another script") << "t\xc3\xb6ken"_ba << false << u"A token is one word"_s;
    QTest::newRow("empty") << "\n"_ba << false << u"is empty"_s;
}

//! Against a server that writes down what it gets: the bearer, or nothing at all.
void TestCommandLine::readsTokenFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, open);
    QFETCH(QString, words);
    QTcpServer server;
    QByteArray received;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [&received, socket] {
            received += socket->readAll();
            socket->write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTemporaryFile file;
    QVERIFY(file.open() && file.write(bytes) == bytes.size() && file.flush());
    if (open)
        QVERIFY(file.setPermissions(file.permissions() | QFileDevice::ReadOther));
    run({u"--print-sdl"_s, u"--url"_s, u"http://127.0.0.1:%1"_s.arg(server.serverPort()),
         u"--token-file"_s, file.fileName()});
    QCOMPARE(m_status, 2);
    const bool refused = !words.isEmpty() && !open;
    QVERIFY2(m_errors.contains(words), qPrintable(m_errors));
    QCOMPARE(received.isEmpty(), refused);
    QCOMPARE(received.contains("Bearer the-token\r\n"), !refused);
}

//! A process that holds a bearer is killed by a fault, where core dumps are wanted.
void TestCommandLine::leavesNoCoreDump()
{
    const QTemporaryDir folder;
    const auto dumps = [&folder](const QStringList &command, const QByteArray &ready) {
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.setChildProcessModifier([] {
            const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
            ::setrlimit(RLIMIT_CORE, &all);
        });
        process.start(command.first(), command.mid(1));
        if (!QTest::qWaitFor([&] { return process.readAllStandardOutput().contains(ready); },
                             60'000))
            qWarning() << "it did not start" << process.readAllStandardError();
        ::kill(pid_t(process.processId()), SIGSEGV);
        const bool ended =
            QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 60'000);
        return ended && !QDir(folder.path()).entryList({u"core*"_s}, QDir::Files).isEmpty();
    };
    QFile pattern(u"/proc/sys/kernel/core_pattern"_s);
    if (!pattern.open(QIODevice::ReadOnly) || !pattern.readAll().startsWith("core"))
        QSKIP("Core dumps do not go into the folder of the process here.");
    if (!dumps({u"sh"_s, u"-c"_s, u"echo ready; while :; do sleep 1; done"_s}, "ready"_ba))
        QSKIP("There are no core dumps here.");
    for (const QString &core : QDir(folder.path()).entryList({u"core*"_s}, QDir::Files))
        QFile::remove(folder.filePath(core));
    QVERIFY(!dumps({program(), u"--sandbox-only"_s, u"--root"_s, folder.filePath(u"stack"_s)},
                   "token"_ba));
}

void TestCommandLine::endsOnASignal_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

//! The window ends as by quitting, without a question: with 0, and with its place saved.
void TestCommandLine::endsOnASignal()
{
    QFETCH(int, number);
    const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"XDG_CONFIG_HOME"_s, home.filePath(u"config"_s));
    environment.insert(u"XDG_DATA_HOME"_s, home.filePath(u"data"_s));
    environment.insert(u"QT_LOGGING_RULES"_s, u"angee.startup.debug=true"_s);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program(), {u"--url"_s, u"http://127.0.0.1:9"_s});
    QByteArray said;
    QVERIFY2(QTest::qWaitFor(
                 [&] {
                     said += process.readAllStandardError();
                     return said.contains("first paint");
                 },
                 60'000),
             said.constData());
    ::kill(pid_t(process.processId()), number);
    QVERIFY(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 60'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QDirIterator files(home.filePath(u"config"_s), {u"console.ini"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    QVERIFY(files.hasNext());
    QFile settings(files.next());
    QVERIFY(settings.open(QIODevice::ReadOnly));
    QVERIFY(settings.readAll().contains("geometry"));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
