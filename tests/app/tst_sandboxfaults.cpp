// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <QTcpSocket>
#include <QTest>

#include "sandboxfixture.h"

using namespace Qt::StringLiterals;
using namespace angee;
using namespace std::chrono_literals;

//! The switches that make it misbehave.
class TestSandboxFaults : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_sandbox.reset(); }

    void failsOnPurpose();
    void losesAnswersOnPurpose_data();
    void losesAnswersOnPurpose();
    void freezesAndGoesOn();
    void movesItsClock();

private:
    std::unique_ptr<test::RunningSandbox> m_sandbox;
};

void TestSandboxFaults::init()
{
    m_sandbox = std::make_unique<test::RunningSandbox>(test::watchableManifest());
    QVERIFY(m_sandbox->isRunning());
}

void TestSandboxFaults::failsOnPurpose()
{
    m_sandbox->server().faults()->failNext(u"POST /secrets"_s, 2, 503);
    QCOMPARE(m_sandbox->client().get("/secrets/key").status, 200);
    QCOMPARE(m_sandbox->client().post("/secrets/key", "{\"value\":\"v\"}").status, 503);
    QCOMPARE(m_sandbox->client().post("/secrets/key", "{\"value\":\"v\"}").status, 503);
    QCOMPARE(m_sandbox->client().get("/secrets/key/value").status, 404); // nothing was done
    QCOMPARE(m_sandbox->client().post("/secrets/key", "{\"value\":\"v\"}").status, 200);
}

void TestSandboxFaults::losesAnswersOnPurpose_data()
{
    using Drop = sandbox::SandboxFaults::Drop;
    QTest::addColumn<int>("how");
    QTest::addColumn<int>("error");
    QTest::newRow("FIN") << int(Drop::Fin) << int(QTcpSocket::RemoteHostClosedError);
    QTest::newRow("RST") << int(Drop::Reset) << int(QTcpSocket::RemoteHostClosedError);
    QTest::newRow("half a body") << int(Drop::HalfBody) << int(QTcpSocket::RemoteHostClosedError);
}

void TestSandboxFaults::losesAnswersOnPurpose()
{
    QFETCH(int, how);
    m_sandbox->server().faults()->dropNext(u"^PUT /files$"_s, 1, sandbox::SandboxFaults::Drop(how));
    const auto answer =
        m_sandbox->client().send("PUT", "/files?source=app&path=a.txt", "{\"content\":\"two\"}");
    QCOMPARE(answer.status, 0); // no whole answer
    QCOMPARE(m_sandbox->client().get("/files?source=app&path=a.txt")[u"content"_s].toString(),
             u"two"_s);
}

void TestSandboxFaults::freezesAndGoesOn()
{
    m_sandbox->server().faults()->setFrozen(true);
    const auto socket = m_sandbox->client().open("GET", "/healthz");
    bool answered = QTest::qWaitFor([&] { return socket->bytesAvailable() > 0; }, 300);
    QVERIFY(!answered);
    m_sandbox->server().faults()->setFrozen(false);
    QCOMPARE(test::WireClient::read(socket.get(), "GET").status, 200);
    m_sandbox->server().faults()->setLatency(u"GET /healthz"_s, 60s);
    const auto slow = m_sandbox->client().open("GET", "/healthz");
    answered = QTest::qWaitFor([&] { return slow->bytesAvailable() > 0; }, 300);
    QVERIFY(!answered);
}

void TestSandboxFaults::movesItsClock()
{
    const QByteArray minted =
        m_sandbox->client()
            .post("/tokens/mint", "{\"actor\":\"a\",\"ttl\":\"10m\"}")[u"token"_s]
            .toString()
            .toLatin1();
    const test::WireClient actor(u"127.0.0.1"_s, m_sandbox->port(), minted);
    QCOMPARE(actor.get("/services").status, 200);
    m_sandbox->server().faults()->setClockOffset(601s);
    QCOMPARE(actor.get("/services").status, 401);
    m_sandbox->server().faults()->setClockOffset(0s);
    QCOMPARE(actor.get("/services").status, 200);
}

QTEST_GUILESS_MAIN(TestSandboxFaults)
#include "tst_sandboxfaults.moc"
