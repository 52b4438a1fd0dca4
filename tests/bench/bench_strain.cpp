// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// The whole console at a daemon that sends more than anybody can read: for each kind, how much more
// memory the process had at its worst than before, and how long its thread was busy with one event.
// The peer is the same window at a daemon that says three ordinary things ("plain").
//   bench_strain [ROW …]        without a row: all of them
#include "app/application.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "tests/bench/benchconsole.h"
#include "tests/bench/benchtools.h"
#include "tests/bench/stallwatch.h"
#include "tests/core/livedaemon.h"
#include "ui/logs/logspane.h"
#include "ui/panes/listpane.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/filtertable.h"

#include <QAction>
#include <QLineEdit>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace angee;
using namespace angee::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mega = qsizetype(1024) * 1024;

struct Row
{
    const char *name;
    const char *what;
    const char *act; //!< "", "logs", "job" or "file"
};

constexpr Row rows[] = {
    {"plain", "three services", ""},
    {"names", "ten names of 1 MB", ""},
    {"marks", "ten names of 100,000 combining marks", ""},
    {"services", "1,000,000 services", ""},
    {"errors", "an answer of 500 with 100 MB of words", ""},
    {"answer", "an answer of 300 MB", ""},
    {"pings", "a log socket with 200 MB of pings", "logs"},
    {"binary", "a log socket with 200 MB of binary frames", "logs"},
    {"lines", "200 log lines of 1 MB", "logs"},
    {"word", "a job's output of 1 MB in one word", "job"},
    {"output", "a job's output of 64 MB", "job"},
    {"file", "a file of 10 MB", "file"},
};

QByteArray named(const QByteArrayList &names)
{
    QByteArrayList pairs;
    for (const QByteArray &name : names)
        pairs.append(name + "=running");
    return test::LiveDaemon::services(pairs);
}

QByteArray snapshotOf(const QByteArray &row)
{
    QByteArrayList names{"web", "api", "db"};
    for (int i = 0; i < 10; ++i) {
        if (row == "names")
            names.append("n" + QByteArray::number(i) + QByteArray(mega, 'x'));
        else if (row == "marks")
            names.append("m" + QByteArray::number(i) + QByteArray("\xCC\x81").repeated(100'000));
    }
    for (int i = 0; row == "services" && i < 1'000'000; ++i)
        names.append("service-" + QByteArray::number(i));
    return named(names)
        + R"(,"jobs":[{"name":"j","runtime":"local"}],"sources":[{"name":"app","kind":"local"}])";
}

//! A frame of a server: unmasked, final, of up to 2^63 bytes.
QByteArray frame(char opcode, const QByteArray &payload)
{
    QByteArray bytes(1, char(0x80 | opcode));
    if (payload.size() < 126)
        return bytes + char(payload.size()) + payload;
    bytes += char(127);
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes += char(quint64(payload.size()) >> shift & 0xFF);
    return bytes + payload;
}

test::Script logOf(const QByteArray &row, const test::ReceivedRequest &request)
{
    test::Script script = test::Script::webSocket(request);
    const QByteArray pings = frame(9, QByteArray(100, 'p')).repeated(10'000);
    const QByteArray binary = frame(2, QByteArray(mega, 'b'));
    const QByteArray line =
        frame(1, R"({"service":"web","message":")" + QByteArray(mega, 'l') + R"("})");
    for (int i = 0; i < 200; ++i)
        script.bytes(row == "pings" ? pings : row == "binary" ? binary : line);
    return script;
}

//! An answer of \a head, \a length times the letter x, and \a tail.
test::Script large(int status, const QByteArray &head, qint64 length, const QByteArray &tail,
                   const QByteArray &type = "application/json")
{
    test::Script script = test::Script::head(status, type, head.size() + length + tail.size());
    script.bytes(head);
    for (qint64 sent = 0; sent < length; sent += mega)
        script.bytes(QByteArray(std::min<qint64>(mega, length - sent), 'x'));
    return script.bytes(tail);
}

test::Script answer(const QByteArray &row, test::LiveDaemon *daemon,
                    const test::ReceivedRequest &request)
{
    if (request.target.startsWith("/jobs/"))
        return large(200, {}, row == "word" ? mega : 64 * mega, "\n", "text/plain");
    if (request.target.startsWith("/files"))
        return large(200, R"({"path":"a.txt","source":"app","etag":"e","content":")", 10 * mega,
                     R"("})");
    const bool asked = request.target.startsWith("/graphql");
    if (asked && row == "errors")
        return large(500, R"({"error":"it went wrong )", 100 * mega, R"("})");
    if (asked && row == "answer")
        return large(200, R"({"data":{"stackStatus":{"name":")", 300 * mega, R"("}}})");
    return daemon->reply(request);
}

int serve(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QByteArray row = argv[2];
    test::LiveDaemon daemon;
    daemon.data = snapshotOf(row);
    daemon.log = [row](const test::ReceivedRequest &request) { return logOf(row, request); };
    daemon.server.setHandler(
        [&](const test::ReceivedRequest &request) { return answer(row, &daemon, request); });
    std::printf("%s\n", qPrintable(daemon.server.url()));
    std::fflush(stdout);
    return application.exec();
}

//! The most memory that the process ever had, in MB; writing 5 to clear_refs begins anew.
double peakMegabytes()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const qsizetype at = text.indexOf("VmHWM:");
    return at < 0 ? 0 : text.mid(at + 6, 20).trimmed().split(' ').first().toDouble() / 1024;
}

