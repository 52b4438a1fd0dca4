// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/codeeditor.h"
#include "ui/files/findbar.h"
#include "ui/files/hiddencharacters.h"
#include "ui/files/syntaxcheck.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDropEvent>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <Qsci/qscilexer.h>

using namespace angee;
using namespace Qt::StringLiterals;

class TestEditor final : public QObject
{
    Q_OBJECT

private slots:
    void bytesSurvive_data();
    void bytesSurvive();
    void typingChangesOnlyWhatIsTyped();
    void nothingReachesTheByteOrderMark();
    void nonAsciiInput();
    void pasteKeepsLineEnds();
    void dropKeepsLineEnds();
    void replaceTextKeepsThePlace();
    void languages_data();
    void languages();
    void everyLanguageKeepsTheBytes_data();
    void everyLanguageKeepsTheBytes();
    void coloursFollowTheTheme();
    void findAndReplace();
    void findWithRegularExpressions();
    void searchOffsets_data();
    void searchOffsets();
    void syntaxProblems_data();
    void syntaxProblems();
    void zoomStaysInRange();
    void hiddenCharactersAreFound_data();
    void hiddenCharactersAreFound();
    void hiddenCharactersHaveMarks();
    void longLines_data();
    void longLines();
    void aLineBecomesLongAndShortAgain();
};

void TestEditor::bytesSurvive_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("empty") << ""_ba;
    QTest::newRow("LF") << "a\nb\n"_ba;
    QTest::newRow("CRLF") << "a\r\nb\r\n"_ba;
    QTest::newRow("CR") << "a\rb\r"_ba;
    QTest::newRow("mixed") << "a\nb\r\nc\rd\r\r\n"_ba;
    QTest::newRow("no last newline") << "a\nb"_ba;
    QTest::newRow("BOM") << "\xEF\xBB\xBF"
                            "a\n"_ba;
    QTest::newRow("BOM alone") << "\xEF\xBB\xBF"_ba;
    QTest::newRow("NUL") << QByteArray("a\0b\0", 4);
    QTest::newRow("NUL alone") << QByteArray("\0", 1);
    QTest::newRow("controls") << QByteArray("\x01\x02\b\f\v\x1b\x7f", 7);
    QTest::newRow("NBSP") << "a\u00A0b"_ba;
    QTest::newRow("NEL") << "a\u0085b"_ba;
    QTest::newRow("line separators") << "a\u2028b\u2029c"_ba;
    QTest::newRow("noncharacters") << "\uFDD0\uFDD1\uFFFE"_ba;
    QTest::newRow("astral") << "\U0001F600\U0010FFFF"_ba;
    QTest::newRow("decomposed") << "e\u0301"_ba;
    QTest::newRow("bad UTF-8") << "a\xff\xfe\x80"_ba;
    QTest::newRow("cut off UTF-8") << "a\xE2\x82"_ba;
    QTest::newRow("trailing space") << "a \t\n b\n"_ba;
    QTest::newRow("one line of 1 MiB") << QByteArray(1024 * 1024, 'x');
    QTest::newRow("many lines") << "key: value\n"_ba.repeated(20000);
}

void TestEditor::bytesSurvive()
{
    QFETCH(QByteArray, bytes);
    CodeEditor editor;
    editor.resize(400, 300);
    editor.show();
    QVERIFY(editor.load(bytes));
    editor.setPath(u"a.yaml"_s);
    QVERIFY(!editor.isReadOnly());
    QCOMPARE(editor.bytes(), bytes);
    // Typed and undone.
    QTest::keyClicks(&editor, u"xyz"_s);
    QTest::keyClick(&editor, Qt::Key_Return);
    QVERIFY(editor.bytes() != bytes);
    while (editor.isUndoAvailable())
        editor.undo();
    QCOMPARE(editor.bytes(), bytes);
    // One character at the end is one byte more.
    editor.SendScintilla(QsciScintilla::SCI_DOCUMENTEND);
    QTest::keyClicks(&editor, u"x"_s);
    QCOMPARE(editor.bytes(), bytes + 'x');
}

