// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshot.h"
#include "core/model/objectref.h"
#include "core/model/servicesight.h"
#include "core/model/slotrecord.h"

#include <QList>

namespace angee {

//! \brief A source, a workspace, a slot, or what mounts a workspace, with what is known of its
//! state. A copy that outlives the snapshot; all words are the daemon's own.
struct StackNode
{
    ObjectRef object; //!< Source, Workspace, Slot, Service or Job
    QString label; //!< what it is called where it stands: a slot without its workspace
    int parent = -1; //!< of a slot: the index of its workspace
    QString state; //!< the daemon's word; empty where it told none
    QString health; //!< of a service
    QString runtime; //!< of a service or a job
    ServiceSight sight; //!< of a service
    QString source; //!< of a slot: the name of its source
    QString reference; //!< branch, tag or commit of a source or a slot
    int ahead = 0;
    int behind = 0;
    bool isUncommitted = false;
    bool isUnpushed = false; //!< what it holds is on no remote
    GitMidst midst = GitMidst::None;

    //! Unique within a graph, and the same in the next.
    [[nodiscard]] QString id() const { return objectKindId(object.kind) + u':' + object.name; }
    friend bool operator==(const StackNode &, const StackNode &) = default;
};

//! \brief Something is made of, or mounted in, something else: indices of nodes.
struct StackEdge
{
    int from = 0;
    int to = 0;

    friend bool operator==(const StackEdge &, const StackEdge &) = default;
};

//! \brief The topology of a stack: which slots are made of which sources, stand in which workspace,
//! and who mounts those. Says nothing of where anything is drawn.
struct StackGraph
{
    //! Beyond that no picture can be read.
    static constexpr qsizetype mostNodes = 3'000;

    QList<StackNode> nodes; //!< sources, each workspace with its slots behind it, who mounts them
    QList<StackEdge> edges; //!< source to slot, workspace to service or job; none twice
    int mountless = 0; //!< services that mount no workspace and are not in it
    int leftOut = 0; //!< nodes beyond mostNodes

    //! Whether both have the same nodes and edges in the same order, however they are.
    [[nodiscard]] bool hasShapeOf(const StackGraph &other) const;
    friend bool operator==(const StackGraph &, const StackGraph &) = default;
};

//! \brief The graph of \a snapshot. Takes time in proportion to its rows; may be called on any
//! thread.
[[nodiscard]] StackGraph stackGraph(const Snapshot &snapshot, const ServiceSights &sights = {},
                                    const SlotMidsts &midsts = {});

} // namespace angee
