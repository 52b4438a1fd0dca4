// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/composeproject.h"
#include "app/sandbox/engine/containertable.h"
#include "app/sandbox/engine/manifest.h"
#include "app/sandbox/engine/processtable.h"
#include "app/sandbox/engine/reply.h"
#include "app/sandbox/engine/secretstore.h"
#include "app/sandbox/engine/sourcefiles.h"
#include "app/sandbox/engine/stackengine.h"
#include "app/sandbox/engine/templatefolder.h"
#include "app/sandbox/engine/tokens.h"
#include "app/sandbox/engine/wirejson.h"

#include <QJsonArray>

#include <mutex>

namespace angee::sandbox {

using Stop = std::stop_token;

//! \brief What the operations of StackEngine share. The stack itself lives in the folder: reads
//! load the manifest anew, and whoever changes it holds the transaction lock.
class EngineState final
{
public:
    EngineState(StackEngine::Options givenOptions, const Clock *givenClock);

    [[nodiscard]] QString manifestPath() const { return root + QStringLiteral("/angee.yaml"); }
    [[nodiscard]] Manifest manifest() const { return Manifest::load(manifestPath()); }
    //! Throws a 403 when the folder was opened read-only.
    void requireWritable() const;
    //! Checks that too, and waits for the one lock of mutations and preparations; \a stop ends the
    //! wait with a 500.
    [[nodiscard]] std::unique_lock<std::timed_mutex> begin(const Stop &stop);

    //! What the last preparation wrote to docker-compose.yaml; null before it, and when it had no
    //! container to write.
    [[nodiscard]] std::shared_ptr<const ComposeProject> compose() const;
    void setCompose(std::shared_ptr<const ComposeProject> project);

    const StackEngine::Options options;
    const QString root; //!< absolute, clean
    const Clock *const clock;
    const TokenMinter minter;
    SecretStore secrets;
    SourceFiles files;
    ProcessTable processes;
    ContainerTable containers;

private:
    std::timed_mutex m_transactions;
    mutable std::mutex m_composeMutex;
    std::shared_ptr<const ComposeProject> m_compose;
};

//! Runs an operation and turns what it throws into an error reply.
template <typename Operation>
Reply answer(Operation operation)
{
    try {
        return operation();
    } catch (const EngineError &e) {
        return Reply::failure(e);
    } catch (const std::exception &e) {
        return Reply::failure(EngineError::failed(QString::fromUtf8(e.what())));
    }
}

//! The entry \a name of \a entries; throws the 404 for \a kind.
template <typename T>
const T &declared(const NameMap<T> &entries, const QString &kind, const QString &name)
{
    const auto it = entries.find(name);
    if (it == entries.end())
        throw EngineError::notFound(kind, name);
    return it->second;
}

// ---- Sources (sourcework.cpp)

//! Where a source's files are: what it points at, or its cache.
[[nodiscard]] QString sourcePath(const EngineState &state, const QString &name,
                                 const Source &source);
//! Clones or fetches a git source; a local one must exist unless it is inside the root.
void materialiseSource(const EngineState &state, const QString &name, const Source &source,
                       const Stop &stop);
//! SourceState. Throws a 500 on a git failure.
[[nodiscard]] QJsonObject sourceState(const EngineState &state, const QString &name,
                                      const Source &source, const Stop &stop);
//! The same; a failure becomes state "error".
[[nodiscard]] QJsonObject sourceStateOrError(const EngineState &state, const QString &name,
                                             const Source &source, const Stop &stop);

//! \brief What git says about one working tree.
struct TreeFacts
{
    QString state;
    QString currentRef;
    QString upstream;
    QString unpushedReason;
    bool dirty = false;
    bool pushed = true;
    int ahead = 0;
    int behind = 0;

