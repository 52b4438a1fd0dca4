// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace angee {

//! \brief The stack that the daemon owns.
struct StackInfo
{
    QString root; //!< absolute, on the daemon's machine
    QString name;

    friend bool operator==(const StackInfo &, const StackInfo &) = default;
};

//! \brief One route of the ingress.
struct IngressRoute
{
    QString service;
    QString url;

    friend bool operator==(const IngressRoute &, const IngressRoute &) = default;
};

//! \brief How the stack is reached from outside.
struct IngressStatus
{
    QString type;
    QString domain;
    QList<IngressRoute> routes;

    friend bool operator==(const IngressStatus &, const IngressStatus &) = default;
};

//! \brief How much of git's work the stack holds (contract.md, GitOpsSummary).
struct GitOpsSummary
{
    int sources = 0;
    int workspaces = 0;
    int worktrees = 0;
    int clean = 0;
    int dirty = 0;
    int ahead = 0;
    int behind = 0;
    int diverged = 0;
    int branchMismatch = 0;
    int missing = 0;
    int error = 0;
    int unpushed = 0;

    friend bool operator==(const GitOpsSummary &, const GitOpsSummary &) = default;
};

} // namespace angee
