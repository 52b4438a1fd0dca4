// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/introspection.h"
#include "core/schema/schematext.h"
#include "core/schema/sdlprinter.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QByteArray fileBytes(const char *name)
{
    QFile file(QStringLiteral(ANGEE_TEST_DATA "/") + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QByteArray IntType = R"({"kind":"SCALAR","name":"Int","ofType":null})";
const QByteArray IntDef = R"({"kind":"SCALAR","name":"Int"})";

//! An answer whose types are Int and the given ones.
QByteArray answer(const QByteArray &types, const QByteArray &more = {})
{
    return R"({"data":{"__schema":{"types":[)" + IntDef + (types.isEmpty() ? "" : ",") + types + ']'
        + more + "}}}";
}

QByteArray query(const QByteArray &field)
{
    return answer(R"({"kind":"OBJECT","name":"Query","interfaces":[],"fields":[)" + field + "]}");
}

} // namespace

class TestIntrospection : public QObject
{
    Q_OBJECT

private slots:
    void readsTheDaemonsSchema();
    void readsWithoutData();
    void spellingDoesNotMatter();
    void missingKeysOfOldServers();
    void errors_data();
    void errors();
    void serverErrors();
    void schemaWithErrors();
    void brokenUtf8();
    void loneSurrogates();
    void byteOrderMark();
    void deepReferences();
    void hugeInputs_data();
    void hugeInputs();
    void truncatedAnywhere();
    void manyNames();
    void schemaCanMove();
};

void TestIntrospection::readsTheDaemonsSchema()
{
    const IntrospectionResult result = readIntrospection(view(fileBytes("introspection.json")));
    QVERIFY2(result.schema, result.error.english().c_str());
    QVERIFY(result.notices.empty());
    const Schema &schema = *result.schema;
    QCOMPARE(*schema.queryType, std::string_view("Query"));
    const TypeDef *query = schema.type("Query");
    QVERIFY(query && query->kind == TypeKind::Object);
    QVERIFY(schema.fieldsOf(*query).size() > 5);
    for (const FieldDef &field : schema.fieldsOf(*query))
        QCOMPARE(schema.types.at(field.type.index).name, field.type.name);
    QVERIFY(!schema.type("NoSuchType"));
}

void TestIntrospection::readsWithoutData()
{
    const QByteArray body = query(R"({"name":"a","args":[],"type":)" + IntType + '}');
    const QByteArray bare = body.sliced(8).chopped(1);
    QVERIFY(bare.startsWith(R"({"__schema")"));
    const IntrospectionResult result = readIntrospection(view(bare));
    QVERIFY2(result.schema, result.error.english().c_str());
    QVERIFY(result.schema->type("Query"));
}

// White space, key order and escapes are the server's affair; only the usual spelling has a fast
// way.
void TestIntrospection::spellingDoesNotMatter()
{
    const QByteArray compact = fileBytes("sdl/nasty.introspection.json");
    const IntrospectionResult expected = readIntrospection(view(compact));
    QVERIFY(expected.schema);
    const std::string wanted(printSdl(*expected.schema).text());
    // QJsonDocument sorts the keys, so that a type's fields come before its kind.
    const QByteArray indented = QJsonDocument::fromJson(compact).toJson(QJsonDocument::Indented);
    QByteArray escaped = indented;
    escaped.replace("\"name\"", "\"n\\u0061me\"").replace("\": ", "\"\t\r\n:");
    for (const QByteArray &text : {indented, escaped}) {
        const IntrospectionResult result = readIntrospection(view(text));
        QVERIFY2(result.schema, result.error.english().c_str());
        QCOMPARE(std::string(printSdl(*result.schema).text()), wanted);
    }
}

void TestIntrospection::missingKeysOfOldServers()
{
    const QByteArray body = answer(
        R"({"kind":"INTERFACE","name":"Node","interfaces":null,"fields":[
             {"name":"a","args":[{"name":"x","type":)"
        + IntType + R"(}],"type":)" + IntType + R"(}]},
           {"kind":"INPUT_OBJECT","name":"In","inputFields":[{"name":"y","type":)"
        + IntType + "}]}");
    const IntrospectionResult result = readIntrospection(view(body));
    QVERIFY2(result.schema, result.error.english().c_str());
    QVERIFY(result.schema->directives.empty());
    QCOMPARE(std::string(printSdl(*result.schema).text()),
             std::string("interface Node {\n  a(x: Int): Int\n}\n\ninput In {\n  y: Int\n}"));
}

void TestIntrospection::errors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("place"); // how it begins
    QTest::addColumn<QByteArray>("text"); // contained
    const auto row = [](const char *name, const QByteArray &body, const char *place,
                        const char *text) {
        QTest::newRow(name) << body << QByteArray(place) << QByteArray(text);
    };
    const QByteArray a = R"({"name":"a","args":[],"type":)";
    row("empty", "", "byte 0", "ends too early");
    row("no JSON", "<html>", "byte 0", "expected an object");
    row("a list", "[]", "byte 0", "expected an object");
    row("no schema", "{}", "byte 2", "no \"__schema\"");
    row("null data", R"({"data":null})", "byte 13", "no \"__schema\"");
    row("null schema", R"({"data":{"__schema":null}})", "byte 26", "\"__schema\" is null");
    row("text behind", R"({"__schema":{"types":[]}} x)", "byte 26", "text after the end");
    row("no types", R"({"__schema":{}})", "__schema, byte", "\"types\" is missing");
    row("types no list", R"({"data":{"__schema":{"types":{}}}})", "data.__schema.types, byte",
        "expected a list");
    row("type null", answer("null"), "data.__schema.types[1], byte", "expected an object");
    row("no kind", answer(R"({"name":"A"})"), "data.__schema.types[1], byte",
        "\"kind\" is missing");
    row("odd kind", answer(R"({"kind":"THING","name":"A"})"), "data.__schema.types[1].kind, byte",
        "\"THING\" is no kind of type");
    row("no name", answer(R"({"kind":"SCALAR"})"), "data.__schema.types[1], byte",
        "\"name\" is missing");
    row("null name", answer(R"({"kind":"SCALAR","name":null})"),
        "data.__schema.types[1].name, byte", "a name is missing");
    row("bad name", answer(R"({"kind":"SCALAR","name":"a-b"})"),
        "data.__schema.types[1].name, byte", "\"a-b\" is no GraphQL name");
    row("number for a name", answer(R"({"kind":"SCALAR","name":5})"),
        "data.__schema.types[1].name, byte", "expected a text");
    row("digit first", answer(R"({"kind":"SCALAR","name":"9a"})"),
        "data.__schema.types[1].name, byte", "\"9a\" is no GraphQL name");
    row("no fields", answer(R"({"kind":"OBJECT","name":"A","interfaces":[]})"),
        "data.__schema.types[1], byte", "\"fields\" is missing");
    row("null fields", answer(R"({"kind":"OBJECT","name":"A","interfaces":[],"fields":null})"),
        "data.__schema.types[1], byte", "\"fields\" is missing");
    row("no interfaces", answer(R"({"fields":[],"kind":"OBJECT","name":"A"})"),
        "data.__schema.types[1], byte", "\"interfaces\" is missing");
    row("no possibleTypes", answer(R"({"kind":"UNION","name":"A"})"),
        "data.__schema.types[1], byte", "\"possibleTypes\" is missing");
    row("no enumValues", answer(R"({"kind":"ENUM","name":"A"})"), "data.__schema.types[1], byte",
        "\"enumValues\" is missing");
    row("no inputFields", answer(R"({"kind":"INPUT_OBJECT","name":"A"})"),
        "data.__schema.types[1], byte", "\"inputFields\" is missing");
    row("enum value true",
        answer(R"({"kind":"ENUM","name":"A","enumValues":[{"name":"B"},{"name":"true"}]})"),
        "data.__schema.types[1].enumValues[1].name, byte", "cannot be named \"true\"");
    row("no args", query(R"({"name":"a","type":)" + IntType + '}'),
        "data.__schema.types[1].fields[0], byte", "\"args\" is missing");
    row("no type", query(R"({"name":"a","args":[]})"), "data.__schema.types[1].fields[0], byte",
        "\"type\" is missing");
    row("null type", query(a + "null}"), "data.__schema.types[1].fields[0].type, byte",
        "expected an object");
    row("type cut", query(a + R"({"kind":"LIST","name":null,"ofType":null}})"),
        "data.__schema.types[1].fields[0].type, byte", "deeper than the query");
    row("type without name", query(a + R"({"kind":"SCALAR","name":null}})"),
        "data.__schema.types[1].fields[0].type, byte", "\"name\" is missing");
    row("double non-null",
        query(a + R"({"kind":"NON_NULL","ofType":{"kind":"NON_NULL","ofType":)" + IntType + "}}}"),
        "data.__schema.types[1].fields[0].type, byte", "cannot be wrapped again");
    row("description a number", query(R"({"description":5,"name":"a"})"),
        "data.__schema.types[1].fields[0].description, byte", "expected a text");
    row("default a number",
        query(R"({"name":"a","args":[{"name":"x","defaultValue":1,"type":)" + IntType
              + R"(}],"type":)" + IntType + '}'),
        "data.__schema.types[1].fields[0].args[0].defaultValue, byte", "expected a text");
    row("kept for later, still placed",
        answer(R"({"fields":[{"name":"a","args":[],"type":7}],"kind":"OBJECT","name":"A",)"
               R"("interfaces":[]})"),
        "data.__schema.types[1].fields[0].type, byte", "expected an object");
    row("unknown type", query(a + R"({"kind":"OBJECT","name":"Nope"}})"), "Query.a",
        "unknown type \"Nope\"");
    row("unknown type of an argument",
        query(R"({"name":"a","args":[{"name":"x","type":{"kind":"OBJECT","name":"Nope"}}],"type":)"
              + IntType + '}'),
        "Query.a(x:)", "unknown type \"Nope\"");
    row("output type as input",
        query(R"({"name":"a","args":[{"name":"x","type":{"kind":"OBJECT","name":"Query"}}],"type":)"
              + IntType + '}'),
        "Query.a(x:)", "\"Query\" is no input type");
    row("input type as output",
        answer(R"({"kind":"INPUT_OBJECT","name":"In","inputFields":[]},)"
               R"({"kind":"OBJECT","name":"A","interfaces":[],"fields":[)"
               + a + R"({"kind":"INPUT_OBJECT","name":"In"}}]})"),
        "A.a", "\"In\" is an input type");
    row("interface is none",
        answer(R"({"kind":"OBJECT","name":"A","fields":[],)"
               R"("interfaces":[{"kind":"SCALAR","name":"Int"}]})"),
        "A", "\"Int\" is no interface");
    row("member is none", answer(R"({"kind":"UNION","name":"A","possibleTypes":[{"name":"Int"}]})"),
        "A", "\"Int\" is no object type");
    row("root is none", answer("", R"(,"queryType":{"name":"Int"})"), "query",
        "\"Int\" is no object type");
    row("root unknown", answer("", R"(,"mutationType":{"name":"M"})"), "mutation",
        "unknown type \"M\"");
    row("root without name", answer("", R"(,"queryType":{})"), "data.__schema.queryType, byte",
        "\"name\" is missing");
    row("directive without args", answer("", R"(,"directives":[{"name":"d","locations":[]}])"),
        "data.__schema.directives[0], byte", "\"args\" is missing");
    row("directive without locations", answer("", R"(,"directives":[{"name":"d","args":[]}])"),
        "data.__schema.directives[0], byte", "\"locations\" is missing");
    row("directive argument",
        answer("",
               R"(,"directives":[{"name":"d","locations":[],)"
               R"("args":[{"name":"x","type":{"kind":"SCALAR","name":"Nope"}}]}])"),
        "@d(x:)", "unknown type \"Nope\"");
    row("control character", "{\"data\":{\"a\nb\":1}}", "data, byte 11", "control character");
    row("bad escape", R"({"__schema":{"description":"\q"}})", "__schema.description, byte",
        "bad escape");
    row("bad word", R"({"__schema":{"x":nul}})", "__schema, byte", "expected a value");
    row("bad brackets", R"({"x":[1,{"a":2]}})", "byte", "expected \",\" or \"}\"");
}

void TestIntrospection::errors()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, place);
    QFETCH(QByteArray, text);
    const IntrospectionResult result = readIntrospection(view(body));
    QVERIFY(!result.schema);
    const QByteArray foundPlace = QByteArray::fromStdString(result.error.place);
    QVERIFY2(foundPlace.startsWith(place), foundPlace.constData());
    const QByteArray sentence = messageText(result.error).toUtf8();
    QVERIFY2(sentence.contains(text), sentence.constData());
}

void TestIntrospection::serverErrors()
{
    const IntrospectionResult result = readIntrospection(
        R"({"errors":[{"message":"introspection is \"off\"","path":["__schema"]},5,)"
        R"({"extensions":{"message":"x"},"message":"ask an admin"}],"data":null})");
    QVERIFY(!result.schema);
    QCOMPARE(messageText(result.error),
             u"the server answered: introspection is \"off\"; ask an admin"_s);
}

