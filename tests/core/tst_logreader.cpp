// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/logreader.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

LogLine container(const QString &message)
{
    return {.service = u"ansi"_s, .runtime = u"container"_s, .message = message.toUtf8()};
}

} // namespace

class TestLogReader final : public QObject
{
    Q_OBJECT

private slots:
    void lives_data();
    void lives();
    void prefixes();
    void toolsWarnings();
    void tracebacks();
    void theDaemonsLevelStands();
};

void TestLogReader::lives_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("kind"); // -1: a line
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const QString &message, int kind, int code = -1) {
        QTest::newRow(name) << message << kind << code;
    };
    using Kind = LogDivider::Kind;
    row("ended", u"\r\x1b[Kansi-1 exited with code 0"_s, int(Kind::Ended), 0);
    row("killed", u"\r\x1b[Kansi-1 exited with code 137"_s, int(Kind::Ended), 137);
    row("recreated", u"\r\x1b[Kansi-1 has been recreated"_s, int(Kind::Recreated));
    row("no engine",
        u"Cannot connect to the Docker daemon at unix:///nonexistent. Is the docker daemon running?"_s,
        int(Kind::EngineGone));
    row("another service", u"page-1 exited with code 0"_s, -1);
    row("a sentence", u"my child ansi-1 exited with code 0, alas"_s, -1);
}

void TestLogReader::lives()
{
    QFETCH(QString, message);
    QFETCH(int, kind);
    QFETCH(int, code);
    LogReader reader(u"ansi"_s);
    const auto read = reader.read(container(message));
    const auto *divider = std::get_if<LogDivider>(&read);
    QCOMPARE(divider ? int(divider->kind) : -1, kind);
    QCOMPARE(divider ? divider->code.value_or(-1) : -1, code);
    // A local service that prints the same words has not ended.
    LogLine local = container(message);
    local.runtime = u"local"_s;
    QVERIFY(std::holds_alternative<LogLine>(LogReader(u"ansi"_s).read(local)));
}

void TestLogReader::prefixes()
{
    LogReader reader(u"ansi"_s);
    const auto message = [&reader](const QString &text) {
        return QString::fromUtf8(std::get<LogLine>(reader.read(container(text))).message);
    };
    QCOMPARE(message(u"ansi-1  | hello"_s), u"hello"_s);
    QCOMPARE(message(u"ansi-12   | hello | you"_s), u"hello | you"_s);
    QCOMPARE(message(u"ansi-1  |"_s), QString());
    QCOMPARE(message(u"other-1  | hello"_s), u"other-1  | hello"_s);
    QCOMPARE(message(u"ansi | hello"_s), u"ansi | hello"_s);
}

void TestLogReader::toolsWarnings()
{
    LogReader reader(u"ansi"_s);
    const auto read = reader.read(container(
        u"time=\"2026-11-24T07:41:58Z\" level=warning msg=\"The \\\"i\\\" variable is not set. "
        "Defaulting to a blank string.\""_s));
    const LogLine line = std::get<LogLine>(read);
    QVERIFY(line.isTools);
    QCOMPARE(line.level, LogLevel::Warn);
    QCOMPARE(line.message, "The \"i\" variable is not set. Defaulting to a blank string."_ba);
}

void TestLogReader::tracebacks()
{
    LogReader reader(u"ansi"_s);
    const QStringList lines{u"Traceback (most recent call last):"_s, u"  File \"a.py\", line 1"_s,
                            u"    main()"_s, u"ValueError: no"_s, u"done"_s};
    QList<LogLevel> levels;
    for (const QString &line : lines)
        levels.append(std::get<LogLine>(reader.read(container(line))).level);
    QCOMPARE(levels,
             (QList<LogLevel>{LogLevel::Error, LogLevel::Error, LogLevel::Error, LogLevel::Error,
                              LogLevel::None}));
}

void TestLogReader::theDaemonsLevelStands()
{
    LogLine line = container(u"ERROR: x"_s);
    line.level = LogLevel::Debug;
    QCOMPARE(std::get<LogLine>(LogReader(u"ansi"_s).read(line)).level, LogLevel::Debug);
}

QTEST_GUILESS_MAIN(TestLogReader)
#include "tst_logreader.moc"
