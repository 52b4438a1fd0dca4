// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxfaults.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <thread>

namespace angee::sandbox {

class ContainerTable;
class HttpServer;
class SandboxRoutes;
class StackEngine;

//! \brief A small daemon that speaks the operator's contract, on threads of its own.
//!
//! It serves one stack folder on loopback, always with a token; children that it starts run as the
//! user. start() and stop() belong to one thread; faults() may be used from any.
class SandboxServer final
{
public:
    struct Options
    {
        //! The stack's folder. An empty or missing one gets the sample stack, which is then
        //! started.
        QString root;
        quint16 port = 0; //!< 0: any
        QByteArray token; //!< empty: a random one
        //! What to do with a folder in which a daemon keeps its state, and that no sandbox has
        //! laid: by default it is only read, which is said on stderr.
        enum class ForeignFolder { ReadOnly, Write } foreign = ForeignFolder::ReadOnly;
    };
    struct Running
    {
        QString url; //!< "http://127.0.0.1:PORT"
        QByteArray token;
    };

    SandboxServer();
    //! Like stop().
    ~SandboxServer();
    SandboxServer(const SandboxServer &) = delete;
    SandboxServer &operator=(const SandboxServer &) = delete;

    //! Answers where it listens, or nothing and an \a error text. Returns at once: the sample's
    //! files are there by then, its history and its running services come while it already answers.
    [[nodiscard]] std::optional<Running> start(const Options &options, QString *error);
    //! Waits until a sample has all that it should have; returns at once when there is none to
    //! come.
    void waitForSample();
    //! Ends connections and requests, kills the children, and waits for the threads.
    void stop();

    [[nodiscard]] bool isRunning() const { return m_http != nullptr; }
    [[nodiscard]] SandboxFaults *faults() { return &m_faults; }
    //! The container engine, for what happens behind the daemon's back. While it runs.
    [[nodiscard]] ContainerTable &containers();

private:
    SandboxFaults m_faults;
    std::unique_ptr<StackEngine> m_engine;
    std::unique_ptr<GraphQlPort> m_graphQl;
    std::unique_ptr<SandboxRoutes> m_routes;
    std::unique_ptr<HttpServer> m_http;
    std::jthread m_seeding;
};

} // namespace angee::sandbox
