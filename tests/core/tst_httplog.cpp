// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/logging.h"
#include "core/net/httpclient.h"
#include "core/net/httplog.h"
#include "tests/support/exchangewatch.h"
#include "tests/support/scriptedserver.h"

#include <QSet>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(angee::HttpVerb)

namespace {

QStringList logged;

void keep(QtMsgType, const QMessageLogContext &context, const QString &message)
{
    logged.append(QString::fromLatin1(context.category) + u": "_s + message);
}

} // namespace

//! The log tells what happened, and none of what was said.
class TestHttpLog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init() { logged.clear(); }
    void nothingSecret_data();
    void nothingSecret();
    void failuresAreLogged_data();
    void failuresAreLogged();
    void silentUnlessAsked();
    void everyFailureHasAWord();

private:
    QtMessageHandler m_before = nullptr;
};

static const QString rulesOn = u"*.debug=true\nqt.core*=false\nqt.test*=false"_s;

void TestHttpLog::initTestCase()
{
    QLoggingCategory::setFilterRules(rulesOn);
    m_before = qInstallMessageHandler(keep);
}

void TestHttpLog::cleanupTestCase()
{
    qInstallMessageHandler(m_before);
}

void TestHttpLog::nothingSecret_data()
{
    QTest::addColumn<HttpVerb>("verb");
    QTest::addColumn<int>("status");
    for (const HttpVerb verb : {HttpVerb::Get, HttpVerb::Post, HttpVerb::Put, HttpVerb::Delete}) {
        for (const int status : {200, 302, 400, 401, 500})
            QTest::addRow("%s %d", verbName(verb).constData(), status) << verb << status;
    }
}

void TestHttpLog::nothingSecret()
{
    QFETCH(const HttpVerb, verb);
    QFETCH(const int, status);
    ScriptedServer server;
    server.enqueue(Script::answer(
        status, "application/json"_ba, "{\"value\":\"hunter2-answer\"}"_ba,
        {{"Set-Cookie"_ba, "hunter2-cookie"_ba}, {"Location"_ba, "/y?token=hunter2-target"_ba}}));
    HttpClient client(*BaseUrl::parse(server.url()));
    client.setBearer("hunter2-bearer"_ba);
    HttpRequest request;
    request.verb = verb;
    request.path = "/secrets/db"_ba;
    request.query = "q=hunter2-query"_ba;
    request.body = "{\"value\":\"hunter2-body\"}"_ba;
    request.mutation = verb != HttpVerb::Get;
    ExchangeWatch watch(client.send(request, this));
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.status, status);
    QTRY_VERIFY(watch.destroyed);

    const QString all = logged.join(u'\n');
    QVERIFY2(!all.contains("hunter2"_L1), qPrintable(all));
    const QStringList lines = logged.filter(u"angee.http: "_s);
    QCOMPARE(lines.size(), 1);
    const QString start =
        u"angee.http: %1 /secrets/db %2 "_s.arg(QString::fromLatin1(verbName(verb))).arg(status);
    QVERIFY2(lines.first().startsWith(start) && lines.first().endsWith(" ms"_L1),
             qPrintable(lines.first()));
}

void TestHttpLog::failuresAreLogged_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QString>("word");
    QTest::newRow("lost") << Script().closeFin() << u"reply lost"_s;
    QTest::newRow("silence") << Script::silence() << u"timeout"_s;
    QTest::newRow("too large") << Script::json(QByteArray(1000, 'x')) << u"answer too large"_s;
}

void TestHttpLog::failuresAreLogged()
{
    QFETCH(const Script, script);
    QFETCH(const QString, word);
    ScriptedServer server;
    server.enqueue(script);
    HttpClient client(*BaseUrl::parse(server.url()));
    HttpRequest request;
    request.verb = HttpVerb::Post;
    request.path = "/x"_ba;
    request.query = "q=hunter2"_ba;
    request.maxBody = 100;
    request.idleTimeout = 2000ms;
    ExchangeWatch watch(client.send(request, this));
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(logged.filter(u"angee.http: POST /x "_s + word).size(), 1);
    QVERIFY(!logged.join(u'\n').contains("hunter2"_L1));
}

void TestHttpLog::silentUnlessAsked()
{
    QLoggingCategory::setFilterRules(u"qt.*=false"_s);
    const auto restore = qScopeGuard([] { QLoggingCategory::setFilterRules(rulesOn); });
    ScriptedServer server;
    server.enqueue(Script::json("{}"_ba));
    HttpClient client(*BaseUrl::parse(server.url()));
    HttpRequest request;
    request.path = "/x"_ba;
    ExchangeWatch watch(client.send(request, this));
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(logged, QStringList());
}

void TestHttpLog::everyFailureHasAWord()
{
    QSet<QString> words;
    for (int i = 0; i <= int(HttpFailure::ReadOnlyRefused); ++i)
        words.insert(failureWord(HttpFailure(i)));
    QCOMPARE(words.size(), int(HttpFailure::ReadOnlyRefused) + 1);
    QVERIFY(!words.contains(QString()));
}

QTEST_GUILESS_MAIN(TestHttpLog)
#include "tst_httplog.moc"
