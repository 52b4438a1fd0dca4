// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"
#include "core/model/stack.h"

#include <QString>
#include <QStringList>

namespace angee {

//! \brief GET /stack/status: the stack's root and name.
class StackStatusCall final : public TypedCall<StackInfo>
{
    Q_OBJECT

public:
    StackStatusCall();

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /stack/build: answers when the build has ended, restarts nothing. Empty means all.
class BuildStackCall final : public TypedCall<Done>
{
    Q_OBJECT

public:
    explicit BuildStackCall(const QStringList &services);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /stack/up: containers only.
class UpStackCall final : public TypedCall<Done>
{
    Q_OBJECT

public:
    UpStackCall(const QStringList &services, bool build);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /stack/dev: containers, local services and local jobs. It may not answer while they
//! run, and closing it ends them (contract.md, Q1).
class DevStackCall final : public TypedCall<Done>
{
    Q_OBJECT

public:
    explicit DevStackCall(bool build);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /stack/down.
class DownStackCall final : public TypedCall<Done>
{
    Q_OBJECT

public:
    DownStackCall();

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /stack/update: the same work as prepare.
class UpdateStackCall final : public TypedCall<Done>
{
    Q_OBJECT

public:
    UpdateStackCall();

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /stack/prepare: writes the runtime files. The result is the daemon's JSON as it
//! came.
class PrepareStackCall final : public TypedCall<QByteArray>
{
    Q_OBJECT

public:
    PrepareStackCall();

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
    bool wantsJson() const override { return false; }
};

//! \brief POST /stack/destroy. Purging deletes workspaces, sources, volumes and run, pushed or not.
class DestroyStackCall final : public TypedCall<Done>
{
    Q_OBJECT

public:
    explicit DestroyStackCall(bool purge);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief GET /mcp: what the daemon says it is, "angee-operator 0.1". The one place where it tells
//! a version, and free: nothing is looked up for it.
class DaemonVersionCall final : public TypedCall<QString>
{
    Q_OBJECT

public:
    DaemonVersionCall();

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief GET /ingress/status.
class IngressStatusCall final : public TypedCall<IngressStatus>
{
    Q_OBJECT

public:
    IngressStatusCall();

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief A GET that changes things and streams what the tools print. Output comes by
//! outputReceived(); a line "angee: …" at its end is the daemon's in-band word for failure, and
//! fails the call. It may go on over several lines.
class StackStreamCall : public TypedCall<Done>
{
    Q_OBJECT

protected:
    StackStreamCall(const QByteArray &path, const QByteArray &query);

    std::optional<OperatorDaemonError> verdict(const HttpResult &result) override;
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
    bool wantsJson() const override { return false; }

private:
    QByteArray m_tail;
};

//! \brief GET /stack/up/stream?build=true: ends when the containers are up.
class BuildAndApplyCall final : public StackStreamCall
{
    Q_OBJECT

public:
    explicit BuildAndApplyCall(const QStringList &services);
};

//! \brief GET /stack/dev/stream: what DevStackCall starts, attached to what all of it prints.
//! Closing it interrupts the local services, and the containers in part.
class DevStreamCall final : public StackStreamCall
{
    Q_OBJECT

public:
    DevStreamCall();
};

} // namespace angee