void TestIntrospection::schemaWithErrors()
{
    const IntrospectionResult result = readIntrospection(
        R"({"errors":[{"message":"deprecated call"}],"data":{"__schema":{"types":[]}}})");
    QVERIFY(result.schema);
    QCOMPARE(result.notices.size(), std::size_t(1));
    QCOMPARE(messageWithPlace(result.notices[0]),
             u"errors: the server answered: deprecated call"_s);
}

void TestIntrospection::brokenUtf8()
{
    const QByteArray body = answer("", ",\"description\":\"a\xff\xe2\x82z\xed\xa0\x80\"");
    const IntrospectionResult result = readIntrospection(view(body));
    QVERIFY2(result.schema, result.error.english().c_str());
    QCOMPARE(toQString(*result.schema->description), u"a\uFFFD\uFFFDz\uFFFD\uFFFD\uFFFD"_s);
    QCOMPARE(result.notices.size(), std::size_t(1));
}

void TestIntrospection::loneSurrogates()
{
    const QByteArray body =
        answer("", R"(,"description":"a\ud800b\udc00\ud83d\ude00\ud800\u0041")");
    const IntrospectionResult result = readIntrospection(view(body));
    QVERIFY2(result.schema, result.error.english().c_str());
    QCOMPARE(toQString(*result.schema->description), u"a\uFFFDb\uFFFD\U0001F600\uFFFDA"_s);
    QCOMPARE(result.notices.size(), std::size_t(1));
}

