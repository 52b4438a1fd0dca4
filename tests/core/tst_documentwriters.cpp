// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// Two people edit one file through two clients while requests are lost, delayed and refused. Every
// line that one of them added must be on the server in the end, unless somebody removed it or
// decided against it. ANGEE_WRITER_ROUNDS sets the number of rounds.
#include "core/files/documentsession.h"
#include "core/files/merge.h"
#include "core/files/textfacts.h"
#include "tests/core/filedaemon.h"
#include "tests/core/textfuzz.h"

#include <QEventLoop>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>
#include <QTimer>

using namespace angee;
using namespace Qt::StringLiterals;
using test::FileDaemon;
using Save = DocumentSession::SaveOutcome;
using Fault = FileDaemon::Fault;

namespace {

const QString file = u"shared.txt"_s;
constexpr int maxLines = 60;

// What became of each line, kept apart from the sessions.
struct Ledger
{
    QSet<QByteArray> added;
    QSet<QByteArray> givenUp; // removed by an edit, or decided against in a conflict
    int serial = 0;
    int merges = 0;
    int choices = 0;

    QByteArray newLine(int writer)
    {
        QByteArray line =
            'w' + QByteArray::number(writer) + ' ' + QByteArray::number(++serial) + '\n';
        added.insert(line);
        return line;
    }

    void giveUp(const QByteArray &line) { givenUp.insert(line); }
};

class Writer final : public QObject
{
public:
    Writer(const FileDaemon &server, Ledger *ledger, QRandomGenerator *random, int number)
        : m_daemon(server.connectTo())
        , m_transport(std::make_unique<DaemonFileTransport>(m_daemon.get()))
        , doc(m_transport.get(), u"app"_s, file)
        , m_ledger(ledger)
        , m_random(random)
        , m_number(number)
    {
        connect(&doc, &DocumentSession::saveFinished, this, &Writer::onSaved);
        connect(&doc, &DocumentSession::checkFinished, this, [this] { waiting = false; });
    }

    void edit()
    {
        textfuzz::Lines lines = textfuzz::split(doc.content());
        const int edits = 1 + int(m_random->bounded(3));
        for (int i = 0; i < edits; ++i) {
            const int at = int(m_random->bounded(int(lines.size()) + 1));
            const bool remove = lines.size() > maxLines || m_random->bounded(4) == 0;
            if (remove && at < lines.size()) {
                m_ledger->giveUp(lines.takeAt(at));
            } else if (m_random->bounded(3) == 0 && at < lines.size()) {
                m_ledger->giveUp(lines.at(at));
                lines[at] = m_ledger->newLine(m_number);
            } else {
                lines.insert(at, m_ledger->newLine(m_number));
            }
        }
        doc.setContent(textfuzz::join(lines));
    }

    void save()
    {
        waiting = true;
        doc.save();
    }

    void check()
    {
        waiting = true;
        doc.checkServer();
    }

    bool waiting = false;
    bool falseAlarm = false;
    int unresolved = 0;

private:
    void onSaved(Save outcome)
    {
        waiting = false;
        if (outcome != Save::Conflict)
            return;
        const DocumentSession::ServerVersion theirs = *doc.serverVersion();
        falseAlarm = falseAlarm || theirs.content == doc.content();
        std::optional<MergeResult> merge = mergeTexts(doc.base(), doc.content(), theirs.content);
        ++m_ledger->merges;
        for (int i = merge->nextConflict(-1); i >= 0; i = merge->nextConflict(i))
            choose(*merge, i);
        if (!doc.applyMerge(*merge->result(), theirs)) {
            ++unresolved;
            return;
        }
        save();
    }

    // The one place where lines may go because somebody said so.
    void choose(MergeResult &merge, int index)
    {
        using Choice = MergeHunk::Choice;
        static constexpr Choice all[] = {Choice::Mine, Choice::Theirs, Choice::MineThenTheirs};
        merge.choose(index, all[m_random->bounded(3)]);
        ++m_ledger->choices;
        const MergeHunk &hunk = merge.hunks().at(index);
        const textfuzz::Lines taken = textfuzz::split(merge.resultText(hunk));
        for (const QByteArrayView side : {merge.mineText(hunk), merge.theirText(hunk)}) {
            for (const QByteArray &line : textfuzz::split(side.toByteArray())) {
                if (!taken.contains(line))
                    m_ledger->giveUp(line);
            }
        }
    }

