// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/secretstore.h"

#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/reply.h"
#include "app/sandbox/engine/wirejson.h"

#include <QDir>
#include <QRandomGenerator>
#include <QRegularExpression>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestEnvLine = qsizetype(64) * 1024;
constexpr int defaultLength = 32;

//! \brief Reads a text as Go's strconv.Unquote does: "…" with escapes, '…' around one character,
//! `…` as it stands. Anything else, or a bad escape, is nothing.
class GoQuoted final
{
public:
    explicit GoQuoted(const QByteArray &text)
        : m_inside(text.mid(1, text.size() - 2))
        , m_quote(text.size() < 2 || text.front() != text.back() ? '\0' : text.front())
    { }

    [[nodiscard]] std::optional<QByteArray> meaning()
    {
        if (m_quote == '`')
            return m_inside.contains('`') ? std::nullopt : std::optional(m_inside);
        if (m_quote != '"' && m_quote != '\'')
            return std::nullopt;
        int characters = 0;
        for (; m_at < m_inside.size(); ++characters) {
            if (!(m_inside.at(m_at) == '\\' ? takeEscape() : takePlain()))
                return std::nullopt;
        }
        // Without anything between them, Go does not see a quoted character either.
        if (m_quote == '\'' && characters > 1)
            return std::nullopt;
        return m_out;
    }

private:
    bool takePlain()
    {
        const char first = m_inside.at(m_at);
        if (first == m_quote || first == '\n')
            return false;
        do { // the whole character
            m_out += m_inside.at(m_at++);
        } while (m_at < m_inside.size() && (uchar(m_inside.at(m_at)) & 0xc0) == 0x80);
        return true;
    }

    bool takeEscape()
    {
        static const QByteArray letters = "abfnrtv\\";
        static const QByteArray meanings = "\a\b\f\n\r\t\v\\";
        const char letter = ++m_at < m_inside.size() ? m_inside.at(m_at) : '\0';
        if (const qsizetype found = letters.indexOf(letter); letter != '\0' && found >= 0)
            return take(meanings.at(found));
        if (letter == m_quote)
            return take(letter);
        if (letter >= '0' && letter <= '7')
            return takeNumber(3, 8, true);
        ++m_at;
        if (letter == 'x')
            return takeNumber(2, 16, true);
        return letter == 'u' ? takeNumber(4, 16, false) : letter == 'U' && takeNumber(8, 16, false);
    }

    bool take(char meaning)
    {
        m_out += meaning;
        ++m_at;
        return true;
    }

    //! A byte, or a character.
    bool takeNumber(int digits, int base, bool isByte)
    {
        constexpr uint lastByte = 0xff;
        constexpr uint lastCharacter = 0x10ffff;
        const QByteArray text = m_inside.mid(m_at, digits);
        bool ok = text.size() == digits && !text.contains('+') && !text.contains('-');
        const uint code = ok ? text.toUInt(&ok, base) : 0;
        m_at += digits;
        if (!ok || code > (isByte ? lastByte : lastCharacter)
            || (!isByte && QChar::isSurrogate(code)))
            return false;
        m_out += isByte ? QByteArray(1, char(code))
                        : QStringView(QChar::fromUcs4(char32_t(code))).toUtf8();
        return true;
    }

    QByteArray m_inside;
    char m_quote;
    qsizetype m_at = 0;
    QByteArray m_out;
};

QString unquote(const QByteArray &text)
{
    return textOfUtf8(GoQuoted(text).meaning().value_or(text));
}

//! Throws what the daemon says of a key that it does not take.
void checkKey(const QString &key)
{
    if (key.isEmpty())
        throw EngineError::failed(u"secret key is empty"_s);
    for (const char32_t c : key.toStdU32String()) {
        const bool isPlain = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z')
            || (c >= U'0' && c <= U'9') || c == U'_' || c == U'-' || c == U'.';
        if (isPlain)
            continue;
        QString shown = goQuote(QStringView(QChar::fromUcs4(c)).toString());
        shown = shown.mid(1, shown.size() - 2);
        if (c == U'\'' || c == U'"')
            shown = c == U'"' ? u"\""_s : u"\\'"_s;
        throw EngineError::failed(
            u"secret key %1 contains invalid character '%2'"_s.arg(goQuote(key), shown));
    }
}

QString importValue(const QString &name, const QString &reference)
{
    if (!reference.startsWith("env:"_L1))
        throw EngineError::failed(u"import secret %1: unsupported import reference %2"_s.arg(
            goQuote(name), goQuote(reference)));
    const QString variable = reference.mid(4);
    const QByteArray key = variable.toLocal8Bit();
    if (!qEnvironmentVariableIsSet(key.constData()))
        throw EngineError::failed(u"import secret %1: environment variable %2 is not set"_s.arg(
            goQuote(name), goQuote(variable)));
    return qEnvironmentVariable(key.constData());
}

QString generated(const QString &name, int length)
{
    if (length < 0)
        throw EngineError::failed(
            u"generate secret %1: secret length must be positive"_s.arg(goQuote(name)));
    QByteArray raw(length == 0 ? defaultLength : length, Qt::Uninitialized);
    for (char &byte : raw)
        byte = char(QRandomGenerator::system()->generate());
    const QByteArray text =
        raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return QString::fromLatin1(text.left(raw.size()));
}

} // namespace