void TestEditor::typingChangesOnlyWhatIsTyped()
{
    CodeEditor editor;
    editor.show();
    QVERIFY(editor.load("a\r\nb\nc\r"_ba));
    QSignalSpy edited(&editor, &CodeEditor::edited);
    editor.goToLine(2);
    QTest::keyClicks(&editor, u"X"_s);
    QTRY_VERIFY(!edited.isEmpty());
    QCOMPARE(editor.bytes(), "a\r\nXb\nc\r"_ba);
    QCOMPARE(editor.caretLine(), 2);
    QCOMPARE(editor.caretColumn(), 2);
    // Enter inserts what most lines end with.
    QVERIFY(editor.load("a\r\nb\r\n"_ba));
    QTest::keyClick(&editor, Qt::Key_Return);
    QCOMPARE(editor.bytes(), "\r\na\r\nb\r\n"_ba);
}

void TestEditor::nothingReachesTheByteOrderMark()
{
    const QByteArray mark = "\xEF\xBB\xBF"_ba;
    CodeEditor editor;
    FindBar bar(&editor);
    editor.show();
    QVERIFY(editor.load(mark + "ab\n"));
    QCOMPARE(editor.byteOrderMark(), ByteOrderMark::Present);
    QCOMPARE(editor.body(), "ab\n"_ba);
    QTest::keyClicks(&editor, u"Z"_s);
    QCOMPARE(editor.bytes(), mark + "Zab\n");
    // A search finds what is seen, at its place, and replaces no more.
    bar.open(true);
    bar.findChild<QCheckBox *>(u"findRegexBox"_s)->setChecked(true);
    bar.findChild<QLineEdit *>(u"findEdit"_s)->setText(u"^."_s);
    bar.findChild<QPushButton *>(u"replaceAllButton"_s)->click();
    QCOMPARE(editor.bytes(), mark + "ab\n");
    editor.undo();
    QCOMPARE(editor.bytes(), mark + "Zab\n");
    // A text from elsewhere brings its own.
    editor.replaceText("Zab\n"_ba);
    QCOMPARE(editor.bytes(), "Zab\n"_ba);
    QSignalSpy edited(&editor, &CodeEditor::edited);
    editor.setByteOrderMark(ByteOrderMark::Present);
    QCOMPARE(editor.bytes(), mark + "Zab\n");
    QCOMPARE(edited.size(), 1);
    // Only the first is the file's; what follows is a character of the text.
    QVERIFY(editor.load(mark + mark + "x"));
    QCOMPARE(editor.body(), mark + "x");
    QCOMPARE(editor.bytes(), mark + mark + "x");
}

// The text is kept in one byte a character until something else comes in, by any way.
void TestEditor::nonAsciiInput()
{
    CodeEditor editor;
    editor.show();
    QVERIFY(editor.load("abc\n"_ba));
    QInputMethodEvent input;
    input.setCommitString(u"\u00e4\U0001F600"_s);
    QCoreApplication::sendEvent(&editor, &input);
    QCOMPARE(editor.bytes(), "\u00e4\U0001F600abc\n"_ba);
    QCOMPARE(editor.caretColumn(), 3);

    QVERIFY(editor.load("abc\n"_ba));
    QKeyEvent key(QEvent::KeyPress, 0, Qt::NoModifier, u"\u00fc"_s);
    QCoreApplication::sendEvent(&editor, &key);
    QCOMPARE(editor.bytes(), "\u00fcabc\n"_ba);

    QVERIFY(editor.load("abc\n"_ba));
    QGuiApplication::clipboard()->setText(u"\u20ac"_s);
    editor.paste();
    QCOMPARE(editor.bytes(), "\u20acabc\n"_ba);

    QVERIFY(editor.load("abc\n"_ba));
    editor.replaceText("abc\u2028\n"_ba);
    QCOMPARE(editor.bytes(), "abc\u2028\n"_ba);
    editor.undo();
    QCOMPARE(editor.bytes(), "abc\n"_ba);
    editor.redo();
    QCOMPARE(editor.bytes(), "abc\u2028\n"_ba);
}

