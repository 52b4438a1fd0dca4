// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <Qsci/qscilexercustom.h>

namespace angee {

//! \brief Colours languages made of lines, for which QScintilla has no lexer: TOML, INI, env files,
//! Dockerfiles. Strings over several lines are followed by the state of the line before.
class LineLexer final : public QsciLexerCustom
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LineLexer)

public:
    enum class Dialect { Toml, Ini, Env, Dockerfile };
    enum Style { Default, Comment, Section, Key, Operator, String, Number, Keyword, StyleCount };

    explicit LineLexer(Dialect dialect, QObject *parent = nullptr);
    ~LineLexer() override;

    [[nodiscard]] const char *language() const override;
    [[nodiscard]] QString description(int style) const override;
    void styleText(int start, int end) override;

private:
    // What a string that began on an earlier line ends with.
    enum State { Outside, InBasicString, InLiteralString, InInstruction };

    State styleLine(QByteArrayView line, State state);
    void styleValue(QByteArrayView text, State *state);
    void styleInstruction(QByteArrayView text, State before, State *state);
    qsizetype styleQuoted(QByteArrayView text, State *state);
    void put(qsizetype length, Style style);

    Dialect m_dialect;
};

} // namespace angee
