// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/stackengine.h"

#include "app/sandbox/engine/composetool.h"
#include "app/sandbox/engine/enginestate.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

// What belongs to no one part of the stack: health, templates, secrets, files, tokens.

namespace {

constexpr qsizetype longestSecret = 65536;

QJsonValue textOrNull(const QJsonObject &body, const QString &key)
{
    const QJsonValue value = body.value(key);
    return value.toString().isEmpty() ? QJsonValue(QJsonValue::Null) : value;
}

QJsonObject mintedBody(const TokenMinter::Minted &minted)
{
    return {{u"token"_s, QString::fromLatin1(minted.token)},
            {u"actor"_s, minted.actor},
            {u"expires_at"_s, formatWireTime(minted.expiresAt)}};
}

} // namespace

StackEngine::StackEngine(Options options, const Clock *clock)
    : m_state(std::make_unique<EngineState>(std::move(options), clock))
{ }

StackEngine::~StackEngine() = default;

QString StackEngine::root() const
{
    return m_state->root;
}

ContainerTable &StackEngine::containers()
{
    return m_state->containers;
}

void StackEngine::pretendBuilt(const QStringList &services)
{
    for (const QString &service : services)
        ComposeTool(m_state.get()).pretendBuilt(service);
}

void StackEngine::killSupervisor()
{
    m_state->processes.shutDown(std::chrono::milliseconds(0));
}

Reply StackEngine::health()
{
    return Reply::word(u"ok"_s);
}

Reply StackEngine::mcpDescriptor()
{
    return Reply::json(
        QJsonObject{{u"name"_s, u"angee-operator"_s},
                    {u"tools"_s,
                     QJsonArray{u"stack.status"_s, u"stack.up"_s, u"stack.down"_s,
                                u"services.create"_s, u"workspaces.create"_s, u"sources.fetch"_s}},
                    {u"version"_s, u"0.1"_s}});
}

Reply StackEngine::templates(const ListQuery &query)
{
    return answer([&] {
        std::vector<ListRow> rows;
        for (const TemplateFolder &folder : TemplateFolder::list(m_state->root)) {
            const QJsonObject body = folder.descriptor();
            rows.push_back({body,
                            {{u"id"_s, body.value("ref"_L1)},
                             {u"ref"_s, body.value("ref"_L1)},
                             {u"kind"_s, body.value("kind"_L1)},
                             {u"name"_s, textOrNull(body, u"name"_s)}}});
        }
        return Reply::json(applyListQuery(rows, query, {u"id"_s, u"ref"_s, u"kind"_s, u"name"_s}));
    });
}

Reply StackEngine::templateByRef(const QString &ref)
{
    return answer([&] {
        if (ref.startsWith(u'/'))
            throw EngineError::invalid(
                u"ref"_s,
                u"absolute paths are not allowed; use a relative ref under the stack root"_s);
        if (ref.contains(".."_L1))
            throw EngineError::invalid(u"ref"_s, u"ref must not contain `..` segments"_s);
        const QString family = ref.section(u'/', 0, 0);
        const QString kind = family == "workspaces"_L1 ? u"workspace"_s
            : family == "stacks"_L1                    ? u"stack"_s
                                                       : QString();
        return Reply::json(TemplateFolder::resolve(m_state->root, ref, kind).descriptor());
    });
}

Reply StackEngine::secrets(const ListQuery &query)
{
    return answer([&] {
        const Manifest manifest = m_state->manifest();
        const auto values = m_state->secrets.values(manifest);
        std::vector<ListRow> rows;
        for (const auto &[name, declaration] : manifest.secrets) {
            const QJsonObject body = secretRef(manifest, values, name);
            rows.push_back({body,
                            {{u"id"_s, name},
                             {u"name"_s, name},
                             {u"envVar"_s, body.value("env_var"_L1)},
                             {u"declared"_s, true},
                             {u"hasValue"_s, body.value("has_value"_L1)},
                             {u"required"_s, declaration.required},
                             {u"generated"_s, declaration.generated}}});
        }
        return Reply::json(applyListQuery(rows, query,
                                          {u"id"_s, u"name"_s, u"envVar"_s, u"declared"_s,
                                           u"hasValue"_s, u"required"_s, u"generated"_s}));
    });
}

Reply StackEngine::secret(const QString &name)
{
    return answer([&] {
        checkSecretName(name);
        const Manifest manifest = m_state->manifest();
        return Reply::json(secretRef(manifest, m_state->secrets.values(manifest, name), name));
    });
}

Reply StackEngine::secretValue(const QString &name)
{
    return answer([&] {
        checkSecretName(name);
        const auto values = m_state->secrets.values(m_state->manifest(), name);
        const auto value = values.find(secretEnvName(name));
        if (value == values.end())
            throw EngineError::notFound(u"secret"_s, name);
        return Reply::json(QJsonObject{{u"name"_s, name}, {u"value"_s, value->second}});
    });
}

