// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"
#include "core/settings/connectionsettings.h"
#include "tests/support/scriptedserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;
using Kind = OperatorDaemonError::Kind;

namespace {

//! The outcome of a call, kept after the call is gone.
template <typename R>
struct Seen
{
    std::optional<Result<R>> outcome;
    int count = 0;

    template <typename Call>
    explicit Seen(Call *call, QObject *context)
    {
        call->whenDone(context, [this](const Result<R> &result) {
            outcome = result;
            ++count;
        });
    }
    [[nodiscard]] bool done() const { return outcome.has_value(); }
};

QByteArray mintAnswer(const QByteArray &token, int seconds)
{
    return "{\"token\":\"" + token + "\",\"actor\":\"ada\",\"expires_at\":\""
        + QDateTime::currentDateTimeUtc().addSecs(seconds).toString(Qt::ISODateWithMs).toUtf8()
        + "\"}\n";
}

std::unique_ptr<OperatorDaemon> connectTo(const ScriptedServer &server, const QString &actor = {},
                                          const QString &ttl = {})
{
    return std::make_unique<OperatorDaemon>(*BaseUrl::parse(server.url()), "admin"_ba,
                                            WorkingIdentity{actor, {}, ttl}, ConnectionPolicy{});
}

} // namespace

class TestOperatorDaemon final : public QObject
{
    Q_OBJECT

private slots:
    void errors_data();
    void errors();
    void lostReplyOfAChangeIsUnknown();
    void answersOfOthersToAChangeAreUnknown_data();
    void answersOfOthersToAChangeAreUnknown();
    void lostReplyOfAReadIsUnreachable();
    void answersThatLie_data();
    void answersThatLie();
    void aWebPageIsCalledOne_data();
    void aWebPageIsCalledOne();
    void reasonsEndInOneStop();
    void fileBytesSurvive();
    void emptyEtagIsLeftOut();
    void pathsAreEncoded();
    void resolvesTemplates();
    void buildAndApplyReadsTheVerdict();
    void worksAsAnActor();
    void asksAReadAgainAfter401();
    void doesNotAskAChangeAgainAfter401();
    void stopsWhenTheAdminBearerIsRefused();
    void abortWhileWaiting();
    void aLargeAnswerIsReadBesideTheWindow();
    void readOnlySendsNothing();
    void optionsForGitAreNeverSent();
    void fromSettings();
};

void TestOperatorDaemon::errors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("words");
    const auto json = "application/json"_ba;
    const auto text = "text/plain; charset=utf-8"_ba;
    QTest::newRow("401") << 401 << json << R"({"error":"unauthorized"})"_ba << Kind::Unauthorized
                         << QString() << u"unauthorized"_s;
    QTest::newRow("404 thing")
        << 404 << json
        << R"({"kind":"service","name":"x","error":"service \"x\" is not declared"})"_ba
        << Kind::NotFound << QString() << u"service \"x\" is not declared"_s;
    QTest::newRow("404 route") << 404 << text << "404 page not found\n"_ba << Kind::NoSuchRoute
                               << QString() << u"404 page not found"_s;
    QTest::newRow("405") << 405 << text << "Method Not Allowed\n"_ba << Kind::NoSuchRoute
                         << QString() << u"Method Not Allowed"_s;
    QTest::newRow("409")
        << 409 << json
        << R"({"kind":"file","name":"a","reason":"etag mismatch","error":"file a conflicts: etag mismatch"})"_ba
        << Kind::Conflict << QString() << u"file a conflicts: etag mismatch"_s;
    QTest::newRow("400 field")
        << 400 << json
        << R"({"field":"path","reason":"path escapes the source root","error":"path: path escapes the source root"})"_ba
        << Kind::InvalidInput << u"path"_s << u"path: path escapes the source root"_s;
    QTest::newRow("400 plain") << 400 << json << R"({"error":"unexpected EOF"})"_ba
                               << Kind::InvalidInput << QString() << u"unexpected EOF"_s;
    QTest::newRow("500") << 500 << json << "{\"error\":\"\\u001b[31mtool\\u001b[0m failed\"}"_ba
                         << Kind::Refused << QString() << u"\u001b[31mtool\u001b[0m failed"_s;
    QTest::newRow("501") << 501 << json << R"({"error":"job logs are returned by job run"})"_ba
                         << Kind::Refused << QString() << u"job logs are returned by job run"_s;
    QTest::newRow("403 text") << 403 << text << "cross-origin\n"_ba << Kind::Refused << QString()
                              << u"cross-origin"_s;
    QTest::newRow("502 proxy") << 502 << "text/html"_ba
                               << "<h1>Bad gateway</h1>"_ba << Kind::Unreachable << QString()
                               << QString();
    QTest::newRow("invalid UTF-8")
        << 500 << json << "{\"error\":\"a\xff\"}"_ba << Kind::Refused << QString() << u"a\ufffd"_s;
    QTest::newRow("broken JSON") << 500 << json << "{\"error\":"_ba << Kind::Refused << QString()
                                 << u"{\"error\":"_s;
}