void TestEditor::pasteKeepsLineEnds()
{
    CodeEditor editor;
    editor.show();
    QVERIFY(editor.load("x\n"_ba));
    QGuiApplication::clipboard()->setText(u"a\r\nb\n"_s);
    editor.paste();
    QCOMPARE(editor.bytes(), "a\r\nb\nx\n"_ba);
    // By the key, over a selection, undone in one step.
    editor.select({0, 5});
    QTest::keyClick(&editor, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(editor.bytes(), "a\r\nb\nx\n"_ba);
    editor.undo();
    editor.undo();
    QCOMPARE(editor.bytes(), "x\n"_ba);
}

void TestEditor::dropKeepsLineEnds()
{
    CodeEditor editor;
    editor.resize(300, 200);
    editor.show();
    QVERIFY(editor.load("x\n"_ba));
    QMimeData data;
    data.setText(u"a\r\n\u00e4\n"_s);
    const int x = int(editor.SendScintilla(QsciScintilla::SCI_POINTXFROMPOSITION, 0L, 0L));
    const int y = int(editor.SendScintilla(QsciScintilla::SCI_POINTYFROMPOSITION, 0L, 0L));
    QDragEnterEvent enter(QPoint(x, y + 2), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(editor.viewport(), &enter);
    QDropEvent drop(QPointF(x, y + 2), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(editor.viewport(), &drop);
    QCOMPARE(editor.bytes(), "a\r\n\u00e4\nx\n"_ba);
    editor.undo();
    QCOMPARE(editor.bytes(), "x\n"_ba);
}

void TestEditor::replaceTextKeepsThePlace()
{
    CodeEditor editor;
    editor.resize(300, 120);
    editor.show();
    const QByteArray text = "line\n"_ba.repeated(200);
    QVERIFY(editor.load(text));
    editor.goToLine(150);
    const int first = editor.firstVisibleLine();
    editor.replaceText(text + "more \u00e4\n"_ba);
    QCOMPARE(editor.caretLine(), 150);
    QCOMPARE(editor.firstVisibleLine(), first);
    QCOMPARE(editor.bytes(), text + "more \u00e4\n"_ba);
    // Two characters that share their first byte.
    editor.replaceText("\u00e4"_ba);
    editor.replaceText("\u00f6"_ba);
    QCOMPARE(editor.bytes(), "\u00f6"_ba);
    editor.undo();
    QCOMPARE(editor.bytes(), "\u00e4"_ba);
}

void TestEditor::languages_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Language>("language");

    QTest::newRow("yaml") << u"conf/a.YAML"_s << ""_ba << Language::Yaml;
    QTest::newRow("json") << u"a.json"_s << ""_ba << Language::Json;
    QTest::newRow("toml") << u"pyproject.toml"_s << ""_ba << Language::Toml;
    QTest::newRow("env") << u".env"_s << ""_ba << Language::Env;
    QTest::newRow("env of a stage") << u"a/.env.local"_s << ""_ba << Language::Env;
    QTest::newRow("ini") << u"a.ini"_s << ""_ba << Language::Ini;
    QTest::newRow("python") << u"a.py"_s << ""_ba << Language::Python;
    QTest::newRow("shell") << u"a.sh"_s << ""_ba << Language::Shell;
    QTest::newRow("shell by its first line") << u"run"_s << "#!/bin/sh\n"_ba << Language::Shell;
    QTest::newRow("python by its first line")
        << u"run"_s << "#!/usr/bin/env python3\n"_ba << Language::Python;
    QTest::newRow("markdown") << u"README.md"_s << ""_ba << Language::Markdown;
    QTest::newRow("dockerfile") << u"a/Dockerfile"_s << ""_ba << Language::Dockerfile;
    QTest::newRow("dockerfile of a stage") << u"Dockerfile.dev"_s << ""_ba << Language::Dockerfile;
    QTest::newRow("typescript") << u"a.tsx"_s << ""_ba << Language::JavaScript;
    QTest::newRow("html") << u"a.html"_s << ""_ba << Language::Html;
    QTest::newRow("css") << u"a.css"_s << ""_ba << Language::Css;
    QTest::newRow("sql") << u"a.sql"_s << ""_ba << Language::Sql;
    QTest::newRow("makefile") << u"Makefile"_s << ""_ba << Language::Makefile;
    QTest::newRow("plain") << u"LICENSE"_s << "text"_ba << Language::PlainText;
}

void TestEditor::languages()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, text);
    CodeEditor editor;
    QVERIFY(editor.load(text));
    editor.setPath(path);
    QTEST(editor.fileLanguage(), "language");
    QCOMPARE(editor.lexer() == nullptr, editor.fileLanguage() == Language::PlainText);
}

