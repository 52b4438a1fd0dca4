// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/enginestate.h"
#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/git.h"
#include "app/sandbox/engine/substitution.h"

#include <QDir>
#include <QJsonArray>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

//! A manifest for a folder that has none yet: the first workspace makes the stack.
Manifest manifestOrNew(const EngineState &state)
{
    if (pathExists(state.manifestPath()))
        return state.manifest();
    Manifest manifest;
    manifest.name = slug(QFileInfo(state.root).fileName());
    if (manifest.name.isEmpty())
        manifest.name = u"stack"_s;
    manifest.normalise();
    return manifest;
}

void setTtl(const EngineState &state, const QString &text, Workspace *workspace)
{
    if (text.isEmpty())
        return;
    QString error;
    const std::optional<Nanoseconds> ttl = parseGoDuration(text, &error);
    if (!ttl)
        throw EngineError::failed(error);
    workspace->ttl = text;
    workspace->ttlExpiresAt = state.clock->now() + *ttl;
}

//! What a template says about a slot, for one workspace; inline sources are declared on the way.
WorkspaceSlot slotFrom(const TemplateSlot &spec, const QString &slot,
                       const SubstitutionScope &scope, const QString &workspace, Manifest *manifest)
{
    WorkspaceSlot out;
    out.source = substitute(spec.source, scope);
    out.mode = spec.mode;
    out.branch = substitute(spec.branch, scope);
    out.ref = substitute(spec.ref, scope);
    out.subpath = substitute(spec.subpath, scope);
    if (out.source.isEmpty()) {
        out.source = workspace + u'-' + slot;
        Source inlineSource;
        inlineSource.kind = spec.kind;
        inlineSource.repo = substitute(spec.repo, scope);
        inlineSource.path = substitute(spec.path, scope);
        manifest->sources.insert_or_assign(out.source, inlineSource);
    }
    return out;
}

SubstitutionScope scopeFor(const QString &name, const Workspace &workspace)
{
    SubstitutionScope scope;
    scope.inputs = workspace.inputs;
    scope.allocations = workspace.resolved.allocations;
    scope.values = {{u"name"_s, name}, {u"workspace.name"_s, name}};
    return scope;
}

//! SourceState of a slot.
QJsonObject slotState(const QJsonObject &status)
{
    QJsonObject out{{u"name"_s, status.value("source"_L1)}};
    for (const QString &key : {u"slot"_s, u"kind"_s, u"path"_s, u"exists"_s, u"state"_s,
                               u"branch"_s, u"ref"_s, u"current_ref"_s, u"upstream"_s, u"ahead"_s,
                               u"behind"_s, u"pushed"_s, u"unpushed_reason"_s, u"error"_s}) {
        if (status.contains(key))
            out.insert(key, status.value(key));
    }
    if (status.value("dirty"_L1).toBool())
        out.insert(u"dirty"_s, true);
    return out;
}

//! One slot of a workspace with all that belongs to it; throws the 404s.
struct Slot
{
    Slot(const EngineState &state, const Manifest &manifest, const QString &workspaceName,
         const QString &slotName)
        : workspace(workspaceName)
        , name(slotName)
        , spec(find(declared(manifest.workspaces, u"workspace"_s, workspaceName), slotName))
        , source(declared(manifest.sources, u"source"_s, spec.source))
        , path(slotPath(state, workspaceName, slotName, spec))
    { }

    static const WorkspaceSlot &find(const Workspace &workspace, const QString &slotName)
    {
        return declared(workspace.sources, u"workspace-source"_s, slotName);
    }

    void requireBranch(const Stop &stop) const
    {
        if (spec.mode != "worktree"_L1 || spec.branch.isEmpty() || source.kind != "git"_L1
            || !pathExists(path))
            return;
        const TreeFacts facts = treeFacts(path, spec.branch, {}, stop);
        if (facts.state == "branch-mismatch"_L1)
            throw EngineError::failed(u"workspace %1 source %2 has branch mismatch: %3 at %4"_s.arg(
                goQuote(workspace), goQuote(name), facts.unpushedReason, path));
    }

    void requireClean(const Git &git) const
    {
        if (git.isDirty())
            throw EngineError::failed(u"workspace %1 source %2 has uncommitted changes"_s.arg(
                goQuote(workspace), goQuote(name)));
    }

    void requireGit() const
    {
        if (source.kind != "git"_L1)
            throw EngineError::failed(u"workspace %1 source %2 is not a git source"_s.arg(
                goQuote(workspace), goQuote(name)));
    }

