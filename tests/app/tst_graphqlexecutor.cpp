// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/graphql/executor.h"
#include "core/schema/sdlparser.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <atomic>
#include <thread>

using namespace angee;
using namespace angee::sandbox;
using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view treeSdl =
    "type Query {\n"
    "  tree: Node\n"
    "  strict: Node!\n"
    "  nodes: [Node!]!\n"
    "  maybeNodes: [Node]\n"
    "  things: [Thing!]!\n"
    "  echo(i: Int, f: Float, s: String, b: Boolean, l: [Int!], e: Kind = A, o: Box, id: ID, j: "
    "JSON): JSON\n"
    "  broken: Int\n"
    "  brokenStrict: Int!\n"
    "}\n"
    "type Mutation { first: String second: String! third: String }\n"
    "type Subscription { ticks(from: Int! = 5): Int! }\n"
    "type Node { name: String! note: String size: Int ratio: Float ok: Boolean id: ID kind: Kind "
    "child: Node children: [Node!] any: JSON }\n"
    "interface Thing { name: String! }\n"
    "type Car implements Thing { name: String! wheels: Int }\n"
    "type Dog implements Thing { name: String! legs: Int }\n"
    "enum Kind { A B }\n"
    "input Box { width: Int!, height: Int! = 2, tags: [String!] }\n"
    "scalar JSON\n"
    "";

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

//! Answers from fixed objects; `echo` answers its arguments.
class TreeResolver final : public RootResolver
{
public:
    ResolverResult resolve(GraphQlOperationType, const QString &field, const QJsonObject &arguments,
                           std::stop_token) override
    {
        calls += field;
        if (field == "echo"_L1)
            return {arguments, {}};
        if (field.startsWith("broken"_L1))
            return ResolverResult::failed(u"<it> broke"_s, {{u"kind"_s, u"part"_s}});
        if (field == "second"_L1)
            return ResolverResult::failed(u"no second"_s);
        return {values.value(field), {}};
    }

    QJsonObject values =
        json("{\n"
             "        \"tree\": {\"name\": \"root\", \"size\": 3, \"ratio\": 2.5, \"ok\": false, "
             "\"id\": \"x\", \"kind\": \"B\",\n"
             "                 \"any\": {\"b\": [1, null], \"a\": \"<\"}, \"extra\": 1,\n"
             "                 \"child\": {\"name\": \"leaf\"},\n"
             "                 \"children\": [{\"name\": \"one\"}, {\"name\": \"two\", \"note\": "
             "\"\\u00e4\"}]},\n"
             "        \"strict\": {\"note\": \"nameless\"},\n"
             "        \"nodes\": [{\"name\": \"a\"}, {\"note\": \"b\"}],\n"
             "        \"maybeNodes\": [{\"name\": \"a\"}, {\"note\": \"b\"}, null],\n"
             "        \"things\": [{\"__typename\": \"Car\", \"name\": \"c\", \"wheels\": 4},\n"
             "                   {\"__typename\": \"Dog\", \"name\": \"d\", \"legs\": 4}],\n"
             "        \"first\": \"1\", \"third\": \"3\"}");
    QStringList calls;
};

void dropDescriptions(QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray cleaned;
        for (QJsonValue item : value.toArray()) {
            dropDescriptions(item);
            cleaned += item;
        }
        value = cleaned;
    } else if (value.isObject()) {
        QJsonObject cleaned;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            QJsonValue member = it.value();
            dropDescriptions(member);
            if (it.key() != "description"_L1)
                cleaned.insert(it.key(), member);
        }
        value = cleaned;
    }
}

