// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// The schema pane with a large schema: from the printed schema to its first paint against
// QPlainTextEdit::setPlainText with the same text, in turn; and the longest that the window is busy
// with one event while somebody opens, scrolls, searches and jumps.
//   bench_sdlview [bytes of introspection]
#include "core/schema/schemadocument.h"
#include "tests/bench/benchtools.h"
#include "tests/bench/sdl/sdlgenerator.h"
#include "tests/bench/stallwatch.h"
#include "ui/schema/schemapane.h"
#include "ui/schema/sdlview.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTreeView>

#include <cstdio>
#include <memory>

using namespace angee;
using namespace angee::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 9;
constexpr std::size_t usualBytes = 3'000'000; // prints as about 1.2 MB
constexpr QSize windowSize(1200, 800);

double openView(std::string_view text)
{
    SdlView view;
    view.resize(windowSize);
    view.show();
    QCoreApplication::processEvents();
    return timed([&] {
        view.setContent(text);
        view.viewport()->repaint();
    });
}

double openPlain(std::string_view text)
{
    QPlainTextEdit view;
    view.setReadOnly(true);
    view.setLineWrapMode(QPlainTextEdit::NoWrap);
    view.resize(windowSize);
    view.show();
    QCoreApplication::processEvents();
    return timed([&] {
        view.setPlainText(QString::fromUtf8(text.data(), qsizetype(text.size())));
        view.viewport()->repaint();
    });
}

void settle()
{
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
}

void benchStalls(StallWatch &application, const SchemaDocumentPtr &document)
{
    SchemaPane pane;
    pane.resize(windowSize);
    pane.show();
    settle();
    application.takeLongest();
    // As the loader's worker hands it over: by an event.
    QMetaObject::invokeMethod(
        &pane, [&] { pane.setDocument(document); }, Qt::QueuedConnection);
    settle();
    std::printf("open the pane    longest stall %6.2f ms in %s\n", application.takeLongest(),
                application.culprit().constData());

    auto *view = pane.findChild<SdlView *>();
    QScrollBar *bar = view->verticalScrollBar();
    for (int step = 0; step <= 200; ++step) {
        QMetaObject::invokeMethod(
            bar, [bar, step] { bar->setValue(int(qint64(bar->maximum()) * step / 200)); },
            Qt::QueuedConnection);
        settle();
    }
    std::printf("scroll to places longest stall %6.2f ms in %s\n", application.takeLongest(),
                application.culprit().constData());
    bar->setValue(0);
    for (int step = 0; step < 200; ++step) {
        QCoreApplication::postEvent(view, new QKeyEvent(QEvent::KeyPress, Qt::Key_PageDown, {}));
        settle();
    }
    std::printf("page down        longest stall %6.2f ms in %s\n", application.takeLongest(),
                application.culprit().constData());

    auto *search = pane.findChild<QLineEdit *>(u"schemaSearch"_s);
    const QString word = u"entity1connection"_s;
    for (const QChar letter : word) {
        QCoreApplication::postEvent(search, new QKeyEvent(QEvent::KeyPress, 0, {}, letter));
        settle();
    }
    std::printf("search           longest stall %6.2f ms in %s\n", application.takeLongest(),
                application.culprit().constData());
    QMetaObject::invokeMethod(search, &QLineEdit::clear, Qt::QueuedConnection);
    settle();
    const Schema &schema = document->schema;
    const std::string_view last = schema.types.back().name;
    QMetaObject::invokeMethod(
        &pane, [&] { pane.showElement(QString::fromUtf8(last.data(), qsizetype(last.size()))); },
        Qt::QueuedConnection);
    settle();
    std::printf("jump to the end  longest stall %6.2f ms in %s\n", application.takeLongest(),
                application.culprit().constData());
}

} // namespace

int main(int argc, char **argv)
{
    StallWatch application(argc, argv);
    const std::size_t bytes = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : usualBytes;
    const std::string answer = generatedIntrospection(bytes);
    QString problem;
    const SchemaDocumentPtr document =
        SchemaLoader::read(QByteArray::fromStdString(answer), u"generated"_s,
                           QDateTime::currentDateTimeUtc(), &problem);
    if (!document) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(problem));
        return 1;
    }
    const std::string_view text = document->sdl.text();
    std::printf("introspection %.2f MB, SDL %.2f MB\n", double(answer.size()) / 1e6,
                double(text.size()) / 1e6);
    QList<double> ours;
    QList<double> theirs;
    for (int run = 0; run < runs; ++run) {
        ours.append(openView(text));
        theirs.append(openPlain(text));
    }
    std::printf("first paint: SDL view %.1f ms, QPlainTextEdit %.1f ms, ratio %.2f\n", median(ours),
                median(theirs), median(ours) / median(theirs));
    benchStalls(application, document);
    return 0;
}
