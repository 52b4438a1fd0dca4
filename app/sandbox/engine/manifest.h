// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/gotime.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>

namespace angee::sandbox {

template <typename T>
using NameMap = std::map<QString, T>;

struct PortPool
{
    QString range;
};

struct PortLease
{
    int port = 0;
    QString owner;
    std::optional<WireTime> createdAt;
};

struct OperatorSection
{
    QString url;
    QString domain;
    QString tokenSecret;
    NameMap<PortPool> portPool;
    QStringList templatePaths;
};

struct SecretsBackend
{
    QString type;
    QString path;
    QString address;
    QString mount;
    QString token;
};

struct Ingress
{
    QString type;
    QString routing;
    QString tls;
    QString domain;
    int port = 0;
    QString image;
    QString network;
    QString verify;
};

struct SecretDeclaration
{
    bool generated = false;
    int length = 0;
    bool required = false;
    QString import;
};

struct PortDeclaration
{
    int value = 0;
    QString exportEnv;
    QStringList aliases;
};

struct Volume
{
    QString driver;
    QString path;
};

struct PersistPath
{
    QString subpath;
    QString scope;
};

struct SourceAuth
{
    QString mode;
    QString sshKeySecret;
    QString tokenSecret;
};

struct SourceGit
{
    QString userName;
    QString userEmail;
};

struct Source
{
    QString kind;
    QString repo;
    QString url;
    QString path;
    QString defaultRef;
    QString cachePath;
    SourceAuth auth;
    SourceGit git;
    QString checksum;
};

struct WorkspaceSlot
{
    QString source;
    QString mode;
    QString branch;
    QString ref;
    QString subpath;
};

struct WorkspaceResolved
{
    QStringList chain;
    QString chainRoot;
    NameMap<int> allocations;
    NameMap<PersistPath> persistPaths;
};

struct Workspace
{
    QString templateRef;
    NameMap<QString> inputs;
    NameMap<WorkspaceSlot> sources;
    WorkspaceResolved resolved;
    QString ttl;
    std::optional<WireTime> ttlExpiresAt;
};

struct Route
{
    int port = 0;
    QString host;
    QString path;
    QString auth;
};

//! \brief A service, or a job: jobs have no ports, after and route.
struct Runnable
{
    QString runtime;
    QString image;
    QJsonValue build{
        QJsonValue::Undefined}; //!< undefined when absent: a context, or a mapping with one
    QStringList command;
    NameMap<QString> env;
    QString envFile;
    QStringList ports;
    QStringList mounts;
    QString workdir;
    QStringList after;
    QStringList dependsOn;
    std::optional<Route> route;
    QStringList runOn;

    [[nodiscard]] bool isContainer() const;
};

struct ActiveTemplate
{
    QString active;
    QString answersFile;
};

//! \brief angee.yaml (contract.md, section 10). Read strictly: an unknown key is an error.
struct Manifest
{
    int version = 0;
    QString kind;
    QString name;
    std::optional<ActiveTemplate> activeTemplate;
    OperatorSection operatorSection;
    SecretsBackend secretsBackend;
    Ingress ingress;
    NameMap<SecretDeclaration> secrets;
    NameMap<PortDeclaration> ports;
    NameMap<Volume> volumes;
    NameMap<PersistPath> persist;
    NameMap<Source> sources;
    NameMap<Workspace> workspaces;
    NameMap<Runnable> services;
    NameMap<Runnable> jobs;
    NameMap<QList<PortLease>> portLeases;

    //! Both throw a 500 EngineError: a missing or unreadable file, unknown keys, broken rules.
    [[nodiscard]] static Manifest load(const QString &path);
    [[nodiscard]] static Manifest parse(const QByteArray &yaml, const QString &shownPath);
    //! Fills in defaults, then checks the rules (core/manifest). Throws a 500 EngineError.
    void normalise();
    [[nodiscard]] QByteArray toYaml() const;
    //! Checks the rules and replaces the file in one step, so that no reader sees half of it.
    void save(const QString &path);

private:
    void fillDefaults();
};

//! The one service of a rendered service.yaml, strictly decoded; \a name receives its key. Throws
//! the 400s of POST /services/create.
[[nodiscard]] Runnable parseRenderedService(const QByteArray &yaml, QString *name);

//! A service as JSON, in the manifest's own keys, without empty members.
[[nodiscard]] QJsonObject runnableToJson(const Runnable &runnable);
//! The other way round; \a where names it in errors.
[[nodiscard]] Runnable runnableFromJson(const QJsonObject &json, const QString &where);

} // namespace angee::sandbox
