// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLinesOfAFile = 600;
constexpr int mostLinesOfAFunction = 60;

//! The house from the ground up. A room may know the rooms below its storey; those of one storey do
//! not know each other, so no circle of rooms is possible.
const QList<QStringList> storeys{
    {u"core/base"_s, u"core/cmake"_s},
    {u"core/model"_s, u"core/schema"_s, u"core/manifest"_s},
    {u"core/net"_s, u"core/query"_s, u"core/logs"_s},
    {u"core/settings"_s},
    {u"core/daemon"_s},
    {u"core/tasks"_s, u"core/live"_s, u"core/diff"_s},
    {u"core/actions"_s},
    {u"core/files"_s, u"core/outputs"_s},
    {u"core/pipeline"_s, u"core/session"_s},
    {u"core/fleet"_s},
    {u"ui"_s}, // its precompiled header
    {u"ui/widgets"_s},
    {u"ui/tasks"_s, u"ui/panes"_s},
    {u"ui/diffs"_s, u"ui/commits"_s},
    {u"ui/convergence"_s},
    {u"ui/stack"_s, u"ui/templates"_s, u"ui/gitops"_s,
     u"ui/logs"_s}, // what lends dialogs and lists to the panes above
    {u"ui/outputs"_s}, // shown by the panes whose actions print
    {u"ui/overview"_s, u"ui/workspaces"_s, u"ui/services"_s, u"ui/files"_s, u"ui/secrets"_s,
     u"ui/sources"_s, u"ui/jobs"_s, u"ui/schema"_s, u"ui/activity"_s, u"ui/settings"_s,
     u"ui/endpoints"_s},
    {u"ui/topology"_s}, // speaks of what all of those list
    {u"ui/shell"_s},
    {u"ui/connection"_s, u"ui/fleet"_s},
    {u"app/sandbox/engine"_s},
    {u"app/sandbox/graphql"_s},
    {u"app/sandbox"_s},
    {u"app"_s},
};

struct Source
{
    QString path;
    QStringList lines;
};

const QList<Source> &sources()
{
    static const QList<Source> all = [] {
        QList<Source> found;
        const QDir root(QStringLiteral(ANGEE_SOURCE_DIR));
        for (const QString &house : {u"core"_s, u"ui"_s, u"app"_s}) {
            QDirIterator it(root.filePath(house), {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                            QDirIterator::Subdirectories);
            while (it.hasNext()) {
                QFile file(it.next());
                if (!file.open(QIODevice::ReadOnly))
                    qFatal("%s cannot be read", qPrintable(file.fileName()));
                found.append({root.relativeFilePath(file.fileName()),
                              QString::fromUtf8(file.readAll()).split(u'\n')});
            }
        }
        std::sort(found.begin(), found.end(),
                  [](const Source &a, const Source &b) { return a.path < b.path; });
        return found;
    }();
    return all;
}

//! The room of a file: its folder.
QString roomOf(const QString &path)
{
    return path.left(path.lastIndexOf(u'/'));
}

int storeyOf(const QString &room)
{
    for (int storey = 0; storey < storeys.size(); ++storey) {
        if (storeys.at(storey).contains(room))
            return storey;
    }
    return -1;
}

//! What is wrong with \a include in a file of \a path; empty when nothing is.
QString arrowProblem(const QString &path, const QString &include)
{
    const QString from = roomOf(path);
    const QString to = roomOf(include);
    if (from == to)
        return {};
    if (storeyOf(from) < 0)
        return u"%1 is a room without a storey"_s.arg(from);
    if (storeyOf(to) < 0)
        return u"%1 includes %2, a room without a storey"_s.arg(path, include);
    if (storeyOf(to) < storeyOf(from))
        return {};
    return u"%1 includes %2, which is not below it"_s.arg(path, include);
}

} // namespace

//! \brief Who knows whom in the sources, and how long they are.
class TestArrows final : public QObject
{
    Q_OBJECT

private slots:
    void everyRoomHasOneStorey();
    void upwardIsTold();
    void noIncludeRunsUpward();
    void noFileIsLong();
    void noFunctionIsLong();
};

void TestArrows::everyRoomHasOneStorey()
{
    QVERIFY(sources().size() > 400);
    QHash<QString, int> seen;
    for (const QStringList &storey : storeys) {
        for (const QString &room : storey)
            ++seen[room];
    }
    for (auto it = seen.cbegin(); it != seen.cend(); ++it) {
        QVERIFY2(it.value() == 1, qPrintable(it.key()));
        QVERIFY2(QDir(QStringLiteral(ANGEE_SOURCE_DIR)).exists(it.key()), qPrintable(it.key()));
    }
}

void TestArrows::upwardIsTold()
{
    QVERIFY(arrowProblem(u"ui/services/a.cpp"_s, u"core/model/b.h"_s).isEmpty());
    QVERIFY(arrowProblem(u"ui/services/a.cpp"_s, u"ui/services/b.h"_s).isEmpty());
    QVERIFY(!arrowProblem(u"core/model/a.cpp"_s, u"ui/widgets/b.h"_s).isEmpty());
    QVERIFY(!arrowProblem(u"core/model/a.cpp"_s, u"core/net/b.h"_s).isEmpty());
    QVERIFY(!arrowProblem(u"ui/services/a.cpp"_s, u"ui/sources/b.h"_s).isEmpty());
    QVERIFY(!arrowProblem(u"ui/services/a.cpp"_s, u"tests/ui/b.h"_s).isEmpty());
}

void TestArrows::noIncludeRunsUpward()
{
    static const QRegularExpression include(u"^#include \"([^\"]+/[^\"]+)\""_s);
    QStringList problems;
    qsizetype read = 0;
    for (const Source &source : sources()) {
        for (const QString &line : source.lines) {
            const auto match = include.match(line);
            if (!match.hasMatch())
                continue;
            ++read;
            const QString problem = arrowProblem(source.path, match.captured(1));
            if (!problem.isEmpty())
                problems.append(problem);
        }
    }
    QVERIFY(read > 1000);
    QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
}

void TestArrows::noFileIsLong()
{
    QStringList problems;
    for (const Source &source : sources()) {
        const auto lines = source.lines.size() - 1; // after the last newline there is nothing
        if (lines > mostLinesOfAFile)
            problems.append(u"%1: %2 lines"_s.arg(source.path).arg(lines));
    }
    QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
}

//! clang-format puts the braces of a function's body at the start of their lines, and those alone:
//! a namespace opens behind its name, and what is not a function closes with a semicolon.
void TestArrows::noFunctionIsLong()
{
    QStringList problems;
    int functions = 0;
    for (const Source &source : sources()) {
        qsizetype open = -1;
        for (qsizetype at = 0; at < source.lines.size(); ++at) {
            const QString &line = source.lines.at(at);
            if (line == "{"_L1) {
                open = at;
            } else if (line == "}"_L1 && open >= 0) {
                ++functions;
                const auto lines = at - open - 1;
                if (lines > mostLinesOfAFunction)
                    problems.append(
                        u"%1:%2: a function of %3 lines"_s.arg(source.path).arg(open).arg(lines));
                open = -1;
            } else if (line == "};"_L1) {
                open = -1;
            }
        }
    }
    QVERIFY(functions > 2000);
    QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
}

QTEST_APPLESS_MAIN(TestArrows)
#include "tst_arrows.moc"
