// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/childprocess.h"
#include "app/sandbox/engine/imagebuilder.h"
#include "app/sandbox/engine/outputlog.h"

#include <QTemporaryDir>

#include <chrono>
#include <condition_variable>

namespace angee::sandbox {

//! \brief The container engine: containers as child processes, one a service, with the states, the
//! images and the volumes of a real one (contract.md, section 15). Safe from any thread.
//!
//! A container's files are a folder of its own, filled from its image, with each mount as a link at
//! its target. Its command runs there: it finds `/switch` as `switch`. There is no other wall
//! between it and the machine.
//!
//! Errors are the engine's words, without "Error response from daemon: ".
class ContainerTable final
{
public:
    struct Spec
    {
        QStringList command;
        Environment environment;
        std::shared_ptr<const Image> image; //!< null: an image with nothing in it
        std::map<QString, QString> mounts; //!< target to what is there
        QStringList ports; //!< "127.0.0.1:8080", as published on the host
        QString workdir;
        QByteArray hash; //!< of the whole configuration; a difference means to recreate
        QString containerName;
    };
    enum class State { Missing, Created, Running, Paused, Restarting, Exited };

    ContainerTable();
    //! Kills what runs.
    ~ContainerTable();
    ContainerTable(const ContainerTable &) = delete;
    ContainerTable &operator=(const ContainerTable &) = delete;

    [[nodiscard]] State state(const QString &service) const;
    [[nodiscard]] QByteArray hash(const QString &service) const;
    //! healthy, unhealthy, starting; empty without a check, or while it does not run.
    [[nodiscard]] QString health(const QString &service) const;
    //! All services that have a container, declared or not.
    [[nodiscard]] QStringList services() const;

    // What the tool asks for. Each answers why not, or nothing.
    [[nodiscard]] std::optional<QString> create(const QString &service, const Spec &spec);
    [[nodiscard]] std::optional<QString> start(const QString &service);
    //! TERM, and KILL after the grace. Fine if it does not run. A \a recreation keeps its followers
    //! for the container that comes after it.
    enum class Why { Stop, Recreation };
    void stop(const QString &service, Why why = Why::Stop);
    //! Deletes the container; one that runs is killed.
    void remove(const QString &service, Why why = Why::Stop);
    //! TERM alone, without waiting.
    void interrupt(const QString &service);

    // Behind the daemon's back.
    void pause(const QString &service);
    void resume(const QString &service);
    void kill(const QString &service);
    //! Lets the engine start it again and again.
    void keepRestarting(const QString &service, bool on);
    void setReachable(bool reachable) { m_reachable = reachable; }
    [[nodiscard]] bool isReachable() const { return m_reachable; }
    //! How long a container may take to stop; 10 s by default.
    void setStopGrace(std::chrono::milliseconds grace) { m_grace = grace; }
    [[nodiscard]] std::chrono::milliseconds stopGrace() const { return m_grace; }

    [[nodiscard]] QByteArrayList output(const QString &service) const;
    //! See OutputLog: follows the service over recreations, and ends when its container does. One
    //! that does not run hands out what there is, and ends.
    [[nodiscard]] std::shared_ptr<void> follow(const QString &service, int tail, LineSink sink);

    //! Runs a command once, as `docker run --rm` does: when \a stop comes it is not waited for any
    //! longer, and goes on.
    [[nodiscard]] CommandResult runOnce(const ChildSpec &spec, const std::stop_token &stop);

    [[nodiscard]] ImageStore &images() { return m_images; }
    //! A folder for a new image.
    [[nodiscard]] QString newImageFolder() const;
    //! The folder of a named volume. Volumes stay until the engine goes.
    [[nodiscard]] QString volume(const QString &name) const;

private:
    struct Container;
    using Held = std::unique_lock<std::mutex>;

    std::shared_ptr<Container> find(const QString &service) const;
    [[nodiscard]] QString newFolder(const QString &kind) const;
    std::optional<QString> startLocked(const std::shared_ptr<Container> &container);
    [[nodiscard]] std::optional<QString> portProblem(const Container &container) const;
    void read(const std::shared_ptr<Container> &container,
              const std::shared_ptr<ChildProcess> &child);
    void onEnd(const std::shared_ptr<Container> &container, const ChildEnd &end);
    void restartLater(Held &lock, const std::shared_ptr<Container> &container);
    void watchHealth(const std::shared_ptr<Container> &container,
                     const std::shared_ptr<ChildProcess> &child);
    void killAndWait(Held &lock, const std::shared_ptr<Container> &container);

    QTemporaryDir m_data;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed; // some container has ended, or is not wanted any more
    std::map<QString, std::shared_ptr<Container>> m_containers;
    // The output of each service, kept from one container to the next.
    std::map<QString, std::shared_ptr<OutputLog>> m_logs;
    std::list<std::shared_ptr<ChildProcess>> m_single; // of runOnce()
    bool m_closing = false;
    std::stop_source m_ending; // of checks
    std::atomic<bool> m_reachable = true;
    std::atomic<std::chrono::milliseconds> m_grace{std::chrono::milliseconds(10'000)};
    ImageStore m_images;
    WorkThreads m_threads;
};

} // namespace angee::sandbox
