// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/dockerfile.h"

#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>

namespace angee::sandbox {

//! What the container tool ends with when a build fails.
constexpr int failedBuild = 17;

//! \brief A built image: the files that its build left, in a folder of its own that goes with it,
//! and what it runs.
struct Image
{
    Image() = default;
    ~Image();
    Image(const Image &) = delete;
    Image &operator=(const Image &) = delete;

    QByteArray stamp; //!< of what it was built from
    QString folder;
    QString workdir; //!< in the folder
    QStringList command;
    std::map<QString, QString> environment;
    std::optional<HealthCheck> health;
};

//! \brief The images of the engine, by name. They outlive every container. Safe from any thread.
class ImageStore final
{
public:
    //! Null if there is none.
    [[nodiscard]] std::shared_ptr<const Image> find(const QString &name) const;
    void put(const QString &name, std::shared_ptr<const Image> image);

private:
    mutable std::mutex m_mutex;
    std::map<QString, std::shared_ptr<const Image>> m_images;
};

//! \brief Builds images, and prints what BuildKit prints (contract.md, section 15). RUN steps
//! run in the image's folder, which COPY fills: an absolute path is taken as one below it, and
//! where BUILD_CONTEXT is is in the environment. Nothing is cached.
class ImageBuilder final
{
public:
    using Sink = std::function<void(const QByteArray &)>;
    struct Work
    {
        QString service;
        QString image;
        QString context;
        QString dockerfile;
        QString target; //!< the folder that becomes the image's
    };

    ImageBuilder(Sink sink, std::stop_token stop);

    //! CopiesOnly: as if what RUN does had been done before, somewhere else.
    enum class Steps { All, CopiesOnly };
    //! Throws a ToolFailure whose words are the reason; the output has said the rest.
    [[nodiscard]] std::shared_ptr<const Image> build(const Work &work, Steps wanted = Steps::All);

private:
    void open(const QString &title);
    void print(const QByteArray &text) { m_sink(text); }
    void done();
    void copy(const Work &work, const Dockerfile::Step &step, const QString &title);
    void enter(const Work &work, const QString &folder);
    void run(const Work &work, const Dockerfile::Step &step, const QString &title,
             const std::map<QString, QString> &environment);
    [[noreturn]] void fail(const QString &title, const QString &error, const QByteArrayList &lines,
                           const QString &reason);

    Sink m_sink;
    std::stop_token m_stop;
    QString m_workdir; // inside the image, absolute there
    int m_number = 0;
};

} // namespace angee::sandbox
