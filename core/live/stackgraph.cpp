// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/stackgraph.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace angee {

namespace {

StackNode named(ObjectKind kind, const QString &name, const QString &label)
{
    StackNode node;
    node.object = {kind, name};
    node.label = label;
    return node;
}

//! \brief Collects the nodes of one graph, and where each stands.
class GraphMaker final
{
public:
    GraphMaker(const Snapshot &snapshot, const ServiceSights &sights, const SlotMidsts &midsts)
        : m_snapshot(snapshot)
        , m_sights(sights)
        , m_midsts(midsts)
    { }

    StackGraph make()
    {
        for (const SourceRow &row : m_snapshot.sources())
            addSource(row);
        for (const WorkspaceRow &row : m_snapshot.workspaces())
            addWorkspace(row);
        for (const WorkspaceRow &row : m_snapshot.workspaces())
            addMounts(row);
        for (const ServiceRow &row : m_snapshot.services()) {
            if (!m_places.contains({ObjectKind::Service, toText(row.name)}))
                ++m_graph.mountless;
        }
        return std::move(m_graph);
    }

private:
    int add(StackNode node)
    {
        if (m_graph.nodes.size() >= StackGraph::mostNodes) {
            ++m_graph.leftOut;
            return -1;
        }
        const int place = int(m_graph.nodes.size());
        m_places.insert(node.object, place);
        m_graph.nodes.append(std::move(node));
        return place;
    }

    void join(int from, int to)
    {
        if (from < 0 || to < 0 || m_joined.contains({from, to}))
            return;
        m_joined.insert({from, to});
        m_graph.edges.append({from, to});
    }

    void addSource(const SourceRow &row)
    {
        const Source source = toSource(row);
        StackNode node = named(ObjectKind::Source, source.name, source.name);
        node.state = source.state;
        node.reference = source.currentRef.isEmpty()
            ? (source.branch.isEmpty() ? source.ref : source.branch)
            : source.currentRef;
        node.ahead = source.ahead;
        node.behind = source.behind;
        node.isUncommitted = source.dirty;
        node.isUnpushed =
            source.exists && !source.pushed && source.kind == QLatin1StringView("git");
        add(std::move(node));
    }

    void addWorkspace(const WorkspaceRow &row)
    {
        StackNode node = named(ObjectKind::Workspace, toText(row.name), toText(row.name));
        if (row.hasStatus)
            node.state = toText(row.state);
        const int place = add(std::move(node));
        if (place < 0)
            return;
        for (const LinkRow &link : m_snapshot.linksOf(row.name))
            addSlot(link, place);
    }

    void addSlot(const LinkRow &row, int workspace)
    {
        const SlotRecord record = toSlotRecord(row);
        StackNode node = named(ObjectKind::Slot, toText(row.id), record.slot.slot);
        node.parent = workspace;
        node.state = record.slot.state;
        node.source = record.slot.source;
        node.reference = slotReference(record.slot);
        node.ahead = record.slot.ahead;
        node.behind = record.slot.behind;
        node.isUncommitted = record.slot.dirty;
        node.isUnpushed = record.isUnpushed();
        node.midst = m_midsts.value(node.object.name, GitMidst::None);
        const int place = add(std::move(node));
        join(m_places.value({ObjectKind::Source, record.slot.source}, -1), place);
    }

    void addMounts(const WorkspaceRow &row)
    {
        const int workspace = m_places.value({ObjectKind::Workspace, toText(row.name)}, -1);
        if (workspace < 0)
            return;
        for (const MountRow &mount : row.mountedBy) {
            const auto kind = mount.kind == "job" ? ObjectKind::Job : ObjectKind::Service;
            const ObjectRef user{kind, toText(mount.name)};
            const auto known = m_places.constFind(user);
            join(workspace, known == m_places.cend() ? addUser(user) : known.value());
        }
    }

    int addUser(const ObjectRef &user)
    {
        StackNode node = named(user.kind, user.name, user.name);
        const QByteArray name = user.name.toUtf8();
        if (user.kind == ObjectKind::Job) {
            if (const JobRow *row = m_snapshot.job(viewOf(name)))
                node.runtime = toText(row->runtime);
        } else if (const ServiceRow *row = m_snapshot.service(viewOf(name))) {
            node.state = toText(row->status);
            node.health = toText(row->health);
            node.runtime = toText(row->runtime);
            node.sight = m_sights.value(user.name);
        }
        return add(std::move(node));
    }

    const Snapshot &m_snapshot;
    const ServiceSights &m_sights;
    const SlotMidsts &m_midsts;
    StackGraph m_graph;
    QHash<ObjectRef, int> m_places;
    QSet<std::pair<int, int>> m_joined;
};

} // namespace

bool StackGraph::hasShapeOf(const StackGraph &other) const
{
    return edges == other.edges
        && std::equal(nodes.cbegin(), nodes.cend(), other.nodes.cbegin(), other.nodes.cend(),
                      [](const StackNode &a, const StackNode &b) {
                          return a.object == b.object && a.parent == b.parent;
                      });
}

StackGraph stackGraph(const Snapshot &snapshot, const ServiceSights &sights,
                      const SlotMidsts &midsts)
{
    return GraphMaker(snapshot, sights, midsts).make();
}

} // namespace angee
