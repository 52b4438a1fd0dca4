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

class TestDocumentSession final : public QObject
{
    Q_OBJECT

private slots:
    void opens_data();
    void opens();
    void bytesSurvive_data();
    void bytesSurvive();
    void unchangedSendsNothing();
    void dirtyIsDifference();
    void quickSavesAreOne();
    void latestTextWins();
    void lostReplyOfASaveThatLanded();
    void lostReplyOfASaveThatDidNot();
    void lostReplyAndNoReadBack();
    void unreachableKeepsTheText();
    void refusalStaysVisible();
    void unauthorized();
    void createsOnlyWhatIsMissing();
    void someoneElseCreatedIt();
    void lostReplyOfACreation();
    void tooLargeIsNotSent();
    void invalidTextIsNotSent();
    void readOnlySendsNothing();
    void revertsToTheTextBefore();
    void transportDies();
};

void TestDocumentSession::opens_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<State>("state");

    QTest::newRow("text") << file << "a: 1\n"_ba << State::Clean;
    QTest::newRow("empty") << file << ""_ba << State::Clean;
    QTest::newRow("missing") << u"nowhere"_s << "x"_ba << State::Missing;
    QTest::newRow("not text") << file << "\xff\xfe"_ba << State::Binary;
    QTest::newRow("too large") << file << QByteArray(maxRequestBytes + 1, 'x') << State::TooLarge;
}

void TestDocumentSession::opens()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, bytes);
    QFETCH(State, state);

    FileDaemon server;
    server.files.insert(file, bytes);
    Client me(server, path);
    QCOMPARE(me.doc.state(), State::Closed);
    me.doc.open();
    QCOMPARE(me.doc.state(), State::Loading);
    QVERIFY(me.replaced.isEmpty());
    QTRY_COMPARE(me.doc.state(), state);
    QVERIFY(!me.doc.hasUnsavedText());
    if (state != State::Clean)
        return;
    QCOMPARE(me.doc.content(), bytes);
    QCOMPARE(me.doc.baseEtag(), etagOf(bytes));
}

void TestDocumentSession::bytesSurvive_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("LF") << "a\nb\n"_ba;
    QTest::newRow("CRLF") << "a\r\nb\r\n"_ba;
    QTest::newRow("CR") << "a\rb\r"_ba;
    QTest::newRow("mixed") << "a\nb\r\nc\rd"_ba;
    QTest::newRow("no last newline") << "a\nb"_ba;
    QTest::newRow("one byte") << "x"_ba;
    QTest::newRow("BOM") << "\xEF\xBB\xBF"
                            "a\n"_ba;
    QTest::newRow("BOM alone") << "\xEF\xBB\xBF"_ba;
    QTest::newRow("NUL") << QByteArray("a\0b\0", 4);
    QTest::newRow("controls") << QByteArray("\x01\x02\b\f\v\x1b\x7f", 7);
    QTest::newRow("NBSP") << "a\u00A0b"_ba;
    QTest::newRow("line separators") << "a\u2028b\u2029c"_ba;
    QTest::newRow("noncharacters") << "\uFDD0\uFDD1\uFFFE"_ba;
    QTest::newRow("astral") << "\U0001F600\U0010FFFF"_ba;
    QTest::newRow("replacement character") << "a\uFFFDb"_ba;
    QTest::newRow("decomposed") << "e\u0301"_ba;
    QTest::newRow("right to left") << "\u202Eabc\u202C\u200D"_ba;
    QTest::newRow("quotes") << R"("\"' \u0041 <>& )"_ba;
    QTest::newRow("one line of almost 1 MiB") << QByteArray(maxRequestBytes - 200, 'x');
}

void TestDocumentSession::bytesSurvive()
{
    QFETCH(QByteArray, bytes);
    FileDaemon server;
    server.files.insert(file, bytes);
    Client me(server);
    QVERIFY(me.open());
    QCOMPARE(me.doc.content(), bytes);
    // Typed and undone: nothing to send.
    me.doc.setContent(bytes + 'x');
    QVERIFY(me.doc.isDirty());
    QCOMPARE(me.save(bytes), Save::Unchanged);
    QCOMPARE(server.count("PUT"_ba), 0);
    // One character more changes one character.
    QCOMPARE(me.save(bytes + 'x'), Save::Saved);
    QCOMPARE(server.files.value(file), bytes + 'x');
    verifyNoBlindWrite(server);
}

