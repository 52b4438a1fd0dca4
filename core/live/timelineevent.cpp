// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/timelineevent.h"

#include "core/live/listchanges.h"
#include "core/model/servicestatus.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <unordered_map>

namespace angee {

using namespace Qt::StringLiterals;
using Kind = TimelineEvent::Kind;

namespace {

struct KindName
{
    Kind kind;
    QLatin1StringView name;
};

// On disk, so never change one.
constexpr std::array KindNames = {
    KindName{Kind::ServiceStatus, "service-status"_L1},
    KindName{Kind::ServiceHealth, "service-health"_L1},
    KindName{Kind::ServiceAdded, "service-added"_L1},
    KindName{Kind::ServiceRemoved, "service-removed"_L1},
    KindName{Kind::JobAdded, "job-added"_L1},
    KindName{Kind::JobRemoved, "job-removed"_L1},
    KindName{Kind::SourceState, "source-state"_L1},
    KindName{Kind::SourceAdded, "source-added"_L1},
    KindName{Kind::SourceRemoved, "source-removed"_L1},
    KindName{Kind::WorkspaceCreated, "workspace-created"_L1},
    KindName{Kind::WorkspaceGone, "workspace-gone"_L1},
    KindName{Kind::WorkspaceExpired, "workspace-expired"_L1},
    KindName{Kind::WorkspaceState, "workspace-state"_L1},
    KindName{Kind::SlotState, "slot-state"_L1},
    KindName{Kind::SlotDirty, "slot-dirty"_L1},
    KindName{Kind::SlotCleaned, "slot-cleaned"_L1},
    KindName{Kind::SlotPushed, "slot-pushed"_L1},
    KindName{Kind::SlotUnpushed, "slot-unpushed"_L1},
    KindName{Kind::TemplateAdded, "template-added"_L1},
    KindName{Kind::TemplateRemoved, "template-removed"_L1},
    KindName{Kind::SecretAdded, "secret-added"_L1},
    KindName{Kind::SecretRemoved, "secret-removed"_L1},
    KindName{Kind::SecretGotValue, "secret-got-value"_L1},
    KindName{Kind::SecretLostValue, "secret-lost-value"_L1},
    KindName{Kind::More, "more"_L1},
    KindName{Kind::Gap, "gap"_L1},
};

// On disk as well. What a service's own word tells is not kept.
QString seenWord(ServiceSight::State state)
{
    switch (state) {
    case ServiceSight::State::EndedUnseen:
        return u"ended-unseen"_s;
    case ServiceSight::State::StoppedHere:
        return u"stopped-here"_s;
    case ServiceSight::State::NotObserved:
        return u"not-observed"_s;
    case ServiceSight::State::Running:
    case ServiceSight::State::Changing:
    case ServiceSight::State::Ending:
    case ServiceSight::State::NotRunning:
    case ServiceSight::State::Idle:
        break;
    }
    return {};
}

QString seenText(const QString &word)
{
    for (const auto state : {ServiceSight::State::EndedUnseen, ServiceSight::State::StoppedHere,
                             ServiceSight::State::NotObserved}) {
        ServiceSight sight;
        sight.state = state;
        if (seenWord(state) == word)
            return sightText(sight, u"declared"_s);
    }
    return {};
}

ObjectKind objectKind(Kind kind)
{
    if (kind <= Kind::ServiceRemoved)
        return ObjectKind::Service;
    if (kind <= Kind::JobRemoved)
        return ObjectKind::Job;
    if (kind <= Kind::SourceRemoved)
        return ObjectKind::Source;
    if (kind <= Kind::WorkspaceState)
        return ObjectKind::Workspace;
    if (kind <= Kind::SlotUnpushed)
        return ObjectKind::Slot;
    if (kind <= Kind::TemplateRemoved)
        return ObjectKind::Template;
    if (kind <= Kind::SecretLostValue)
        return ObjectKind::Secret;
    return ObjectKind::Stack;
}

//! Gathers the events of one comparison, no more than the limit.
class Recorder final
{
public:
    Recorder(const Snapshot &after, int limit)
        : m_atMs(after.receivedAt().toMSecsSinceEpoch())
        , m_limit(limit)
    { }

    void add(Kind kind, std::string_view name, std::string_view before = {},
             std::string_view after = {})
    {
        if (m_events.size() >= m_limit) {
            ++m_more;
            return;
        }
        TimelineEvent event;
        event.kind = kind;
        event.atMs = m_atMs;
        event.object = {objectKind(kind), toText(name)};
        event.before = toText(before);
        event.after = toText(after);
        m_events.append(event);
    }