void TestIntrospection::byteOrderMark()
{
    QVERIFY(readIntrospection(view("\xef\xbb\xbf" + answer(""))).schema);
}

void TestIntrospection::deepReferences()
{
    const auto nested = [](int depth) {
        return QByteArray(R"({"kind":"LIST","name":null,"ofType":)").repeated(depth) + IntType
            + QByteArray("}").repeated(depth);
    };
    const QByteArray field = R"({"name":"a","args":[],"type":)";
    const IntrospectionResult good = readIntrospection(view(query(field + nested(26) + '}')));
    QVERIFY2(good.schema, good.error.english().c_str());
    QCOMPARE(good.schema->fields[0].type.toString(),
             std::string(26, '[') + "Int" + std::string(26, ']'));
    for (const int depth : {27, 60, 100000}) {
        const IntrospectionResult bad = readIntrospection(view(query(field + nested(depth) + '}')));
        QVERIFY(!bad.schema);
        QVERIFY(QByteArray::fromStdString(bad.error.place)
                    .startsWith("data.__schema.types[1].fields[0].type"));
    }
}

void TestIntrospection::hugeInputs_data()
{
    QTest::addColumn<QByteArray>("unit");
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("brackets") << "["_ba
                              << ""_ba;
    QTest::newRow("brackets inside") << "["_ba
                                     << R"({"data":{"x":)"_ba;
    QTest::newRow("objects inside") << R"({"a":)"_ba
                                    << R"({"data":{"x":)"_ba;
    QTest::newRow("quotes") << "\""_ba
                            << "{"_ba;
    QTest::newRow("backslashes") << "\\"_ba
                                 << R"({"data":")"_ba;
    QTest::newRow("blanks") << " \n"_ba
                            << "{"_ba;
    QTest::newRow("nested types") << R"({"kind":"NON_NULL","name":null,"ofType":)"_ba
                                  << R"({"__schema":{"types":[{"kind":"OBJECT","name":"A",)"
                                     R"("fields":[{"name":"a","type":)"_ba;
    QTest::newRow("types") << R"({"kind":"SCALAR","name":"A"},)"_ba
                           << R"({"__schema":{"types":[)"_ba;
    QTest::newRow("zeros") << QByteArray(1, '\0') << "{"_ba;
}

