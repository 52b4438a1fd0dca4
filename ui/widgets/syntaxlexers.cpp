// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/syntaxlexers.h"

#include "ui/widgets/linelexer.h"
#include "ui/widgets/palette.h"

#include <QCoreApplication>
#include <Qsci/qscilexerbash.h>
#include <Qsci/qscilexercss.h>
#include <Qsci/qscilexerhtml.h>
#include <Qsci/qscilexerjavascript.h>
#include <Qsci/qscilexerjson.h>
#include <Qsci/qscilexermakefile.h>
#include <Qsci/qscilexermarkdown.h>
#include <Qsci/qscilexerpython.h>
#include <Qsci/qscilexersql.h>
#include <Qsci/qscilexeryaml.h>

#include <algorithm>
#include <array>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct Suffix
{
    QLatin1StringView suffix;
    Language language;
};

constexpr std::array<Suffix, 37> suffixes{{
    {"yaml"_L1, Language::Yaml},         {"yml"_L1, Language::Yaml},
    {"json"_L1, Language::Json},         {"jsonc"_L1, Language::Json},
    {"toml"_L1, Language::Toml},         {"env"_L1, Language::Env},
    {"ini"_L1, Language::Ini},           {"cfg"_L1, Language::Ini},
    {"conf"_L1, Language::Ini},          {"properties"_L1, Language::Ini},
    {"service"_L1, Language::Ini},       {"desktop"_L1, Language::Ini},
    {"py"_L1, Language::Python},         {"pyi"_L1, Language::Python},
    {"sh"_L1, Language::Shell},          {"bash"_L1, Language::Shell},
    {"zsh"_L1, Language::Shell},         {"md"_L1, Language::Markdown},
    {"markdown"_L1, Language::Markdown}, {"dockerfile"_L1, Language::Dockerfile},
    {"js"_L1, Language::JavaScript},     {"jsx"_L1, Language::JavaScript},
    {"mjs"_L1, Language::JavaScript},    {"cjs"_L1, Language::JavaScript},
    {"ts"_L1, Language::JavaScript},     {"tsx"_L1, Language::JavaScript},
    {"html"_L1, Language::Html},         {"htm"_L1, Language::Html},
    {"xml"_L1, Language::Html},          {"svg"_L1, Language::Html},
    {"vue"_L1, Language::Html},          {"css"_L1, Language::Css},
    {"scss"_L1, Language::Css},          {"less"_L1, Language::Css},
    {"sql"_L1, Language::Sql},           {"mk"_L1, Language::Makefile},
    {"mak"_L1, Language::Makefile},
}};

Language languageOfName(const QString &name)
{
    if (name == ".env"_L1 || name.startsWith(".env."_L1))
        return Language::Env;
    if (name.startsWith("dockerfile"_L1) || name.startsWith("containerfile"_L1))
        return Language::Dockerfile;
    if (name == "makefile"_L1 || name == "gnumakefile"_L1)
        return Language::Makefile;
    if (name == ".bashrc"_L1 || name == ".profile"_L1)
        return Language::Shell;
    if (name == ".gitconfig"_L1 || name == ".editorconfig"_L1)
        return Language::Ini;
    const qsizetype dot = name.lastIndexOf(u'.');
    if (dot < 0)
        return Language::PlainText;
    const QStringView suffix = QStringView(name).sliced(dot + 1);
    const auto found =
        std::find_if(suffixes.begin(), suffixes.end(),
                     [suffix](const Suffix &entry) { return entry.suffix == suffix; });
    return found == suffixes.end() ? Language::PlainText : found->language;
}

struct Meaning
{
    QLatin1StringView word;
    ColorRole role;
};

// The first word that the description of a style contains decides.
constexpr std::array<Meaning, 39> meanings{{
    {"error"_L1, ColorRole::Bad},
    {"unclosed"_L1, ColorRole::Bad},
    {"comment"_L1, ColorRole::SecondaryText},
    {"block quote"_L1, ColorRole::SecondaryText},
    {"delimiter"_L1, ColorRole::SecondaryText},
    {"keyword"_L1, ColorRole::Accent},
    {"tag"_L1, ColorRole::Accent},
    {"section"_L1, ColorRole::Accent},
    {"header"_L1, ColorRole::Accent},
    {"target"_L1, ColorRole::Accent},
    {"property"_L1, ColorRole::Accent},
    {"key"_L1, ColorRole::Accent},
    {"class"_L1, ColorRole::Accent},
    {"function"_L1, ColorRole::Accent},
    {"selector"_L1, ColorRole::Accent},
    {"list item"_L1, ColorRole::Accent},
    {"link"_L1, ColorRole::Accent},
    {"string"_L1, ColorRole::Good},
    {"document"_L1, ColorRole::Good},
    {"backtick"_L1, ColorRole::Good},
    {"code"_L1, ColorRole::Good},
    {"text block"_L1, ColorRole::Good},
    {"attribute"_L1, ColorRole::Warning},
    {"number"_L1, ColorRole::Warning},
    {"value"_L1, ColorRole::Warning},
    {"entity"_L1, ColorRole::Warning},
    {"variable"_L1, ColorRole::Warning},
    {"scalar"_L1, ColorRole::Warning},
    {"parameter"_L1, ColorRole::Warning},
    {"reference"_L1, ColorRole::Warning},
    {"decorator"_L1, ColorRole::Warning},
    {"escape"_L1, ColorRole::Warning},
    {"regular"_L1, ColorRole::Warning},
    {"preprocessor"_L1, ColorRole::Warning},
    {"pre-processor"_L1, ColorRole::Warning},
    {"rule"_L1, ColorRole::Warning},
    {"important"_L1, ColorRole::Warning},
    {"literal"_L1, ColorRole::Warning},
    {"operator"_L1, ColorRole::Text},
}};

