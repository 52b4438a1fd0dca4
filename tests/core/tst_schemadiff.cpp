// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/introspection.h"
#include "core/schema/schemadiff.h"
#include "core/schema/sdlparser.h"

#include <QFile>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;
using Action = SchemaChange::Action;
using Subject = SchemaChange::Subject;

namespace {

Schema schemaOf(const QByteArray &sdl)
{
    GraphQlSyntaxError error;
    std::optional<Schema> schema =
        parseSdl({sdl.constData(), static_cast<std::size_t>(sdl.size())}, &error);
    if (!schema)
        qFatal("%s in %s", error.message.c_str(), sdl.constData());
    return std::move(*schema);
}

//! "breaking Field.Removed Query.a: Field Query.a was removed." one a line.
QStringList linesOf(const std::vector<SchemaChange> &changes)
{
    static constexpr std::array<const char *, 11> Subjects{
        "Schema",
        "Type",
        "Interface",
        "UnionMember",
        "Field",
        "Argument",
        "InputField",
        "EnumValue",
        "Directive",
        "DirectiveArgument",
        "DirectiveLocation",
    };
    static constexpr std::array<const char *, 13> Actions{
        "Added",
        "Removed",
        "KindChanged",
        "TypeChanged",
        "RootChanged",
        "DefaultChanged",
        "DescriptionChanged",
        "Deprecated",
        "Undeprecated",
        "DeprecationReasonChanged",
        "SpecificationChanged",
        "OneOfChanged",
        "RepeatableChanged",
    };
    QStringList lines;
    for (const SchemaChange &change : changes)
        lines += u"%1 %2.%3 %4: %5"_s.arg(
            criticalityName(change.criticality),
            QLatin1StringView(Subjects.at(static_cast<std::size_t>(change.subject))),
            QLatin1StringView(Actions.at(static_cast<std::size_t>(change.action))),
            QString::fromStdString(change.path), change.message);
    return lines;
}

} // namespace

class TestSchemaDiff : public QObject
{
    Q_OBJECT

private slots:
    void changes_data();
    void changes();
    void nothingChanged();
    void orderedByCriticality();
    void textsWithPlaceholders();
    void ofRealAnswers();
};

