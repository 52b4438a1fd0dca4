// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// The log bench against QPlainTextEdit, QRegularExpression, ripgrep and node's WebSocket client.
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/live/logintake.h"
#include "core/logs/loglevel.h"
#include "tests/bench/benchtools.h"
#include "tests/support/firehose.h"
#include "ui/logs/logsheet.h"
#include "ui/widgets/palette.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTemporaryDir>

#include <cstdio>
#include <ctime>

using namespace angee;
using namespace angee::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int million = 1'000'000;
constexpr int batch = 1000;

//! What this thread has used so far.
qint64 threadCpuNs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

QList<QByteArray> makeLines(int count)
{
    static const char *const words[] = {"request", "served",  "user",     "login",   "cache",
                                        "miss",    "hit",     "accepted", "closed",  "timeout",
                                        "retry",   "worker",  "queue",    "started", "finished",
                                        "backend", "upstream"};
    static const char *const levels[] = {"info", "info", "info", "debug", "warn", "error"};
    QRandomGenerator random(1);
    QList<QByteArray> lines;
    lines.reserve(count);
    for (int i = 0; i < count; ++i) {
        QByteArray line = "2026-11-27T23:" + QByteArray::number(10 + i % 50)
            + ":02.123Z level=" + levels[random.bounded(6)]
            + " id=" + QByteArray::number(i, 16).rightJustified(8, '0') + " msg=\"";
        for (int w = 0; w < 7; ++w)
            line += QByteArray(words[random.bounded(17)]) + ' ';
        lines.append(line + "\"");
    }
    return lines;
}

void append(LogStore *store, const QByteArray &line, qint64 ms)
{
    store->append({.bytes = line,
                   .level = levelIn({line.constData(), size_t(line.size())}),
                   .arrivedMs = ms});
}

void memory(const QList<QByteArray> &lines)
{
    const qint64 before = memoryKib("Pss:");
    LogStore store;
    const double ms = timed([&] {
        for (int i = 0; i < lines.size(); ++i)
            append(&store, lines.at(i), 1000 + i / 500);
        store.commit();
    });
    const qint64 after = memoryKib("Pss:");
    std::printf("store: %.0f ms for %lld lines of %.1f MB, %.2f M lines/s with levels\n", ms,
                qlonglong(store.lineCount()), double(store.rawBytes()) / 1e6,
                double(store.lineCount()) / ms / 1000);
    std::printf("memory: %.3fx the raw bytes as counted, %.3fx as the process grew\n",
                double(store.memory()) / double(store.rawBytes()),
                double(after - before) * 1024 / double(store.rawBytes()));
}

//! A batch, and what of it is painted, again and again.
void storeAndPaint(const QList<QByteArray> &lines)
{
    LogSheet sheet({});
    sheet.resize(1200, 800);
    sheet.show();
    QCoreApplication::processEvents();
    double worst = 0;
    const double ours = timed([&] {
        for (int at = 0; at < lines.size(); at += batch) {
            worst =
                std::max(worst, timed([&] {
                             for (int i = at; i < std::min<int>(at + batch, int(lines.size())); ++i)
                                 append(sheet.store(), lines.at(i), 1000 + i);
                             sheet.store()->commit();
                             QCoreApplication::processEvents();
                         }));
        }
    });
    constexpr int some = 100'000; // the other would take minutes
    QPlainTextEdit edit;
    edit.setReadOnly(true);
    edit.setUndoRedoEnabled(false);
    edit.setMaximumBlockCount(some);
    edit.resize(1200, 800);
    edit.show();
    const double theirs = timed([&] {
        for (int at = 0; at < some; at += batch) {
            QByteArray text;
            for (int i = at; i < at + batch; ++i)
                text += lines.at(i) + '\n';
            text.chop(1);
            edit.appendPlainText(QString::fromUtf8(text));
            edit.verticalScrollBar()->setValue(edit.verticalScrollBar()->maximum());
            QCoreApplication::processEvents();
        }
    });
    const double ourRate = double(lines.size()) / ours;
    const double theirRate = some / theirs;
    std::printf("store and paint in batches of %d: %.2f M lines/s, worst batch %.1f ms; "
                "QPlainTextEdit %.3f M lines/s: %.0fx\n",
                batch, ourRate / 1000, worst, theirRate / 1000, ourRate / theirRate);
}

