// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/introspection.h"
#include "core/schema/ownoperations.h"
#include "core/schema/sdlparser.h"
#include "core/schema/validator.h"

#include <QDir>
#include <QTest>

#include <optional>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *petSdl = R"(
type Query {
  dog: Dog
  pet(id: ID!, kind: Kind = CAT): Pet
  catOrDog: CatOrDog
  numbers(i: Int, f: Float, s: String, b: Boolean, l: [Int!], k: Kind, o: Box, any: Any): Int
  self: Query
}
type Mutation { rename(name: String!): Dog }
type Subscription { barks: Int, dogs: [Dog!]! }
interface Pet { name(long: Boolean): String! }
interface Loud { volume: Int! }
type Dog implements Pet & Loud { name(long: Boolean): String! volume: Int! owner: Human barks: Int }
type Cat implements Pet { name(long: Boolean): String! lives: Int volume: String }
type Human { name: String }
union CatOrDog = Cat | Dog
enum Kind { CAT DOG }
input Box { width: Int!, height: Int = 2, inner: Box, tags: [String!] }
input One @oneOf { a: Int, b: Int }
extend type Query { one(of: One): Int }
scalar Any
directive @tag(text: String!) repeatable on FIELD | QUERY
)";

QStringList messages(const std::vector<GraphQlProblem> &problems)
{
    QStringList texts;
    for (const GraphQlProblem &problem : problems)
        texts += QString::fromStdString(problem.message);
    return texts;
}

std::string repeated(int from, int to, const std::function<std::string(int)> &part)
{
    std::string text;
    for (int i = from; i < to; ++i)
        text += part(i);
    return text;
}

} // namespace

class TestValidator final : public QObject
{
    Q_OBJECT

