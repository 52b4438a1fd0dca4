// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/secretstore.h"

#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/reply.h"

#include <QDir>
#include <QRandomGenerator>
#include <QRegularExpression>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestEnvLine = qsizetype(64) * 1024;
constexpr int defaultLength = 32;

//! Reads a Go-quoted text; text without quotes, or badly quoted, is taken as it stands.
QString unquote(const QString &text)
{
    if (text.size() < 2 || !text.startsWith(u'"') || !text.endsWith(u'"'))
        return text;
    QString out;
    const QString inside = text.mid(1, text.size() - 2);
    for (qsizetype i = 0; i < inside.size(); ++i) {
        if (inside.at(i) == u'"')
            return text;
        if (inside.at(i) != u'\\') {
            out += inside.at(i);
            continue;
        }
        static const QString letters = u"abfnrtv\\\"'"_s;
        static const QString meanings = u"\a\b\f\n\r\t\v\\\"'"_s;
        const QChar c = ++i < inside.size() ? inside.at(i) : QChar();
        if (const qsizetype at = letters.indexOf(c); at >= 0 && !c.isNull()) {
            out += meanings.at(at);
            continue;
        }
        const int digits = c == u'x' ? 2 : c == u'u' ? 4 : c == u'U' ? 8 : 0;
        bool ok = false;
        const char32_t code = inside.mid(i + 1, digits).toUInt(&ok, 16);
        if (!ok)
            return text;
        out += QString::fromUcs4(&code, 1);
        i += digits;
    }
    return out;
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
    static const QRegularExpression key(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
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
        const QString line = QString::fromUtf8(bytes).trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const qsizetype at = line.indexOf(u'=');
        if (at < 0)
            throw EngineError::failed(where + u"missing '='"_s);
        const QString name = line.left(at).trimmed();
        if (!key.match(name).hasMatch())
            throw EngineError::failed(
                where + u"secret key %1 contains an invalid character"_s.arg(goQuote(name)));
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

std::map<QString, QString> SecretStore::values(const Manifest &manifest) const
{
    const std::lock_guard lock(m_mutex);
    return load(manifest);
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