void forgetPeak()
{
    QFile file(u"/proc/self/clear_refs"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

void act(MainWindow *window, const QByteArray &what)
{
    if (what == "logs") {
        window->showPane(u"logs"_s);
        emit window->findChild<LogsPane *>()->serviceChosen(u"web"_s);
    } else if (what == "job") {
        window->showPane(u"jobs"_s);
        if (auto *run = window->findChild<QAction *>(u"jobRun"_s)) {
            qobject_cast<ListPane *>(run->parent())->selectKey(u"j"_s);
            run->trigger();
        }
    } else if (what == "file") {
        window->showPane(u"files"_s);
        auto *path = window->findChild<QLineEdit *>(u"openPath"_s);
        path->setText(u"app:a.txt"_s);
        QTest::keyClick(path, Qt::Key_Return);
    }
}

//! Lets the window look at what came for a while, in every pane that shows it.
void look(MainWindow *window, const QByteArray &what)
{
    if (!what.isEmpty()) {
        QTest::qWait(6000);
        return;
    }
    for (const char *pane : {"overview", "services", "logs", "endpoints"}) {
        window->showPane(QString::fromLatin1(pane));
        QTest::qWait(1000);
    }
    emit window->paletteRequested();
    QTest::qWait(500);
    if (auto *edit = window->findChild<QLineEdit *>(u"paletteEdit"_s))
        QTest::keyClicks(edit, u"service"_s);
    QTest::qWait(1000);
}

bool isAnswered(const LiveStore *live)
{
    return live->snapshot() || live->error();
}

//! What the window knows in the end, so that a row which did not come through is seen.
QString outcome(const Session *session)
{
    const SnapshotPtr shown = session->live()->snapshot();
    QString words = shown          ? u"%1 services"_s.arg(shown->services().size())
        : session->live()->error() ? session->live()->error()->summary()
                                   : u"no answer"_s;
    for (const Task *task : session->tasks()->tasks())
        words += u", "_s + taskStateName(task->state()) + u' ' + task->words();
    return words;
}

int run(StallWatch *application, const Row &row)
{
    QProcess daemon;
    daemon.start(QCoreApplication::applicationFilePath(),
                 {u"--serve"_s, QString::fromLatin1(row.name)});
    if (!daemon.waitForStarted() || !daemon.waitForReadyRead(60000))
        return 1;
    const QTemporaryDir folder;
    Application console(connectTo(daemon.readLine().trimmed()), folder.path(),
                        folder.filePath(u"settings.ini"_s));
    console.start();
    QTest::qWait(500);
    forgetPeak();
    const double before = peakMegabytes();
    application->takeLongest();
    const QByteArray what = row.act;
    // Whatever is sent, there is an answer to the first question or a reason for none.
    static_cast<void>(
        QTest::qWaitFor([&] { return isAnswered(console.session()->live()); }, 60'000));
    if (!what.isEmpty())
        act(console.window(), what);
    look(console.window(), what);
    const double stall = application->takeLongest();
    std::printf("%-9s %-45s %7.1f MB more, %7.1f ms (%s)\n          %s\n", row.name, row.what,
                peakMegabytes() - before, stall, application->culprit().constData(),
                qPrintable(outcome(console.session()).simplified().left(150)));
    std::fflush(stdout);
    daemon.kill();
    daemon.waitForFinished();
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 3 && std::strcmp(argv[1], "--serve") == 0)
        return serve(argc, argv);
    StallWatch application(argc, argv);
    // One row a process, so that none inherits the memory of another.
    if (argc == 2) {
        for (const Row &row : rows) {
            if (std::strcmp(row.name, argv[1]) == 0)
                return run(&application, row);
        }
        return 1;
    }
    for (const Row &row : rows) {
        QProcess each;
        each.setProcessChannelMode(QProcess::ForwardedChannels);
        each.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(row.name)});
        each.waitForFinished(-1);
    }
    return 0;
}
