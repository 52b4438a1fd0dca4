// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/sdlparser.h"

#include <QFile>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

// No raw string: moc loses its way in the quotes.
constexpr std::string_view everyKind =
    "\"The schema\" schema @d { query: Root, mutation: Change }\n"
    "directive @d(a: Int = 1) repeatable on SCHEMA | FIELD\n"
    "\"\"\"\n"
    "A root\n"
    "  of things\n"
    "\"\"\"\n"
    "type Root implements & Node & Named @d {\n"
    "  id: ID!\n"
    "  \"named\" name(short: Boolean = true, kind: [Kind!]! = [A, B]): String @deprecated\n"
    "  found: [Found!]\n"
    "}\n"
    "interface Node { id: ID! }\n"
    "interface Named implements Node { id: ID! name(short: Boolean = true, kind: [Kind!]!): String "
    "}\n"
    "type Change { set(in: In!): Root @deprecated(reason: \"not now\") }\n"
    "union Found = | Root | Change\n"
    "enum Kind { \"first\" A B @deprecated(reason: \"old\") }\n"
    "input In @oneOf { a: Int = 5 @deprecated, b: Date = {x: \"y\"} }\n"
    "scalar Date @specifiedBy(url: \"https://example.test/date\")\n";

Schema parsed(std::string_view sdl)
{
    GraphQlSyntaxError error;
    std::optional<Schema> schema = parseSdl(sdl, &error);
    if (!schema)
        qWarning("%d:%d %s", error.place.line, error.place.column, error.message.c_str());
    return schema ? std::move(*schema) : Schema();
}

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

