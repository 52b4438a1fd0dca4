// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/document.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

GraphQlDocument parsed(std::string_view text)
{
    GraphQlSyntaxError error;
    std::optional<GraphQlDocument> document = GraphQlDocument::parse(text, &error);
    if (!document)
        qWarning("%s", error.message.c_str());
    return document.value_or(GraphQlDocument{});
}

std::string nested(std::string_view part, int times)
{
    std::string text;
    for (int i = 0; i < times; ++i)
        text += part;
    return text;
}

} // namespace

class TestDocument final : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryPart()
    {
        const GraphQlDocument document = parsed(R"(# all of it
query Q($a: [Int!]! = [1, 2] @d, $b: In = {x: "y", z: null}) @dir(on: true) {
  alias: field(arg: $a, other: {e: RED, f: -1.5e3}) @skip(if: false) { __typename }
  ...Frag @include(if: true)
  ... on Type { x }
  ... @include(if: false) { y }
}
mutation { m }
subscription S { s }
fragment Frag on Type @d { z }
)");
        QCOMPARE(document.operations.size(), 3U);
        QCOMPARE(document.fragments.size(), 1U);
        const GraphQlOperation &query = document.operations[0];
        QCOMPARE(query.name, "Q");
        QCOMPARE(query.variables.size(), 2U);
        QCOMPARE(query.variables[0].type.ref().toString(), "[Int!]!");
        QCOMPARE(query.variables[0].defaultValue->toString(), "[1,2]");
        QCOMPARE(query.variables[0].directives.size(), 1U);
        QCOMPARE(query.variables[1].defaultValue->toString(), R"({x:"y",z:null})");
        QCOMPARE(query.directives[0].arguments[0].name, "on");
        QCOMPARE(query.selections.size(), 4U);
        const GraphQlSelection &field = query.selections[0];
        QCOMPARE(field.responseKey(), "alias");
        QCOMPARE(field.name, "field");
        QCOMPARE(field.arguments[0].toString(), "$a");
        QCOMPARE(field.arguments[1].toString(), "{e:RED,f:-1.5e3}");
        QCOMPARE(field.selections[0].name, "__typename");
        QCOMPARE(document.place(field.offset), (GraphQlPlace{3, 3}));
        QCOMPARE(document.place(field.nameOffset), (GraphQlPlace{3, 10}));
        QCOMPARE(query.selections[1].kind, GraphQlSelection::Kind::FragmentSpread);
        QCOMPARE(query.selections[2].name, "Type");
        QVERIFY(query.selections[3].name.empty());
        QCOMPARE(document.operations[1].type, GraphQlOperationType::Mutation);
        QCOMPARE(document.operation("S")->type, GraphQlOperationType::Subscription);
        QCOMPARE(document.operation("none"), nullptr);
        QCOMPARE(document.operation(), nullptr); // three of them: which one is open
        QCOMPARE(document.fragment("Frag")->typeCondition, "Type");
    }

    void keywordsAreNames()
    {
        const GraphQlDocument document =
            parsed("query query { on fragment: query(mutation: on, null: true) }");
        QCOMPARE(document.operations[0].name, "query");
        QCOMPARE(document.operations[0].selections[1].responseKey(), "fragment");
        QCOMPARE(document.operation()->name, "query");
    }

    void stringsAreDecoded()
    {
        const GraphQlDocument document = parsed("{f(a: \"\\u00e4\\n\", b: \"\"\"\n  c\n  \"\"\")}");
        const GraphQlArguments &arguments = document.operations[0].selections[0].arguments;
        QCOMPARE(arguments[0].text, "\xC3\xA4\n");
        QCOMPARE(arguments[1].text, "c");
        QCOMPARE(arguments[0].toString(), "\"\xC3\xA4\\n\"");
    }

    void comparesValues()
    {
        const GraphQlDocument document =
            parsed("{f(a: {x: 1, y: [B]}, b: {y: [B], x: 1}, c: {x: 1, y: [C]}, d: \"1\", e: 1)}");
        const GraphQlArguments &a = document.operations[0].selections[0].arguments;
        QVERIFY(a[0].sameAs(a[1]));
        QVERIFY(!a[0].sameAs(a[2]));
        QVERIFY(!a[3].sameAs(a[4]));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        const auto row = [](const char *text, const char *message, int line, int column) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(message) << line << column;
        };
        row("{", "Expected Name, found <EOF>", 1, 2);
        row("{}", "expected at least one definition, found }", 1, 2);
        row("{a", "Expected Name, found <EOF>", 1, 3);
        row("a", "Unexpected Name \"a\"", 1, 1);
        row("query Q", "Expected {, found <EOF>", 1, 8);
        row("{a(}", "Expected Name, found }", 1, 4);
        row("{a(b:)}", "Unexpected )", 1, 6);
        row("query($a: Int = $b) {a}", "Unexpected $", 1, 17);
        row("query($a Int) {a}", "Expected :, found Name", 1, 10);
        row("query($a: [Int) {a}", "Expected ], found )", 1, 15);
        row("fragment on on A {a}", "Unexpected Name \"on\"", 1, 10);
        row("fragment A B {a}", "Expected \"on\", found Name \"B\"", 1, 12);
        row("{a}\n\n  {b ? }", "Cannot parse the unexpected character \"?\".", 3, 6);
        row("{a(b: \"x\n\")}", "Unterminated string.", 1, 9);
        row("{a(b: 01)}", "Invalid number, unexpected digit after 0: \"1\".", 1, 8);
        row("{a(b: 1x)}", "Invalid number, expected digit but got: \"x\".", 1, 8);
        row("{a(b: \"\\q\")}", "Invalid character escape sequence: \"\\q\".", 1, 8);
        row("{a(b: 'x')}",
            "Unexpected single quote character ('), did you mean to use a double quote (\")?", 1,
            7);
        row("type A {a: B}", "Unexpected Name \"type\"", 1, 1);
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        GraphQlSyntaxError error;
        QVERIFY(!GraphQlDocument::parse(text.toStdString(), &error));
        QTEST(QByteArray::fromStdString(error.message), "message");
        QTEST(error.place.line, "line");
        QTEST(error.place.column, "column");
        QVERIFY(!GraphQlDocument::parse(text.toStdString()));
    }

    void emptyTextHasNoOperation() { QVERIFY(parsed("# nothing\n").operations.empty()); }

    void depthIsBounded()
    {
        QVERIFY(GraphQlDocument::parse(nested("{a", 190) + nested("}", 190)));
        QVERIFY(!GraphQlDocument::parse(nested("{a", 100'000)));
        QVERIFY(!GraphQlDocument::parse("{a(b:" + nested("[", 100'000)));
        QVERIFY(!GraphQlDocument::parse("{a(b:" + nested("{c:", 100'000)));
        QVERIFY(!GraphQlDocument::parse("query($a:" + nested("[", 100'000)));
        QVERIFY(!GraphQlDocument::parse("{" + nested("...{", 100'000)));
    }
};

QTEST_GUILESS_MAIN(TestDocument)
#include "tst_document.moc"
