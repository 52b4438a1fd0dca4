// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/documentsession.h"
#include "core/files/documentwatcher.h"
#include "core/files/merge.h"
#include "core/files/textfacts.h"
#include "tests/core/documentclient.h"

using namespace angee;
using namespace Qt::StringLiterals;
using test::Client;
using test::file;
using test::FileDaemon;
using test::verifyNoBlindWrite;
using State = DocumentSession::State;
using Save = DocumentSession::SaveOutcome;
using Fault = FileDaemon::Fault;

class TestDocumentConflict final : public QObject
{
    Q_OBJECT

private slots:
    void conflictAndMerge();
    void secondConflictStartsFromTheMerge();
    void mergedIntoThePast();
    void manyConflictsInARow();
    void equalTextIsNoConflict();
    void changedThereAndBack();
    void overwriteIsGuarded();
    void deletedAndCreatedAgain();
    void becameUnreadable();
    void followsWhenClean();
    void warnsWhenDirty();
    void warningGoesAway();
    void typingDuringTheCheckIsKept();
    void probeFallsBackToReading();
    void restoresADraft();
    void restoresADraftOfAnOldBase();
    void watcherAsksOneByOne();
};

void TestDocumentConflict::conflictAndMerge()
{
    FileDaemon server;
    server.files.insert(file, "a\nb\nc\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.files.insert(file, "a\nb\nC\n"_ba);
    QCOMPARE(me.save("A\nb\nc\n"_ba), Save::Conflict);
    QCOMPARE(me.doc.state(), State::Conflict);
    QCOMPARE(server.files.value(file), "a\nb\nC\n"_ba);
    QCOMPARE(me.doc.serverVersion()->content, "a\nb\nC\n"_ba);
    // Saving again is no way round the choice, and no dead end either.
    me.doc.save();
    QCOMPARE(me.finish(), Save::Conflict);

    const auto merge = mergeTexts(me.doc.base(), me.doc.content(), me.doc.serverVersion()->content);
    QVERIFY(me.doc.applyMerge(*merge->result(), *me.doc.serverVersion()));
    QCOMPARE(me.doc.state(), State::Dirty);
    me.doc.save();
    QCOMPARE(me.finish(), Save::Saved);
    QCOMPARE(server.files.value(file), "A\nb\nC\n"_ba);
    verifyNoBlindWrite(server);
}

void TestDocumentConflict::secondConflictStartsFromTheMerge()
{
    FileDaemon server;
    server.files.insert(file, "a\nb\nc\nd\ne\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.files.insert(file, "a\nb\nC\nd\ne\n"_ba);
    QCOMPARE(me.save("A\nb\nc\nd\ne\n"_ba), Save::Conflict);
    QVERIFY(me.doc.applyMerge("A\nb\nC\nd\ne\n"_ba, *me.doc.serverVersion()));
    server.files.insert(file, "a\nb\nC\nd\nE\n"_ba);
    me.doc.save();
    QCOMPARE(me.finish(), Save::Conflict);
    const auto merge = mergeTexts(me.doc.base(), me.doc.content(), me.doc.serverVersion()->content);
    QCOMPARE(merge->conflictCount(), 0);
    QCOMPARE(*merge->result(), "A\nb\nC\nd\nE\n"_ba);
}

void TestDocumentConflict::mergedIntoThePast()
{
    FileDaemon server;
    server.files.insert(file, "a\nb\nc\nd\ne\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.files.insert(file, "a\nb\nC\nd\ne\n"_ba);
    QCOMPARE(me.save("A\nb\nc\nd\ne\n"_ba), Save::Conflict);
    const DocumentSession::ServerVersion shown = *me.doc.serverVersion();
    server.files.insert(file, "a\nb\nC\nd\nE\n"_ba);
    me.check();
    QVERIFY(me.doc.serverVersion()->etag != shown.etag);
    QVERIFY(me.doc.applyMerge("A\nb\nC\nd\ne\n"_ba, shown));
    QCOMPARE(me.doc.state(), State::Conflict);
    const auto merge = mergeTexts(me.doc.base(), me.doc.content(), me.doc.serverVersion()->content);
    QCOMPARE(*merge->result(), "A\nb\nC\nd\nE\n"_ba);
    QVERIFY(me.doc.applyMerge(*merge->result(), *me.doc.serverVersion()));
    me.doc.save();
    QCOMPARE(me.finish(), Save::Saved);
    QCOMPARE(server.files.value(file), "A\nb\nC\nd\nE\n"_ba);
}

void TestDocumentConflict::manyConflictsInARow()
{
    FileDaemon server;
    server.files.insert(file, "base\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    me.doc.setContent("mine\nbase\n"_ba);
    for (int i = 0; i < 20; ++i) {
        server.files.insert(file, "base\n" + QByteArray::number(i) + '\n');
        me.doc.save();
        QCOMPARE(me.finish(), Save::Conflict);
        QVERIFY(
            me.doc.applyMerge("mine\n" + me.doc.serverVersion()->content, *me.doc.serverVersion()));
    }
    me.doc.save();
    QCOMPARE(me.finish(), Save::Saved);
    QCOMPARE(server.files.value(file), "mine\nbase\n19\n"_ba);
    verifyNoBlindWrite(server);
}

void TestDocumentConflict::equalTextIsNoConflict()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.files.insert(file, "same\n"_ba);
    QCOMPARE(me.save("same\n"_ba), Save::Saved);
    QCOMPARE(me.doc.state(), State::Clean);
    QCOMPARE(me.doc.baseEtag(), etagOf("same\n"_ba));
}

void TestDocumentConflict::changedThereAndBack()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.meanwhile = [&](const QByteArray &verb) {
        server.files.insert(file, verb == "PUT" && server.count(verb) == 0 ? "x\n"_ba : "a\n"_ba);
    };
    QCOMPARE(me.save("mine\n"_ba), Save::Saved);
    QCOMPARE(server.files.value(file), "mine\n"_ba);
    QCOMPARE(server.count("PUT"_ba), 2);
}

void TestDocumentConflict::overwriteIsGuarded()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.files.insert(file, "theirs 1\n"_ba);
    QCOMPARE(me.save("mine\n"_ba), Save::Conflict);
    // What is there now is not what was shown: no overwriting of the unseen.
    server.files.insert(file, "theirs 2\n"_ba);
    me.doc.overwrite();
    QCOMPARE(me.finish(), Save::Conflict);
    QCOMPARE(me.doc.serverVersion()->content, "theirs 2\n"_ba);
    QCOMPARE(server.files.value(file), "theirs 2\n"_ba);
    // It changes between reading and writing.
    server.meanwhile = [&](const QByteArray &verb) {
        if (verb == "PUT")
            server.files.insert(file, "theirs 3\n"_ba);
    };
    me.doc.overwrite();
    QCOMPARE(me.finish(), Save::Conflict);
    QCOMPARE(server.files.value(file), "theirs 3\n"_ba);
    server.meanwhile = nullptr;
    me.doc.overwrite();
    QCOMPARE(me.finish(), Save::Saved);
    QCOMPARE(server.files.value(file), "mine\n"_ba);
    QCOMPARE(server.writes().last().etag, etagOf("theirs 3\n"_ba));
    verifyNoBlindWrite(server);
}

void TestDocumentConflict::deletedAndCreatedAgain()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.files.remove(file);
    QCOMPARE(me.save("mine\n"_ba), Save::Deleted);
    QCOMPARE(me.doc.state(), State::DeletedOnServer);
    QVERIFY(!server.files.contains(file));
    QVERIFY(me.doc.hasUnsavedText());
    me.doc.save();
    QCOMPARE(me.finish(), Save::Deleted);
    me.doc.recreate();
    QCOMPARE(me.finish(), Save::Saved);
    QCOMPARE(server.files.value(file), "mine\n"_ba);
    QCOMPARE(me.doc.state(), State::Clean);
    // It came back by itself before the user created it again: a conflict, not an overwrite.
    server.files.remove(file);
    me.check();
    QCOMPARE(me.doc.state(), State::DeletedOnServer);
    me.doc.setContent("mine 2\n"_ba);
    server.files.insert(file, "theirs\n"_ba);
    me.doc.recreate();
    QCOMPARE(me.finish(), Save::Conflict);
    QCOMPARE(server.files.value(file), "theirs\n"_ba);
    verifyNoBlindWrite(server);
}

