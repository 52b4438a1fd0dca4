// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/introspection.h"
#include "core/schema/schematext.h"
#include "core/schema/sdlprinter.h"
#include "core/schema/sdlwriting.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <thread>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! What is printed for an introspection answer, or the error in brackets.
QByteArray sdlOf(const QByteArray &introspection)
{
    const IntrospectionResult result = readIntrospection(view(introspection));
    if (!result.schema)
        return "[" + QByteArray::fromStdString(result.error.english()) + "]";
    return bytes(printSdl(*result.schema).text());
}

//! A schema with the given argument type and default, and some types to choose from.
Schema schemaWithDefault(const QByteArray &type, const QByteArray &literal)
{
    const QByteArray json = R"({"__schema":{"queryType":{"name":"Query"},"types":[
        {"kind":"SCALAR","name":"Int"},{"kind":"SCALAR","name":"Float"},
        {"kind":"SCALAR","name":"String"},{"kind":"SCALAR","name":"Boolean"},
        {"kind":"SCALAR","name":"ID"},{"kind":"SCALAR","name":"Any"},
        {"kind":"ENUM","name":"Color","enumValues":[{"name":"RED"},{"name":"BLUE"}]},
        {"kind":"INPUT_OBJECT","name":"Point","inputFields":[
            {"name":"x","type":{"kind":"SCALAR","name":"Int"},"defaultValue":"7"},
            {"name":"y","type":{"kind":"NON_NULL","ofType":{"kind":"SCALAR","name":"Int"}}},
            {"name":"any","type":{"kind":"SCALAR","name":"Any"}}]},
        {"kind":"INPUT_OBJECT","name":"One","isOneOf":true,"inputFields":[
            {"name":"a","type":{"kind":"SCALAR","name":"Int"}},
            {"name":"b","type":{"kind":"SCALAR","name":"Int"}}]},
        {"kind":"INPUT_OBJECT","name":"Loop","inputFields":[
            {"name":"loop","type":{"kind":"INPUT_OBJECT","name":"Loop"},"defaultValue":"{}"}]},
        {"kind":"OBJECT","name":"Query","interfaces":[],"fields":[{"name":"f","args":[
            {"name":"a","type":)"
        + type + R"(,"defaultValue":)"
        + QJsonDocument(QJsonObject{{u"d"_s, QString::fromUtf8(literal)}})
              .toJson(QJsonDocument::Compact)
              .mid(5)
              .chopped(1)
        + R"(}],"type":{"kind":"SCALAR","name":"Int"}}]}]}})";
    IntrospectionResult result = readIntrospection(view(json));
    if (!result.schema)
        qFatal("%s", result.error.english().c_str());
    return std::move(*result.schema);
}

QByteArray named(const char *name)
{
    return R"({"kind":"SCALAR","name":")"_ba + name + R"("})";
}

QByteArray listOf(const QByteArray &item)
{
    return R"({"kind":"LIST","ofType":)" + item + '}';
}

QByteArray nonNull(const QByteArray &type)
{
    return R"({"kind":"NON_NULL","ofType":)" + type + '}';
}

} // namespace

class TestSdlPrinter : public QObject
{
    Q_OBJECT

private slots:
    void equalsGraphQlJs_data();
    void equalsGraphQlJs();
    void equalsGraphQlJsOnFuzzedAnswers();
    void keepsWhatGraphQlJsThrowsAt();
    void defaults_data();
    void defaults();
    void literalsOnSeveralLines();
    void defaultsThatFeedThemselvesEnd();
    void defaultsThatMultiplyEnd();
    void numbers_data();
    void numbers();
    void descriptions_data();
    void descriptions();
    void placesPointAtNames();
    void printsInParallel();
};

void TestSdlPrinter::equalsGraphQlJs_data()
{
    QTest::addColumn<QString>("base");
    const QDir dir(QStringLiteral(ANGEE_TEST_DATA "/sdl"));
    const QStringList names = dir.entryList({u"*.expected.graphql"_s}, QDir::Files, QDir::Name);
    QVERIFY(names.size() >= 19);
    for (const QString &name : names) {
        const QString base = name.chopped(qsizetype(sizeof ".expected.graphql") - 1);
        QTest::newRow(qPrintable(base)) << dir.filePath(base);
    }
}

void TestSdlPrinter::equalsGraphQlJs()
{
    QFETCH(QString, base);
    QCOMPARE(sdlOf(fileBytes(base + ".introspection.json"_L1)),
             fileBytes(base + ".expected.graphql"_L1));
}

void TestSdlPrinter::equalsGraphQlJsOnFuzzedAnswers()
{
    QFile file(QStringLiteral(ANGEE_FUZZED_ANSWERS));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int count = 0;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        const QByteArray start = R"({"introspection":)";
        const qsizetype middle = line.lastIndexOf(R"(,"expected":)");
        QVERIFY(line.startsWith(start) && middle > 0);
        // The answer's own bytes, not what another JSON library makes of them.
        const QByteArray answer = line.sliced(start.size(), middle - start.size());
        const QJsonObject whole = QJsonDocument::fromJson('{' + line.sliced(middle + 1)).object();
        QCOMPARE(sdlOf(answer), whole.value("expected"_L1).toString().toUtf8());
        ++count;
    }
    QCOMPARE(count, 300);
}

void TestSdlPrinter::keepsWhatGraphQlJsThrowsAt()
{
    const IntrospectionResult result = readIntrospection(view(fileBytes(
        QStringLiteral(ANGEE_TEST_DATA "/sdl/nasty_custom_object_default.introspection.json"))));
    QVERIFY(result.schema);
    const PrintedSdl sdl = printSdl(*result.schema);
    QVERIFY(sdl.text().starts_with("type Query {\n  a(x: S = {k: [1, {z: ENUM}]}): Int\n}\n\n"));
    QCOMPARE(sdl.notices.size(), std::size_t(1));
    QCOMPARE(sdl.notices[0].place, std::string("Query.a(x:)"));
    QVERIFY(messageWithPlace(sdl.notices[0])
                .startsWith(u"Query.a(x:): the default {k: [1, {z: ENUM}]} is printed as"));
}

void TestSdlPrinter::defaults_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<QByteArray>("printed"); // "" means that nothing is printed
    QTest::addColumn<int>("notices");

    const auto row = [](const char *name, const QByteArray &type, const char *literal,
                        const char *printed, int notices = 0) {
        QTest::newRow(name) << type << QByteArray(literal) << QByteArray(printed) << notices;
    };
    const QByteArray color = R"({"kind":"ENUM","name":"Color"})";
    const QByteArray point = R"({"kind":"INPUT_OBJECT","name":"Point"})";
    const QByteArray one = R"({"kind":"INPUT_OBJECT","name":"One"})";
    row("int", named("Int"), "12", "12");
    row("negative zero", named("Int"), "-0", "0");
    row("blanks and commas", named("Int"), " ,\t5 ,", "5");
    row("comment", named("Int"), "# five\n5", "5");
    row("int too large", named("Int"), "2147483648", "", 1);
    row("float for an int", named("Int"), "1.0", "", 1);
    row("no number", named("Int"), "01", "", 1);
    row("two values", named("Int"), "1 2", "", 1);
    row("empty", named("Int"), "", "", 1);
    row("float", named("Float"), "1.50", "1.5");
    row("float beyond a double", named("Float"), "1e999", "1e999", 1);
    row("float below a double", named("Float"), "-1e-999", "0");
    row("string", named("String"), "\"a\"", "\"a\"");
    row("string escapes", named("String"), R"("\u00e9\/\u{1F600}\uD83D\uDE00")",
        "\"\xc3\xa9/\xf0\x9f\x98\x80\xf0\x9f\x98\x80\"");
    row("lone surrogate", named("String"), R"("\uD83D")", "", 1);
    row("bad escape", named("String"), R"("\x")", "", 1);
    row("block string", named("String"), "\"\"\"\n  a\n    \\\"\"\"\n\"\"\"", R"("a\n  \"\"\"")");
    row("control character", named("String"), "\"\x01\"", R"("\u0001")");
    row("number for a string", named("String"), "5", "", 1);
    row("boolean", named("Boolean"), "true", "true");
    row("id as number", named("ID"), R"("123")", "123");
    row("id with zeros", named("ID"), R"("007")", R"("007")");
    row("id as huge number", named("ID"), "99999999999999999999", "99999999999999999999");
    row("id minus zero", named("ID"), R"("-0")", "-0");
    row("enum", color, "BLUE", "BLUE");
    row("unknown enum", color, "GREEN", "", 1);
    row("string for an enum", color, R"("RED")", "", 1);
    row("null", named("Int"), "null", "null");
    row("null for non-null", nonNull(named("Int")), "null", "", 1);
    row("null for non-null, spaced", nonNull(named("Int")), " null", "", 1);
    row("single value in lists", listOf(listOf(named("Int"))), "1", "[[1]]");
    row("list of mixed depth", listOf(listOf(named("Int"))), "[1, [2], null]", "[[1], [2], null]");
    row("null in list of non-null", listOf(nonNull(named("Int"))), "[null]", "", 1);
    row("variable in list", listOf(named("Int")), "[$a 1]", "[null, 1]");
    row("variable", named("Int"), "$a", "", 1);
    row("object", point, "{y: 2, x: 1}", "{x: 1, y: 2}");
    row("object fills defaults", point, "{y: 2}", "{x: 7, y: 2}");
    row("object without required field", point, "{x: 1}", "", 1);
    row("object, last field wins", point, "{y: 1, y: 3}", "{x: 7, y: 3}");
    row("object, unknown field", point, "{y: 1, z: 3}", "{x: 7, y: 1}");
    row("list for an object", point, "[]", "", 1);
    row("one of", one, "{a: 1}", "{a: 1}");
    row("one of, two", one, "{a: 1, b: 2}", "", 1);
    row("one of, null", one, "{a: null}", "", 1);
    row("custom enum", named("Any"), "RED", R"("RED")");
    row("custom number", named("Any"), "1.50", "1.5");
    row("custom object", named("Any"), "{a:  1}", "{a:  1}", 1);
    row("custom object within", point, "{y:  1, any: []}", "{y:  1, any: []}", 1);
    row("custom object within, not fitting", point, "{any: []}", "", 1);
    row("custom object with variable", named("Any"), "{a: $b}", "", 1);
}

void TestSdlPrinter::defaults()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, literal);
    QFETCH(QByteArray, printed);
    QFETCH(int, notices);
    const Schema schema = schemaWithDefault(type, literal);
    const PrintedSdl sdl = printSdl(schema);
    const FieldDef *field = schema.field(*schema.type("Query"), "f");
    const QByteArray written =
        QByteArray::fromStdString(schema.argsOf(*field).front().type.toString());
    const QByteArray expected =
        "  f(a: " + written + (printed.isEmpty() ? "" : " = ") + printed + "): Int\n";
    QVERIFY2(bytes(sdl.text()).contains(expected), bytes(sdl.text()).constData());
    const auto ofThisField = [](const SchemaMessage &m) { return m.place == "Query.f(a:)"; };
    QCOMPARE(std::count_if(sdl.notices.begin(), sdl.notices.end(), ofThisField), notices);
}

