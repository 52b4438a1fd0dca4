// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// Tables at size: sorting, filtering and applying changed lists, against QSortFilterProxyModel over
// the same model in the same run. Prints medians of processor time and ratios; asserts nothing.
//   tablebench [rows] [rounds] [sort|filter|apply]
#include "tests/ui/tablerecords.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableproxy.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTextStream>

#include <algorithm>
#include <ctime>
#include <functional>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

struct Times
{
    QList<double> values;

    void add(double value) { values.append(value); }
    [[nodiscard]] double at(double share) const
    {
        QList<double> sorted = values;
        std::sort(sorted.begin(), sorted.end());
        return sorted[qMin(sorted.size() - 1, qsizetype(share * double(sorted.size())))];
    }
    [[nodiscard]] double median() const { return at(0.5); }
    [[nodiscard]] double most() const { return at(1.0); }
};

//! \brief A stop watch of processor time: other programs on the machine do not count.
class CpuTimer final
{
public:
    explicit CpuTimer(clockid_t clock)
        : m_clock(clock)
    { }
    void restart() { m_start = now(); }
    [[nodiscard]] double milliseconds() const { return now() - m_start; }

private:
    [[nodiscard]] double now() const
    {
        timespec time{};
        clock_gettime(m_clock, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }

    clockid_t m_clock;
    double m_start = now();
};

struct Result
{
    double total = 0; // of all threads, until the rows are painted
    double stall = 0; // the longest turn of the event loop
};

//! \brief Runs \a work, then the event loop until \a done, then paints \a view.
Result measure(QWidget *view, const std::function<void()> &work, const std::function<bool()> &done)
{
    CpuTimer total(CLOCK_PROCESS_CPUTIME_ID);
    CpuTimer turn(CLOCK_THREAD_CPUTIME_ID);
    Result result;
    const auto lap = [&] {
        result.stall = qMax(result.stall, turn.milliseconds());
        turn.restart();
    };
    work();
    lap();
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        lap();
    }
    view->update();
    QCoreApplication::processEvents(); // paints
    lap();
    result.total = total.milliseconds();
    return result;
}

class Peer final : public QSortFilterProxyModel
{
public:
    explicit Peer(SampleModel *model)
    {
        setSourceModel(model);
        setSortRole(TableModelBase::SortRole);
        setFilterKeyColumn(-1);
        setFilterCaseSensitivity(Qt::CaseInsensitive);
        setSortCaseSensitivity(Qt::CaseInsensitive);
    }
};

struct Bench
{
    explicit Bench(int rows)
        : random(1)
        , records(sampleRecords(rows, &random))
        , table(u"Services"_s)
    {
        model.setRecords(records);
        table.setTable(&model);
        table.resize(1280, 800);
        table.show();
        peerModel.setRecords(records);
        peer = std::make_unique<Peer>(&peerModel);
        peerView.setModel(peer.get());
        peerView.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        peerView.setWordWrap(false);
        peerView.resize(1280, 800);
        peerView.show();
        settle();
    }

    void settle()
    {
        while (!table.proxy()->isSettled())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
        QCoreApplication::processEvents();
    }

    QRandomGenerator random;
    QList<SampleRecord> records;
    SampleModel model;
    SampleModel peerModel;
    FilterTable table;
    std::unique_ptr<Peer> peer;
    QTableView peerView;
};

void print(const QString &what, const Times &ours, const Times &stalls, const Times &peers)
{
    out() << u"%1 %2 ms (stall median %3, worst %4)   QSortFilterProxyModel %5 ms   ratio %6x\n"_s
                 .arg(what, -28)
                 .arg(ours.median(), 7, 'f', 2)
                 .arg(stalls.median(), 0, 'f', 2)
                 .arg(stalls.most(), 0, 'f', 2)
                 .arg(peers.median(), 8, 'f', 2)
                 .arg(peers.median() / ours.median(), 0, 'f', 1);
    out().flush();
}

void sorting(Bench *bench, int rounds)
{
    for (const int column : {int(SampleModel::NameColumn), int(SampleModel::LoadColumn)}) {
        Times ours;
        Times stalls;
        Times peers;
        for (int i = 0; i < rounds; ++i) {
            const Qt::SortOrder order = i % 2 ? Qt::DescendingOrder : Qt::AscendingOrder;
            TableProxy *proxy = bench->table.proxy();
            const Result own = measure(
                &bench->table, [&] { proxy->sort(column, order); },
                [&] { return proxy->isSettled(); });
            const Result peer = measure(
                &bench->peerView, [&] { bench->peer->sort(column, order); }, [] { return true; });
            ours.add(own.total);
            stalls.add(own.stall);
            peers.add(peer.total);
        }
        print(column == SampleModel::NameColumn ? u"sort by text"_s : u"sort by number"_s, ours,
              stalls, peers);
    }
    bench->table.proxy()->sort(-1);
    bench->peer->sort(-1);
    bench->settle();
}

