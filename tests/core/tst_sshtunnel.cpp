// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/connectiondoctor.h"
#include "core/net/httpclient.h"
#include "core/net/sshtunnel.h"
#include "tests/support/exchangewatch.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/sockets.h"
#include "tests/support/sshserver.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>
#include <memory>
#include <unistd.h>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

HttpRequest get()
{
    HttpRequest request;
    request.path = "/x"_ba;
    return request;
}

//! Command lines and environments of all processes below this one, as others could see them.
QByteArray whatProcessesShow()
{
    QByteArray all;
    QList<qint64> queue{::getpid()};
    while (!queue.isEmpty()) {
        const qint64 parent = queue.takeFirst();
        QFile children(u"/proc/%1/task/%1/children"_s.arg(parent));
        if (!children.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &child : children.readAll().simplified().split(' ')) {
            if (child.isEmpty())
                continue;
            for (const char *what : {"cmdline", "environ"}) {
                QFile file(u"/proc/%1/%2"_s.arg(child.toLongLong()).arg(QLatin1StringView(what)));
                if (file.open(QIODevice::ReadOnly))
                    all += file.readAll();
            }
            queue.append(child.toLongLong());
        }
    }
    return all;
}

} // namespace

//! A daemon behind a real sshd: who is asked what, what fails where, and where the bearer goes.
class TestSshTunnel final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void unknownMachine();
    void unknownMachineDeclined();
    void nobodyToAsk();
    void changedKey();
    void wrongPasswordThenRight();
    void threeWrongPasswords();
    void lockedKey();
    void keyOfTheAgent();
    void noSshProgram();
    void refusedForward_data();
    void refusedForward();
    void killedTunnel();
    void frozenTunnel();
    void changesAreNotKept();
    void portIsOursAlone();
    void otherUsersStayOutside();
    void largeAnswers();
    void stagesOfTheTest_data();
    void stagesOfTheTest();

private:
    void makeClient(quint16 daemonPort);
    //! Answers the next question with \a text, a null one by declining.
    void expectQuestion(SshQuestion::Kind kind, const QString &text);
    [[nodiscard]] SshTunnel *tunnel() const { return m_client->tunnel(); }

    std::unique_ptr<SshServer> m_ssh;
    std::unique_ptr<ScriptedServer> m_daemon;
    std::unique_ptr<HttpClient> m_client;
    std::unique_ptr<QSignalSpy> m_questions;
    qsizetype m_answered = 0;
};

void TestSshTunnel::initTestCase()
{
    const SshServer server;
    if (!server.problem().isEmpty())
        QSKIP(qPrintable(server.problem()));
}

void TestSshTunnel::init()
{
    m_ssh = std::make_unique<SshServer>();
    m_daemon = std::make_unique<ScriptedServer>();
    m_daemon->setHandler([](const ReceivedRequest &) {
        return Script::json(R"({"status":"ok","data":{"health":{"status":"ok"}}})"_ba);
    });
    m_answered = 0;
}

void TestSshTunnel::cleanup()
{
    m_client.reset();
    m_questions.reset();
    m_daemon.reset();
    m_ssh.reset();
}

void TestSshTunnel::makeClient(quint16 daemonPort)
{
    m_client = std::make_unique<HttpClient>(*BaseUrl::parse(m_ssh->url(daemonPort)));
    m_client->setBearer("the-bearer"_ba);
    m_questions = std::make_unique<QSignalSpy>(tunnel(), &SshTunnel::questionAsked);
}

void TestSshTunnel::expectQuestion(SshQuestion::Kind kind, const QString &text)
{
    QTRY_VERIFY_WITH_TIMEOUT(m_questions->size() > m_answered, patience);
    const auto question = m_questions->at(m_answered++).constFirst().value<SshQuestion>();
    QCOMPARE(int(question.kind), int(kind));
    if (text.isNull())
        tunnel()->decline(question.id);
    else
        tunnel()->answer(question.id, text);
}

