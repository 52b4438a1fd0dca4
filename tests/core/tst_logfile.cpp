// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/logfile.h"
#include "core/base/logging.h"
#include "core/base/runmarker.h"
#include "core/net/httpclient.h"
#include "tests/support/exchangewatch.h"
#include "tests/support/scriptedserver.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

//! The program's own log: how much is in it, how large it gets, and what is never in it.
class TestLogFile final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void levels_data();
    void levels();
    void isPrivate();
    void rotates();
    void manyThreads();
    void redaction_data();
    void redaction();
    void aConnectionLeavesNoSecret();
    void warningsAreRemembered();
    void runsThatSayGoodbye();
    void runsThatDoNot_data();
    void runsThatDoNot();
    void runsThatGoOn();

private:
    [[nodiscard]] QString path() const { return m_home->filePath(u"data/console.log"_s); }
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestLogFile::levels_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<int>("lines");
    QTest::newRow("off") << int(LogFile::Level::Off) << 0;
    QTest::newRow("normal") << int(LogFile::Level::Normal) << 2;
    QTest::newRow("detailed") << int(LogFile::Level::Detailed) << 3;
}

void TestLogFile::levels()
{
    QFETCH(const int, level);
    QFETCH(const int, lines);
    {
        LogFile log(path());
        log.setLevel(LogFile::Level(level));
        QCOMPARE(logLevelOf(logLevelWord(log.level())), log.level());
        QTest::ignoreMessage(QtWarningMsg, "something is wrong");
        qCDebug(httpLog) << "GET /x 200";
        qCInfo(liveLog) << "connecting to live";
        qCWarning(settingsLog) << "something is wrong";
    }
    const QByteArrayList written = contentOf(path()).trimmed().split('\n');
    QCOMPARE(contentOf(path()).isEmpty() ? 0 : int(written.size()), lines);
    if (lines == 3)
        QVERIFY2(written.at(0).endsWith("debug angee.http: GET /x 200"), written.at(0).constData());
}

void TestLogFile::isPrivate()
{
    {
        LogFile log(path());
        log.setLevel(LogFile::Level::Detailed);
        qCInfo(liveLog) << "x";
    }
    QVERIFY(QFile::exists(path()));
    QCOMPARE(QFile::permissions(path())
                 & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
}

void TestLogFile::rotates()
{
    constexpr qint64 limit = 20'000;
    LogFile log(path(), limit);
    log.setLevel(LogFile::Level::Detailed);
    for (int i = 0; i < 2'000; ++i) {
        qCInfo(liveLog) << "line" << i << "of many";
        if (i % 50 == 0)
            log.flush();
    }
    log.flush();
    const auto all = QDir(m_home->filePath(u"data"_s)).entryInfoList({u"console.log*"_s});
    qint64 size = 0;
    int count = 0;
    for (const QFileInfo &file : all) {
        if (file.suffix() == "lock"_L1)
            continue;
        QVERIFY2(file.size() <= limit, qPrintable(file.fileName()));
        size += file.size();
        ++count;
    }
    QCOMPARE(count, LogFile::files);
    QVERIFY(size > limit);
    QVERIFY(contentOf(path()).contains("line 1999 of many"));
    // No half line in any of them.
    for (const QByteArray &line : contentOf(path() + u".1"_s).trimmed().split('\n'))
        QVERIFY2(line.endsWith("of many"), line.constData());
}

void TestLogFile::manyThreads()
{
    {
        LogFile log(path());
        log.setLevel(LogFile::Level::Detailed);
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([] {
                for (int i = 0; i < 500; ++i)
                    qCInfo(liveLog) << "of many";
            });
        }
        for (std::thread &thread : threads)
            thread.join();
    }
    const QByteArrayList lines = contentOf(path()).trimmed().split('\n');
    QCOMPARE(lines.size(), 2'000);
    for (const QByteArray &line : lines)
        QVERIFY2(line.endsWith("of many"), line.constData());
}

void TestLogFile::redaction_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("left");
    const auto row = [](const char *text, const char *left) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(left);
    };
    row("Authorization: Bearer hunter2", "Authorization: •••• ••••");
    row("bearer hunter2 was sent", "bearer •••• was sent");
    row("GET /x?tail=1&token=hunter2&y=2", "GET /x?tail=1&token=••••&y=2");
    row("--token hunter2=", "--token hunter2="); // an option of a command is not told apart
    row("{\"password\":\"hunter2\"}", "{\"password\":\"••••\"}");
    row("ANGEE_OPERATOR_TOKEN=hunter2", "ANGEE_OPERATOR_TOKEN=••••");
    row("http://ada:hunter2@h/x", "http://••••@h/x");
    row("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln is one", "•••• is one");
    row("a token was minted", "a token was minted");
    row("Secret \"db\" was set", "Secret \"db\" was set");
}