void filtering(Bench *bench, int rounds)
{
    bench->table.focusFilter();
    measure(
        &bench->table, [] {}, [&] { return bench->table.proxy()->isSettled(); });
    QElapsedTimer collecting;
    collecting.start();
    while (collecting.elapsed() < 2000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
    for (const QString &text :
         {u"r"_s, u"ru"_s, u"run"_s, u"1"_s, u"19"_s, u"service-99"_s, u"nothing"_s}) {
        Times ours;
        Times stalls;
        Times peers;
        for (int i = 0; i < rounds; ++i) {
            TableProxy *proxy = bench->table.proxy();
            const Result own = measure(
                &bench->table, [&] { bench->table.setFilter(text); },
                [&] { return proxy->isSettled(); });
            const Result peer = measure(
                &bench->peerView, [&] { bench->peer->setFilterFixedString(text); },
                [] { return true; });
            ours.add(own.total);
            stalls.add(own.stall);
            peers.add(peer.total);
            bench->table.setFilter({});
            bench->peer->setFilterFixedString({});
            bench->settle();
        }
        print(u"filter \"%1\""_s.arg(text), ours, stalls, peers);
    }
}

void changeSome(Bench *bench, double share)
{
    const int rows = int(bench->records.size());
    const int edits = qMax(1, int(rows * share));
    for (int i = 0; i < edits; ++i) {
        SampleRecord &record = bench->records[bench->random.bounded(rows)];
        record.load = bench->random.bounded(1000);
        record.status = bench->random.bounded(2) ? u"running"_s : u"exited"_s;
    }
    for (int i = 0; i < edits / 10; ++i) {
        bench->records.removeAt(bench->random.bounded(int(bench->records.size())));
        bench->records.insert(
            bench->random.bounded(int(bench->records.size())),
            sampleRecord(10'000'000 + bench->random.bounded(10'000'000), &bench->random));
    }
}

void applying(Bench *bench, int rounds)
{
    struct Case
    {
        QString name;
        double share;
        int sortColumn;
        QString filter;
    };
    const QList<Case> cases{
        {u"apply 1 % changed"_s, 0.01, -1, {}},
        {u"apply 1 %, sorted"_s, 0.01, SampleModel::LoadColumn, {}},
        {u"apply 1 %, sorted, filtered"_s, 0.01, SampleModel::LoadColumn, u"running"_s},
        {u"apply 30 %, sorted"_s, 0.3, SampleModel::LoadColumn, {}},
    };
    for (const Case &each : cases) {
        bench->table.proxy()->sort(each.sortColumn);
        bench->table.setFilter(each.filter);
        bench->peer->sort(each.sortColumn);
        bench->peer->setFilterFixedString(each.filter);
        bench->settle();
        bench->table.view()->selectRow(10);
        Times ours;
        Times stalls;
        Times peers;
        for (int i = 0; i < rounds * 3; ++i) {
            changeSome(bench, each.share);
            const Result own = measure(
                &bench->table, [&] { bench->model.setRecords(bench->records); },
                [&] { return bench->table.proxy()->isSettled(); });
            ours.add(own.total);
            stalls.add(own.stall);
            if (i < rounds) {
                const Result peer = measure(
                    &bench->peerView, [&] { bench->peerModel.setRecords(bench->records); },
                    [] { return true; });
                peers.add(peer.total);
            }
        }
        print(each.name, ours, stalls, peers);
        out() << u"    stall p99 %1 ms, longest %2 ms\n"_s.arg(stalls.at(0.99), 0, 'f', 2)
                     .arg(stalls.most(), 0, 'f', 2);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    Theme theme;
    theme.setScheme(Theme::Scheme::Light);
    const QStringList arguments = QApplication::arguments();
    const QList<int> sizes =
        arguments.size() > 1 ? QList<int>{arguments[1].toInt()} : QList<int>{10'000, 100'000};
    const int rounds = arguments.size() > 2 ? arguments[2].toInt() : 9;
    for (const int rows : sizes) {
        out() << u"%L1 rows, %2 columns, medians of %3\n"_s.arg(rows)
                     .arg(int(SampleModel::ColumnCount))
                     .arg(rounds);
        Bench bench(rows);
        const QString part = arguments.value(3);
        if (part.isEmpty() || part == u"sort"_s)
            sorting(&bench, rounds);
        if (part.isEmpty() || part == u"filter"_s)
            filtering(&bench, rounds);
        if (part.isEmpty() || part == u"apply"_s)
            applying(&bench, rounds);
    }
    return 0;
}
