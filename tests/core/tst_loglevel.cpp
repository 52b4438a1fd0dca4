// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/loglevel.h"

#include <QTest>

using namespace angee;

//! \brief Lines after the formats that real programs write.
class TestLogLevel final : public QObject
{
    Q_OBJECT

private slots:
    void levels_data();
    void levels();
    void wordsOfLevels();
};

void TestLogLevel::levels_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<LogLevel>("level");
    using L = LogLevel;
    const auto row = [](const char *name, const QByteArray &line, LogLevel level) {
        QTest::newRow(name) << line << level;
    };
    row("nothing", "", L::None);
    row("blanks", "   \t", L::None);
    // logfmt
    row("logfmt", "ts=1 level=debug msg=x", L::Debug);
    row("logfmt first", "level=warn msg=\"disk is full\"", L::Warn);
    row("logfmt quoted", "time=\"2026-11-27T23:11:02Z\" level=\"error\" msg=x", L::Error);
    row("logrus", "time=\"2026-11-27T23:11:02Z\" level=warning msg=\"x\"", L::Warn);
    row("lvl", "t=2026-11-27T23:11:02+0000 lvl=eror lvl=info msg=x", L::Info);
    row("severity", "severity=CRITICAL x", L::Error);
    row("a parameter", "GET /?level=error", L::None);
    // JSON
    row("json", "{\"time\":1,\"level\":\"error\",\"msg\":\"x\"}", L::Error);
    row("json blank", "{ \"level\" : \"INFO\" }", L::Info);
    row("json severity", "{\"severity\":\"WARNING\",\"message\":\"x\"}", L::Warn);
    row("json python", "{\"levelname\": \"DEBUG\", \"message\": \"x\"}", L::Debug);
    row("json ecs", "{\"@timestamp\":\"x\",\"log.level\":\"error\"}", L::Error);
    row("pino", "{\"level\":30,\"time\":1764285062,\"msg\":\"x\"}", L::Info);
    row("pino fatal", "{\"level\":60,\"msg\":\"x\"}", L::Error);
    row("caddy", "{\"level\":\"info\",\"ts\":1764285062.1,\"logger\":\"http.log\",\"msg\":\"x\"}",
        L::Info);
    row("mongo", "{\"t\":{\"$date\":\"x\"},\"s\":\"W\",\"c\":\"NETWORK\",\"msg\":\"x\"}", L::Warn);
    row("json without", "{\"error\":\"no level here\"}", L::None);
    row("json late", "{\"msg\":\"" + QByteArray(600, 'x') + "\",\"level\":\"warn\"}", L::Warn);
    row("json behind a prefix", "api: {\"level\":\"error\",\"x\":1}", L::Error);
    // brackets
    row("brackets", "2026-11-24 [warning] low", L::Warn);
    row("brackets, coloured", "\x1b[32m[INFO]\x1b[0m ready", L::Info);
    row("brackets, padded", "[ error ] x", L::Error);
    row("elasticsearch", "[2026-11-27T23:11:02,123][WARN ][o.e.n.Node] [n1] x", L::Warn);
    row("mysql", "2026-11-27T23:11:02.123456Z 0 [Warning] [MY-010068] [Server] CA", L::Warn);
    row("mysql error", "2026-11-27T23:11:02.123456Z 0 [ERROR] [MY-010119] Aborting", L::Error);
    // Python
    row("python", "WARNING:django:Not Found", L::Warn);
    row("python long", "2026-11-27 23:11:02,123 - app - ERROR - it failed", L::Error);
    row("python short", "2026-11-27 23:11:02,123 INFO app it runs", L::Info);
    row("loguru", "2026-11-27 23:11:02.123 | INFO     | app:main:12 - x", L::Info);
    row("uvicorn", "INFO:     127.0.0.1:5 - \"GET / HTTP/1.1\" 200 OK", L::Info);
    row("uvicorn, coloured", "\x1b[31mERROR\x1b[0m:    Exception in ASGI application", L::Error);
    row("gunicorn", "[2026-11-27 23:11:02 +0000] [7] [CRITICAL] WORKER TIMEOUT", L::Error);
    row("celery", "[2026-11-24 07:41:58,123: ERROR/MainProcess] consumer: cannot connect",
        L::Error);
    row("celery, warning", "[2026-11-24 07:41:58,123: WARNING/ForkPoolWorker-1] x", L::Warn);
    row("django ok", "[27/Nov/2026 23:11:02] \"GET / HTTP/1.1\" 200 145", L::Info);
    row("django missing", "[27/Nov/2026 23:11:02] \"GET /x HTTP/1.1\" 404 145", L::Warn);
    row("django failed", "[27/Nov/2026 23:11:02] \"POST /x HTTP/1.1\" 500 145", L::Error);
    // Go
    row("go log", "2026/11/27 23:11:02 listening on :8080", L::None);
    row("go panic", "panic: runtime error: index out of range", L::Error);
    row("klog", "I1127 23:11:02.123456       1 main.go:42] starting", L::Info);
    row("klog error", "E1127 23:11:02.123456       1 main.go:42] failed", L::Error);
    row("zap", "2026-11-27T23:11:02.123Z\tWARN\tserver/main.go:12\tslow", L::Warn);
    row("caddy console", "2026/11/27 23:11:02.123\tINFO\tusing config", L::Info);
    row("zerolog", "11:11PM ERR failed error=\"x\"", L::Error);
    row("zerolog, coloured", "\x1b[90m11:11PM\x1b[0m \x1b[32mINF\x1b[0m ready", L::Info);
    row("logrus on a terminal", "\x1b[33mWARN\x1b[0m[0001] careful", L::Warn);
    // servers
    row("nginx", "2026/11/27 23:11:02 [error] 31#31: *1 open() failed", L::Error);
    row("nginx notice", "2026/11/27 23:11:02 [notice] 1#1: start worker", L::Info);
    row("nginx emerg", "nginx: [emerg] unknown directive", L::Error);
    row("nginx access",
        "10.0.0.1 - - [27/Nov/2026:23:11:02 +0000] \"GET / HTTP/1.1\" 502 157 \"-\" \"curl\"",
        L::Error);
    row("postgres", "2026-11-24 07:41:58.123 UTC [1] LOG:  database system is ready", L::Info);
    row("postgres fatal", "2026-11-24 07:41:58.123 UTC [33] FATAL:  role does not exist", L::Error);
    row("postgres detail", "2026-11-24 07:41:58.123 UTC [33] DETAIL:  role", L::None);
    row("redis", "1:M 27 Nov 2026 23:11:02.123 * Ready to accept connections", L::Info);
    row("redis warning", "1:C 27 Nov 2026 23:11:02.123 # WARNING overcommit", L::Warn);
    row("redis verbose", "1:M 27 Nov 2026 23:11:02.123 - Accepted 127.0.0.1:5", L::Debug);
    // others
    row("rust", "[2026-11-27T23:11:02Z INFO  app] ready", L::Info);
    row("rust tracing", "2026-11-27T23:11:02.123456Z  WARN app::db: slow", L::Warn);
    row("spring", "2026-11-27 23:11:02.123  INFO 1 --- [main] c.e.App : Started", L::Info);
    row("log4j", "[main] ERROR com.example.App - failed", L::Error);
    row("kafka", "[2026-11-27 23:11:02,123] INFO [KafkaServer id=1] started", L::Info);
    row("rails", "E, [2026-11-27T23:11:02.1 #7] ERROR -- : failed", L::Error);
    row("npm", "npm ERR! code ENOENT", L::Error);
    row("node", "Error: Cannot find module 'x'", L::Error);
    row("compiler", "warning: unused variable", L::Warn);
    row("git", "fatal: not a git repository", L::Error);
    row("after the time", "2026-11-24T07:41:58Z WARN disk is full", L::Warn);
    row("with a bar", "07:41:58 | INFO     | app:main", L::Info);
    row("at the start", "ERROR something broke", L::Error);
    // sentences
    row("a word in a sentence", "no error was found", L::None);
    row("a word at the start", "Error handling is on", L::None);
    row("a large word in a sentence", "the ERROR went away", L::None);
    row("inside a word", "MYINFO: x", L::None);
    row("a name", "error_count: 5", L::None);
    row("a path", "/var/log/error: x", L::None);
    row("dashes", "non-fatal: x", L::None);
    row("no UTF-8", "\xff\xfe [ERROR] x", L::Error);
    row("an escape that never ends", "\x1b[31", L::None);
}

void TestLogLevel::levels()
{
    QFETCH(QByteArray, line);
    QFETCH(LogLevel, level);
    QCOMPARE(levelIn({line.constData(), size_t(line.size())}), level);
}

void TestLogLevel::wordsOfLevels()
{
    QCOMPARE(levelOfWord("Warning"), LogLevel::Warn);
    QCOMPARE(levelOfWord("fatal"), LogLevel::Error);
    QCOMPARE(levelOfWord("DPANIC"), LogLevel::Error);
    QCOMPARE(levelOfWord("message"), LogLevel::None);
    QCOMPARE(levelOfWord(""), LogLevel::None);
}

QTEST_APPLESS_MAIN(TestLogLevel)
#include "tst_loglevel.moc"
