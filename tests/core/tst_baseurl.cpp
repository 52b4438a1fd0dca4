// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/baseurl.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

class TestBaseUrl : public QObject
{
    Q_OBJECT

private slots:
    void sameBase_data();
    void sameBase();
    void refused_data();
    void refused();
    void keepsPasswordOutOfTheReason();
    void loopback_data();
    void loopback();
    void derivedAddresses();
    void segment_data();
    void segment();
    void pathsThatDoNotSurvive_data();
    void pathsThatDoNotSurvive();
    void queryValue();
};

void TestBaseUrl::sameBase_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("base");

    QTest::newRow("host and port") << u"http://h:9000"_s << u"http://h:9000"_s;
    QTest::newRow("last slash") << u"http://h:9000/"_s << u"http://h:9000"_s;
    QTest::newRow("graphql") << u"http://h:9000/graphql"_s << u"http://h:9000"_s;
    QTest::newRow("graphql and slash") << u"http://h:9000/graphql/"_s << u"http://h:9000"_s;
    QTest::newRow("prefix") << u"https://h/operator"_s << u"https://h/operator"_s;
    QTest::newRow("prefix, slash") << u"https://h/operator/"_s << u"https://h/operator"_s;
    QTest::newRow("prefix, slashes") << u"https://h/operator///"_s << u"https://h/operator"_s;
    QTest::newRow("prefix, graphql") << u"https://h/operator/graphql"_s << u"https://h/operator"_s;
    QTest::newRow("prefix, graphql, slash")
        << u"https://h/operator/graphql/"_s << u"https://h/operator"_s;
    QTest::newRow("prefix that only ends so")
        << u"https://h/mygraphql"_s << u"https://h/mygraphql"_s;
    QTest::newRow("deep prefix") << u"https://h/a/b/c"_s << u"https://h/a/b/c"_s;
    QTest::newRow("spaces around") << u"  http://h:9000\n"_s << u"http://h:9000"_s;
    QTest::newRow("upper case") << u"HTTP://Host.Example:9000/Up"_s
                                << u"http://host.example:9000/Up"_s;
    QTest::newRow("IPv6") << u"http://[2001:DB8:0::1]:9000"_s << u"http://[2001:db8::1]:9000"_s;
    QTest::newRow("IPv6, zone") << u"http://[fe80::1%25eth0]:9000"_s
                                << u"http://[fe80::1%25eth0]:9000"_s;
    QTest::newRow("name in another script")
        << u"https://b\u00fccher.example/op"_s << u"https://xn--bcher-kva.example/op"_s;
    QTest::newRow("default port") << u"http://h:80/"_s << u"http://h"_s;
    QTest::newRow("default port, TLS") << u"https://h:443"_s << u"https://h"_s;
    QTest::newRow("the other's port") << u"https://h:80"_s << u"https://h:80"_s;
    QTest::newRow("empty port") << u"http://h:"_s << u"http://h"_s;
    QTest::newRow("IPv4") << u"http://127.0.0.1:9000"_s << u"http://127.0.0.1:9000"_s;
    QTest::newRow("IPv6") << u"http://[::1]:9000/graphql"_s << u"http://[::1]:9000"_s;
    QTest::newRow("IPv6 with zone")
        << u"http://[fe80::1%25eth0]:9000"_s << u"http://[fe80::1%25eth0]:9000"_s;
    QTest::newRow("dots in the path") << u"https://h/a/../operator/."_s << u"https://h/operator"_s;
    QTest::newRow("encoded prefix") << u"https://h/a%20b%2Fc"_s << u"https://h/a%20b%2Fc"_s;
    QTest::newRow("letters beyond ASCII")
        << u"https://h\u00f6st.example/\u00fc"_s << u"https://xn--hst-sna.example/%C3%BC"_s;
    QTest::newRow("empty user info") << u"http://@h:9000"_s << u"http://h:9000"_s;
}

