// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/composetool.h"
#include "app/sandbox/engine/enginestate.h"
#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/substitution.h"
#include "app/sandbox/engine/supervisorwords.h"

#include <QDir>
#include <QJsonArray>

#include <chrono>

namespace angee::sandbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto downGrace = 3s;

bool hasLocal(const Manifest &manifest)
{
    const auto local = [](const auto &entry) { return !entry.second.isContainer(); };
    return std::any_of(manifest.services.begin(), manifest.services.end(), local)
        || std::any_of(manifest.jobs.begin(), manifest.jobs.end(), local);
}

//! The container services that were named, or all; naming another one is refused.
QStringList containersAmong(const Manifest &manifest, const QStringList &named)
{
    QStringList out;
    for (const QString &name : named) {
        const Runnable &service = declared(manifest.services, u"service"_s, name);
        if (!service.isContainer())
            throw EngineError::failed(u"service %1 uses runtime %2, not \"container\""_s.arg(
                goQuote(name), goQuote(service.runtime)));
        out += name;
    }
    if (!named.isEmpty())
        return out;
    for (const auto &[name, service] : manifest.services) {
        if (service.isContainer())
            out += name;
    }
    return out;
}

QStringList servicesOf(const QJsonValue &body)
{
    return RequestFields(body, u"StackRuntimeRequest"_s)
        .texts(u"services"_s)
        .value_or(QStringList());
}

ComposeTool::Build buildOf(bool wantsBuild)
{
    return wantsBuild ? ComposeTool::Build::All : ComposeTool::Build::Missing;
}

Reply runInContainer(EngineState *state, const ChildSpec &spec, const Stop &stop)
{
    const auto failed = [](const QString &words, const QString &output) {
        return EngineError::failed(u"job container command failed: %1: %2"_s.arg(words, output));
    };
    constexpr auto help = "\n\nRun 'docker run --help' for more information\n";
    if (!state->containers.isReachable())
        throw failed(u"exit status 125"_s,
                     u"docker: "_s + engineIsGone() + QLatin1StringView(help));
    const CommandResult result = state->containers.runOnce(spec, stop);
    if (!result.isSuccess())
        throw failed(result.words(), textOfUtf8(result.output));
    return Reply::plain(result.output);
}

} // namespace

void startLocals(EngineState *state, const StackPlan &plan)
{
    ProcessTable &processes = state->processes;
    if (!processes.isUp()) {
        processes.launch(plan.programs);
        return;
    }
    processes.define(plan.programs);
    for (const auto &[name, program] : plan.programs) {
        if (!program.isJob && processes.status(name) != "running"_L1)
            static_cast<void>(processes.start(name)); // its state tells why it does not run
    }
}

Reply StackEngine::stackStatus()
{
    return answer([&] {
        const Manifest manifest = m_state->manifest();
        QJsonObject body{{u"root"_s, m_state->root}, {u"name"_s, manifest.name}};
        const auto byName = [](const Reply &list) {
            QJsonObject out;
            for (const QJsonValue &node : list.body.toObject().value("nodes"_L1).toArray())
                out.insert(node.toObject().value("name"_L1).toString(), node);
            return out;
        };
        const QJsonObject running = byName(services());
        const QJsonObject runnable = byName(jobs());
        QJsonObject folders;
        for (const auto &[name, workspace] : manifest.workspaces) {
            const QJsonObject ref = workspaceRef(*m_state, name, workspace);
            QJsonObject brief;
            for (const QString &key :
                 {u"name"_s, u"path"_s, u"template"_s, u"ttl"_s, u"ttl_expires_at"_s}) {
                if (ref.contains(key))
                    brief.insert(key, ref.value(key));
            }
            folders.insert(name, brief);
        }
        if (!running.isEmpty())
            body.insert(u"services"_s, running);
        if (!runnable.isEmpty())
            body.insert(u"jobs"_s, runnable);
        if (!folders.isEmpty())
            body.insert(u"workspaces"_s, folders);
        return Reply::json(body);
    });
}

