// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/baseurl.h"
#include "core/net/sshtalk.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

//! Addresses behind ssh, and what ssh says when it gets nowhere.
class TestSshAddress final : public QObject
{
    Q_OBJECT

private slots:
    void forms_data();
    void forms();
    void refused_data();
    void refused();
    void isAnAddressLikeOthers();
    void failures_data();
    void failures();
    void progress();
    void hostileLines();
};

void TestSshAddress::forms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("display");
    QTest::addColumn<QString>("machine");
    QTest::addColumn<int>("sshPort");
    QTest::addColumn<int>("daemonPort");
    const auto row = [](const char *text, const char *display, const char *machine, int ssh,
                        int daemon) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(display)
                            << QString::fromUtf8(machine) << ssh << daemon;
    };
    row("ssh://h", "ssh://h/9000", "h", 0, 9000);
    row("ssh://ada@h", "ssh://ada@h/9000", "ada@h", 0, 9000);
    row("ssh://ada@h:2222", "ssh://ada@h:2222/9000", "ada@h", 2222, 9000);
    row("ssh://ada@h:22/9100", "ssh://ada@h:22/9100", "ada@h", 22, 9100);
    row("  SSH://h/9100/ ", "ssh://h/9100", "h", 0, 9100);
    row("ssh://Prod_Web-2.example./", "ssh://Prod_Web-2.example./9000", "Prod_Web-2.example.", 0,
        9000);
    row("ssh://[::1]:22/9100", "ssh://[::1]:22/9100", "::1", 22, 9100);
    row("ssh://[fe80::1%25eth0]", "ssh://[fe80::1%eth0]/9000", "fe80::1%eth0", 0, 9000);
    row("ssh://bücher.example", "ssh://bücher.example/9000", "bücher.example", 0, 9000);
}

void TestSshAddress::forms()
{
    QFETCH(const QString, text);
    QFETCH(const QString, display);
    QFETCH(const QString, machine);
    QFETCH(const int, sshPort);
    QFETCH(const int, daemonPort);
    const auto base = BaseUrl::parse(text);
    QVERIFY(base);
    QVERIFY(base->ssh());
    QCOMPARE(base->display(), display);
    QCOMPARE(base->ssh()->machine(), machine);
    QCOMPARE(int(base->ssh()->port.value_or(0)), sshPort);
    QCOMPARE(int(base->ssh()->daemonPort), daemonPort);
    QCOMPARE(BaseUrl::parse(base->display()), base);
}

void TestSshAddress::refused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no host") << u"ssh://"_s << u"host"_s;
    QTest::newRow("user alone") << u"ssh://ada@"_s << u"host"_s;
    QTest::newRow("password") << u"ssh://ada:secret@h"_s << u"password"_s;
    QTest::newRow("port 0") << u"ssh://h:0"_s << u"65535"_s;
    QTest::newRow("large port") << u"ssh://h:65536"_s << u"65535"_s;
    QTest::newRow("empty port") << u"ssh://h:"_s << u"65535"_s;
    QTest::newRow("path") << u"ssh://h/operator"_s << u"daemon's port"_s;
    QTest::newRow("two paths") << u"ssh://h/9000/x"_s << u"daemon's port"_s;
    QTest::newRow("query") << u"ssh://h/9000?x"_s << u"before any"_s;
    // What ssh or a shell behind it would take for something else.
    QTest::newRow("option as host") << u"ssh://-oProxyCommand=x"_s << u"letters"_s;
    QTest::newRow("option as user") << u"ssh://-lroot@h"_s << u"letters"_s;
    QTest::newRow("command as user") << u"ssh://$(id)@h"_s << u"letters"_s;
    QTest::newRow("command as host") << u"ssh://`id`"_s << u"letters"_s;
    QTest::newRow("space") << u"ssh://a b"_s << u"letters"_s;
    QTest::newRow("line break") << u"ssh://a\nb"_s << u"letters"_s;
    QTest::newRow("empty user") << u"ssh://@h"_s << u"letters"_s;
    QTest::newRow("brackets around a name") << u"ssh://[name]"_s << u"letters"_s;
}

void TestSshAddress::refused()
{
    QFETCH(const QString, text);
    QFETCH(const QString, reason);
    QString words;
    QVERIFY(!BaseUrl::parse(text, &words));
    QVERIFY2(words.contains(reason), qPrintable(words));
    QVERIFY(!words.contains(u"secret"_s));
}

void TestSshAddress::isAnAddressLikeOthers()
{
    const auto ssh = BaseUrl::parse(u"ssh://ada@h:22/9100"_s);
    QVERIFY(!ssh->isLoopback());
    QVERIFY(!ssh->isTls());
    QVERIFY(ssh->isPrivate()); // the bearer may go, since nobody on the way can read it
    // Neither is the daemon of this very machine on that port.
    QVERIFY(ssh != BaseUrl::parse(u"http://127.0.0.1:9100"_s));
    QVERIFY(ssh != BaseUrl::parse(u"ssh://eve@h:22/9100"_s));
    QVERIFY(ssh != BaseUrl::parse(u"ssh://ada@h:22/9101"_s));
    QCOMPARE(ssh->restBase(), u"http://127.0.0.1:9100"_s);
    QCOMPARE(ssh->host(), u"h"_s);
    QCOMPARE(ssh->through(40001).rest("/x"_ba).toString(), u"http://127.0.0.1:40001/x"_s);
    QVERIFY(!BaseUrl::parse(u"http://h:9000"_s)->isPrivate());
}

