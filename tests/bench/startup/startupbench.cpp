// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// Measures, against a bare Qt window in the same run: the time from exec to the first paint, and to
// a live table of 1,000 rows; and of the console alone: memory with the sample stack and with 1,000
// and 10,000 rows, and processor time while nothing happens. SERVER is bench_soak, which can serve
// a snapshot of any size.
//   startupbench CONSOLE BAREWINDOW [runs] [idle seconds] [SERVER]
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

QProcessEnvironment environmentIn(const QTemporaryDir &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        environment.insert(QLatin1StringView(name), home.path());
    environment.insert(u"QT_LOGGING_RULES"_s, u"angee.startup.debug=true"_s);
    return environment;
}

//! Milliseconds from the start until the program has said \a words; -1 when it ended before.
double timeUntil(const char *words, const QString &program, const QProcessEnvironment &environment,
                 QProcess *process)
{
    process->setProcessEnvironment(environment);
    process->setReadChannel(QProcess::StandardError);
    QElapsedTimer timer;
    timer.start();
    process->start(program, QStringList());
    QByteArray seen;
    while (!seen.contains(words)) {
        if (!process->waitForReadyRead(20'000) && process->bytesAvailable() == 0
            && process->state() == QProcess::NotRunning)
            return -1;
        seen += process->readAllStandardError();
    }
    return double(timer.nsecsElapsed()) / 1e6;
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

qint64 kilobytes(qint64 pid, const char *file, const char *key)
{
    QFile status(u"/proc/%1/%2"_s.arg(pid).arg(QLatin1StringView(file)));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(key))
            return line.mid(qstrlen(key)).simplified().split(' ').constFirst().toLongLong();
    }
    return -1;
}

double processorSeconds(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray all = stat.readAll();
    const QList<QByteArray> fields = all.mid(all.lastIndexOf(')') + 2).split(' ');
    return double(fields.value(11).toLongLong() + fields.value(12).toLongLong())
        / double(sysconf(_SC_CLK_TCK));
}

double megabytes(const QProcess &process)
{
    return double(kilobytes(process.processId(), "smaps_rollup", "Pss:")) / 1024;
}

//! The console on a daemon with so many services: time to its first rows, and its memory.
bool measureRows(const QString &console, const QString &server, int rows, int runs, double bare,
                 QProcessEnvironment environment)
{
    QProcess daemon;
    daemon.start(server, {u"--serve"_s, QString::number(rows), u"0"_s});
    if (!daemon.waitForReadyRead(60'000)) {
        std::fputs("the server did not start\n", stderr);
        return false;
    }
    environment.insert(u"ANGEE_OPERATOR_URL"_s, QString::fromUtf8(daemon.readLine()).trimmed());
    environment.insert(u"ANGEE_OPERATOR_TOKEN"_s, u"t"_s);
    QList<double> times;
    double memory = 0;
    for (int run = 0; run <= runs; ++run) {
        QProcess process;
        const double ms = timeUntil("first rows", console, environment, &process);
        if (ms < 0)
            return false;
        if (run > 0)
            times.append(ms);
        if (run == runs) {
            sleep(12); // what only a large answer needed has been given back by then
            memory = megabytes(process);
        }
        process.kill();
        process.waitForFinished();
    }
    std::printf("%d rows: live table after %.1f ms, ratio %.2f to the bare window; PSS %.1f MB\n",
                rows, median(times), median(times) / bare, memory);
    daemon.kill();
    daemon.waitForFinished();
    return true;
}

//! The console starts with the pane of services.
void writeSettings(const QTemporaryDir &home)
{
    QDir(home.path()).mkpath(u"angee-console"_s);
    QSettings settings(home.filePath(u"angee-console/console.ini"_s), QSettings::IniFormat);
    settings.setValue("window/pane"_L1, u"services"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3) {
        std::fputs("usage: startupbench CONSOLE BAREWINDOW [runs] [idle seconds] [SERVER]\n",
                   stderr);
        return 2;
    }
    const QString console = arguments.at(1);
    const int runs = arguments.size() > 3 ? arguments.at(3).toInt() : 9;
    const int idleSeconds = arguments.size() > 4 ? arguments.at(4).toInt() : 60;
    const QTemporaryDir home;

    QProcess daemon;
    daemon.start(console, {u"--sandbox-only"_s, u"--root"_s, home.filePath(u"stack"_s)});
    if (!daemon.waitForReadyRead(60'000)) {
        std::fputs("the sandbox did not start\n", stderr);
        return 1;
    }
    const QJsonObject where = QJsonDocument::fromJson(daemon.readLine()).object();
    QProcessEnvironment environment = environmentIn(home);
    environment.insert(u"ANGEE_OPERATOR_URL"_s, where.value("url"_L1).toString());
    environment.insert(u"ANGEE_OPERATOR_TOKEN"_s, where.value("token"_L1).toString());

    QList<double> ours;
    QList<double> bare;
    for (int run = 0; run <= runs; ++run) { // the first warms the caches
        for (const bool console_ : {true, false}) {
            QProcess process;
            const double ms = timeUntil("first paint", console_ ? console : arguments.at(2),
                                        environment, &process);
            process.kill();
            process.waitForFinished();
            if (ms < 0) {
                std::fputs("a program ended before it painted\n", stderr);
                return 1;
            }
            if (run > 0)
                (console_ ? ours : bare).append(ms);
        }
    }
    std::printf("first paint: console %.1f ms, bare Qt window %.1f ms, ratio %.2f (goal <= 1.5)\n",
                median(ours), median(bare), median(ours) / median(bare));

    QProcess process;
    if (timeUntil("first paint", console, environment, &process) < 0)
        return 1;
    sleep(5); // connected, the first snapshot shown
    const qint64 pid = process.processId();
    std::printf("memory with the sample stack: RSS %.1f MB, PSS %.1f MB\n",
                double(kilobytes(pid, "status", "VmRSS:")) / 1024,
                double(kilobytes(pid, "smaps_rollup", "Pss:")) / 1024);
    const double before = processorSeconds(pid);
    sleep(uint(idleSeconds));
    const double used = processorSeconds(pid) - before;
    std::printf("idle for %d s: %.2f s of processor time, %.3f %% (goal <= 0.1 %%)\n", idleSeconds,
                used, used * 100 / idleSeconds);
    process.kill();
    process.waitForFinished();
    daemon.terminate();
    daemon.waitForFinished();
    if (arguments.size() <= 5)
        return 0;
    writeSettings(home);
    for (const int rows : {1000, 10000}) {
        if (!measureRows(console, arguments.at(5), rows, runs, median(bare), environment))
            return 1;
    }
    return 0;
}