void TestSchemaDiff::changes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *before, const char *after,
                        const QStringList &expected) {
        const QByteArray rest = " scalar Used type Query { used: Used }";
        QTest::newRow(name) << before + rest << after + rest << expected;
    };
    // Types
    row("type removed", "type A { a: Int }", "",
        {u"breaking Type.Removed A: Type A was removed."_s});
    row("type added", "", "type A { a: Int }", {u"safe Type.Added A: Type A was added."_s});
    row("kind", "type A { a: Int }", "interface A { a: Int }",
        {u"breaking Type.KindChanged A: A changed from object to interface."_s});
    row("type description", "scalar A", "\"x\" scalar A",
        {u"safe Type.DescriptionChanged A: A got a description."_s});
    row("description changed", "\"x\" scalar A", "\"y\" scalar A",
        {u"safe Type.DescriptionChanged A: The description of A changed."_s});
    row("description removed", "\"\" scalar A", "scalar A",
        {u"safe Type.DescriptionChanged A: The description of A was removed."_s});
    row("specification", "scalar A @specifiedBy(url: \"x\")", "scalar A",
        {u"dangerous Type.SpecificationChanged A: Scalar A names another specification."_s});
    // Fields
    row("field removed", "type A { a: Int b: Int }", "type A { b: Int }",
        {u"breaking Field.Removed A.a: Field A.a was removed."_s});
    row("deprecated field removed", "type A { a: Int @deprecated b: Int }", "type A { b: Int }",
        {u"breaking Field.Removed A.a: Field A.a was removed; it was deprecated."_s});
    row("field added", "type A { b: Int }", "type A { a: Int b: Int }",
        {u"safe Field.Added A.a: Field A.a was added."_s});
    row("fields reordered", "type A { a: Int b: Int }", "type A { b: Int a: Int }", {});
    const auto fieldType = [&](const char *name, const char *before, const char *after, bool safe) {
        row(name, qPrintable(u"type A { a: %1 }"_s.arg(QLatin1StringView(before))),
            qPrintable(u"type A { a: %1 }"_s.arg(QLatin1StringView(after))),
            {u"%1 Field.TypeChanged A.a: The type of A.a changed from %2 to %3."_s.arg(
                safe ? u"safe"_s : u"breaking"_s, QLatin1StringView(before),
                QLatin1StringView(after))});
    };
    fieldType("field becomes non-null", "Int", "Int!", true);
    fieldType("field becomes nullable", "Int!", "Int", false);
    fieldType("field of another type", "Int", "String", false);
    fieldType("field becomes a list", "Int", "[Int]", false);
    fieldType("item becomes non-null", "[Int]", "[Int!]!", true);
    fieldType("item becomes nullable", "[Int!]", "[Int]!", false);
    fieldType("list of lists", "[[Int]]", "[[Int!]!]!", true);
    row("field deprecated", "type A { a: Int }", "type A { a: Int @deprecated(reason: \"r\") }",
        {u"safe Field.Deprecated A.a: A.a was deprecated: r"_s});
    row("field no longer deprecated", "type A { a: Int @deprecated }", "type A { a: Int }",
        {u"safe Field.Undeprecated A.a: A.a is no longer deprecated."_s});
    row("reason", "type A { a: Int @deprecated }", "type A { a: Int @deprecated(reason: \"r\") }",
        {u"safe Field.DeprecationReasonChanged A.a: The reason for deprecating A.a changed to: r"_s});
    // Arguments
    row("argument removed", "type A { a(x: Int): Int }", "type A { a: Int }",
        {u"breaking Argument.Removed A.a(x:): Argument A.a(x:) was removed."_s});
    row("required argument", "type A { a: Int }", "type A { a(x: Int!): Int }",
        {u"breaking Argument.Added A.a(x:): Required argument A.a(x:) was added."_s});
    row("optional argument", "type A { a: Int }", "type A { a(x: Int): Int }",
        {u"dangerous Argument.Added A.a(x:): Optional argument A.a(x:) was added."_s});
    row("non-null argument with a default", "type A { a: Int }", "type A { a(x: Int! = 1): Int }",
        {u"dangerous Argument.Added A.a(x:): Optional argument A.a(x:) was added."_s});
    const auto argument = [&](const char *name, const char *before, const char *after, bool safe) {
        row(name, qPrintable(u"type A { a(x: %1): Int }"_s.arg(QLatin1StringView(before))),
            qPrintable(u"type A { a(x: %1): Int }"_s.arg(QLatin1StringView(after))),
            {u"%1 Argument.TypeChanged A.a(x:): The type of A.a(x:) changed from %2 to %3."_s.arg(
                safe ? u"safe"_s : u"breaking"_s, QLatin1StringView(before),
                QLatin1StringView(after))});
    };
    argument("argument becomes nullable", "Int!", "Int", true);
    argument("argument becomes non-null", "Int", "Int!", false);
    argument("argument becomes a list", "Int", "[Int]", false);
    argument("argument's items nullable", "[Int!]!", "[Int]", true);
    argument("argument's items non-null", "[Int]!", "[Int!]", false);
    argument("argument of another type", "Int", "ID", false);
    row("default", "type A { a(x: Int = 1): Int }", "type A { a(x: Int = 2): Int }",
        {u"dangerous Argument.DefaultChanged A.a(x:): The default of A.a(x:) changed from 1 to 2."_s});
    row("default added", "type A { a(x: Int): Int }", "type A { a(x: Int = 2): Int }",
        {u"dangerous Argument.DefaultChanged A.a(x:): A.a(x:) got the default 2."_s});
    row("default removed", "type A { a(x: Int = 1): Int }", "type A { a(x: Int): Int }",
        {u"dangerous Argument.DefaultChanged A.a(x:): A.a(x:) lost its default 1."_s});
    row("default spelled otherwise",
        "input I { a: Int b: [Int] } type A { a(x: I = {a: 1, b: 2}): Int }",
        "input I { b: [Int] a: Int } type A { a(x: I = {b: [2] a: 1}): Int }", {});
    row("argument described", "type A { a(x: Int): Int }", "type A { a(\"d\" x: Int): Int }",
        {u"safe Argument.DescriptionChanged A.a(x:): A.a(x:) got a description."_s});
    row("argument deprecated", "type A { a(x: Int): Int }", "type A { a(x: Int @deprecated): Int }",
        {u"safe Argument.Deprecated A.a(x:): A.a(x:) was deprecated: No longer supported"_s});
    // Interfaces and unions
    row("interface removed", "interface I { a: Int } type A implements I { a: Int }",
        "interface I { a: Int } type A { a: Int }",
        {u"breaking Interface.Removed A: A no longer implements I."_s});
    row("interface added", "interface I { a: Int } type A { a: Int }",
        "interface I { a: Int } type A implements I { a: Int }",
        {u"dangerous Interface.Added A: A now implements I."_s});
    row("member removed", "type A { a: Int } union U = A | Query", "type A { a: Int } union U = A",
        {u"breaking UnionMember.Removed U: Member Query was removed from union U."_s});
    row("member added", "type A { a: Int } union U = A", "type A { a: Int } union U = Query | A",
        {u"dangerous UnionMember.Added U: Member Query was added to union U."_s});
    // Enums
    row("enum value removed", "enum E { A B }", "enum E { A }",
        {u"breaking EnumValue.Removed E.B: Enum value E.B was removed."_s});
    row("enum value added", "enum E { A }", "enum E { A B }",
        {u"dangerous EnumValue.Added E.B: Enum value E.B was added."_s});
    row("enum value deprecated", "enum E { A }", "enum E { A @deprecated(reason: \"\") }",
        {u"safe EnumValue.Deprecated E.A: E.A was deprecated: "_s});
    // Input objects
    row("input field removed", "input I { a: Int b: Int }", "input I { a: Int }",
        {u"breaking InputField.Removed I.b: Input field I.b was removed."_s});
    row("required input field", "input I { a: Int }", "input I { a: Int b: Int! }",
        {u"breaking InputField.Added I.b: Required input field I.b was added."_s});
    row("optional input field", "input I { a: Int }", "input I { a: Int b: Int! = 1 c: Int }",
        {u"dangerous InputField.Added I.b: Optional input field I.b was added."_s,
         u"dangerous InputField.Added I.c: Optional input field I.c was added."_s});
    row("input field nullable", "input I { a: Int! }", "input I { a: Int }",
        {u"safe InputField.TypeChanged I.a: The type of I.a changed from Int! to Int."_s});
    row("input field non-null", "input I { a: Int }", "input I { a: Int! }",
        {u"breaking InputField.TypeChanged I.a: The type of I.a changed from Int to Int!."_s});
    row("one of", "input I { a: Int b: Int }", "input I @oneOf { a: Int b: Int }",
        {u"breaking Type.OneOfChanged I: Input object I now takes exactly one field."_s});
    row("no longer one of", "input I @oneOf { a: Int }", "input I { a: Int }",
        {u"safe Type.OneOfChanged I: Input object I no longer asks for exactly one field."_s});
    // Directives
    row("directive removed", "directive @d on FIELD", "",
        {u"breaking Directive.Removed @d: Directive @d was removed."_s});
    row("directive added", "", "directive @d on FIELD",
        {u"safe Directive.Added @d: Directive @d was added."_s});
    row("directive locations", "directive @d on FIELD | QUERY", "directive @d on QUERY | MUTATION",
        {u"breaking DirectiveLocation.Removed @d: Directive @d may no longer stand at FIELD."_s,
         u"safe DirectiveLocation.Added @d: Directive @d may now stand at MUTATION."_s});
    row("directive no longer repeatable", "directive @d repeatable on FIELD",
        "directive @d on FIELD",
        {u"breaking Directive.RepeatableChanged @d: Directive @d may no longer be repeated."_s});
    row("directive repeatable", "directive @d on FIELD", "directive @d repeatable on FIELD",
        {u"safe Directive.RepeatableChanged @d: Directive @d may now be repeated."_s});
    row("directive arguments", "directive @d(a: Int b: Int) on FIELD",
        "directive @d(b: Int! c: Int e: Int!) on FIELD",
        {u"breaking DirectiveArgument.TypeChanged @d(b:): The type of @d(b:) changed from Int to Int!."_s,
         u"breaking DirectiveArgument.Removed @d(a:): Argument @d(a:) was removed."_s,
         u"breaking DirectiveArgument.Added @d(e:): Required argument @d(e:) was added."_s,
         u"safe DirectiveArgument.Added @d(c:): Optional argument @d(c:) was added."_s});
    // The schema
    row("root added", "type M { a: Int } schema { query: Query }",
        "type M { a: Int } schema { query: Query mutation: M }",
        {u"safe Schema.RootChanged schema: The mutation type of the schema changed from none to M."_s});
    row("root removed", "type M { a: Int } schema { query: Query mutation: M }",
        "type M { a: Int } schema { query: Query }",
        {u"breaking Schema.RootChanged schema: The mutation type of the schema changed from M to none."_s});
    row("schema described", "schema { query: Query }", "\"d\" schema { query: Query }",
        {u"safe Schema.DescriptionChanged schema: schema got a description."_s});
}