    //! Adds the members that source states and slot statuses share; empty ones are left out.
    void addTo(QJsonObject *body) const;
};
//! \a expectedBranch may be empty; \a base is compared with when there is no upstream.
[[nodiscard]] TreeFacts treeFacts(const QString &path, const QString &expectedBranch,
                                  const QString &base, const Stop &stop);

// ---- Workspaces (workspacework.cpp)

[[nodiscard]] QString workspacePath(const EngineState &state, const QString &name);
[[nodiscard]] QString slotPath(const EngineState &state, const QString &workspace,
                               const QString &slot, const WorkspaceSlot &spec);
[[nodiscard]] QJsonObject workspaceRef(const EngineState &state, const QString &name,
                                       const Workspace &workspace);
//! WorkspaceSourceStatus.
[[nodiscard]] QJsonObject slotStatus(const EngineState &state, const Manifest &manifest,
                                     const QString &workspace, const QString &slot,
                                     const WorkspaceSlot &spec, const Stop &stop);
//! WorkspaceStatus.
[[nodiscard]] QJsonObject workspaceStatusBody(const EngineState &state, const Manifest &manifest,
                                              const QString &name, const Stop &stop);
//! Leases one port of each pool to "\a owner/POOL", or answers those it has.
[[nodiscard]] NameMap<int> leasePorts(const EngineState &state, Manifest *manifest,
                                      const QString &owner);
void releasePorts(Manifest *manifest, const QString &owner);
//! Puts the slots of a workspace in place. What it made before a failure is taken away again; a
//! branch that it made stays, as it does in the daemon.
class SlotWork final
{
public:
    SlotWork(const EngineState &state, QString workspace, Stop stop);
    ~SlotWork();
    SlotWork(const SlotWork &) = delete;
    SlotWork &operator=(const SlotWork &) = delete;

    //! \a takeLeftovers: a registered worktree in the way is thrown away first.
    void place(const QString &slot, const WorkspaceSlot &spec, const Source &source,
               bool takeLeftovers);
    void commit() { m_committed = true; }

private:
    void placeWorktree(const QString &cache, const QString &dest, const WorkspaceSlot &spec,
                       const QString &defaultRef);

    struct Placed
    {
        QString cache; //!< of a worktree
        QString path;
    };
    const EngineState &m_state;
    QString m_workspace;
    Stop m_stop;
    std::vector<Placed> m_placed;
    bool m_committed = false;
};
//! Unregisters and deletes the worktrees of a workspace; best effort.
void removeWorktrees(const EngineState &state, const Manifest &manifest, const QString &name,
                     const Workspace &workspace);
//! Renders a workspace's template into its folder. Files that were changed since the last
//! rendering are a 409 unless \a overwrite.
void renderWorkspace(const EngineState &state, const TemplateFolder &folder, const QString &name,
                     const Workspace &workspace, bool overwrite);

// ---- What was rendered last (renderstate.cpp)

//! \brief The memory of one rendering, under run/render: what a later one compares with.
struct RenderState
{
    QString templateRef;
    QString workspace;
    NameMap<QString> inputs;
    QJsonObject service; //!< of a service template: the entry as it was rendered
    NameMap<QString> files; //!< path to SHA-256

    [[nodiscard]] static std::optional<RenderState> load(const EngineState &state,
                                                         const QString &group, const QString &name);
    void save(const EngineState &state, const QString &group, const QString &name) const;
    static void forget(const EngineState &state, const QString &group, const QString &name);
};

//! Writes rendered files below \a target. Those that differ from disk and from \a last are
//! conflicts unless \a overwrite; with any conflict, or \a dryRun, nothing is written.
struct FileChanges
{
    QJsonArray changes; //!< {path, kind}
    QJsonArray conflicts; //!< {path, reason}
};
[[nodiscard]] FileChanges reconcileFiles(const QString &target,
                                         const std::vector<RenderedFile> &files, RenderState *last,
                                         bool overwrite, bool dryRun);

// ---- Preparation (stackplan.cpp)

//! \brief What the manifest comes to when it is compiled.
struct StackPlan
{
    std::map<QString, ProcessTable::Program> programs; //!< local services and jobs
    ComposeProject compose; //!< container services
    QJsonObject document; //!< the answer of POST /stack/prepare
};

//! Compiles services and jobs. Throws a 500 that names the entry.
[[nodiscard]] StackPlan compileStack(const EngineState &state, const Manifest &manifest,
                                     const std::map<QString, QString> &secretValues);
//! A job in a container, with the secrets as they are: nothing of it passes compose. Throws a 500.
[[nodiscard]] ChildSpec compileContainerJob(const EngineState &state, const Manifest &manifest,
                                            const Runnable &job, const NameMap<QString> &inputs);
//! Starts local services and jobs, as `dev` does; what runs is left alone.
void startLocals(EngineState *state, const StackPlan &plan);
//! StackPrepare (contract.md, section 5.1). The caller holds the transaction lock.
StackPlan prepareStack(EngineState *state, const Manifest &manifest, const Stop &stop);

} // namespace angee::sandbox
