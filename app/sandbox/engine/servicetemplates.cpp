// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/enginestate.h"
#include "app/sandbox/engine/fileaccess.h"

#include <QDir>
#include <QJsonArray>
#include <QRegularExpression>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

const QString documentName = u"service.yaml"_s;

//! One rendering of a service template: the entry, and the files beside it.
struct RenderedService
{
    Runnable service;
    QJsonObject entry;
    std::vector<RenderedFile> files;
};

NameMap<QString> variablesFor(const EngineState &state, const QString &service,
                              const QString &workspace, NameMap<QString> inputs,
                              const NameMap<int> &ports)
{
    inputs.insert_or_assign(u"service_name"_s, service);
    inputs.insert_or_assign(u"workspace_name"_s, workspace);
    inputs.insert_or_assign(u"workspace_path"_s, workspacePath(state, workspace));
    for (const auto &[pool, port] : ports)
        inputs.insert_or_assign(u"alloc_"_s + pool, QString::number(port));
    return inputs;
}

//! A rendered build context must stay in the service's own folder.
void checkBuildContext(const QJsonValue &build, const QString &name)
{
    if (build.isUndefined())
        return;
    const QJsonValue context = build.isObject() ? build.toObject().value("context"_L1) : build;
    if (!context.isString())
        throw EngineError::invalid(u"template"_s,
                                   u"rendered service build.context must be a string"_s);
    const QString clean = QDir::cleanPath(context.toString());
    if (clean.startsWith(u'/'))
        throw EngineError::invalid(
            u"template"_s,
            u"rendered service build.context %1 must be relative to the stack root"_s.arg(
                goQuote(context.toString())));
    const QString home = u"services/"_s + name;
    if (clean != home && !clean.startsWith(home + u'/'))
        throw EngineError::invalid(u"template"_s,
                                   u"rendered service build.context %1 must live under %2/"_s.arg(
                                       goQuote(context.toString()), home));
}

RenderedService renderService(const TemplateFolder &folder, const NameMap<QString> &variables,
                              const QString &name)
{
    RenderedService out;
    out.files = folder.render(variables);
    const auto document =
        std::find_if(out.files.begin(), out.files.end(),
                     [](const RenderedFile &file) { return file.path == documentName; });
    if (document == out.files.end())
        throw EngineError::failed(u"service template rendered no service.yaml"_s);
    QString key;
    out.service = parseRenderedService(document->bytes, &key);
    if (key != name)
        throw EngineError::invalid(u"template"_s,
                                   u"rendered service key %1 does not match resolved name %2"_s.arg(
                                       goQuote(key), goQuote(name)));
    out.files.erase(document);
    checkBuildContext(out.service.build, name);
    out.entry = runnableToJson(out.service);
    return out;
}

//! Declares the secrets that a service speaks of; their values come from outside.
void declareSecrets(const Runnable &service, Manifest *manifest)
{
    static const QRegularExpression form(u"\\$\\{\\s*secret\\.([A-Za-z0-9._-]+)"_s);
    QStringList texts =
        service.command + service.ports + service.mounts + QStringList{service.workdir};
    for (const auto &[key, value] : service.env)
        texts += value;
    for (const QString &text : texts) {
        for (auto it = form.globalMatch(text); it.hasNext();)
            manifest->secrets.try_emplace(it.next().captured(1));
    }
}

//! \brief Merges a new rendering into an entry that people may have edited since the last one.
class EntryMerge final
{
public:
    explicit EntryMerge(bool overwrite)
        : m_overwrite(overwrite)
    { }

    QJsonValue merge(const QString &path, const QJsonValue &base, const QJsonValue &current,
                     const QJsonValue &next)
    {
        if (current == next)
            return current;
        if (base.isObject() && current.isObject() && next.isObject())
            return mergeObjects(path, base.toObject(), current.toObject(), next.toObject());
        if (base == next)
            return current; // only people changed it
        if (current != base && !m_overwrite) {
            conflicts.append(QJsonObject{{u"path"_s, path}, {u"reason"_s, u"locally-modified"_s}});
            return current;
        }
        const QString kind = current.isUndefined() ? u"add"_s
            : next.isUndefined()                   ? u"delete"_s
                                                   : u"modify"_s;
        changes.append(QJsonObject{{u"path"_s, path}, {u"kind"_s, kind}});
        return next;
    }