void TestDocumentConflict::becameUnreadable()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.files.insert(file, "\xff\xff"_ba);
    QCOMPARE(me.save("mine\n"_ba), Save::ServerUnreadable);
    QCOMPARE(me.doc.state(), State::Binary);
    QCOMPARE(me.doc.content(), "mine\n"_ba);
    server.files.insert(file, QByteArray(maxRequestBytes + 1, 'x'));
    me.check();
    QCOMPARE(me.doc.state(), State::TooLarge);
    me.doc.overwrite();
    QCOMPARE(me.finish(), Save::ServerUnreadable);
    server.files.insert(file, "a\n"_ba);
    me.check();
    QCOMPARE(me.doc.state(), State::Dirty);
    verifyNoBlindWrite(server);
}

void TestDocumentConflict::followsWhenClean()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    me.replaced.clear();
    me.check();
    QVERIFY(me.replaced.isEmpty());
    server.files.insert(file, "b\n"_ba);
    me.check();
    QCOMPARE(me.doc.content(), "b\n"_ba);
    QCOMPARE(me.doc.state(), State::Clean);
    QCOMPARE(me.replaced.size(), 1);
    QCOMPARE(me.replaced.first().first().value<DocumentSession::Replacement>(),
             DocumentSession::Replacement::FollowedServer);
}