void TestOperatorDaemon::errors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    ScriptedServer server;
    server.enqueue(Script::answer(status, type, body));
    const auto daemon = connectTo(server);
    Seen<QList<Secret>> seen(daemon->run(new ListSecretsCall), this);
    QTRY_VERIFY(seen.done());
    QCOMPARE(seen.count, 1);
    QVERIFY(!seen.outcome->ok());
    const OperatorDaemonError &error = seen.outcome->error();
    QTEST(error.kind, "kind");
    QCOMPARE(error.status, status);
    QTEST(error.field, "field");
    QTEST(error.words, "words");
    QVERIFY(!error.summary().isEmpty());
    if (error.kind == Kind::NotFound)
        QCOMPARE(error.notFound(), (OperatorDaemonNotFound{u"service"_s, u"x"_s}));
    else
        QVERIFY(!error.notFound());
}

void TestOperatorDaemon::lostReplyOfAChangeIsUnknown()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script().closeRst(); });
    const auto daemon = connectTo(server);
    Seen<Secret> seen(daemon->setSecret(u"key"_s, u"value"_s), this);
    QTRY_VERIFY(seen.done());
    QCOMPARE(seen.outcome->error().kind, Kind::OutcomeUnknown);
    QCOMPARE(server.count("POST"), 1);
}

void TestOperatorDaemon::answersOfOthersToAChangeAreUnknown_data()
{
    QTest::addColumn<Script>("answer");
    QTest::addColumn<Kind>("kind");
    const auto page = "<html><h1>sorry</h1></html>"_ba;
    for (const int status : {401, 403, 404, 408, 429, 500, 502, 503, 504, 520, 522, 524, 527})
        QTest::addRow("page %d", status)
            << Script::answer(status, "text/html"_ba, page) << Kind::OutcomeUnknown;
    for (const int status : {500, 502, 503, 504})
        QTest::addRow("text %d", status)
            << Script::text("upstream connect error"_ba, status) << Kind::OutcomeUnknown;
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("redirect %d", status)
            << Script::redirect(status, "/elsewhere"_ba) << Kind::OutcomeUnknown;
    QTest::addRow("no body 503") << Script::answer(503, {}, {}) << Kind::OutcomeUnknown;
    // The daemon's own words are known.
    QTest::addRow("daemon 500") << Script::json(R"({"error":"no"})"_ba, 500) << Kind::Refused;
    QTest::addRow("daemon 503") << Script::json(R"({"error":"no"})"_ba, 503) << Kind::Refused;
    QTest::addRow("daemon 404") << Script::json(R"({"error":"no"})"_ba, 404) << Kind::NotFound;
    QTest::addRow("daemon 401") << Script::json(R"({"error":"no"})"_ba, 401) << Kind::Unauthorized;
    QTest::addRow("router 404") << Script::text("404 page not found\n"_ba, 404)
                                << Kind::NoSuchRoute;
    QTest::addRow("origin 403") << Script::text("cross-origin\n"_ba, 403) << Kind::Refused;
}

// What stands between may have passed the change on, and may pass it on later.
void TestOperatorDaemon::answersOfOthersToAChangeAreUnknown()
{
    QFETCH(const Script, answer);
    ScriptedServer server;
    server.setHandler([&answer](const ReceivedRequest &) { return answer; });
    const auto daemon = connectTo(server);
    Seen<Secret> seen(daemon->setSecret(u"key"_s, u"value"_s), this);
    QTRY_VERIFY(seen.done());
    QTEST(seen.outcome->error().kind, "kind");
    QVERIFY(!seen.outcome->error().summary().isEmpty());
    QCOMPARE(server.count("POST"), 1);
}

