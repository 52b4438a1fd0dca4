// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// Snapshot bytes to rows, against QJsonDocument to rows of QString and node's JSON.parse, each run
// alternately in the same process (node beside it). Argument: rows, 10000 unless told.
#include "core/live/attention.h"
#include "core/live/listchanges.h"
#include "core/live/snapshotdecoder.h"
#include "core/live/timelineevent.h"
#include "tests/bench/benchtools.h"
#include "tests/bench/snapshotdata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace angee;
using namespace angee::bench;
using namespace Qt::StringLiterals;

namespace {

//! What a program does that knows nothing better: every cell of every list as a QString.
qsizetype qtRows(const QByteArray &answer)
{
    const QJsonObject data = QJsonDocument::fromJson(answer).object().value("data"_L1).toObject();
    std::vector<std::vector<QString>> rows;
    const auto add = [&rows](const QJsonArray &list) {
        for (const QJsonValue &value : list) {
            const QJsonObject object = value.toObject();
            std::vector<QString> row;
            row.reserve(size_t(object.size()));
            for (auto it = object.begin(); it != object.end(); ++it)
                row.push_back(it->toString());
            rows.push_back(std::move(row));
        }
    };
    for (const QLatin1StringView name :
         {"services"_L1, "sources"_L1, "workspaces"_L1, "templates"_L1, "secrets"_L1})
        add(data.value(name).toArray());
    const QJsonObject topology = data.value("gitOpsTopology"_L1).toObject();
    add(topology.value("workspaces"_L1).toArray());
    add(topology.value("links"_L1).toArray());
    return qsizetype(rows.size());
}

//! Milliseconds of JSON.parse in node, the median of as many runs; 0 without node.
double nodeParse(const QString &file, int runs)
{
    QProcess node;
    node.start(u"node"_s,
               {u"-e"_s,
                u"const fs=require('fs');const t=fs.readFileSync(process.argv[1],'utf8');"
                "const r=[];for(let i=0;i<+process.argv[2]+3;i++){const a=process.hrtime.bigint();"
                "JSON.parse(t);r.push(Number(process.hrtime.bigint()-a)/1e6)}"
                "const s=r.slice(3).sort((a,b)=>a-b);console.log(s[s.length>>1])"_s,
                file, QString::number(runs)});
    if (!node.waitForFinished(120000) || node.exitCode() != 0)
        return 0;
    return node.readAllStandardOutput().trimmed().toDouble();
}

} // namespace

int main(int argc, char **argv)
{
    const int count = argc > 1 ? std::atoi(argv[1]) : 10000;
    constexpr int runs = 15;
    SnapshotShape shape{count, count, count / 10, 0, true};
    const QByteArray answer = SnapshotData::make(shape);
    shape.round = 1;
    const QByteArray changed = SnapshotData::make(shape);
    std::printf("%d rows a list, %.1f MB\n", count, double(answer.size()) / 1e6);

    const QTemporaryDir folder;
    QFile file(folder.filePath(u"snapshot.json"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(answer) != answer.size())
        return 1;
    file.close();

    SnapshotDecoder decoder;
    SnapshotPtr last;
    QList<double> ours;
    QList<double> qt;
    QList<double> node;
    QList<double> compare;
    for (int run = 0; run < runs; ++run) {
        DecodedAnswer decoded;
        QByteArray arrived; // grown piece by piece, as from the socket
        for (qsizetype at = 0; at < answer.size(); at += 65536)
            arrived += answer.mid(at, 65536);
        ours.append(
            timed([&] { decoded = decoder.decode(std::move(arrived), {}, nullptr, last.get()); }));
        last = decoded.snapshot;
        if (!decoded.snapshot || int(decoded.snapshot->services().size()) != count)
            return 1;
        const SnapshotPtr next = decodeSnapshot(changed, {}).snapshot;
        compare.append(timed([&] {
            const ListChanges changes = compareRows(decoded.snapshot->links(), next->links());
            const auto items = findAttention(*next, 0);
            const auto events = eventsBetween(*decoded.snapshot, *next);
            if (changes.changed.empty() || items.isEmpty() || events.isEmpty())
                std::abort();
        }));
        qt.append(timed([&] {
            if (qtRows(answer) == 0)
                std::abort();
        }));
        if (run % 5 == 0)
            node.append(nodeParse(file.fileName(), 9));
    }
    const double mine = median(ours);
    std::printf("decode to rows          %8.2f ms  %6.0f MB/s\n", mine,
                double(answer.size()) / 1e3 / mine);
    std::printf("compare and review      %8.2f ms  (on the worker as well)\n", median(compare));
    std::printf("QJsonDocument to rows   %8.2f ms  ratio %.1f\n", median(qt), median(qt) / mine);
    std::printf("node JSON.parse         %8.2f ms  ratio %.1f\n", median(node),
                median(node) / mine);
    return 0;
}