void TestEditor::everyLanguageKeepsTheBytes_data()
{
    QTest::addColumn<QString>("path");
    for (const char *name : {"a.yaml", "a.json", "a.toml", ".env", "a.ini", "a.py", "a.sh", "a.md",
                             "Dockerfile", "a.ts", "a.html", "a.css", "a.sql", "Makefile", "a"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestEditor::everyLanguageKeepsTheBytes()
{
    QFETCH(QString, path);
    const QByteArray text =
        QByteArray("[a]\nk = \"\"\"x\ny\"\"\" # c\r\nFROM a \\\n# c\nRUN b\rx: 'q\n"
                   "a\0b=\xff\n\u00e4 = '''",
                   sizeof("[a]\nk = \"\"\"x\ny\"\"\" # c\r\nFROM a \\\n# c\nRUN b"
                          "\rx: 'q\na\0b=\xff\n\u00e4 = '''")
                       - 1);
    CodeEditor editor;
    editor.resize(400, 300);
    editor.show();
    QVERIFY(editor.load(text));
    editor.setPath(path);
    editor.SendScintilla(QsciScintilla::SCI_COLOURISE, 0UL, -1L);
    QVERIFY(!editor.grab().isNull());
    QCOMPARE(editor.bytes(), text);
    // Every byte has a style that the lexer knows.
    for (long at = 0; editor.lexer() && at < text.size(); ++at) {
        const int style = int(editor.SendScintilla(QsciScintilla::SCI_GETSTYLEAT, at));
        QVERIFY(!editor.lexer()->description(style).isEmpty());
    }
}

void TestEditor::coloursFollowTheTheme()
{
    Theme theme;
    CodeEditor editor;
    QVERIFY(editor.load("key: value # why\n"_ba));
    editor.setPath(u"a.yaml"_s);
    editor.show();
    for (const auto scheme : {Theme::Scheme::Light, Theme::Scheme::Dark, Theme::Scheme::Light}) {
        theme.setScheme(scheme);
        QTRY_COMPARE(editor.paper(), roleColor(ColorRole::Base, editor.palette()));
        for (int style = 0; style < 128; ++style) {
            if (editor.lexer()->description(style).isEmpty())
                continue;
            QCOMPARE(editor.lexer()->paper(style), roleColor(ColorRole::Base, editor.palette()));
            QVERIFY(contrastRatio(editor.lexer()->color(style), editor.lexer()->paper(style))
                    >= 4.5);
        }
    }
}

void TestEditor::findAndReplace()
{
    QWidget window;
    CodeEditor editor(&window);
    FindBar bar(&editor, &window);
    window.show();
    QVERIFY(editor.load("one two\nONE\ntwo one\n"_ba));
    bar.open(true);
    auto *find = bar.findChild<QLineEdit *>(u"findEdit"_s);
    auto *status = bar.findChild<QLabel *>(u"findStatus"_s);
    QTest::keyClicks(find, u"one"_s);
    QTRY_COMPARE(status->text(), u"3 found"_s);
    QTest::keyClick(find, Qt::Key_Return);
    QCOMPARE(editor.selection(), (ByteRange{0, 3}));
    QTest::keyClick(find, Qt::Key_Return);
    QCOMPARE(editor.selection(), (ByteRange{8, 11}));
    QTest::mouseClick(bar.findChild<QPushButton *>(u"findPreviousButton"_s), Qt::LeftButton);
    QCOMPARE(editor.selection(), (ByteRange{0, 3}));
    // Back over the start.
    QTest::mouseClick(bar.findChild<QPushButton *>(u"findPreviousButton"_s), Qt::LeftButton);
    QCOMPARE(editor.selection(), (ByteRange{16, 19}));
    QTest::mouseClick(bar.findChild<QCheckBox *>(u"findCaseBox"_s), Qt::LeftButton, {},
                      QPoint(8, 8));
    QTRY_COMPARE(status->text(), u"2 found"_s);
    QTest::keyClicks(bar.findChild<QLineEdit *>(u"replaceEdit"_s), u"1"_s);
    QTest::mouseClick(bar.findChild<QPushButton *>(u"replaceButton"_s), Qt::LeftButton);
    QCOMPARE(editor.bytes(), "one two\nONE\ntwo 1\n"_ba);
    QTest::mouseClick(bar.findChild<QPushButton *>(u"replaceAllButton"_s), Qt::LeftButton);
    QCOMPARE(editor.bytes(), "1 two\nONE\ntwo 1\n"_ba);
    QCOMPARE(status->text(), u"1 replaced"_s);
    editor.undo();
    editor.undo();
    QCOMPARE(editor.bytes(), "one two\nONE\ntwo one\n"_ba);
    QTest::keyClick(find, Qt::Key_Escape);
    QVERIFY(bar.isHidden());
}

void TestEditor::findWithRegularExpressions()
{
    QWidget window;
    CodeEditor editor(&window);
    FindBar bar(&editor, &window);
    window.show();
    QVERIFY(editor.load("\u00e4=1\r\nb=22\r\n"_ba));
    bar.open(true);
    QTest::mouseClick(bar.findChild<QCheckBox *>(u"findRegexBox"_s), Qt::LeftButton, {},
                      QPoint(8, 8));
    auto *find = bar.findChild<QLineEdit *>(u"findEdit"_s);
    auto *status = bar.findChild<QLabel *>(u"findStatus"_s);
    find->setText(u"(\\w+)=(\\d+"_s);
    QTRY_VERIFY(status->text().startsWith(u"Not a regular expression"_s));
    find->setText(u"(\\w+)=(\\d+)"_s);
    QTRY_COMPARE(status->text(), u"2 found"_s);
    bar.findChild<QLineEdit *>(u"replaceEdit"_s)->setText(u"\\2=\\1"_s);
    bar.replaceAll();
    QCOMPARE(editor.bytes(), "1=\u00e4\r\n22=b\r\n"_ba);
}

void TestEditor::searchOffsets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QList<int>>("begins");

    QTest::newRow("ascii") << "abcabc"_ba << u"b"_s << QList<int>{1, 4};
    QTest::newRow("after umlauts") << "\u00e4b\u00e4b"_ba << u"b"_s << QList<int>{2, 5};
    QTest::newRow("after a byte order mark") << "\xEF\xBB\xBF"
                                                "ab"_ba
                                             << u"b"_s << QList<int>{4};
    QTest::newRow("after astral") << "\U0001F600b"_ba << u"b"_s << QList<int>{4};
    QTest::newRow("after NUL") << QByteArray("\0b", 2) << u"b"_s << QList<int>{1};
    QTest::newRow("an umlaut") << "a\u00e4"_ba << u"\u00c4"_s << QList<int>{1};
}

void TestEditor::searchOffsets()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, query);
    QFETCH(QList<int>, begins);
    const SearchText search(text);
    const QRegularExpression expression = SearchQuery{query}.compiled();
    const QList<ByteRange> all = search.all(expression, 100);
    QCOMPARE(all.size(), begins.size());
    qsizetype from = 0;
    for (qsizetype i = 0; i < all.size(); ++i) {
        QCOMPARE(all.at(i).begin, begins.at(i));
        QCOMPARE(search.next(expression, from, false), std::optional(all.at(i)));
        from = all.at(i).end;
    }
    QCOMPARE(search.previous(expression, text.size(), false), std::optional(all.last()));
    QVERIFY(!search.next(expression, from, false));
    QCOMPARE(search.next(expression, from, true), std::optional(all.first()));
    QCOMPARE(search.replaced(expression, query, false).count, begins.size());
}