    void push(const Git &git, const QString &ref) const
    {
        if (!ref.isEmpty())
            git.act({u"push"_s, u"origin"_s, ref});
        else if (git.upstream().isEmpty() && !spec.branch.isEmpty())
            git.act({u"push"_s, u"--set-upstream"_s, u"origin"_s, spec.branch});
        else
            git.act({u"push"_s});
    }

    QString workspace;
    QString name;
    const WorkspaceSlot &spec;
    const Source &source;
    QString path;
};

//! Refuses to lose work: every git slot on its branch, and nothing in it that is nowhere else.
void requireExpendable(const EngineState &state, const Manifest &manifest, const QString &name,
                       const Stop &stop)
{
    const Workspace &workspace = manifest.workspaces.at(name);
    for (const auto &[slot, spec] : workspace.sources)
        Slot(state, manifest, name, slot).requireBranch(stop);
    QStringList unpushed;
    for (const auto &[slot, spec] : workspace.sources) {
        const QJsonObject status = slotStatus(state, manifest, name, slot, spec, stop);
        if (status.value("state"_L1) == "error"_L1)
            throw EngineError::failed(u"workspace %1 source %2: %3"_s.arg(
                goQuote(name), goQuote(slot), status.value("error"_L1).toString()));
        if (!status.value("pushed"_L1).toBool())
            unpushed += u"%1 (%2)"_s.arg(slot, status.value("unpushed_reason"_L1).toString());
    }
    if (!unpushed.isEmpty())
        throw EngineError::failed(
            u"workspace %1 has git sources that have not been pushed: %2"_s.arg(
                goQuote(name), unpushed.join(u", "_s)));
}

QString typeComplaint(const QString &type, const QString &value)
{
    const QString declaredType = type.toLower();
    if (declaredType == "bool"_L1 || declaredType == "boolean"_L1) {
        static const QStringList words{u"true"_s, u"false"_s, u"1"_s, u"0"_s,   u"yes"_s,
                                       u"no"_s,   u"y"_s,     u"n"_s, QString()};
        return words.contains(value.toLower()) ? QString() : u"not a boolean: "_s + goQuote(value);
    }
    if (declaredType == "int"_L1 || declaredType == "integer"_L1) {
        bool ok = value.trimmed().isEmpty();
        if (!ok)
            value.toLongLong(&ok);
        return ok ? QString() : u"not an integer: "_s + goQuote(value);
    }
    return {};
}

} // namespace

Reply StackEngine::workspaces(const ListQuery &query)
{
    return answer([&] {
        std::vector<ListRow> rows;
        for (const auto &[name, workspace] : m_state->manifest().workspaces)
            rows.push_back(
                {workspaceRef(*m_state, name, workspace),
                 {{u"id"_s, name}, {u"name"_s, name}, {u"template"_s, workspace.templateRef}}});
        return Reply::json(applyListQuery(rows, query, {u"id"_s, u"name"_s, u"template"_s}));
    });
}

Reply StackEngine::workspaceCreate(const QJsonValue &body, Stop stop)
{
    return answer([&] {
        const RequestFields fields(body, u"WorkspaceCreateRequest"_s);
        const QString ref = fields.text(u"template"_s);
        const QString ttl = fields.text(u"ttl"_s);
        const bool sync = fields.flag(u"sync"_s);
        const auto given = fields.textMap(u"inputs"_s).value_or(NameMap<QString>());
        if (ref.isEmpty())
            throw EngineError::invalid(u"template"_s, u"workspace template is required"_s);
        const auto lock = m_state->begin(stop);
        const TemplateFolder folder = TemplateFolder::resolve(m_state->root, ref, u"workspace"_s);
        Manifest manifest = manifestOrNew(*m_state);
        Workspace workspace;
        workspace.templateRef = folder.ref();
        workspace.inputs = folder.mergedInputs(given, false);
        const QString explicitName = fields.text(u"name"_s);
        const QString name = explicitName.isEmpty()
            ? folder.workspaceName(folder.mergedInputs(given, true))
            : explicitName;
        if (manifest.workspaces.contains(name))
            throw EngineError::conflict(u"workspace"_s, name, u"already exists"_s);
        folder.ensure(&manifest);
        workspace.resolved.chain = {folder.ref()};
        workspace.resolved.chainRoot = folder.chainRoot();
        workspace.resolved.allocations = leasePorts(*m_state, &manifest, u"workspace/"_s + name);
        const SubstitutionScope scope = scopeFor(name, workspace);
        for (const auto &[slot, spec] : folder.slotMap()) {
            const bool missing = spec.optional && !manifest.sources.contains(spec.source);
            if (!missing)
                workspace.sources.emplace(slot, slotFrom(spec, slot, scope, name, &manifest));
        }
        SlotWork work(*m_state, name, stop);
        for (const auto &[slot, spec] : workspace.sources)
            work.place(slot, spec, declared(manifest.sources, u"source"_s, spec.source), sync);
        setTtl(*m_state, ttl, &workspace);
        renderWorkspace(*m_state, folder, name, workspace, sync);
        manifest.workspaces.emplace(name, workspace);
        manifest.save(m_state->manifestPath());
        work.commit();
        return Reply::json(workspaceRef(*m_state, name, workspace), 201);
    });
}

