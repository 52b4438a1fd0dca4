// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"
#include "core/model/workspace.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace angee {

//! \brief A workspace to be made from a template. An empty name lets the template name it.
struct WorkspaceRequest
{
    QString workspaceTemplate;
    QString name;
    QMap<QString, QString> inputs;
    QString ttl; //!< Go duration; empty for none
    bool sync = false; //!< discards what is left of an earlier worktree
};

//! \brief GET /workspaces.
class ListWorkspacesCall final : public TypedCall<QList<Workspace>>
{
    Q_OBJECT

public:
    ListWorkspacesCall();

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief GET /workspaces/{name}.
class WorkspaceCall final : public TypedCall<Workspace>
{
    Q_OBJECT

public:
    explicit WorkspaceCall(const QString &name);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief GET /workspaces/{name}/status.
class WorkspaceStatusCall final : public TypedCall<WorkspaceStatus>
{
    Q_OBJECT

public:
    explicit WorkspaceStatusCall(const QString &name);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /workspaces.
class CreateWorkspaceCall final : public TypedCall<Workspace>
{
    Q_OBJECT

public:
    explicit CreateWorkspaceCall(const WorkspaceRequest &workspace);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /workspaces/preflight: asks, changes nothing. "Not ok" is a success of the call.
class PreflightWorkspaceCall final : public TypedCall<WorkspacePreflight>
{
    Q_OBJECT

public:
    explicit PreflightWorkspaceCall(const WorkspaceRequest &workspace);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief PATCH /workspaces/{name}: merges the inputs and renders again; an empty ttl keeps the old
//! one.
class UpdateWorkspaceCall final : public TypedCall<Workspace>
{
    Q_OBJECT

public:
    UpdateWorkspaceCall(const QString &name, const QMap<QString, QString> &inputs,
                        const QString &ttl, bool overwrite);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief POST /workspaces/{name}/destroy. Without purge files and worktrees stay; with it they go.
class DestroyWorkspaceCall final : public TypedCall<Done>
{
    Q_OBJECT

public:
    DestroyWorkspaceCall(const QString &name, bool purge);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

} // namespace angee