Reply StackEngine::stackInit(const QJsonValue &body, Stop stop)
{
    return answer([&] {
        const RequestFields fields(body, u"StackInitRequest"_s);
        const QString ref = fields.text(u"template"_s);
        const QString path = fields.text(u"path"_s);
        const NameMap<QString> given = fields.textMap(u"inputs"_s).value_or(NameMap<QString>());
        if (ref.isEmpty())
            throw EngineError::invalid(u"template"_s, u"stack template is required"_s);
        const auto lock = m_state->begin(stop);
        const TemplateFolder folder = TemplateFolder::resolve(m_state->root, ref, u"stack"_s);
        const QString target = QDir::cleanPath(QDir(m_state->root).absoluteFilePath(path));
        const QDir dir(target);
        if (!fields.flag(u"force"_s) && dir.exists()
            && !dir.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot))
            throw EngineError::conflict(
                u"stack-root"_s, target,
                u"already exists and is non-empty; use --force to overwrite "
                "or `angee stack update` to update"_s);
        NameMap<QString> variables = folder.mergedInputs(given, true);
        variables.try_emplace(u"name"_s, slug(QFileInfo(target).fileName()));
        RenderState fresh;
        static_cast<void>(reconcileFiles(target, folder.render(variables), &fresh, true, false));
        static_cast<void>(Manifest::load(target + u"/angee.yaml"_s));
        return Reply::json(QJsonObject{{u"root"_s, target},
                                       {u"status"_s, u"initialized"_s},
                                       {u"template"_s, folder.ref()}},
                           201);
    });
}

Reply StackEngine::stackPrepare(Stop stop)
{
    return answer([&] {
        const auto lock = m_state->begin(stop);
        return Reply::json(prepareStack(m_state.get(), m_state->manifest(), stop).document);
    });
}

Reply StackEngine::stackUpdate(Stop stop)
{
    Reply reply = stackPrepare(stop);
    return reply.isError() ? reply : Reply::word(u"updated"_s);
}

Reply StackEngine::stackBuild(const QJsonValue &body, Stop stop)
{
    return answer([&] {
        const QStringList named = servicesOf(body);
        auto lock = m_state->begin(stop);
        const Manifest manifest = m_state->manifest();
        prepareStack(m_state.get(), manifest, stop);
        lock.unlock();
        const QStringList containers = containersAmong(manifest, named);
        if (!containers.isEmpty())
            ComposeTool(m_state.get(), stop).build(containers);
        return Reply::word(u"built"_s);
    });
}

Reply StackEngine::stackUp(const QJsonValue &body, Stop stop)
{
    return answer([&] {
        const QStringList named = servicesOf(body);
        const bool wantsBuild = RequestFields(body, u"StackRuntimeRequest"_s).flag(u"build"_s);
        return stackUpStream(named, wantsBuild, {}, stop);
    });
}

Reply StackEngine::stackUpStream(const QStringList &named, bool wantsBuild, const ByteSink &sink,
                                 Stop stop)
{
    return answer([&] {
        auto lock = m_state->begin(stop);
        const Manifest manifest = m_state->manifest();
        prepareStack(m_state.get(), manifest, stop);
        lock.unlock();
        const QStringList containers = containersAmong(manifest, named);
        if (!containers.isEmpty())
            ComposeTool(m_state.get(), stop, sink).up(containers, buildOf(wantsBuild));
        return Reply::word(u"started"_s);
    });
}

Reply StackEngine::stackDev(const QJsonValue &body, Stop stop)
{
    return answer([&] {
        const bool wantsBuild = RequestFields(body, u"StackRuntimeRequest"_s).flag(u"build"_s);
        auto lock = m_state->begin(stop);
        const Manifest manifest = m_state->manifest();
        const StackPlan plan = prepareStack(m_state.get(), manifest, stop);
        lock.unlock();
        if (const QStringList containers = containersAmong(manifest, {}); !containers.isEmpty())
            ComposeTool(m_state.get(), stop).up(containers, buildOf(wantsBuild));
        startLocals(m_state.get(), plan);
        return Reply::word(u"started"_s);
    });
}

