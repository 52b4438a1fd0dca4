// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/composevalue.h"

#include <QtTest>

using namespace angee;
using namespace Qt::StringLiterals;
using Fate = ComposeValue::Fate;

Q_DECLARE_METATYPE(Fate)

//! Each row was seen at a real daemon with compose 2.29.7 and a real container.
class TestComposeValue final : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatArrives_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<Fate>("fate");
        QTest::addColumn<QString>("arrives");
        QTest::addColumn<QStringList>("variables");
        const auto same = [](const QString &value) {
            QTest::newRow(qPrintable(value)) << value << Fate::Unchanged << value << QStringList();
        };
        const auto row = [](const QString &value, const QString &arrives,
                            const QStringList &variables) {
            QTest::newRow(qPrintable(value)) << value << Fate::Altered << arrives << variables;
        };
        const auto refused = [](const QString &value, const QStringList &variables = {}) {
            QTest::newRow(qPrintable(value)) << value << Fate::Refused << QString() << variables;
        };
        for (const QString &value :
             {QString(), u"plain"_s, u"a$1b"_s, u"a$"_s, u"a$ b"_s, u"a$é"_s, u"$(id)"_s, u"a$-b"_s,
              u"`id`"_s, u"a{b}c"_s, u"quote \" ' \\ # \t\n ü"_s})
            same(value);
        row(u"pa$word"_s, u"pa"_s, {u"word"_s});
        row(u"a$$b"_s, u"a$b"_s, {});
        row(u"a$$$b"_s, u"a$"_s, {u"b"_s});
        row(u"$$HOME"_s, u"$HOME"_s, {});
        row(u"a$_x"_s, u"a"_s, {u"_x"_s});
        row(u"a\\$b"_s, u"a\\"_s, {u"b"_s});
        row(u"x${HOME}y"_s, u"xy"_s, {u"HOME"_s});
        row(u"x${NOPE:-d}y"_s, u"xdy"_s, {u"NOPE"_s});
        row(u"a${NOPE-d}b"_s, u"adb"_s, {u"NOPE"_s});
        row(u"a${HOME:+alt}b"_s, u"ab"_s, {u"HOME"_s});
        row(u"${A:-${B:-c}}"_s, u"c"_s, {u"A"_s, u"B"_s});
        row(u"$HOME $HOME"_s, u" "_s, {u"HOME"_s});
        refused(u"x${"_s);
        refused(u"x${HOME"_s);
        refused(u"${1}"_s);
        refused(u"${}"_s);
        refused(u"a${a b}c"_s, {u"a"_s});
        refused(u"${A:?must}"_s, {u"A"_s});
    }

    void tellsWhatArrives()
    {
        QFETCH(QString, value);
        QFETCH(Fate, fate);
        QFETCH(QString, arrives);
        QFETCH(QStringList, variables);
        const ComposeValue seen = throughCompose(value);
        QVERIFY(seen.fate == fate);
        QCOMPARE(seen.arrives, arrives);
        QCOMPARE(seen.variables, variables);
    }

    void longValuesAreReadInOneGo()
    {
        // Each would take minutes if it were read anew for every opening brace.
        (void)throughCompose(QString(65536, u'$'));
        (void)throughCompose(u"${A:-"_s.repeated(10'000));
        QVERIFY(throughCompose(u"${A:-"_s.repeated(50) + QString(50, u'}')).fate == Fate::Refused);
    }
};

QTEST_GUILESS_MAIN(TestComposeValue)

#include "tst_composevalue.moc"