    //! Walks one list: \a added and \a removed name the event for a whole row, \a changed looks at
    //! the two versions of one that stayed.
    template <typename Row, typename Changed>
    void list(const std::vector<Row> &before, const std::vector<Row> &after,
              std::optional<Kind> added, std::optional<Kind> removed, Changed changed)
    {
        const ListChanges changes = compareRows(before, after);
        for (const int row : added ? changes.inserted : std::vector<int>())
            add(*added, after[size_t(row)].key());
        for (const int row : removed ? changes.removed : std::vector<int>())
            add(*removed, before[size_t(row)].key());
        if (changes.changed.empty())
            return;
        std::unordered_map<std::string_view, const Row *> old;
        old.reserve(before.size());
        for (const Row &row : before)
            old.emplace(row.key(), &row);
        for (const int row : changes.changed)
            changed(*old.at(after[size_t(row)].key()), after[size_t(row)]);
    }

    QList<TimelineEvent> take()
    {
        if (m_more > 0) {
            TimelineEvent event;
            event.kind = Kind::More;
            event.atMs = m_atMs;
            event.count = m_more;
            m_events.append(event);
        }
        return std::move(m_events);
    }

private:
    QList<TimelineEvent> m_events;
    qint64 m_atMs;
    int m_limit;
    int m_more = 0;
};

void compareSlots(Recorder &recorder, const LinkRow &old, const LinkRow &now)
{
    // "dirty" is told by the flag; the state word would say it twice.
    const bool onlyDirt = (old.state == "dirty" || old.state == "clean")
        && (now.state == "dirty" || now.state == "clean");
    if (old.state != now.state && !onlyDirt)
        recorder.add(Kind::SlotState, now.id, old.state, now.state);
    // Where nobody can look, no work was cleaned up and nothing pushed.
    const auto isBlind = [](const LinkRow &row) {
        return row.state == "missing" || row.state == "error";
    };
    if (isBlind(old) || isBlind(now))
        return;
    if (old.dirty != now.dirty)
        recorder.add(now.dirty ? Kind::SlotDirty : Kind::SlotCleaned, now.id);
    if (old.pushed != now.pushed)
        recorder.add(now.pushed ? Kind::SlotPushed : Kind::SlotUnpushed, now.id, old.unpushedReason,
                     now.unpushedReason);
}

void compareWorkspaces(Recorder &recorder, const WorkspaceRow &old, const WorkspaceRow &now)
{
    if (!old.hasStatus || !now.hasStatus)
        return; // the daemon could not tell, which is no change
    if (now.expired && !old.expired)
        recorder.add(Kind::WorkspaceExpired, now.name);
    else if (old.state != now.state)
        recorder.add(Kind::WorkspaceState, now.name, old.state, now.state);
}

//! For its texts alone.
struct TimelineWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::TimelineEvent)
};

} // namespace

QList<TimelineEvent> eventsBetween(const Snapshot &before, const Snapshot &after, int limit)
{
    Recorder recorder(after, limit);
    recorder.list(before.services(), after.services(), Kind::ServiceAdded, Kind::ServiceRemoved,
                  [&](const ServiceRow &old, const ServiceRow &now) {
                      if (old.status != now.status)
                          recorder.add(Kind::ServiceStatus, now.name, old.status, now.status);
                      if (old.health != now.health)
                          recorder.add(Kind::ServiceHealth, now.name, old.health, now.health);
                  });
    recorder.list(before.jobs(), after.jobs(), Kind::JobAdded, Kind::JobRemoved,
                  [](const JobRow &, const JobRow &) {});
    recorder.list(before.sources(), after.sources(), Kind::SourceAdded, Kind::SourceRemoved,
                  [&](const SourceRow &old, const SourceRow &now) {
                      if (old.state != now.state)
                          recorder.add(Kind::SourceState, now.name, old.state, now.state);
                  });
    recorder.list(before.workspaces(), after.workspaces(), Kind::WorkspaceCreated,
                  Kind::WorkspaceGone, [&](const WorkspaceRow &old, const WorkspaceRow &now) {
                      compareWorkspaces(recorder, old, now);
                  });
    if (before.hasGitOps() && after.hasGitOps())
        recorder.list(
            before.links(), after.links(), std::nullopt, std::nullopt,
            [&](const LinkRow &old, const LinkRow &now) { compareSlots(recorder, old, now); });
    recorder.list(before.templates(), after.templates(), Kind::TemplateAdded, Kind::TemplateRemoved,
                  [](const TemplateRow &, const TemplateRow &) {});
    recorder.list(before.secrets(), after.secrets(), Kind::SecretAdded, Kind::SecretRemoved,
                  [&](const SecretRow &old, const SecretRow &now) {
                      if (old.hasValue != now.hasValue)
                          recorder.add(now.hasValue ? Kind::SecretGotValue : Kind::SecretLostValue,
                                       now.name);
                  });
    return recorder.take();
}

