// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/introspection.h"
#include "core/schema/schemaindex.h"
#include "core/schema/schematext.h"
#include "core/schema/sdlparser.h"

#include <QFile>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

const char *const Sdl = R"(
"Marks what is for admins"
directive @admin("who may" role: Role = ADMIN) on FIELD_DEFINITION
interface Node { id: ID! }
"A place where work is done"
type Workspace implements Node {
  id: ID!
  workspaceName: String
  "The user who made it"
  owner: User @deprecated(reason: "use owners")
  owners(first: Int, role: Role): [User!]!
}
type User implements Node { id: ID! name(upper: Boolean): String }
union Thing = Workspace | User
enum Role { ADMIN "may only look; ÄNDERN is not allowed" VIEWER }
input WorkspaceInput { name: String! role: Role }
type Query { workspace(id: ID!): Workspace workspaces: [Workspace!]! node(id: ID!): Node }
type Mutation { createWorkspace(input: WorkspaceInput!): Workspace }
)";

Schema schemaOf(const QByteArray &sdl)
{
    GraphQlSyntaxError error;
    std::optional<Schema> schema =
        parseSdl({sdl.constData(), static_cast<std::size_t>(sdl.size())}, &error);
    if (!schema)
        qFatal("%s", error.message.c_str());
    return std::move(*schema);
}

} // namespace

class TestSchemaIndex : public QObject
{
    Q_OBJECT

private slots:
    void search_data();
    void search();
    void limits();
    void usedBy();
    void coordinates();
    void coordinatesOfAll();
    void coordinatesThatAreNone_data();
    void coordinatesThatAreNone();
    void readsElements();
    void places();
};

void TestSchemaIndex::search_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("nothing") << u""_s << QStringList();
    QTest::newRow("blanks") << u"  "_s << QStringList();
    QTest::newRow("whole name first, prefix, then word")
        << u"workspace"_s
        << QStringList{u"Query.workspace"_s,         u"Workspace"_s,
                       u"WorkspaceInput"_s,          u"Query.workspaces"_s,
                       u"Workspace.workspaceName"_s, u"Mutation.createWorkspace"_s};
    QTest::newRow("case") << u"cReAtE"_s << QStringList{u"Mutation.createWorkspace"_s};
    QTest::newRow("part of a name") << u"orkspacei"_s << QStringList{u"WorkspaceInput"_s};
    QTest::newRow("argument") << u"upper"_s << QStringList{u"User.name(upper:)"_s};
    QTest::newRow("directive") << u"admin"_s << QStringList{u"@admin"_s, u"Role.ADMIN"_s};
    QTest::newRow("description word")
        << u"who"_s << QStringList{u"@admin(role:)"_s, u"Workspace.owner"_s};
    QTest::newRow("description part") << u"onl"_s << QStringList{u"Role.VIEWER"_s};
    QTest::newRow("description, other case, not ASCII")
        << u"änDERN"_s << QStringList{u"Role.VIEWER"_s};
    QTest::newRow("owner and name") << u"user.name"_s << QStringList{u"User.name"_s};
    QTest::newRow("owner alone") << u"role."_s << QStringList{u"Role.ADMIN"_s, u"Role.VIEWER"_s};
    QTest::newRow("two words") << u"workspace first"_s
                               << QStringList{u"Workspace.owners(first:)"_s};
    QTest::newRow("two words, one missing") << u"workspace zzz"_s << QStringList();
    QTest::newRow("built in") << u"Boolean"_s << QStringList();
    QTest::newRow("introspection") << u"__schema"_s << QStringList();
    QTest::newRow("a line end cannot join two") << u"a\nb"_s << QStringList();
}

void TestSchemaIndex::search()
{
    QFETCH(QString, query);
    QFETCH(QStringList, expected);
    const Schema schema = schemaOf(Sdl);
    const SchemaIndex index(schema);
    const SchemaElements elements(schema);
    QStringList found;
    for (const SchemaHit &hit : index.search(query).hits)
        found += QString::fromStdString(elements.coordinate(hit.element));
    if (expected.size() > 2) {
        // Whole names come first, whichever; the order of the rest is told by the ranks.
        QCOMPARE(QSet<QString>(found.begin(), found.begin() + 2),
                 QSet<QString>(expected.begin(), expected.begin() + 2));
        found = found.sliced(2);
        expected = expected.sliced(2);
        QCOMPARE(found.first(), expected.first());
        found.sort();
        expected.sort();
    }
    QCOMPARE(found, expected);
}

void TestSchemaIndex::limits()
{
    const Schema schema = schemaOf(Sdl);
    const SchemaIndex index(schema);
    const SchemaHits all = index.search(u"e"_s);
    QVERIFY(all.total > 10);
    QCOMPARE(all.hits.size(), all.total);
    const SchemaHits some = index.search(u"e"_s, 3);
    QCOMPARE(some.total, all.total);
    QCOMPARE(some.hits, std::vector(all.hits.begin(), all.hits.begin() + 3));
    for (std::size_t i = 1; i < all.hits.size(); ++i)
        QVERIFY(all.hits[i - 1].match <= all.hits[i].match);
}