Reply StackEngine::workspacePreflight(const QJsonValue &body)
{
    return answer([&] {
        const RequestFields fields(body, u"WorkspaceCreateRequest"_s);
        const QString ref = fields.text(u"template"_s);
        const auto given = fields.textMap(u"inputs"_s).value_or(NameMap<QString>());
        if (ref.isEmpty())
            throw EngineError::invalid(u"template"_s, u"workspace template is required"_s);
        const TemplateFolder folder = TemplateFolder::resolve(m_state->root, ref, u"workspace"_s);
        const NameMap<QString> effective = folder.mergedInputs(given, false);
        QJsonObject shown;
        for (const auto &[name, value] : effective)
            shown.insert(name, value);
        QJsonArray missing;
        QJsonArray invalid;
        for (const auto &[name, input] : folder.inputs()) {
            const auto value = effective.find(name);
            const bool empty = value == effective.end() || value->second.trimmed().isEmpty();
            if (input.required && empty)
                missing.append(name);
            const auto typed = given.find(name);
            const QString complaint =
                typed == given.end() ? QString() : typeComplaint(input.type, typed->second);
            if (!complaint.isEmpty())
                invalid.append(QJsonObject{{u"field"_s, name}, {u"reason"_s, complaint}});
        }
        QJsonObject reply{{u"ok"_s, missing.isEmpty() && invalid.isEmpty()},
                          {u"template"_s, ref},
                          {u"resolved_template"_s, folder.ref()},
                          {u"effective_inputs"_s, shown}};
        if (!missing.isEmpty())
            reply.insert(u"missing_required"_s, missing);
        if (!invalid.isEmpty())
            reply.insert(u"invalid_inputs"_s, invalid);
        return Reply::json(reply);
    });
}

Reply StackEngine::workspace(const QString &name)
{
    return answer([&] {
        const Manifest manifest = m_state->manifest();
        return Reply::json(
            workspaceRef(*m_state, name, declared(manifest.workspaces, u"workspace"_s, name)));
    });
}

Reply StackEngine::workspaceUpdate(const QString &name, const QJsonValue &body, Stop stop)
{
    return answer([&] {
        const RequestFields fields(body, u"WorkspaceUpdateRequest"_s);
        const auto given = fields.textMap(u"inputs"_s).value_or(NameMap<QString>());
        const QString ttl = fields.text(u"ttl"_s);
        const bool overwrite = fields.flag(u"overwrite"_s);
        const auto lock = m_state->begin(stop);
        Manifest manifest = m_state->manifest();
        Workspace workspace = declared(manifest.workspaces, u"workspace"_s, name);
        for (const auto &[key, value] : given)
            workspace.inputs.insert_or_assign(key, value);
        setTtl(*m_state, ttl, &workspace);
        const TemplateFolder folder =
            TemplateFolder::resolve(m_state->root, workspace.templateRef, u"workspace"_s);
        renderWorkspace(*m_state, folder, name, workspace, overwrite);
        manifest.workspaces.insert_or_assign(name, workspace);
        manifest.save(m_state->manifestPath());
        return Reply::json(workspaceRef(*m_state, name, workspace));
    });
}

Reply StackEngine::workspaceStatus(const QString &name)
{
    return answer([&] {
        const Manifest manifest = m_state->manifest();
        static_cast<void>(declared(manifest.workspaces, u"workspace"_s, name));
        return Reply::json(workspaceStatusBody(*m_state, manifest, name, {}));
    });
}

Reply StackEngine::workspaceLogs(const QString &name, Stop)
{
    return answer([&] {
        const Manifest manifest = m_state->manifest();
        static_cast<void>(declared(manifest.workspaces, u"workspace"_s, name));
        return Reply::plain({}); // no inner stacks here
    });
}

