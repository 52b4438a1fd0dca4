// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTimer>

#include <cstdio>
#include <unistd.h>

// What watching a stack costs its daemon: CPU seconds of the daemon and all its children
//   while a client subscribes to the snapshot as the web console does (the anchor),
//   while our store is watched by somebody, and
//   while it rests.
// bench_daemonload URL TOKEN PID [SECONDS]: PID is the daemon's, on this machine. Nobody else may
// be connected to it.

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

const QString WebConsole = QStringLiteral(
    "subscription { onStackSnapshotChange { health { status } stackStatus { root name } "
    "services { name runtime status health } jobs { name runtime } sources { name kind state } "
    "workspaces { name path template } templates { ref kind name } "
    "secrets { name declared hasValue } gitOpsTopology { links { id state } } } }");

//! Of the daemon and of all children that it has waited for.
double cpuSeconds(const QString &pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("there is no process %s", qPrintable(pid));
    const QByteArray line = file.readAll();
    const QByteArrayList fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    qint64 ticks = 0;
    for (int i = 11; i <= 14; ++i)
        ticks += fields.at(i).toLongLong();
    return double(ticks) / double(sysconf(_SC_CLK_TCK));
}

void pass(int seconds)
{
    QEventLoop loop;
    QTimer::singleShot(std::chrono::seconds(seconds), &loop, &QEventLoop::quit);
    loop.exec();
}

struct Cost
{
    double cpu = 0;
    qint64 longestGapMs = 0; // between two confirmations
};

Cost storeCost(OperatorDaemon &daemon, const QString &pid, LivePace pace, int seconds)
{
    LiveStore store(&daemon, {});
    store.setPace(pace);
    store.start();
    pass(5); // what connecting costs is paid once
    Cost cost;
    QElapsedTimer gap;
    gap.start();
    QObject::connect(&store, &LiveStore::confirmed, &store,
                     [&] { cost.longestGapMs = std::max(cost.longestGapMs, gap.restart()); });
    const double before = cpuSeconds(pid);
    pass(seconds);
    cost.cpu = cpuSeconds(pid) - before;
    if (!isCurrent(store.state()))
        std::printf("the store is not live: %s\n", qPrintable(store.reason()));
    return cost;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto base = BaseUrl::parse(arguments.value(1));
    if (!base || arguments.size() < 4) {
        std::puts("bench_daemonload URL TOKEN PID [SECONDS]");
        return 2;
    }
    const QString pid = arguments.at(3);
    const int seconds = std::max(10, arguments.value(4, u"60"_s).toInt());
    OperatorDaemon daemon(*base, arguments.at(2).toUtf8(), WorkingIdentity{}, ConnectionPolicy{});

    const double idleBefore = cpuSeconds(pid);
    pass(10);
    std::printf("nobody                 %7.3f CPU-s/min\n", (cpuSeconds(pid) - idleBefore) * 6);

    double anchor = 0;
    {
        QObject owner;
        (void)daemon.subscribe(graphQlBody(WebConsole), 16 * 1024 * 1024, &owner);
        pass(5);
        const double before = cpuSeconds(pid);
        pass(seconds);
        anchor = cpuSeconds(pid) - before;
    }
    std::printf("subscribed             %7.3f CPU-s/min\n", anchor * 60 / seconds);
    pass(5);

    const Cost active = storeCost(daemon, pid, LivePace::Active, seconds);
    std::printf("active                 %7.3f CPU-s/min, %.3f of subscribed; longest gap %lld ms\n",
                active.cpu * 60 / seconds, active.cpu / anchor, active.longestGapMs);
    pass(5);

    const int longer = 3 * seconds; // several of its questions
    const Cost resting = storeCost(daemon, pid, LivePace::Resting, longer);
    std::printf("resting                %7.3f CPU-s/min, %.3f of subscribed; longest gap %lld ms\n",
                resting.cpu * 60 / longer, resting.cpu / 3 / anchor, resting.longestGapMs);
    return 0;
}