void TestEditor::syntaxProblems_data()
{
    QTest::addColumn<Language>("language");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");

    QTest::newRow("good yaml") << Language::Yaml << "a: 1\nb: [1, 2]\n---\nc: &x d\n"_ba << 0;
    QTest::newRow("bad yaml") << Language::Yaml << "a: 1\nb: [1, 2\nc: 3\n"_ba << 3;
    QTest::newRow("tab in yaml") << Language::Yaml << "a:\n\tb: 1\n"_ba << 2;
    QTest::newRow("empty yaml") << Language::Yaml << "\n"_ba << 0;
    QTest::newRow("good json") << Language::Json << "{\"a\": [1]}\n"_ba << 0;
    QTest::newRow("bad json") << Language::Json << "{\n\"a\": 1,\n}\n"_ba << 3;
    QTest::newRow("deep json") << Language::Json << QByteArray(100000, '[') << 1;
    QTest::newRow("deep yaml") << Language::Yaml << QByteArray(100000, '[') << 1;
    QTest::newRow("not checked") << Language::Toml << "[[["_ba << 0;
}

void TestEditor::syntaxProblems()
{
    QFETCH(Language, language);
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    SyntaxCheck check;
    QSignalSpy checked(&check, &SyntaxCheck::checked);
    check.check(language, text);
    QTRY_COMPARE(checked.size(), 1);
    QCOMPARE(check.problem() ? check.problem()->line : 0, line);
    QVERIFY(!check.problem() || !check.problem()->words.isEmpty());
}

