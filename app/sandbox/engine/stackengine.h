// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/listquery.h"
#include "app/sandbox/engine/reply.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <memory>
#include <stop_token>

namespace angee::sandbox {

class Clock;
class ContainerTable;
class EngineState;

//! \brief One stack folder, and everything that a daemon does with it; no HTTP in here.
//!
//! Every operation may be called from any thread, blocks until it is done, never throws, and
//! answers the REST shape of contract.md, sections 4 to 7. Reads never wait for long work: the
//! state is the folder itself, and only mutations and preparations queue on one lock. \a stop
//! cancels: the children that the operation started are killed, and it returns.
//!
//! Requests (\a body) are the REST bodies in snake_case; a value of the wrong type is a 400.
//!
//! What differs from the daemon, on purpose:
//! - Local services run as children of this process instead of under a supervisor, so `up` and
//!   `dev` return at once (contract.md, Q1), may be repeated, and know services that were added
//!   since. The rest of the supervisor's manners is kept: while it is down nothing can be started,
//!   stopped or read, starting what runs and stopping what does not is an error, and a destroyed
//!   service goes on running.
//! - Containers are child processes too: see ContainerTable for what they are, ComposeTool for
//!   their verbs, and ImageBuilder for what a build does.
//! - Templates come from the folder alone: no registries, no pinned references, no chains.
//! - A local job without a workdir runs in the stack's folder.
class StackEngine final
{
public:
    struct Options
    {
        QString root;
        QByteArray token;
        //! Signs tokens; empty: derived from \a token.
        QByteArray jwtSecret;
        //! ReadOnly: whatever would write, prepare or run something answers 403.
        enum class Access { Write, ReadOnly } access = Access::Write;
    };
    using Stop = std::stop_token;

    //! \a clock tells the time; it must outlive the engine.
    StackEngine(Options options, const Clock *clock);
    //! Kills the children that still run.
    ~StackEngine();
    StackEngine(const StackEngine &) = delete;
    StackEngine &operator=(const StackEngine &) = delete;

    [[nodiscard]] QString root() const;

    // Health, stack
    Reply health();
    Reply mcpDescriptor();
    Reply stackStatus();
    Reply stackInit(const QJsonValue &body, Stop stop = {});
    Reply stackPrepare(Stop stop = {});
    Reply stackUpdate(Stop stop = {});
    Reply stackBuild(const QJsonValue &body, Stop stop = {});
    Reply stackUp(const QJsonValue &body, Stop stop = {});
    Reply stackDev(const QJsonValue &body, Stop stop = {});
    Reply stackDown(Stop stop = {});
    Reply stackDestroy(bool purge, Stop stop = {});
    Reply stackLogs(const QStringList &services, Stop stop = {});
    Reply ingressStatus();

    // Services and jobs
    Reply services(const ListQuery &query = {});
    Reply serviceInit(const QJsonValue &body, Stop stop = {});
    Reply serviceCreate(const QJsonValue &body, Stop stop = {});
    Reply serviceUpdate(const QString &name, const QJsonValue &body, Stop stop = {});
    Reply serviceUpdateFromTemplate(const QString &name, const QJsonValue &body, Stop stop = {});
    //! \a verb is up, start, stop or restart.
    Reply serviceAction(const QString &name, const QString &verb, Stop stop = {});
    Reply serviceDestroy(const QString &name, Stop stop = {});
    Reply serviceLogs(const QString &name, Stop stop = {});
    //! \a host is the request's Host.
    Reply serviceEndpoint(const QString &name, const QString &host);
    Reply jobs(const ListQuery &query = {});
    Reply jobRun(const QString &name, const QJsonValue &body, Stop stop = {});
    Reply jobLogs(const QString &name);

    // Sources
    Reply sources(const ListQuery &query = {});
    Reply sourceStatus(const QString &name);
    Reply sourceFetch(const QString &name, Stop stop = {});
    Reply sourcePull(const QString &name, Stop stop = {});
    Reply sourcePush(const QString &name, const QJsonValue &body, Stop stop = {});
    Reply sourceDiff(const QString &name, const QString &ref, Stop stop = {});
    //! \a withCommits: at most so many commits a source, 0 for none.
    Reply gitOpsTopology(int withCommits = 0, Stop stop = {});

