// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>
#include <QUrl>

#include "contracttarget.h"

using namespace Qt::StringLiterals;
using namespace angee;
using test::json;
using test::named;

//! \brief What every daemon must do, one request at a time: who may, what is read and how it is
//! refused; lists, templates, secrets, files. See ContractTarget for which daemon it is.
class TestContract : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void answersHealthToAnybody();
    void wantsABearer_data();
    void wantsABearer();
    void routesAsTextWithoutAuth_data();
    void routesAsTextWithoutAuth();
    void mintsTokens();
    void refusesToMint_data();
    void refusesToMint();
    void mintsRouteTokens();
    void readsBodiesLeniently_data();
    void readsBodiesLeniently();
    void listsWithAQuery_data();
    void listsWithAQuery();
    void refusesAQuery_data();
    void refusesAQuery();
    void describesTheStack();
    void describesTemplates();
    void refusesATemplate_data();
    void refusesATemplate();
    void keepsSecrets();
    void refusesASecret_data();
    void refusesASecret();
    void keepsEveryByteOfAFile();
    void savesUnderAnEtag();
    void takesTheLargestBody();
    void refusesAFile_data();
    void refusesAFile();

private:
    test::ContractTarget m_target;
};

void TestContract::initTestCase()
{
    const QString problem = m_target.start();
    QVERIFY2(problem.isEmpty(), qUtf8Printable(problem));
}

void TestContract::answersHealthToAnybody()
{
    const auto answer = m_target.client().send("GET", "/healthz", {}, {{"Authorization"_ba, {}}});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "{\"status\":\"ok\"}\n"_ba);
    QCOMPARE(answer.headers.value("content-type"_ba), "application/json"_ba);
}

void TestContract::wantsABearer_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("wrong") << "Bearer nope"_ba;
    QTest::newRow("lower case") << "bearer " + m_target.client().token();
    QTest::newRow("no scheme") << m_target.client().token();
    QTest::newRow("a token of nobody")
        << "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIiwiZXhwIjo5OTk5OTk5OTk5fQ."_ba;
}

void TestContract::wantsABearer()
{
    QFETCH(QByteArray, authorization);
    const auto answer =
        m_target.client().send("GET", "/stack/status", {}, {{"Authorization"_ba, authorization}});
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.body, "{\"error\":\"unauthorized\"}\n"_ba);
}

void TestContract::routesAsTextWithoutAuth_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("unknown") << "GET"_ba
                             << "/nope"_ba << 404 << "404 page not found\n"_ba;
    QTest::newRow("slash at the end") << "GET"_ba
                                      << "/services/"_ba << 404 << "404 page not found\n"_ba;
    QTest::newRow("verb") << "PUT"_ba
                          << "/services"_ba << 405 << "Method Not Allowed\n"_ba;
    QTest::newRow("preflight") << "OPTIONS"_ba
                               << "/services"_ba << 405 << "Method Not Allowed\n"_ba;
}

void TestContract::routesAsTextWithoutAuth()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const auto answer = m_target.client().send(method, target, {}, {{"Authorization"_ba, {}}});
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.body, body);
    QCOMPARE(answer.headers.value("content-type"_ba), "text/plain; charset=utf-8"_ba);
    if (status == 405)
        QCOMPARE(answer.headers.value("allow"_ba), "GET, HEAD, POST"_ba);
}

void TestContract::mintsTokens()
{
    const auto minted =
        m_target.client().post("/tokens/mint", R"({"actor":" me ","scope":["a"],"ttl":"10m"})");
    QCOMPARE(minted.status, 200);
    QCOMPARE(minted[u"actor"_s].toString(), u"me"_s);
    const test::WireClient actor(m_target.host(), m_target.port(),
                                 minted[u"token"_s].toString().toLatin1());
    QCOMPARE(actor.get("/services").status, 200);
    QCOMPARE(actor.post("/tokens/mint", R"({"actor":"x"})").status, 200);
}

