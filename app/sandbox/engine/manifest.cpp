// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/manifest.h"

#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/reply.h"
#include "app/sandbox/engine/yamljson.h"
#include "core/manifest/manifestcheck.h"

#include <QJsonArray>
#include <QJsonObject>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

// Each struct describes its keys once; a Reader or a Writer goes over the description.

class Reader;
class Writer;

template <typename Archive>
void describe(Archive &a, PortPool &v)
{
    a.member(u"range"_s, v.range);
}

template <typename Archive>
void describe(Archive &a, PortLease &v)
{
    a.member(u"port"_s, v.port);
    a.member(u"owner"_s, v.owner);
    a.member(u"created_at"_s, v.createdAt);
}

template <typename Archive>
void describe(Archive &a, OperatorSection &v)
{
    a.member(u"url"_s, v.url);
    a.member(u"domain"_s, v.domain);
    a.member(u"token_secret"_s, v.tokenSecret);
    a.member(u"port_pool"_s, v.portPool);
    a.member(u"template_paths"_s, v.templatePaths);
}

template <typename Archive>
void describe(Archive &a, SecretsBackend &v)
{
    a.member(u"type"_s, v.type);
    a.member(u"path"_s, v.path);
    a.member(u"address"_s, v.address);
    a.member(u"mount"_s, v.mount);
    a.member(u"token"_s, v.token);
}

template <typename Archive>
void describe(Archive &a, Ingress &v)
{
    a.member(u"type"_s, v.type);
    a.member(u"routing"_s, v.routing);
    a.member(u"tls"_s, v.tls);
    a.member(u"domain"_s, v.domain);
    a.member(u"port"_s, v.port);
    a.member(u"image"_s, v.image);
    a.member(u"network"_s, v.network);
    a.member(u"verify"_s, v.verify);
}

template <typename Archive>
void describe(Archive &a, SecretDeclaration &v)
{
    a.member(u"generated"_s, v.generated);
    a.member(u"length"_s, v.length);
    a.member(u"required"_s, v.required);
    a.member(u"import"_s, v.import);
}

template <typename Archive>
void describe(Archive &a, PortDeclaration &v)
{
    a.member(u"value"_s, v.value);
    a.member(u"export_env"_s, v.exportEnv);
    a.member(u"aliases"_s, v.aliases);
}

template <typename Archive>
void describe(Archive &a, Volume &v)
{
    a.member(u"driver"_s, v.driver);
    a.member(u"path"_s, v.path);
}

template <typename Archive>
void describe(Archive &a, PersistPath &v)
{
    a.member(u"subpath"_s, v.subpath);
    a.member(u"scope"_s, v.scope);
}

template <typename Archive>
void describe(Archive &a, SourceAuth &v)
{
    a.member(u"mode"_s, v.mode);
    a.member(u"ssh_key_secret"_s, v.sshKeySecret);
    a.member(u"token_secret"_s, v.tokenSecret);
}

template <typename Archive>
void describe(Archive &a, SourceGit &v)
{
    a.member(u"user_name"_s, v.userName);
    a.member(u"user_email"_s, v.userEmail);
}

template <typename Archive>
void describe(Archive &a, Source &v)
{
    a.member(u"kind"_s, v.kind);
    a.member(u"repo"_s, v.repo);
    a.member(u"url"_s, v.url);
    a.member(u"path"_s, v.path);
    a.member(u"default_ref"_s, v.defaultRef);
    a.member(u"cache_path"_s, v.cachePath);
    a.member(u"auth"_s, v.auth);
    a.member(u"git"_s, v.git);
    a.member(u"checksum"_s, v.checksum);
}

template <typename Archive>
void describe(Archive &a, WorkspaceSlot &v)
{
    a.member(u"source"_s, v.source);
    a.member(u"mode"_s, v.mode);
    a.member(u"branch"_s, v.branch);
    a.member(u"ref"_s, v.ref);
    a.member(u"subpath"_s, v.subpath);
}

template <typename Archive>
void describe(Archive &a, WorkspaceResolved &v)
{
    a.member(u"chain"_s, v.chain);
    a.member(u"chain_root"_s, v.chainRoot);
    a.member(u"allocations"_s, v.allocations);
    a.member(u"persist_paths"_s, v.persistPaths);
}