void TestOperatorDaemon::lostReplyOfAReadIsUnreachable()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script().closeFin(); });
    const auto daemon = connectTo(server);
    Seen<QList<Secret>> seen(daemon->run(new ListSecretsCall), this);
    QTRY_VERIFY(seen.done());
    QCOMPARE(seen.outcome->error().kind, Kind::Unreachable);
    QVERIFY(seen.outcome->error().isTransient());
}

void TestOperatorDaemon::answersThatLie_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("missing key")
        << "application/json"_ba
        << R"({"nodes":[{"name":"a","declared":true}],"total_count":1})"_ba;
    QTest::newRow("wrong type")
        << "application/json"_ba
        << R"({"nodes":[{"name":1,"declared":true,"has_value":true}],"total_count":1})"_ba;
    QTest::newRow("not an array") << "application/json"_ba
                                  << R"({"nodes":{}})"_ba;
    QTest::newRow("cut") << "application/json"_ba
                         << R"({"nodes":[)"_ba;
    QTest::newRow("a proxy's page") << "text/html"_ba
                                    << "<html>Please log in</html>"_ba;
    QTest::newRow("empty") << "application/json"_ba
                           << ""_ba;
}

void TestOperatorDaemon::answersThatLie()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    ScriptedServer server;
    server.enqueue(Script::answer(200, type, body));
    const auto daemon = connectTo(server);
    Seen<QList<Secret>> seen(daemon->run(new ListSecretsCall), this);
    QTRY_VERIFY(seen.done());
    QCOMPARE(seen.outcome->error().kind, Kind::InvalidResponse);
    QVERIFY(!seen.outcome->error().detail.isEmpty());
}

void TestOperatorDaemon::aWebPageIsCalledOne_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("ok") << 200;
    QTest::newRow("not found") << 404;
    QTest::newRow("server error") << 500;
}

void TestOperatorDaemon::aWebPageIsCalledOne()
{
    QFETCH(int, status);
    ScriptedServer server;
    server.enqueue(Script::answer(status, "text/html", "<html>Welcome</html>"));
    const auto daemon = connectTo(server);
    Seen<QByteArray> seen(daemon->introspect(), this);
    QTRY_VERIFY(seen.done());
    QVERIFY(!seen.outcome->ok());
    const QString words = seen.outcome->error().summary();
    QVERIFY2(words.startsWith(u"A web page answered"_s), qPrintable(words));
    QVERIFY2(!words.contains(u"Welcome"_s), qPrintable(words));
}

void TestOperatorDaemon::reasonsEndInOneStop()
{
    OperatorDaemonError error;
    error.kind = Kind::InvalidResponse;
    error.detail = u"The JSON element does not have the requested type."_s;
    QVERIFY2(!error.summary().contains(u".."_s), qPrintable(error.summary()));
    QVERIFY(error.summary().endsWith(u"type."_s));
}

void TestOperatorDaemon::fileBytesSurvive()
{
    const QByteArray content =
        "\xEF\xBB\xBF"
        "a\r\nb\rc\n\xC2\xA0\xE2\x80\xA8\xEF\xB7\x90\xF0\x9F\x98\x80\"\\\x01"_ba
        + QByteArray(1, '\0') + "end"_ba;
    ScriptedServer server;
    const QByteArray etag(64, 'e');
    server.enqueue(Script::json("{\"path\":\"p\",\"source\":\"s\",\"etag\":\"" + etag + "\"}"));
    const auto daemon = connectTo(server);
    Seen<RemoteFile> written(daemon->writeFile(u"s"_s, u"p"_s, content, u"old"_s), this);
    QTRY_VERIFY(written.done());
    QCOMPARE(written.outcome->value().etag.toLatin1(), etag);
    const QByteArray sent = server.requests().constLast().body;
    const QJsonObject parsed = QJsonDocument::fromJson(sent).object();
    QCOMPARE(parsed.value("etag"_L1).toString(), u"old"_s);

    // What was sent comes back as the daemon would send it: the same bytes must be read.
    server.enqueue(
        Script::json("{\"path\":\"p\",\"source\":\"s\",\"etag\":\"" + etag + "\"," + sent.mid(1)));
    Seen<RemoteFile> read(daemon->readFile(u"s"_s, u"p"_s), this);
    QTRY_VERIFY(read.done());
    QVERIFY(read.outcome->ok());
    QCOMPARE(read.outcome->value().content, content);
}

void TestOperatorDaemon::emptyEtagIsLeftOut()
{
    QCOMPARE(fileWriteBody("a"_ba, {}), R"({"content":"a"})"_ba);
    QCOMPARE(fileWriteBody("a"_ba, u"e"_s), R"({"content":"a","etag":"e"})"_ba);
}