void TestIntrospection::hugeInputs()
{
    QFETCH(QByteArray, unit);
    QFETCH(QByteArray, start);
    constexpr qsizetype Size = 50 * 1024 * 1024;
    const IntrospectionResult result =
        readIntrospection(view(start + unit.repeated(Size / unit.size())));
    QVERIFY(!result.schema);
    QVERIFY(!result.error.place.empty());
    QVERIFY(result.error.place.size() < 4096);
    const IntrospectionResult refused = readIntrospection(
        std::string_view(unit.constData(), MaxIntrospectionBytes + 1)); // looks at the size alone
    QVERIFY(!refused.schema);
    QVERIFY(messageText(refused.error).contains(u"larger than 64 MiB"));
}

void TestIntrospection::truncatedAnywhere()
{
    const QByteArray body = fileBytes("sdl/nasty_root_desc.introspection.json").trimmed();
    QVERIFY(readIntrospection(view(body)).schema);
    for (qsizetype size = 0; size < body.size(); size += 7) {
        const IntrospectionResult result = readIntrospection(view(body.first(size)));
        QVERIFY2(!result.schema, QByteArray::number(size).constData());
        QVERIFY(*result.error.text != '\0');
    }
}

// Lookup stays correct and linear with many names that share beginnings and ends.
void TestIntrospection::manyNames()
{
    QByteArray types;
    constexpr int Count = 20000;
    for (int i = 0; i < Count; ++i)
        types += (i > 0 ? "," : "") + R"({"kind":"SCALAR","name":"CommonBeginning)"_ba
            + QByteArray::number(i) + "CommonEnd\"}";
    const IntrospectionResult result = readIntrospection(view(answer(types)));
    QVERIFY2(result.schema, result.error.english().c_str());
    QCOMPARE(result.schema->types.size(), std::size_t(Count + 1));
    for (int i = 0; i < Count; ++i) {
        const QByteArray name = "CommonBeginning" + QByteArray::number(i) + "CommonEnd";
        QCOMPARE(result.schema->typeIndex(view(name)), std::uint32_t(i + 1));
    }
}

void TestIntrospection::schemaCanMove()
{
    IntrospectionResult result = readIntrospection(view(fileBytes("introspection.json")));
    QVERIFY(result.schema);
    const std::string before(printSdl(*result.schema).text());
    Schema first = std::move(*result.schema);
    Schema second;
    second = std::move(first);
    QCOMPARE(std::string(printSdl(second).text()), before);
    QVERIFY(second.keep("x") == "x");
}

QTEST_GUILESS_MAIN(TestIntrospection)
#include "tst_introspection.moc"