double searchOnce(const LogStore &store, const LogQuery &query, size_t *hits, double *first)
{
    const LogSnapshot snapshot = store.snapshot();
    const std::atomic_bool never = false;
    std::vector<qint64> lines;
    QElapsedTimer timer;
    timer.start();
    *first = -1;
    const LogMatcher matcher({.rules = {{.query = query}}}, LogMatcher::Dividers::Leave);
    for (const LogChunk &chunk : snapshot.chunks) {
        matcher.scan(chunk, 0, snapshot.end, never, &lines);
        if (*first < 0 && lines.size() >= 50)
            *first = double(timer.nsecsElapsed()) / 1e6;
    }
    *hits = lines.size();
    return double(timer.nsecsElapsed()) / 1e6;
}

double ripgrep(const QString &file, const LogQuery &query)
{
    QList<double> times;
    for (int i = 0; i < 5; ++i) {
        QProcess rg;
        times.append(timed([&] {
            rg.start(u"rg"_s,
                     {u"-c"_s, u"--no-config"_s, u"-i"_s,
                      query.options & LogQuery::Regex ? u"-e"_s : u"-Fe"_s, query.text, file});
            if (!rg.waitForFinished())
                times.clear();
        }));
    }
    return times.isEmpty() || times.constFirst() < 1 ? 0 : median(times);
}

void search(const QList<QByteArray> &lines)
{
    LogStore store;
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"log"_s));
    if (!file.open(QIODevice::WriteOnly))
        return;
    for (const QByteArray &line : lines) {
        append(&store, line, 1000);
        file.write(line + '\n');
    }
    file.close();
    const LogQuery queries[] = {
        {u"upstream backend retry"_s, 0},
        {u"nothing that is there"_s, 0},
        {u"level=error.*timeout.*retry"_s, LogQuery::Regex},
        {u"id=000[0-9a-f]{3}7f .*(login|hit)"_s, LogQuery::Regex},
        {u"level=(warn|error) id"_s, LogQuery::Regex},
    };
    for (const LogQuery &query : queries) {
        QList<double> times;
        size_t hits = 0;
        double first = 0;
        for (int i = 0; i < 5; ++i)
            times.append(searchOnce(store, query, &hits, &first));
        const double ours = median(times);
        const double rg = ripgrep(file.fileName(), query);
        const QRegularExpression expression(
            query.options & LogQuery::Regex ? query.text : QRegularExpression::escape(query.text),
            QRegularExpression::CaseInsensitiveOption);
        qint64 found = 0;
        const double qt = timed([&] {
            for (const QByteArray &line : lines)
                found += expression.match(QString::fromUtf8(line)).hasMatch() ? 1 : 0;
        });
        std::printf("search %-36s %7zu hits: %6.1f ms, first screen %5.2f ms; ripgrep %6.1f ms "
                    "(%.2fx of it); QRegularExpression %.0f ms: %.1fx%s\n",
                    qPrintable(query.text), hits, ours, first, rg, rg > 0 ? ours / rg : 0, qt,
                    qt / ours, size_t(found) == hits ? "" : " HITS DIFFER");
    }
}

void wrapScroll(const QList<QByteArray> &lines)
{
    LogSheet sheet({});
    sheet.resize(700, 800);
    sheet.show();
    for (const QByteArray &line : lines)
        append(sheet.store(), "\x1b[32m" + line + "\x1b[0m", 1000);
    sheet.store()->commit();
    QCoreApplication::processEvents();
    const double wrap = timed([&] { sheet.view()->setWrapped(true); });
    QScrollBar *bar = sheet.view()->verticalScrollBar();
    QRandomGenerator random(2);
    QList<double> frames;
    QList<double> cpu; // of the same: what other programs took in between is not in it
    for (int i = 0; i < 500; ++i) {
        const qint64 before = threadCpuNs();
        frames.append(timed([&] {
            bar->setValue(i % 2 ? int(random.bounded(bar->maximum())) : bar->value() + 3);
            sheet.view()->viewport()->repaint();
        }));
        cpu.append(double(threadCpuNs() - before) / 1e6);
    }
    std::printf("wrap on, %lld rows: turned on in %.1f ms, scroll frame median %.2f ms, p99 %.2f "
                "ms, worst %.2f ms; of CPU median %.2f ms, p99 %.2f ms\n",
                qlonglong(sheet.rows()->totalRows()), wrap, median(frames),
                percentile(frames, 0.99), percentile(frames, 1), median(cpu),
                percentile(cpu, 0.99));
}

