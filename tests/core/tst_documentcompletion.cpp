// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/documentcompletion.h"
#include "core/schema/sdlparser.h"

#include <QTest>

#include <optional>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view sdl =
    "type Query { \"one dog\" dog(name: String!, kind: Kind = A): Dog pets: [Pet!] "
    "old: Int @deprecated find(by: By, kinds: [Kind!], deep: Boolean): Int }\n"
    "type Mutation { feed(id: ID!): Dog }\n"
    "interface Pet { name: String! }\n"
    "type Dog implements Pet { name: String! owner: Human }\n"
    "type Cat implements Pet { name: String! }\n"
    "type Human { age: Int }\n"
    "enum Kind { A \"second\" B }\n"
    "input By { kind: Kind, inner: By, limit: Int! }\n";

} // namespace

class TestDocumentCompletion final : public QObject
{
    Q_OBJECT

    std::optional<Schema> m_schema;

private slots:
    void initTestCase()
    {
        m_schema = parseSdl(sdl);
        QVERIFY(m_schema);
    }

    //! '|' is the place.
    void offers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("items");
        const auto row = [](const char *text, const char *items) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(items);
        };
        row("|", "query mutation subscription fragment");
        row("qu|", "query");
        row("{|", "dog pets old find __typename __schema __type");
        row("{ d|", "dog");
        row("{ D| }", "dog");
        row("query Q { dog { | } }", "name owner __typename");
        row("{ alias: d|", "dog");
        row("{ a: dog(name: \"x\") { own|", "owner");
        row("{ dog { owner { | } name } }", "age __typename");
        row("{ dog { owner { age } | } }", "name owner __typename");
        row("{ pets { ... | } }", "on");
        row("{ pets { ... on | } }", "Pet Dog Cat");
        row("{ dog { ... on | } }", "Pet Dog");
        row("{ pets { ... on Dog { | } } }", "name owner __typename");
        row("{ dog { ... { | } } }", "name owner __typename");
        row("{ dog { ...F| } } fragment Facts on Dog { name }", "Facts");
        row("fragment F on |", "Query Mutation Pet Dog Cat Human");
        row("fragment F on Human { |", "age __typename");
        row("mutation { |", "feed __typename");
        row("{ dog(|", "name kind");
        row("{ dog(name: \"x\", |", "kind");
        row("{ dog(name: \"x\", kind: |", "A B");
        row("query($k: Kind, $n: Int) { dog(kind: |", "A B $k");
        row("query($k: Kind, $n: Int) { dog(kind: $|", "$k");
        row("query($k: Kind, $kk: Kind) { dog(kind: $kk|", "$kk");
        row("{ find(by: {|", "kind inner limit");
        row("{ find(by: {kind: A, inner: {|", "kind inner limit");
        row("{ find(by: {inner: {kind: B}, |", "kind limit");
        row("{ find(kinds: [A, |", "A B");
        row("{ find(kinds: [A], |", "by deep");
        row("{ find(deep: |", "true false");
        row("{ dog @|", "include skip");
        row("{ dog @skip(|", "if");
        row("query($x: |", "Kind By Int Float String Boolean ID");
        row("{ dog # |", "");
        row("{ dog(name: \"|", "");
        row("{ nope { |", "");
        row("query A { dog { name } } |", "query mutation subscription fragment");
        row("query($v: Kind) { old } query { dog(kind: |", "A B");
        row("}})) {|", "dog pets old find __typename __schema __type");
    }
    void offers()
    {
        QFETCH(QByteArray, text);
        const qsizetype place = text.indexOf('|');
        text.remove(place, 1);
        const GraphQlCompletions found =
            completionsAt(text.toStdString(), static_cast<std::size_t>(place), *m_schema);
        QByteArrayList words;
        for (const GraphQlCompletion &item : found.items)
            words += QByteArray::fromStdString(item.text);
        QTEST(words.join(' '), "items");
        QVERIFY(found.replaceFrom <= static_cast<std::size_t>(place));
    }

    void describes()
    {
        const std::string text = "{ do";
        const GraphQlCompletions fields = completionsAt(text, text.size(), *m_schema);
        QCOMPARE(fields.replaceFrom, 2U);
        QCOMPARE(fields.items.at(0).kind, GraphQlCompletion::Kind::Field);
        QCOMPARE(fields.items.at(0).type, "Dog");
        QCOMPARE(fields.items.at(0).description, "one dog");
        const GraphQlCompletions arguments = completionsAt("{dog(", 5, *m_schema);
        QVERIFY(arguments.items.at(0).required);
        QVERIFY(!arguments.items.at(1).required);
        QCOMPARE(arguments.items.at(1).type, "Kind");
        const GraphQlCompletions old = completionsAt("{old", 4, *m_schema);
        QVERIFY(old.items.at(0).deprecated);
        const std::string value = "{dog(kind: $x";
        QCOMPARE(completionsAt(value, value.size(), *m_schema).replaceFrom, 11U);
    }

    void everyPlaceEnds()
    {
        const std::string text =
            "query Q($a: [Kind!] = [A]) @x { a: dog(name: \"\\\"\", kind: $a) { ...F ... on Pet "
            "@skip(if: true) { name } } find(by: {inner: {limit: 1}}) } fragment F on Dog { "
            "name # c\n } }]) \"\"\"";
        for (std::size_t i = 0; i <= text.size() + 2; ++i)
            QVERIFY(completionsAt(text, i, *m_schema).replaceFrom <= text.size());
    }
};

QTEST_GUILESS_MAIN(TestDocumentCompletion)
#include "tst_documentcompletion.moc"