QByteArray fileContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestGraphQlExecutor final : public QObject
{
    Q_OBJECT

    std::optional<Schema> m_schema;
    std::optional<Schema> m_daemon;

    QByteArray answer(const QByteArray &query, const QJsonObject &variables = {},
                      const QString &operation = {}) const
    {
        const GraphQlExecutor executor(*m_schema);
        const auto prepared = executor.prepare({query, operation, variables});
        TreeResolver resolver;
        return prepared.operation ? executor.execute(*prepared.operation, resolver)
                                  : prepared.refusal;
    }

private slots:
    void initTestCase()
    {
        m_schema = parseSdl(treeSdl);
        QVERIFY(m_schema);
        GraphQlSyntaxError error;
        m_daemon = parseSdl(fileContent(u":/sandbox/schema.graphql"_s).toStdString(), &error);
        QVERIFY2(m_daemon, error.message.c_str());
    }

    void answers_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *query, const char *expected) {
            QTest::newRow(query) << QByteArray(query) << QByteArray(expected);
        };
        row("{tree{size name}}", "{\"data\":{\"tree\":{\"size\":3,\"name\":\"root\"}}}");
        row("{b:tree{n:name}a:tree{name __typename}__typename}",
            "{\"data\":{\"b\":{\"n\":\"root\"},\"a\":{\"name\":\"root\",\"__typename\":\"Node\"},"
            "\"__typename\":\"Query\"}}");
        row("{tree{size ratio ok id kind note any}}",
            "{\"data\":{\"tree\":{\"size\":3,\"ratio\":2.5,\"ok\":false,\"id\":\"x\",\"kind\":"
            "\"B\",\"note\":null,\"any\":{\"a\":\"\\u003c\",\"b\":[1,null]}}}}");
        row("{tree{child{name child{name}}children{name note}}}",
            "{\"data\":{\"tree\":{\"child\":{\"name\":\"leaf\",\"child\":null},\"children\":[{"
            "\"name\":\"one\",\"note\":null},{\"name\":\"two\",\"note\":\"\xC3\xA4\"}]}}}");
        row("{tree{child{name}}tree{child{size}size}}",
            "{\"data\":{\"tree\":{\"child\":{\"name\":\"leaf\",\"size\":null},\"size\":3}}}");
        row("{tree{...F size}} fragment F on Node{name ...G} fragment G on Node{ok size}",
            "{\"data\":{\"tree\":{\"name\":\"root\",\"ok\":false,\"size\":3}}}");
        row("{tree{name @skip(if:true)size @include(if:false)ok ...on Node @include(if:true){id}}}",
            "{\"data\":{\"tree\":{\"ok\":false,\"id\":\"x\"}}}");
        row("{things{name ...on Car{wheels}...on Dog{legs}__typename}}",
            "{\"data\":{\"things\":[{\"name\":\"c\",\"wheels\":4,\"__typename\":\"Car\"},{\"name\":"
            "\"d\",\"legs\":4,\"__typename\":\"Dog\"}]}}");
        row("{strict{note}}", "{\"data\":{\"strict\":{\"note\":\"nameless\"}}}");
        row("mutation{first third}", "{\"data\":{\"first\":\"1\",\"third\":\"3\"}}");
        row("{echo(i:1,s:\"x\",l:7,o:{width:1},id:5,j:{k:[V,1.5]},b:null)}",
            "{\"data\":{\"echo\":{\"b\":null,\"e\":\"A\",\"i\":1,\"id\":\"5\",\"j\":{\"k\":[\"V\","
            "1.5]},\"l\":[7],\"o\":{\"height\":2,\"width\":1},\"s\":\"x\"}}}");
        row("{__type(name:\"Kind\"){kind "
            "enumValues{name}fields{name}ofType{name}}n:__type(name:\"No\"){name}}",
            "{\"data\":{\"__type\":{\"kind\":\"ENUM\",\"enumValues\":[{\"name\":\"A\"},{\"name\":"
            "\"B\"}],\"fields\":[],\"ofType\":null},\"n\":null}}");
        row("{__type(name:\"Query\"){fields{type{kind name ofType{kind name ofType{name}}}}}}",
            "{\"data\":{\"__type\":{\"fields\":[{\"type\":{\"kind\":\"OBJECT\",\"name\":\"Node\","
            "\"ofType\":null}},{\"type\":{\"kind\":\"NON_NULL\",\"name\":null,\"ofType\":{\"kind\":"
            "\"OBJECT\",\"name\":\"Node\",\"ofType\":null}}},{\"type\":{\"kind\":\"NON_NULL\","
            "\"name\":null,\"ofType\":{\"kind\":\"LIST\",\"name\":null,\"ofType\":{\"name\":null}}}"
            "},{\"type\":{\"kind\":\"LIST\",\"name\":null,\"ofType\":{\"kind\":\"OBJECT\",\"name\":"
            "\"Node\",\"ofType\":null}}},{\"type\":{\"kind\":\"NON_NULL\",\"name\":null,\"ofType\":"
            "{\"kind\":\"LIST\",\"name\":null,\"ofType\":{\"name\":null}}}},{\"type\":{\"kind\":"
            "\"SCALAR\",\"name\":\"JSON\",\"ofType\":null}},{\"type\":{\"kind\":\"SCALAR\","
            "\"name\":\"Int\",\"ofType\":null}},{\"type\":{\"kind\":\"NON_NULL\",\"name\":null,"
            "\"ofType\":{\"kind\":\"SCALAR\",\"name\":\"Int\",\"ofType\":null}}}]}}}");
        row("{__type(name:\"Thing\"){possibleTypes{name}}}",
            "{\"data\":{\"__type\":{\"possibleTypes\":[{\"name\":\"Car\"},{\"name\":\"Dog\"}]}}}");
    }
    void answers()
    {
        QFETCH(QByteArray, query);
        QTEST(answer(query), "expected");
    }

    void failures_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *query, const char *expected) {
            QTest::newRow(query) << QByteArray(query) << QByteArray(expected);
        };
        row("{broken tree{size}}",
            "{\"errors\":[{\"message\":\"\\u003cit\\u003e "
            "broke\",\"path\":[\"broken\"],\"locations\":[{\"line\":1,\"column\":2}],"
            "\"extensions\":{\"kind\":\"part\"}}],\"data\":{\"broken\":null,\"tree\":{\"size\":3}}"
            "}");
        row("{\n  x: brokenStrict }",
            "{\"errors\":[{\"message\":\"\\u003cit\\u003e "
            "broke\",\"path\":[\"x\"],\"locations\":[{\"line\":2,\"column\":3}],\"extensions\":{"
            "\"kind\":\"part\"}}],\"data\":null}");
        row("mutation{first second third}",
            "{\"errors\":[{\"message\":\"no "
            "second\",\"path\":[\"second\"],\"locations\":[{\"line\":1,\"column\":16}]}],\"data\":"
            "null}");
        row("{tree{child{children{name}}}strict{name}}",
            "{\"errors\":[{\"message\":\"must not be "
            "null\",\"path\":[\"strict\",\"name\"],\"locations\":[{\"line\":1,\"column\":36}]}],"
            "\"data\":null}");
        row("{nodes{name}}",
            "{\"errors\":[{\"message\":\"must not be "
            "null\",\"path\":[\"nodes\",1,\"name\"],\"locations\":[{\"line\":1,\"column\":8}]}],"
            "\"data\":null}");
        row("{maybeNodes{name}}",
            "{\"errors\":[{\"message\":\"must not be "
            "null\",\"path\":[\"maybeNodes\",1,\"name\"],\"locations\":[{\"line\":1,\"column\":13}]"
            "}],\"data\":{\"maybeNodes\":[{\"name\":\"a\"},null,null]}}");
        // As the daemon answered these three.
        row("{",
            "{\"errors\":[{\"message\":\"Expected Name, found "
            "\\u003cEOF\\u003e\",\"locations\":[{\"line\":1,\"column\":2}],\"extensions\":{"
            "\"code\":\"GRAPHQL_PARSE_FAILED\"}}],\"data\":null}");
        row("{nopenope}",
            "{\"errors\":[{\"message\":\"Cannot query field \\\"nopenope\\\" on type "
            "\\\"Query\\\".\",\"locations\":[{\"line\":1,\"column\":2}],\"extensions\":{\"code\":"
            "\"GRAPHQL_VALIDATION_FAILED\"}}],\"data\":null}");
        row("subscription{nopenope}",
            "{\"errors\":[{\"message\":\"Cannot query field \\\"nopenope\\\" on type "
            "\\\"Subscription\\\".\",\"locations\":[{\"line\":1,\"column\":14}],\"extensions\":{"
            "\"code\":\"GRAPHQL_VALIDATION_FAILED\"}}],\"data\":null}");
        row("",
            "{\"errors\":[{\"message\":\"no operation "
            "provided\",\"extensions\":{\"code\":\"GRAPHQL_VALIDATION_FAILED\"}}],\"data\":null}");
    }
    void failures()
    {
        QFETCH(QByteArray, query);
        QTEST(answer(query), "expected");
    }

    void operationsAreChosenByName()
    {
        const QByteArray two = "query A{tree{name}} query B{tree{size}}";
        QCOMPARE(answer(two, {}, u"B"_s), "{\"data\":{\"tree\":{\"size\":3}}}"_ba);
        const auto notFound = [](const QByteArray &name) {
            return "{\"errors\":[{\"message\":\"operation " + name
                + " not "
                  "found\",\"extensions\":{\"code\":\"GRAPHQL_VALIDATION_FAILED\"}}],\"data\":"
                  "null}";
        };
        QCOMPARE(answer(two, {}, u"C"_s), notFound("C"));
        QCOMPARE(answer(two), notFound(""));
    }

    void variables_data()
    {
        QTest::addColumn<QByteArray>("definition");
        QTest::addColumn<QByteArray>("use");
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("echo"); // or, after '!', path and message of the fault
        const auto row = [](const char *name, const char *definition, const char *use,
                            const char *given, const char *echo) {
            QTest::newRow(name) << QByteArray(definition) << QByteArray(use) << QByteArray(given)
                                << QByteArray(echo);
        };
        row("given", "$v:Int", "i:$v", "{\"v\":4}", "{\"e\":\"A\",\"i\":4}");
        row("absent", "$v:Int", "i:$v", "{}", "{\"e\":\"A\"}");
        row("null", "$v:Int", "i:$v", "{\"v\":null}", "{\"e\":\"A\",\"i\":null}");
        row("default", "$v:Int=9", "i:$v", "{}", "{\"e\":\"A\",\"i\":9}");
        row("default of the argument", "$v:Kind", "e:$v", "{}", "{\"e\":\"A\"}");
        row("enum", "$v:Kind!", "e:$v", "{\"v\":\"B\"}", "{\"e\":\"B\"}");
        row("number for text", "$v:String", "s:$v", "{\"v\":4}", "{\"e\":\"A\",\"s\":\"4\"}");
        row("digits for a number", "$v:Int", "i:$v", "{\"v\":\"4\"}", "{\"e\":\"A\",\"i\":4}");
        row("number for an id", "$v:ID", "id:$v", "{\"v\":4}", "{\"e\":\"A\",\"id\":\"4\"}");
        row("one for a list", "$v:[Int!]", "l:$v", "{\"v\":4}", "{\"e\":\"A\",\"l\":[4]}");
        row("in an object", "$v:Int!", "o:{width:$v}", "{\"v\":4}",
            "{\"e\":\"A\",\"o\":{\"height\":2,\"width\":4}}");
        row("object", "$v:Box", "o:$v", "{\"v\":{\"width\":1,\"tags\":[\"a\"]}}",
            "{\"e\":\"A\",\"o\":{\"height\":2,\"tags\":[\"a\"],\"width\":1}}");
        row("in free JSON", "$v:Int", "j:{a:[$v],b:$v}", "{}",
            "{\"e\":\"A\",\"j\":{\"a\":[null]}}");
        row("missing", "$v:Int!", "i:$v", "{}", "![\"variable\",\"v\"] must be defined");
        row("null for non-null", "$v:Int!", "i:$v", "{\"v\":null}",
            "![\"variable\",\"v\"] cannot be null");
        row("text for a number", "$v:Int", "i:$v", "{\"v\":\"x\"}",
            "![\"variable\",\"v\"] cannot use string as Int");
        row("fraction for a whole", "$v:Int", "i:$v", "{\"v\":1.5}",
            "![\"variable\",\"v\"] cannot use value 0 as Int");
        row("flag for text", "$v:String", "s:$v", "{\"v\":true}",
            "![\"variable\",\"v\"] cannot use bool as String");
        row("list for a flag", "$v:Boolean", "b:$v", "{\"v\":[]}",
            "![\"variable\",\"v\"] cannot use slice as Boolean");
        row("unknown enum value", "$v:Kind", "e:$v", "{\"v\":\"C\"}",
            "![\"variable\",\"v\"] C is not a valid Kind");
        row("null in a list", "$v:[Int!]", "l:$v", "{\"v\":[1,null]}",
            "![\"variable\",\"v\",1] cannot be null");
        row("text for an object", "$v:Box", "o:$v", "{\"v\":\"x\"}",
            "![\"variable\",\"v\"] must be a Box, not a string");
        row("unknown member", "$v:Box", "o:$v", "{\"v\":{\"width\":1,\"depth\":2}}",
            "![\"variable\",\"v\",\"depth\"] unknown field");
        row("missing member", "$v:Box", "o:$v", "{\"v\":{}}",
            "![\"variable\",\"v\",\"width\"] must be defined");
    }
    void variables()
    {
        QFETCH(QByteArray, definition);
        QFETCH(QByteArray, use);
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, echo);
        const QByteArray result =
            answer("query(" + definition + "){echo(" + use + ")}", json(given.constData()));
        if (!echo.startsWith('!')) {
            QCOMPARE(result, "{\"data\":{\"echo\":" + echo + "}}");
            return;
        }
        const qsizetype space = echo.indexOf(' ');
        QCOMPARE(result,
                 "{\"errors\":[{\"message\":\"" + echo.mid(space + 1)
                     + "\",\"path\":" + echo.mid(1, space - 1)
                     + ",\"extensions\":{\"code\":\"GRAPHQL_VALIDATION_FAILED\"}}],\"data\":null}");
    }

    void skippedFieldsAreNotResolved()
    {
        const GraphQlExecutor executor(*m_schema);
        const auto prepared = executor.prepare(
            {"query($n:Boolean!){tree @include(if:$n){name} strict @skip(if:$n){note}}"_ba,
             {},
             {{u"n"_s, true}}});
        TreeResolver resolver;
        QCOMPARE(executor.execute(*prepared.operation, resolver),
                 "{\"data\":{\"tree\":{\"name\":\"root\"}}}"_ba);
        QCOMPARE(resolver.calls, QStringList(u"tree"_s));
    }

    void subscriptions()
    {
        const GraphQlExecutor executor(*m_schema);
        const auto prepared = executor.prepare({"subscription S{t:ticks}"_ba, u"S"_s, {}});
        QVERIFY(prepared.operation);
        QCOMPARE(prepared.operation->operation().type, GraphQlOperationType::Subscription);
        const auto root = executor.subscriptionRoot(*prepared.operation);
        QCOMPARE(root.name, u"ticks"_s);
        QCOMPARE(root.arguments, json("{\"from\":5}"));
        QCOMPARE(executor.executeEvent(*prepared.operation, {7, {}}), "{\"data\":{\"t\":7}}"_ba);
        QCOMPARE(
            executor.executeEvent(*prepared.operation, ResolverResult::failed(u"gone"_s)),
            "{\"errors\":[{\"message\":\"gone\",\"path\":[\"t\"],\"locations\":[{\"line\":1,\"column\":16}]}],\"data\":null}"_ba);
    }

    //! The sandbox's schema has every type, field, argument, default and value of the daemon's.
    void introspectionEqualsTheDaemons()
    {
        const GraphQlExecutor executor(*m_daemon);
        const auto prepared = executor.prepare(
            {fileContent(u":/queries/introspection.graphql"_s), u"IntrospectionQuery"_s, {}});
        QVERIFY2(prepared.operation, prepared.refusal.constData());
        TreeResolver resolver;
        QJsonValue ours =
            QJsonDocument::fromJson(executor.execute(*prepared.operation, resolver)).object();
        QJsonValue theirs = QJsonDocument::fromJson(
                                fileContent(QStringLiteral(ANGEE_TEST_DATA "/introspection.json")))
                                .object();
        dropDescriptions(ours);
        dropDescriptions(theirs);
        const QJsonObject our = ours[u"data"][u"__schema"].toObject();
        const QJsonObject their = theirs[u"data"][u"__schema"].toObject();
        QCOMPARE(our.value(u"types"_s).toArray().size(), 113);
        const QJsonArray ourTypes = our.value(u"types"_s).toArray();
        const QJsonArray theirTypes = their.value(u"types"_s).toArray();
        QCOMPARE(ourTypes.size(), theirTypes.size());
        for (qsizetype i = 0; i < ourTypes.size(); ++i)
            QVERIFY2(ourTypes[i] == theirTypes[i], qPrintable(theirTypes[i][u"name"].toString()));
        QCOMPARE(our, their);
        QVERIFY(resolver.calls.isEmpty());
    }

    void hostileDocumentsEnd()
    {
        QByteArray doubling = "{...F0}";
        for (int i = 0; i < 40; ++i) {
            const QByteArray next = QByteArray::number(i + 1);
            doubling += "fragment F" + QByteArray::number(i) + " on Query{tree{...N"
                + QByteArray::number(i) + "}} fragment N" + QByteArray::number(i)
                + " on Node{a:child{...N" + next + "}b:child{...N" + next + "}}";
        }
        doubling += "fragment N40 on Node{name} fragment F40 on Query{tree{name}}";
        doubling.replace("{...F0}", "{tree{...N0}}");
        QVERIFY(answer(doubling).size() < 10'000'000);
    }

    void threadsShareOneExecutor()
    {
        const GraphQlExecutor executor(*m_schema);
        TreeResolver expectedResolver;
        const QByteArray query = "{tree{name children{name}} __schema{types{name}}}";
        const auto once = [&] {
            TreeResolver resolver;
            const auto prepared = executor.prepare({query, {}, {}});
            return executor.execute(*prepared.operation, resolver);
        };
        const QByteArray expected = once();
        std::atomic<int> equal = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([&] {
                    for (int round = 0; round < 50; ++round)
                        equal += once() == expected ? 1 : 0;
                });
        }
        QCOMPARE(equal.load(), 200);
    }
};

QTEST_GUILESS_MAIN(TestGraphQlExecutor)
#include "tst_graphqlexecutor.moc"