// A literal that is kept must stay on the line of its argument, and a comment must not eat the
// rest.
void TestSdlPrinter::literalsOnSeveralLines()
{
    const Schema schema = schemaWithDefault(
        named("Any"), "{a: [1 # one\n], \n b: {c: \"x\\ty\", d: []}, e: \"\"\"z\"\"\"}");
    QVERIFY(bytes(printSdl(schema).text())
                .contains("  f(a: Any = {a: [1], b: {c: \"x\\ty\", d: []}, e: \"z\"}): Int\n"));
}

void TestSdlPrinter::defaultsThatFeedThemselvesEnd()
{
    const Schema schema = schemaWithDefault(named("Int"), "1");
    const PrintedSdl sdl = printSdl(schema);
    QVERIFY(bytes(sdl.text()).contains("input Loop {\n  loop: Loop = {}\n}"));
    QCOMPARE(sdl.notices.size(), std::size_t(1));
    QCOMPARE(sdl.notices[0].place, std::string("Loop.loop"));
}

// T0 has two fields of type T1, each with a default that fills in T1's defaults, and so on: the
// coerced text doubles with each type.
void TestSdlPrinter::defaultsThatMultiplyEnd()
{
    QByteArray types;
    constexpr int Depth = 60;
    for (int i = 0; i < Depth; ++i) {
        const QByteArray n = QByteArray::number(i);
        const QByteArray next = i + 1 == Depth
            ? R"({"kind":"SCALAR","name":"Int"},"defaultValue":"1")"_ba
            : R"({"kind":"INPUT_OBJECT","name":"T)" + QByteArray::number(i + 1)
                + R"("},"defaultValue":"{}")";
        types += R"({"kind":"INPUT_OBJECT","name":"T)" + n + R"(","inputFields":[)"
            + R"({"name":"a","type":)" + next + R"(},{"name":"b","type":)" + next + "}]},";
    }
    const QByteArray sdl =
        sdlOf(R"({"__schema":{"types":[)" + types + R"({"kind":"SCALAR","name":"Int"}]}})");
    QVERIFY(sdl.startsWith("input T0 {"));
    QVERIFY(sdl.size() < 256 * 1024 * 1024);
}

