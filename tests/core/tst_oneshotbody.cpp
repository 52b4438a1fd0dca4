// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/oneshotbody.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

class TestOneShotBody : public QObject
{
    Q_OBJECT

private slots:
    void givesEveryByteOnce_data();
    void givesEveryByteOnce();
    void tellsWhetherItWasRead();
    void takesNothing();
};

void TestOneShotBody::givesEveryByteOnce_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << "{\"a\":1}"_ba;
    QTest::newRow("zeros") << QByteArray(3, '\0');
    QTest::newRow("large") << QByteArray(300'000, 'x');
}

void TestOneShotBody::givesEveryByteOnce()
{
    QFETCH(const QByteArray, data);
    OneShotBody body(data);
    QVERIFY(body.isOpen());
    QVERIFY(body.isSequential());
    QCOMPARE(body.size(), data.size());
    QCOMPARE(body.bytesAvailable(), data.size());
    QByteArray read;
    while (!body.atEnd())
        read += body.read(4096);
    QCOMPARE(read, data);
    QCOMPARE(body.bytesAvailable(), 0);
    QVERIFY(!body.reset());
    QVERIFY(body.readAll().isEmpty());
}

void TestOneShotBody::tellsWhetherItWasRead()
{
    OneShotBody body("ab"_ba);
    QVERIFY(!body.wasRead());
    QCOMPARE(body.read(1), "a"_ba);
    QVERIFY(body.wasRead());
    QVERIFY(!body.atEnd());
}

void TestOneShotBody::takesNothing()
{
    OneShotBody body("ab"_ba);
    QVERIFY(!body.isWritable());
    QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (angee::OneShotBody): ReadOnly device");
    QCOMPARE(body.write("x"_ba), -1);
}

QTEST_GUILESS_MAIN(TestOneShotBody)
#include "tst_oneshotbody.moc"
