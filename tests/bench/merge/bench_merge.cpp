// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// Three-way merges of 1 MiB: ours against libgit2's own merge and against the git program, in turn,
// medians. The bytes must be those of `git merge-file`.
#include "core/base/gitlibrary.h"
#include "core/files/merge.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <git2.h>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 9;

struct Case
{
    const char *name;
    QByteArray base;
    QByteArray mine;
    QByteArray theirs;
};

using Lines = QList<QByteArray>;

Lines makeLines(QRandomGenerator &random, int count, int kinds)
{
    Lines lines;
    for (int i = 0; i < count; ++i)
        lines.append("  key-" + QByteArray::number(kinds > 0 ? int(random.bounded(kinds)) : i)
                     + ": value number " + QByteArray::number(random.bounded(kinds > 0 ? 2 : 99999))
                     + '\n');
    return lines;
}

QByteArray join(const Lines &lines)
{
    QByteArray text;
    for (const QByteArray &line : lines)
        text += line;
    return text;
}

// Each side has its own lines to change, with an unchanged one between, so that nothing conflicts.
QByteArray edited(const Lines &base, QRandomGenerator &random, int edits, int side)
{
    Lines lines = base;
    for (int i = 0; i < edits; ++i) {
        const auto at = qsizetype(random.bounded(int(lines.size() / 4))) * 4 + 2 * side;
        lines[at] = "  edited by " + QByteArray::number(side) + " " + QByteArray::number(i) + '\n';
    }
    return join(lines);
}

QList<Case> makeCases()
{
    QRandomGenerator random(1);
    const Lines lines = makeLines(random, 27000, 0);
    QList<Case> cases;
    for (const auto &[name, edits] :
         {std::pair{"10 edits a side", 10}, std::pair{"200 edits a side", 200},
          std::pair{"2000 edits a side", 2000}})
        cases.append(
            {name, join(lines), edited(lines, random, edits, 0), edited(lines, random, edits, 1)});
    const Lines repetitive = makeLines(random, 30000, 2);
    cases.append({"repetitive lines, 2000 edits", join(repetitive),
                  edited(repetitive, random, 2000, 0), edited(repetitive, random, 2000, 1)});
    const QByteArray base = join(lines);
    const qsizetype middle = base.indexOf('\n', base.size() / 2) + 1;
    cases.append({"swapped halves, 200 edits", base, base.sliced(middle) + base.first(middle),
                  edited(lines, random, 200, 1)});
    return cases;
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

QByteArray libgit2Merge(const Case &texts)
{
    const auto input = [](const QByteArray &text) {
        git_merge_file_input in = GIT_MERGE_FILE_INPUT_INIT;
        in.ptr = text.constData();
        in.size = std::size_t(text.size());
        return in;
    };
    const git_merge_file_input base = input(texts.base);
    const git_merge_file_input mine = input(texts.mine);
    const git_merge_file_input theirs = input(texts.theirs);
    git_merge_file_result result = {};
    if (git_merge_file(&result, &base, &mine, &theirs, nullptr) != 0)
        return {};
    const QByteArray merged(result.ptr, qsizetype(result.len));
    git_merge_file_result_free(&result);
    return merged;
}

void write(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(name));
}

QByteArray gitMerge(const QTemporaryDir &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.start(u"git"_s, {u"merge-file"_s, u"-p"_s, u"-q"_s, u"mine"_s, u"base"_s, u"theirs"_s});
    process.waitForFinished(-1);
    return process.readAllStandardOutput();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    initGitLibrary();
    const QTemporaryDir folder;
    bool allEqual = true;
    std::printf("%-30s %9s %9s %9s %8s %8s  %s\n", "1 MiB, medians of 9 (ms)", "ours", "libgit2",
                "git", "/libgit2", "/git", "bytes");
    const QList<Case> cases = makeCases();
    for (const Case &texts : cases) {
        write(folder.filePath(u"base"_s), texts.base);
        write(folder.filePath(u"mine"_s), texts.mine);
        write(folder.filePath(u"theirs"_s), texts.theirs);
        QList<double> ours;
        QList<double> library;
        QList<double> program;
        QByteArray merged;
        QByteArray reference;
        int conflicts = 0;
        QElapsedTimer timer;
        const auto lap = [&timer] { return double(timer.nsecsElapsed()) / 1e6; };
        for (int run = 0; run < runs; ++run) {
            timer.start();
            const auto merge = mergeTexts(texts.base, texts.mine, texts.theirs);
            merged = merge->preview();
            ours.append(lap());
            conflicts = merge->conflictCount();
            timer.start();
            libgit2Merge(texts);
            library.append(lap());
            timer.start();
            reference = gitMerge(folder);
            program.append(lap());
        }
        const bool equal = conflicts > 0 || merged == reference;
        allEqual = allEqual && equal;
        std::printf("%-30s %9.1f %9.1f %9.1f %8.2f %8.2f  %s\n", texts.name, median(ours),
                    median(library), median(program), median(ours) / median(library),
                    median(ours) / median(program),
                    conflicts > 0 ? qPrintable(u"%1 conflicts"_s.arg(conflicts))
                        : equal   ? "equal"
                                  : "DIFFER");
    }
    return allEqual ? 0 : 1;
}
