// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// The whole console at a daemon in a process of its own that says something new again and again:
// its memory and processor time as they go, and how long its window stood still for each snapshot.
// The services are in sight, sorted by status, filtered, with a selection. An hour is the figure
// that counts for memory.
//   bench_soak [seconds (60)] [services (1000)] [snapshots a second (1; 0 is the idle console)]
#include "app/application.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "tests/bench/benchconsole.h"
#include "tests/bench/benchtools.h"
#include "tests/bench/snapshotdata.h"
#include "tests/bench/stallwatch.h"
#include "tests/core/livedaemon.h"
#include "ui/services/servicespane.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableproxy.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <sys/resource.h>

using namespace angee;
using namespace angee::bench;
using namespace Qt::StringLiterals;

namespace {

//! The members of a snapshot: the inside of the answer's data.
QByteArray members(int services, int round)
{
    // Above 10,000 only the services grow: the rest of the snapshot stays as it is.
    const int others = std::min(services, 10000);
    const QByteArray answer = SnapshotData::make({services, others, 100, round, false});
    const qsizetype start = qsizetype(std::strlen("{\"data\":{"));
    return answer.mid(start, answer.size() - start - 2).replace('\n', ' ');
}

int serve(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int services = std::atoi(argv[2]);
    const double rate = std::atof(argv[3]);
    test::LiveDaemon daemon;
    QList<QByteArray> rounds;
    for (int round = 0; round < 8; ++round)
        rounds.append(members(services, round));
    daemon.data = rounds.first();
    QTimer timer;
    int round = 0;
    QObject::connect(&timer, &QTimer::timeout, &timer,
                     [&] { daemon.change(rounds.at(++round % rounds.size())); });
    if (rate > 0)
        timer.start(int(1000 / rate));
    std::printf("%s\n", qPrintable(daemon.server.url()));
    std::fflush(stdout);
    return application.exec();
}

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &t) {
        return double(t.tv_sec) + double(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

//! Sorted, filtered and with a row selected in the middle, as at work; false while it is not there.
bool prepare(MainWindow *window, int services)
{
    auto *pane = window->findChild<ServicesPane *>();
    if (!pane || pane->model()->rowCount() == 0)
        return false;
    pane->table()->proxy()->sort(ServicesModel::StatusColumn);
    pane->table()->setFilter(QStringLiteral("service-1"));
    return pane->selectKey(QStringLiteral("service-%1").arg(100000 + services / 2));
}

QString selected(const MainWindow *window)
{
    return window->findChild<ServicesPane *>()->table()->currentKey();
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 4 && std::strcmp(argv[1], "--serve") == 0)
        return serve(argc, argv);
    const int length = argc > 1 ? std::atoi(argv[1]) : 60;
    const int services = argc > 2 ? std::atoi(argv[2]) : 1000;
    const double rate = argc > 3 ? std::atof(argv[3]) : 1;
    StallWatch application(argc, argv);
    QProcess daemon;
    daemon.start(QCoreApplication::applicationFilePath(),
                 {u"--serve"_s, QString::number(services), QString::number(rate)});
    if (!daemon.waitForStarted() || !daemon.waitForReadyRead(60000))
        return 1;
    const QTemporaryDir folder;
    Application console(connectTo(daemon.readLine().trimmed()), folder.path(),
                        folder.filePath(u"settings.ini"_s));
    console.start();
    console.window()->showPane(u"services"_s);

    // The first tenth is warming up.
    constexpr int steps = 10;
    int snapshots = 0;
    bool ready = false;
    LiveStore *watched = nullptr;
    QList<double> stalls;
    QTimer often;
    QObject::connect(&often, &QTimer::timeout, &often, [&] {
        if (console.session()->live() != watched) {
            watched = console.session()->live();
            QObject::connect(watched, &LiveStore::updated, &often, [&] { ++snapshots; });
        }
        if (!ready && (ready = prepare(console.window(), services)))
            std::printf("selected %s\n", qPrintable(selected(console.window())));
    });
    often.start(500);
    QTimer period;
    QByteArray culprit;
    QObject::connect(&period, &QTimer::timeout, &period, [&] {
        stalls.append(application.takeLongest());
        if (stalls.last() >= percentile(stalls, 1))
            culprit = application.culprit();
    });
    period.start(rate > 0 ? int(1000 / rate) : 1000);

    // Growth is told of the memory that is the console's own: its share of the libraries depends on
    // who else uses them.
    double firstOwn = 0;
    double lastOwn = 0;
    double firstCpu = 0;
    int step = 0;
    QTimer clock;
    application.ignore(&clock); // adding up the memory of a process takes a while
    QObject::connect(&clock, &QTimer::timeout, &clock, [&] {
        lastOwn = double(memoryKib("Pss_Anon:")) / 1024;
        if (++step == 1) {
            firstOwn = lastOwn;
            firstCpu = cpuSeconds();
            stalls.clear();
            application.takeLongest();
        }
        std::printf("%6d s  PSS %6.1f MB  own %6.1f MB  CPU %6.2f s  snapshots %d\n",
                    length * step / steps, double(memoryKib("Pss:")) / 1024, lastOwn, cpuSeconds(),
                    snapshots);
        std::fflush(stdout);
        if (step == steps)
            QCoreApplication::quit();
    });
    clock.start(length * 1000 / steps);
    QApplication::exec();
    const double cpu = (cpuSeconds() - firstCpu) / (length * 0.9);
    std::printf("%d services: growth %.1f %%, processor %.2f %%, selected %s\n", services,
                (lastOwn / firstOwn - 1) * 100, cpu * 100, qPrintable(selected(console.window())));
    std::printf("longest stall a snapshot: median %.1f ms, p99 %.1f ms, max %.1f ms (in %s)\n",
                median(stalls), percentile(stalls, 0.99), percentile(stalls, 1),
                culprit.constData());
    daemon.kill();
    daemon.waitForFinished();
    return snapshots > 0 || rate == 0 ? 0 : 1;
}