void TestDocumentConflict::warnsWhenDirty()
{
    FileDaemon server;
    server.files.insert(file, "a\nb\nc\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    me.doc.setContent("A\nb\nc\n"_ba);
    me.replaced.clear();
    server.files.insert(file, "a\nb\nC\n"_ba);
    QSignalSpy warned(&me.doc, &DocumentSession::serverVersionChanged);
    me.check();
    QCOMPARE(warned.size(), 1);
    QCOMPARE(me.doc.state(), State::Dirty);
    QCOMPARE(me.doc.content(), "A\nb\nc\n"_ba);
    QVERIFY(me.replaced.isEmpty());
    // Asking again says nothing new.
    me.check();
    QCOMPARE(warned.size(), 1);
    me.doc.beginMerge();
    QCOMPARE(me.doc.state(), State::Conflict);
    me.doc.takeTheirs();
    QCOMPARE(me.doc.state(), State::Clean);
    QCOMPARE(me.doc.content(), "a\nb\nC\n"_ba);
}

void TestDocumentConflict::warningGoesAway()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    me.doc.setContent("mine\n"_ba);
    server.files.insert(file, "b\n"_ba);
    me.check();
    QVERIFY(me.doc.serverVersion());
    server.files.insert(file, "a\n"_ba);
    me.check();
    QVERIFY(!me.doc.serverVersion());
    server.files.insert(file, "mine\n"_ba);
    me.check();
    QVERIFY(!me.doc.serverVersion());
    QCOMPARE(me.doc.state(), State::Clean);
}

void TestDocumentConflict::typingDuringTheCheckIsKept()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.files.insert(file, "b\n"_ba);
    server.meanwhile = [&](const QByteArray &verb) {
        if (verb == "GET")
            me.doc.setContent("typed\n"_ba);
    };
    me.check();
    QCOMPARE(me.doc.content(), "typed\n"_ba);
    QCOMPARE(me.doc.state(), State::Dirty);
    QVERIFY(me.doc.serverVersion());
}

