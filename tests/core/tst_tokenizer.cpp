// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/tokenizer.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <string>
#include <vector>

using namespace angee;
using namespace Qt::StringLiterals;
using Kind = GraphQlTokenKind;
using Error = GraphQlTokenError;

Q_DECLARE_METATYPE(angee::GraphQlTokenError)

namespace {

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

//! "Name:a @ Name:b …": one word a token.
QByteArray tokensOf(GraphQlTokenizer &tokenizer)
{
    QByteArrayList words;
    for (GraphQlToken token = tokenizer.next(); token.kind != Kind::EndOfText;
         token = tokenizer.next()) {
        const std::string name = graphQlTokenName(token.kind);
        const std::string_view text = tokenizer.text(token);
        words += text == name ? QByteArray::fromStdString(name)
                              : QByteArray::fromStdString(name + ':' + std::string(text));
    }
    return words.join(' ');
}

QByteArray tokensOf(const QByteArray &text)
{
    GraphQlTokenizer tokenizer(view(text));
    return tokensOf(tokenizer);
}

} // namespace

class TestTokenizer final : public QObject
{
    Q_OBJECT

private slots:
    void splits_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("tokens");
        QTest::newRow("nothing") << ""_ba
                                 << ""_ba;
        QTest::newRow("ignored") << "\xEF\xBB\xBF ,\t\r\n,"_ba
                                 << ""_ba;
        QTest::newRow("punctuators") << "!$&()...:=@[]{|}"_ba
                                     << "! $ & ( ) ... : = @ [ ] { | }"_ba;
        QTest::newRow("names") << "a _b C9 query"_ba
                               << "Name:a Name:_b Name:C9 Name:query"_ba;
        QTest::newRow("name then number") << "a-1"_ba
                                          << "Name:a Int:-1"_ba;
        QTest::newRow("ints") << "0 -0 42"_ba
                              << "Int:0 Int:-0 Int:42"_ba;
        QTest::newRow("floats") << "1.5 0e1 -2E+3 4.0e-5"_ba
                                << "Float:1.5 Float:0e1 Float:-2E+3 Float:4.0e-5"_ba;
        QTest::newRow("string") << "\"a \\\" b\" \"\""_ba
                                << "String:\"a \\\" b\" String:\"\""_ba;
        QTest::newRow("block string") << "\"\"\"a\n\\\"\"\" \"\" b\"\"\"x"_ba
                                      << "BlockString:\"\"\"a\n\\\"\"\" \"\" b\"\"\" Name:x"_ba;
        QTest::newRow("comment") << "a #b \"\"\"\rc"_ba
                                 << "Name:a Comment:#b \"\"\" Name:c"_ba;
        QTest::newRow("dots") << "....."_ba
                              << "... <Invalid>:.."_ba;
        QTest::newRow("not ASCII") << "a\xC3\xA4\x62"_ba
                                   << "Name:a <Invalid>:\xC3\xA4 Name:b"_ba;
        QTest::newRow("lonely continuation") << "\x80\x80"_ba
                                             << "<Invalid>:\x80\x80"_ba;
    }
    void splits()
    {
        QFETCH(QByteArray, text);
        QTEST(tokensOf(text), "tokens");
    }

    void faults_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<GraphQlTokenError>("error");
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("length");
        const auto row = [](const char *name, const QByteArray &text, Kind kind, Error error,
                            int at, int length) {
            QTest::newRow(name) << text << int(kind) << error << at << length;
        };
        row("leading zero", "01"_ba, Kind::Int, Error::BadNumber, 1, 2);
        row("minus alone", "- "_ba, Kind::Int, Error::BadNumber, 1, 1);
        row("dot without digits", "1."_ba, Kind::Float, Error::BadNumber, 2, 2);
        row("exponent without digits", "1e+"_ba, Kind::Float, Error::BadNumber, 3, 3);
        row("number into name", "1a2.b "_ba, Kind::Int, Error::BadNumber, 1, 5);
        row("second dot", "1.2.3"_ba, Kind::Float, Error::BadNumber, 3, 5);
        row("open string", "\"ab\nc"_ba, Kind::String, Error::UnterminatedString, 3, 3);
        row("open string at a backslash", "\"ab\\"_ba, Kind::String, Error::BadEscape, 3, 4);
        row("backslash at line end", "\"a\\\nb\""_ba, Kind::String, Error::BadEscape, 2, 3);
        row("open block string", "\"\"\"ab\""_ba, Kind::BlockString, Error::UnterminatedString, 6,
            6);
        row("unknown escape", "\"a\\x\""_ba, Kind::String, Error::BadEscape, 2, 5);
        row("short unicode escape", "\"\\u12\""_ba, Kind::String, Error::BadEscape, 1, 6);
        row("control in string", "\"\x01\""_ba, Kind::String, Error::ControlCharacter, 1, 3);
        row("control in comment", "#\x02"_ba, Kind::Comment, Error::ControlCharacter, 1, 2);
        row("control", QByteArray(1, '\0'), Kind::Invalid, Error::ControlCharacter, 0, 1);
        row("question mark", "?"_ba, Kind::Invalid, Error::UnexpectedCharacter, 0, 1);
    }
    void faults()
    {
        QFETCH(QByteArray, text);
        GraphQlTokenizer tokenizer(view(text));
        const GraphQlToken token = tokenizer.next();
        QTEST(int(token.kind), "kind");
        QTEST(token.error, "error");
        QTEST(int(token.errorOffset), "at");
        QTEST(int(token.length), "length");
    }

    void stringValues_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("plain") << "\"abc\""_ba
                               << "abc"_ba;
        QTest::newRow("empty") << "\"\""_ba
                               << ""_ba;
        QTest::newRow("escapes") << "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""_ba
                                 << "\"\\/\b\f\n\r\t"_ba;
        QTest::newRow("unicode") << "\"\\u0041\\u00e4\\u20AC\""_ba
                                 << "A\xC3\xA4\xE2\x82\xAC"_ba;
        QTest::newRow("surrogates") << "\"\\uD83D\\uDE00\""_ba
                                    << "\xF0\x9F\x98\x80"_ba;
        QTest::newRow("half a pair") << "\"\\uD83Dx\\uDE00\""_ba
                                     << "\xEF\xBF\xBDx\xEF\xBF\xBD"_ba;
        QTest::newRow("block") << "\"\"\"\n    a\n      b\n\n    c\n  \"\"\""_ba
                               << "a\n  b\n\nc"_ba;
        QTest::newRow("block, first line") << "\"\"\"  a\n    b\"\"\""_ba
                                           << "  a\nb"_ba;
        QTest::newRow("block, CRLF") << "\"\"\"\r\n  a\r\n  b\r\"\"\""_ba
                                     << "a\nb"_ba;
        QTest::newRow("block, quotes") << "\"\"\"a \\\"\"\" \"b\" \\n\"\"\""_ba
                                       << "a \"\"\" \"b\" \\n"_ba;
        QTest::newRow("block, blank only") << "\"\"\"\n \n\t\"\"\""_ba
                                           << ""_ba;
        QTest::newRow("unterminated") << "\"ab"_ba
                                      << "ab"_ba;
    }
    void stringValues()
    {
        QFETCH(QByteArray, token);
        QTEST(QByteArray::fromStdString(graphQlStringValue(view(token))), "value");
    }

    void places()
    {
        const std::string_view text = "a\nb\xC3\xA4\x63\r\nd\re";
        QCOMPARE(graphQlPlace(text, 0), (GraphQlPlace{1, 1}));
        QCOMPARE(graphQlPlace(text, 2), (GraphQlPlace{2, 1}));
        QCOMPARE(graphQlPlace(text, 5), (GraphQlPlace{2, 3}));
        QCOMPARE(graphQlPlace(text, 8), (GraphQlPlace{3, 1}));
        QCOMPARE(graphQlPlace(text, 10), (GraphQlPlace{4, 1}));
        QCOMPARE(graphQlPlace(text, 1000), (GraphQlPlace{4, 2}));
    }

    //! A highlighter that reads line by line sees what one reading of the whole sees.
    void linesAgreeWithWhole()
    {
        const QByteArray text = "type A {\n  \"\"\"\n  b \"c\"\n\n  \\\"\"\" d\n  \"\"\" e: F\n"
                                "  \"open\n  g(h: [1, 2]): \"\"\"one\"\"\" # \"\"\"\n}"_ba;
        std::vector<char> whole(static_cast<std::size_t>(text.size()), ' ');
        std::vector<char> byLine(static_cast<std::size_t>(text.size()), ' ');
        const auto paint = [](std::vector<char> &colours, const GraphQlToken &token,
                              std::size_t base) {
            for (std::size_t i = 0; i < token.length; ++i)
                colours[base + token.offset + i] = static_cast<char>('A' + int(token.kind));
        };
        GraphQlTokenizer all(view(text));
        for (GraphQlToken t = all.next(); t.kind != Kind::EndOfText; t = all.next())
            paint(whole, t, 0);
        GraphQlLineState state = GraphQlLineState::Normal;
        std::size_t base = 0;
        for (const QByteArray &line : text.split('\n')) {
            GraphQlTokenizer tokenizer(view(line), state);
            for (GraphQlToken t = tokenizer.next(); t.kind != Kind::EndOfText; t = tokenizer.next())
                paint(byLine, t, base);
            state = tokenizer.state();
            base += static_cast<std::size_t>(line.size()) + 1;
        }
        QCOMPARE(state, GraphQlLineState::Normal);
        for (std::size_t i = 0; i < whole.size(); ++i) {
            if (text[static_cast<qsizetype>(i)] != '\n')
                QVERIFY2(whole[i] == byLine[i], qPrintable(QString::number(i)));
        }
    }

    void anyBytesEnd()
    {
        QRandomGenerator random(7);
        const QByteArray alphabet = "\"\\#.-01eE+u{}\n\r \xEF\xBB\xBF\x80\xC3\x01"
                                    "a"_ba;
        for (int round = 0; round < 3000; ++round) {
            QByteArray text;
            for (int i = random.bounded(40); i > 0; --i)
                text += alphabet[random.bounded(alphabet.size())];
            // A heap copy of the exact size, so that a sanitizer sees a read past it.
            const std::string exact(text.constData(), static_cast<std::size_t>(text.size()));
            const std::vector<char> heap(exact.begin(), exact.end());
            for (const auto state : {GraphQlLineState::Normal, GraphQlLineState::InBlockString}) {
                GraphQlTokenizer tokenizer({heap.data(), heap.size()}, state);
                std::size_t last = 0;
                for (GraphQlToken t = tokenizer.next(); t.kind != Kind::EndOfText;
                     t = tokenizer.next()) {
                    QVERIFY(t.length > 0);
                    QVERIFY(t.offset >= last);
                    QVERIFY(t.end() <= heap.size());
                    last = t.end();
                    QVERIFY(graphQlStringValue(tokenizer.text(t)).size() <= 3 * t.length);
                }
                QCOMPARE(tokenizer.next().kind, Kind::EndOfText);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestTokenizer)
#include "tst_tokenizer.moc"
