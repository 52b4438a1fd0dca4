// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings/stackfolder.h"

#include "core/manifest/manifestnodes.h"
#include "core/manifest/manifestuses.h"
#include "core/model/names.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QUrl>

#include <optional>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = qint64(8) * 1024 * 1024;
const auto manifestName = u"angee.yaml"_s;

bool isFile(const QString &path)
{
    return QFileInfo(path).isFile();
}

//! The rule of the daemon's --root, in one folder; empty when it has to look further up.
QString rootIn(const QDir &folder)
{
    if (isFile(folder.filePath(manifestName)))
        return folder.path();
    const QString inner = folder.filePath(u".angee"_s);
    if (isFile(QDir(inner).filePath(manifestName)))
        return inner;
    for (const QString &templates : {u".templates/workspaces"_s, u"templates/workspaces"_s}) {
        if (QFileInfo(folder.filePath(templates)).isDir())
            return inner;
    }
    return {};
}

std::optional<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!isFile(path) || !file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return std::nullopt;
    return file.read(largestFile);
}

//! ANGEE_SECRET_ and the name in capitals.
QByteArray variableOf(const QString &secret)
{
    QByteArray name = secret.toUpper().toUtf8();
    for (char &c : name) {
        if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9'))
            c = '_';
    }
    while (name.endsWith('_'))
        name.chop(1);
    return "ANGEE_SECRET_" + name;
}

//! Which secret the stack gives to its daemon as --token.
QString tokenSecret(const ManifestEntry &own)
{
    static const QRegularExpression option(u"--token[ =]+(\\S*\\$\\{[^}]*\\})"_s);
    const QStringList named = secretsIn(option.match(own.command).captured(1));
    if (!named.isEmpty())
        return named.constFirst();
    for (const QString &secret : own.secrets) {
        if (secret.contains("operator"_L1) && secret.contains("token"_L1))
            return secret;
    }
    return own.secrets.size() == 1 ? own.secrets.constFirst() : QString();
}

//! A stack without a service for its daemon may still keep the daemon's token among its secrets.
QString tokenSecretByName(const QStringList &secrets)
{
    for (const QString &secret : secrets) {
        if (secret.contains("operator"_L1) && secret.contains("token"_L1))
            return secret;
    }
    return {};
}

quint16 portIn(const QString &text)
{
    bool ok = false;
    const quint16 port = text.toUShort(&ok);
    return ok ? port : 0;
}

} // namespace

std::optional<QByteArray> unquotedByGo(QByteArrayView quoted)
{
    if (quoted.size() < 2 || !quoted.startsWith('"') || !quoted.endsWith('"'))
        return std::nullopt;
    static const QHash<char, char> simple{{'a', '\a'}, {'b', '\b'}, {'f', '\f'},
                                          {'n', '\n'}, {'r', '\r'}, {'t', '\t'},
                                          {'v', '\v'}, {'"', '"'},  {'\\', '\\'}};
    static const QHash<char, int> numbers{{'x', 2}, {'u', 4}, {'U', 8}};
    QByteArray value;
    const qsizetype end = quoted.size() - 1;
    for (qsizetype i = 1; i < end; ++i) {
        if (quoted[i] != '\\') {
            if (quoted[i] == '"')
                return std::nullopt;
            value += quoted[i];
            continue;
        }
        if (++i >= end)
            return std::nullopt;
        if (simple.contains(quoted[i])) {
            value += simple.value(quoted[i]);
            continue;
        }
        const int digits = numbers.value(quoted[i]);
        bool ok = false;
        const uint number = digits == 0 || i + digits >= end
            ? 0
            : quoted.sliced(i + 1, digits).toByteArray().toUInt(&ok, 16);
        if (!ok || number > 0x10FFFF)
            return std::nullopt;
        value += digits == 2
            ? QByteArray(1, char(number))
            : QString::fromUcs4(reinterpret_cast<const char32_t *>(&number), 1).toUtf8();
        i += digits;
    }
    return value;
}

