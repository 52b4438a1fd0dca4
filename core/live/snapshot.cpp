// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/snapshot.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace angee {

namespace {

template <typename Row>
const Row *findRow(const std::vector<Row> &rows, std::string_view key)
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [key](const Row &row) { return row.key() == key; });
    return found == rows.end() ? nullptr : &*found;
}

// The daemon lists each object once and in order of its name. A reply that does not would put one
// object into two rows of every table, so only the first of a name stays.
template <typename Row>
void dropRepeatedKeys(std::vector<Row> &rows)
{
    const auto notAscending = [](const Row &left, const Row &right) {
        return left.key() >= right.key();
    };
    if (std::adjacent_find(rows.begin(), rows.end(), notAscending) == rows.end())
        return;
    std::unordered_set<std::string_view> seen;
    seen.reserve(rows.size());
    std::erase_if(rows, [&seen](const Row &row) { return !seen.insert(row.key()).second; });
}

//! Finds rows by key. Lists that refer to each other are mostly in step, so it looks at the last
//! row found and the one after it first.
template <typename Row>
class RowFinder final
{
public:
    explicit RowFinder(std::vector<Row> &rows)
        : m_rows(rows)
    { }

    Row *find(std::string_view key)
    {
        for (size_t row = m_last; row < std::min(m_last + 2, m_rows.size()); ++row) {
            if (m_rows[row].key() == key)
                return &m_rows[m_last = row];
        }
        if (m_rowOf.empty()) {
            m_rowOf.reserve(m_rows.size());
            for (size_t row = 0; row < m_rows.size(); ++row)
                m_rowOf.emplace(m_rows[row].key(), row);
        }
        const auto found = m_rowOf.find(key);
        return found == m_rowOf.end() ? nullptr : &m_rows[m_last = found->second];
    }

private:
    std::vector<Row> &m_rows;
    std::unordered_map<std::string_view, size_t> m_rowOf; // once they were not in step
    size_t m_last = 0;
};

} // namespace

Snapshot::Snapshot()
    : m_text(std::make_shared<TextArena>())
{ }

Snapshot::~Snapshot() = default;

const ServiceRow *Snapshot::service(std::string_view name) const
{
    return findRow(m_services, name);
}

const JobRow *Snapshot::job(std::string_view name) const
{
    return findRow(m_jobs, name);
}

const SourceRow *Snapshot::source(std::string_view name) const
{
    return findRow(m_sources, name);
}

const WorkspaceRow *Snapshot::workspace(std::string_view name) const
{
    return findRow(m_workspaces, name);
}

const TemplateRow *Snapshot::templateByRef(std::string_view ref) const
{
    return findRow(m_templates, ref);
}

const SecretRow *Snapshot::secret(std::string_view name) const
{
    return findRow(m_secrets, name);
}

std::span<const LinkRow> Snapshot::linksOf(std::string_view workspace) const
{
    const auto range = std::equal_range(
        m_links.begin(), m_links.end(), workspace, [](const auto &left, const auto &right) {
            const auto name = [](const auto &value) {
                if constexpr (std::is_same_v<std::decay_t<decltype(value)>, LinkRow>)
                    return value.workspace;
                else
                    return value;
            };
            return name(left) < name(right);
        });
    return {range.first, range.second};
}

bool Snapshot::sameContent(const Snapshot &other) const
{
    return m_stackName == other.m_stackName && m_stackRoot == other.m_stackRoot
        && m_services == other.m_services && m_jobs == other.m_jobs && m_sources == other.m_sources
        && m_workspaces == other.m_workspaces && m_templates == other.m_templates
        && m_secrets == other.m_secrets && m_links == other.m_links && m_routes == other.m_routes
        && m_ingressType == other.m_ingressType && m_ingressDomain == other.m_ingressDomain
        && m_hasIngress == other.m_hasIngress && m_gitOps == other.m_gitOps
        && m_hasGitOps == other.m_hasGitOps && m_parts == other.m_parts
        && m_problems == other.m_problems;
}

void Snapshot::finish()
{
    dropRepeatedKeys(m_services);
    dropRepeatedKeys(m_jobs);
    dropRepeatedKeys(m_sources);
    dropRepeatedKeys(m_workspaces);
    dropRepeatedKeys(m_templates);
    dropRepeatedKeys(m_secrets);
    dropRepeatedKeys(m_links);
    dropRepeatedKeys(m_routes);
    const auto byWorkspace = [](const LinkRow &left, const LinkRow &right) {
        return left.workspace < right.workspace;
    };
    if (!std::is_sorted(m_links.begin(), m_links.end(), byWorkspace))
        std::stable_sort(m_links.begin(), m_links.end(), byWorkspace);
    countSlots();
    countUses();
    placeServices();
}