void TestDocumentSession::unchangedSendsNothing()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.resetCounts();
    me.doc.save();
    QCOMPARE(me.finish(), Save::Unchanged);
    QCOMPARE(server.count("GET"_ba) + server.count("PUT"_ba), 0);
}

void TestDocumentSession::dirtyIsDifference()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    QSignalSpy dirty(&me.doc, &DocumentSession::dirtyChanged);
    me.doc.setContent("ab\n"_ba);
    me.doc.setContent("abc\n"_ba);
    QCOMPARE(me.doc.state(), State::Dirty);
    me.doc.setContent("a\n"_ba);
    QCOMPARE(me.doc.state(), State::Clean);
    QCOMPARE(dirty.size(), 2);
}

void TestDocumentSession::quickSavesAreOne()
{
    FileDaemon server;
    server.files.insert(file, "0"_ba);
    Client me(server);
    QVERIFY(me.open());
    for (int i = 1; i <= 10; ++i) {
        me.doc.setContent(QByteArray::number(i));
        me.doc.save();
    }
    QCOMPARE(me.finish(), Save::Saved);
    QCOMPARE(server.files.value(file), "10"_ba);
    QCOMPARE(server.count("PUT"_ba), 1);
    QTest::qWait(0);
    QVERIFY(me.saves.isEmpty());
}

void TestDocumentSession::latestTextWins()
{
    FileDaemon server;
    server.files.insert(file, "0"_ba);
    Client me(server);
    QVERIFY(me.open());
    // Typing and saving go on while the first save is under way.
    server.meanwhile = [&](const QByteArray &verb) {
        if (verb == "PUT" && server.count(verb) < 3) {
            me.doc.setContent(me.doc.content() + '+');
            me.doc.save();
        }
    };
    QCOMPARE(me.save("1"_ba), Save::Saved);
    QCOMPARE(server.files.value(file), "1+++"_ba);
    QCOMPARE(server.count("PUT"_ba), 4);
    QCOMPARE(me.doc.state(), State::Clean);
    // Typed but not asked to be saved: stays dirty.
    server.meanwhile = [&](const QByteArray &) { me.doc.setContent("later"_ba); };
    QCOMPARE(me.save("2"_ba), Save::Saved);
    QCOMPARE(server.files.value(file), "2"_ba);
    QCOMPARE(me.doc.state(), State::Dirty);
    verifyNoBlindWrite(server);
}

void TestDocumentSession::lostReplyOfASaveThatLanded()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.fault = [](const QByteArray &verb) {
        return verb == "PUT" ? Fault::DropReply : Fault::None;
    };
    QCOMPARE(me.save("mine\n"_ba), Save::Saved);
    QCOMPARE(server.count("PUT"_ba), 1);
    QCOMPARE(me.doc.baseEtag(), etagOf("mine\n"_ba));
    QVERIFY(!me.doc.hasUnsavedText());
    QVERIFY(me.doc.problem().isNone());
}

void TestDocumentSession::lostReplyOfASaveThatDidNot()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.fault = [&](const QByteArray &verb) {
        return verb == "PUT" && server.count(verb) == 1 ? Fault::DropRequest : Fault::None;
    };
    // Read back, seen not to be there, sent again under the same guard.
    QCOMPARE(me.save("mine\n"_ba), Save::Saved);
    QCOMPARE(server.files.value(file), "mine\n"_ba);
    QCOMPARE(server.count("PUT"_ba), 2);
}