void TestBaseUrl::sameBase()
{
    QFETCH(const QString, given);
    QFETCH(const QString, base);

    QString reason;
    const std::optional<BaseUrl> url = BaseUrl::parse(given, &reason);
    QVERIFY2(url, qPrintable(reason));
    QCOMPARE(url->display(), base);
    QCOMPARE(url->graphQl().toEncoded(), base.toLatin1() + "/graphql");
    QCOMPARE(url->rest("/services"_ba).toEncoded(), base.toLatin1() + "/services");
    const std::optional<BaseUrl> again = BaseUrl::parse(url->display());
    QVERIFY(again);
    QCOMPARE(*again, *url);
}

void TestBaseUrl::refused_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("reason"); // a part of it

    QTest::newRow("empty") << QString() << u"for example"_s;
    QTest::newRow("blank") << u" \t"_s << u"for example"_s;
    QTest::newRow("host alone") << u"h"_s << u"scheme"_s;
    QTest::newRow("host:port") << u"localhost:9000"_s << u"scheme"_s;
    QTest::newRow("address:port") << u"127.0.0.1:9000"_s << u"scheme"_s;
    QTest::newRow("one slash") << u"http:/h"_s << u"scheme"_s;
    QTest::newRow("no scheme") << u"://h"_s << u"scheme"_s;
    QTest::newRow("ftp") << u"ftp://h"_s << u"not ftp://"_s;
    QTest::newRow("file") << u"file:///etc/passwd"_s << u"not file://"_s;
    QTest::newRow("websocket") << u"ws://h"_s << u"not ws://"_s;
    QTest::newRow("no host") << u"http://"_s << u"no host"_s;
    QTest::newRow("no host but a path") << u"http:///x"_s << u"no host"_s;
    QTest::newRow("user") << u"http://me@h"_s << u"user name and password"_s;
    QTest::newRow("user and password") << u"http://me:secret@h"_s << u"user name and password"_s;
    QTest::newRow("query") << u"http://h/?a=b"_s << u"'?'"_s;
    QTest::newRow("empty query") << u"http://h?"_s << u"'?'"_s;
    QTest::newRow("fragment") << u"http://h/#a"_s << u"'#'"_s;
    QTest::newRow("port too large") << u"http://h:99999"_s << u"port"_s;
    QTest::newRow("port is a word") << u"http://h:nine"_s << u"port"_s;
    QTest::newRow("port zero") << u"http://h:0"_s << u"Port 0"_s;
    QTest::newRow("space in the host") << u"http://ho st"_s << u"hostname"_s;
    QTest::newRow("space in the path") << u"http://h/a b"_s << u"path"_s;
    QTest::newRow("broken percent") << u"http://h/%zz"_s << u"path"_s;
    QTest::newRow("open bracket") << u"http://[::1"_s << u"]"_s;
    QTest::newRow("line break inside") << u"http://h\r\nX: y"_s << u"valid"_s;
}

void TestBaseUrl::refused()
{
    QFETCH(const QString, given);
    QFETCH(const QString, reason);

    QString said;
    QVERIFY(!BaseUrl::parse(given, &said));
    QVERIFY2(said.contains(reason), qPrintable(said));
    QVERIFY(said.endsWith(u'.'));
    QVERIFY(!BaseUrl::parse(given)); // the reason is optional
}

void TestBaseUrl::keepsPasswordOutOfTheReason()
{
    QString said;
    QVERIFY(!BaseUrl::parse(u"http://me:hunter2@bad host"_s, &said));
    QVERIFY2(!said.contains("hunter2"_L1), qPrintable(said));
}

void TestBaseUrl::loopback_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<bool>("loopback");

    QTest::newRow("127.0.0.1") << u"http://127.0.0.1:9000"_s << true;
    QTest::newRow("127/8") << u"http://127.9.8.7"_s << true;
    QTest::newRow("::1") << u"http://[::1]"_s << true;
    QTest::newRow("localhost") << u"http://LocalHost:9000"_s << true;
    QTest::newRow("private") << u"http://192.168.1.1"_s << false;
    QTest::newRow("any") << u"http://0.0.0.0"_s << false;
    QTest::newRow("name") << u"http://example.org"_s << false;
    QTest::newRow("starts like it") << u"http://127.0.0.1.example.org"_s << false;
    QTest::newRow("starts like the name") << u"http://localhost.example.org"_s << false;
    // A resolver may well ask the network for these.
    QTest::newRow("below localhost") << u"http://evil.localhost"_s << false;
    QTest::newRow("link-local") << u"http://[fe80::1]"_s << false;
}