void TestSshTunnel::unknownMachine()
{
    QVERIFY(m_ssh->start(SshServer::Login::Key));
    makeClient(m_daemon->serverPort());
    ExchangeWatch watch(m_client->send(get(), this));
    expectQuestion(SshQuestion::Kind::HostKey, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(watch.finished, 1, patience);
    QVERIFY(watch.result.isSuccess());
    QCOMPARE(m_daemon->requests().constLast().header("Authorization"_ba), "Bearer the-bearer"_ba);
    QCOMPARE(m_daemon->requests().size(), 1);
    QVERIFY(m_questions->at(0).constFirst().value<SshQuestion>().words.contains("SHA256:"_L1));
    QVERIFY(m_ssh->knownHosts().contains("ssh-ed25519")); // where the user's own ssh finds it
    QCOMPARE(m_questions->size(), 1);
}

void TestSshTunnel::unknownMachineDeclined()
{
    QVERIFY(m_ssh->start(SshServer::Login::Key));
    makeClient(m_daemon->serverPort());
    ExchangeWatch watch(m_client->send(get(), this));
    expectQuestion(SshQuestion::Kind::HostKey, {});
    QTRY_COMPARE_WITH_TIMEOUT(watch.finished, 1, patience);
    QCOMPARE(watch.result.failure, HttpFailure::Unreachable);
    QVERIFY(!watch.result.maybeSent);
    QCOMPARE(tunnel()->failure().stage, SshStage::HostKey);
    // Nothing bothers the person again before they want it.
    ExchangeWatch second(m_client->send(get(), this));
    QTRY_COMPARE(second.finished, 1);
    QCOMPARE(m_questions->size(), 1);
    m_client->dropConnections(); // "Retry now"
    ExchangeWatch third(m_client->send(get(), this));
    expectQuestion(SshQuestion::Kind::HostKey, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(third.finished, 1, patience);
    QVERIFY(third.result.isSuccess());
    QCOMPARE(m_daemon->requests().size(), 1);
}

void TestSshTunnel::nobodyToAsk()
{
    QVERIFY(m_ssh->start(SshServer::Login::Key));
    HttpClient client(*BaseUrl::parse(m_ssh->url(m_daemon->serverPort())));
    ExchangeWatch watch(client.send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(watch.finished, 1, patience);
    QCOMPARE(watch.result.failure, HttpFailure::Unreachable);
    QVERIFY2(watch.result.detail.contains(u"nobody answered"_s), qPrintable(watch.result.detail));
}

void TestSshTunnel::changedKey()
{
    QVERIFY(m_ssh->start(SshServer::Login::Key));
    m_ssh->makeKnown(true);
    makeClient(m_daemon->serverPort());
    ExchangeWatch watch(m_client->send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(watch.finished, 1, patience);
    QCOMPARE(watch.result.failure, HttpFailure::Unreachable);
    QCOMPARE(tunnel()->failure().stage, SshStage::HostKey);
    QVERIFY(tunnel()->failure().needsPerson);
    QVERIFY2(watch.result.detail.contains(u"HAS CHANGED"_s), qPrintable(watch.result.detail));
    QCOMPARE(m_questions->size(), 0);
    QCOMPARE(m_daemon->accepted(), 0);
}

void TestSshTunnel::wrongPasswordThenRight()
{
    if (!SshServer::isRoot())
        QSKIP("sshd checks passwords for root alone");
    QVERIFY(m_ssh->start(SshServer::Login::Password));
    m_ssh->makeKnown();
    makeClient(m_daemon->serverPort());
    ExchangeWatch watch(m_client->send(get(), this));
    expectQuestion(SshQuestion::Kind::Secret, u"wrong"_s);
    expectQuestion(SshQuestion::Kind::Secret, u"right"_s);
    QVERIFY(m_questions->at(1).constFirst().value<SshQuestion>().before.contains(
        "Permission denied"_L1));
    QTRY_COMPARE_WITH_TIMEOUT(watch.finished, 1, patience);
    QVERIFY(watch.result.isSuccess());
    const QByteArray shown = whatProcessesShow();
    QVERIFY(shown.contains("-N")); // it was looked at at all
    QVERIFY(!shown.contains("right"));
    QVERIFY(!shown.contains("the-bearer"));

    // What let us in lets us in again, unasked.
    m_ssh->signalSessions(SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(tunnel()->state(), SshTunnel::State::Failed, patience);
    ExchangeWatch second(m_client->send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(second.finished, 1, patience);
    QVERIFY(second.result.isSuccess());
    QCOMPARE(m_questions->size(), 2);
}

void TestSshTunnel::threeWrongPasswords()
{
    if (!SshServer::isRoot())
        QSKIP("sshd checks passwords for root alone");
    QVERIFY(m_ssh->start(SshServer::Login::Password));
    m_ssh->makeKnown();
    makeClient(m_daemon->serverPort());
    ExchangeWatch watch(m_client->send(get(), this));
    for (int i = 0; i < 3; ++i)
        expectQuestion(SshQuestion::Kind::Secret, u"wrong"_s);
    QTRY_COMPARE_WITH_TIMEOUT(watch.finished, 1, patience);
    QCOMPARE(tunnel()->failure().stage, SshStage::Login);
    QVERIFY(tunnel()->failure().needsPerson);
    QVERIFY(watch.result.detail.contains(u"Permission denied"_s));
    // A lock-out is not brought about by asking on.
    ExchangeWatch second(m_client->send(get(), this));
    QTRY_COMPARE(second.finished, 1);
    QCOMPARE(m_questions->size(), 3);
    QCOMPARE(m_daemon->accepted(), 0);
}

void TestSshTunnel::lockedKey()
{
    QVERIFY(m_ssh->start(SshServer::Login::LockedKey));
    m_ssh->makeKnown();
    makeClient(m_daemon->serverPort());
    ExchangeWatch watch(m_client->send(get(), this));
    expectQuestion(SshQuestion::Kind::Secret, u"not this"_s);
    expectQuestion(SshQuestion::Kind::Secret, u"opens it"_s);
    QTRY_COMPARE_WITH_TIMEOUT(watch.finished, 1, patience);
    QVERIFY(watch.result.isSuccess());
    QVERIFY(!whatProcessesShow().contains("opens it"));
}

void TestSshTunnel::keyOfTheAgent()
{
    QVERIFY(m_ssh->start(SshServer::Login::Key));
    m_ssh->makeKnown();
    QProcess agent;
    const QString socket = m_ssh->path(u"agent"_s);
    agent.start(u"ssh-agent"_s, {u"-D"_s, u"-a"_s, socket});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(socket), patience);
    QProcess add;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SSH_AUTH_SOCK"_s, socket);
    add.setProcessEnvironment(environment);
    QFile::setPermissions(m_ssh->path(u"key"_s), QFile::ReadOwner | QFile::WriteOwner);
    add.start(u"ssh-add"_s, {u"-q"_s, m_ssh->path(u"key"_s)});
    QVERIFY(add.waitForFinished(patience));
    QCOMPARE(add.exitCode(), 0);
    QVERIFY(QFile::remove(m_ssh->path(u"key"_s))); // it is in the agent alone
    m_ssh->setClientConfig("IdentityAgent \"" + socket.toUtf8() + "\"\nIdentitiesOnly no\n");
    makeClient(m_daemon->serverPort());
    ExchangeWatch watch(m_client->send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(watch.finished, 1, patience);
    QVERIFY(watch.result.isSuccess());
    QCOMPARE(m_questions->size(), 0);
    agent.kill();
    agent.waitForFinished(patience);
}

void TestSshTunnel::noSshProgram()
{
    QVERIFY(m_ssh->start(SshServer::Login::Key));
    const QByteArray path = qgetenv("PATH");
    const auto restore = qScopeGuard([&path] { qputenv("PATH", path); });
    qputenv("PATH", m_ssh->path(u"nowhere"_s).toUtf8());
    makeClient(m_daemon->serverPort());
    ExchangeWatch watch(m_client->send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(watch.finished, 1, patience);
    QCOMPARE(watch.result.failure, HttpFailure::Unreachable);
    QVERIFY(tunnel()->failure().advice.contains(u"openssh-client"_s));
}

void TestSshTunnel::refusedForward_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<bool>("listens");
    QTest::addColumn<QString>("words");
    QTest::newRow("forbidden") << "AllowTcpForwarding no"_ba << true << u"forbids"_s;
    QTest::newRow("another port alone") << "PermitOpen 127.0.0.1:1"_ba << true << u"forbids"_s;
    QTest::newRow("nothing there") << ""_ba << false << u"nothing answers"_s;
}

void TestSshTunnel::refusedForward()
{
    QFETCH(const QByteArray, config);
    QFETCH(const bool, listens);
    QFETCH(const QString, words);
    QVERIFY(m_ssh->start(SshServer::Login::Key, config));
    m_ssh->makeKnown();
    makeClient(listens ? m_daemon->serverPort() : closedPort());
    QSignalSpy refused(tunnel(), &SshTunnel::forwardRefused);
    ExchangeWatch watch(m_client->send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(watch.finished, 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!refused.isEmpty(), patience);
    QVERIFY(!watch.result.isAnswer());
    QVERIFY2(tunnel()->forwardProblem().contains(words), qPrintable(tunnel()->forwardProblem()));
    // From then on it is told with each failure.
    ExchangeWatch second(m_client->send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(second.finished, 1, patience);
    QVERIFY2(second.result.detail.contains(words), qPrintable(second.result.detail));
    QCOMPARE(m_daemon->accepted(), 0);
}

void TestSshTunnel::killedTunnel()
{
    QVERIFY(m_ssh->start(SshServer::Login::Key));
    m_ssh->makeKnown();
    makeClient(m_daemon->serverPort());
    ExchangeWatch first(m_client->send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(first.finished, 1, patience);
    QVERIFY(first.result.isSuccess());
    const quint16 port = tunnel()->localPort();

    m_daemon->enqueue(Script::silence());
    ExchangeWatch cut(m_client->send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(m_daemon->requests().size(), 2, patience);
    m_ssh->signalSessions(SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(cut.finished, 1, patience);
    QCOMPARE(cut.result.failure, HttpFailure::Lost);
    QTRY_COMPARE_WITH_TIMEOUT(tunnel()->state(), SshTunnel::State::Failed, patience);
    QVERIFY(!tunnel()->failure().needsPerson);

    ExchangeWatch again(m_client->send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(again.finished, 1, patience);
    QVERIFY(again.result.isSuccess());
    QCOMPARE(tunnel()->localPort(), port);
}

// As after a sleep of this machine: the other end is there and says nothing.
void TestSshTunnel::frozenTunnel()
{
    QVERIFY(m_ssh->start(SshServer::Login::Key));
    m_ssh->makeKnown();
    m_ssh->write(u"bin/ssh"_s,
                 "#!/bin/sh\nexec /usr/bin/ssh -F '" + m_ssh->path(u"ssh_config"_s).toUtf8()
                     + "' -o ServerAliveInterval=1 -o ServerAliveCountMax=1 \"$@\"\n");
    makeClient(m_daemon->serverPort());
    ExchangeWatch first(m_client->send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(first.finished, 1, patience);
    m_ssh->signalSessions(SIGSTOP);
    QTRY_COMPARE_WITH_TIMEOUT(tunnel()->state(), SshTunnel::State::Failed, patience);
    QVERIFY(!tunnel()->failure().needsPerson);
    m_ssh->signalSessions(SIGKILL);
    ExchangeWatch again(m_client->send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(again.finished, 1, patience);
    QVERIFY(again.result.isSuccess());
}

void TestSshTunnel::changesAreNotKept()
{
    QVERIFY(m_ssh->start(SshServer::Login::Key));
    makeClient(m_daemon->serverPort());
    HttpRequest change = get();
    change.verb = HttpVerb::Post;
    change.mutation = true;
    ExchangeWatch closed(m_client->send(change, this));
    QTRY_COMPARE(closed.finished, 1);
    QCOMPARE(closed.result.failure, HttpFailure::Unreachable);
    QVERIFY(!closed.result.maybeSent);
    ExchangeWatch read(m_client->send(get(), this));
    expectQuestion(SshQuestion::Kind::HostKey, u"yes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(read.finished, 1, patience);
    QCOMPARE(m_daemon->count("POST"_ba), 0);
    ExchangeWatch open(m_client->send(change, this));
    QTRY_COMPARE_WITH_TIMEOUT(open.finished, 1, patience);
    QVERIFY(open.result.isSuccess());
    QCOMPARE(m_daemon->count("POST"_ba), 1);
}

// While ssh is away nobody else may be given what was meant for the daemon.
void TestSshTunnel::portIsOursAlone()
{
    QVERIFY(m_ssh->start(SshServer::Login::Key));
    m_ssh->makeKnown();
    makeClient(m_daemon->serverPort());
    const auto isTaken = [this] {
        QTcpServer other;
        return !other.listen(QHostAddress::LocalHost, tunnel()->localPort());
    };
    QVERIFY(isTaken()); // before the first
    ExchangeWatch first(m_client->send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(first.finished, 1, patience);
    QVERIFY(isTaken());
    m_ssh->signalSessions(SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(tunnel()->state(), SshTunnel::State::Failed, patience);
    QVERIFY(isTaken());
    QTcpSocket socket; // and whoever comes is sent away
    socket.connectToHost(u"127.0.0.1"_s, tunnel()->localPort());
    QTRY_COMPARE(socket.state(), QTcpSocket::UnconnectedState);
    m_client.reset();
}

void TestSshTunnel::otherUsersStayOutside()
{
    if (!SshServer::isRoot())
        QSKIP("only root can be somebody else");
    QVERIFY(m_ssh->start(SshServer::Login::Key));
    m_ssh->makeKnown();
    makeClient(m_daemon->serverPort());
    ExchangeWatch first(m_client->send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(first.finished, 1, patience);
    const auto asks = [this](const QStringList &before) {
        QProcess other;
        const QString script =
            u"exec 3<>/dev/tcp/127.0.0.1/%1; printf 'GET /x HTTP/1.1\\r\\nHost: "
            "h\\r\\nConnection: close\\r\\n\\r\\n' >&3; head -n 1 <&3"_s.arg(tunnel()->localPort());
        const QStringList command = before + QStringList{u"bash"_s, u"-c"_s, script};
        other.start(command.constFirst(), command.mid(1));
        QSignalSpy ended(&other, &QProcess::finished);
        (void)QTest::qWaitFor([&ended] { return !ended.isEmpty(); }, patience);
        return other.readAllStandardOutput();
    };
    QVERIFY(asks({}).startsWith("HTTP/1.1 200"));
    const qsizetype before = m_daemon->requests().size();
    QCOMPARE(asks({u"setpriv"_s, u"--reuid=65534"_s, u"--clear-groups"_s}), QByteArray());
    QCOMPARE(m_daemon->requests().size(), before);
}

void TestSshTunnel::largeAnswers()
{
    QVERIFY(m_ssh->start(SshServer::Login::Key));
    m_ssh->makeKnown();
    QByteArray body;
    for (int i = 0; body.size() < 8'000'000; ++i)
        body += QByteArray::number(i) + '\n';
    m_daemon->setHandler([&body](const ReceivedRequest &request) {
        return request.body.isEmpty() ? Script::text(body) : Script::text(request.body);
    });
    makeClient(m_daemon->serverPort());
    ExchangeWatch down(m_client->send(get(), this));
    QTRY_COMPARE_WITH_TIMEOUT(down.finished, 1, patience);
    QVERIFY(down.result.body == body);
    HttpRequest upload = get();
    upload.verb = HttpVerb::Put;
    upload.body = body;
    ExchangeWatch up(m_client->send(upload, this));
    QTRY_COMPARE_WITH_TIMEOUT(up.finished, 1, patience);
    QVERIFY(up.result.body == body);
}

void TestSshTunnel::stagesOfTheTest_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("fails");
    using Stage = ConnectionDoctor::Stage;
    QTest::newRow("nothing") << QString() << -1;
    QTest::newRow("no server") << u"server"_s << int(Stage::Ssh);
    QTest::newRow("other machine") << u"key"_s << int(Stage::SshHostKey);
    QTest::newRow("not let in") << u"login"_s << int(Stage::SshLogin);
    QTest::newRow("no forwarding") << u"forward"_s << int(Stage::SshForwarding);
}

void TestSshTunnel::stagesOfTheTest()
{
    QFETCH(const QString, fault);
    QFETCH(const int, fails);
    QVERIFY(m_ssh->start(SshServer::Login::Key,
                         fault == "forward"_L1 ? "AllowTcpForwarding no"_ba : ""_ba));
    m_ssh->makeKnown(fault == "key"_L1);
    if (fault == "login"_L1)
        m_ssh->write(u"authorized"_s, "");
    if (fault == "server"_L1)
        m_ssh->stop();
    ConnectionDoctor doctor(*BaseUrl::parse(m_ssh->url(m_daemon->serverPort())), "the-bearer"_ba,
                            {});
    QSignalSpy finished(&doctor, &ConnectionDoctor::finished);
    doctor.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    const ConnectionDoctor::Line *failure = doctor.firstFailure();
    if (fails < 0) {
        // The scripted daemon streams nothing; all before that passes.
        for (const ConnectionDoctor::Line &line : doctor.lines()) {
            if (line.stage != ConnectionDoctor::Stage::LiveUpdates)
                QVERIFY2(line.verdict == ConnectionDoctor::Verdict::Passed,
                         qPrintable(doctorStageName(line.stage)));
        }
        QCOMPARE(doctor.lines().size(), 8);
        return;
    }
    QVERIFY(failure);
    QCOMPARE(int(failure->stage), fails);
    QVERIFY(!failure->words.isEmpty());
    QCOMPARE(m_daemon->requests().size(), 0); // so no bearer went anywhere
}

int main(int argc, char **argv)
{
    if (isAskpassHelper())
        return answerAskpass(argc, argv);
    QCoreApplication application(argc, argv);
    TestSshTunnel test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sshtunnel.moc"
