// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// How long the window stands still while a changed snapshot is decoded by the worker and merged
// into a sorted, filtered table with a selection. Beside it the usual way: the same rows set anew
// into a QStandardItemModel behind a QSortFilterProxyModel. Arguments: rows (10000), rounds (60).
#include "core/live/snapshotworker.h"
#include "tests/bench/benchtools.h"
#include "tests/bench/livetable.h"
#include "tests/bench/snapshotdata.h"
#include "tests/bench/stallwatch.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableproxy.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QEventLoop>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTableView>
#include <QTimer>

#include <cstdio>

using namespace angee;
using namespace angee::bench;
using namespace Qt::StringLiterals;

namespace {

//! Waits in the event loop until \a done.
template <typename Done>
void spin(Done done)
{
    while (!done())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

void settle(int milliseconds)
{
    bool over = false;
    QTimer::singleShot(milliseconds, qApp, [&over] { over = true; });
    spin([&over] { return over; });
}

double usualWay(const Snapshot &snapshot, int rounds, StallWatch &watch)
{
    QStandardItemModel model;
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    QTableView view;
    view.setModel(&proxy);
    view.setSortingEnabled(true);
    view.sortByColumn(1, Qt::AscendingOrder);
    view.resize(1000, 700);
    view.show();
    settle(200);
    QList<double> stalls;
    for (int round = 0; round < rounds; ++round) {
        watch.takeLongest();
        QTimer::singleShot(0, &model, [&] {
            model.clear();
            for (const ServiceRow &row : snapshot.services())
                model.appendRow({new QStandardItem(toText(row.name)),
                                 new QStandardItem(toText(row.status)),
                                 new QStandardItem(toText(row.runtime)),
                                 new QStandardItem(toText(row.health))});
            proxy.sort(1);
        });
        settle(20);
        stalls.append(watch.takeLongest());
    }
    return median(stalls);
}

} // namespace

int main(int argc, char **argv)
{
    StallWatch application(argc, argv);
    const int rows = argc > 1 ? std::atoi(argv[1]) : 10000;
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 60;
    Theme theme;
    theme.setScheme(Theme::Scheme::Light);

    // Only services at 100,000: the rest of the snapshot stays as large as with 10,000.
    const int others = std::min(rows, 10000);
    QList<QByteArray> answers;
    for (int round = 0; round < 4; ++round)
        answers.append(SnapshotData::make({rows, others, 100, round, false}));
    std::printf("%d services, %.1f MB, 1 %% of the rows change each time\n", rows,
                double(answers.first().size()) / 1e6);

    SnapshotWorker worker(SnapshotCache({}, {}), std::chrono::milliseconds(16));
    ServiceTable table;
    FilterTable widget(u"Services"_s);
    widget.setTable(&table);
    widget.resize(1000, 700);
    widget.show();
    LiveUpdatePtr latest;
    QList<double> applying;
    QObject::connect(&worker, &SnapshotWorker::done, &widget,
                     [&](const SnapshotWorker::Result &result) {
                         applying.append(timed([&] { table.apply(result.update); }));
                         latest = result.update;
                     });
    const auto next = [&](int round) {
        latest = nullptr;
        QElapsedTimer timer;
        timer.start();
        worker.submit(SnapshotWorker::Origin::Whole, 0, answers.at(round % answers.size()), 0);
        spin([&] { return latest != nullptr; });
        spin([&] { return widget.proxy()->isSettled(); });
        settle(20); // the paint
        return double(timer.nsecsElapsed()) / 1e6 - 20;
    };
    next(0);
    widget.proxy()->sort(1);
    widget.setFilter(u"service-1"_s);
    spin([&] { return widget.proxy()->isSettled(); });
    widget.selectKey(u"service-%1"_s.arg(100000 + rows / 2));
    const QString key = widget.currentKey();
    settle(300);

    QList<double> stalls;
    QList<double> total;
    applying.clear();
    for (int round = 1; round <= rounds; ++round) {
        application.takeLongest();
        total.append(next(round));
        stalls.append(application.takeLongest());
    }
    const QByteArray culprit = application.culprit();
    const bool kept = widget.currentKey() == key;
    std::printf("bytes to painted rows   median %7.1f ms\n", median(total));
    std::printf("merge alone             median %7.2f ms  max %.2f ms\n", median(applying),
                percentile(applying, 1));
    std::printf("longest stall           median %7.2f ms  p99 %.2f ms  max %.2f ms  selection %s\n",
                median(stalls), percentile(stalls, 0.99), percentile(stalls, 1),
                kept ? "kept" : "LOST");
    std::printf("                        in %s\n", culprit.constData());
    const double usual = usualWay(*table.snapshot(), 9, application);
    std::printf("set anew, Qt's proxy    median %7.1f ms  ratio %.0f\n", usual,
                usual / median(stalls));
    std::printf("memory                  PSS %.1f MB\n", double(memoryKib("Pss:")) / 1024);
    return kept ? 0 : 1;
}