Reply StackEngine::secretSet(const QString &name, const QJsonValue &body)
{
    return answer([&] {
        m_state->requireWritable();
        const QString value = RequestFields(body, u"SecretSetRequest"_s).text(u"value"_s);
        checkSecretName(name);
        if (value.isEmpty())
            throw EngineError::invalid(u"value"_s, u"value is empty; use secretDelete to remove"_s);
        if (value.toUtf8().size() > longestSecret)
            throw EngineError::invalid(u"value"_s,
                                       u"value exceeds %1 byte cap"_s.arg(longestSecret));
        const Manifest manifest = m_state->manifest();
        m_state->secrets.set(manifest, name, value);
        return Reply::json(secretRef(manifest, m_state->secrets.values(manifest), name));
    });
}

Reply StackEngine::secretDelete(const QString &name)
{
    return answer([&] {
        m_state->requireWritable();
        checkSecretName(name);
        m_state->secrets.remove(m_state->manifest(), name);
        return Reply::json(QJsonObject{{u"name"_s, name}, {u"status"_s, u"deleted"_s}});
    });
}

namespace {

//! The folder of a source's files, after the checks of contract.md, section 6, in their order.
QString fileRoot(const EngineState &state, const QString &source, const QString &path)
{
    if (source.isEmpty())
        throw EngineError::invalid(u"source"_s, u"source is required"_s);
    if (path.isEmpty())
        throw EngineError::invalid(u"path"_s, u"path is required"_s);
    const Manifest manifest = state.manifest();
    return sourcePath(state, source, declared(manifest.sources, u"source"_s, source));
}

} // namespace

Reply StackEngine::fileRead(const QString &source, const QString &path)
{
    return answer([&] {
        const SourceFiles::Content content =
            m_state->files.read(fileRoot(*m_state, source, path), path);
        return Reply::json(QJsonObject{{u"path"_s, path},
                                       {u"source"_s, source},
                                       {u"content"_s, content.text},
                                       {u"etag"_s, content.etag}});
    });
}

Reply StackEngine::fileWrite(const QString &source, const QString &path, const QJsonValue &body)
{
    return answer([&] {
        m_state->requireWritable();
        const RequestFields fields(body, u"FileWriteRequest"_s);
        const QString content = fields.text(u"content"_s);
        const QString etag = fields.text(u"etag"_s);
        const QString fresh =
            m_state->files.write(fileRoot(*m_state, source, path), path, content, etag);
        return Reply::json(
            QJsonObject{{u"path"_s, path}, {u"source"_s, source}, {u"etag"_s, fresh}});
    });
}

Reply StackEngine::mintToken(const QJsonValue &body)
{
    return answer([&] {
        const RequestFields fields(body, u"MintConnectionTokenRequest"_s);
        return Reply::json(mintedBody(m_state->minter.mint(
            fields.text(u"actor"_s), fields.texts(u"scope"_s).value_or(QStringList()),
            fields.text(u"ttl"_s), u"operator"_s)));
    });
}

Reply StackEngine::mintRouteToken(const QJsonValue &body)
{
    return answer([&] {
        const RequestFields fields(body, u"MintRouteTokenRequest"_s);
        const QString service = fields.text(u"service"_s).trimmed();
        if (service.isEmpty())
            throw EngineError::badRequest(u"service is required"_s);
        return Reply::json(mintedBody(m_state->minter.mint(
            fields.text(u"actor"_s), {}, fields.text(u"ttl"_s), u"svc:"_s + service)));
    });
}

bool StackEngine::isOperator(const QByteArray &token) const
{
    return !token.isEmpty()
        && (equalSecrets(token, m_state->options.token)
            || m_state->minter.verify(token, u"operator"_s));
}

bool StackEngine::isRouteToken(const QByteArray &token, const QString &service) const
{
    return m_state->minter.verify(token, u"svc:"_s + service);
}

QJsonObject logLineBody(const QString &service, const QString &runtime, const QByteArray &line)
{
    static const QRegularExpression form(
        u"(?:\\blevel=\"?|\"level\"\\s*:\\s*\"|(?:^|\\s)\\[)(trace|debug|info|warn|warning|error|err|fatal|panic)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString message = textOfUtf8(line);
    QJsonObject body{{u"service"_s, service}, {u"runtime"_s, runtime}, {u"message"_s, message}};
    const auto match = form.match(message);
    if (!match.hasMatch())
        return body;
    QString level = match.captured(1).toUpper();
    if (level == "WARNING"_L1)
        level = u"WARN"_s;
    else if (level == "ERR"_L1 || level == "FATAL"_L1 || level == "PANIC"_L1)
        level = u"ERROR"_s;
    body.insert(u"level"_s, level);
    return body;
}

} // namespace angee::sandbox