Reply StackEngine::workspaceDestroy(const QString &name, bool purge, Stop stop)
{
    return answer([&] {
        const auto lock = m_state->begin(stop);
        Manifest manifest = m_state->manifest();
        const Workspace workspace = declared(manifest.workspaces, u"workspace"_s, name);
        const QString path = workspacePath(*m_state, name);
        if (purge && !path.startsWith(m_state->root + u"/workspaces/"_s))
            throw EngineError::failed(
                u"validate workspace destination: path escapes the stack root"_s);
        requireExpendable(*m_state, manifest, name, stop);
        Manifest after = manifest;
        after.workspaces.erase(name);
        releasePorts(&after, u"workspace/"_s + name);
        after.save(m_state->manifestPath());
        if (purge) {
            removeWorktrees(*m_state, manifest, name, workspace);
            removeTree(path);
            RenderState::forget(*m_state, u"workspaces"_s, name);
        }
        return Reply::word(u"destroyed"_s);
    });
}

Reply StackEngine::workspaceGit(const QString &name)
{
    return answer([&] {
        const Manifest manifest = m_state->manifest();
        QJsonArray out;
        for (const auto &[slot, spec] : declared(manifest.workspaces, u"workspace"_s, name).sources)
            out.append(slotState(slotStatus(*m_state, manifest, name, slot, spec, {})));
        return Reply::json(out);
    });
}

Reply StackEngine::workspacePush(const QString &name, const QJsonValue &body, Stop stop)
{
    return answer([&] {
        m_state->requireWritable();
        const QString ref = RequestFields(body, u"WorkspacePushRequest"_s).text(u"ref"_s);
        checkRef(u"ref"_s, ref);
        const Manifest manifest = m_state->manifest();
        const Workspace &workspace = declared(manifest.workspaces, u"workspace"_s, name);
        for (const auto &[slot, spec] : workspace.sources)
            Slot(*m_state, manifest, name, slot).requireBranch(stop);
        QJsonArray out;
        for (const auto &[slot, spec] : workspace.sources) {
            const Slot one(*m_state, manifest, name, slot);
            if (one.source.kind != "git"_L1 || spec.mode.isEmpty())
                continue;
            const Git git(one.path, stop);
            one.requireClean(git);
            one.push(git, ref);
            out.append(slotState(slotStatus(*m_state, manifest, name, slot, spec, stop)));
        }
        return Reply::json(out);
    });
}

Reply StackEngine::workspaceSyncBase(const QString &name, const QJsonValue &body, Stop stop)
{
    return answer([&] {
        m_state->requireWritable();
        QString method = RequestFields(body, u"WorkspaceSyncBaseRequest"_s).text(u"method"_s);
        method = method.trimmed().toLower();
        const Manifest manifest = m_state->manifest();
        const Workspace &workspace = declared(manifest.workspaces, u"workspace"_s, name);
        if (!method.isEmpty() && method != "merge"_L1 && method != "rebase"_L1)
            throw EngineError::invalid(
                u"method"_s, u"workspace sync-base method must be \"merge\" or \"rebase\""_s);
        for (const auto &[slot, spec] : workspace.sources)
            Slot(*m_state, manifest, name, slot).requireBranch(stop);
        QJsonArray out;
        for (const auto &[slot, spec] : workspace.sources) {
            const Slot one(*m_state, manifest, name, slot);
            if (one.source.kind != "git"_L1 || spec.mode != "worktree"_L1)
                continue;
            const Git git(one.path, stop);
            one.requireClean(git);
            const QString base = spec.ref.isEmpty() ? one.source.defaultRef : spec.ref;
            if (base.isEmpty())
                throw EngineError::failed(
                    u"workspace %1 source %2 has no base ref"_s.arg(goQuote(name), goQuote(slot)));
            git.fetch();
            const QString ref = git.syncBase(base);
            if (method == "rebase"_L1)
                git.act({u"rebase"_s, ref});
            else
                git.act({u"merge"_s, u"--no-edit"_s, ref});
            out.append(slotState(slotStatus(*m_state, manifest, name, slot, spec, stop)));
        }
        return Reply::json(out);
    });
}

Reply StackEngine::slotFetch(const QString &workspace, const QString &slot, Stop stop)
{
    return answer([&] {
        m_state->requireWritable();
        const Manifest manifest = m_state->manifest();
        const Slot one(*m_state, manifest, workspace, slot);
        one.requireGit();
        Git(one.path, stop).fetch();
        return Reply::json(slotStatus(*m_state, manifest, workspace, slot, one.spec, stop));
    });
}

Reply StackEngine::slotPull(const QString &workspace, const QString &slot, Stop stop)
{
    return answer([&] {
        m_state->requireWritable();
        const Manifest manifest = m_state->manifest();
        const Slot one(*m_state, manifest, workspace, slot);
        one.requireGit();
        one.requireBranch(stop);
        const Git git(one.path, stop);
        one.requireClean(git);
        git.act({u"pull"_s, u"--ff-only"_s});
        return Reply::json(slotStatus(*m_state, manifest, workspace, slot, one.spec, stop));
    });
}