void TestSshAddress::failures_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<int>("stage");
    QTest::addColumn<bool>("needsPerson");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QByteArray &said, SshStage stage, bool person,
                        const QString &words) {
        QTest::newRow(name) << said << int(stage) << person << words;
    };
    row("no such host",
        "ssh: Could not resolve hostname nosuch.invalid: Name or service not known\r\n"_ba,
        SshStage::Connection, false, u"Could not resolve"_s);
    row("refused", "ssh: connect to host 127.0.0.1 port 1: Connection refused\r\n"_ba,
        SshStage::Connection, false, u"refused"_s);
    row("changed key",
        "@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\n"
        "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\n"
        "IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!\n"
        "Host key verification failed.\n"_ba,
        SshStage::HostKey, true, u"HAS CHANGED"_s);
    row("strict",
        "No ED25519 host key is known for h and you have requested strict checking.\n"
        "Host key verification failed.\n"_ba,
        SshStage::HostKey, true, u"strict"_s);
    row("not let in",
        "Permission denied, please try again.\nada@h: Permission denied (publickey,password).\n"_ba,
        SshStage::Login, true, u"ada@h: Permission denied"_s);
    row("forward in use",
        "bind [127.0.0.1]:8080: Address already in use\n"
        "channel_setup_fwd_listener_tcpip: cannot listen to port: 8080\n"
        "Could not request local forwarding.\n"_ba,
        SshStage::Forwarding, true, u"local forwarding"_s);
    row("not an ssh server", "kex_exchange_identification: Connection closed by remote host\n"_ba,
        SshStage::Connection, false, u"kex"_s);
    row("in the middle of a login",
        "debug1: Server host key: ssh-ed25519 SHA256:x\ndebug1: SSH2_MSG_NEWKEYS received\n"
        "Connection closed by 10.0.0.1 port 22\n"_ba,
        SshStage::Login, false, u"closed"_s);
    row("silence", ""_ba, SshStage::Connection, false, u"without a word"_s);
}

void TestSshAddress::failures()
{
    QFETCH(const QByteArray, said);
    QFETCH(const int, stage);
    QFETCH(const bool, needsPerson);
    QFETCH(const QString, words);
    SshTalk talk;
    for (const char byte : said) // as a pipe may give it
        talk.read(QByteArray(1, byte));
    const SshFailure failure = talk.failure();
    QCOMPARE(int(failure.stage), stage);
    QCOMPARE(failure.needsPerson, needsPerson);
    QVERIFY2(failure.words.contains(words), qPrintable(failure.words));
    QVERIFY(!failure.words.contains(u"debug1"_s));
}

void TestSshAddress::progress()
{
    SshTalk talk;
    talk.read("debug1: Connecting to h [10.0.0.1] port 22.\n"_ba);
    QCOMPARE(talk.stage(), SshStage::Connection);
    talk.read("debug1: Server host key: ssh-ed25519 SHA256:x\n"_ba);
    QCOMPARE(talk.stage(), SshStage::HostKey);
    talk.read("debug1: SSH2_MSG_NEWKEYS received\n"_ba);
    QCOMPARE(talk.stage(), SshStage::Login);
    talk.read("Authenticated to h ([10.0.0.1]:22) using \"publickey\".\n"_ba);
    QCOMPARE(talk.stage(), SshStage::Forwarding);
    QVERIFY(!talk.isListening());
    talk.read("debug1: Local forwarding listening on path /run/x.\n"_ba);
    QVERIFY(talk.isListening());
    talk.read("channel 2: open failed: administratively prohibited: open failed\n"_ba);
    QCOMPARE(talk.refusedForward(), u"administratively prohibited: open failed"_s);
    talk.read("Permission denied, please try again.\n"_ba);
    QCOMPARE(talk.takeRemarks(), u"Permission denied, please try again."_s);
    QCOMPARE(talk.takeRemarks(), QString());
}

void TestSshAddress::hostileLines()
{
    SshTalk talk;
    talk.read(QByteArray(1'000'000, 'x'));
    talk.read(QByteArray("\n").repeated(10'000));
    for (int i = 0; i < 1'000; ++i)
        talk.read(QByteArray(5'000, 'y') + '\n');
    QVERIFY(talk.failure().words.size() < 20'000);
    QVERIFY(talk.takeRemarks().size() < 20'000);
}

QTEST_GUILESS_MAIN(TestSshAddress)
#include "tst_sshaddress.moc"
