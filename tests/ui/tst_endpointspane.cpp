// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/minttoken.h"
#include "core/model/tokenclaims.h"
#include "core/settings/mintedlist.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/sockets.h"
#include "tests/ui/consolewindow.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/tableview.h"

#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

//! Routes and tokens in the whole window: what is shown, asked, copied and kept.
class TestEndpointsPane final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void showsTheRoutes();
    void probesWithoutAToken();
    void probeOfNothing();
    void copiesAddresses();
    void mintsAndKeepsNoToken();
    void readOnlyMintsNothing();
    void claims_data();
    void claims();
    void listForgetsWhatIsLongGone();

private:
    [[nodiscard]] FilterTable *table() const
    {
        return m_console->find<FilterTable>("endpointsTable");
    }
    [[nodiscard]] QString cell(int column) const
    {
        return table()->view()->model()->index(0, column).data().toString();
    }
    [[nodiscard]] QByteArray everythingWritten() const;

    quint16 m_port = 0;
    std::unique_ptr<ConsoleWindow> m_console;
};

void TestEndpointsPane::init()
{
    m_port = closedPort();
    m_console = std::make_unique<ConsoleWindow>(
        "name: plain\ningress: {type: caddy, domain: localhost, routing: path, tls: \"off\", port: "
        + QByteArray::number(m_port)
        + "}\nservices:\n  web:\n    runtime: container\n    image: busybox:lab\n    route: {port: "
          "80}\n  quiet:\n    runtime: container\n    image: busybox:lab\n");
    QVERIFY(m_console->start(u"endpoints"_s));
    QTRY_COMPARE(table()->view()->model()->rowCount(), 1);
    QVERIFY(table()->selectKey(u"web"_s));
}

void TestEndpointsPane::cleanup()
{
    m_console.reset();
}

//! All that the console has written so far.
QByteArray TestEndpointsPane::everythingWritten() const
{
    QByteArray all;
    const QDir folder(m_console->session()->profileFolder());
    for (const QFileInfo &info : folder.entryInfoList(QDir::Files | QDir::Hidden)) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

void TestEndpointsPane::showsTheRoutes()
{
    QCOMPARE(cell(0), u"web"_s);
    QCOMPARE(cell(1), u"declared"_s);
    QVERIFY2(cell(2).startsWith(u"ws://localhost:%1/"_s.arg(m_port)), qPrintable(cell(2)));
    const auto facts = [this] {
        QStringList texts;
        const auto labels = m_console->find<QWidget>("ingressFacts")->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            texts.append(label->text());
        return texts;
    };
    for (const QString &fact :
         {u"caddy"_s, u"localhost"_s, QString(m_console->proxy()->url() + u"/mcp"_s)})
        QTRY_VERIFY2(facts().contains(fact), qPrintable(facts().join(u'|')));
}

void TestEndpointsPane::probesWithoutAToken()
{
    ScriptedServer server;
    server.close();
    QVERIFY(server.listen(QHostAddress::LocalHost, m_port));
    server.setHandler([](const ReceivedRequest &) {
        return Script::redirect(302, "http://127.0.0.1:1/elsewhere"_ba);
    });
    m_console->find<QAction>("endpointProbe")->trigger();
    QTRY_VERIFY(cell(3).startsWith("HTTP 302"_L1));
    QCOMPARE(server.requests().size(), 1); // and it is not followed
    QVERIFY(!server.requests().constFirst().hasHeader("Authorization"_ba));
}

void TestEndpointsPane::probeOfNothing()
{
    m_console->find<QAction>("endpointProbe")->trigger();
    QTRY_COMPARE(cell(3), u"connection refused"_s);
}

void TestEndpointsPane::copiesAddresses()
{
    m_console->find<QAction>("endpointCopyLog")->trigger();
    const QString plain = QGuiApplication::clipboard()->text();
    QVERIFY2(plain.startsWith("ws://"_L1) && plain.contains("/services/web/logs/stream?tail="_L1)
                 && !plain.contains("token"_L1),
             qPrintable(plain));
    m_console->find<QAction>("endpointCopyToken")->trigger();
    QTRY_VERIFY(QGuiApplication::clipboard()->text().contains("?token="_L1));
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(cell(2)));
    const QString token = QGuiApplication::clipboard()->text().section(u"?token="_s, 1);
    const auto claims = readClaims(token.toLatin1());
    QVERIFY(claims);
    QCOMPARE(claims->audience, QStringList{u"svc:web"_s}); // and nothing else
    QTRY_COMPARE(m_console->find<QTreeWidget>("mintedTokens")->topLevelItemCount(), 1);
    QVERIFY(!everythingWritten().contains(token.toLatin1()));
}

