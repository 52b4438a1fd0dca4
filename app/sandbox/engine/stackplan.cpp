// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/enginestate.h"
#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/substitution.h"
#include "app/sandbox/engine/yamljson.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QRegularExpression>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

using SecretValues = std::map<QString, QString>;

//! The two readings of one manifest: with placeholders, as it is shown, and with values, as it
//! runs.
struct Scopes
{
    SubstitutionScope shown;
    SubstitutionScope run;
};

Scopes scopesOf(const EngineState &state, const Manifest &manifest, const SecretValues &secrets)
{
    Scopes out;
    SubstitutionScope &scope = out.shown;
    for (const auto &[name, port] : manifest.ports)
        scope.ports.emplace(name, port.value);
    for (const auto &[name, workspace] : manifest.workspaces)
        scope.workspacePaths.emplace(name, workspacePath(state, name));
    for (const auto &[name, source] : manifest.sources) {
        // ${source.N} always means the cache, even for a local source (contract.md, section 10).
        Source cached = source;
        cached.path.clear();
        scope.sourcePaths.emplace(name, sourcePath(state, name, cached));
    }
    scope.values = {{u"name"_s, manifest.name},
                    {u"operator.url"_s, manifest.operatorSection.url},
                    {u"operator.domain"_s, manifest.operatorSection.domain}};
    out.run = scope;
    for (const auto &[name, declaration] : manifest.secrets) {
        const QString key = secretEnvName(name);
        const auto value = secrets.find(key);
        if (value == secrets.end())
            continue; // whoever uses it cannot be compiled, whatever its declaration says
        out.shown.secrets.emplace(name, u"${%1}"_s.arg(key));
        out.run.secrets.emplace(name, value->second);
    }
    return out;
}

QString shellQuote(const QString &word)
{
    static const QRegularExpression safe(u"^[A-Za-z0-9_@%+=:,./-]+$"_s);
    if (safe.match(word).hasMatch())
        return word;
    return u'\'' + QString(word).replace(u"'"_s, u"'\"'\"'"_s) + u'\'';
}

//! One service or job while it is compiled.
class Compiler final
{
    template <typename Work>
    auto part(const QString &name, Work work) const
    {
        try {
            return work();
        } catch (const EngineError &e) {
            throw EngineError::failed(u"%1 %2: %3"_s.arg(m_what, name, e.error));
        }
    }

public:
    Compiler(const EngineState &state, const Manifest &manifest, const Scopes &scopes, QString what,
             const Runnable &runnable)
        : m_state(state)
        , m_manifest(manifest)
        , m_scopes(scopes)
        , m_what(std::move(what))
        , m_runnable(runnable)
    { }

    QStringList command(bool shown) const
    {
        return part(u"command"_s, [&] { return substituteAll(m_runnable.command, scope(shown)); });
    }

    NameMap<QString> environment(bool shown) const
    {
        return part(u"env"_s, [&] {
            NameMap<QString> out;
            for (const auto &[key, value] : m_runnable.env) {
                try {
                    out.emplace(key, substitute(value, scope(shown)));
                } catch (const EngineError &e) {
                    throw EngineError::failed(key + u": "_s + e.error);
                }
            }
            return out;
        });
    }

    //! On local services a mount becomes a variable with its path.
    NameMap<QString> mountVariables(bool shown) const
    {
        return part(u"mounts"_s, [&] {
            NameMap<QString> out;
            for (const QString &mount : substituteAll(m_runnable.mounts, scope(shown))) {
                const auto [scheme, where, target] = parsedMount(mount);
                static const QRegularExpression others(u"[^A-Z0-9]+"_s);
                const QString name = where.section(u'/', 0, 0).toUpper().replace(others, u"_"_s);
                if (!scheme.isEmpty())
                    out.emplace(u"%1_%2_PATH"_s.arg(scheme.toUpper(), name),
                                resolve(scheme + u"://"_s + where));
            }
            return out;
        });
    }

    //! In a container it is one: "/path:/target:ro", or "volume:/target".
    QStringList volumes() const
    {
        return part(u"mounts"_s, [&] {
            QStringList out;
            for (const QString &mount : substituteAll(m_runnable.mounts, m_scopes.shown)) {
                const auto [scheme, where, target] = parsedMount(mount);
                if (scheme.isEmpty())
                    out += mount;
                else if (scheme == "volume"_L1)
                    out += where + target;
                else
                    out += resolve(scheme + u"://"_s + where) + target;
            }
            return out;
        });
    }

    QString workdir() const
    {
        return part(u"workdir"_s, [&] {
            const QString text = substitute(m_runnable.workdir, m_scopes.run);
            return text.isEmpty() ? QString() : resolve(text);
        });
    }

    QStringList ports() const
    {
        return part(u"ports"_s, [&] { return substituteAll(m_runnable.ports, m_scopes.shown); });
    }

private:
    const SubstitutionScope &scope(bool shown) const
    {
        return shown ? m_scopes.shown : m_scopes.run;
    }