    std::unique_ptr<OperatorDaemon> m_daemon;
    std::unique_ptr<DaemonFileTransport> m_transport;

public:
    DocumentSession doc;

private:
    Ledger *m_ledger;
    QRandomGenerator *m_random;
    int m_number;
};

void runUntil(const std::function<bool()> &done)
{
    while (!done())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
}

} // namespace

class TestDocumentWriters final : public QObject
{
    Q_OBJECT

private slots:
    void noLineIsLost();
};

void TestDocumentWriters::noLineIsLost()
{
    bool given = false;
    const int wanted = qEnvironmentVariableIntValue("ANGEE_WRITER_ROUNDS", &given);
    const int rounds = given ? wanted : 300;
    bool seeded = false;
    const int seed = qEnvironmentVariableIntValue("ANGEE_WRITER_SEED", &seeded);
    QRandomGenerator random(seeded ? quint32(seed) : 4711);

    FileDaemon server;
    Ledger ledger;
    QByteArray start;
    for (int i = 0; i < 20; ++i)
        start += ledger.newLine(0);
    server.files.insert(file, start);
    Writer one(server, &ledger, &random, 1);
    Writer two(server, &ledger, &random, 2);
    for (Writer *writer : {&one, &two}) {
        writer->doc.open();
        runUntil([writer] { return !writer->doc.isBusy(); });
    }

    bool faulty = true;
    server.fault = [&](const QByteArray &) {
        const int dice = faulty ? int(random.bounded(100)) : 99;
        return dice < 4  ? Fault::DropRequest
            : dice < 8   ? Fault::DropReply
            : dice < 16  ? Fault::Delay
            : dice == 16 ? Fault::ServerError
                         : Fault::None;
    };
    for (int round = 0; round < rounds; ++round) {
        Writer *writer = random.bounded(2) ? &one : &two;
        Writer *other = writer == &one ? &two : &one;
        writer->edit();
        if (random.bounded(3) == 0)
            other->edit();
        // The same idea at the same time.
        if (random.bounded(10) == 0 && !other->doc.isDirty()
            && other->doc.base() == writer->doc.base())
            other->doc.setContent(writer->doc.content());
        if (random.bounded(5) != 0)
            writer->save();
        if (random.bounded(3) == 0)
            other->save();
        else if (random.bounded(4) == 0)
            other->check();
        runUntil([&] { return !one.waiting && !two.waiting; });
        QVERIFY(!one.falseAlarm && !two.falseAlarm);
        QCOMPARE(one.unresolved + two.unresolved, 0);
    }

    faulty = false;
    for (Writer *writer : {&one, &two, &one, &two}) {
        writer->save();
        runUntil([&] { return !one.waiting && !two.waiting; });
        writer->check();
        runUntil([&] { return !one.waiting && !two.waiting; });
    }
    const QByteArray last = server.files.value(file);
    QCOMPARE(one.doc.content(), last);
    QCOMPARE(two.doc.content(), last);
    const textfuzz::Lines lines = textfuzz::split(last);
    const QSet<QByteArray> present(lines.begin(), lines.end());
    QCOMPARE(present.size(), lines.size()); // and none came twice
    for (const QByteArray &line : std::as_const(ledger.added))
        QVERIFY2(present.contains(line) || ledger.givenUp.contains(line), line.constData());
    for (const FileDaemon::Write &write : server.writes())
        QVERIFY(!write.existed || !write.etag.isEmpty());
    qInfo("%d rounds, %lld writes, %d merges, %d choices, %d lines written", rounds,
          qlonglong(server.writes().size()), ledger.merges, ledger.choices, ledger.serial);
    QVERIFY(ledger.merges > rounds / 20);
}

QTEST_GUILESS_MAIN(TestDocumentWriters)
#include "tst_documentwriters.moc"
