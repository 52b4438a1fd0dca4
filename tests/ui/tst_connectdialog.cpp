// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/app/sandboxfixture.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/sockets.h"
#include "tests/ui/shownwords.h"
#include "tests/ui/taborder.h"
#include "ui/connection/connectdialog.h"

#include <QCheckBox>
#include <QCryptographicHash>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

const auto token = u"connect-test-bearer-9f2c"_s;

using Stage = ConnectionDoctor::Stage;

//! An operator daemon as far as the test of a connection looks at it.
Script goodAnswer(const ReceivedRequest &request)
{
    const bool authorised = request.header("Authorization"_ba) == "Bearer " + token.toUtf8();
    if (request.target == "/healthz")
        return Script::json(R"({"status":"ok","runtime":"local"})"_ba);
    if (!authorised)
        return Script::json(R"({"error":"unauthorized"})"_ba, 401);
    if (request.target == "/stack/status")
        return Script::json(R"({"services":{}})"_ba);
    if (request.target != "/graphql")
        return Script::text("404 page not found\n"_ba, 404);
    if (request.header("Accept"_ba).contains("event-stream"))
        return Script::head(200, "text/event-stream"_ba, -1).chunk(":\n\n"_ba);
    return Script::json(R"({"data":{"health":{"status":"ok"}}})"_ba);
}

//! The same, but for one path.
ScriptedServer::Handler goodBut(const QByteArray &target, const Script &answer)
{
    return [target, answer](const ReceivedRequest &request) {
        return request.target == target ? answer : goodAnswer(request);
    };
}

//! What a server answers that fails in one way; good answers for a fault of the connection itself.
QHash<QString, ScriptedServer::Handler> faultyAnswers()
{
    const auto always = [](const Script &answer) {
        return [answer](const ReceivedRequest &) { return answer; };
    };
    const Script noRoute = Script::text("404 page not found\n"_ba, 404);
    const Script unauthorised = Script::json(R"({"error":"unauthorized"})"_ba, 401);
    const Script broken = Script::json(R"({"error":"angee.yaml: line 3: bad"})"_ba, 500);
    const Script otherSchema =
        Script::json(R"({"errors":[{"message":"Cannot query the field health"}]})"_ba);
    return {
        {u"silence"_s, always(Script::silence())},
        {u"another program"_s, always(noRoute)},
        {u"a proxy's page"_s,
         always(Script::answer(200, "text/html"_ba, "<h1>Welcome to nginx!</h1>"_ba))},
        {u"redirect"_s, always(Script::redirect(302, "https://login.example.invalid/"_ba))},
        {u"wrong token"_s, goodBut("/stack/status"_ba, unauthorised)},
        {u"broken stack"_s, goodBut("/stack/status"_ba, broken)},
        {u"GraphQL missing"_s, goodBut("/graphql"_ba, noRoute)},
        {u"GraphQL incompatible"_s, goodBut("/graphql"_ba, otherSchema)},
        {u"event streams held back"_s,
         [](const ReceivedRequest &request) {
             return request.header("Accept"_ba).contains("event-stream")
                 ? Script::text("no streams here"_ba, 406)
                 : goodAnswer(request);
         }},
    };
}

} // namespace

//! The connect dialog against servers that fail in one way each, over real sockets.
class TestConnectDialog final : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();

    void namesTheFirstFailure_data();
    void namesTheFirstFailure();
    void passesOnASandbox();
    void failsOnASandboxWithAnotherToken();
    void saysThatADaemonIsOpen();
    void acceptsACertificateAfterALook();
    void forgetsAVerdictOnAnotherAddress();
    void refusesABadAddress_data();
    void refusesABadAddress();
    void refusesABadLife_data();
    void refusesABadLife();
    void lifeMattersOnlyToAnActor();
    void refusesATokenThatCannotBeSent_data();
    void refusesATokenThatCannotBeSent();
    void keepsTheTokenOffPlainHttp();
    void sendsTheTokenOverPlainHttpOnceAllowed();

