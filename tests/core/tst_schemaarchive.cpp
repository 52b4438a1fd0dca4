// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/schemaarchive.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

class TestSchemaArchive final : public QObject
{
    Q_OBJECT

private slots:
    void keepsWhatDiffers();
    void isBounded();
    void isPrivate();
    void passesOverOtherFiles();
    void tellsThatItCannotWrite();

private:
    static QDateTime at(int minute)
    {
        return {QDate(2026, 3, 1), QTime(12, minute, 0, 7), Qt::UTC};
    }
    static QByteArray contentOf(const KeptSchema &entry)
    {
        QFile file(entry.path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

void TestSchemaArchive::keepsWhatDiffers()
{
    const QTemporaryDir folder;
    const SchemaArchive archive(folder.filePath(u"a/schemas"_s));
    QVERIFY(archive.entries().isEmpty());

    const auto first = archive.keep("one"_ba, u"http://host:1/päth_x"_s, at(1));
    QVERIFY(first.added);
    QVERIFY(!first.previous);
    const auto same = archive.keep("one"_ba, u"http://host:1/päth_x"_s, at(2));
    QVERIFY(!same.added);
    QVERIFY(same.previous);
    QVERIFY(same.problem.isEmpty());
    const auto second = archive.keep("two"_ba, u"unix"_s, at(3)); // as long as the first
    QVERIFY(second.added);
    QCOMPARE(second.previous->time, at(1));
    // What was there before is a change again, not a repetition.
    QVERIFY(archive.keep("one"_ba, u"unix"_s, at(4)).added);

    const QList<KeptSchema> entries = archive.entries();
    QCOMPARE(entries.size(), 3);
    QCOMPARE(entries.at(0).time, at(4));
    QCOMPARE(entries.at(2).time, at(1));
    QCOMPARE(entries.at(2).time.timeSpec(), Qt::UTC);
    QCOMPARE(entries.at(2).origin, u"http://host:1/päth_x"_s);
    QCOMPARE(contentOf(entries.at(1)), "two"_ba);
}

void TestSchemaArchive::isBounded()
{
    const QTemporaryDir folder;
    const SchemaArchive archive(folder.path());
    for (int i = 0; i < 25; ++i)
        QVERIFY(archive.keep(QByteArray::number(i), u"host"_s, at(i)).added);
    QCOMPARE(archive.entries().size(), SchemaArchive::maximum);
    QCOMPARE(contentOf(archive.entries().constLast()), "5"_ba);
    // A clock that was set back does not cost the newest.
    const auto early = archive.keep("early"_ba, u"host"_s, at(0));
    QVERIFY(early.added);
    QCOMPARE(archive.entries().size(), SchemaArchive::maximum);
    QCOMPARE(contentOf(archive.entries().constLast()), "early"_ba);
}

void TestSchemaArchive::isPrivate()
{
    const QTemporaryDir folder;
    const SchemaArchive archive(folder.filePath(u"schemas"_s));
    QVERIFY(archive.keep("one"_ba, u"host"_s, at(1)).added);
    const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup
        | QFileDevice::ExeGroup | QFileDevice::ReadOther | QFileDevice::WriteOther
        | QFileDevice::ExeOther;
    QVERIFY(!(QFile::permissions(archive.entries().constFirst().path) & others));
    QVERIFY(!(QFile::permissions(folder.filePath(u"schemas"_s)) & others));
}

void TestSchemaArchive::passesOverOtherFiles()
{
    const QTemporaryDir folder;
    for (const QString &name : {u"notes.json"_s, u"20261324T101640123Z_x.json"_s, u"a.txt"_s}) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    const SchemaArchive archive(folder.path());
    QVERIFY(archive.entries().isEmpty());
    // An address longer than a file name may be is cut, not refused.
    const auto kept = archive.keep("one"_ba, QString(400, u'ä'), at(1));
    QVERIFY2(kept.added, qPrintable(kept.problem));
    QCOMPARE(archive.entries().size(), 1);
    QVERIFY(archive.entries().constFirst().origin.startsWith(u"ää"_s));
    QVERIFY(QFile::exists(folder.filePath(u"notes.json"_s)));
}

void TestSchemaArchive::tellsThatItCannotWrite()
{
    const QTemporaryDir folder;
    QFile inTheWay(folder.filePath(u"file"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const auto outcome =
        SchemaArchive(folder.filePath(u"file/schemas"_s)).keep("one"_ba, u"host"_s, at(1));
    QVERIFY(!outcome.added);
    QVERIFY(outcome.problem.contains(folder.path()));
}

QTEST_GUILESS_MAIN(TestSchemaArchive)
#include "tst_schemaarchive.moc"
