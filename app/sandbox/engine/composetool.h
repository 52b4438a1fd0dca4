// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/composeproject.h"
#include "app/sandbox/engine/enginestate.h"

#include <functional>

namespace angee::sandbox {

//! \brief `docker compose` as the daemon calls it, over the last prepared project and the engine of
//! the state: its verbs, its progress lines, its warnings and its refusals (contract.md, section
//! 15).
//!
//! Every verb throws an EngineError in the daemon's sentence: the command line, the exit status and
//! what was printed. With a \a sink the output goes there as it comes, and the error names the
//! status alone.
class ComposeTool final
{
public:
    using Sink = std::function<void(const QByteArray &)>;

    explicit ComposeTool(EngineState *state, Stop stop = {}, Sink sink = {});

    enum class Build { Missing, All };
    //! Creates what is missing, recreates what differs, and starts it; with what it depends on.
    void up(const QStringList &services, Build build = Build::Missing);
    void start(const QString &service);
    void stop(const QString &service);
    void restart(const QString &service);
    void build(const QStringList &services);
    //! Stops and deletes the containers of the project; orphans stay.
    void down();
    //! With a prefix a line; no services: all.
    [[nodiscard]] QByteArray logs(const QStringList &services);
    //! Follows one service; what the tool refuses is a line, and the end. Lines of the program have
    //! the tool's prefix if \a prefixed.
    enum class Prefix { None, Service };
    [[nodiscard]] std::shared_ptr<void> follow(const QString &service, int tail, LineSink sink,
                                               Prefix prefix);

    //! \brief What `ps` shows of a service; nothing if the tool refuses.
    struct Seen
    {
        QString status;
        QString health;
    };
    [[nodiscard]] std::map<QString, Seen> seen();
    //! Makes an image of what a service would be built from, without building it.
    void pretendBuilt(const QString &service);

private:
    void invoke(const QString &arguments, const std::function<void()> &work);
    void load();
    void requireEngine() const;
    void print(const QByteArray &text);
    void progress(const QString &service, const QString &word);
    void warn(const QString &words);
    void warnOfOrphans();
    void pace();
    [[nodiscard]] QStringList withDependencies(const QStringList &services) const;
    [[nodiscard]] ImageBuilder::Work buildWork(const QString &service) const;
    void buildAll(const QStringList &services);
    [[nodiscard]] ContainerTable::Spec specOf(const QString &service) const;
    void createOne(const QString &service, bool existed);
    [[nodiscard]] std::optional<QString> startOne(const QString &service);

    EngineState *m_state;
    Stop m_stop;
    Sink m_sink;
    std::shared_ptr<const ComposeProject> m_project;
    std::map<QString, ComposeService> m_services; // with their variables replaced
    QByteArray m_output;
};

//! What the tool says when no engine answers.
[[nodiscard]] QString engineIsGone();

} // namespace angee::sandbox
