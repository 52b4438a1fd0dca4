// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// Many stacks in one window, at daemons in a process of their own whose services change all the
// time: how long the window stood still for any one event, what it holds in memory beyond the same
// window without a stack, and what each daemon was asked. The named peers: one frame of the screen
// (16.7 ms), and the empty window.
//   bench_fleet [seconds (60)] [stacks (200)] [services a stack (20)] [seconds between (30)]
#include "core/fleet/fleet.h"
#include "tests/bench/benchtools.h"
#include "tests/bench/stallwatch.h"
#include "tests/support/scriptedserver.h"
#include "ui/fleet/fleetwindow.h"
#include "ui/widgets/theme.h"

#include <QProcess>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <memory>
#include <vector>

using namespace angee;
using namespace angee::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr double frameMs = 16.7;

QByteArray services(int count, int round)
{
    QByteArrayList rows;
    for (int i = 0; i < count; ++i) {
        const QByteArray status = (i + round) % 7 == 0 ? "completed" : "running";
        rows.append(R"({"name":"service-)" + QByteArray::number(i)
                    + R"(","runtime":"local","status":")" + status + R"(","health":")"
                    + ((i + round) % 11 == 0 ? "unhealthy" : "healthy") + R"("})");
    }
    return '[' + rows.join(',') + ']';
}

//! Stacks that all change with every question.
int serve(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int stacks = std::atoi(argv[2]);
    const int count = std::atoi(argv[3]);
    int asked = 0;
    std::vector<std::unique_ptr<test::ScriptedServer>> servers;
    for (int i = 0; i < stacks; ++i) {
        servers.push_back(std::make_unique<test::ScriptedServer>());
        servers.back()->setHandler([&, i](const test::ReceivedRequest &request) {
            if (request.target == "/mcp")
                return test::Script::json(R"({"name":"angee-operator","version":"0.1"})");
            const QByteArray list = services(count, ++asked);
            const QByteArray stack = R"("stackStatus":{"root":"/srv/stack-)" + QByteArray::number(i)
                + R"(","name":"stack-)" + QByteArray::number(i) + R"(","services":)" + list + '}';
            if (!request.body.contains("query Snapshot "))
                return test::Script::json("{\"data\":{" + stack + "}}");
            QByteArrayList workspaces;
            QByteArrayList secrets;
            for (int n = 0; n < count; ++n) {
                workspaces.append(R"({"name":"work-)" + QByteArray::number(n) + R"("})");
                secrets.append(R"({"name":"secret-)" + QByteArray::number(n)
                               + R"(","declared":true,"hasValue":true})");
            }
            return test::Script::json("{\"data\":{" + stack + ",\"services\":" + list
                                      + ",\"workspaces\":[" + workspaces.join(',')
                                      + "],\"secrets\":[" + secrets.join(',') + "]}}");
        });
        std::printf("%s ", qPrintable(servers.back()->url()));
    }
    std::printf("\n");
    std::fflush(stdout);
    return application.exec();
}

double pssMb()
{
    return double(memoryKib("Pss:")) / 1024;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 4 && std::strcmp(argv[1], "--serve") == 0)
        return serve(argc, argv);
    const int length = argc > 1 ? std::atoi(argv[1]) : 60;
    const int stacks = argc > 2 ? std::atoi(argv[2]) : 200;
    const int count = argc > 3 ? std::atoi(argv[3]) : 20;
    const int between = argc > 4 ? std::atoi(argv[4]) : 30;
    StallWatch application(argc, argv);
    const Theme theme;
    QProcess daemons;
    daemons.start(QCoreApplication::applicationFilePath(),
                  {u"--serve"_s, QString::number(stacks), QString::number(count)});
    if (!daemons.waitForStarted() || !daemons.waitForReadyRead(60'000))
        return 1;
    while (!daemons.canReadLine())
        daemons.waitForReadyRead(60'000);
    const QList<QByteArray> urls = daemons.readLine().trimmed().split(' ');

    const QTemporaryDir folder;
    CredentialStore credentials(folder.filePath(u"tokens.json"_s));
    FleetTimings timings;
    timings.between = std::chrono::seconds(between);
    Fleet fleet(&credentials, folder.path(), timings);
    FleetWindow window(&fleet);
    window.present();
    QCoreApplication::processEvents(QEventLoop::AllEvents, 500);
    const double empty = pssMb();

    QList<Profile> profiles;
    for (const QByteArray &url : urls) {
        Profile profile;
        profile.id = QString::number(profiles.size());
        profile.name = u"profile-%1"_s.arg(profiles.size());
        profile.url = QString::fromLatin1(url);
        profiles.append(profile);
    }
    fleet.setProfiles(profiles);

    QList<double> stalls;
    QByteArray culprit;
    QElapsedTimer since;
    since.start();
    qint64 allKnownAt = 0;
    QTimer often; // the longest event of each twentieth of a second
    application.ignore(&often);
    QObject::connect(&often, &QTimer::timeout, &often, [&] {
        stalls.append(application.takeLongest());
        if (stalls.last() >= percentile(stalls, 1))
            culprit = application.culprit();
        const QList<FleetMember *> members = fleet.members();
        const auto known = std::count_if(members.begin(), members.end(), [](const auto *member) {
            return member->facts().state == FleetFacts::State::Current;
        });
        if (known == stacks && allKnownAt == 0)
            allKnownAt = since.elapsed();
    });
    often.start(50);
    auto *tabs = window.findChild<QTabWidget *>(u"fleetTabs"_s);
    QTimer::singleShot(length * 1000 / 3, &window, [tabs] { tabs->setCurrentIndex(1); });
    QTimer::singleShot(length * 1000 * 2 / 3, &window, [tabs] { tabs->setCurrentIndex(2); });
    QTimer::singleShot(length * 1000, &application, &QCoreApplication::quit);
    QApplication::exec();

    const double full = pssMb();
    std::printf("%d stacks of %d services, one question each %d s: all known after %lld ms\n",
                stacks, count, between, static_cast<long long>(allKnownAt));
    std::printf("longest event in 50 ms: median %.2f ms, p99 %.2f ms, max %.2f ms (in %s); p99 is "
                "%.2f of a frame\n",
                median(stalls), percentile(stalls, 0.99), percentile(stalls, 1),
                culprit.constData(), percentile(stalls, 0.99) / frameMs);
    std::printf("PSS %.1f MB, %.2f of the empty window's %.1f MB: %.0f KB a stack\n", full,
                full / empty, empty, (full - empty) * 1024 / stacks);
    daemons.kill();
    daemons.waitForFinished();
    return allKnownAt > 0 ? 0 : 1;
}