template <typename Archive>
void describe(Archive &a, Workspace &v)
{
    a.member(u"template"_s, v.templateRef);
    a.member(u"inputs"_s, v.inputs);
    a.member(u"sources"_s, v.sources);
    a.member(u"resolved"_s, v.resolved);
    a.member(u"ttl"_s, v.ttl);
    a.member(u"ttl_expires_at"_s, v.ttlExpiresAt);
}

template <typename Archive>
void describe(Archive &a, Route &v)
{
    a.member(u"port"_s, v.port);
    a.member(u"host"_s, v.host);
    a.member(u"path"_s, v.path);
    a.member(u"auth"_s, v.auth);
}

template <typename Archive>
void describe(Archive &a, Runnable &v)
{
    a.member(u"runtime"_s, v.runtime);
    a.member(u"image"_s, v.image);
    a.member(u"build"_s, v.build);
    a.member(u"command"_s, v.command);
    a.member(u"env"_s, v.env);
    a.member(u"env_file"_s, v.envFile);
    a.member(u"ports"_s, v.ports);
    a.member(u"mounts"_s, v.mounts);
    a.member(u"workdir"_s, v.workdir);
    a.member(u"after"_s, v.after);
    a.member(u"depends_on"_s, v.dependsOn);
    a.member(u"route"_s, v.route);
    a.member(u"run_on"_s, v.runOn);
}

template <typename Archive>
void describe(Archive &a, ActiveTemplate &v)
{
    a.member(u"active"_s, v.active);
    a.member(u"answers_file"_s, v.answersFile);
}

template <typename Archive>
void describe(Archive &a, Manifest &v)
{
    a.member(u"version"_s, v.version);
    a.member(u"kind"_s, v.kind);
    a.member(u"name"_s, v.name);
    a.member(u"template"_s, v.activeTemplate);
    a.member(u"operator"_s, v.operatorSection);
    a.member(u"secrets_backend"_s, v.secretsBackend);
    a.member(u"ingress"_s, v.ingress);
    a.member(u"secrets"_s, v.secrets);
    a.member(u"ports"_s, v.ports);
    a.member(u"volumes"_s, v.volumes);
    a.member(u"persist"_s, v.persist);
    a.member(u"sources"_s, v.sources);
    a.member(u"workspaces"_s, v.workspaces);
    a.member(u"services"_s, v.services);
    a.member(u"jobs"_s, v.jobs);
    a.member(u"port_leases"_s, v.portLeases);
}

//! Fills a struct from an object and refuses what the struct does not describe.
class Reader final
{
public:
    Reader(const QJsonObject &object, QString where)
        : m_object(object)
        , m_where(std::move(where))
    { }

    template <typename T>
    void member(const QString &key, T &value)
    {
        m_known += key;
        const QJsonValue found = m_object.value(key);
        if (!found.isUndefined() && !found.isNull())
            read(found, path(key), value);
    }

    void finish() const
    {
        for (const QString &key : m_object.keys()) {
            if (!m_known.contains(key))
                throw EngineError::failed(u"yaml: unmarshal errors: field %1 not found in %2"_s.arg(
                    key, m_where.isEmpty() ? u"the stack"_s : m_where));
        }
    }

private:
    [[noreturn]] static void refuse(const QString &where, const QString &type)
    {
        throw EngineError::failed(u"yaml: unmarshal errors: %1 must be %2"_s.arg(where, type));
    }

    QString path(const QString &key) const
    {
        return m_where.isEmpty() ? key : m_where + u'.' + key;
    }

    static void read(const QJsonValue &found, const QString &where, QString &value)
    {
        if (!found.isString())
            refuse(where, u"a text"_s);
        value = found.toString();
    }

    static void read(const QJsonValue &found, const QString &where, int &value)
    {
        bool ok = false;
        value = found.isDouble() ? int(found.toInteger()) : found.toString().toInt(&ok);
        if (!ok && !found.isDouble())
            refuse(where, u"a whole number"_s);
    }

