// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/childprocess.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <exception>
#include <map>

namespace angee::sandbox {

//! \brief Why the container tool failed: what it ended with, and what it said last. Thrown inside
//! the engine, and turned into the daemon's sentence by ComposeTool.
struct ToolFailure final : public std::exception
{
    ToolFailure(int givenStatus, QString givenWords)
        : status(givenStatus)
        , words(std::move(givenWords))
    { }

    int status = 1;
    QString words;
};

//! \brief One service of the compose file.
struct ComposeService
{
    QString image;
    QJsonValue build{QJsonValue::Undefined}; //!< a mapping with a context; undefined if not built
    QStringList command;
    std::map<QString, QString> environment;
    QStringList ports;
    QStringList volumes; //!< "SOURCE:TARGET" or "SOURCE:TARGET:MODE"; a path, or a volume's name
    QString workdir;
    QStringList dependsOn;
    QStringList networks;

    [[nodiscard]] bool isBuilt() const { return build.isObject(); }
};

//! \brief The compose file: what a preparation makes of the manifest's container services.
struct ComposeProject
{
    QString name;
    std::map<QString, ComposeService> services;
    QStringList volumes;
    QStringList networks;

    //! As POST /stack/prepare answers it: keys in Go's case, null for what is empty.
    [[nodiscard]] QJsonObject document() const;
    //! What is written to docker-compose.yaml.
    [[nodiscard]] QJsonObject fileContent() const;
    //! Throws what compose says of a project that it refuses (contract.md, section 15).
    void validate(const QString &root) const;
    //! The service's container in the engine.
    [[nodiscard]] QString containerName(const QString &service) const;
    [[nodiscard]] QString imageName(const QString &service) const;
};

//! \brief Variables as compose replaces them: `$X`, `${X}`, `${X:-words}`, `${X?words}`, `$$`. All
//! else after a `$` stays as it is.
class Interpolation final
{
public:
    explicit Interpolation(Environment variables)
        : m_variables(std::move(variables))
    { }

    //! Reads an env file, in which variables are replaced too (contract.md, section 15). What
    //! the process has wins.
    [[nodiscard]] static Interpolation withEnvFile(const QByteArray &text, Environment process);

    //! Throws on `${X?words}` when X is not set.
    [[nodiscard]] QString expand(const QString &text);
    //! One of every time that a variable was wanted and was not set.
    [[nodiscard]] const QStringList &unset() const { return m_unset; }

private:
    [[nodiscard]] QString valueOf(const QString &name);
    [[nodiscard]] QString braced(const QString &inside);

    Environment m_variables;
    QStringList m_unset;
};

//! The services with every variable replaced.
[[nodiscard]] std::map<QString, ComposeService> expandedServices(const ComposeProject &project,
                                                                 Interpolation *variables);

} // namespace angee::sandbox