void TestDocumentSession::lostReplyAndNoReadBack()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.fault = [](const QByteArray &verb) {
        return verb == "PUT" ? Fault::DropReply : Fault::DropRequest;
    };
    QCOMPARE(me.save("mine\n"_ba), Save::OutcomeUnknown);
    QCOMPARE(me.doc.state(), State::Unreachable);
    QVERIFY(me.doc.hasUnsavedText());
    // Typing went on; what landed before is our own text, not a conflict.
    me.doc.setContent("mine, later\n"_ba);
    server.fault = nullptr;
    me.check();
    QCOMPARE(me.doc.state(), State::Dirty);
    QCOMPARE(me.doc.base(), "mine\n"_ba);
    QVERIFY(!me.doc.serverVersion());
    me.doc.save();
    QCOMPARE(me.finish(), Save::Saved);
    QCOMPARE(server.files.value(file), "mine, later\n"_ba);

    // The same, found out by the next save.
    server.fault = [](const QByteArray &verb) {
        return verb == "PUT" ? Fault::DropReply : Fault::DropRequest;
    };
    QCOMPARE(me.save("second\n"_ba), Save::OutcomeUnknown);
    server.fault = nullptr;
    QCOMPARE(me.save("third\n"_ba), Save::Saved);
    QCOMPARE(server.files.value(file), "third\n"_ba);
}

void TestDocumentSession::unreachableKeepsTheText()
{
    auto server = std::make_unique<FileDaemon>();
    server->files.insert(file, "a\n"_ba);
    Client me(*server);
    QVERIFY(me.open());
    server.reset();
    QCOMPARE(me.save("mine\n"_ba), Save::Unreachable);
    QCOMPARE(me.doc.state(), State::Unreachable);
    QCOMPARE(me.doc.content(), "mine\n"_ba);
    QVERIFY(me.doc.isDirty());
    QVERIFY(!me.doc.problem().words.isEmpty());
    me.check();
    QCOMPARE(me.doc.state(), State::Unreachable);

    FileDaemon again;
    again.files.insert(file, "a\n"_ba);
    const auto daemon = again.connectTo();
    DaemonFileTransport transport(daemon.get());
    me.doc.setTransport(&transport);
    me.check();
    QCOMPARE(me.doc.state(), State::Dirty);
    QVERIFY(me.doc.problem().isNone());
    me.doc.save();
    QCOMPARE(me.finish(), Save::Saved);
    QCOMPARE(again.files.value(file), "mine\n"_ba);
}

void TestDocumentSession::refusalStaysVisible()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.fault = [](const QByteArray &) { return Fault::ServerError; };
    QCOMPARE(me.save("mine\n"_ba), Save::Refused);
    QCOMPARE(me.doc.state(), State::Dirty);
    QCOMPARE(me.doc.problem().words, u"disk is full"_s);
    server.fault = nullptr;
    me.doc.save();
    QCOMPARE(me.finish(), Save::Saved);
    QVERIFY(me.doc.problem().isNone());
}

void TestDocumentSession::unauthorized()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    server.fault = [](const QByteArray &) { return Fault::Unauthorized; };
    QCOMPARE(me.save("mine\n"_ba), Save::Unauthorized);
    QCOMPARE(me.doc.problem().outcome, FileReply::Outcome::Unauthorized);
    QCOMPARE(me.doc.content(), "mine\n"_ba);
}

void TestDocumentSession::createsOnlyWhatIsMissing()
{
    FileDaemon server;
    Client me(server);
    QVERIFY(me.open());
    QCOMPARE(me.doc.state(), State::Missing);
    server.resetCounts();
    QCOMPARE(me.save("new\n"_ba), Save::Saved);
    QCOMPARE(server.files.value(file), "new\n"_ba);
    QCOMPARE(server.count("GET"_ba), 2); // before and after
    QCOMPARE(me.doc.state(), State::Clean);
    QCOMPARE(me.save("newer\n"_ba), Save::Saved);
    QCOMPARE(server.writes().last().etag, etagOf("new\n"_ba));
    verifyNoBlindWrite(server);

    // An empty file can be created as well.
    Client other(server, u"empty"_s);
    QVERIFY(other.open());
    other.doc.save();
    QCOMPARE(other.finish(), Save::Saved);
    QVERIFY(server.files.contains(u"empty"_s));
}

void TestDocumentSession::someoneElseCreatedIt()
{
    FileDaemon server;
    Client me(server);
    QVERIFY(me.open());
    server.files.insert(file, "theirs\n"_ba);
    QCOMPARE(me.save("mine\n"_ba), Save::Conflict);
    QCOMPARE(server.files.value(file), "theirs\n"_ba);
    QCOMPARE(me.doc.base(), ""_ba);
    // Between the question and the write: the read-back sees it.
    Client other(server, u"raced"_s);
    QVERIFY(other.open());
    server.meanwhile = [&](const QByteArray &verb) {
        if (verb == "GET" && server.files.contains(u"raced"_s))
            server.files.insert(u"raced"_s, "theirs\n"_ba);
    };
    QCOMPARE(other.save("mine\n"_ba), Save::Conflict);
    QCOMPARE(other.doc.content(), "mine\n"_ba);
    verifyNoBlindWrite(server);
}