Reply StackEngine::slotPush(const QString &workspace, const QString &slot, const QJsonValue &body,
                            Stop stop)
{
    return answer([&] {
        m_state->requireWritable();
        const QString ref = RequestFields(body, u"SourcePushRequest"_s).text(u"ref"_s);
        checkRef(u"ref"_s, ref);
        const Manifest manifest = m_state->manifest();
        const Slot one(*m_state, manifest, workspace, slot);
        one.requireGit();
        one.requireBranch(stop);
        const Git git(one.path, stop);
        one.requireClean(git);
        one.push(git, ref);
        return Reply::json(slotStatus(*m_state, manifest, workspace, slot, one.spec, stop));
    });
}

Reply StackEngine::slotDiff(const QString &workspace, const QString &slot, const QString &ref,
                            Stop stop)
{
    return answer([&] {
        checkRef(u"ref"_s, ref);
        const Manifest manifest = m_state->manifest();
        return Reply::json(Git(Slot(*m_state, manifest, workspace, slot).path, stop).diff(ref));
    });
}

namespace {

//! GitOpResult: a conflict is an answer, any other failure a 500.
Reply gitOp(const QString &path, const QStringList &arguments, const Stop &stop)
{
    const Git git(path, stop);
    const CommandResult result = git.tryRun(arguments);
    QStringList conflicts;
    if (!result.isSuccess()) {
        const QByteArray listing = git.tryRun({u"ls-files"_s, u"-u"_s}, true).output;
        for (const QByteArray &line : listing.split('\n')) {
            const QString file = QString::fromUtf8(line).section(u'\t', 1);
            if (!file.isEmpty() && !conflicts.contains(file))
                conflicts += file;
        }
        conflicts.sort();
        if (conflicts.isEmpty())
            throw EngineError::failed(
                u"git %1 in %2: %3"_s.arg(arguments.join(u' '), path, result.words()));
    }
    return Reply::json(QJsonObject{{u"ok"_s, result.isSuccess()},
                                   {u"conflicted"_s, !conflicts.isEmpty()},
                                   {u"conflict_files"_s, QJsonArray::fromStringList(conflicts)},
                                   {u"message"_s, QString::fromUtf8(result.output).trimmed()}});
}

} // namespace

Reply StackEngine::slotGitOp(const QString &workspace, const QString &slot, const QString &verb,
                             const QJsonValue &body, Stop stop)
{
    return answer([&] {
        m_state->requireWritable();
        const bool takesRef = verb == "merge"_L1 || verb == "rebase"_L1;
        const RequestFields fields(takesRef || verb == "publish"_L1 ? body : QJsonValue(),
                                   u"GitOpRequest"_s);
        const QString ref = fields.text(u"ref"_s);
        if (takesRef && ref.isEmpty())
            throw EngineError::invalid(u"ref"_s, u"%1 ref is required"_s.arg(verb));
        for (const QString &field : {u"ref"_s, u"remote"_s, u"branch"_s})
            checkRef(field, fields.text(field));
        const Manifest manifest = m_state->manifest();
        const Slot one(*m_state, manifest, workspace, slot);
        if (verb == "merge"_L1)
            return gitOp(one.path, {u"merge"_s, u"--no-ff"_s, u"--no-edit"_s, ref}, stop);
        if (verb == "rebase"_L1)
            return gitOp(one.path, {u"rebase"_s, ref}, stop);
        if (verb != "publish"_L1)
            return gitOp(one.path, {verb.section(u'-', 0, 0), u"--"_s + verb.section(u'-', 1)},
                         stop);
        const QString remote = fields.text(u"remote"_s);
        QString branch = fields.text(u"branch"_s);
        if (branch.isEmpty())
            branch = one.spec.branch;
        if (branch.isEmpty())
            branch = QString::fromUtf8(
                         Git(one.path, stop).run({u"rev-parse"_s, u"--abbrev-ref"_s, u"HEAD"_s}))
                         .trimmed();
        if (branch == "HEAD"_L1)
            throw EngineError::invalid(u"branch"_s,
                                       u"worktree is in detached HEAD; pass an explicit branch"_s);
        return gitOp(
            one.path,
            {u"push"_s, u"--set-upstream"_s, remote.isEmpty() ? u"origin"_s : remote, branch},
            stop);
    });
}

} // namespace angee::sandbox