void TestEditor::zoomStaysInRange()
{
    CodeEditor editor;
    editor.show();
    QSignalSpy zoomed(&editor, &CodeEditor::zoomChanged);
    editor.setZoom(3);
    QCOMPARE(editor.zoom(), 3);
    QTRY_COMPARE(zoomed.size(), 1);
    editor.setZoom(500);
    QVERIFY(editor.zoom() <= 20);
    editor.setZoom(-500);
    QVERIFY(editor.zoom() >= -8);
}

void TestEditor::hiddenCharactersAreFound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");

    QTest::newRow("none") << "a\u00e4 \u05d0\n"_ba << 0 << 0 << 0;
    QTest::newRow("override") << "a\nb\r\nc\rxy\u202ez\u2066"_ba << 2 << 4 << 3;
    QTest::newRow("zero width") << "\u200b"_ba << 1 << 1 << 1;
    QTest::newRow("mark inside") << "a\ufeff"_ba << 1 << 1 << 2;
    QTest::newRow("tags") << "a\U000E0041"_ba << 1 << 1 << 2;
    QTest::newRow("a family") << "\U0001F468\u200d\U0001F469\ufe0f"_ba << 0 << 0 << 0;
    QTest::newRow("no-break space") << "a\u00a0b"_ba << 0 << 0 << 0;
    QTest::newRow("bad UTF-8") << "\xe2\x80\xe2\x80\xae\xff\xe2"_ba << 1 << 1 << 3;
}

void TestEditor::hiddenCharactersAreFound()
{
    QFETCH(QByteArray, text);
    const HiddenCharacters found = HiddenCharacters::of(text);
    QTEST(int(found.count), "count");
    QTEST(found.line, "line");
    QTEST(found.column, "column");
}