    std::optional<Schema> m_pets;
    std::optional<Schema> m_daemon;

private slots:
    void initTestCase()
    {
        m_pets = parseSdl(petSdl);
        QVERIFY(m_pets);
        QFile file(QStringLiteral(ANGEE_TEST_DATA "/introspection.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_daemon = readIntrospection(file.readAll().toStdString()).schema;
        QVERIFY(m_daemon);
    }

    void accepts_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *text) { QTest::newRow(text) << QByteArray(text); };
        row("{ dog { name __typename } __typename }");
        row("{ __schema { types { name fields { name } } } __type(name: \"Dog\") { kind } }");
        row("query A { dog { name } } query B { dog { name } }");
        row("{ pet(id: 4) { name ... on Dog { barks } ... on Cat { lives } } }");
        row("{ pet(id: \"4\", kind: DOG) { ... on Loud { volume } ...P } } fragment P on Pet { "
            "name }");
        row("{ catOrDog { __typename ... on Pet { name } ... { __typename } } }");
        row("query($i: Int!, $k: Kind! = DOG, $l: [Int!]!) "
            "{ numbers(i: $i, k: $k, l: $l, o: {width: $i, tags: [\"a\"]}) }");
        row("query($k: Kind = DOG) { pet(id: 1, kind: $k) { name } }");
        row("query($x: Int = 3) { numbers(o: {width: $x}) }"); // the variable's default fills in
        row("{ numbers(i: 9007199254740993, f: 1, s: \"\", b: true, l: 5, any: {a: [1, \"b\", C]}) "
            "}");
        row("{ numbers(i: null, l: null, o: null) }");
        row("query($a: Int) { numbers(any: {deep: [$a]}) }");
        row("{ dog { name } dog { barks } dog { name @tag(text: \"a\") @tag(text: \"b\") } }");
        row("query($y: Boolean!) { dog @skip(if: $y) { name @include(if: true) } }");
        row("{ pet(id: 1) { ... on Dog { v: volume } ... on Dog { v: volume } } }");
        row("{ pet(id: 1) { ... on Dog { a: name(long: true) } ... on Cat { a: name } } }");
        row("subscription { barks } ");
        row("subscription S { ... on Subscription { dogs { name } } dogs { barks } }");
        row("{ one(of: {a: 1}) }");
        row("{ ...A } fragment A on Query { dog { ...B } } fragment B on Dog { name }");
    }
    void accepts()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(messages(validateText(text.toStdString(), *m_pets)), QStringList());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        QTest::addColumn<int>("column");
        QTest::addColumn<QByteArray>("coordinate");
        const auto row = [](const char *text, const char *message, int column,
                            const char *coordinate = "") {
            QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(message) << column
                                << QByteArray(coordinate);
        };
        row("{nopenope}", "Cannot query field \"nopenope\" on type \"Query\".", 2,
            "Query.nopenope");
        row("{dog{nam}}", "Cannot query field \"nam\" on type \"Dog\". Did you mean \"name\"?", 6,
            "Dog.nam");
        row("{dog{__schema{types{name}}}}", "Cannot query field \"__schema\" on type \"Dog\".", 6,
            "Dog.__schema");
        row("{catOrDog{name}}", "Cannot query field \"name\" on type \"CatOrDog\".", 11,
            "CatOrDog.name");
        row("{dog}",
            "Field \"dog\" of type \"Dog\" must have a selection of subfields. Did you mean \"dog "
            "{ ... }\"?",
            2, "Query.dog");
        row("{dog{name{x}}}",
            "Field \"name\" must not have a selection since type \"String\" has no subfields.", 6,
            "Dog.name");
        row("{dog{name(lung:true)}}",
            "Unknown argument \"lung\" on field \"Dog.name\". Did you mean \"long\"?", 6,
            "Dog.name(lung:)");
        row("{dog{name(long:true long:true)}}", "There can be only one argument named \"long\".",
            21, "Dog.name");
        row("{pet{name}}",
            "Field \"pet\" argument \"id\" of type \"ID!\" is required, but it was not provided.",
            2, "Query.pet(id:)");
        row("{pet(id:null){name}}", "Expected value of type \"ID!\", found null.", 9, "ID");
        row("{numbers(i:1.5)}", "Int cannot represent non-integer value: 1.5", 12, "Int");
        row("{numbers(i:99999999999999999999)}",
            "Int cannot represent non 32-bit signed integer value: 99999999999999999999", 12,
            "Int");
        row("{numbers(f:\"x\")}", "Float cannot represent non numeric value: \"x\"", 12, "Float");
        row("{numbers(s:1)}", "String cannot represent a non string value: 1", 12, "String");
        row("{numbers(b:1)}", "Boolean cannot represent a non boolean value: 1", 12, "Boolean");
        row("{pet(id:true){name}}", "ID cannot represent a non-string and non-integer value: true",
            9, "ID");
        row("{numbers(l:[1,\"x\"])}", "Int cannot represent non-integer value: \"x\"", 15, "Int");
        row("{numbers(l:[1,null])}", "Expected value of type \"Int!\", found null.", 15, "Int");
        row("{numbers(l:{})}", "Expected value of type \"[Int!]\", found {}.", 12, "Int");
        row("{numbers(i:[1])}", "Int cannot represent non-integer value: [1]", 12, "Int");
        row("{numbers(k:BIRD)}", "Value \"BIRD\" does not exist in \"Kind\" enum.", 12,
            "Kind.BIRD");
        row("{numbers(k:DOGS)}",
            "Value \"DOGS\" does not exist in \"Kind\" enum. Did you mean the enum value \"DOG\"?",
            12, "Kind.DOGS");
        row("{numbers(k:\"DOG\")}",
            "Enum \"Kind\" cannot represent non-enum value: \"DOG\". Did you mean the enum value "
            "\"DOG\"?",
            12, "Kind");
        row("{numbers(o:{height:1})}",
            "Field \"Box.width\" of required type \"Int!\" was not provided.", 12, "Box.width");
        row("{numbers(o:{width:1,colour:1})}", "Field \"colour\" is not defined by type \"Box\".",
            21, "Box.colour");
        row("{numbers(o:{width:1,width:2})}", "There can be only one input field named \"width\".",
            21, "Box.width");
        row("{numbers(o:5)}", "Expected value of type \"Box\", found 5.", 12, "Box");
        row("{one(of:{a:1,b:2})}", "OneOf Input Object \"One\" must specify exactly one key.", 9,
            "One");
        row("query($a:Int){numbers(i:$b any:[$a])}", "Variable \"$b\" is not defined.", 25);
        row("query Q{numbers(i:$b)}", "Variable \"$b\" is not defined by operation \"Q\".", 19);
        row("query($a:Int){dog{name}}", "Variable \"$a\" is never used.", 7);
        row("query Q($a:Int){dog{name}}", "Variable \"$a\" is never used in operation \"Q\".", 9);
        row("query($a:Int $a:Int){numbers(i:$a)}", "There can be only one variable named \"$a\".",
            14);
        row("query($a:Dog){numbers(any:$a)}", "Variable \"$a\" cannot be non-input type \"Dog\".",
            7, "Dog");
        row("query($a:Nope){numbers(any:$a)}", "Unknown type \"Nope\".", 7, "Nope");
        row("query($a:Int=\"x\"){numbers(i:$a)}", "Int cannot represent non-integer value: \"x\"",
            14, "Int");
        row("query($a:String){numbers(i:$a)}",
            "Variable \"$a\" of type \"String\" used in position expecting type \"Int\".", 28);
        row("query($a:ID){pet(id:$a){name}}",
            "Variable \"$a\" of type \"ID\" used in position expecting type \"ID!\".", 21);
        row("query($a:[Int]!){numbers(l:$a)}",
            "Variable \"$a\" of type \"[Int]!\" used in position expecting type \"[Int!]\".", 28);
        row("query($a:Int){numbers(l:[$a])}",
            "Variable \"$a\" of type \"Int\" used in position expecting type \"Int!\".", 26);
        row("{...A}", "Unknown fragment \"A\".", 5);
        row("{dog{name}} fragment A on Dog{name}", "Fragment \"A\" is never used.", 13);
        row("{...A} fragment A on Elephantine{name}", "Unknown type \"Elephantine\".", 8,
            "Elephantine");
        row("{...on Nope{name}}", "Unknown type \"Nope\".", 5, "Nope");
        row("{...on Kind{name}}", "Fragment cannot condition on non composite type \"Kind\".", 5,
            "Kind");
        row("{...A} fragment A on Kind{name}",
            "Fragment \"A\" cannot condition on non composite type \"Kind\".", 8, "Kind");
        row("{dog{...on Cat{lives}}}",
            "Fragment cannot be spread here as objects of type \"Dog\" can never be of type "
            "\"Cat\".",
            9, "Cat");
        row("{dog{...A}} fragment A on Cat{lives}",
            "Fragment \"A\" cannot be spread here as objects of type \"Dog\" can never be of type "
            "\"Cat\".",
            9, "Cat");
        row("{...A} fragment A on Query{...A}", "Cannot spread fragment \"A\" within itself.", 31);
        row("{...A} fragment A on Query{...B} fragment B on Query{self{...A}}",
            "Cannot spread fragment \"A\" within itself via \"B\".", 62);
        row("{...A ...A} fragment A on Query{dog{name}} fragment A on Query{dog{name}}",
            "There can be only one fragment named \"A\".", 44);
        row("query A{dog{name}} query A{dog{name}}", "There can be only one operation named \"A\".",
            20);
        row("query A{dog{name}} {dog{name}}",
            "This anonymous operation must be the only defined operation.", 20);
        row("{dog @nope{name}}", "Unknown directive \"@nope\".", 7, "@nope");
        row("{dog @deprecated{name}}", "Directive \"@deprecated\" may not be used on FIELD.", 7,
            "@deprecated");
        row("{dog @skip(if:true) @skip(if:true){name}}",
            "The directive \"@skip\" can only be used once at this location.", 22, "@skip");
        row("{dog @skip{name}}",
            "Directive \"@skip\" argument \"if\" of type \"Boolean!\" is required, but it was not "
            "provided.",
            7, "@skip(if:)");
        row("{dog @skip(if:1){name}}", "Boolean cannot represent a non boolean value: 1", 15,
            "Boolean");
        row("{dog @skip(if:true unless:1){name}}",
            "Unknown argument \"unless\" on directive \"@skip\".", 7, "@skip(unless:)");
        row("subscription{barks dogs{name}}",
            "Anonymous Subscription must select only one top level field.", 20);
        row("subscription S{__typename}",
            "Subscription \"S\" must not select an introspection top level field.", 16);
        row("{dog{a:name a:barks}}",
            "Fields \"a\" conflict because \"name\" and \"barks\" are different fields. Use "
            "different aliases on the fields to fetch both if this was intentional.",
            13);
        row("{dog{name name(long:true)}}",
            "Fields \"name\" conflict because they have differing arguments. Use different aliases "
            "on the fields to fetch both if this was intentional.",
            11);
        row("{dog{a:name} dog{a:barks}}",
            "Fields \"dog\" conflict because subfields \"a\" conflict because \"name\" and "
            "\"barks\" are different fields. Use different aliases on the fields to fetch both if "
            "this was intentional.",
            14);
        row("{pet(id:1){...on Dog{v:volume}...on Cat{v:volume}}}",
            "Fields \"v\" conflict because they return conflicting types \"Int!\" and \"String\". "
            "Use different aliases on the fields to fetch both if this was intentional.",
            41);
        row("{dog{...A b:barks}} fragment A on Dog{b:name}",
            "Fields \"b\" conflict because \"barks\" and \"name\" are different fields. Use "
            "different aliases on the fields to fetch both if this was intentional.",
            39);
        row("{__schema{types{fields{type{fields{type{fields{name}}}}}}}}",
            "Maximum introspection depth exceeded", 2);
        row("{ dog { name }", "Expected Name, found <EOF>", 15);
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const std::vector<GraphQlProblem> problems = validateText(text.toStdString(), *m_pets);
        QCOMPARE(messages(problems), QStringList(message));
        QCOMPARE(problems[0].place.line, 1);
        QTEST(problems[0].place.column, "column");
        QTEST(QByteArray::fromStdString(problems[0].coordinate), "coordinate");
    }

    void problemsComeInTextOrder()
    {
        const auto problems =
            validateText("query($x: Int) {\n  b\n  dog {\n    c(d: $y)\n  }\n}", *m_pets);
        QCOMPARE(messages(problems),
                 QStringList({u"Variable \"$x\" is never used."_s,
                              u"Cannot query field \"b\" on type \"Query\"."_s,
                              u"Cannot query field \"c\" on type \"Dog\"."_s,
                              u"Variable \"$y\" is not defined."_s}));
        QCOMPARE(problems[3].place, (GraphQlPlace{4, 10}));
    }

    void rootTypesMustExist()
    {
        const std::optional<Schema> schema = parseSdl("type Query { a: Int }");
        QCOMPARE(messages(validateText("mutation { a }", *schema)),
                 QStringList(u"Schema does not support operation type \"mutation\""_s));
    }

    void consoleQueriesFitTheDaemon_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : ownOperationNames())
            QTest::newRow(qPrintable(name)) << name;
    }
    void consoleQueriesFitTheDaemon()
    {
        QFETCH(QString, name);
        const std::string text = ownOperation(name).toStdString();
        QCOMPARE(messages(validateText(text, *m_daemon)), QStringList());
        const auto document = GraphQlDocument::parse(text);
        QCOMPARE(document->operations.size(), 1U);
    }

    //! Texts made to cost exponential time or endless recursion end with an answer.
    void hostileTextsEnd_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const std::string &text) {
            QTest::newRow(name) << QByteArray::fromStdString(text);
        };
        const auto number = [](int i) { return std::to_string(i); };
        row("doubling fragments",
            "{...F0}" + repeated(0, 60, [&](int i) {
                return "fragment F" + number(i) + " on Query{a:self{...F" + number(i + 1)
                    + "}b:self{...F" + number(i + 1) + "}}";
            }) + "fragment F60 on Query{dog{name}}");
        row("many equal fields", '{' + repeated(0, 50'000, [](int) { return "dog{name}"; }) + '}');
        row("many conflicts",
            '{' + repeated(0, 20'000, [&](int i) { return "x:numbers(i:" + number(i) + ')'; })
                + '}');
        row("endless chain",
            "{...F0}" + repeated(0, 20'000, [&](int i) {
                return "fragment F" + number(i) + " on Query{self{...F" + number(i + 1) + "}}";
            }) + "fragment F20000 on Query{dog{name}}");
        row("chain into introspection",
            "{__schema{...F0}}" + repeated(0, 20'000, [&](int i) {
                return "fragment F" + number(i) + " on __Schema{...F" + number(i + 1) + "}";
            }) + "fragment F20000 on __Schema{description}");
        row("ring of fragments", "{...F0}" + repeated(0, 20'000, [&](int i) {
                                     return "fragment F" + number(i) + " on Query{...F"
                                         + number((i + 1) % 20'000) + "}";
                                 }));
        row("unknown fields",
            '{' + repeated(0, 50'000, [&](int i) { return " u" + number(i); }) + '}');
    }
    void hostileTextsEnd()
    {
        QFETCH(QByteArray, text);
        QVERIFY(validateText(text.toStdString(), *m_pets).size() <= graphQlMaxProblems);
    }
};

QTEST_GUILESS_MAIN(TestValidator)
#include "tst_validator.moc"