void TestContract::refusesToMint_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("error");
    QTest::newRow("no actor") << "{}"_ba << u"actor is required"_s;
    QTest::newRow("words") << R"({"actor":"a","ttl":"x"})"_ba
                           << u"parse ttl \"x\": time: invalid duration \"x\""_s;
    QTest::newRow("days") << R"({"actor":"a","ttl":"1d"})"_ba
                          << u"parse ttl \"1d\": time: unknown unit \"d\" in duration \"1d\""_s;
    QTest::newRow("no unit") << R"({"actor":"a","ttl":"60"})"_ba
                             << u"parse ttl \"60\": time: missing unit in duration \"60\""_s;
    QTest::newRow("negative") << R"({"actor":"a","ttl":"-1s"})"_ba << u"ttl must be positive"_s;
    QTest::newRow("too long") << R"({"actor":"a","ttl":"48h"})"_ba
                              << u"ttl 48h0m0s exceeds cap of 24h0m0s"_s;
}

void TestContract::refusesToMint()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, error);
    const auto answer = m_target.client().post("/tokens/mint", body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.json().toObject(), (QJsonObject{{u"error"_s, error}}));
}

void TestContract::mintsRouteTokens()
{
    QCOMPARE(m_target.client().post("/tokens/route", "{}")[u"error"_s].toString(),
             u"service is required"_s);
    const auto minted =
        m_target.client().post("/tokens/route", R"({"actor":"me","service":"web"})");
    QCOMPARE(minted.status, 200);
    const QByteArray token = minted[u"token"_s].toString().toLatin1();
    QCOMPARE(test::WireClient(m_target.host(), m_target.port(), token).get("/services").status,
             401);
    const QMap<QByteArray, QByteArray> nobody{{"Authorization"_ba, {}}};
    const auto verify =
        m_target.client().send("GET", "/edge/verify?service=web&token=" + token, {}, nobody);
    QCOMPARE(verify.status, 200);
    QVERIFY(verify.body.isEmpty());
    QCOMPARE(m_target.client()
                 .send("GET", "/edge/verify?service=ticker&token=" + token, {}, nobody)
                 .status,
             401);
    QCOMPARE(m_target.client().get("/edge/verify?service=web").status, 401);
    const auto forwarded = m_target.client().send(
        "GET", "/edge/verify?service=web", {},
        {{"Authorization"_ba, {}}, {"X-Forwarded-Uri"_ba, "/x?token=" + token}});
    QCOMPARE(forwarded.status, 200);
}

void TestContract::readsBodiesLeniently_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    QTest::newRow("keys without case") << R"({"ACTOR":"A"})"_ba << 200 << QString();
    QTest::newRow("bytes after it") << R"({"actor":"A"} trailing)"_ba << 200 << QString();
    QTest::newRow("unknown keys") << R"({"actor":"A","zzz":1})"_ba << 200 << QString();
    QTest::newRow("null") << "null"_ba << 400 << u"actor is required"_s;
    QTest::newRow("cut") << R"({"actor":)"_ba << 400 << u"unexpected EOF"_s;
    QTest::newRow("no JSON") << "x"_ba << 400
                             << u"invalid character 'x' looking for beginning of value"_s;
    QTest::newRow("too large") << R"({"actor":")" + QByteArray(1024 * 1024, 'a') + "\"}" << 400
                               << u"http: request body too large"_s;
}

void TestContract::readsBodiesLeniently()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, error);
    const auto answer = m_target.client().post("/tokens/mint", body);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer[u"error"_s].toString(), error);
}

void TestContract::listsWithAQuery_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("names");
    QTest::addColumn<int>("total");
    QTest::newRow("all") << QString() << u"ticker web"_s << 2;
    QTest::newRow("eq") << uR"({"filter":{"fields":{"name":{"eq":"web"}}}})"_s << u"web"_s << 1;
    QTest::newRow("like") << uR"({"filter":{"fields":{"name":{"iLike":"T%"}}}})"_s << u"ticker"_s
                          << 1;
    QTest::newRow("null fails eq")
        << uR"({"filter":{"fields":{"health":{"eq":""}}}})"_s << QString() << 0;
    QTest::newRow("null passes neq")
        << uR"({"filter":{"fields":{"health":{"neq":"x"}}}})"_s << u"ticker web"_s << 2;
    QTest::newRow("or")
        << uR"({"filter":{"or":[{"fields":{"name":{"eq":"web"}}},{"fields":{"name":{"in":["ticker"]}}}]}})"_s
        << u"ticker web"_s << 2;
    QTest::newRow("page")
        << uR"({"sorting":[{"field":"name","direction":"desc"}],"paging":{"limit":1}})"_s
        << u"web"_s << 2;
    QTest::newRow("past the end") << uR"({"paging":{"limit":5,"offset":9}})"_s << QString() << 2;
    QTest::newRow("unknown operator")
        << uR"({"filter":{"fields":{"name":{"zzz":"x"}}}})"_s << u"ticker web"_s << 2;
}