void addSights(QList<TimelineEvent> &events, const ServiceSights &sights)
{
    if (sights.isEmpty())
        return;
    for (TimelineEvent &event : events) {
        if (event.kind == Kind::ServiceStatus)
            event.seen = seenWord(sights.value(event.object.name).state);
    }
}

bool isUnseenEnd(const TimelineEvent &event)
{
    return event.kind == Kind::ServiceStatus
        && (event.seen == "ended-unseen"_L1
            || (event.seen.isEmpty() && hasEnded(serviceState(event.after))));
}

QByteArray TimelineEvent::toJson() const
{
    QJsonObject object{{u"kind"_s, QString(KindNames.at(size_t(kind)).name)}, {u"at"_s, atMs}};
    const auto keep = [&object](QLatin1StringView key, const QString &value) {
        if (!value.isEmpty())
            object.insert(key, value);
    };
    keep("name"_L1, this->object.name);
    keep("before"_L1, before);
    keep("after"_L1, after);
    keep("seen"_L1, seen);
    if (count > 0)
        object.insert("count"_L1, count);
    if (fromMs > 0)
        object.insert("from"_L1, fromMs);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<TimelineEvent> TimelineEvent::fromJson(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const QString name = object.value("kind"_L1).toString();
    const auto known = std::find_if(KindNames.begin(), KindNames.end(),
                                    [&name](const KindName &entry) { return entry.name == name; });
    if (known == KindNames.end())
        return std::nullopt;
    TimelineEvent event;
    event.kind = known->kind;
    event.atMs = object.value("at"_L1).toInteger();
    event.object = {objectKind(event.kind), object.value("name"_L1).toString()};
    event.before = object.value("before"_L1).toString();
    event.after = object.value("after"_L1).toString();
    event.seen = object.value("seen"_L1).toString();
    event.count = object.value("count"_L1).toInt();
    event.fromMs = object.value("from"_L1).toInteger();
    return event;
}

QString TimelineEvent::text() const
{
    const auto change = [&](const QString &from, const QString &to) {
        return u"%1 → %2"_s.arg(from.isEmpty() ? TimelineWords::tr("none") : from,
                                to.isEmpty() ? TimelineWords::tr("none") : to);
    };
    switch (kind) {
    case Kind::ServiceStatus: {
        // The daemon's own word for an end says it already.
        const QString sight =
            hasEnded(serviceState(after)) && seen == "ended-unseen"_L1 ? QString() : seenText(seen);
        return sight.isEmpty() ? change(before, after)
                               : QString(change(before, after) + u", "_s + sight);
    }
    case Kind::SourceState:
    case Kind::WorkspaceState:
    case Kind::SlotState:
        return change(before, after);
    case Kind::ServiceHealth:
        return TimelineWords::tr("health %1").arg(change(before, after));
    case Kind::ServiceAdded:
    case Kind::JobAdded:
    case Kind::SourceAdded:
    case Kind::TemplateAdded:
    case Kind::SecretAdded:
        return TimelineWords::tr("added");
    case Kind::ServiceRemoved:
    case Kind::JobRemoved:
    case Kind::SourceRemoved:
    case Kind::TemplateRemoved:
    case Kind::SecretRemoved:
        return TimelineWords::tr("removed");
    case Kind::WorkspaceCreated:
        return TimelineWords::tr("created");
    case Kind::WorkspaceGone:
        return TimelineWords::tr("gone");
    case Kind::WorkspaceExpired:
        return TimelineWords::tr("expired");
    case Kind::SlotDirty:
        return TimelineWords::tr("has uncommitted changes");
    case Kind::SlotCleaned:
        return TimelineWords::tr("no more uncommitted changes");
    case Kind::SlotPushed:
        return TimelineWords::tr("pushed");
    case Kind::SlotUnpushed:
        return after.isEmpty() ? TimelineWords::tr("has unpushed work")
                               : TimelineWords::tr("unpushed: %1").arg(after);
    case Kind::SecretGotValue:
        return TimelineWords::tr("got a value");
    case Kind::SecretLostValue:
        return TimelineWords::tr("lost its value");
    case Kind::More:
        return TimelineWords::tr("%1 more changes at the same moment").arg(count);
    case Kind::Gap:
        return TimelineWords::tr(
            "nobody watched: what happened meanwhile is seen only by its result");
    }
    Q_UNREACHABLE();
}

} // namespace angee
