// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logmemory.h"

#include <QStringList>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

std::vector<quint64> hashes(const QStringList &lines)
{
    std::vector<quint64> all;
    for (const QString &line : lines)
        all.push_back(LogMemory::hashOf(line.toUtf8()));
    return all;
}

QStringList letters(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

} // namespace

class TestLogMemory final : public QObject
{
    Q_OBJECT

private slots:
    void joins_data();
    void joins();
    void forgetsTheOldest();
    void equalLinesAreQuick();
};

void TestLogMemory::joins_data()
{
    QTest::addColumn<QString>("known");
    QTest::addColumn<QString>("again");
    QTest::addColumn<int>("asked");
    QTest::addColumn<bool>("whole");
    QTest::addColumn<int>("overlap");
    QTest::addColumn<bool>("proven");
    const auto row = [](const char *name, const QString &known, const QString &again, int asked,
                        bool whole, int overlap, bool proven) {
        QTest::newRow(name) << known << again << asked << whole << overlap << proven;
    };
    row("nothing known", u""_s, u"a b"_s, 10, false, 0, true);
    row("the same", u"a b c"_s, u"a b c"_s, 3, false, 3, true);
    row("later ones", u"a b c"_s, u"b c d e"_s, 4, false, 2, true);
    row("earlier ones", u"c d"_s, u"a b c d e"_s, 5, false, 4, true);
    row("apart", u"a b c"_s, u"x y z"_s, 3, false, 0, false);
    row("one line", u"a b c"_s, u"c d"_s, 2, false, 1, true);
    row("again and again", u"t t t t"_s, u"t t t"_s, 3, false, 3, false);
    row("two in turn", u"a b a b a b"_s, u"a b a b"_s, 4, false, 4, false);
    row("a word that comes twice", u"a x b x"_s, u"x c"_s, 2, false, 1, true);
    row("all there ever was", u"t t t"_s, u"t t t t"_s, 10, true, 3, true);
    row("all there ever was, the start again", u"s"_s, u"s x s"_s, 10, true, 1, true);
    row("a tail of all", u"t t t"_s, u"t t"_s, 2, true, 2, false);
}

void TestLogMemory::joins()
{
    QFETCH(QString, known);
    QFETCH(QString, again);
    QFETCH(int, asked);
    QFETCH(bool, whole);
    LogMemory memory;
    for (const QString &line : letters(known))
        memory.add(line.toUtf8());
    memory.setWhole(whole);
    const LogMemory::Join join = memory.join(hashes(letters(again)), size_t(asked));
    QTEST(int(join.known), "overlap");
    QTEST(join.isProven, "proven");
}

void TestLogMemory::forgetsTheOldest()
{
    LogMemory memory;
    for (size_t i = 0; i < LogMemory::mostLines + 5; ++i)
        memory.add(QByteArray::number(qulonglong(i)));
    QCOMPARE(memory.size(), LogMemory::mostLines);
    QVERIFY(memory.lastAt().isValid());
    const auto last = QString::number(LogMemory::mostLines + 4);
    QCOMPARE(memory.join(hashes({last, u"new"_s}), 2).known, size_t(1));
}

void TestLogMemory::equalLinesAreQuick()
{
    LogMemory memory;
    for (size_t i = 0; i < LogMemory::mostLines; ++i)
        memory.add("x");
    const std::vector<quint64> again(LogMemory::mostLines, LogMemory::hashOf("x"));
    QBENCHMARK_ONCE
    {
        QCOMPARE(memory.join(again, again.size()).known, again.size());
    }
}

QTEST_APPLESS_MAIN(TestLogMemory)
#include "tst_logmemory.moc"
