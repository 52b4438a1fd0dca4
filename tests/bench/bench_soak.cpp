// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// A store and a table on it, at a daemon in a process of its own that changes every second.
// Arguments: seconds (60), services (1000), snapshots a second (1; 0 measures the idle console).
// Prints memory and processor time as they go; an hour is the figure that counts.
#include "core/live/livestore.h"
#include "core/net/httpclient.h"
#include "tests/bench/benchtools.h"
#include "tests/bench/livetable.h"
#include "tests/bench/snapshotdata.h"
#include "tests/core/livedaemon.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QProcess>
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
    const QByteArray answer = SnapshotData::make({services, services, 100, round, false});
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

} // namespace

int main(int argc, char **argv)
{
    if (argc == 4 && std::strcmp(argv[1], "--serve") == 0)
        return serve(argc, argv);
    const int length = argc > 1 ? std::atoi(argv[1]) : 60;
    const int services = argc > 2 ? std::atoi(argv[2]) : 1000;
    const double rate = argc > 3 ? std::atof(argv[3]) : 1;
    QApplication application(argc, argv);
    QProcess daemon;
    daemon.start(QCoreApplication::applicationFilePath(),
                 {u"--serve"_s, QString::number(services), QString::number(rate)});
    if (!daemon.waitForStarted() || !daemon.waitForReadyRead(60000))
        return 1;
    const QString url = QString::fromLatin1(daemon.readLine().trimmed());

    Theme theme;
    theme.setScheme(Theme::Scheme::Light);
    HttpClient client(*BaseUrl::parse(url));
    LiveStore store(&client, {});
    ServiceTable table;
    FilterTable widget(u"Services"_s);
    widget.setTable(&table);
    widget.resize(1000, 700);
    widget.show();
    int snapshots = 0;
    QObject::connect(&store, &LiveStore::updated, &widget, [&](const LiveUpdatePtr &update) {
        ++snapshots;
        table.apply(update);
    });
    store.start();

    // The first tenth is warming up.
    const int steps = 10;
    double firstPss = 0;
    double lastPss = 0;
    double firstCpu = 0;
    int step = 0;
    QTimer clock;
    QObject::connect(&clock, &QTimer::timeout, &clock, [&] {
        lastPss = double(memoryKib("Pss:")) / 1024;
        if (++step == 1) {
            firstPss = lastPss;
            firstCpu = cpuSeconds();
        }
        std::printf("%6d s  PSS %6.1f MB  CPU %6.2f s  snapshots %d\n", length * step / steps,
                    lastPss, cpuSeconds(), snapshots);
        std::fflush(stdout);
        if (step == steps)
            QCoreApplication::quit();
    });
    clock.start(length * 1000 / steps);
    QApplication::exec();
    const double cpu = (cpuSeconds() - firstCpu) / (length * 0.9);
    std::printf("%d services: growth %.1f %%, processor %.2f %%, state %d\n", services,
                (lastPss / firstPss - 1) * 100, cpu * 100, int(store.state()));
    daemon.kill();
    daemon.waitForFinished();
    return 0;
}
