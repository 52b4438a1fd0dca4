// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/documentsession.h"
#include "core/files/documentwatcher.h"
#include "core/files/merge.h"
#include "core/files/textfacts.h"
#include "tests/core/filedaemon.h"

#include <QSignalSpy>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;
using test::FileDaemon;
using State = DocumentSession::State;
using Save = DocumentSession::SaveOutcome;
using Fault = FileDaemon::Fault;

namespace {

const QString file = u"settings.yaml"_s;

// A client with a connection of its own and one open document.
class Client final
{
public:
    explicit Client(const FileDaemon &server, const QString &path = file)
        : daemon(server.connectTo())
        , transport(std::make_unique<DaemonFileTransport>(daemon.get()))
        , doc(transport.get(), u"app"_s, path)
        , saves(&doc, &DocumentSession::saveFinished)
        , checks(&doc, &DocumentSession::checkFinished)
        , replaced(&doc, &DocumentSession::contentReplaced)
    { }

    bool open()
    {
        doc.open();
        return QTest::qWaitFor([this] { return !doc.isBusy(); });
    }

    Save finish()
    {
        if (!QTest::qWaitFor([this] { return !saves.isEmpty(); }))
            qFatal("a save did not end");
        return saves.takeFirst().first().value<Save>();
    }

    Save save(const QByteArray &text)
    {
        doc.setContent(text);
        doc.save();
        return finish();
    }

    void check()
    {
        checks.clear();
        doc.checkServer();
        if (!QTest::qWaitFor([this] { return !checks.isEmpty(); }))
            qFatal("a check did not end");
    }

    std::unique_ptr<OperatorDaemon> daemon;
    std::unique_ptr<DaemonFileTransport> transport;
    DocumentSession doc;
    QSignalSpy saves;
    QSignalSpy checks;
    QSignalSpy replaced;
};

// What must hold in every test, whatever happened: no write with an empty etag hit a file.
void verifyNoBlindWrite(const FileDaemon &server)
{
    for (const FileDaemon::Write &write : server.writes())
        QVERIFY2(!write.existed || !write.etag.isEmpty(), write.content.constData());
}

} // namespace

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
    void conflictAndMerge();
    void secondConflictStartsFromTheMerge();
    void mergedIntoThePast();
    void manyConflictsInARow();
    void equalTextIsNoConflict();
    void changedThereAndBack();
    void lostReplyOfASaveThatLanded();
    void lostReplyOfASaveThatDidNot();
    void lostReplyAndNoReadBack();
    void unreachableKeepsTheText();
    void refusalStaysVisible();
    void unauthorized();
    void createsOnlyWhatIsMissing();
    void someoneElseCreatedIt();
    void lostReplyOfACreation();
    void overwriteIsGuarded();
    void deletedAndCreatedAgain();
    void becameUnreadable();
    void followsWhenClean();
    void warnsWhenDirty();
    void warningGoesAway();
    void typingDuringTheCheckIsKept();
    void probeFallsBackToReading();
    void tooLargeIsNotSent();
    void invalidTextIsNotSent();
    void readOnlySendsNothing();
    void restoresADraft();
    void restoresADraftOfAnOldBase();
    void revertsToTheTextBefore();
    void transportDies();
    void watcherAsksOneByOne();
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

void TestDocumentSession::conflictAndMerge()
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

void TestDocumentSession::secondConflictStartsFromTheMerge()
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

// The server moves on while the user still chooses.
void TestDocumentSession::mergedIntoThePast()
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

void TestDocumentSession::manyConflictsInARow()
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

void TestDocumentSession::equalTextIsNoConflict()
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

void TestDocumentSession::changedThereAndBack()
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

void TestDocumentSession::overwriteIsGuarded()
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

void TestDocumentSession::deletedAndCreatedAgain()
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

void TestDocumentSession::becameUnreadable()
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

void TestDocumentSession::followsWhenClean()
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

void TestDocumentSession::warnsWhenDirty()
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

void TestDocumentSession::warningGoesAway()
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

void TestDocumentSession::typingDuringTheCheckIsKept()
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

void TestDocumentSession::probeFallsBackToReading()
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

void TestDocumentSession::restoresADraft()
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

void TestDocumentSession::restoresADraftOfAnOldBase()
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

void TestDocumentSession::watcherAsksOneByOne()
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
    QTRY_VERIFY(!clients.at(0)->doc.isBusy() && !clients.at(2)->doc.isBusy());
    server.resetCounts();
    watcher.checkAll();
    watcher.checkNow(&clients.at(0)->doc);
    QTest::qWait(60);
    QCOMPARE(server.count("POST"_ba), 0);
    clients.erase(clients.begin() + 1);
    watcher.setConnected(true);
    QTRY_VERIFY(server.count("POST"_ba) >= 2);
}

QTEST_GUILESS_MAIN(TestDocumentSession)
#include "tst_documentsession.moc"