void TestLogFile::redaction()
{
    QFETCH(const QString, text);
    QFETCH(const QString, left);
    QCOMPARE(redacted(text), left);
}

void TestLogFile::aConnectionLeavesNoSecret()
{
    LogFile log(path());
    log.setLevel(LogFile::Level::Detailed);
    for (const int status : {200, 401, 302, 500}) {
        ScriptedServer server;
        server.enqueue(Script::answer(status, "application/json"_ba,
                                      R"({"value":"hunter2-answer"})"_ba,
                                      {{"Set-Cookie"_ba, "hunter2-cookie"_ba},
                                       {"Location"_ba, "/y?token=hunter2-target"_ba}}));
        HttpClient client(*BaseUrl::parse(server.url()));
        client.setBearer("hunter2-bearer"_ba);
        HttpRequest request;
        request.verb = HttpVerb::Post;
        request.path = "/secrets/db"_ba;
        request.query = "q=hunter2-query"_ba;
        request.body = R"({"value":"hunter2-body"})"_ba;
        ExchangeWatch watch(client.send(request, this));
        QTRY_COMPARE(watch.finished, 1);
    }
    log.flush();
    const QByteArray all = contentOf(path());
    QVERIFY(all.contains("POST /secrets/db 401"));
    QVERIFY2(!all.contains("hunter2"), all.constData());
}

void TestLogFile::warningsAreRemembered()
{
    LogFile log(path());
    for (int i = 0; i < 100; ++i) {
        QTest::ignoreMessage(QtWarningMsg, qPrintable(u"it is %1, token=x"_s.arg(i)));
        qWarning("it is %d, token=x", i);
    }
    QCOMPARE(log.recentWarnings().size(), 50);
    QVERIFY(log.recentWarnings().constLast().endsWith(u"it is 99, token=••••"_s));
    QVERIFY(!QFile::exists(path())); // the file is off
}

void TestLogFile::runsThatSayGoodbye()
{
    {
        const RunMarker first(m_home->filePath(u"runs"_s));
        QCOMPARE(QDir(m_home->filePath(u"runs"_s)).entryList(QDir::Files).size(), 1);
    }
    const RunMarker second(m_home->filePath(u"runs"_s));
    QCOMPARE(second.formerEnd(), QString());
}

void TestLogFile::runsThatDoNot_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("words");
    QTest::newRow("crash") << SIGSEGV << u"signal 11"_s;
    QTest::newRow("abort") << SIGABRT << u"signal 06"_s;
    QTest::newRow("killed") << SIGKILL << u"without a goodbye"_s;
}

void TestLogFile::runsThatDoNot()
{
    QFETCH(const int, signal);
    QFETCH(const QString, words);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    if (signal != SIGKILL)
        QSKIP("the sanitizer has the signals");
#endif
    QProcess other;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ANGEE_TEST_MARKER"_s, m_home->filePath(u"runs"_s));
    environment.insert(u"ANGEE_TEST_SIGNAL"_s, QString::number(signal));
    other.setProcessEnvironment(environment);
    other.start(QCoreApplication::applicationFilePath(), QStringList());
    QVERIFY(other.waitForFinished());
    QCOMPARE(other.exitStatus(), QProcess::CrashExit); // it ends as it would have
    {
        const RunMarker marker(m_home->filePath(u"runs"_s));
        QVERIFY2(marker.formerEnd().contains(words), qPrintable(marker.formerEnd()));
    }
    const RunMarker marker(m_home->filePath(u"runs"_s)); // told once
    QCOMPARE(marker.formerEnd(), QString());
}

void TestLogFile::runsThatGoOn()
{
    const RunMarker first(m_home->filePath(u"runs"_s));
    const RunMarker second(m_home->filePath(u"runs"_s));
    QCOMPARE(second.formerEnd(), QString());
    QCOMPARE(QDir(m_home->filePath(u"runs"_s)).entryList(QDir::Files).size(), 2);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsSet("ANGEE_TEST_MARKER")) {
        const RunMarker marker(qEnvironmentVariable("ANGEE_TEST_MARKER"));
        ::raise(qEnvironmentVariableIntValue("ANGEE_TEST_SIGNAL"));
        return 0;
    }
    TestLogFile test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_logfile.moc"
