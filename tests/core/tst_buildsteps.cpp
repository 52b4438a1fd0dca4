// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logstore.h"
#include "core/outputs/outputfeed.h"

#include <QFile>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

//! What a real daemon and its tools printed.
QByteArray recorded(const QString &name)
{
    QFile file(QStringLiteral(ANGEE_TEST_DATA "/outputs/") + name + u".txt"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    return file.readAll();
}

BuildSteps stepsOf(const QByteArray &text, bool failed)
{
    BuildSteps steps;
    OutputLines lines;
    const auto take = [&](QByteArrayView line) { steps.addLine(line); };
    lines.add(text, take);
    lines.finish(take);
    steps.finish(failed);
    return steps;
}

QString stateWord(BuildStep::State state)
{
    switch (state) {
    case BuildStep::State::Running:
        return u"running"_s;
    case BuildStep::State::Done:
        return u"done"_s;
    case BuildStep::State::Cached:
        return u"cached"_s;
    case BuildStep::State::Failed:
        return u"failed"_s;
    case BuildStep::State::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

//! "1 done, 2 failed"
QString told(const BuildSteps &steps)
{
    QStringList words;
    for (const BuildStep &step : steps.steps())
        words.append(step.id + u' ' + stateWord(step.state));
    return words.join(u", "_s);
}

} // namespace

//! What is read out of the output of builds.
class TestBuildSteps final : public QObject
{
    Q_OBJECT

private slots:
    void readsRecordedOutput_data();
    void readsRecordedOutput();
    void timesOfSteps();
    void classicStepsTakeAsLongAsTheirLinesSay();
    void placeInTheDockerfile_data();
    void placeInTheDockerfile();
    void sameWhereverItIsCut_data();
    void sameWhereverItIsCut();
    void imagesAndContainers();
    void instructionsAreNoErrors();
    void staysBounded();
    void linesOfServices_data();
    void linesOfServices();
    void feedsALog();
};

void TestBuildSteps::readsRecordedOutput_data()
{
    QTest::addColumn<bool>("failed");
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QString>("reason"); // its beginning
    QTest::addColumn<int>("errorLine");

    const auto kit = u"1 done, 2 done, 3 done, 4 cached, 5 failed"_s;
    const auto exit9 = u"failed to solve: executor failed running [/bin/sh -c echo one line;"_s;
    QTest::newRow("buildkit-run-fails") << true << kit << exit9 << 22;
    QTest::newRow("buildkit-stream-run-fails") << true << kit << exit9 << 21;
    QTest::newRow("buildkit-copy-missing")
        << true << u"1 done, 2 done, 3 done, 4 cached, 5 done, 6 failed"_s
        << u"failed to solve: failed to compute cache key: \"/missing.txt\" not found"_s << 23;
    QTest::newRow("buildkit-syntax") << true << u"1 done, 2 done"_s
                                     << u"failed to solve: rpc error: code = Unknown desc"_s << 11;
    QTest::newRow("buildkit-no-dockerfile")
        << true << u"1 done, 2 done"_s << u"failed to solve: rpc error: code = Unknown desc"_s
        << 11;
    QTest::newRow("no-context") << true << QString()
                                << u"unable to prepare context: path \"/srv/demo/page\" not found"_s
                                << 2;
    QTest::newRow("buildkit-closed")
        << true << u"1 done, 2 done, 3 done, 4 cached, 5 done, 6 done, 7 running"_s << QString()
        << -1;
    QTest::newRow("buildkit-good")
        << false << u"1 done, 2 done, 3 done, 4 done, 5 done, 6 cached, 7 cached, 8 done"_s
        << QString() << -1;
    QTest::newRow("up-whole") << false << QString() << QString() << -1;
    QTest::newRow("up-port-taken")
        << true << QString() << u"Error response from daemon: driver failed programming"_s << 12;
    const auto code9 = u"The command '/bin/sh -c echo one line; echo second line >&2; printf"_s;
    QTest::newRow("classic-run-fails") << true << u"1 done, 2 failed"_s << code9 << 5;
    QTest::newRow("classic-stream-run-fails") << true << u"1 done, 2 failed"_s << code9 << 4;
    QTest::newRow("classic-copy-missing")
        << true << u"1 done, 2 failed"_s << u"COPY failed: file not found in build context"_s << 5;
    QTest::newRow("classic-syntax")
        << true << QString()
        << u"Error response from daemon: dockerfile parse error line 1: unknown instruction: FRUM"_s
        << 3;
    QTest::newRow("classic-closed") << true << u"1 done, 2 done, 3 failed"_s << QString() << -1;
    QTest::newRow("classic-good") << false << u"1 done, 2 cached, 3 cached, 4 cached, 5 cached"_s
                                  << QString() << -1;
    QTest::newRow("dev")
        << false
        << u"1 done, 2 done, 3 done, 4 done, 5 cached, 6 done, 7 cached, 8 cached, "
           "9 done, 10 done"_s
        << QString() << -1;
}

void TestBuildSteps::readsRecordedOutput()
{
    QFETCH(const bool, failed);
    QFETCH(const QString, steps);
    QFETCH(const QString, reason);
    QFETCH(const int, errorLine);
    const BuildSteps read =
        stepsOf(asOutput(recorded(QString::fromLatin1(QTest::currentDataTag()))), failed);
    QCOMPARE(told(read), steps);
    if (!reason.isEmpty())
        QVERIFY2(read.reason().startsWith(reason), qPrintable(read.reason()));
    if (errorLine >= 0)
        QCOMPARE(read.errorLine(), errorLine);
    QCOMPARE(read.failedStep() >= 0, steps.contains("failed"_L1));
}

void TestBuildSteps::timesOfSteps()
{
    const BuildSteps read = stepsOf("#1 [web 1/2] FROM a\n#1 DONE 1.2s\n#2 [web 2/2] RUN x\n"
                                    "#2 0.5 said\n#2 3.250 more\n#2 ERROR: exit code: 9\n"
                                    "#3 [internal] load\n#3 CACHED\n#4 [worker] exporting\n"
                                    "#4 CANCELED\n",
                                    true);
    QCOMPARE(told(read), u"1 done, 2 failed, 3 cached, 4 cancelled"_s);
    QCOMPARE(read.steps().at(0).ms, 1200);
    QCOMPARE(read.steps().at(1).ms, 3250);
    QCOMPARE(read.steps().at(2).ms, 0);
    QCOMPARE(read.steps().at(3).ms, -1);
    QCOMPARE(read.steps().at(0).target, u"web"_s);
    QCOMPARE(read.steps().at(0).position, u"1/2"_s);
    QCOMPARE(read.steps().at(1).name, u"RUN x"_s);
    QCOMPARE(read.steps().at(1).line, 3);
    QCOMPARE(read.steps().at(2).target, QString());
    QCOMPARE(read.steps().at(2).name, u"load"_s);
}

//! The classic builder says no times: they are those of the lines' arrival.
void TestBuildSteps::classicStepsTakeAsLongAsTheirLinesSay()
{
    BuildSteps steps;
    steps.addLine("Step 1/2 : FROM a", 100);
    steps.addLine(" ---> 6ca66badc6ff", 150);
    steps.addLine("Step 2/2 : RUN x", 400);
    steps.addLine("The command 'x' returned a non-zero code: 9", 1900);
    steps.finish(true, 2000);
    QCOMPARE(told(steps), u"1 done, 2 failed"_s);
    QCOMPARE(steps.steps().at(0).ms, 300);
    QCOMPARE(steps.steps().at(1).ms, 1500);
    QCOMPARE(steps.steps().at(1).position, u"2/2"_s);
    // Of builds that go on at once the step with that command is the one.
    const BuildSteps two = stepsOf("Step 1/2 : RUN x\nStep 1/2 : FROM b\nSuccessfully built 1\n"
                                   "The command '/bin/sh -c x' returned a non-zero code: 9\n",
                                   true);
    QCOMPARE(told(two), u"1 failed, 1 done"_s);
    QCOMPARE(two.steps().at(0).ms, -1);
}

void TestBuildSteps::placeInTheDockerfile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("instruction");
    QTest::addColumn<QString>("service");
    QTest::newRow("none") << "all is well\n"_ba << QString() << 0 << QString() << QString();
    QTest::newRow("told") << "docker compose -f a build page: exit status 17: #5 [page 2/2] RUN x\n"
                             "#5 ERROR: y\n------\n > [page 2/2] RUN x:\n------\n"
                             "deploy/Dockerfile.dev:12\n--------------------\n"_ba
                          << u"deploy/Dockerfile.dev"_s << 12 << u"RUN x"_s << u"page"_s;
    QTest::newRow("parse error") << asOutput(recorded(u"buildkit-syntax"_s)) << u"Dockerfile"_s << 1
                                 << QString() << u"page"_s;
    QTest::newRow("newer words")
        << "failed to solve: dockerfile parse error on line 4: unknown\n"_ba << u"Dockerfile"_s << 4
        << QString() << QString();
    QTest::newRow("by instruction")
        << asOutput(recorded(u"buildkit-copy-missing"_s)) << u"Dockerfile"_s << 0
        << u"COPY missing.txt /x"_s << u"page"_s;
    QTest::newRow("classic, streamed")
        << recorded(u"classic-stream-run-fails"_s) << u"Dockerfile"_s << 0
        << u"RUN echo one line; echo second line >&2; printf \"\\033[31mred\\033[0m\\n\"; exit 9"_s
        << u"page"_s;
    QTest::newRow("one of several")
        << "docker compose -f a build a b: exit status 17: #5 [b base 1/2] RUN x\n#5 ERROR: y\n"_ba
        << u"Dockerfile"_s << 0 << u"RUN x"_s << u"b"_s;
}

void TestBuildSteps::placeInTheDockerfile()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, file);
    QFETCH(const int, line);
    QFETCH(const QString, instruction);
    QFETCH(const QString, service);
    const auto place = stepsOf(asOutput(text), true).place();
    QCOMPARE(place.has_value(), !file.isEmpty());
    if (place)
        QCOMPARE(*place, (BuildPlace{file, line, instruction, service}));
}