void TestBaseUrl::loopback()
{
    QFETCH(const QString, given);
    QFETCH(const bool, loopback);
    const std::optional<BaseUrl> url = BaseUrl::parse(given);
    QVERIFY(url);
    QCOMPARE(url->isLoopback(), loopback);
    QVERIFY(!url->isTls());
}

void TestBaseUrl::derivedAddresses()
{
    const std::optional<BaseUrl> url = BaseUrl::parse(u"https://h:9443/operator/graphql"_s);
    QVERIFY(url);
    QVERIFY(url->isTls());
    QCOMPARE(url->host(), u"h"_s);
    QCOMPARE(url->rest("/files"_ba, "path=a%2Bb%3Bc"_ba).toEncoded(),
             "https://h:9443/operator/files?path=a%2Bb%3Bc"_ba);
    QCOMPARE(url->webSocket("/services/web/logs/stream"_ba, "tail=10"_ba).toEncoded(),
             "wss://h:9443/operator/services/web/logs/stream?tail=10"_ba);
    QCOMPARE(BaseUrl::parse(u"http://h"_s)->webSocket("/x"_ba).toEncoded(), "ws://h/x"_ba);
    QVERIFY(!url->webSocket("/services/../x"_ba).isValid());
}

void TestBaseUrl::segment_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("encoded");

    QTest::newRow("unreserved") << u"Az09-._~"_s << "Az09-._~"_ba;
    QTest::newRow("slash") << u"a/b"_s << "a%2Fb"_ba;
    QTest::newRow("percent") << u"100%"_s << "100%25"_ba;
    QTest::newRow("already encoded") << u"%2E%2E"_s << "%252E%252E"_ba;
    QTest::newRow("delimiters") << u"?#[]@!$&'()*+,;=:"_s
                                << "%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A"_ba;
    QTest::newRow("space") << u"a b"_s << "a%20b"_ba;
    QTest::newRow("UTF-8") << u"\u00e9\u20ac"_s << "%C3%A9%E2%82%AC"_ba;
    QTest::newRow("line break") << u"a\r\nb"_s << "a%0D%0Ab"_ba;
    QTest::newRow("three dots") << u"..."_s << "..."_ba;
    QTest::newRow("hidden") << u".env"_s << ".env"_ba;
}

void TestBaseUrl::segment()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, encoded);
    QCOMPARE(encodeSegment(name), encoded);
    const QUrl url = BaseUrl::parse(u"http://h/operator"_s)->rest("/x/"_ba + encoded + "/y"_ba);
    QVERIFY(url.isValid());
    QCOMPARE(url.toEncoded(), "http://h/operator/x/" + encoded + "/y");
}

void TestBaseUrl::pathsThatDoNotSurvive_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("up") << "/secrets/.."_ba;
    QTest::newRow("up, encoded") << "/secrets/%2E%2E"_ba;
    QTest::newRow("up, half encoded") << "/secrets/.%2e/x"_ba;
    QTest::newRow("here") << "/secrets/./value"_ba;
    QTest::newRow("here, encoded") << "/secrets/%2e"_ba;
    QTest::newRow("an empty name") << "/secrets//value"_ba;
    QTest::newRow("no slash") << "secrets"_ba;
    QTest::newRow("nothing") << QByteArray();
}

void TestBaseUrl::pathsThatDoNotSurvive()
{
    QFETCH(const QByteArray, path);
    QVERIFY(!BaseUrl::parse(u"http://h/operator"_s)->rest(path).isValid());
}

void TestBaseUrl::queryValue()
{
    QCOMPARE(encodeQueryValue(u"a+b;c&d=e f/\u00e9"_s), "a%2Bb%3Bc%26d%3De%20f%2F%C3%A9"_ba);
}

QTEST_GUILESS_MAIN(TestBaseUrl)
#include "tst_baseurl.moc"