void TestSdlPrinter::numbers_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *text, double number) {
        QTest::newRow(text) << number << QByteArray(text);
    };
    row("0", -0.0);
    row("1", 1.0);
    row("-1.5", -1.5);
    row("0.1", 0.1);
    row("1e+21", 1e21);
    row("123456789012345680000", 123456789012345680000.0);
    row("100000000000000000000", 1e20);
    row("0.000001", 0.000001);
    row("1e-7", 1e-7);
    row("1.5e-7", 1.5e-7);
    row("-1.7976931348623157e+308", -1.7976931348623157e308);
    row("5e-324", 5e-324);
    row("9007199254740993.5", 9007199254740993.5);
    row("0.30000000000000004", 0.1 + 0.2);
}

void TestSdlPrinter::numbers()
{
    QFETCH(double, number);
    QFETCH(QByteArray, text);
    if (qstrcmp(QTest::currentDataTag(), "9007199254740993.5") == 0)
        text = "9007199254740994"; // what the double holds
    OutputBuffer out;
    appendJsNumber(out, number);
    QCOMPARE(bytes(out.view()), text);
}

void TestSdlPrinter::descriptions_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("printed");
    const auto row = [](const char *name, const QByteArray &text, const QByteArray &printed) {
        QTest::newRow(name) << text << printed;
    };
    const QByteArray q = R"(""")";
    row("short", "a b", q + "a b" + q + '\n');
    row("empty", "", q + q + '\n');
    row("70 units", QByteArray(70, 'a'), q + QByteArray(70, 'a') + q + '\n');
    row("71 units", QByteArray(71, 'a'), q + '\n' + QByteArray(71, 'a') + '\n' + q + '\n');
    const QByteArray smile = "\xf0\x9f\x98\x80";
    row("35 astral", smile.repeated(35), q + smile.repeated(35) + q + '\n');
    row("36 astral", smile.repeated(36), q + '\n' + smile.repeated(36) + '\n' + q + '\n');
    row("blank first", " a", q + " a" + q + '\n');
    row("blank first, long", ' ' + QByteArray(80, 'a'),
        q + ' ' + QByteArray(80, 'a') + '\n' + q + '\n');
    row("only blanks", "  ", "\"  \"\n");
    row("quote last", "a\"", q + "\na\"\n" + q + '\n');
    row("four quotes", "\"\"\"\"", q + "\n\\\"\"\"\"\n" + q + '\n');
    row("two lines", "a\nb", q + "\na\nb\n" + q + '\n');
    row("indented rest", "a\n b", q + "\na\n b\n" + q + '\n');
    row("all indented", " a\n b", "\" a\\n b\"\n");
    row("line end first", "\na", "\"\\na\"\n");
    row("line end last", "a\n", "\"a\\n\"\n");
    row("carriage return", "a\rb", "\"a\\rb\"\n");
    row("C1 in a string", "a\r\xc2\x85", "\"a\\r\\u0085\"\n");
    row("C1 in a block", "a\xc2\x85", q + "a\xc2\x85" + q + '\n');
    row("U+001F in a block", "a\x1f", q + "a\x1f" + q + '\n');
    row("U+000F", "a\x0f", "\"a\\u000F\"\n");
}

