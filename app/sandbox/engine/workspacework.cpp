// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/enginestate.h"
#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/git.h"
#include "app/sandbox/engine/substitution.h"

#include <QDir>
#include <QJsonArray>
#include <QSet>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

//! The slot's folder below the workspace; a subpath that leaves it is a 500.
QString slotSubpath(const QString &slot, const WorkspaceSlot &spec)
{
    QString clean = QDir::cleanPath(spec.subpath.isEmpty() ? slot : spec.subpath);
    if (clean.startsWith(".."_L1) || clean.startsWith(u'/'))
        throw EngineError::failed(
            u"workspace source %1 subpath: %2 escapes the workspace"_s.arg(goQuote(slot), clean));
    return clean;
}

bool isPortFree(int port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(quint16(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool free = ::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    ::close(fd);
    return free;
}

int firstFreePort(const QString &pool, const QString &range, const QList<PortLease> &leases)
{
    QSet<int> taken;
    for (const PortLease &lease : leases)
        taken.insert(lease.port);
    bool okFrom = false;
    bool okTo = false;
    const int from = range.section(u'-', 0, 0).trimmed().toInt(&okFrom);
    const int to = range.section(u'-', 1, 1).trimmed().toInt(&okTo);
    if (!okFrom || !okTo || from < 1 || to > 65535)
        throw EngineError::failed(
            u"port pool %1: invalid range %2"_s.arg(goQuote(pool), goQuote(range)));
    for (int port = from; port <= to; ++port) {
        if (!taken.contains(port) && isPortFree(port))
            return port;
    }
    throw EngineError::failed(u"port pool %1 is exhausted"_s.arg(goQuote(pool)));
}

int firstPort(const Workspace &workspace, const QStringList &pools, const QStringList &inputs)
{
    for (const QString &pool : pools) {
        if (const auto it = workspace.resolved.allocations.find(pool);
            it != workspace.resolved.allocations.end() && it->second > 0)
            return it->second;
    }
    for (const QString &input : inputs) {
        if (const auto it = workspace.inputs.find(input); it != workspace.inputs.end()) {
            if (const int port = it->second.trimmed().toInt(); port > 0)
                return port;
        }
    }
    return 0;
}

//! The members that WorkspaceRef and WorkspaceStatus share.
void addResolved(const QString &name, const Workspace &workspace, QJsonObject *body)
{
    const int supervisor =
        firstPort(workspace, {u"process_compose"_s, u"custom"_s}, {u"process_compose_port"_s});
    const int playwright =
        firstPort(workspace, {u"playwright_mcp"_s, u"playwright"_s, u"browser_mcp"_s, u"mcp"_s},
                  {u"playwright_mcp_port"_s, u"playwright_port"_s});
    if (!workspace.resolved.allocations.empty()) {
        QJsonObject allocations;
        for (const auto &[pool, port] : workspace.resolved.allocations)
            allocations.insert(pool, port);
        body->insert(u"allocations"_s, allocations);
    }
    if (!workspace.resolved.chainRoot.isEmpty())
        body->insert(u"chain_root"_s, workspace.resolved.chainRoot);
    if (supervisor > 0)
        body->insert(u"process_compose_port"_s, supervisor);
    if (playwright > 0) {
        body->insert(u"playwright_mcp_name"_s, u"playwright-"_s + name);
        body->insert(u"playwright_mcp_url"_s, u"http://127.0.0.1:%1/mcp"_s.arg(playwright));
    }
    if (!workspace.ttl.isEmpty())
        body->insert(u"ttl"_s, workspace.ttl);
    if (workspace.ttlExpiresAt)
        body->insert(u"ttl_expires_at"_s, formatWireTime(*workspace.ttlExpiresAt));
}

void addMounts(const QString &kind, const NameMap<Runnable> &entries, const QString &workspace,
               QJsonArray *out)
{
    const auto names = [&workspace](const QString &text) {
        return text.startsWith("workspace://"_L1)
            && text.mid(12).section(u'/', 0, 0).section(u':', 0, 0) == workspace;
    };
    for (const auto &[name, entry] : entries) {
        const auto add = [&, &name = name](const QString &field, const QString &value) {
            out->append(QJsonObject{
                {u"kind"_s, kind}, {u"name"_s, name}, {u"field"_s, field}, {u"value"_s, value}});
        };
        for (const QString &mount : entry.mounts) {
            if (names(mount))
                add(u"mounts"_s, mount);
        }
        if (names(entry.workdir))
            add(u"workdir"_s, entry.workdir);
        for (const auto &[key, value] : entry.env) {
            if (value.contains(u"${workspace.%1."_s.arg(workspace))
                || value.contains("workspace://"_L1 + workspace))
                add(u"env."_s + key, value);
        }
    }
}

} // namespace

QString workspacePath(const EngineState &state, const QString &name)
{
    const QString folder = state.root + u"/workspaces/"_s;
    const QString path = QDir::cleanPath(folder + name);
    if (!path.startsWith(folder)) // the daemon would go there
        throw EngineError::failed(u"validate workspace destination: path escapes the stack root"_s);
    return path;
}

QString slotPath(const EngineState &state, const QString &workspace, const QString &slot,
                 const WorkspaceSlot &spec)
{
    return workspacePath(state, workspace) + u'/' + slotSubpath(slot, spec);
}

QJsonObject workspaceRef(const EngineState &state, const QString &name, const Workspace &workspace)
{
    QJsonObject body{{u"name"_s, name},
                     {u"path"_s, workspacePath(state, name)},
                     {u"template"_s, workspace.templateRef}};
    addResolved(name, workspace, &body);
    return body;
}

QJsonObject slotStatus(const EngineState &state, const Manifest &manifest, const QString &workspace,
                       const QString &slot, const WorkspaceSlot &spec, const Stop &stop)
{
    QJsonObject body{{u"slot"_s, slot},      {u"source"_s, spec.source}, {u"kind"_s, QString()},
                     {u"path"_s, QString()}, {u"exists"_s, false},       {u"state"_s, u"missing"_s},
                     {u"dirty"_s, false},    {u"pushed"_s, true}};
    const auto add = [&body](const QString &key, const QString &value) {
        if (!value.isEmpty())
            body.insert(key, value);
    };
    add(u"mode"_s, spec.mode);
    add(u"branch"_s, spec.branch);
    add(u"ref"_s, spec.ref);
    try {
        body.insert(u"subpath"_s, slotSubpath(slot, spec));
        const QString path = slotPath(state, workspace, slot, spec);
        body.insert(u"path"_s, path);
        const auto source = manifest.sources.find(spec.source);
        if (source == manifest.sources.end())
            throw EngineError::failed(u"source %1 is not declared"_s.arg(goQuote(spec.source)));
        body.insert(u"kind"_s, source->second.kind);
        if (!QFileInfo::exists(path))
            return body;
        body.insert(u"exists"_s, true);
        body.insert(u"state"_s, u"ready"_s);
        if (source->second.kind != "git"_L1)
            return body;
        const QString branch = spec.mode == "worktree"_L1 ? spec.branch : QString();
        const QString base = spec.ref.isEmpty() ? source->second.defaultRef : spec.ref;
        const TreeFacts facts = treeFacts(path, branch, base, stop);
        facts.addTo(&body);
        body.insert(u"dirty"_s, facts.dirty);
    } catch (const EngineError &e) {
        body.insert(u"state"_s, u"error"_s);
        body.insert(u"pushed"_s, false);
        body.insert(u"error"_s, e.error);
    }
    return body;
}

QJsonObject workspaceStatusBody(const EngineState &state, const Manifest &manifest,
                                const QString &name, const Stop &stop)
{
    const Workspace &workspace = manifest.workspaces.at(name);
    const QString path = workspacePath(state, name);
    const bool exists = QFileInfo::exists(path);
    const bool expired = workspace.ttlExpiresAt && state.clock->now() > *workspace.ttlExpiresAt;
    QString condition = expired ? u"expired"_s : exists ? u"ready"_s : u"missing"_s;
    QJsonObject body = workspaceRef(state, name, workspace);
    QJsonArray slotList;
    for (const auto &[slot, spec] : workspace.sources) {
        const QJsonObject status = slotStatus(state, manifest, name, slot, spec, stop);
        if (status.value("state"_L1) == "branch-mismatch"_L1)
            condition = u"discrepancy"_s;
        slotList.append(status);
    }
    body.insert(u"exists"_s, exists);
    body.insert(u"state"_s, condition);
    body.insert(u"expired"_s, expired);
    QJsonObject inputs;
    for (const auto &[key, value] : workspace.inputs)
        inputs.insert(key, value);
    QJsonObject persist;
    for (const auto &[key, value] : workspace.resolved.persistPaths)
        persist.insert(key, QJsonObject{{u"subpath"_s, value.subpath}, {u"scope"_s, value.scope}});
    QJsonArray mounts;
    addMounts(u"service"_s, manifest.services, name, &mounts);
    addMounts(u"job"_s, manifest.jobs, name, &mounts);
    if (!inputs.isEmpty())
        body.insert(u"inputs"_s, inputs);
    if (!slotList.isEmpty())
        body.insert(u"sources"_s, slotList);
    if (!workspace.resolved.chain.isEmpty())
        body.insert(u"chain"_s, QJsonArray::fromStringList(workspace.resolved.chain));
    if (!persist.isEmpty())
        body.insert(u"persist_paths"_s, persist);
    if (!mounts.isEmpty())
        body.insert(u"mounted_by"_s, mounts);
    if (!workspace.resolved.chainRoot.isEmpty())
        body.insert(u"inner_error"_s, u"the sandbox does not open inner stacks"_s);
    return body;
}

NameMap<int> leasePorts(const EngineState &state, Manifest *manifest, const QString &owner)
{
    NameMap<int> out;
    for (const auto &[pool, spec] : manifest->operatorSection.portPool) {
        QList<PortLease> &leases = manifest->portLeases[pool];
        const QString holder = owner + u'/' + pool;
        const auto held =
            std::find_if(leases.begin(), leases.end(),
                         [&holder](const PortLease &lease) { return lease.owner == holder; });
        if (held != leases.end()) {
            out.emplace(pool, held->port);
            continue;
        }
        const int port = firstFreePort(pool, spec.range, leases);
        leases.append({port, holder, state.clock->now()});
        out.emplace(pool, port);
    }
    return out;
}

void releasePorts(Manifest *manifest, const QString &owner)
{
    for (auto &[pool, leases] : manifest->portLeases)
        leases.removeIf(
            [&owner](const PortLease &lease) { return lease.owner.startsWith(owner + u'/'); });
}

SlotWork::SlotWork(const EngineState &state, QString workspace, Stop stop)
    : m_state(state)
    , m_workspace(std::move(workspace))
    , m_stop(std::move(stop))
{ }

SlotWork::~SlotWork()
{
    if (m_committed)
        return;
    for (const Placed &placed : m_placed) {
        if (!placed.cache.isEmpty())
            static_cast<void>(Git(placed.cache, {})
                                  .tryRun({u"worktree"_s, u"remove"_s, u"--force"_s, placed.path}));
        try {
            removeTree(placed.path);
        } catch (const EngineError &e) {
            qWarning("sandbox: %s", qUtf8Printable(e.error));
        }
    }
}

void SlotWork::place(const QString &slot, const WorkspaceSlot &spec, const Source &source,
                     bool takeLeftovers)
{
    const QString dest = slotPath(m_state, m_workspace, slot, spec);
    const QString cache = sourcePath(m_state, spec.source, source);
    const bool isWorktree = source.kind == "git"_L1 && spec.mode == "worktree"_L1;
    materialiseSource(m_state, spec.source, source, m_stop);
    if (pathExists(dest) && isWorktree && takeLeftovers
        && Git(cache, m_stop).isWorktreeRegistered(dest))
        Git(cache, m_stop).act({u"worktree"_s, u"remove"_s, u"--force"_s, dest});
    const QFileInfo info(dest);
    if (info.isSymLink() || (info.exists() && !info.isDir()))
        throw EngineError::failed(u"workspace source destination %1 already exists"_s.arg(dest));
    if (info.isDir()
        && !QDir(dest).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System
                               | QDir::NoDotAndDotDot))
        throw EngineError::failed(
            u"workspace source destination %1 already exists and is not empty"_s.arg(dest));
    makePath(info.path());
    if (isWorktree) {
        m_placed.push_back({cache, dest});
        placeWorktree(cache, dest, spec, source.defaultRef);
    } else if (source.kind == "git"_L1) {
        m_placed.push_back({{}, dest});
        Git::clone(source.repo, dest, m_stop);
        if (const QString ref = spec.branch.isEmpty() ? spec.ref : spec.branch; !ref.isEmpty())
            Git(dest, m_stop).act({u"checkout"_s, ref});
    } else {
        m_placed.push_back({{}, dest});
        const QString target = QDir(info.path()).relativeFilePath(cache);
        if (!QFile::link(target, dest))
            throw EngineError::failed(u"symlink %1 %2: %3"_s.arg(target, dest, systemWords(errno)));
    }
}