void TestEditor::hiddenCharactersHaveMarks()
{
    CodeEditor editor;
    const auto markOf = [&editor](const QByteArray &character) {
        QByteArray mark(32, '\0');
        const long size = editor.SendScintilla(QsciScintilla::SCI_GETREPRESENTATION,
                                               character.constData(), mark.data());
        return mark.first(size);
    };
    QVERIFY(editor.load("\u00e4"_ba));
    QCOMPARE(markOf("\u202e"_ba), "U+202E"_ba);
    QCOMPARE(markOf("\u2066"_ba), "U+2066"_ba);
    QCOMPARE(markOf("\u2069"_ba), "U+2069"_ba);
    QCOMPARE(markOf("\ufeff"_ba), "U+FEFF"_ba);
    QCOMPARE(markOf("\u00a0"_ba), QByteArray());
    editor.setWhitespaceShown(true);
    QCOMPARE(markOf("\u00a0"_ba), "U+00A0"_ba);
    QCOMPARE(markOf("\u200d"_ba), "U+200D"_ba);
    editor.setWhitespaceShown(false);
    QCOMPARE(markOf("\u00a0"_ba), QByteArray());
    QCOMPARE(markOf("\u202e"_ba), "U+202E"_ba);
}

void TestEditor::longLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<qsizetype>("bytes");

    QTest::newRow("short") << QByteArray(10'000, 'x') + "\n" << 0 << qsizetype(0);
    QTest::newRow("long") << QByteArray(10'001, 'x') << 1 << qsizetype(10'001);
    QTest::newRow("longest") << QByteArray(10'001, 'x') + "\r\n\r" + QByteArray(10'002, 'x') << 3
                             << qsizetype(10'002);
}

void TestEditor::longLines()
{
    QFETCH(QByteArray, text);
    const LongLine found = LongLineLexer::longest(text);
    QTEST(found.number, "line");
    QTEST(found.bytes, "bytes");
}

// What is drawn of a long line follows the caret, and every byte of it stays.
void TestEditor::aLineBecomesLongAndShortAgain()
{
    CodeEditor editor;
    editor.resize(600, 300);
    editor.show();
    QByteArray text = "[1" + ", 2345"_ba.repeated(120'000) + "]\n{}\n";
    QVERIFY(editor.load(text));
    editor.setPath(u"a.json"_s);
    QCOMPARE(editor.longLine().number, 1);
    const auto drawn = [&editor](qsizetype at) {
        editor.SendScintilla(QsciScintilla::SCI_COLOURISE, 0UL, -1L);
        const auto style = editor.SendScintilla(QsciScintilla::SCI_GETSTYLEAT, long(at));
        return editor.SendScintilla(QsciScintilla::SCI_STYLEGETVISIBLE,
                                    static_cast<unsigned long>(style))
            != 0;
    };
    QVERIFY(drawn(0) && !drawn(text.size() / 2));
    QTest::keyClick(&editor, Qt::Key_End);
    QTest::keyClicks(&editor, u"xy"_s);
    const qsizetype end = text.indexOf('\n');
    text.insert(end, "xy");
    QCOMPARE(editor.bytes(), text);
    QVERIFY(drawn(end) && !drawn(text.size() / 2) && drawn(text.size() - 2));
    editor.goToPlace(1, int(text.size() / 2));
    QVERIFY(drawn(text.size() / 2) && !drawn(end) && !drawn(0));
    QVERIFY(editor.SendScintilla(QsciScintilla::SCI_GETXOFFSET) > 0);
    QVERIFY(!editor.grab().isNull());

    QSignalSpy changed(&editor, &CodeEditor::longLineChanged);
    editor.replaceBody("{}\n"_ba);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(editor.longLine().number, 0);
    QCOMPARE(editor.fileLanguage(), Language::Json);
    QVERIFY(drawn(0));
    editor.undo();
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(editor.bytes(), text);
    QVERIFY(!drawn(text.size() / 4));
}

QTEST_MAIN(TestEditor)
#include "tst_editor.moc"
