// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/topology/nodelook.h"

#include "core/actions/slotreader.h"
#include "core/base/visibletext.h"
#include "ui/gitops/slotsmodel.h"
#include "ui/services/servicesmodel.h"
#include "ui/widgets/sourcestate.h"
#include "ui/workspaces/workspacesmodel.h"

#include <QCoreApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct NodeWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::NodeWords)
};

bool isStopped(const StackNode &node)
{
    return node.midst == GitMidst::Merging || node.midst == GitMidst::Rebasing;
}

//! "2 ahead" says more than "ahead", and of a tree that is changed both count.
QString gitWords(const StackNode &node)
{
    if (isStopped(node))
        return midstText(node.midst);
    if (node.state == "branch-mismatch"_L1)
        return slotMarkText(SlotMark::WrongBranch);
    const QString distance =
        node.ahead > 0 || node.behind > 0 ? distanceText(node.ahead, node.behind) : QString();
    if (node.state == "ahead"_L1 || node.state == "behind"_L1)
        return distance.isEmpty() ? node.state : distance;
    return node.state.isEmpty() ? NodeWords::tr("not observed") : node.state;
}

QStringList gitFacts(const StackNode &node)
{
    QStringList facts;
    if (!node.source.isEmpty())
        facts.append(NodeWords::tr("of source %1").arg(shownName(node.source)));
    if (!node.reference.isEmpty())
        facts.append(NodeWords::tr("on %1").arg(shownName(node.reference)));
    if (node.ahead > 0 || node.behind > 0)
        facts.append(distanceText(node.ahead, node.behind));
    if (node.isUncommitted)
        facts.append(NodeWords::tr("uncommitted changes"));
    if (node.isUnpushed)
        facts.append(NodeWords::tr("not pushed"));
    return facts;
}

ServiceRecord recordOf(const StackNode &node)
{
    ServiceRecord record;
    record.name = node.object.name;
    record.runtime = node.runtime;
    record.status = node.state;
    record.health = node.health;
    record.sight = node.sight;
    return record;
}

Icon::Name iconOf(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Source:
        return Icon::Name::Source;
    case ObjectKind::Workspace:
        return Icon::Name::Workspace;
    case ObjectKind::Slot:
        return Icon::Name::GitOps;
    case ObjectKind::Job:
        return Icon::Name::Job;
    default:
        return Icon::Name::Service;
    }
}

} // namespace

bool NodeLook::isBad() const
{
    const ColorRole role = Icon::statusRole(status);
    return role == ColorRole::Bad || role == ColorRole::Warning;
}

NodeLook lookOf(const StackNode &node, const StackGraph &graph)
{
    NodeLook look;
    look.label = shownName(node.label);
    look.kindIcon = iconOf(node.object.kind);
    QStringList facts;
    switch (node.object.kind) {
    case ObjectKind::Workspace:
        look.status = workspaceStateIcon(node.state);
        look.words = workspaceStateText(node.state);
        break;
    case ObjectKind::Service:
        look.status = node.runtime.isEmpty() ? Status::Unknown : shownStatusIcon(recordOf(node));
        look.words =
            node.runtime.isEmpty() ? NodeWords::tr("not declared") : shownStatus(recordOf(node));
        break;
    case ObjectKind::Job:
        look.status = Status::Declared;
        look.words = NodeWords::tr("job");
        break;
    default:
        look.status = isStopped(node) ? Status::Failed
            : node.state.isEmpty()    ? Status::Declared
                                      : sourceStateIcon(node.state);
        look.words = gitWords(node);
        facts = gitFacts(node);
    }
    look.words = shownLine(look.words, longestName);
    facts.prepend(look.words);
    if (node.parent >= 0)
        facts.append(
            NodeWords::tr("in workspace %1").arg(shownName(graph.nodes.at(node.parent).label)));
    //: kind, name, and what is known of it: "slot app: dirty, of source app"
    look.spoken =
        NodeWords::tr("%1 %2: %3").arg(kindText(node.object.kind), look.label, facts.join(u", "_s));
    return look;
}

} // namespace angee