    //! A path, or scheme://name/below it.
    QString resolve(const QString &text) const
    {
        const qsizetype at = text.indexOf("://"_L1);
        if (at < 0)
            return QDir::cleanPath(QDir(m_state.root).absoluteFilePath(text));
        const QString scheme = text.left(at);
        const QString name = text.mid(at + 3).section(u'/', 0, 0);
        const QString below = text.mid(at + 3).section(u'/', 1);
        QString base;
        if (scheme == "source"_L1 && m_manifest.sources.contains(name))
            base = sourcePath(m_state, name, m_manifest.sources.at(name));
        else if (scheme == "workspace"_L1 && m_manifest.workspaces.contains(name))
            base = workspacePath(m_state, name);
        else if (scheme == "source"_L1 || scheme == "workspace"_L1)
            throw EngineError::failed(u"%1 %2 is not declared"_s.arg(scheme, goQuote(name)));
        else if (scheme == "bind"_L1)
            base = u'/' + name;
        else
            throw EngineError::failed(u"unsupported scheme %1"_s.arg(goQuote(scheme)));
        return QDir::cleanPath(base + u'/' + below);
    }

    struct Mount
    {
        QString scheme; // empty: as it stands
        QString where;
        QString target; // with its colons
    };
    static Mount parsedMount(const QString &mount)
    {
        const qsizetype at = mount.indexOf("://"_L1);
        if (at < 0)
            return {};
        const qsizetype colon = mount.indexOf(u':', at + 3);
        const QString where = mount.mid(at + 3, colon < 0 ? -1 : colon - at - 3);
        return {mount.left(at), where, colon < 0 ? QString() : mount.mid(colon)};
    }

    const EngineState &m_state;
    const Manifest &m_manifest;
    const Scopes &m_scopes;
    QString m_what;
    const Runnable &m_runnable;
};

QJsonValue orNull(const QJsonArray &array)
{
    return array.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(array);
}

QJsonArray environmentList(const NameMap<QString> &environment)
{
    QJsonArray out;
    for (const auto &[key, value] : environment)
        out.append(key + u'=' + value);
    return out;
}

QJsonValue dependencies(const Manifest &manifest, const Runnable &runnable)
{
    QJsonObject out;
    for (const QString &name : runnable.dependsOn + runnable.after) {
        const bool isJob = manifest.jobs.contains(name);
        out.insert(
            name,
            QJsonObject{{u"Condition"_s,
                         isJob ? u"process_completed_successfully"_s : u"process_started"_s}});
    }
    return out.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(out);
}

Environment childEnvironment(const NameMap<QString> &declaredValues)
{
    Environment out = currentEnvironment();
    out.erase(u"ANGEE_OPERATOR_TOKEN"_s); // root on some stack: not a child's business
    for (const auto &[key, value] : declaredValues)
        out.insert_or_assign(key, value);
    return out;
}

//! A name that is good for a container project: the stack's, and eight digits of its folder.
QString projectName(const Manifest &manifest, const QString &root)
{
    QString base = slug(manifest.name).left(30);
    if (base.isEmpty())
        base = u"angee"_s;
    const QByteArray hash = QCryptographicHash::hash(root.toUtf8(), QCryptographicHash::Sha256);
    return base + u'-' + QString::fromLatin1(hash.left(4).toHex());
}

//! The process file in its own key names, beside angee.yaml, for whoever wants to look.
void writeArtifacts(EngineState *state, const ComposeProject &compose, const QJsonObject &document)
{
    const QJsonObject processes = document.value("ProcessCompose"_L1).toObject();
    const auto write = [&](const QString &name, const QJsonObject &content, bool wanted) {
        const QString path = state->root + u'/' + name;
        if (wanted)
            replaceFile(path, jsonToYaml(content), 0600);
        else
            removeTree(path);
    };
    QJsonObject entries;
    const QJsonObject all = processes.value("Processes"_L1).toObject();
    for (auto it = all.begin(); it != all.end(); ++it) {
        const QJsonObject from = it.value().toObject();
        QJsonObject entry{{u"command"_s, from.value("Command"_L1)}};
        if (from.value("Environment"_L1).isArray())
            entry.insert(u"environment"_s, from.value("Environment"_L1));
        if (!from.value("WorkingDir"_L1).toString().isEmpty())
            entry.insert(u"working_dir"_s, from.value("WorkingDir"_L1));
        entries.insert(it.key(), entry);
    }
    write(u"process-compose.yaml"_s,
          {{u"version"_s, processes.value("Version"_L1)}, {u"processes"_s, entries}},
          !entries.isEmpty());
    const bool hasContainers = !compose.services.empty();
    write(u"docker-compose.yaml"_s, hasContainers ? compose.fileContent() : QJsonObject(),
          hasContainers);
    state->setCompose(hasContainers ? std::make_shared<ComposeProject>(compose) : nullptr);
}