void TestOperatorDaemon::pathsAreEncoded()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::json("{}"); });
    const auto daemon = connectTo(server);
    Seen<Done> service(daemon->destroyService(u"a/b c"_s), this);
    Seen<RemoteFile> file(daemon->readFile(u"a+b"_s, u"x;y&z=ü.txt"_s), this);
    QTRY_VERIFY(service.done() && file.done());
    QCOMPARE(server.count("POST", "/services/a%2Fb%20c/destroy"), 1);
    QCOMPARE(server.count("GET", "/files?source=a%2Bb&path=x%3By%26z%3D%C3%BC.txt"), 1);
}

void TestOperatorDaemon::resolvesTemplates()
{
    ScriptedServer server;
    const auto node = [](const char *ref, const char *kind) {
        return "{\"ref\":\"" + QByteArray(ref) + "\",\"kind\":\"" + kind
            + "\",\"name\":\"demo\",\"path\":\"/p\",\"inputs\":[]}";
    };
    server.setHandler([node](const ReceivedRequest &) {
        return Script::json("{\"nodes\":[" + node("workspaces/demo", "workspace") + ','
                            + node("services/demo", "service") + ','
                            + node("services/demo-two", "service") + "],\"total_count\":3}");
    });
    const auto daemon = connectTo(server);
    Seen<QList<TemplateDescriptor>> one(daemon->resolveTemplateRef(u"demo"_s, u"workspace"_s),
                                        this);
    Seen<QList<TemplateDescriptor>> two(daemon->resolveTemplateRef(u"demo"_s, u"service"_s), this);
    Seen<QList<TemplateDescriptor>> none(daemon->resolveTemplateRef(u"nope"_s, u"service"_s), this);
    QTRY_VERIFY(one.done() && two.done() && none.done());
    QCOMPARE(one.outcome->value().size(), 1);
    QCOMPARE(one.outcome->value().constFirst().ref, u"workspaces/demo"_s);
    QCOMPARE(two.outcome->value().size(), 2);
    QVERIFY(none.outcome->value().isEmpty());
}

void TestOperatorDaemon::buildAndApplyReadsTheVerdict()
{
    ScriptedServer server;
    const auto head = Script::head(200, "text/plain", -1);
    server.enqueue(Script(head).chunk("building\n").chunk("angee: unknown service\n").lastChunk());
    server.enqueue(Script(head).chunk("building\n").chunk("done, angee: all\n").lastChunk());
    server.enqueue(Script(head)
                       .chunk("ang")
                       .chunk("ee: build box: exit status 3: app.c:4\n")
                       .chunk("gave up\n")
                       .lastChunk());
    const auto daemon = connectTo(server);
    QByteArray output;
    auto *call = daemon->run(new BuildAndApplyCall({u"web"_s}));
    connect(call, &DaemonCall::outputReceived, this,
            [&output](const QByteArray &chunk) { output += chunk; });
    Seen<Done> failed(call, this);
    QTRY_VERIFY(failed.done());
    QVERIFY(!failed.outcome->ok());
    QCOMPARE(failed.outcome->error().words, u"unknown service"_s);
    QCOMPARE(output, "building\nangee: unknown service\n"_ba);
    Seen<Done> good(daemon->run(new BuildAndApplyCall({})), this);
    QTRY_VERIFY(good.done());
    QVERIFY(good.outcome->ok());
    Seen<Done> ofTwoLines(daemon->run(new BuildAndApplyCall({})), this);
    QTRY_VERIFY(ofTwoLines.done());
    QVERIFY(!ofTwoLines.outcome->ok());
    QCOMPARE(ofTwoLines.outcome->error().words, u"build box: exit status 3: app.c:4\ngave up"_s);
    QCOMPARE(server.count("GET", "/stack/up/stream?build=true&service=web"), 1);
}

void TestOperatorDaemon::worksAsAnActor()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &request) {
        if (request.target == "/tokens/mint")
            return Script::json(mintAnswer("minted", 600));
        return Script::json(R"({"nodes":[],"total_count":0})");
    });
    const auto daemon = connectTo(server, u"ada"_s, u"10m"_s);
    Seen<QList<Secret>> seen(daemon->run(new ListSecretsCall), this); // waits for the token
    QTRY_VERIFY(seen.done());
    QVERIFY(seen.outcome->ok());
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().at(0).header("Authorization"), "Bearer admin"_ba);
    QCOMPARE(server.requests().at(1).header("Authorization"), "Bearer minted"_ba);
    const auto body = QJsonDocument::fromJson(server.requests().at(0).body).object();
    QCOMPARE(body.value("actor"_L1).toString(), u"ada"_s);
    QCOMPARE(body.value("ttl"_L1).toString(), u"10m"_s);
}