QString secretEnvName(const QString &name)
{
    QString out = u"ANGEE_SECRET_"_s;
    for (const QChar c : name.toUpper())
        out += (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ? c : u'_';
    while (out.endsWith(u'_'))
        out.chop(1);
    return out;
}

void checkSecretName(const QString &name)
{
    static const QRegularExpression form(u"^[A-Za-z0-9._-]{1,256}\\z"_s);
    static const QRegularExpression alphanumeric(u"[A-Za-z0-9]"_s);
    if (name.isEmpty())
        throw EngineError::invalid(u"name"_s, u"secret name is required"_s);
    if (!form.match(name).hasMatch())
        throw EngineError::invalid(u"name"_s, u"secret name must match ^[A-Za-z0-9._-]{1,256}$"_s);
    if (!alphanumeric.match(name).hasMatch())
        throw EngineError::invalid(
            u"name"_s, u"secret name must contain at least one alphanumeric character"_s);
}

QString SecretStore::path(const Manifest &manifest) const
{
    if (manifest.secretsBackend.type == "openbao"_L1)
        throw EngineError::failed(u"openbao request failed: the sandbox has no OpenBao"_s);
    const QString path = manifest.secretsBackend.path;
    return QDir(m_root).absoluteFilePath(path.isEmpty() ? u".env"_s : path);
}

std::map<QString, QString> SecretStore::load(const Manifest &manifest) const
{
    const QString file = path(manifest);
    std::map<QString, QString> out;
    if (!pathExists(file))
        return out;
    int number = 0;
    for (const QByteArray &bytes : readWholeFile(file).split('\n')) {
        ++number;
        const QString where = u"%1:%2: "_s.arg(file, QString::number(number));
        if (bytes.size() >= longestEnvLine)
            throw EngineError::failed(u"bufio.Scanner: token too long"_s);
        const QByteArray line = bytes.trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const qsizetype at = line.indexOf('=');
        if (at < 0)
            throw EngineError::failed(where + u"missing '='"_s);
        const QString name = textOfUtf8(line.left(at).trimmed());
        try {
            checkKey(name);
        } catch (const EngineError &e) {
            throw EngineError::failed(where + e.error);
        }
        out.insert_or_assign(name, unquote(line.mid(at + 1).trimmed()));
    }
    return out;
}

void SecretStore::save(const Manifest &manifest, const std::map<QString, QString> &values) const
{
    QByteArray text;
    for (const auto &[key, value] : values)
        text += key.toUtf8() + '=' + goQuote(value).toUtf8() + '\n';
    replaceFile(path(manifest), text, 0600);
}

std::map<QString, QString> SecretStore::values(const Manifest &manifest, const QString &asked) const
{
    const std::lock_guard lock(m_mutex);
    try {
        return load(manifest);
    } catch (const EngineError &e) {
        // It names the secret that it was after, which of a list is the first.
        const QString name =
            !asked.isEmpty() || manifest.secrets.empty() ? asked : manifest.secrets.begin()->first;
        throw EngineError::failed(u"get secret %1: %2"_s.arg(goQuote(name), e.error));
    }
}

void SecretStore::set(const Manifest &manifest, const QString &name, const QString &value)
{
    const std::lock_guard lock(m_mutex);
    auto values = load(manifest);
    values.insert_or_assign(secretEnvName(name), value);
    save(manifest, values);
}

void SecretStore::remove(const Manifest &manifest, const QString &name)
{
    const std::lock_guard lock(m_mutex);
    auto values = load(manifest);
    if (values.erase(secretEnvName(name)) > 0)
        save(manifest, values);
}

std::map<QString, QString> SecretStore::resolve(const Manifest &manifest)
{
    const std::lock_guard lock(m_mutex);
    auto values = load(manifest);
    bool changed = false;
    for (const auto &[name, declaration] : manifest.secrets) {
        const QString key = secretEnvName(name);
        if (values.contains(key))
            continue;
        if (!declaration.import.isEmpty())
            values.emplace(key, importValue(name, declaration.import));
        else if (declaration.generated)
            values.emplace(key, generated(name, declaration.length));
        else if (declaration.required)
            throw EngineError::failed(u"required secret %1 is missing"_s.arg(goQuote(name)));
        else
            continue;
        changed = true;
    }
    if (changed)
        save(manifest, values);
    return values;
}

QJsonObject secretRef(const Manifest &manifest, const std::map<QString, QString> &values,
                      const QString &name)
{
    const QString key = secretEnvName(name);
    const auto declaration = manifest.secrets.find(name);
    QJsonObject ref{{u"name"_s, name},
                    {u"declared"_s, declaration != manifest.secrets.end()},
                    {u"has_value"_s, values.contains(key)},
                    {u"env_var"_s, key}};
    if (declaration == manifest.secrets.end())
        return ref;
    if (declaration->second.required)
        ref.insert(u"required"_s, true);
    if (declaration->second.generated)
        ref.insert(u"generated"_s, true);
    if (!declaration->second.import.isEmpty())
        ref.insert(u"import"_s, declaration->second.import);
    return ref;
}

} // namespace angee::sandbox
