// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace angee {

//! \brief A workspace as the manifest knows it.
struct Workspace
{
    QString name;
    QString path; //!< absolute, on the daemon's machine
    QString workspaceTemplate;
    QString ttl;
    QDateTime ttlExpiresAt;
    int processComposePort = 0;
    QString playwrightMcpUrl;

    friend bool operator==(const Workspace &, const Workspace &) = default;
};

//! \brief One slot of a workspace: a source checked out or linked there.
struct WorkspaceSlot
{
    QString slot;
    QString source;
    QString kind;
    QString mode;
    QString branch;
    QString ref;
    QString subpath;
    QString path;
    bool exists = false;
    QString state;
    QString currentRef;
    bool dirty = false;
    QString upstream;
    int ahead = 0;
    int behind = 0;
    bool pushed = false;
    QString unpushedReason;
    QString error;

    friend bool operator==(const WorkspaceSlot &, const WorkspaceSlot &) = default;
};

//! \brief Something of the stack that uses a workspace.
struct WorkspaceMount
{
    QString kind; //!< service or job
    QString name;
    QString field;
    QString value;

    friend bool operator==(const WorkspaceMount &, const WorkspaceMount &) = default;
};

//! \brief Everything the daemon tells of one workspace.
struct WorkspaceStatus
{
    QString name;
    QString path;
    bool exists = false;
    QString state;
    QString error;
    QString workspaceTemplate;
    QMap<QString, QString> inputs;
    QList<WorkspaceSlot> slotStates;
    QMap<QString, int> allocations;
    QString ttl;
    QDateTime ttlExpiresAt;
    bool expired = false;
    QList<WorkspaceMount> mountedBy;
    QString innerStackName; //!< empty when the workspace has no stack of its own
    QString innerStackRoot;
    QString innerError;

    friend bool operator==(const WorkspaceStatus &, const WorkspaceStatus &) = default;
};

//! \brief What creating a workspace would do, asked before doing it.
struct WorkspacePreflight
{
    struct InvalidInput
    {
        QString field;
        QString reason;

        friend bool operator==(const InvalidInput &, const InvalidInput &) = default;
    };

    bool ok = false;
    QString resolvedTemplate;
    QMap<QString, QString> effectiveInputs;
    QStringList missingRequired;
    QList<InvalidInput> invalidInputs;

    friend bool operator==(const WorkspacePreflight &, const WorkspacePreflight &) = default;
};

} // namespace angee