ColorRole roleOf(const QsciLexer &lexer, int style, const QString &description)
{
    // The keys of a mapping are all that its lexer calls identifiers.
    if (style == QsciLexerYAML::Identifier && qstrcmp(lexer.language(), "YAML") == 0)
        return ColorRole::Accent;
    const auto found = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning &meaning) {
        return description.contains(meaning.word, Qt::CaseInsensitive);
    });
    return found == meanings.end() ? ColorRole::Text : found->role;
}

} // namespace

Language languageOf(const QString &path, QByteArrayView text)
{
    const Language byName = languageOfName(path.sliced(path.lastIndexOf(u'/') + 1).toLower());
    if (byName != Language::PlainText || !text.startsWith("#!"))
        return byName;
    const qsizetype end = text.indexOf('\n');
    const QByteArrayView line = text.first(end < 0 ? text.size() : end);
    if (line.contains("python"))
        return Language::Python;
    return line.contains("sh") ? Language::Shell : Language::PlainText;
}

QString languageName(Language language)
{
    switch (language) {
    case Language::PlainText:
        return QCoreApplication::translate("angee::Language", "Plain text");
    case Language::Yaml:
        return u"YAML"_s;
    case Language::Json:
        return u"JSON"_s;
    case Language::Toml:
        return u"TOML"_s;
    case Language::Env:
        return u"env"_s;
    case Language::Ini:
        return u"INI"_s;
    case Language::Python:
        return u"Python"_s;
    case Language::Shell:
        return u"Shell"_s;
    case Language::Markdown:
        return u"Markdown"_s;
    case Language::Dockerfile:
        return u"Dockerfile"_s;
    case Language::JavaScript:
        return u"JavaScript"_s;
    case Language::Html:
        return u"HTML"_s;
    case Language::Css:
        return u"CSS"_s;
    case Language::Sql:
        return u"SQL"_s;
    case Language::Makefile:
        return u"Makefile"_s;
    }
    Q_UNREACHABLE();
}

QsciLexer *makeLexer(Language language, QObject *parent)
{
    switch (language) {
    case Language::PlainText:
        return nullptr;
    case Language::Yaml:
        return new QsciLexerYAML(parent);
    case Language::Json: {
        auto *lexer = new QsciLexerJSON(parent);
        lexer->setHighlightComments(true);
        lexer->setHighlightEscapeSequences(true);
        return lexer;
    }
    case Language::Toml:
        return new LineLexer(LineLexer::Dialect::Toml, parent);
    case Language::Env:
        return new LineLexer(LineLexer::Dialect::Env, parent);
    case Language::Ini:
        return new LineLexer(LineLexer::Dialect::Ini, parent);
    case Language::Python:
        return new QsciLexerPython(parent);
    case Language::Shell:
        return new QsciLexerBash(parent);
    case Language::Markdown:
        return new QsciLexerMarkdown(parent);
    case Language::Dockerfile:
        return new LineLexer(LineLexer::Dialect::Dockerfile, parent);
    case Language::JavaScript:
        return new QsciLexerJavaScript(parent);
    case Language::Html:
        return new QsciLexerHTML(parent);
    case Language::Css:
        return new QsciLexerCSS(parent);
    case Language::Sql:
        return new QsciLexerSQL(parent);
    case Language::Makefile:
        return new QsciLexerMakefile(parent);
    }
    Q_UNREACHABLE();
}

void colourLexer(QsciLexer *lexer, const QPalette &palette, const QFont &font)
{
    const QColor base = roleColor(ColorRole::Base, palette);
    lexer->setDefaultColor(roleColor(ColorRole::Text, palette));
    lexer->setDefaultPaper(base);
    lexer->setDefaultFont(font);
    // For all styles at once; -1 would tell the editor once for each.
    constexpr int styleCount = 128;
    for (int style = 0; style < styleCount; ++style) {
        const QString description = lexer->description(style);
        if (description.isEmpty())
            continue;
        lexer->setColor(roleColor(roleOf(*lexer, style, description), palette), style);
        lexer->setPaper(base, style);
        lexer->setFont(font, style);
        lexer->setEolFill(false, style);
    }
}

} // namespace angee