void TestContract::listsWithAQuery()
{
    QFETCH(QString, query);
    QFETCH(QString, names);
    QFETCH(int, total);
    const auto answer = m_target.client().get("/services?query=" + QUrl::toPercentEncoding(query));
    QCOMPARE(answer.status, 200);
    QStringList found;
    for (const QJsonValue &node : answer[u"nodes"_s].toArray())
        found += node.toObject().value("name"_L1).toString();
    QCOMPARE(found.join(u' '), names);
    QCOMPARE(answer[u"total_count"_s].toInt(), total);
}

void TestContract::refusesAQuery_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("error");
    QTest::newRow("syntax") << "/services?query=%7B"_ba << u"query: invalid list query JSON"_s;
    QTest::newRow("type") << "/services?query=%5B1%5D"_ba << u"query: invalid list query JSON"_s;
    QTest::newRow("filter") << "/jobs?query="
            + QUrl::toPercentEncoding(uR"({"filter":{"fields":{"bogus":{"eq":"x"}}}})"_s)
                            << u"bogus: unknown filter field"_s;
    QTest::newRow("sort") << "/secrets?query="
            + QUrl::toPercentEncoding(uR"({"sorting":[{"field":"bogus"}]})"_s)
                          << u"bogus: unknown sort field"_s;
    QTest::newRow("commits") << "/gitops/topology?with_commits=x"_ba
                             << u"with_commits must be an integer"_s;
    QTest::newRow("negative commits")
        << "/gitops/topology?with_commits=-1"_ba << u"withCommits: must be non-negative"_s;
}

void TestContract::refusesAQuery()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, error);
    const auto answer = m_target.client().get(target);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer[u"error"_s].toString(), error);
}

void TestContract::describesTheStack()
{
    const auto status = m_target.client().get("/stack/status");
    QCOMPARE(status[u"name"_s].toString(), u"demo"_s);
    QCOMPARE(status[u"services"_s].toObject().value("web"_L1).toObject(),
             (QJsonObject{
                 {u"name"_s, u"web"_s}, {u"runtime"_s, u"local"_s}, {u"status"_s, u"declared"_s}}));
    QCOMPARE(status[u"jobs"_s].toObject().keys(), QStringList{u"report"_s});
    QCOMPARE(m_target.client().get("/ingress/status").json().toObject(),
             (QJsonObject{{u"type"_s, u"none"_s}, {u"routes"_s, QJsonArray()}}));
    QCOMPARE(m_target.client().get("/mcp")[u"tools"_s].toArray().size(), 6);
}

void TestContract::describesTemplates()
{
    const auto list = m_target.client().get("/templates");
    QCOMPARE(list[u"total_count"_s].toInt(), 2);
    const auto one = m_target.client().get("/templates/workspaces/demo");
    QCOMPARE(one.json(), list[u"nodes"_s].toArray().at(1));
    const QJsonObject input = one[u"inputs"_s].toArray().first().toObject();
    QCOMPARE(input,
             (QJsonObject{{u"name"_s, u"topic"_s},
                          {u"type"_s, u"str"_s},
                          {u"required"_s, true},
                          {u"immutable"_s, false},
                          {u"generated"_s, false},
                          {u"question"_s, true}}));
}

void TestContract::refusesATemplate_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    QTest::newRow("service") << "/templates/services/echo"_ba << 500
                             << u"template \"services/echo\" does not match kind \"\""_s;
    QTest::newRow("empty") << "/templates/"_ba << 400 << u"template ref is required"_s;
    QTest::newRow("absolute")
        << "/templates/%2Fetc"_ba << 400
        << u"ref: absolute paths are not allowed; use a relative ref under the stack root"_s;
    QTest::newRow("dots") << "/templates/workspaces%2F..%2Fdemo"_ba << 400
                          << u"ref: ref must not contain `..` segments"_s;
}