    QJsonArray changes;
    QJsonArray conflicts;

private:
    QJsonObject mergeObjects(const QString &path, const QJsonObject &base,
                             const QJsonObject &current, const QJsonObject &next)
    {
        QStringList keys = base.keys() + current.keys() + next.keys();
        keys.removeDuplicates();
        keys.sort();
        QJsonObject out;
        for (const QString &key : keys) {
            const QJsonValue merged =
                merge(path + u'.' + key, base.value(key), current.value(key), next.value(key));
            if (!merged.isUndefined())
                out.insert(key, merged);
        }
        return out;
    }

    bool m_overwrite;
};

void refuseManagedInputs(const NameMap<QString> &inputs)
{
    static const QStringList managed{u"service_name"_s, u"workspace_name"_s, u"workspace_path"_s};
    for (const auto &[key, value] : inputs) {
        if (managed.contains(key) || key.startsWith("alloc_"_L1))
            throw EngineError::invalid(
                u"input"_s,
                u"%1 is managed by the service and cannot be overridden"_s.arg(goQuote(key)));
    }
}

NameMap<int> leasedPorts(const Manifest &manifest, const QString &owner)
{
    NameMap<int> out;
    for (const auto &[pool, leases] : manifest.portLeases) {
        for (const PortLease &lease : leases) {
            if (lease.owner == owner + u'/' + pool)
                out.emplace(pool, lease.port);
        }
    }
    return out;
}

void append(QJsonArray *to, const QJsonArray &from)
{
    for (const QJsonValue &value : from)
        to->append(value);
}

} // namespace

Reply StackEngine::serviceCreate(const QJsonValue &body, Stop stop)
{
    QString name;
    bool start = false;
    Reply reply = answer([&] {
        const RequestFields fields(body, u"ServiceCreateRequest"_s);
        const QString ref = fields.text(u"template"_s);
        const QString workspace = fields.text(u"workspace"_s);
        const auto given = fields.textMap(u"inputs"_s).value_or(NameMap<QString>());
        name = fields.text(u"name"_s);
        start = fields.flag(u"start"_s);
        if (ref.isEmpty())
            throw EngineError::invalid(u"template"_s, u"service template is required"_s);
        if (workspace.isEmpty())
            throw EngineError::invalid(u"workspace"_s, u"target workspace is required"_s);
        const auto lock = m_state->begin(stop);
        Manifest manifest = m_state->manifest();
        static_cast<void>(declared(manifest.workspaces, u"workspace"_s, workspace));
        const TemplateFolder folder = TemplateFolder::resolve(m_state->root, ref, u"service"_s);
        folder.ensure(&manifest);
        const NameMap<QString> inputs = folder.mergedInputs(given, true);
        if (name.isEmpty())
            name = folder.serviceName(inputs, workspace);
        else
            checkServiceName(name, u"service name"_s);
        if (manifest.services.contains(name))
            throw EngineError::conflict(u"service"_s, name, u"already exists"_s);
        const QString owner = u"service/"_s + name;
        const NameMap<int> ports = leasePorts(*m_state, &manifest, owner);
        const RenderedService rendered =
            renderService(folder, variablesFor(*m_state, name, workspace, inputs, ports), name);
        if (rendered.service.route && manifest.ingress.type == "caddy"_L1)
            releasePorts(&manifest, owner);
        declareSecrets(rendered.service, &manifest);
        manifest.services.emplace(name, rendered.service);
        manifest.normalise();
        RenderState state{folder.ref(), workspace, inputs, rendered.entry, {}};
        const FileChanges files = reconcileFiles(m_state->root + u"/services/"_s + name,
                                                 rendered.files, &state, false, false);
        if (!files.conflicts.isEmpty())
            throw EngineError::failed(
                u"render service template: services/%1 already exists"_s.arg(name));
        state.save(*m_state, u"services"_s, name);
        manifest.save(m_state->manifestPath());
        try {
            prepareStack(m_state.get(), manifest, stop);
        } catch (const EngineError &e) { // the entry stays
            throw EngineError::failed(u"re-render compose after service create: "_s + e.error);
        }
        return Reply::json(QJsonObject{{u"name"_s, name},
                                       {u"runtime"_s, rendered.service.runtime},
                                       {u"status"_s, u"declared"_s}},
                           201);
    });
    if (reply.isError() || !start)
        return reply;
    Reply started = serviceAction(name, u"up"_s, stop);
    return started.isError() ? started : reply;
}

