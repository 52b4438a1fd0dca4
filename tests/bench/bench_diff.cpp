// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// A difference of 50,000 lines in one file, from the daemon's bytes to the first paint, against
// QPlainTextEdit with the same lines as text; then scrolling (what the thread computes for a
// frame), and finding a file by some letters.
#include "core/diff/diffreader.h"
#include "tests/bench/benchtools.h"
#include "tests/bench/stallwatch.h"
#include "ui/diffs/filediffview.h"
#include "ui/files/quickfind.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/theme.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPlainTextEdit>
#include <QScrollBar>

#include <cstdio>
#include <memory>

using namespace angee;
using namespace angee::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 9;
constexpr int lines = 50'000;
constexpr QSize viewSize(1'200, 800);
constexpr double frame = 16.7;

QByteArray pythonLine(int i, bool isNew)
{
    return "    value_" + QByteArray::number(i) + " = compute(\"" + (isNew ? "new" : "old")
        + " text\", " + QByteArray::number(i * 7) + ")  # why it is so\n";
}

//! Changed lines and context in turn, as git writes them.
QByteArray body()
{
    QByteArray text;
    for (int i = 0; i < lines / 5; ++i) {
        text += '-' + pythonLine(i, false) + '+' + pythonLine(i, true);
        text += '+' + pythonLine(i + 1, true);
        text += ' ' + pythonLine(i, false) + ' ' + pythonLine(i + 2, false);
    }
    return text;
}

QByteArray answer(const QByteArray &body)
{
    const QJsonObject hunk{{u"old_start"_s, 1},
                           {u"old_lines"_s, lines * 3 / 5},
                           {u"new_start"_s, 1},
                           {u"new_lines"_s, lines * 4 / 5},
                           {u"body"_s, QString::fromUtf8(body)}};
    const QJsonObject file{{u"old_path"_s, u"big.py"_s},
                           {u"new_path"_s, u"big.py"_s},
                           {u"mode"_s, u"100644"_s},
                           {u"hunks"_s, QJsonArray{hunk}}};
    return QJsonDocument(QJsonArray{file}).toJson(QJsonDocument::Compact);
}

void paintNow(QAbstractScrollArea *area)
{
    area->viewport()->repaint();
}

//! Parse, lay out, show, paint: what stands between the last byte and the first sight.
double openDiff(const QByteArray &json, std::unique_ptr<FileDiffView> *made)
{
    return timed([&] {
        DiffReader reader;
        reader.feed(json);
        reader.finish();
        const DiffSet set = reader.takeResult();
        *made = std::make_unique<FileDiffView>();
        (*made)->resize(viewSize);
        (*made)->show();
        bool isThere = false;
        QObject::connect(made->get(), &FileDiffView::laidOut, made->get(),
                         [&isThere] { isThere = true; });
        (*made)->setFile(set.files.first(), DiffDirection::AsTold);
        while (!isThere)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        paintNow((*made)->view());
    });
}

double openPlain(const QByteArray &text)
{
    QPlainTextEdit edit;
    edit.setReadOnly(true);
    edit.setLineWrapMode(QPlainTextEdit::NoWrap);
    edit.resize(viewSize);
    edit.show();
    return timed([&] {
        edit.setPlainText(QString::fromUtf8(text));
        paintNow(&edit);
    });
}

QList<double> scroll(QAbstractScrollArea *area, int steps)
{
    QScrollBar *bar = area->verticalScrollBar();
    QList<double> frames;
    for (int i = 0; i < steps; ++i) {
        frames.append(computed([&] {
            bar->setValue(int(qint64(bar->maximum()) * i / steps));
            paintNow(area);
        }));
        QCoreApplication::processEvents();
    }
    return frames;
}

void benchQuickFind()
{
    QList<QuickFind::Place> places;
    for (int i = 0; i < 10'000; ++i)
        places.append({u"source-%1"_s.arg(i % 5),
                       u"src/module_%1/widgets/some_view_%2.cpp"_s.arg(i % 97).arg(i)});
    QuickFind find;
    const double made = timed([&] { find.setPlaces(places); });
    QList<double> times;
    for (const QString &typed : {u"view"_s, u"sv99"_s, u"module_3 view 12"_s, u"zzz"_s, u"s"_s}) {
        for (int run = 0; run < runs; ++run)
            times.append(timed([&] { (void)find.find(typed, 50); }));
    }
    std::printf("find in 10,000 files: median %.1f ms, worst %.1f ms (made once: %.1f ms)\n",
                median(times), percentile(times, 1), made);
}

} // namespace

int main(int argc, char *argv[])
{
    StallWatch app(argc, argv);
    Theme theme;
    theme.setScheme(Theme::Scheme::Light);
    const QByteArray text = body();
    const QByteArray json = answer(text);
    std::printf("%d lines, %.1f MB of JSON\n", lines, double(json.size()) / 1e6);
    QList<double> ours;
    QList<double> plain;
    std::unique_ptr<FileDiffView> view;
    for (int run = 0; run < runs; ++run) {
        ours.append(openDiff(json, &view));
        plain.append(openPlain(text));
    }
    std::printf("open: diff %.1f ms, QPlainTextEdit %.1f ms, ratio %.2f (goal: under 500 ms)\n",
                median(ours), median(plain), median(ours) / median(plain));
    for (const DiffModel::Layout layout : {DiffModel::Layout::Unified, DiffModel::Layout::Split}) {
        view->view()->setLayout(layout);
        app.takeLongest();
        const QList<double> frames = scroll(view->view(), 400);
        std::printf("scroll %s: median %.2f ms, p99 %.2f ms, worst %.2f ms, over %.1f ms: %d; "
                    "longest event %.1f ms\n",
                    layout == DiffModel::Layout::Unified ? "unified" : "side by side",
                    median(frames), percentile(frames, 0.99), percentile(frames, 1), frame,
                    int(std::count_if(frames.cbegin(), frames.cend(),
                                      [](double ms) { return ms > frame; })),
                    app.takeLongest());
    }
    QPlainTextEdit edit;
    edit.setLineWrapMode(QPlainTextEdit::NoWrap);
    edit.resize(viewSize);
    edit.setPlainText(QString::fromUtf8(text));
    edit.show();
    const QList<double> frames = scroll(&edit, 400);
    std::printf("scroll QPlainTextEdit: median %.2f ms, worst %.2f ms\n", median(frames),
                percentile(frames, 1));
    benchQuickFind();
    return 0;
}