void TestContract::refusesATemplate()
{
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QString, error);
    const auto answer = m_target.client().get(target);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer[u"error"_s].toString(), error);
}

void TestContract::keepsSecrets()
{
    const QString value = u"k\"\\\n$é\u2028 "_s;
    const auto set = m_target.client().post("/secrets/contract.One", json({{u"value"_s, value}}));
    QCOMPARE(set.json().toObject(),
             (QJsonObject{{u"name"_s, u"contract.One"_s},
                          {u"declared"_s, false},
                          {u"has_value"_s, true},
                          {u"env_var"_s, u"ANGEE_SECRET_CONTRACT_ONE"_s}}));
    QCOMPARE(m_target.client().get("/secrets/contract.One/value")[u"value"_s].toString(), value);
    QCOMPARE(m_target.client().get("/secrets/contract_one/value")[u"value"_s].toString(), value);
    QVERIFY(named(m_target.client().get("/secrets")[u"nodes"_s], u"contract.One"_s).isEmpty());
    const QJsonObject generated =
        named(m_target.client().get("/secrets")[u"nodes"_s], u"api-token"_s);
    QVERIFY(generated.value("generated"_L1).toBool());
    QVERIFY(!generated.contains("required"_L1));
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(m_target.client().send("DELETE", "/secrets/contract.One").json().toObject(),
                 (QJsonObject{{u"name"_s, u"contract.One"_s}, {u"status"_s, u"deleted"_s}}));
    }
    const auto gone = m_target.client().get("/secrets/contract.One/value");
    QCOMPARE(gone.status, 404);
    QCOMPARE(gone[u"error"_s].toString(), u"secret \"contract.One\" is not declared"_s);
    QCOMPARE(m_target.client().get("/secrets/contract.One").status, 200);
}

void TestContract::refusesASecret_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("error");
    QTest::newRow("name") << "/secrets/a%20b"_ba
                          << R"({"value":"x"})"_ba
                          << u"name: secret name must match ^[A-Za-z0-9._-]{1,256}$"_s;
    QTest::newRow("no letter")
        << "/secrets/---"_ba
        << R"({"value":"x"})"_ba
        << u"name: secret name must contain at least one alphanumeric character"_s;
    QTest::newRow("empty") << "/secrets/x"_ba
                           << R"({"value":""})"_ba
                           << u"value: value is empty; use secretDelete to remove"_s;
    QTest::newRow("too long") << "/secrets/x"_ba
                              << R"({"value":")" + QByteArray(65537, 'x') + "\"}"
                              << u"value: value exceeds 65536 byte cap"_s;
}

void TestContract::refusesASecret()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(QString, error);
    const auto answer = m_target.client().post(target, body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer[u"error"_s].toString(), error);
}

void TestContract::keepsEveryByteOfAFile()
{
    const QString text = u"\uFEFFa\r\nb"_s + QChar(0) + u"é😀<&>\u2028\u00A0 no newline"_s;
    const QByteArray target = "/files?source=app&path=contract%2Fnew%20%C3%BC%2B%3B.txt";
    const QString etag = QString::fromLatin1(
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex());
    const auto made = m_target.client().send("PUT", target, json({{u"content"_s, text}}));
    QCOMPARE(made.json().toObject(),
             (QJsonObject{{u"path"_s, u"contract/new ü+;.txt"_s},
                          {u"source"_s, u"app"_s},
                          {u"etag"_s, etag}}));
    const auto read = m_target.client().get(target);
    QCOMPARE(read[u"content"_s].toString(), text);
    QCOMPARE(read[u"etag"_s].toString(), etag);
    QCOMPARE(m_target.client().send("PUT", target, R"({"content":"\ud800"})").status, 200);
    QCOMPARE(m_target.client().get(target)[u"content"_s].toString(), u"\uFFFD"_s);
    QCOMPARE(m_target.client().send("PUT", target, "{}").status, 200);
    QCOMPARE(m_target.client().get(target)[u"content"_s].toString(), QString());
    QVERIFY(!m_target.client().get(target)[u"content"_s].isUndefined());
}