void TestOperatorDaemon::asksAReadAgainAfter401()
{
    ScriptedServer server;
    int minted = 0;
    server.setHandler([&minted](const ReceivedRequest &request) {
        if (request.target == "/tokens/mint")
            return Script::json(mintAnswer("t" + QByteArray::number(++minted), 600));
        if (request.header("Authorization") == "Bearer t1")
            return Script::json(R"({"error":"unauthorized"})", 401);
        return Script::json(R"({"nodes":[],"total_count":0})");
    });
    const auto daemon = connectTo(server, u"ada"_s);
    QSignalSpy refused(daemon.get(), &OperatorDaemon::unauthorized);
    Seen<QList<Secret>> seen(daemon->run(new ListSecretsCall), this);
    QTRY_VERIFY(seen.done());
    QVERIFY(seen.outcome->ok());
    QCOMPARE(minted, 2);
    QCOMPARE(refused.count(), 0);
}

void TestOperatorDaemon::doesNotAskAChangeAgainAfter401()
{
    ScriptedServer server;
    int minted = 0;
    server.setHandler([&minted](const ReceivedRequest &request) {
        if (request.target == "/tokens/mint")
            return Script::json(mintAnswer("t" + QByteArray::number(++minted), 600));
        return Script::json(R"({"error":"unauthorized"})", 401);
    });
    const auto daemon = connectTo(server, u"ada"_s);
    Seen<Secret> seen(daemon->setSecret(u"key"_s, u"value"_s), this);
    QTRY_VERIFY(seen.done());
    QCOMPARE(seen.outcome->error().kind, Kind::Unauthorized);
    QTRY_COMPARE(minted, 2); // the next call shall have a fresh token
    QCOMPARE(server.count("POST", "/secrets/key"), 1);
}

void TestOperatorDaemon::stopsWhenTheAdminBearerIsRefused()
{
    ScriptedServer server;
    server.setHandler(
        [](const ReceivedRequest &) { return Script::json(R"({"error":"unauthorized"})", 401); });
    const auto daemon = connectTo(server, u"ada"_s);
    QSignalSpy refused(daemon.get(), &OperatorDaemon::unauthorized);
    Seen<QList<Secret>> first(daemon->run(new ListSecretsCall), this);
    QTRY_VERIFY(first.done());
    QCOMPARE(first.outcome->error().kind, Kind::Unauthorized);
    QCOMPARE(refused.count(), 1);
    Seen<QList<Secret>> second(daemon->run(new ListSecretsCall), this);
    QVERIFY(!second.done()); // never from inside the call
    QTRY_VERIFY(second.done());
    QCOMPARE(server.requests().size(), 1); // the mint; nothing else was tried
}

void TestOperatorDaemon::abortWhileWaiting()
{
    ScriptedServer server;
    server.enqueue(Script::silence());
    const auto daemon = connectTo(server, u"ada"_s);
    auto *call = daemon->run(new ListSecretsCall);
    Seen<QList<Secret>> seen(call, this);
    call->abort();
    QVERIFY(!seen.done());
    QTRY_VERIFY(seen.done());
    QCOMPARE(seen.outcome->error().kind, Kind::Cancelled);
    QCOMPARE(seen.count, 1);
}