private:
    void open(const QString &url, const QString &bearer = token);
    void open(const Profile &profile, const QString &bearer);
    void click(const QString &button);
    void test();
    void fill(const QString &field, const QString &text);
    [[nodiscard]] QString shown(const QString &label) const;
    [[nodiscard]] QString stageLine(Stage stage) const;
    void startFaulty(const QString &fault);

    QPointer<ConnectDialog> m_dialog;
    std::unique_ptr<ScriptedServer> m_server;
    QString m_url;
};

void TestConnectDialog::cleanup()
{
    if (m_dialog)
        QCOMPARE(whereShown(token), QStringList());
    delete m_dialog;
    m_server.reset();
}

void TestConnectDialog::open(const QString &url, const QString &bearer)
{
    Profile profile;
    profile.url = url;
    open(profile, bearer);
}

void TestConnectDialog::open(const Profile &profile, const QString &bearer)
{
    m_dialog = new ConnectDialog(profile, bearer, nullptr);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void TestConnectDialog::click(const QString &name)
{
    auto *button = m_dialog->findChild<QPushButton *>(name);
    QVERIFY2(button && button->isVisible() && button->isEnabled(), qPrintable(name));
    QTest::mouseClick(button, Qt::LeftButton);
}

//! Presses the button and waits for the end; 20 s, since a mute server is given 6.
void TestConnectDialog::test()
{
    click(u"connectTest"_s);
    auto *button = m_dialog->findChild<QPushButton *>(u"connectTest"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 30'000);
    QVERIFY(!m_dialog->findChild<QPushButton *>(u"connectCancel"_s)->hasFocus());
    QCOMPARE(tabOrderProblem(m_dialog), QString());
}

void TestConnectDialog::fill(const QString &name, const QString &text)
{
    auto *edit = m_dialog->findChild<QLineEdit *>(name);
    if (!edit)
        edit = m_dialog->findChild<QWidget *>(name)->findChild<QLineEdit *>();
    QVERIFY2(edit && edit->isEnabled(), qPrintable(name));
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    edit->insert(text);
}

QString TestConnectDialog::shown(const QString &name) const
{
    const auto *label = m_dialog->findChild<QLabel *>(name);
    return label && label->isVisible() ? label->text() : QString();
}

QString TestConnectDialog::stageLine(Stage stage) const
{
    return shown(u"doctorStage%1"_s.arg(int(stage)));
}

void TestConnectDialog::startFaulty(const QString &fault)
{
    m_server = std::make_unique<ScriptedServer>();
    m_server->setHandler(faultyAnswers().value(fault, goodAnswer));
    if (fault == u"untrusted certificate"_s)
        m_server->useTls(u"first"_s);
    if (fault == u"https on a plain port"_s)
        m_server->setGreeting(Script().bytes("HTTP/1.1 400 Bad Request\r\n\r\n"_ba).closeFin());
    m_url = m_server->url();
    if (fault.contains(u"https"_s))
        m_url.replace(u"http:"_s, u"https:"_s);
    if (fault == u"unknown host"_s)
        m_url = u"http://nosuch.invalid:9000"_s;
    if (fault == u"refused port"_s)
        m_url = u"http://127.0.0.1:%1"_s.arg(closedPort());
}

void TestConnectDialog::namesTheFirstFailure_data()
{
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<QString>("words"); // what was seen
    QTest::addColumn<QString>("advice"); // what to do about it
    QTest::newRow("unknown host") << Stage::HostName << u"\"nosuch.invalid\" has no address"_s
                                  << u"spelling"_s;
    QTest::newRow("refused port") << Stage::Port << u"refused"_s << u"Is the daemon running"_s;
    QTest::newRow("untrusted certificate")
        << Stage::SecureConnection << u"self-signed"_s << u"compare its fingerprint"_s;
    QTest::newRow("https on a plain port")
        << Stage::SecureConnection << u""_s << u"Is this an https port?"_s;
    QTest::newRow("mute https port")
        << Stage::SecureConnection << u"did not answer in time"_s << u"Is this an https port?"_s;
    QTest::newRow("silence") << Stage::Health << u"did not answer in time"_s
                             << u"nothing there answers as a daemon does"_s;
    QTest::newRow("another program")
        << Stage::Health << u"not an operator daemon (HTTP 404, text/plain)"_s << u"/operator"_s;
    QTest::newRow("a proxy's page")
        << Stage::Health << u"not an operator daemon (HTTP 200, text/html)"_s << u"/operator"_s;
    QTest::newRow("redirect") << Stage::Health << u"https://login.example.invalid/"_s
                              << u"not followed"_s;
    QTest::newRow("wrong token") << Stage::Authorisation << u"does not accept this token"_s
                                 << u"--token"_s;
    QTest::newRow("broken stack") << Stage::Authorisation << u"angee.yaml: line 3: bad"_s
                                  << u"token is accepted"_s;
    QTest::newRow("GraphQL missing") << Stage::GraphQl << u"does not offer"_s << u"proxy"_s;
    QTest::newRow("GraphQL incompatible")
        << Stage::GraphQl << u"Cannot query the field health"_s << u"version"_s;
    QTest::newRow("event streams held back")
        << Stage::LiveUpdates << u"no streams here"_s << u"Only subscriptions"_s;
}

void TestConnectDialog::namesTheFirstFailure()
{
    QFETCH(const Stage, stage);
    QFETCH(const QString, words);
    QFETCH(const QString, advice);
    startFaulty(QString::fromUtf8(QTest::currentDataTag()));
    open(m_url);
    test();
    const QString name = doctorStageName(stage);
    for (int i = 0; i <= int(Stage::LiveUpdates); ++i) {
        const QString line = stageLine(Stage(i));
        if (i < int(stage))
            QVERIFY2(line.endsWith(u": passed"_s) || line.endsWith(u": not needed"_s),
                     qPrintable(line));
        else
            QCOMPARE(line.section(u": "_s, 1), i == int(stage) ? u"failed"_s : u"waiting"_s);
    }
    const QString verdict = shown(u"doctorVerdict"_s);
    QVERIFY2(verdict.startsWith(name + u" fails first."_s), qPrintable(verdict));
    QVERIFY2(verdict.contains(words), qPrintable(verdict));
    QVERIFY2(verdict.contains(advice), qPrintable(verdict));
    QVERIFY(shown(u"doctorWords%1"_s.arg(int(stage))).contains(words));
    QCOMPARE(whereShown(token), QStringList());
}

void TestConnectDialog::passesOnASandbox()
{
    const RunningSandbox sandbox(watchableManifest());
    QVERIFY(sandbox.isRunning());
    open(u"http://127.0.0.1:%1/graphql"_s.arg(sandbox.port()), u"T0ken"_s);
    test();
    QCOMPARE(shown(u"doctorVerdict"_s), u"All is well."_s);
    for (int i = int(Stage::Health); i <= int(Stage::LiveUpdates); ++i)
        QVERIFY2(stageLine(Stage(i)).endsWith(u": passed"_s), qPrintable(stageLine(Stage(i))));
    QSignalSpy chosen(m_dialog, &ConnectDialog::connectChosen);
    click(u"connectConnect"_s);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().at(1).toByteArray(), "T0ken"_ba);
    QCOMPARE(chosen.first().at(2).toBool(), false); // nothing is kept unless asked
}

void TestConnectDialog::failsOnASandboxWithAnotherToken()
{
    const RunningSandbox sandbox(watchableManifest());
    open(u"http://127.0.0.1:%1"_s.arg(sandbox.port()));
    test();
    QVERIFY(shown(u"doctorVerdict"_s).startsWith(u"Token fails first."_s));
    fill(u"connectToken"_s, u"T0ken"_s);
    test();
    QCOMPARE(shown(u"doctorVerdict"_s), u"All is well."_s);
}

void TestConnectDialog::saysThatADaemonIsOpen()
{
    startFaulty({});
    m_server->setHandler([](ReceivedRequest request) {
        request.headers.append({"Authorization"_ba, "Bearer " + token.toUtf8()});
        return goodAnswer(request);
    });
    open(m_url, {});
    test();
    QVERIFY(shown(u"doctorVerdict"_s).contains(u"this daemon is open"_s));
    QVERIFY(stageLine(Stage::LiveUpdates).endsWith(u": passed"_s));
}

void TestConnectDialog::acceptsACertificateAfterALook()
{
    startFaulty(u"untrusted certificate"_s);
    open(m_url);
    QVERIFY(!m_dialog->findChild<QPushButton *>(u"connectPin"_s)->isVisible());
    test();
    const QByteArray digest = m_server->certificate().digest(QCryptographicHash::Sha256).toHex();
    QVERIFY(shown(u"connectMessage"_s).contains(QString::fromLatin1(digest)));
    QVERIFY(m_dialog->profile().pinnedCertificate.isEmpty()); // not by the test alone
    QVERIFY(!m_server->count("GET"_ba)); // not a byte of a request went there
    click(u"connectPin"_s);
    auto *button = m_dialog->findChild<QPushButton *>(u"connectTest"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 30'000);
    QCOMPARE(shown(u"doctorVerdict"_s), u"All is well."_s);
    QCOMPARE(m_dialog->profile().pinnedCertificate, digest);
    QVERIFY(shown(u"connectMessage"_s).isEmpty());
    QVERIFY(!m_dialog->findChild<QPushButton *>(u"connectPin"_s)->isVisible());

    // Another certificate in its place is not accepted.
    ScriptedServer impostor;
    impostor.useTls(u"second"_s);
    impostor.setHandler(goodAnswer);
    fill(u"connectUrl"_s, impostor.url());
    test();
    QVERIFY(shown(u"doctorVerdict"_s).startsWith(u"Secure connection fails first."_s));
    QCOMPARE(impostor.count("GET"_ba), 0);
}

void TestConnectDialog::forgetsAVerdictOnAnotherAddress()
{
    startFaulty(u"untrusted certificate"_s);
    open(m_url);
    test();
    QVERIFY(m_dialog->findChild<QPushButton *>(u"connectPin"_s)->isVisible());
    fill(u"connectUrl"_s, u"https://127.0.0.1:1"_s);
    QVERIFY(shown(u"doctorVerdict"_s).isEmpty());
    QVERIFY(stageLine(Stage::Port).isEmpty());
    QVERIFY(shown(u"connectMessage"_s).isEmpty());
    QVERIFY(!m_dialog->findChild<QPushButton *>(u"connectPin"_s)->isVisible());

    // Neither does an answer that comes after the address was changed.
    startFaulty(u"silence"_s);
    fill(u"connectUrl"_s, m_url);
    click(u"connectTest"_s);
    QTRY_COMPARE(m_server->count("GET"_ba, "/healthz"_ba), 1);
    fill(u"connectUrl"_s, u"https://127.0.0.1:1"_s);
    QTRY_COMPARE(m_server->open(), 0);
    QVERIFY(m_dialog->findChild<QPushButton *>(u"connectTest"_s)->isEnabled());
    QVERIFY(stageLine(Stage::Port).isEmpty());
}

void TestConnectDialog::refusesABadAddress_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << u""_s << u"for example http://127.0.0.1:9000"_s;
    QTest::newRow("no scheme") << u"127.0.0.1:9000"_s << u"needs a scheme"_s;
    QTest::newRow("other scheme") << u"ftp://127.0.0.1"_s << u"not ftp://"_s;
    QTest::newRow("no host") << u"http://"_s << u"host"_s;
    QTest::newRow("password") << u"http://ada:hunter2@127.0.0.1:9000"_s << u"field of its own"_s;
    QTest::newRow("query") << u"http://127.0.0.1:9000/?token=x"_s << u"before any '?'"_s;
    QTest::newRow("port 0") << u"http://127.0.0.1:0"_s << u"Port 0"_s;
    QTest::newRow("port too big") << u"http://127.0.0.1:99999"_s << u"not a valid address"_s;
}

void TestConnectDialog::refusesABadAddress()
{
    QFETCH(const QString, url);
    QFETCH(const QString, words);
    open(u"http://127.0.0.1:9000"_s);
    QSignalSpy chosen(m_dialog, &ConnectDialog::connectChosen);
    fill(u"connectUrl"_s, url);
    for (const QString &button : {u"connectTest"_s, u"connectConnect"_s}) {
        click(button);
        QVERIFY2(shown(u"connectUrlProblem"_s).contains(words),
                 qPrintable(shown(u"connectUrlProblem"_s)));
        QVERIFY(m_dialog->findChild<QLineEdit *>(u"connectUrl"_s)->hasFocus());
    }
    QVERIFY(stageLine(Stage::HostName).isEmpty());
    QCOMPARE(chosen.size(), 0);
    QVERIFY(!shown(u"connectUrlProblem"_s).contains(u"hunter2"_s));
    fill(u"connectUrl"_s, u"http://127.0.0.1:9000"_s);
    QVERIFY(shown(u"connectUrlProblem"_s).isEmpty());
}

void TestConnectDialog::refusesABadLife_data()
{
    QTest::addColumn<QString>("ttl");
    QTest::addColumn<QString>("words");
    QTest::newRow("days") << u"1d"_s << u"Write 24h."_s;
    QTest::newRow("weeks") << u"2w"_s << u"Write 336h."_s;
    QTest::newRow("nothing") << u"0"_s << u"longer than nothing"_s;
    QTest::newRow("no seconds") << u"0s"_s << u"longer than nothing"_s;
    QTest::newRow("no unit") << u"90"_s << u"90m"_s;
    QTest::newRow("too long") << u"25h"_s << u"24h"_s;
    QTest::newRow("no duration") << u"soon"_s << u"1h30m"_s;
    QTest::newRow("negative") << u"-5m"_s << u"1h30m"_s;
}

void TestConnectDialog::refusesABadLife()
{
    QFETCH(const QString, ttl);
    QFETCH(const QString, words);
    open(u"http://127.0.0.1:9000"_s);
    QSignalSpy chosen(m_dialog, &ConnectDialog::connectChosen);
    fill(u"connectActor"_s, u"ada"_s);
    fill(u"connectTtl"_s, ttl);
    QVERIFY2(shown(u"connectTtlProblem"_s).contains(words),
             qPrintable(shown(u"connectTtlProblem"_s)));
    click(u"connectConnect"_s);
    QCOMPARE(chosen.size(), 0);
    QVERIFY(m_dialog->findChild<QLineEdit *>(u"connectTtl"_s)->hasFocus());
    fill(u"connectTtl"_s, u"1h30m"_s);
    QVERIFY(shown(u"connectTtlProblem"_s).isEmpty());
    click(u"connectConnect"_s);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().at(0).value<Profile>().ttl, u"1h30m"_s);
}

