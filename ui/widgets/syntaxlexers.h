// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPalette>
#include <QString>

class QsciLexer;

namespace angee {

enum class Language {
    PlainText,
    Yaml,
    Json,
    Toml,
    Env,
    Ini,
    Python,
    Shell,
    Markdown,
    Dockerfile,
    JavaScript,
    Html,
    Css,
    Sql,
    Makefile,
};

//! By the name of the file, and failing that by a "#!" line at the start of \a text.
[[nodiscard]] Language languageOf(const QString &path, QByteArrayView text = {});
//! For people.
[[nodiscard]] QString languageName(Language language);
//! Null for plain text. Has no colours before colourLexer().
[[nodiscard]] QsciLexer *makeLexer(Language language, QObject *parent);
//! Gives every style the colour of its meaning in the theme of \a palette.
void colourLexer(QsciLexer *lexer, const QPalette &palette, const QFont &font);

} // namespace angee