void TestBuildSteps::sameWhereverItIsCut_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"buildkit-run-fails", "buildkit-good", "classic-stream-run-fails",
                             "classic-good", "up-port-taken"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestBuildSteps::sameWhereverItIsCut()
{
    QFETCH(const QString, name);
    const QByteArray text = asOutput(recorded(name));
    const BuildSteps whole = stepsOf(text, true);
    QVERIFY(!text.isEmpty());
    const auto same = [&whole](const BuildSteps &steps) {
        return steps.steps() == whole.steps() && steps.reason() == whole.reason()
            && steps.errorLine() == whole.errorLine() && steps.images() == whole.images()
            && steps.containers() == whole.containers() && steps.place() == whole.place();
    };
    for (qsizetype at = 0; at <= text.size(); ++at) {
        BuildSteps steps;
        OutputLines lines;
        const auto take = [&](QByteArrayView line) { steps.addLine(line); };
        lines.add(QByteArrayView(text).first(at), take);
        lines.add(QByteArrayView(text).sliced(at), take);
        lines.finish(take);
        steps.finish(true);
        QVERIFY2(same(steps), qPrintable(u"cut at %1"_s.arg(at)));
        (void)stepsOf(text.first(at), true); // and where it ended is no trouble either
    }
}

void TestBuildSteps::imagesAndContainers()
{
    const BuildSteps kit = stepsOf(recorded(u"buildkit-good"_s), false);
    QCOMPARE(kit.images(), QStringList{u"demo-42abbecc-page"_s});
    QCOMPARE(kit.containers(), (QList<BuildOutcome>{{u"demo-42abbecc-page-1"_s, u"Started"_s}}));
    const BuildSteps classic = stepsOf(recorded(u"classic-good"_s), false);
    QCOMPARE(classic.images(), QStringList{u"demo-42abbecc-page"_s});
    QCOMPARE(classic.containers().size(), 1);
    const BuildSteps newer =
        stepsOf(" page  Built\n Image x  Built\n Container y  Running \n", false);
    QCOMPARE(newer.images(), (QStringList{u"page"_s, u"x"_s}));
    QCOMPARE(newer.containers().constFirst().word, u"Running"_s);
}