void SlotWork::placeWorktree(const QString &cache, const QString &dest, const WorkspaceSlot &spec,
                             const QString &defaultRef)
{
    const Git git(cache, m_stop);
    git.act({u"worktree"_s, u"prune"_s});
    const QString base = spec.ref.isEmpty() ? defaultRef : spec.ref;
    QString start = base.isEmpty() ? u"HEAD"_s : base;
    if (!git.hasRef(start))
        start = git.syncBase(start);
    if (spec.branch.isEmpty())
        git.act({u"worktree"_s, u"add"_s, u"--detach"_s, dest, start});
    else if (git.hasRef(u"refs/heads/"_s + spec.branch))
        git.act({u"worktree"_s, u"add"_s, dest, spec.branch});
    else
        git.act({u"worktree"_s, u"add"_s, u"--no-track"_s, u"-b"_s, spec.branch, dest, start});
}

void removeWorktrees(const EngineState &state, const Manifest &manifest, const QString &name,
                     const Workspace &workspace)
{
    for (const auto &[slot, spec] : workspace.sources) {
        const auto source = manifest.sources.find(spec.source);
        if (source == manifest.sources.end() || spec.mode != "worktree"_L1)
            continue;
        const Git git(sourcePath(state, spec.source, source->second), {});
        static_cast<void>(git.tryRun(
            {u"worktree"_s, u"remove"_s, u"--force"_s, slotPath(state, name, slot, spec)}));
        static_cast<void>(git.tryRun({u"worktree"_s, u"prune"_s}));
    }
}

void renderWorkspace(const EngineState &state, const TemplateFolder &folder, const QString &name,
                     const Workspace &workspace, bool overwrite)
{
    NameMap<QString> variables = folder.mergedInputs(workspace.inputs, true);
    variables.insert_or_assign(u"workspace_name"_s, name);
    variables.insert_or_assign(u"workspace_path"_s, workspacePath(state, name));
    for (const auto &[pool, port] : workspace.resolved.allocations)
        variables.insert_or_assign(u"alloc_"_s + pool, QString::number(port));
    RenderState last = RenderState::load(state, u"workspaces"_s, name).value_or(RenderState());
    last.templateRef = folder.ref();
    const FileChanges changes = reconcileFiles(workspacePath(state, name), folder.render(variables),
                                               &last, overwrite, false);
    if (!changes.conflicts.isEmpty()) {
        QStringList paths;
        for (const QJsonValue &conflict : changes.conflicts)
            paths += conflict.toObject().value("path"_L1).toString();
        throw EngineError::conflict(
            u"workspace-template"_s, name,
            u"locally modified paths: %1; use --overwrite to replace"_s.arg(paths.join(u", "_s)));
    }
    last.save(state, u"workspaces"_s, name);
}

} // namespace angee::sandbox