void TestSchemaDiff::changes()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QStringList, expected);
    QStringList found = linesOf(schemaChanges(schemaOf(before), schemaOf(after)));
    found.sort();
    expected.sort();
    QCOMPARE(found, expected);
}

void TestSchemaDiff::nothingChanged()
{
    const QByteArray sdl = "type Query { a(x: [Int!] = [1]): Query @deprecated } enum E { A }";
    QCOMPARE(linesOf(schemaChanges(schemaOf(sdl), schemaOf(sdl))), QStringList());
}

void TestSchemaDiff::orderedByCriticality()
{
    const auto changes =
        schemaChanges(schemaOf("type Query { a: Int } type Z { a: Int } enum E { A B C }"),
                      schemaOf("type Query { b: Int } enum E { A D B } scalar N"));
    QStringList paths;
    for (const SchemaChange &change : changes)
        paths += QString::fromStdString(change.path);
    QCOMPARE(paths, QStringList({u"Query.a"_s, u"Z"_s, u"E.C"_s, u"E.D"_s, u"Query.b"_s, u"N"_s}));
}

void TestSchemaDiff::textsWithPlaceholders()
{
    const auto changes =
        schemaChanges(schemaOf("type Query { a: Int }"),
                      schemaOf("type Query { a: Int @deprecated(reason: \"%1 of %2\") }"));
    QCOMPARE(changes.size(), std::size_t(1));
    QCOMPARE(changes[0].message, u"Query.a was deprecated: %1 of %2"_s);
}

