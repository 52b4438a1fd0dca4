// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/overview/timelinemodel.h"

#include "core/base/relativetime.h"
#include "core/model/servicestatus.h"
#include "ui/widgets/status.h"

#include <QDateTime>

namespace angee {

using namespace Qt::StringLiterals;
using Kind = TimelineEvent::Kind;

namespace {

QString gapText(const TimelineEvent &event)
{
    return TimelineModel::tr("Nobody watched for %1")
        .arg(shortDuration((event.atMs - event.fromMs) / 1000));
}

Status statusOf(const TimelineRow &row)
{
    switch (row.event.kind) {
    case Kind::Gap:
    case Kind::More:
        return Status::Unknown;
    case Kind::ServiceStatus:
    case Kind::ServiceHealth: {
        const ServiceState state = serviceState(row.event.after);
        if (row.event.seen == "stopped-here"_L1)
            return Status::Stopped;
        // An older one does not tell who asked for it.
        if (row.event.seen.isEmpty() && state == ServiceState::Completed && row.endings <= 1)
            return Status::Stopped;
        if (isUnseenEnd(row.event))
            return Status::Failed;
        const ServiceHealth health = row.event.kind == Kind::ServiceHealth
            ? serviceHealth(row.event.after)
            : ServiceHealth::None;
        if (row.endings > 1 || health == ServiceHealth::Unhealthy
            || state == ServiceState::Restarting)
            return Status::Unhealthy;
        return isUp(state) || health == ServiceHealth::Healthy ? Status::Running : Status::Declared;
    }
    case Kind::SecretLostValue:
    case Kind::WorkspaceExpired:
    case Kind::SlotDirty:
    case Kind::SlotUnpushed:
        return Status::Unhealthy;
    case Kind::SlotState:
    case Kind::SourceState:
    case Kind::WorkspaceState: {
        const QString &after = row.event.after;
        if (after == u"error" || after == u"missing")
            return Status::Failed;
        const bool good = after == u"clean" || after == u"ready";
        return good ? Status::Done : Status::Unhealthy;
    }
    case Kind::SecretGotValue:
    case Kind::SlotPushed:
    case Kind::SlotCleaned:
        return Status::Done;
    case Kind::ServiceRemoved:
    case Kind::JobRemoved:
    case Kind::SourceRemoved:
    case Kind::WorkspaceGone:
    case Kind::TemplateRemoved:
    case Kind::SecretRemoved:
        return Status::Stopped;
    case Kind::ServiceAdded:
    case Kind::JobAdded:
    case Kind::SourceAdded:
    case Kind::WorkspaceCreated:
    case Kind::TemplateAdded:
    case Kind::SecretAdded:
        return Status::Declared;
    }
    Q_UNREACHABLE();
}

} // namespace

TimelineModel::TimelineModel(QObject *parent)
    : TableModel({{u"when"_s, tr("When"), TableColumn::Kind::Time, 12},
                  {u"name"_s, tr("Object"), TableColumn::Kind::Name, 20},
                  {u"kind"_s, tr("Kind"), TableColumn::Kind::Text, 12},
                  {u"what"_s, tr("What happened"), TableColumn::Kind::Status, 34},
                  {u"new"_s, tr("New"), TableColumn::Kind::Text, 5}},
                 parent)
{ }

void TimelineModel::setTimeline(Timeline *timeline)
{
    if (m_timeline)
        disconnect(m_timeline, nullptr, this, nullptr);
    m_timeline = timeline;
    if (timeline) {
        connect(timeline, &Timeline::added, this, &TimelineModel::rebuild);
        connect(timeline, &Timeline::lookedAtChanged, this, &TimelineModel::rebuild);
    }
    rebuild();
}

void TimelineModel::setOnlyNew(bool onlyNew)
{
    if (m_onlyNew == onlyNew)
        return;
    m_onlyNew = onlyNew;
    rebuild();
}

void TimelineModel::rebuild()
{
    const qint64 lookedAt = m_timeline ? m_timeline->lookedAtMs() : 0;
    QList<TimelineRow> rows =
        m_timeline ? timelineRows(m_timeline->events()) : QList<TimelineRow>();
    if (m_onlyNew)
        rows.removeIf([lookedAt](const TimelineRow &row) { return row.event.atMs <= lookedAt; });
    if (lookedAt != m_lookedAtMs) {
        // What is new hangs on the moment of the last look, which no row holds.
        m_lookedAtMs = lookedAt;
        setRecords({});
    }
    setRecords(rows);
}

QString TimelineModel::key(const TimelineRow &row) const
{
    return QString::number(row.event.atMs) + u' ' + QString::number(int(row.event.kind)) + u' '
        + row.event.object.name;
}

QVariant TimelineModel::cell(const TimelineRow &row, int column, int role) const
{
    const bool gap = row.event.kind == Kind::Gap;
    switch (column) {
    case TimeColumn:
        return role == SortRole ? QDateTime::fromMSecsSinceEpoch(row.event.atMs) : QVariant();
    case NameColumn:
        return role == Qt::DisplayRole ? row.event.object.name : QVariant();
    case KindColumn:
        if (role != Qt::DisplayRole)
            return {};
        return gap ? tr("gap") : kindText(row.event.object.kind);
    case WhatColumn:
        if (role == StatusRole)
            return int(statusOf(row));
        if (role == Qt::ToolTipRole && gap)
            return tr("From %1 to %2: what happened meanwhile is seen only by its result.")
                .arg(exactTime(QDateTime::fromMSecsSinceEpoch(row.event.fromMs)),
                     exactTime(QDateTime::fromMSecsSinceEpoch(row.event.atMs)));
        if (role != Qt::DisplayRole)
            return {};
        return gap ? gapText(row.event) : rowText(row);
    case NewColumn:
        return role == Qt::DisplayRole && row.event.atMs > m_lookedAtMs ? tr("new") : QVariant();
    default:
        return {};
    }
}

} // namespace angee