//! Another thread takes it apart: the window's goes on meanwhile, and may take the daemon away.
void TestOperatorDaemon::aLargeAnswerIsReadBesideTheWindow()
{
    QByteArray body = "{\"nodes\":["_ba;
    constexpr int secrets = 60'000;
    for (int i = 0; i < secrets; ++i)
        body += (i ? ",{\"name\":\"s"_ba : "{\"name\":\"s"_ba) + QByteArray::number(i)
            + "\",\"declared\":true,\"has_value\":true}"_ba;
    body += "]}"_ba;
    ScriptedServer server;
    server.setHandler([body](const ReceivedRequest &) { return Script::json(body); });
    auto daemon = connectTo(server);

    auto *call = daemon->run(new ListSecretsCall);
    Seen<QList<Secret>> seen(call, this);
    bool wentOn = false;
    connect(call, &DaemonCall::answerArrived, this, [&] {
        QMetaObject::invokeMethod(
            this, [&] { wentOn = !seen.done(); }, Qt::QueuedConnection);
        call->abort(); // too late: what was asked for has happened
    });
    QTRY_VERIFY(seen.done());
    QVERIFY(seen.outcome->ok());
    QVERIFY(wentOn);
    QCOMPARE(seen.outcome->value().size(), secrets);
    QCOMPARE(seen.count, 1);

    auto *dropped = daemon->run(new ListSecretsCall);
    Seen<QList<Secret>> unseen(dropped, this);
    bool arrived = false;
    connect(dropped, &DaemonCall::answerArrived, this, [&] { arrived = true; });
    QTRY_VERIFY(arrived);
    const int heard = unseen.count; // it may have been read already
    daemon.reset();
    QCoreApplication::processEvents();
    QCOMPARE(unseen.count, heard);
}

// The call refuses by itself, whoever makes it.
void TestOperatorDaemon::optionsForGitAreNeverSent()
{
    ScriptedServer server;
    const auto daemon = connectTo(server);
    Seen<QList<DiffFile>> diff(daemon->run(new SourceDiffCall(u"s"_s, u"--output=/path"_s)), this);
    Seen<Source> push(daemon->run(new SourceActionCall(u"s"_s, SourceAction::Push, u"--mirror"_s)),
                      this);
    QVERIFY(!diff.done() && !push.done()); // never from inside run()
    QTRY_VERIFY(diff.done() && push.done());
    for (const OperatorDaemonError &error : {diff.outcome->error(), push.outcome->error()}) {
        QCOMPARE(error.kind, Kind::Blocked);
        QCOMPARE(error.field, u"ref"_s);
        QVERIFY(error.summary().contains(u"cannot start with"_s));
    }
    QCOMPARE(server.requests().size(), 0);
}

void TestOperatorDaemon::readOnlySendsNothing()
{
    ScriptedServer server;
    ConnectionPolicy policy;
    policy.readOnly = true;
    OperatorDaemon daemon(*BaseUrl::parse(server.url()), "admin"_ba, {}, policy);
    const QList<DaemonCall *> changes{
        new WriteFileCall(u"s"_s, u"p"_s, "x"_ba, {}),
        new SetSecretCall(u"k"_s, u"v"_s),
        new DeleteSecretCall(u"k"_s),
        new ServiceActionCall(u"s"_s, ServiceAction::Start),
        new ServiceActionCall(u"s"_s, ServiceAction::Destroy),
        new CreateServiceCall({}),
        new UpdateServiceFromTemplateCall(u"s"_s, {}, false, true),
        new CreateWorkspaceCall({}),
        new UpdateWorkspaceCall(u"w"_s, {}, {}, false),
        new DestroyWorkspaceCall(u"w"_s, true),
        new BuildStackCall({}),
        new UpStackCall({}, true),
        new DevStackCall(false),
        new DownStackCall,
        new UpdateStackCall,
        new PrepareStackCall,
        new DestroyStackCall(true),
        new BuildAndApplyCall({}),
        new SourceActionCall(u"s"_s, SourceAction::Push, {}),
        new RunJobCall(u"j"_s, {}),
        new GraphQlCall("mutation { stackDown { status } }"_ba, {}, {}, true),
    };
    qsizetype blocked = 0;
    for (DaemonCall *call : changes) {
        daemon.run(call);
        connect(call, &DaemonCall::finished, this,
                [&blocked, call] { blocked += call->failure()->kind == Kind::Blocked; });
    }
    QTRY_COMPARE(blocked, changes.size());
    QCOMPARE(server.accepted(), 0);
    QCOMPARE(server.bytesReceived(), 0);
}

void TestOperatorDaemon::fromSettings()
{
    ConnectionSettings settings;
    settings.url.value = u"not an address"_s;
    QVERIFY(!OperatorDaemon::fromSettings(settings));
    settings.url.value = u"https://host/operator/graphql"_s;
    const std::unique_ptr<OperatorDaemon> daemon(OperatorDaemon::fromSettings(settings));
    QVERIFY(daemon);
    QCOMPARE(daemon->base().display(), u"https://host/operator"_s);
}

QTEST_GUILESS_MAIN(TestOperatorDaemon)
#include "tst_operatordaemon.moc"