void TestSchemaIndex::usedBy()
{
    const Schema schema = schemaOf(Sdl);
    const SchemaIndex index(schema);
    const SchemaElements elements(schema);
    const auto uses = [&](std::string_view type) {
        static const char *const names[] = {"result", "argument", "input", "interface", "member"};
        QStringList list;
        for (const SchemaUse &use : index.usedBy(schema.typeIndex(type)))
            list += QLatin1StringView(names[static_cast<std::size_t>(use.as)]) + u' '
                + QString::fromStdString(elements.coordinate(use.element));
        return list;
    };
    QCOMPARE(uses("Role"),
             QStringList({u"argument @admin(role:)"_s, u"argument Workspace.owners(role:)"_s,
                          u"input WorkspaceInput.role"_s}));
    QCOMPARE(uses("User"),
             QStringList(
                 {u"result Workspace.owner"_s, u"result Workspace.owners"_s, u"member Thing"_s}));
    QCOMPARE(uses("Node"),
             QStringList({u"interface Workspace"_s, u"interface User"_s, u"result Query.node"_s}));
    QCOMPARE(uses("Query"), QStringList());
    QCOMPARE(uses("Boolean").first(), u"argument User.name(upper:)"_s);
    QVERIFY(index.usedBy(NoType).empty());
}

void TestSchemaIndex::coordinates()
{
    const Schema schema = schemaOf(Sdl);
    const SchemaElements elements(schema);
    for (const char *text : {"Workspace", "Workspace.owner", "Workspace.owners(first:)",
                             "Role.VIEWER", "WorkspaceInput.name", "@admin", "@admin(role:)"}) {
        const auto element = elements.find(text);
        QVERIFY2(element, text);
        QCOMPARE(elements.coordinate(*element), std::string(text));
    }
}

void TestSchemaIndex::coordinatesOfAll()
{
    const Schema schema = schemaOf(Sdl);
    const SchemaElements elements(schema);
    int count = 0;
    elements.forEach([&](const SchemaElement &element) {
        QCOMPARE(elements.find(elements.coordinate(element)), std::optional(element));
        ++count;
    });
    QVERIFY(count > 30);
}

void TestSchemaIndex::coordinatesThatAreNone_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "@", ".", "Nope", "Workspace.", "Workspace.nope", "Workspace(a:)",
                             "Workspace.owners(nope:)", "Workspace.owners(first)", "@nope",
                             "@admin(nope:)", "Role.ADMIN(a:)", "Workspace.owners(:)"})
        QTest::newRow(text) << QByteArray(text);
}

void TestSchemaIndex::coordinatesThatAreNone()
{
    QFETCH(QByteArray, text);
    const Schema schema = schemaOf(Sdl);
    const auto found =
        SchemaElements(schema).find({text.constData(), static_cast<std::size_t>(text.size())});
    if (text == "Workspace.owners(:)")
        QCOMPARE(found ? SchemaElements(schema).coordinate(*found) : "", "Workspace.owners");
    else
        QVERIFY(!found);
}

void TestSchemaIndex::readsElements()
{
    const Schema schema = schemaOf(Sdl);
    const SchemaElements elements(schema);
    const SchemaElement owner = *elements.find("Workspace.owner");
    QCOMPARE(toQString(*elements.description(owner)), u"The user who made it"_s);
    QCOMPARE(toQString(*elements.deprecationReason(owner)), u"use owners"_s);
    QCOMPARE(elements.type(owner)->toString(), std::string("User"));
    QCOMPARE(elements.type(*elements.find("@admin(role:)"))->toString(), std::string("Role"));
    QVERIFY(!elements.type(*elements.find("Role.ADMIN")));
    QVERIFY(!elements.description(*elements.find("User.name(upper:)")));
}

void TestSchemaIndex::places()
{
    const Schema schema = schemaOf(Sdl);
    const SchemaElements elements(schema);
    const PrintedSdl sdl = printSdl(schema, SdlOption::WithPlaces);
    int hidden = 0;
    elements.forEach([&](const SchemaElement &element) {
        const SdlPlace place = SchemaElements::place(sdl.places, element);
        if (!place.isPrinted()) {
            ++hidden;
            return;
        }
        const std::string_view name = elements.name(element);
        QCOMPARE(sdl.text().substr(place.name, name.size()), name);
    });
    QVERIFY(hidden > 5); // built-in scalars, directives, introspection
    QVERIFY(!SchemaElements::place({}, *elements.find("Workspace")).isPrinted());
}

QTEST_GUILESS_MAIN(TestSchemaIndex)
#include "tst_schemaindex.moc"