void TestDocumentSession::lostReplyOfACreation()
{
    FileDaemon server;
    Client me(server);
    QVERIFY(me.open());
    server.fault = [](const QByteArray &verb) {
        return verb == "PUT" ? Fault::DropReply : Fault::None;
    };
    QCOMPARE(me.save("new\n"_ba), Save::Saved);
    QCOMPARE(server.count("PUT"_ba), 1);

    Client other(server, u"other"_s);
    QVERIFY(other.open());
    server.fault = [&](const QByteArray &verb) {
        return verb == "PUT" ? Fault::DropRequest : Fault::None;
    };
    QCOMPARE(other.save("new\n"_ba), Save::OutcomeUnknown);
    server.fault = nullptr;
    other.doc.save();
    QCOMPARE(other.finish(), Save::Saved);
    verifyNoBlindWrite(server);
}

void TestDocumentSession::tooLargeIsNotSent()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    // 14 bytes of frame and 74 of etag: the largest content is 1,048,488 escaped bytes.
    QByteArray largest(1'048'488, 'x');
    largest[0] = '\n';
    QCOMPARE(me.save(largest), Save::TooLarge);
    QCOMPARE(server.count("PUT"_ba), 0);
    QCOMPARE(me.doc.state(), State::Dirty);
    QCOMPARE(me.doc.problem().outcome, FileReply::Outcome::TooLarge);
    largest.chop(1);
    QCOMPARE(me.save(largest), Save::Saved);
    QCOMPARE(server.files.value(file), largest);
}

void TestDocumentSession::invalidTextIsNotSent()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    QCOMPARE(me.save("\xC3\x28"_ba), Save::NotText);
    QCOMPARE(server.count("PUT"_ba), 0);
}

void TestDocumentSession::readOnlySendsNothing()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    me.doc.setReadOnly(u"The profile is read-only."_s);
    QCOMPARE(me.doc.state(), State::ReadOnly);
    QCOMPARE(me.save("mine\n"_ba), Save::ReadOnly);
    QCOMPARE(me.doc.content(), "a\n"_ba);
    QCOMPARE(server.count("PUT"_ba), 0);
    me.doc.setReadOnly({});
    QCOMPARE(me.save("mine\n"_ba), Save::Saved);
}

void TestDocumentSession::revertsToTheTextBefore()
{
    FileDaemon server;
    server.files.insert(file, "good\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    QVERIFY(!me.doc.textBeforeSave());
    QCOMPARE(me.save("broken\n"_ba), Save::Saved);
    QCOMPARE(*me.doc.textBeforeSave(), "good\n"_ba);
    me.doc.revert();
    QCOMPARE(me.doc.state(), State::Dirty);
    me.doc.save();
    QCOMPARE(me.finish(), Save::Saved);
    QCOMPARE(server.files.value(file), "good\n"_ba);
    QCOMPARE(server.writes().last().etag, etagOf("broken\n"_ba));
}

void TestDocumentSession::transportDies()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Client me(server);
    QVERIFY(me.open());
    // In the middle of a save, as when the profile is switched.
    server.meanwhile = [&](const QByteArray &verb) {
        if (verb == "PUT") {
            me.transport.reset();
            me.daemon.reset();
        }
    };
    const Save outcome = me.save("mine\n"_ba);
    QCOMPARE(outcome, Save::OutcomeUnknown);
    QCOMPARE(me.doc.state(), State::Unreachable);
    QCOMPARE(me.doc.content(), "mine\n"_ba);
    QVERIFY(me.doc.hasUnsavedText());
    me.check();
    QCOMPARE(me.doc.state(), State::Unreachable);
    me.doc.save();
    QCOMPARE(me.finish(), Save::OutcomeUnknown);
}

QTEST_GUILESS_MAIN(TestDocumentSession)
#include "tst_documentsession.moc"
