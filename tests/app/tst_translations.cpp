// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTest>
#include <QTranslator>

using namespace angee;
using namespace Qt::StringLiterals;

class TestTranslations final : public QObject
{
    Q_OBJECT

private slots:
    void countsInEveryLocale_data();
    void countsInEveryLocale();
};

void TestTranslations::countsInEveryLocale_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::newRow("C") << QLocale::c();
    QTest::newRow("English") << QLocale(QLocale::English, QLocale::UnitedKingdom);
    QTest::newRow("without a translation") << QLocale(QLocale::Icelandic);
}

void TestTranslations::countsInEveryLocale()
{
    QFETCH(QLocale, locale);
    QLocale::setDefault(locale);
    QTranslator translator;
    QVERIFY(loadTranslation(&translator));
    QVERIFY(QCoreApplication::installTranslator(&translator));
    const auto characters = [](int count) {
        return QCoreApplication::translate("angee::SecretDialog", "%n character(s)", nullptr,
                                           count);
    };
    QCOMPARE(characters(0), u"0 characters"_s);
    QCOMPARE(characters(1), u"1 character"_s);
    QCOMPARE(characters(2), u"2 characters"_s);
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