// Without an actor nothing is minted: a life that cannot be edited must not stand in the way.
void TestConnectDialog::lifeMattersOnlyToAnActor()
{
    open(u"http://127.0.0.1:9000"_s);
    QSignalSpy chosen(m_dialog, &ConnectDialog::connectChosen);
    fill(u"connectActor"_s, u"ada"_s);
    fill(u"connectTtl"_s, u"1d"_s);
    QVERIFY(!shown(u"connectTtlProblem"_s).isEmpty());
    fill(u"connectActor"_s, {});
    QVERIFY(shown(u"connectTtlProblem"_s).isEmpty());
    click(u"connectConnect"_s);
    QCOMPARE(chosen.size(), 1);
}

void TestConnectDialog::refusesATokenThatCannotBeSent_data()
{
    QTest::addColumn<QString>("bearer");
    QTest::newRow("space inside") << u"connect-test bearer"_s;
    QTest::newRow("letters beyond ASCII") << u"schlüssel"_s;
    QTest::newRow("header with its value") << u"Bearer abc"_s;
}

void TestConnectDialog::refusesATokenThatCannotBeSent()
{
    QFETCH(const QString, bearer);
    startFaulty({});
    open(m_url, {});
    QSignalSpy chosen(m_dialog, &ConnectDialog::connectChosen);
    fill(u"connectToken"_s, bearer);
    for (const QString &button : {u"connectTest"_s, u"connectConnect"_s}) {
        click(button);
        QVERIFY(shown(u"connectTokenProblem"_s).contains(u"without spaces"_s));
        QVERIFY(!shown(u"connectTokenProblem"_s).contains(bearer));
    }
    QCOMPARE(chosen.size(), 0);
    QCOMPARE(m_server->accepted(), 0);
    fill(u"connectToken"_s, u" "_s + token + u' '); // around it they do no harm
    QVERIFY(shown(u"connectTokenProblem"_s).isEmpty());
    click(u"connectConnect"_s);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().at(1).toByteArray(), token.toUtf8());
}