    static void read(const QJsonValue &found, const QString &where, bool &value)
    {
        const QString text = found.toString().toLower();
        value = found.toBool() || text == "true"_L1;
        if (!found.isBool() && !value && text != "false"_L1)
            refuse(where, u"true or false"_s);
    }

    static void read(const QJsonValue &found, const QString &, QJsonValue &value) { value = found; }

    static void read(const QJsonValue &found, const QString &where, std::optional<WireTime> &value)
    {
        value = parseWireTime(found.toString());
        if (!value)
            refuse(where, u"a time in RFC 3339"_s);
    }

    static void read(const QJsonValue &found, const QString &where, QStringList &value)
    {
        if (!found.isArray())
            refuse(where, u"a list"_s);
        value.clear();
        for (const QJsonValue &element : found.toArray()) {
            QString text;
            read(element, where, text);
            value += text;
        }
    }

    template <typename T>
    static void read(const QJsonValue &found, const QString &where, QList<T> &value)
    {
        if (!found.isArray())
            refuse(where, u"a list"_s);
        for (const QJsonValue &element : found.toArray()) {
            T item;
            read(element, where, item);
            value.append(item);
        }
    }

    template <typename T>
    static void read(const QJsonValue &found, const QString &where, NameMap<T> &value)
    {
        if (!found.isObject())
            refuse(where, u"a mapping"_s);
        const QJsonObject object = found.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            T item{};
            if (!it.value().isNull())
                read(it.value(), where + u'.' + it.key(), item);
            value.insert_or_assign(it.key(), item);
        }
    }

    template <typename T>
    static void read(const QJsonValue &found, const QString &where, std::optional<T> &value)
    {
        value.emplace();
        read(found, where, *value);
    }

    template <typename T>
    static void read(const QJsonValue &found, const QString &where, T &value)
    {
        if (!found.isObject())
            refuse(where, u"a mapping"_s);
        Reader reader(found.toObject(), where);
        describe(reader, value);
        reader.finish();
    }

    QJsonObject m_object;
    QString m_where;
    QStringList m_known;
};

//! Gathers what is not empty.
class Writer final
{
public:
    template <typename T>
    void member(const QString &key, T &value)
    {
        const QJsonValue written = write(value);
        const bool empty = written.isUndefined()
            || (written.isObject() && written.toObject().isEmpty())
            || (written.isArray() && written.toArray().isEmpty())
            || (written.isString() && written.toString().isEmpty())
            || (written.isBool() && !written.toBool())
            || (written.isDouble() && written.toInteger() == 0);
        if (!empty)
            m_object.insert(key, written);
    }

    QJsonObject object() const { return m_object; }

private:
    static QJsonValue write(QString &value) { return value; }
    static QJsonValue write(int value) { return value; }
    static QJsonValue write(bool value) { return value; }
    static QJsonValue write(QJsonValue &value) { return value; }
    static QJsonValue write(QStringList &value) { return QJsonArray::fromStringList(value); }

    static QJsonValue write(std::optional<WireTime> &value)
    {
        return value ? QJsonValue(formatWireTime(*value)) : QJsonValue(QJsonValue::Undefined);
    }

    template <typename T>
    static QJsonValue write(QList<T> &value)
    {
        QJsonArray array;
        for (T &item : value)
            array.append(write(item));
        return array;
    }

    template <typename T>
    static QJsonValue write(NameMap<T> &value)
    {
        QJsonObject object;
        for (auto &[key, item] : value)
            object.insert(key, write(item));
        return object;
    }

    template <typename T>
    static QJsonValue write(std::optional<T> &value)
    {
        return value ? write(*value) : QJsonValue(QJsonValue::Undefined);
    }

    template <typename T>
    static QJsonValue write(T &value)
    {
        Writer writer;
        describe(writer, value);
        return writer.object();
    }

    QJsonObject m_object;
};

