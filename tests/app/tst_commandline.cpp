// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString program()
{
    return QCoreApplication::applicationDirPath() + u"/angee-console"_s;
}

} // namespace

//! The real program with arguments that open no window.
class TestCommandLine final : public QObject
{
    Q_OBJECT

private slots:
    void tellsHowItIsUsed();
    void refusesBadArguments_data();
    void refusesBadArguments();
    void sandboxOnlyTellsWhereItListens();
    void printsNoSchemaOfASilentServer();
    void saysThatThereIsNoDisplay();
    void takesPicturesWithoutADisplay();

private:
    void run(const QStringList &arguments);

    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    int m_status = -1;
    QString m_output;
    QString m_errors;
};

void TestCommandLine::run(const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.start(program(), arguments);
    QVERIFY2(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 120'000),
             "it has not ended");
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    m_status = process.exitCode();
    m_output = QString::fromUtf8(process.readAllStandardOutput());
    m_errors = QString::fromUtf8(process.readAllStandardError());
}

void TestCommandLine::tellsHowItIsUsed()
{
    run({u"--help"_s});
    QCOMPARE(m_status, 0);
    QVERIFY2(m_output.startsWith("Usage: angee-console [options] [FILE]\n"_L1),
             qPrintable(m_output));
    QVERIFY(m_output.contains("--token-file <FILE>"_L1));
    run({u"--version"_s});
    QCOMPARE(m_status, 0);
    QVERIFY(m_output.startsWith("angee-console "_L1));
}

void TestCommandLine::refusesBadArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("words");
    QTest::newRow("option") << QStringList{u"--nosuch"_s} << u"Unknown option 'nosuch'."_s;
    QTest::newRow("stray") << QStringList{u"stray"_s} << u"Unexpected argument: stray"_s;
    QTest::newRow("scheme") << QStringList{u"--url"_s, u"ftp://h"_s}
                            << u"--url: Only http:// and https://"_s;
    QTest::newRow("days") << QStringList{u"--ttl"_s, u"1d"_s} << u"--ttl: "_s;
    QTest::newRow("theme") << QStringList{u"--theme"_s, u"pink"_s}
                           << u"--theme takes light, dark or system."_s;
    QTest::newRow("port") << QStringList{u"--sandbox-only"_s, u"--port"_s, u"70000"_s}
                          << u"--port takes a number"_s;
    QTest::newRow("token file") << QStringList{u"--token-file"_s, u"/nonexistent/t"_s}
                                << u"The token file /nonexistent/t cannot be read: "_s;
}

void TestCommandLine::refusesBadArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, words);
    run(arguments);
    QCOMPARE(m_status, 2);
    QCOMPARE(m_output, QString());
    QVERIFY2(m_errors.startsWith(words), qPrintable(m_errors));
    QCOMPARE(m_errors.count(u'\n'), 1);
}

void TestCommandLine::sandboxOnlyTellsWhereItListens()
{
    const QTemporaryDir root;
    QProcess process;
    process.start(program(), {u"--sandbox-only"_s, u"--root"_s, root.path()});
    QVERIFY(QTest::qWaitFor([&] { return process.canReadLine(); }, 30'000));
    const QJsonObject line = QJsonDocument::fromJson(process.readLine()).object();
    QCOMPARE(line.keys(), QStringList({u"token"_s, u"url"_s}));
    QVERIFY(line.value("url"_L1).toString().startsWith("http://127.0.0.1:"_L1));
    QVERIFY(line.value("token"_L1).toString().size() >= 32); // a random one
    process.terminate();
    QVERIFY(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30'000));
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
}

void TestCommandLine::printsNoSchemaOfASilentServer()
{
    QTcpServer server; // takes the connection and says nothing, for ever
    QVERIFY(server.listen(QHostAddress::LocalHost));
    run({u"--url"_s, u"http://127.0.0.1:%1"_s.arg(server.serverPort()), u"--print-sdl"_s});
    QCOMPARE(m_status, 2);
    QVERIFY(m_output.isEmpty());
    QVERIFY2(m_errors.contains("in time"_L1), qPrintable(m_errors));
}

void TestCommandLine::saysThatThereIsNoDisplay()
{
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        m_environment.remove(name);
    run({});
    QCOMPARE(m_status, 1);
    QVERIFY2(m_errors.startsWith("There is no display"_L1), qPrintable(m_errors));
}

void TestCommandLine::takesPicturesWithoutADisplay()
{
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        m_environment.remove(name);
    const QTemporaryDir folder;
    run({u"--screenshots"_s, folder.path()});
    QVERIFY2(m_status == 0, qPrintable(m_errors));
    const QStringList pictures = QDir(folder.path()).entryList({u"*.png"_s});
    QCOMPARE(pictures.size(), 48); // of 12 panes, in two sizes, light and dark
    QVERIFY(pictures.contains("workspaces-small-dark.png"_L1));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