namespace {

EngineError conflictOver(const QString &service, const QJsonArray &conflicts)
{
    QStringList paths;
    for (const QJsonValue &conflict : conflicts)
        paths += conflict.toObject().value("path"_L1).toString();
    return EngineError::conflict(
        u"service-template"_s, service,
        u"conflicting paths: %1; use --overwrite to replace"_s.arg(paths.join(u", "_s)));
}

QJsonObject updateAnswer(const QString &service, const QJsonValue &runtime, const EntryMerge &merge)
{
    QJsonObject out{
        {u"name"_s, service},
        {u"service"_s,
         QJsonObject{{u"name"_s, service}, {u"runtime"_s, runtime}, {u"status"_s, u"declared"_s}}},
        {u"changed"_s, !merge.changes.isEmpty()}};
    if (!merge.changes.isEmpty())
        out.insert(u"changes"_s, merge.changes);
    if (!merge.conflicts.isEmpty())
        out.insert(u"conflicts"_s, merge.conflicts);
    return out;
}

} // namespace

Reply StackEngine::serviceUpdateFromTemplate(const QString &name, const QJsonValue &body, Stop stop)
{
    return answer([&] {
        const RequestFields fields(body, u"ServiceTemplateUpdateRequest"_s);
        const auto given = fields.textMap(u"inputs"_s).value_or(NameMap<QString>());
        const bool dryRun = fields.flag(u"dry_run"_s);
        const bool overwrite = fields.flag(u"overwrite"_s);
        checkServiceName(name, u"service name"_s);
        const auto lock = m_state->begin(stop);
        Manifest manifest = m_state->manifest();
        const Runnable current = declared(manifest.services, u"service"_s, name);
        auto state = RenderState::load(*m_state, u"services"_s, name);
        if (!state)
            throw EngineError::invalid(
                u"template"_s,
                u"service has no render state or top-level .copier-answers.yml; "
                "recreate it before template update"_s);
        static_cast<void>(declared(manifest.workspaces, u"workspace"_s, state->workspace));
        refuseManagedInputs(given);
        for (const auto &[key, value] : given)
            state->inputs.insert_or_assign(key, value);
        const TemplateFolder folder =
            TemplateFolder::resolve(m_state->root, state->templateRef, u"service"_s);
        const RenderedService rendered = renderService(
            folder,
            variablesFor(*m_state, name, state->workspace, folder.mergedInputs(state->inputs, true),
                         leasedPorts(manifest, u"service/"_s + name)),
            name);
        EntryMerge merge(overwrite);
        const QJsonObject merged = merge
                                       .merge(u"services."_s + name, state->service,
                                              runnableToJson(current), rendered.entry)
                                       .toObject();
        const QString target = m_state->root + u"/services/"_s + name;
        // First a look at the files: with any conflict at all, nothing is touched.
        RenderState look = *state;
        const FileChanges files = reconcileFiles(target, rendered.files, &look, overwrite, true);
        append(&merge.changes, files.changes);
        append(&merge.conflicts, files.conflicts);
        if (!merge.conflicts.isEmpty() && !dryRun)
            throw conflictOver(name, merge.conflicts);
        const QJsonObject out = updateAnswer(name, merged.value("runtime"_L1), merge);
        if (dryRun)
            return Reply::json(out);
        manifest.services.insert_or_assign(name, runnableFromJson(merged, u"services."_s + name));
        manifest.normalise();
        state->service = rendered.entry;
        static_cast<void>(reconcileFiles(target, rendered.files, &*state, overwrite, false));
        state->save(*m_state, u"services"_s, name);
        manifest.save(m_state->manifestPath());
        prepareStack(m_state.get(), manifest, stop);
        return Reply::json(out);
    });
}

} // namespace angee::sandbox
