// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings/objectaddress.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

//! Addresses that are handed on: they are read back as they were written, fit one daemon alone, and
//! hold nobody's credentials.
class TestObjectAddress final : public QObject
{
    Q_OBJECT

private slots:
    void readBack_data();
    void readBack();
    void fitsOneDaemon();
    void refused_data();
    void refused();
};

void TestObjectAddress::readBack_data()
{
    QTest::addColumn<QString>("daemon");
    QTest::addColumn<ObjectRef>("object");
    QTest::addColumn<QString>("shown");
    QTest::newRow("service") << u"http://127.0.0.1:9000"_s
                             << ObjectRef{ObjectKind::Service, u"web"_s}
                             << u"angee://127.0.0.1:9000/services/web"_s;
    QTest::newRow("behind a path")
        << u"https://Ops.Example/operator/"_s << ObjectRef{ObjectKind::Workspace, u"first-fix"_s}
        << u"angee://ops.example/operator/workspaces/first-fix"_s;
    QTest::newRow("a slash in the name")
        << u"http://[::1]:9100"_s << ObjectRef{ObjectKind::File, u"app:a b/c#d.txt"_s}
        << u"angee://[::1]:9100/files/app%3Aa%20b%2Fc%23d.txt"_s;
    QTest::newRow("ssh") << u"ssh://me@build.example:2222/9100"_s
                         << ObjectRef{ObjectKind::Slot, u"ws:app"_s}
                         << u"angee://build.example:9100/slots/ws%3Aapp"_s;
}

void TestObjectAddress::readBack()
{
    QFETCH(QString, daemon);
    QFETCH(ObjectRef, object);
    QFETCH(QString, shown);
    const auto base = BaseUrl::parse(daemon);
    QVERIFY(base);
    const ObjectAddress address(*base, object);
    QCOMPARE(address.display(), shown);
    QVERIFY(!address.display().contains(u"me@"_s));
    const auto again = ObjectAddress::parse(shown);
    QVERIFY(again);
    QVERIFY(*again == address);
    QVERIFY(again->object() == object);
    QVERIFY(again->isAt(*base));
    QVERIFY(BaseUrl::parse(again->daemonUrl())); // can be typed into the dialog
}

void TestObjectAddress::fitsOneDaemon()
{
    const auto address = ObjectAddress::parse(u"angee://ops.example:9000/x/services/web"_s);
    QVERIFY(address);
    QVERIFY(address->isAt(*BaseUrl::parse(u"https://OPS.example:9000/x"_s)));
    QVERIFY(address->isAt(*BaseUrl::parse(u"http://ops.example:9000/x/"_s)));
    for (const QString &other : {u"https://ops.example:9001/x"_s, u"https://ops.example/x"_s,
                                 u"https://ops.example:9000"_s, u"https://ops.example.org:9000/x"_s,
                                 u"ssh://ops.example/9000"_s})
        QVERIFY2(!address->isAt(*BaseUrl::parse(other)), qPrintable(other));
    const auto usual = ObjectAddress::parse(u"angee://ops.example:443/services/web"_s);
    QVERIFY(usual->isAt(*BaseUrl::parse(u"https://ops.example"_s)));
    QVERIFY(!usual->isAt(*BaseUrl::parse(u"http://ops.example"_s)));
}

void TestObjectAddress::refused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"angee://token@h/services/web", "angee://u:p@h/services/web",
          "angee://h/services/web?token=x", "angee://h/services/web#x", "angee://h/services",
          "angee://h", "angee:///services/web", "angee:services/web", "angee://h/nothing/web",
          "http://h/services/web", "", "angee://h:99999/services/web"})
        QTest::newRow(text) << QString::fromLatin1(text);
    QTest::newRow("endless") << u"angee://h/services/"_s + QString(100'000, u'x');
}

void TestObjectAddress::refused()
{
    QFETCH(QString, text);
    QString reason;
    QVERIFY(!ObjectAddress::parse(text, &reason));
    QVERIFY(reason.endsWith(u'.'));
}

QTEST_GUILESS_MAIN(TestObjectAddress)
#include "tst_objectaddress.moc"