void TestSdlPrinter::descriptions()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, printed);
    OutputBuffer out;
    appendDescription(out, view(text), {}, true);
    QCOMPARE(bytes(out.view()), printed);
    // Indented, and behind another member.
    OutputBuffer inner;
    appendDescription(inner, view(text), "  ", false);
    QByteArray expected = printed.chopped(1);
    expected.replace("\n", "\n  ");
    QCOMPARE(bytes(inner.view()), "\n  " + expected + '\n');
}

void TestSdlPrinter::placesPointAtNames()
{
    const IntrospectionResult result = readIntrospection(
        view(fileBytes(QStringLiteral(ANGEE_TEST_DATA "/sdl/nasty.introspection.json"))));
    QVERIFY(result.schema);
    const Schema &schema = *result.schema;
    const PrintedSdl sdl = printSdl(schema, SdlOption::WithPlaces);
    QCOMPARE(sdl.text(), printSdl(schema).text());
    int printed = 0;
    const auto check = [&](const auto &definitions, const std::vector<SdlPlace> &places) {
        QCOMPARE(places.size(), definitions.size());
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (!places[i].isPrinted())
                continue;
            QCOMPARE(sdl.text().substr(places[i].name, definitions[i].name.size()),
                     definitions[i].name);
            QVERIFY(places[i].begin <= places[i].name && places[i].name < places[i].end);
            QVERIFY(places[i].end <= sdl.size);
            ++printed;
        }
    };
    check(schema.types, sdl.places.types);
    check(schema.fields, sdl.places.fields);
    check(schema.inputValues, sdl.places.inputValues);
    check(schema.enumValues, sdl.places.enumValues);
    check(schema.directives, sdl.places.directives);
    QVERIFY(printed > 150);
    const std::uint32_t color = schema.typeIndex("Color");
    const SdlPlace place = sdl.places.types[color];
    const std::string_view text = sdl.text().substr(place.begin, place.end - place.begin);
    QVERIFY(text.starts_with("\"\"\"Colours\"\"\"\nenum Color {") && text.ends_with("}"));
    QVERIFY(!sdl.places.types[schema.typeIndex("String")].isPrinted());
}

void TestSdlPrinter::printsInParallel()
{
    const QByteArray answer =
        fileBytes(QStringLiteral(ANGEE_TEST_DATA "/sdl/nasty.introspection.json"));
    const IntrospectionResult result = readIntrospection(view(answer));
    QVERIFY(result.schema);
    const QByteArray expected = bytes(printSdl(*result.schema).text());
    std::vector<QByteArray> texts(4);
    std::vector<std::thread> threads;
    for (QByteArray &text : texts)
        threads.emplace_back([&] {
            for (int i = 0; i < 20; ++i)
                text = bytes(printSdl(*result.schema).text());
            text += sdlOf(answer);
        });
    for (std::thread &thread : threads)
        thread.join();
    for (const QByteArray &text : texts)
        QCOMPARE(text, expected + expected);
}

QTEST_GUILESS_MAIN(TestSdlPrinter)
#include "tst_sdlprinter.moc"