void TestConnectDialog::keepsTheTokenOffPlainHttp()
{
    startFaulty({});
    // The any-address: it leads to this machine, but is none of its loopback addresses.
    open(u"http://0.0.0.0:%1"_s.arg(m_server->serverPort()));
    QVERIFY(shown(u"connectPlainWarning"_s).contains(u"will not be sent unless you allow it"_s));
    auto *allow = m_dialog->findChild<QCheckBox *>(u"connectPlainHttp"_s);
    QVERIFY(allow->isVisible() && !allow->isChecked());
    test();
    const QString verdict = shown(u"doctorVerdict"_s);
    QVERIFY2(verdict.startsWith(u"Token fails first."_s), qPrintable(verdict));
    QVERIFY(verdict.contains(u"was not sent"_s));

    QSignalSpy chosen(m_dialog, &ConnectDialog::connectChosen);
    click(u"connectConnect"_s);
    QCOMPARE(chosen.size(), 0);
    QVERIFY(shown(u"connectUrlProblem"_s).contains(u"https"_s));
    QVERIFY(m_server->count("GET"_ba) > 0);
    for (const ReceivedRequest &request : m_server->requests())
        QVERIFY(!request.hasHeader("Authorization"_ba));
    fill(u"connectUrl"_s, u"http://127.0.0.1:9000"_s);
    QVERIFY(!allow->isVisible());
    QVERIFY(shown(u"connectPlainWarning"_s).isEmpty());
}

void TestConnectDialog::sendsTheTokenOverPlainHttpOnceAllowed()
{
    startFaulty({});
    open(u"http://0.0.0.0:%1"_s.arg(m_server->serverPort()));
    QSignalSpy chosen(m_dialog, &ConnectDialog::connectChosen);
    click(u"connectConnect"_s);
    auto *allow = m_dialog->findChild<QCheckBox *>(u"connectPlainHttp"_s);
    allow->setFocus();
    QTest::keyClick(allow, Qt::Key_Space);
    QVERIFY(allow->isChecked());
    QVERIFY(shown(u"connectUrlProblem"_s).isEmpty());
    QVERIFY(shown(u"connectPlainWarning"_s).contains(u"Everybody on the way can read the token"_s));
    test();
    QCOMPARE(shown(u"doctorVerdict"_s), u"All is well."_s);
    click(u"connectConnect"_s);
    QCOMPARE(chosen.size(), 1);
    QVERIFY(chosen.first().at(0).value<Profile>().allowPlainHttp);
}

QTEST_MAIN(TestConnectDialog)
#include "tst_connectdialog.moc"