StackFolder StackFolder::find(const QString &folder)
{
    StackFolder stack;
    const QFileInfo start(folder);
    QDir at(start.isFile() ? start.absolutePath() : start.absoluteFilePath());
    if (!at.exists()) {
        stack.m_problem = tr("There is no such folder: %1").arg(folder);
        return stack;
    }
    at.setPath(at.canonicalPath());
    QString root = rootIn(at);
    while (root.isEmpty() && at.cdUp())
        root = rootIn(at);
    const auto manifest = readFile(QDir(root).filePath(manifestName));
    if (root.isEmpty() || !manifest) {
        stack.m_problem =
            tr("There is no stack in %1, nor in a folder above it: no angee.yaml that can be read.")
                .arg(folder);
        return stack;
    }
    stack.m_root = QFileInfo(root).canonicalFilePath();
    stack.readManifest(*manifest);
    return stack;
}

void StackFolder::readManifest(const QByteArray &text)
{
    QString secret;
    QString file = u".env"_s;
    QString backend;
    try {
        const YAML::Node document = YAML::Load(text.toStdString());
        m_name = manifestText(document, "name");
        const QUrl url(manifestText(manifestNode(document, "operator"), "url"));
        if (url.port() > 0 && (url.host() == "127.0.0.1"_L1 || url.host() == "localhost"_L1))
            m_port = quint16(url.port());
        if (const quint16 port = portIn(
                manifestText(manifestNode(manifestNode(document, "ports"), "operator"), "value")))
            m_port = port;
        const YAML::Node keeper = manifestNode(document, "secrets_backend");
        backend = manifestText(keeper, "type");
        if (const QString path = manifestText(keeper, "path"); !path.isEmpty())
            file = path;
        secret = tokenSecretByName(manifestKeys(manifestNode(document, "secrets")));
    } catch (const YAML::Exception &) {
        m_problem = tr("The manifest of %1 cannot be read, and with it what token its daemon has.")
                        .arg(m_root);
        return;
    }
    const QList<ManifestEntry> entries = manifestEntries(text);
    const QString own = ownServiceOf(entries, 0);
    for (const ManifestEntry &entry : entries) {
        if (!entry.isService || entry.name != own || own.isEmpty())
            continue;
        if (const QString named = tokenSecret(entry); !named.isEmpty())
            secret = named;
        for (const QString &port : entry.ports) {
            if (portIn(port) > 0)
                m_port = portIn(port);
        }
    }
    if (secret.isEmpty())
        m_problem = tr("The manifest does not tell which token the stack's daemon has.");
    else if (!backend.isEmpty() && backend != "env-file"_L1)
        m_problem = tr("The daemon's token is kept by %1, not in a file.").arg(backend);
    else
        readToken(secret, file);
}

void StackFolder::readToken(const QString &secret, const QString &file)
{
    const QString path = QDir(m_root).filePath(file);
    const auto content = readFile(path);
    if (!content) {
        m_problem =
            tr("The daemon's token is the secret \"%1\", but %2 cannot be read.").arg(secret, path);
        return;
    }
    const QByteArray key = variableOf(secret) + '=';
    const QByteArrayList lines = content->split('\n');
    for (const QByteArray &line : lines) {
        if (!line.startsWith(key))
            continue;
        const QByteArray given = line.sliced(key.size()).trimmed();
        const QByteArray value = unquotedByGo(given).value_or(given);
        if (const QString wrong = problemWithToken(QString::fromUtf8(value));
            !wrong.isEmpty() || value.isEmpty())
            m_problem = tr("The secret \"%1\" in %2 is no token. %3").arg(secret, path, wrong);
        else
            m_token = value;
        return;
    }
    m_problem =
        tr("The daemon's token is the secret \"%1\", which has no value in %2.").arg(secret, path);
}

QString StackFolder::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_port);
}

bool StackFolder::isRoot(const QString &root) const
{
    return !root.isEmpty() && QFileInfo(root).canonicalFilePath() == m_root;
}

} // namespace angee