//! What an instruction would print is no error while it is only named.
void TestBuildSteps::instructionsAreNoErrors()
{
    const BuildSteps read = stepsOf("#1 [a 2/2] RUN echo 'x: error: y'\n#1 0.1 a.c:1: error: z\n"
                                    "#1 ERROR: exit code: 1\n > [a 2/2] RUN echo 'x: error: y':\n",
                                    true);
    QCOMPARE(read.errorLine(), 2);
    QCOMPARE(stepsOf("Step 1/1 : RUN echo 'error: x'\nerror: y\n", true).errorLine(), 2);
}

void TestBuildSteps::staysBounded()
{
    QByteArray text;
    for (int i = 1; i < 4'000; ++i)
        text += '#' + QByteArray::number(i) + " [a] " + QByteArray(3'000, 'x') + '\n';
    text += QByteArray(2'000'000, 'y');
    const BuildSteps read = stepsOf(text, true);
    QCOMPARE(read.steps().size(), BuildSteps::mostSteps);
    QVERIFY(read.steps().constFirst().name.size() <= BuildSteps::longestText);
    QVERIFY(read.reason().size() <= BuildSteps::longestText);
}

void TestBuildSteps::linesOfServices_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("container") << "ansi-1    | tick"_ba
                               << "ansi"_ba
                               << "tick"_ba;
    QTest::newRow("local") << "[ticker\t] level=info tick"_ba
                           << "ticker"_ba
                           << "level=info tick"_ba;
    QTest::newRow("no text") << "a-1 |"_ba
                             << "a"_ba
                             << ""_ba;
    QTest::newRow("dashes") << "a-b-12 | x"_ba
                            << "a-b"_ba
                            << "x"_ba;
    QTest::newRow("no number") << "abc | x"_ba
                               << ""_ba
                               << "abc | x"_ba;
    QTest::newRow("builder") << "#1 [page 1/2] FROM a"_ba
                             << ""_ba
                             << "#1 [page 1/2] FROM a"_ba;
    QTest::newRow("logger") << "[INFO] x"_ba
                            << ""_ba
                            << "[INFO] x"_ba;
    QTest::newRow("compose") << " Container a-1  Started"_ba
                             << ""_ba
                             << " Container a-1  Started"_ba;
    QTest::newRow("bracket") << "["_ba
                             << ""_ba
                             << "["_ba;
    QTest::newRow("empty") << ""_ba
                           << ""_ba
                           << ""_ba;
}

void TestBuildSteps::linesOfServices()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, service);
    QFETCH(const QByteArray, text);
    const ServiceLine read = serviceLineOf(line);
    QCOMPARE(read.service.toByteArray(), service);
    QCOMPARE(read.text.toByteArray(), text);
}

void TestBuildSteps::feedsALog()
{
    LogStore store;
    OutputFeed feed(&store, OutputFeed::Services::InLines);
    const QByteArray text = recorded(u"dev"_s);
    for (const char byte : text)
        feed.add(QByteArrayView(&byte, 1));
    feed.finish(false);
    QCOMPARE(store.lineCount(), text.count('\n'));
    QVERIFY(store.services().contains(u"ansi"_s) && store.services().contains(u"ticker"_s));
    LogStore failing;
    OutputFeed of(&failing, OutputFeed::Services::None);
    of.add(asOutput(recorded(u"buildkit-run-fails"_s)));
    of.finish(true);
    QCOMPARE(failing.facts(of.steps().errorLine() - 1).level(), LogLevel::Error);
    QVERIFY(failing.bytes(of.steps().errorLine() - 1).startsWith("#5 ERROR"));
}

QTEST_APPLESS_MAIN(TestBuildSteps)
#include "tst_buildsteps.moc"