class TestSdlParser final : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryKind()
    {
        const Schema schema = parsed(everyKind);
        QCOMPARE(bytes(*schema.description), "The schema"_ba);
        QCOMPARE(bytes(*schema.queryType), "Root"_ba);
        QCOMPARE(bytes(*schema.mutationType), "Change"_ba);
        QVERIFY(!schema.subscriptionType);

        const TypeDef *root = schema.type("Root");
        QVERIFY(root);
        QCOMPARE(bytes(*root->description), "A root\n  of things"_ba);
        QCOMPARE(schema.interfacesOf(*root).size(), 2U);
        QCOMPARE(bytes(schema.interfacesOf(*root)[1].name), "Named"_ba);
        const FieldDef *name = schema.field(*root, "name");
        QVERIFY(name);
        QCOMPARE(bytes(*name->description), "named"_ba);
        QCOMPARE(bytes(*name->deprecationReason), "No longer supported"_ba);
        QCOMPARE(bytes(*schema.argument(*name, "short")->defaultValue), "true"_ba);
        QCOMPARE(bytes(*schema.argument(*name, "kind")->defaultValue), "[A,B]"_ba);
        QCOMPARE(schema.argument(*name, "kind")->type.toString(), "[Kind!]!");
        QVERIFY(!schema.field(*root, "id")->deprecationReason);
        QCOMPARE(bytes(*schema.field(*schema.type("Change"), "set")->deprecationReason),
                 "not now"_ba);

        QCOMPARE(schema.interfacesOf(*schema.type("Named")).size(), 1U);
        QCOMPARE(schema.possibleTypesOf(*schema.type("Found")).size(), 2U);
        const auto values = schema.enumValuesOf(*schema.type("Kind"));
        QCOMPARE(values.size(), 2U);
        QCOMPARE(bytes(*values[0].description), "first"_ba);
        QVERIFY(!values[0].deprecationReason);
        QCOMPARE(bytes(*values[1].deprecationReason), "old"_ba);
        const TypeDef *input = schema.type("In");
        QVERIFY(input->oneOf);
        QCOMPARE(bytes(*schema.inputField(*input, "b")->defaultValue), "{x:\"y\"}"_ba);
        QVERIFY(schema.inputField(*input, "a")->deprecationReason);
        QCOMPARE(bytes(*schema.type("Date")->specifiedByUrl), "https://example.test/date"_ba);

        const DirectiveDef *directive = schema.directive("d");
        QVERIFY(directive && directive->repeatable);
        QCOMPARE(schema.locationsOf(*directive).size(), 2U);
        QCOMPARE(schema.argsOf(*directive).size(), 1U);
    }

    void referencesAreResolved()
    {
        const Schema schema = parsed("type Query { a(b: Int): [Query!] }");
        const FieldDef *field = schema.field(*schema.type("Query"), "a");
        QCOMPARE(bytes(schema.types[field->type.index].name), "Query"_ba);
        QCOMPARE(bytes(schema.types[schema.argsOf(*field)[0].type.index].name), "Int"_ba);
    }

    void rootsAreChosenByName()
    {
        const Schema schema = parsed("type Query { a: Int } type Subscription { a: Int }");
        QCOMPARE(bytes(*schema.queryType), "Query"_ba);
        QVERIFY(!schema.mutationType);
        QCOMPARE(bytes(*schema.subscriptionType), "Subscription"_ba);
    }

    void builtinsStandBehind()
    {
        const Schema schema = parsed("\"mine\" scalar Int type Query { a: Int }");
        QCOMPARE(bytes(*schema.type("Int")->description), "mine"_ba);
        for (const char *name :
             {"Float", "String", "Boolean", "ID", "__Schema", "__Type", "__TypeKind", "__Field",
              "__InputValue", "__EnumValue", "__Directive", "__DirectiveLocation"})
            QVERIFY2(schema.type(name), name);
        for (const char *name : {"skip", "include", "deprecated", "specifiedBy", "oneOf"})
            QVERIFY2(schema.directive(name), name);
        QCOMPARE(bytes(schema.types.front().name), "Int"_ba);
    }

    void extensionsAdd()
    {
        const Schema schema = parsed(R"(
extend type Query { b: Int }
type Query { a: Int }
extend type Query implements I
interface I { a: Int }
extend enum E { B }
enum E { A }
extend union U = Query
union U = T
extend input In { b: Int }
input In { a: Int }
extend interface I { b: Int }
extend scalar S @specifiedBy(url: "u")
scalar S
type T { a: Int }
extend schema { mutation: T }
)");
        const TypeDef *query = schema.type("Query");
        QCOMPARE(schema.fieldsOf(*query).size(), 2U);
        QCOMPARE(schema.interfacesOf(*query).size(), 1U);
        QCOMPARE(schema.enumValuesOf(*schema.type("E")).size(), 2U);
        QCOMPARE(schema.possibleTypesOf(*schema.type("U")).size(), 2U);
        QCOMPARE(schema.inputFieldsOf(*schema.type("In")).size(), 2U);
        QCOMPARE(schema.fieldsOf(*schema.type("I")).size(), 2U);
        QCOMPARE(bytes(*schema.type("S")->specifiedByUrl), "u"_ba);
        QCOMPARE(bytes(*schema.mutationType), "T"_ba);
        QCOMPARE(bytes(*schema.queryType), "Query"_ba);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("sdl");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        const auto row = [](const char *sdl, const char *message, int line, int column) {
            QTest::newRow(sdl) << QByteArray(sdl) << QByteArray(message) << line << column;
        };
        row("type", "Expected Name, found <EOF>", 1, 5);
        row("type Q {", "Expected Name, found <EOF>", 1, 9);
        row("type Q {}", "expected at least one definition, found }", 1, 9);
        row("type Q { a }", "Expected :, found }", 1, 12);
        row("type Q { a: Int\n}\ntype Q { a: Int }", "Cannot redeclare type Q.", 3, 6);
        row("type Q { a: Int a: Int }", "Q.a can only be defined once.", 1, 1);
        row("enum E { A A }", "E.A can only be defined once.", 1, 1);
        row("type Q {\n  a: [ Nope!]\n}", "Undefined type Nope.", 2, 8);
        row("type Q implements Nope { a: Int }", "Undefined type Nope.", 1, 19);
        row("union U = Nope", "Undefined type Nope.", 1, 11);
        row("schema { query: Nope }", "Undefined type Nope.", 1, 17);
        row("schema { question: Nope }", "Unexpected Name \"question\"", 1, 10);
        row("extend type Q { a: Int }", "Cannot extend type Q because it does not exist.", 1, 8);
        row("scalar S extend type S { a: Int }",
            "Cannot extend type S because it is of another kind.", 1, 22);
        row("\"d\" extend scalar S scalar S", "An extension cannot have a description.", 1, 12);
        row("directive @d on NOWHERE", "Unknown directive location NOWHERE.", 1, 17);
        row("directive @d on FIELD directive @d on FIELD", "Cannot redeclare directive d.", 1, 34);
        row("enum E { true }", "Unexpected Name \"true\"", 1, 10);
        row("input I { a: Int = $b }", "Unexpected $", 1, 20);
        row("query { a }", "Unexpected Name \"query\"", 1, 1);
        row("type Q { a: Int } \"x", "Unterminated string.", 1, 21);
    }
    void refuses()
    {
        QFETCH(QByteArray, sdl);
        GraphQlSyntaxError error;
        QVERIFY(!parseSdl(sdl.toStdString(), &error));
        QTEST(QByteArray::fromStdString(error.message), "message");
        QTEST(error.place.line, "line");
        QTEST(error.place.column, "column");
    }

    void everyPrefixEnds()
    {
        QFile file(QStringLiteral(ANGEE_SOURCE_DIR "/resources/sandbox/schema.graphql"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string sdl = file.read(6000).toStdString();
        for (std::size_t length = 0; length < sdl.size(); length += 7) {
            const std::vector<char> heap(sdl.begin(), sdl.begin() + static_cast<long>(length));
            GraphQlSyntaxError error;
            if (!parseSdl({heap.data(), heap.size()}, &error))
                QVERIFY(error.offset <= length && !error.message.empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestSdlParser)
#include "tst_sdlparser.moc"
