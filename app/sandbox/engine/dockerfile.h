// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace angee::sandbox {

//! \brief How an image says whether its container is well.
struct HealthCheck
{
    QStringList command;
    std::chrono::milliseconds interval{30'000};
    std::chrono::milliseconds timeout{30'000};
    std::chrono::milliseconds startPeriod{0};
    int retries = 3;
};

//! \brief What the sandbox understands of a Dockerfile: the steps, and what the image runs.
struct Dockerfile
{
    struct Step
    {
        QString keyword; //!< in capitals
        QString arguments;
        QString text; //!< as it is shown: "RUN make"
    };

    std::vector<Step> steps; //!< FROM, RUN, COPY, ADD and WORKDIR, in order
    QStringList command; //!< ENTRYPOINT and CMD
    std::map<QString, QString> environment;
    std::optional<HealthCheck> health;
    bool readsContext = false; //!< copies something

    //! Throws a ToolFailure in the builder's words.
    [[nodiscard]] static Dockerfile parse(const QByteArray &text);
    //! What stands in for a Dockerfile where a build context has a build.sh alone.
    [[nodiscard]] static Dockerfile forScript();
};

} // namespace angee::sandbox