void TestDocumentConflict::probeFallsBackToReading()
{
    FileDaemon server;
    server.offersGraphQl = false;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.resetCounts();
    me.check();
    me.check();
    QCOMPARE(server.count("POST"_ba), 1);
    QCOMPARE(server.count("GET"_ba), 2);
    server.files.insert(file, "b\n"_ba);
    me.check();
    QCOMPARE(me.doc.content(), "b\n"_ba);
    QCOMPARE(server.count("GET"_ba), 3);
}

void TestDocumentConflict::restoresADraft()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    me.doc.restoreDraft("draft\n"_ba, "a\n"_ba, etagOf("a\n"_ba));
    QCOMPARE(me.doc.state(), State::Dirty);
    me.doc.save();
    QCOMPARE(me.finish(), Save::Saved);
    QCOMPARE(server.files.value(file), "draft\n"_ba);
}

void TestDocumentConflict::restoresADraftOfAnOldBase()
{
    FileDaemon server;
    server.files.insert(file, "a\nb\nC\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    me.doc.restoreDraft("A\nb\nc\n"_ba, "a\nb\nc\n"_ba, etagOf("a\nb\nc\n"_ba));
    QCOMPARE(me.doc.state(), State::Conflict);
    me.check();
    QCOMPARE(me.doc.state(), State::Conflict);
    const auto merge = mergeTexts(me.doc.base(), me.doc.content(), me.doc.serverVersion()->content);
    QCOMPARE(*merge->result(), "A\nb\nC\n"_ba);
    QVERIFY(me.doc.applyMerge(*merge->result(), *me.doc.serverVersion()));
    me.doc.save();
    QCOMPARE(me.finish(), Save::Saved);
    QCOMPARE(server.files.value(file), "A\nb\nC\n"_ba);
    // A draft that the server has already is nothing to merge.
    me.doc.restoreDraft("A\nb\nC\n"_ba, "old\n"_ba, etagOf("old\n"_ba));
    QCOMPARE(me.doc.state(), State::Clean);
    verifyNoBlindWrite(server);
}

void TestDocumentConflict::watcherAsksOneByOne()
{
    FileDaemon server;
    DocumentWatcher watcher(nullptr, 20);
    std::vector<std::unique_ptr<Client>> clients;
    for (const QString &path : {u"1"_s, u"2"_s, u"3"_s}) {
        server.files.insert(path, "a\n"_ba);
        clients.push_back(std::make_unique<Client>(server, path));
        QVERIFY(clients.back()->open());
    }
    int running = 0;
    int most = 0;
    server.meanwhile = [&](const QByteArray &) {
        running = 0;
        for (const auto &client : clients)
            running += client->doc.isBusy() ? 1 : 0;
        most = std::max(most, running);
    };
    for (const auto &client : clients)
        watcher.watch(&client->doc);
    server.files.insert(u"2"_s, "b\n"_ba);
    QTRY_COMPARE(clients.at(1)->doc.content(), "b\n"_ba);
    QTRY_VERIFY(clients.at(0)->checks.size() > 1 && clients.at(2)->checks.size() > 1);
    QCOMPARE(most, 1);
    // Never while disconnected; at once when connected again; the dead are forgotten.
    watcher.setConnected(false);
    QTRY_VERIFY(std::none_of(clients.cbegin(), clients.cend(),
                             [](const auto &client) { return client->doc.isBusy(); }));
    server.resetCounts();
    watcher.checkAll();
    watcher.checkNow(&clients.at(0)->doc);
    QTest::qWait(60);
    QCOMPARE(server.count("POST"_ba), 0);
    clients.erase(clients.begin() + 1);
    watcher.setConnected(true);
    QTRY_VERIFY(server.count("POST"_ba) >= 2);
}

QTEST_GUILESS_MAIN(TestDocumentConflict)
#include "tst_documentconflict.moc"