ComposeService composeService(const Compiler &compiler, const Runnable &runnable,
                              const Manifest &manifest)
{
    ComposeService out;
    out.image = runnable.image;
    if (runnable.build.isObject())
        out.build = runnable.build;
    else if (!runnable.build.isUndefined())
        out.build = QJsonObject{{u"context"_s, runnable.build.toString()}};
    out.command = compiler.command(true);
    out.environment = compiler.environment(true);
    out.volumes = compiler.volumes();
    out.workdir = runnable.workdir;
    out.dependsOn = runnable.dependsOn + runnable.after;
    // What has a route is reached through it alone.
    const bool isRouted = runnable.route && manifest.ingress.type == "caddy"_L1;
    const QStringList ports = compiler.ports();
    if (!isRouted)
        out.ports = ports;
    return out;
}

struct LocalName
{
    QString kind;
    QString name;
    QString root;
};

void compileLocal(const Compiler &compiler, const Runnable &runnable, const Manifest &manifest,
                  const LocalName &what, StackPlan *plan, QJsonObject *processes)
{
    QStringList words;
    for (const QString &word : compiler.command(true))
        words += shellQuote(word);
    const auto environment = [&compiler](bool shown) {
        NameMap<QString> out = compiler.environment(shown);
        out.merge(compiler.mountVariables(shown));
        return out;
    };
    const QString workdir = compiler.workdir();
    processes->insert(what.name,
                      QJsonObject{{u"Command"_s, words.join(u' ')},
                                  {u"Environment"_s, orNull(environmentList(environment(true)))},
                                  {u"WorkingDir"_s, workdir},
                                  {u"DependsOn"_s, dependencies(manifest, runnable)}});
    ProcessTable::Program program;
    program.spec = {compiler.command(false), childEnvironment(environment(false)),
                    workdir.isEmpty() ? what.root : workdir, false};
    program.after = runnable.dependsOn + runnable.after;
    program.isJob = what.kind == "job"_L1;
    plan->programs.emplace(what.name, program);
}

} // namespace

StackPlan compileStack(const EngineState &state, const Manifest &manifest,
                       const SecretValues &secrets)
{
    const Scopes scopes = scopesOf(state, manifest, secrets);
    StackPlan plan;
    plan.compose.name = projectName(manifest, state.root);
    for (const auto &[name, volume] : manifest.volumes)
        plan.compose.volumes += name;
    QJsonObject processes;
    const auto compile = [&](const QString &kind, const QString &name, const Runnable &runnable) {
        const Compiler compiler(state, manifest, scopes, kind + u' ' + name, runnable);
        if (runnable.isContainer())
            plan.compose.services.emplace(name, composeService(compiler, runnable, manifest));
        else
            compileLocal(compiler, runnable, manifest, {kind, name, state.root}, &plan, &processes);
    };
    for (const auto &[name, service] : manifest.services)
        compile(u"service"_s, name, service);
    for (const auto &[name, job] : manifest.jobs) {
        if (!job.isContainer())
            compile(u"job"_s, name, job);
    }
    QJsonObject variables;
    for (const auto &[name, placeholder] : scopes.shown.secrets)
        variables.insert(name, secretEnvName(name));
    plan.document = {
        {u"Compose"_s, plan.compose.document()},
        {u"ProcessCompose"_s, QJsonObject{{u"Version"_s, u"0.5"_s}, {u"Processes"_s, processes}}},
        {u"SecretEnvVars"_s, variables}};
    return plan;
}

ChildSpec compileContainerJob(const EngineState &state, const Manifest &manifest,
                              const Runnable &job, const NameMap<QString> &inputs)
{
    Scopes scopes = scopesOf(state, manifest, state.secrets.values(manifest));
    scopes.run.inputs = inputs;
    ChildSpec spec;
    spec.argv = substituteAll(job.command, scopes.run);
    spec.environment = {{u"PATH"_s, qEnvironmentVariable("PATH")}, {u"HOME"_s, u"/root"_s}};
    for (const auto &[key, value] : job.env)
        spec.environment.insert_or_assign(key, substitute(value, scopes.run));
    return spec;
}

StackPlan prepareStack(EngineState *state, const Manifest &manifest, const Stop &stop)
{
    makePath(state->root + u"/run"_s);
    for (const auto &[key, persist] : manifest.persist)
        makePath(containedPath(state->root, persist.subpath));
    for (const auto &[name, source] : manifest.sources)
        materialiseSource(*state, name, source, stop);
    for (const auto &[name, workspace] : manifest.workspaces) {
        if (pathExists(workspacePath(*state, name)))
            continue;
        try {
            SlotWork work(*state, name, stop);
            for (const auto &[slot, spec] : workspace.sources)
                work.place(slot, spec, declared(manifest.sources, u"source"_s, spec.source), true);
            RenderState::forget(*state, u"workspaces"_s, name);
            renderWorkspace(
                *state, TemplateFolder::resolve(state->root, workspace.templateRef, u"workspace"_s),
                name, workspace, true);
            work.commit();
        } catch (const EngineError &e) {
            throw EngineError::failed(
                u"materialize declared workspace %1: %2"_s.arg(goQuote(name), e.error));
        }
    }
    StackPlan plan = compileStack(*state, manifest, state->secrets.resolve(manifest));
    writeArtifacts(state, plan.compose, plan.document);
    return plan;
}

} // namespace angee::sandbox
