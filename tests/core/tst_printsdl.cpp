// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Outcome
{
    int status = -1;
    QByteArray output;
    QByteArray errors;
};

const QString Answer = QStringLiteral(ANGEE_TEST_DATA "/sdl/nasty.introspection.json");

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! Runs a program around printSdlFile() to its end.
Outcome run(const QStringList &arguments, const QByteArray &input = {}, const QString &output = {})
{
    QProcess process;
    QObject context;
    QObject::connect(&process, &QProcess::started, &context, [&] {
        process.write(input);
        process.closeWriteChannel();
    });
    if (!output.isEmpty())
        process.setStandardOutputFile(output);
    process.start(QStringLiteral(ANGEE_SDLCOLD), arguments);
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30000))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class TestPrintSdl : public QObject
{
    Q_OBJECT

private slots:
    void printsAFile();
    void printsStandardInput();
    void noticesGoToStandardError();
    void noSuchFile();
    void notASchema();
    void fullDisk();
};

void TestPrintSdl::printsAFile()
{
    const Outcome outcome = run({Answer});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.output,
             fileBytes(QStringLiteral(ANGEE_TEST_DATA "/sdl/nasty.expected.graphql")) + '\n');
}

void TestPrintSdl::printsStandardInput()
{
    // More than one read() gives, and of a size that is not known before.
    const QByteArray padded = fileBytes(Answer) + QByteArray(3'000'000, ' ');
    const Outcome outcome = run({u"-"_s}, padded);
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.output,
             fileBytes(QStringLiteral(ANGEE_TEST_DATA "/sdl/nasty.expected.graphql")) + '\n');
    QCOMPARE(outcome.errors, QByteArray());
}

void TestPrintSdl::noticesGoToStandardError()
{
    const Outcome outcome = run(
        {QStringLiteral(ANGEE_TEST_DATA "/sdl/nasty_custom_object_default.introspection.json")});
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.output.startsWith("type Query {"));
    QVERIFY2(outcome.errors.startsWith("angee-console: note: Query.a(x:): the default {k: [1, "),
             outcome.errors.constData());
    QCOMPARE(outcome.errors.count('\n'), 1);
}

void TestPrintSdl::noSuchFile()
{
    const Outcome outcome = run({u"/nonexistent/file"_s});
    QCOMPARE(outcome.status, 2);
    QCOMPARE(outcome.output, QByteArray());
    QCOMPARE(outcome.errors, "angee-console: /nonexistent/file: No such file or directory\n"_ba);
    QCOMPARE(run({QStringLiteral(ANGEE_TEST_DATA)}).status, 2); // a folder
}

void TestPrintSdl::notASchema()
{
    const Outcome outcome = run({u"-"_s}, R"({"data":{"__schema":{"types":[{"kind":"X"}]}}})");
    QCOMPARE(outcome.status, 1);
    QCOMPARE(outcome.output, QByteArray());
    QCOMPARE(outcome.errors,
             "angee-console: -: data.__schema.types[0].kind, byte 41: "
             "\"X\" is no kind of type\n"_ba);
}

void TestPrintSdl::fullDisk()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("needs /dev/full");
    const Outcome outcome = run({Answer}, {}, u"/dev/full"_s);
    QCOMPARE(outcome.status, 2);
    QCOMPARE(outcome.errors, "angee-console: standard output: No space left on device\n"_ba);
}

QTEST_GUILESS_MAIN(TestPrintSdl)
#include "tst_printsdl.moc"