void TestEndpointsPane::mintsAndKeepsNoToken()
{
    m_console->find<QAction>("endpointMint")->trigger();
    auto *dialog = m_console->find<QDialog>("connectionTokenDialog");
    auto *mint = dialog->findChild<QPushButton *>(u"mintTokenButton"_s);
    QVERIFY(!mint->isEnabled()); // nobody named
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"tokenActor"_s), u"ada"_s);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"tokenScope"_s), u"read, ,write"_s);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"tokenTtl"_s), u"25h"_s);
    QVERIFY(!mint->isEnabled()); // longer than the daemon gives
    dialog->findChild<QLineEdit *>(u"tokenTtl"_s)->clear();
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"tokenTtl"_s), u"30m"_s);
    QTest::mouseClick(mint, Qt::LeftButton);
    auto *field = dialog->findChild<SecretField *>(u"mintedToken"_s);
    QTRY_VERIFY(!field->text().isEmpty());
    QVERIFY(!field->isRevealed());
    const QByteArray token = field->text().toLatin1();
    const auto claims = readClaims(token);
    QVERIFY(claims);
    QCOMPARE(claims->subject, u"ada"_s);
    QCOMPARE(claims->scope, (QStringList{u"read"_s, u"write"_s}));
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"copyTokenButton"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text().toLatin1(), token);
    // Known again by its fingerprint alone.
    auto *list = m_console->find<QTreeWidget>("mintedTokens");
    QTRY_COMPARE(list->topLevelItemCount(), 1);
    QCOMPARE(list->topLevelItem(0)->text(0), u"ada"_s);
    QCOMPARE(list->topLevelItem(0)->text(5), tokenFingerprint(token));
    const QByteArray written = everythingWritten();
    QVERIFY(written.contains(tokenFingerprint(token).toLatin1()));
    QVERIFY(!written.contains(token));
    QVERIFY(!written.contains(token.split('.').at(2))); // nor its signature
    dialog->close();
    m_console.reset(); // and the clipboard is cleared at the latest with the window
    QVERIFY(QGuiApplication::clipboard()->text().toLatin1() != token);
}

void TestEndpointsPane::readOnlyMintsNothing()
{
    ConnectionSettings settings = m_console->session()->settings();
    settings.protection = Protection::ReadOnly;
    settings.policy.readOnly = true;
    m_console->session()->connectTo(settings);
    QTRY_COMPARE(table()->view()->model()->rowCount(), 1);
    // A token by which others change things is no reading.
    QVERIFY(!m_console->session()->whyNoChanges().isEmpty());
    QTRY_VERIFY(!m_console->find<QAction>("endpointMint")->isEnabled());
}

void TestEndpointsPane::claims_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<bool>("good");
    const auto made = [](const QByteArray &claims) {
        return "eyJhbGciOiJIUzI1NiJ9."
            + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
            + ".c2ln";
    };
    QTest::newRow("usual") << made(R"({"sub":"ada","aud":["operator"],"exp":1800000000})") << true;
    QTest::newRow("one audience") << made(R"({"sub":"ada","aud":"operator"})") << true;
    QTest::newRow("times out of any range") << made(R"({"exp":1e300,"iat":-5})") << true;
    QTest::newRow("wrong types") << made(R"({"sub":5,"aud":{"x":1},"exp":"soon"})") << true;
    QTest::newRow("large") << made("{\"sub\":\"" + QByteArray(1'000'000, 'x') + "\"}") << true;
    QTest::newRow("a list") << made("[1]") << false;
    QTest::newRow("no json") << made("nothing") << false;
    QTest::newRow("two parts") << "a.b"_ba << false;
    QTest::newRow("opaque") << "T"_ba << false;
    QTest::newRow("empty") << ""_ba << false;
}

void TestEndpointsPane::claims()
{
    QFETCH(const QByteArray, token);
    QFETCH(const bool, good);
    const auto read = readClaims(token);
    QCOMPARE(read.has_value(), good);
    if (!good)
        return;
    QVERIFY(read->subject.size() < 10'000);
    QVERIFY(!read->expiresAt.isValid() || read->expiresAt.toSecsSinceEpoch() == 1'800'000'000);
    QVERIFY(!read->issuedAt.isValid());
}

void TestEndpointsPane::listForgetsWhatIsLongGone()
{
    const QTemporaryDir folder;
    const MintedList list(folder.filePath(u"minted.jsonl"_s));
    QCOMPARE(list.read(), QList<MintedEntry>());
    MintedToken token;
    token.token = "a.b.c"_ba;
    token.actor = u"old"_s;
    token.expiresAt = QDateTime::currentDateTimeUtc().addDays(-MintedList::keptDays - 1);
    QCOMPARE(list.add(entryOf(token)), QString());
    token.actor = u"ended"_s;
    token.expiresAt = QDateTime::currentDateTimeUtc().addDays(-1);
    QCOMPARE(list.add(entryOf(token)), QString());
    token.actor = u"untold\nname"_s;
    token.expiresAt = {};
    QCOMPARE(list.add(entryOf(token)), QString());
    const QList<MintedEntry> entries = list.read();
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries.at(0).actor, u"untold\nname"_s); // newest first, and whole
    QCOMPARE(entries.at(1).actor, u"ended"_s);
}

QTEST_MAIN(TestEndpointsPane)
#include "tst_endpointspane.moc"
