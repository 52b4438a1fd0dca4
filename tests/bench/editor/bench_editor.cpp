// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// The editor with 1 MiB of YAML against QPlainTextEdit with a highlighter, in turn: opening until
// painted, one key until painted, memory.
#include "ui/files/codeeditor.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSyntaxHighlighter>

#include <algorithm>
#include <cstdio>
#include <memory>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 9;
constexpr int keys = 200;

class Highlighter final : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &text) override
    {
        static const QRegularExpression rules[] = {
            QRegularExpression(u"^\\s*[\\w-]+:"_s), QRegularExpression(u"\"[^\"]*\""_s),
            QRegularExpression(u"\\b\\d+\\b"_s), QRegularExpression(u"#.*$"_s)};
        static const QColor colours[] = {Qt::blue, Qt::darkGreen, Qt::darkRed, Qt::gray};
        for (int rule = 0; rule < 4; ++rule) {
            for (auto it = rules[rule].globalMatch(text); it.hasNext();) {
                const auto match = it.next();
                setFormat(int(match.capturedStart()), int(match.capturedLength()), colours[rule]);
            }
        }
    }
};

QByteArray sampleYaml(bool ascii)
{
    QByteArray text;
    for (int i = 0; text.size() < 1024 * 1024 - 100; ++i)
        text += "service-" + QByteArray::number(i)
            + ":\n  image: \"registry/app:" + QByteArray::number(i * 7)
            + "\" # why\n  replicas: " + QByteArray::number(i % 9) + '\n';
    return ascii ? text : text + "# \u00e4\n"_ba;
}

double residentMiB()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').at(1).toDouble() * 4096 / (1024 * 1024);
}

double percentile(QList<double> values, double which)
{
    std::sort(values.begin(), values.end());
    return values.at(qsizetype(double(values.size() - 1) * which));
}

double lap(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

void paint(QAbstractScrollArea *area)
{
    area->viewport()->repaint();
}

double openCode(const QByteArray &text, std::unique_ptr<CodeEditor> *keep = nullptr)
{
    auto editor = std::make_unique<CodeEditor>();
    editor->resize(900, 700);
    editor->show();
    QCoreApplication::processEvents();
    QElapsedTimer timer;
    timer.start();
    editor->load(text);
    editor->setPath(u"a.yaml"_s);
    paint(editor.get());
    const double time = lap(timer);
    if (keep)
        *keep = std::move(editor);
    return time;
}

double openPlain(const QByteArray &text, std::unique_ptr<QPlainTextEdit> *keep = nullptr)
{
    auto editor = std::make_unique<QPlainTextEdit>();
    editor->setLineWrapMode(QPlainTextEdit::NoWrap);
    editor->resize(900, 700);
    new Highlighter(editor->document());
    editor->show();
    QCoreApplication::processEvents();
    QElapsedTimer timer;
    timer.start();
    editor->setPlainText(QString::fromUtf8(text));
    QCoreApplication::processEvents(); // the highlighter starts from the event loop
    paint(editor.get());
    const double time = lap(timer);
    if (keep)
        *keep = std::move(editor);
    return time;
}

QList<double> typeKeys(QAbstractScrollArea *area)
{
    QList<double> times;
    for (int i = 0; i < keys; ++i) {
        QKeyEvent key(QEvent::KeyPress, Qt::Key_X, Qt::NoModifier, u"x"_s);
        QElapsedTimer timer;
        timer.start();
        QCoreApplication::sendEvent(area, &key);
        paint(area);
        times.append(lap(timer));
        QCoreApplication::processEvents();
    }
    return times;
}

void benchKeys(const char *name, const QByteArray &text)
{
    std::unique_ptr<CodeEditor> code;
    std::unique_ptr<QPlainTextEdit> plain;
    openCode(text, &code);
    openPlain(text, &plain);
    code->setFocus();
    for (const int place : {0, 50, 100}) {
        const qsizetype at = text.size() / 100 * place;
        code->select({at, at});
        QTextCursor cursor = plain->textCursor();
        cursor.setPosition(int(at));
        plain->setTextCursor(cursor);
        const QList<double> ours = typeKeys(code.get());
        const QList<double> theirs = typeKeys(plain.get());
        std::printf(
            "key to paint, %s, at %3d %%: ours median %.2f p99 %.2f ms; QPlainTextEdit median "
            "%.2f p99 %.2f ms\n",
            name, place, percentile(ours, 0.5), percentile(ours, 0.99), percentile(theirs, 0.5),
            percentile(theirs, 0.99));
    }
}

void benchMemory(const QByteArray &text)
{
    // First, while the heap has no room left over from anything; after one small text each, so that
    // fonts and styles do not count.
    openCode("a: 1\n"_ba);
    openPlain("a: 1\n"_ba);
    const double before = residentMiB();
    std::unique_ptr<CodeEditor> code;
    openCode(text, &code);
    const double withCode = residentMiB();
    std::unique_ptr<QPlainTextEdit> plain;
    openPlain(text, &plain);
    const double withPlain = residentMiB();
    std::printf("memory for one more MiB: ours %.1f MiB, QPlainTextEdit %.1f MiB\n",
                withCode - before, withPlain - withCode);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QByteArray text = sampleYaml(true);
    benchMemory(text);
    QList<double> ours;
    QList<double> theirs;
    for (int run = 0; run < runs; ++run) {
        ours.append(openCode(text));
        theirs.append(openPlain(text));
    }
    std::printf(
        "open 1 MiB of YAML until painted: ours %.1f ms, QPlainTextEdit with highlighter %.1f "
        "ms, ratio %.2f\n",
        percentile(ours, 0.5), percentile(theirs, 0.5),
        percentile(ours, 0.5) / percentile(theirs, 0.5));
    benchKeys("ASCII", text);
    benchKeys("UTF-8", sampleYaml(false));
    return 0;
}