Reply StackEngine::stackDown(Stop stop)
{
    return answer([&] {
        m_state->requireWritable();
        const Manifest manifest = m_state->manifest();
        if (!containersAmong(manifest, {}).isEmpty())
            ComposeTool(m_state.get(), stop).down();
        // What was taken down stays down, also when the supervisor is not there to be asked.
        if (hasLocal(manifest) && !m_state->processes.isUp())
            throw EngineError::failed(
                SupervisorWords::whileDown(manifest, m_state->clock, u"down"_s, {}).sentence());
        m_state->processes.shutDown(downGrace);
        return Reply::word(u"stopped"_s);
    });
}

Reply StackEngine::stackDestroy(bool purge, Stop stop)
{
    Reply down = stackDown(stop);
    if (down.isError())
        return down;
    return answer([&] {
        const auto lock = m_state->begin(stop);
        for (const QString &name : {u"docker-compose.yaml"_s, u"process-compose.yaml"_s})
            removeTree(m_state->root + u'/' + name);
        if (purge) {
            for (const QString &name : {u"workspaces"_s, u"sources"_s, u"volumes"_s, u"run"_s})
                removeTree(m_state->root + u'/' + name);
        }
        return Reply::word(u"destroyed"_s);
    });
}

Reply StackEngine::stackLogs(const QStringList &named, Stop stop)
{
    return answer([&] {
        auto lock = m_state->begin(stop);
        const Manifest manifest = m_state->manifest();
        prepareStack(m_state.get(), manifest, stop);
        lock.unlock();
        for (const QString &name : named)
            static_cast<void>(declared(manifest.services, u"service"_s, name));
        QStringList containers;
        QStringList locals;
        for (const auto &[name, service] : manifest.services) {
            if (named.isEmpty() || named.contains(name))
                (service.isContainer() ? containers : locals) += name;
        }
        QByteArray out;
        if (!containers.isEmpty())
            out = ComposeTool(m_state.get(), stop).logs(named.isEmpty() ? named : containers);
        if (!locals.isEmpty() && !m_state->processes.isUp())
            throw EngineError::failed(
                SupervisorWords::whileDown(manifest, m_state->clock, u"logs"_s, locals.join(u' '))
                    .sentence());
        // The supervisor's tool looks at the first name alone.
        if (!locals.isEmpty())
            out += m_state->processes.output(locals.first());
        return Reply::plain(out);
    });
}

Reply StackEngine::jobs(const ListQuery &query)
{
    return answer([&] {
        std::vector<ListRow> rows;
        for (const auto &[name, job] : m_state->manifest().jobs)
            rows.push_back({{{u"name"_s, name}, {u"runtime"_s, job.runtime}},
                            {{u"id"_s, name}, {u"name"_s, name}, {u"runtime"_s, job.runtime}}});
        return Reply::json(applyListQuery(rows, query, {u"id"_s, u"name"_s, u"runtime"_s}));
    });
}

Reply StackEngine::jobRun(const QString &name, const QJsonValue &body, Stop stop)
{
    return answer([&] {
        m_state->requireWritable();
        const NameMap<QString> inputs = RequestFields(body, u"JobRunRequest"_s)
                                            .textMap(u"inputs"_s)
                                            .value_or(NameMap<QString>());
        const Manifest manifest = m_state->manifest();
        const Runnable job = declared(manifest.jobs, u"job"_s, name);
        if (job.isContainer())
            return runInContainer(m_state.get(),
                                  compileContainerJob(*m_state, manifest, job, inputs), stop);
        Manifest alone = manifest;
        alone.services.clear();
        alone.jobs = {{name, job}};
        const auto plan = compileStack(*m_state, alone, m_state->secrets.values(manifest));
        const CommandResult result = runCommand(plan.programs.at(name).spec, stop);
        if (!result.isSuccess())
            throw EngineError::failed(
                u"job command failed: %1: %2"_s.arg(result.words(), textOfUtf8(result.output)));
        return Reply::plain(result.output);
    });
}

Reply StackEngine::jobLogs(const QString &)
{
    EngineError error = EngineError::failed(u"job logs are returned by job run"_s);
    error.status = 501;
    return Reply::failure(error);
}

} // namespace angee::sandbox