// The console checks what it sends by the same rules; here they are the daemon's.
void refuseLocked(const QByteArray &yaml)
{
    const ManifestProblems problems = checkManifest(yaml);
    const ManifestProblem *const first = lockingProblem(problems);
    if (!first)
        return;
    const QString line = u"line %1: "_s.arg(first->line);
    switch (first->stage) {
    case ManifestProblem::Stage::Text:
        throw EngineError::failed(first->line > 0 ? u"yaml: "_s + line + first->words
                                                  : first->words);
    case ManifestProblem::Stage::Shape: {
        QString all = u"yaml: unmarshal errors:"_s;
        for (const ManifestProblem &problem : problems)
            all += u"\n  line %1: %2"_s.arg(problem.line).arg(problem.words);
        throw EngineError::failed(all);
    }
    case ManifestProblem::Stage::Rules:
    case ManifestProblem::Stage::References:
        throw EngineError::failed(first->words);
    }
}

template <typename T>
void readInto(const QJsonObject &object, const QString &where, T &value)
{
    Reader reader(object, where);
    describe(reader, value);
    reader.finish();
}

} // namespace

bool Runnable::isContainer() const
{
    return runtime == "container"_L1;
}

void Manifest::fillDefaults()
{
    if (version == 0)
        version = 1;
    if (kind.isEmpty())
        kind = u"stack"_s;
    if (ingress.type.isEmpty())
        ingress.type = u"none"_s;
}

void Manifest::normalise()
{
    fillDefaults();
    refuseLocked(toYaml());
}

Manifest Manifest::load(const QString &path)
{
    return parse(readWholeFile(path), path);
}

Manifest Manifest::parse(const QByteArray &yaml, const QString &shownPath)
{
    refuseLocked(yaml);
    const QJsonValue document = yamlToJson(yaml, shownPath);
    Manifest manifest;
    readInto(document.toObject(), {}, manifest);
    manifest.fillDefaults();
    return manifest;
}

QByteArray Manifest::toYaml() const
{
    static const QStringList order{
        u"version"_s,         u"kind"_s,    u"name"_s,       u"template"_s, u"operator"_s,
        u"secrets_backend"_s, u"ingress"_s, u"secrets"_s,    u"ports"_s,    u"volumes"_s,
        u"persist"_s,         u"sources"_s, u"workspaces"_s, u"services"_s, u"jobs"_s,
        u"port_leases"_s};
    Manifest copy = *this;
    Writer writer;
    describe(writer, copy);
    QJsonObject object = writer.object();
    // An empty declaration means something: `webhook-key: {}` is a secret.
    QJsonObject declared;
    for (auto &[key, secret] : copy.secrets) {
        Writer one;
        describe(one, secret);
        declared.insert(key, one.object());
    }
    if (!declared.isEmpty())
        object.insert(u"secrets"_s, declared);
    return jsonToYaml(object, order);
}

void Manifest::save(const QString &path)
{
    normalise();
    replaceFile(path, toYaml(), 0644);
}

Runnable runnableFromJson(const QJsonObject &json, const QString &where)
{
    Runnable runnable;
    readInto(json, where, runnable);
    return runnable;
}

QJsonObject runnableToJson(const Runnable &runnable)
{
    Runnable copy = runnable;
    Writer writer;
    describe(writer, copy);
    return writer.object();
}

Runnable parseRenderedService(const QByteArray &yaml, QString *name)
{
    QJsonObject document;
    try {
        document = yamlToJson(yaml, u"service.yaml"_s).toObject();
    } catch (const EngineError &e) {
        throw EngineError::failed(u"parse rendered service.yaml: %1"_s.arg(e.error));
    }
    for (const QString &key : document.keys()) {
        if (!QStringList{u"services"_s, u"version"_s, u"kind"_s, u"name"_s}.contains(key))
            throw EngineError::invalid(u"template"_s,
                                       u"rendered service.yaml may only contain `services:` (with "
                                       u"optional version/kind/name "
                                       "header keys); found %1"_s.arg(goQuote(key)));
    }
    const QJsonObject services = document.value("services"_L1).toObject();
    if (services.size() != 1)
        throw EngineError::invalid(
            u"template"_s,
            u"rendered service.yaml must declare exactly one service, got %1"_s.arg(
                services.size()));
    *name = services.begin().key();
    return runnableFromJson(services.begin().value().toObject(), u"services."_s + *name);
}

} // namespace angee::sandbox