void TestContract::savesUnderAnEtag()
{
    const QByteArray target = "/files?source=app&path=contract.txt";
    const auto first = m_target.client().send("PUT", target, R"({"content":"one"})");
    const QString etag = first[u"etag"_s].toString();
    const auto stale = m_target.client().send(
        "PUT", target, json({{u"content"_s, u"x"_s}, {u"etag"_s, u"bad"_s}}));
    QCOMPARE(stale.status, 409);
    QCOMPARE(stale.json().toObject(),
             (QJsonObject{{u"kind"_s, u"file"_s},
                          {u"name"_s, u"contract.txt"_s},
                          {u"reason"_s, u"etag mismatch"_s},
                          {u"error"_s, u"file contract.txt conflicts: etag mismatch"_s}}));
    QCOMPARE(m_target.client()
                 .send("PUT", target, json({{u"content"_s, u"two"_s}, {u"etag"_s, etag}}))
                 .status,
             200);
    QCOMPARE(m_target.client()
                 .send("PUT", target, json({{u"content"_s, u"two"_s}, {u"etag"_s, etag}}))
                 .status,
             409);
    QCOMPARE(m_target.client().send("PUT", target, R"({"content":"three","etag":""})").status, 200);
    QCOMPARE(m_target.client()
                 .send("PUT", "/files?source=app&path=contract-none",
                       json({{u"content"_s, u"x"_s}, {u"etag"_s, etag}}))
                 .status,
             409);
    QCOMPARE(m_target.client().get("/files?source=app&path=./contract.txt")[u"path"_s].toString(),
             u"./contract.txt"_s);
}

void TestContract::takesTheLargestBody()
{
    const QByteArray target = "/files?source=app&path=contract-large.txt";
    const QByteArray largest = "{\"content\":\"" + QByteArray(1024 * 1024 - 14, 'a') + "\"}";
    QCOMPARE(largest.size(), 1024 * 1024);
    QCOMPARE(m_target.client().send("PUT", target, largest).status, 200);
    const auto over = m_target.client().send("PUT", target, QByteArray(largest).insert(12, 'a'));
    QCOMPARE(over.status, 400);
    QCOMPARE(over[u"error"_s].toString(), u"http: request body too large"_s);
    QCOMPARE(m_target.client().send("PUT", target, R"({"content":"small"})").status, 200);
}

void TestContract::refusesAFile_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    const QString escape = u"path: path escapes the source root"_s;
    QTest::newRow("no source") << "GET"_ba
                               << "path=a"_ba << 400 << u"source: source is required"_s;
    QTest::newRow("no path") << "GET"_ba
                             << "source=app"_ba << 400 << u"path: path is required"_s;
    QTest::newRow("unknown source")
        << "GET"_ba
        << "source=zz&path=a"_ba << 404 << u"source \"zz\" is not declared"_s;
    QTest::newRow("missing") << "GET"_ba
                             << "source=app&path=none"_ba << 404
                             << u"file \"none\" is not declared"_s;
    QTest::newRow("dots") << "GET"_ba
                          << "source=app&path=..%2Fangee.yaml"_ba << 400 << escape;
    QTest::newRow("dots inside") << "GET"_ba
                                 << "source=app&path=a%2F..%2F..%2Fangee.yaml"_ba << 400 << escape;
    QTest::newRow("absolute") << "GET"_ba
                              << "source=app&path=%2Fetc%2Fpasswd"_ba << 400 << escape;
    QTest::newRow("dot") << "PUT"_ba
                         << "source=app&path=."_ba << 400 << escape;
    QTest::newRow("folder itself")
        << "GET"_ba
        << "source=app&path=a%2F.."_ba << 404 << u"file \"a/..\" is not declared"_s;
    QTest::newRow("below a file") << "PUT"_ba
                                  << "source=app&path=settings.yaml%2Fx"_ba << 500
                                  << u"not a directory"_s;
}

void TestContract::refusesAFile()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, query);
    QFETCH(int, status);
    QFETCH(QString, error);
    const auto answer =
        m_target.client().send(method, "/files?" + query, method == "PUT" ? "{}"_ba : QByteArray());
    QCOMPARE(answer.status, status);
    QCOMPARE(answer[u"error"_s].toString(), error);
}

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