QByteArray frameOf(const QByteArray &message)
{
    const QByteArray text = "{\"service\":\"web\",\"runtime\":\"local\",\"message\":\"" + message
        + "\",\"level\":\"INFO\"}\n";
    QByteArray frame("\x81", 1);
    if (text.size() < 126) {
        frame += char(text.size());
    } else {
        frame += char(126);
        frame += char(text.size() >> 8);
        frame += char(text.size() & 0xff);
    }
    return frame + text;
}

//! Frames as the daemon sends them, from a server of the same machine, to a painted tail.
void ingest(const QString &node, const QString &script)
{
    QByteArray block;
    constexpr int inBlock = 1000;
    for (int i = 0; i < inBlock; ++i)
        block += frameOf("2026-11-27T23:10:02.123Z id=" + QByteArray::number(i)
                         + " a request was served to somebody who waited for it for 12 ms");
    constexpr int blocks = 500;
    const qint64 bytes = qint64(block.size()) * blocks;
    const qint64 frames = qint64(inBlock) * blocks;
    test::Firehose server(bytes, {}, {}, block);
    OperatorDaemon daemon(*BaseUrl::parse(server.url()), "token"_ba, WorkingIdentity{},
                          ConnectionPolicy{});
    LiveStore live(&daemon, {});
    LogSheet sheet({});
    sheet.resize(1200, 800);
    sheet.show();
    LogIntake intake(sheet.store());
    QElapsedTimer timer;
    timer.start();
    intake.setDaemon(&daemon, &live);
    intake.setServices({u"web"_s});
    intake.retryNow(); // there is no stack to wait for
    double first = 0;
    double longest = 0;
    qint64 cpu = 0;
    while (sheet.store()->lineCount() < frames && timer.elapsed() < 60'000) {
        longest = std::max(longest, timed([] { QCoreApplication::processEvents(); }));
        if (first == 0 && sheet.store()->lineCount() > 0) {
            first = double(timer.nsecsElapsed()) / 1e6;
            cpu = threadCpuNs();
        }
    }
    const double ours = double(timer.nsecsElapsed()) / 1e6 - first;
    const double ourCpu = double(threadCpuNs() - cpu) / double(frames);
    intake.setDaemon(nullptr, nullptr);
    std::printf("ingest: %lld of %lld frames, %.0f lines/s, %.0f ns of CPU a line; longest turn of "
                "the loop %.1f ms\n",
                qlonglong(sheet.store()->lineCount()), qlonglong(frames),
                double(frames) / ours * 1000, ourCpu, longest);
    if (node.isEmpty())
        return void(std::printf("no node: no ratio\n"));
    test::Firehose again(bytes, {}, {}, block);
    QProcess process;
    process.start(node, {script, again.url(), QString::number(frames)});
    process.waitForFinished(120'000);
    const QByteArrayList theirs = process.readAllStandardOutput().trimmed().split(' ');
    const double theirRate = theirs.value(0).toDouble();
    const double theirCpu = theirs.value(1).toDouble();
    std::printf("node ws + JSON.parse: %.0f lines/s, %.0f ns of CPU a line: %.2fx the lines, %.2fx "
                "less CPU\n",
                theirRate, theirCpu, theirRate > 0 ? double(frames) / ours * 1000 / theirRate : 0,
                theirCpu / ourCpu);
}

} // namespace

// Arguments: node, and logs.mjs beside its node_modules; without them no ratio to node. With
// "ingest" or "wrap" behind them nothing else is measured.
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QApplication::setPalette(makePalette(false));
    const QStringList arguments = QApplication::arguments();
    const QString only = arguments.value(3);
    if (only != "ingest"_L1) {
        const QList<QByteArray> lines = makeLines(million);
        if (only.isEmpty()) {
            memory(lines);
            storeAndPaint(lines);
            search(lines);
        }
        wrapScroll(lines);
    }
    if (only != "wrap"_L1)
        ingest(arguments.value(1), arguments.value(2));
    return 0;
}