// The large lists share the text that they point into; the few words of the others are copied, so
// that they do not keep the text of a whole stack alive.
void Snapshot::keep(const Snapshot &from, SnapshotParts parts)
{
    const auto share = [&](SnapshotParts part, auto Snapshot::*...members) {
        if (!(parts & part))
            return;
        ((this->*members = from.*members), ...);
        m_keptTexts.push_back(from.m_text);
        m_keptTexts.insert(m_keptTexts.end(), from.m_keptTexts.begin(), from.m_keptTexts.end());
    };
    using enum SnapshotPart;
    share(Services, &Snapshot::m_services);
    share(Sources, &Snapshot::m_sources);
    share(Workspaces | GitOps, &Snapshot::m_workspaces, &Snapshot::m_links, &Snapshot::m_gitOps,
          &Snapshot::m_hasGitOps);
    share(Templates, &Snapshot::m_templates);
    share(Secrets, &Snapshot::m_secrets);
    if (parts.testFlag(Stack)) {
        m_stackName = m_text->store(from.m_stackName);
        m_stackRoot = m_text->store(from.m_stackRoot);
    }
    if (parts.testFlag(Jobs)) {
        for (const JobRow &job : from.m_jobs)
            m_jobs.push_back(
                {.name = m_text->store(job.name), .runtime = m_text->store(job.runtime)});
    }
    if (parts.testFlag(Ingress)) {
        m_hasIngress = from.m_hasIngress;
        m_ingressType = m_text->store(from.m_ingressType);
        m_ingressDomain = m_text->store(from.m_ingressDomain);
        for (const RouteRow &route : from.m_routes)
            m_routes.push_back({m_text->store(route.service), m_text->store(route.url)});
    }
    std::sort(m_keptTexts.begin(), m_keptTexts.end());
    m_keptTexts.erase(std::unique(m_keptTexts.begin(), m_keptTexts.end()), m_keptTexts.end());
    m_parts |= parts;
    forgetDerived();
}

void Snapshot::forgetDerived()
{
    for (ServiceRow &service : m_services)
        service.workspaces = {};
    for (SourceRow &source : m_sources)
        source.uses = 0;
    for (WorkspaceRow &workspace : m_workspaces)
        workspace.slotCounts = {};
}

void Snapshot::countSlots()
{
    RowFinder workspaces(m_workspaces);
    for (const LinkRow &link : m_links) {
        WorkspaceRow *const workspace = workspaces.find(link.workspace);
        if (!workspace)
            continue;
        SlotCounts &counts = workspace->slotCounts;
        ++counts.total;
        counts.dirty += link.dirty;
        counts.unpushed += !link.unpushedReason.empty();
        counts.diverged += link.state == "diverged";
        counts.mismatched += link.state == "branch-mismatch";
        counts.failed += link.state == "error" || link.state == "missing";
        counts.ahead += link.ahead;
        counts.behind += link.behind;
    }
}

void Snapshot::countUses()
{
    RowFinder sources(m_sources);
    for (const LinkRow &link : m_links) {
        if (SourceRow *const source = sources.find(link.source))
            ++source->uses;
    }
}

void Snapshot::placeServices()
{
    struct Place
    {
        ServiceRow *service;
        std::string_view workspace;
    };
    std::vector<Place> places;
    RowFinder services(m_services);
    for (const WorkspaceRow &workspace : m_workspaces) {
        for (const MountRow &mount : workspace.mountedBy) {
            if (mount.kind != "service")
                continue;
            if (ServiceRow *const service = services.find(mount.name))
                places.push_back({service, workspace.name});
        }
    }
    const auto byService = [](const Place &a, const Place &b) { return a.service < b.service; };
    if (!std::is_sorted(places.begin(), places.end(), byService))
        std::stable_sort(places.begin(), places.end(), byService);
    for (auto first = places.begin(); first != places.end();) {
        const auto last = std::upper_bound(first, places.end(), *first, byService);
        std::string names(first->workspace);
        for (auto place = std::next(first); place != last; ++place) {
            // A service may mount one workspace in several fields.
            if (place->workspace != std::prev(place)->workspace)
                names.append(", ").append(place->workspace);
        }
        const bool isOne = names.size() == first->workspace.size();
        first->service->workspaces = isOne ? first->workspace : m_text->store(names);
        first = last;
    }
}

} // namespace angee