    // Workspaces
    Reply workspaces(const ListQuery &query = {});
    Reply workspaceCreate(const QJsonValue &body, Stop stop = {});
    Reply workspacePreflight(const QJsonValue &body);
    Reply workspace(const QString &name);
    Reply workspaceUpdate(const QString &name, const QJsonValue &body, Stop stop = {});
    Reply workspaceStatus(const QString &name);
    Reply workspaceLogs(const QString &name, Stop stop = {});
    Reply workspaceDestroy(const QString &name, bool purge, Stop stop = {});
    Reply workspaceGit(const QString &name);
    Reply workspacePush(const QString &name, const QJsonValue &body, Stop stop = {});
    Reply workspaceSyncBase(const QString &name, const QJsonValue &body, Stop stop = {});
    Reply slotFetch(const QString &workspace, const QString &slot, Stop stop = {});
    Reply slotPull(const QString &workspace, const QString &slot, Stop stop = {});
    Reply slotPush(const QString &workspace, const QString &slot, const QJsonValue &body,
                   Stop stop = {});
    Reply slotDiff(const QString &workspace, const QString &slot, const QString &ref,
                   Stop stop = {});
    //! \a verb is merge, rebase, merge-abort, rebase-abort, rebase-continue or publish.
    Reply slotGitOp(const QString &workspace, const QString &slot, const QString &verb,
                    const QJsonValue &body, Stop stop = {});

    // Templates
    Reply templates(const ListQuery &query = {});
    //! One template. Here \a ref may be a relative reference only.
    Reply templateByRef(const QString &ref);

    // Secrets
    Reply secrets(const ListQuery &query = {});
    Reply secret(const QString &name);
    Reply secretValue(const QString &name);
    Reply secretSet(const QString &name, const QJsonValue &body);
    Reply secretDelete(const QString &name);

    // Files
    Reply fileRead(const QString &source, const QString &path);
    Reply fileWrite(const QString &source, const QString &path, const QJsonValue &body);

    // Tokens
    Reply mintToken(const QJsonValue &body);
    Reply mintRouteToken(const QJsonValue &body);
    //! True for the admin bearer and for a token for the operator.
    [[nodiscard]] bool isOperator(const QByteArray &token) const;
    //! True for a route token of \a service alone.
    [[nodiscard]] bool isRouteToken(const QByteArray &token, const QString &service) const;

    // Logs as they come
    //! Receives whole lines without their end. \a line is called from any thread, also before
    //! followService() returns; \a ended once, when nothing more will come.
    struct LogFollower
    {
        std::function<void(const QByteArray &line)> line;
        std::function<void()> ended;
    };
    //! Keeps a following alive; letting it go ends it, and no call comes after that.
    using Following = std::shared_ptr<void>;
    //! What a log line is: the program's words alone, or with the prefix that the container tool
    //! puts before them.
    enum class LogForm { Message, ToolText };
    //! Follows a service's output: at most \a tail lines of what was there (0: all of it), then
    //! what comes. A service that is not declared, or an unprepared stack, is an error Reply; a
    //! supervisor that is down is one line with the reason, and the end. Answers {"runtime": …}.
    Reply followService(const QString &name, int tail, LogForm form, LogFollower follower,
                        Following *following, Stop stop = {});
    using ByteSink = std::function<void(const QByteArray &)>;
    //! GET /stack/up/stream: hands out what the tools print, and returns when they have ended.
    Reply stackUpStream(const QStringList &services, bool build, const ByteSink &sink,
                        Stop stop = {});
    //! GET /stack/dev/stream: starts the local services, hands out their lines, and returns when
    //! they are down; \a stop brings them down.
    Reply stackDevStream(bool build, const ByteSink &sink, Stop stop = {});

    //! The container engine, for what happens behind the daemon's back.
    [[nodiscard]] ContainerTable &containers();
    //! Makes an image of what each of these services would be built from, without running a step.
    void pretendBuilt(const QStringList &services);
    //! Ends the supervisor, and with it the local services.
    void killSupervisor();

private:
    std::unique_ptr<EngineState> m_state;
};

//! \brief One log line in the shape of the log socket: service, runtime, message and, where the
//! text tells it, level (contract.md, section 7).
[[nodiscard]] QJsonObject logLineBody(const QString &service, const QString &runtime,
                                      const QByteArray &line);

} // namespace angee::sandbox