void TestSchemaDiff::ofRealAnswers()
{
    QFile file(QStringLiteral(ANGEE_TEST_DATA "/introspection.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray body = file.readAll();
    const auto read = [&] {
        IntrospectionResult result =
            readIntrospection({body.constData(), static_cast<std::size_t>(body.size())});
        return std::move(*result.schema);
    };
    const Schema before = read();
    QVERIFY(schemaChanges(before, read()).empty());
    // One field under another name.
    const qsizetype types = body.indexOf(R"("name":"Query")", body.indexOf(R"("types")"));
    QVERIFY(types > 0);
    const qsizetype name = body.indexOf(R"("fields":[{"name":")", types) + 19;
    QVERIFY(name > types);
    body.insert(name, "renamed_");
    const auto changes = schemaChanges(before, read());
    QCOMPARE(changes.size(), std::size_t(2));
    QCOMPARE(changes[0].criticality, SchemaCriticality::Breaking);
    QCOMPARE(changes[0].action, Action::Removed);
    QCOMPARE(changes[0].subject, Subject::Field);
    QCOMPARE(changes[1].criticality, SchemaCriticality::Safe);
    QVERIFY(changes[1].path.starts_with("Query.renamed_"));
}

QTEST_GUILESS_MAIN(TestSchemaDiff)
#include "tst_schemadiff.moc"
