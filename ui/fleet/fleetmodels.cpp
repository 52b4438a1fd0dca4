// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/fleet/fleetmodels.h"

#include "ui/widgets/status.h"

#include <QDateTime>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

Status fleetStatus(FleetFacts::State state)
{
    switch (state) {
    case FleetFacts::State::Waiting:
        return Status::Starting;
    case FleetFacts::State::Current:
        return Status::Running;
    case FleetFacts::State::Stale:
    case FleetFacts::State::TokenNeeded:
        return Status::Unhealthy;
    case FleetFacts::State::Unreachable:
    case FleetFacts::State::Refused:
    case FleetFacts::State::Unusable:
        return Status::Failed;
    case FleetFacts::State::NotConnected:
        return Status::Idle;
    }
    Q_UNREACHABLE();
}

QVariant plainCell(const QString &text, int role)
{
    return role == Qt::DisplayRole ? text : QVariant();
}

} // namespace

QString fleetProtectionText(Protection protection)
{
    switch (protection) {
    case Protection::Normal:
        return {};
    case Protection::Confirm:
        return FleetModel::tr("every change asks");
    case Protection::ReadOnly:
        return FleetModel::tr("read-only");
    }
    Q_UNREACHABLE();
}

QString fleetAttentionText(const FleetFacts &facts)
{
    QStringList parts;
    if (facts.bad > 0)
        parts.append(FleetModel::tr("%1 not working").arg(facts.bad));
    if (facts.warnings > 0)
        parts.append(FleetModel::tr("%1 to look after").arg(facts.warnings));
    return parts.isEmpty() ? FleetModel::tr("none") : parts.join(u", "_s);
}

FleetModel::FleetModel(QObject *parent)
    : TableModel({{u"name"_s, tr("Profile"), TableColumn::Kind::Name, 20},
                  {u"state"_s, tr("State"), TableColumn::Kind::Status, 22},
                  {u"seen"_s, tr("Seen"), TableColumn::Kind::Time, 10},
                  {u"stack"_s, tr("Stack"), TableColumn::Kind::Text, 14},
                  {u"running"_s, tr("Running"), TableColumn::Kind::Number, 9},
                  {u"ended"_s, tr("Ended"), TableColumn::Kind::Number, 7},
                  {u"unhealthy"_s, tr("Unhealthy"), TableColumn::Kind::Number, 10},
                  {u"attention"_s, tr("Attention"), TableColumn::Kind::Status, 32},
                  {u"runs"_s, tr("Runs now"), TableColumn::Kind::Text, 14},
                  {u"build"_s, tr("Last build"), TableColumn::Kind::Status, 12},
                  {u"built"_s, tr("Built"), TableColumn::Kind::Time, 10},
                  {u"version"_s, tr("Version"), TableColumn::Kind::Text, 18},
                  {u"changes"_s, tr("Changes"), TableColumn::Kind::Text, 16},
                  {u"address"_s, tr("Address"), TableColumn::Kind::Path, 26, false}},
                 parent)
{ }

QVariant FleetModel::cell(const FleetFacts &facts, int column, int role) const
{
    switch (column) {
    case NameColumn:
        return plainCell(facts.name, role);
    case StateColumn:
        if (role == StatusRole)
            return int(fleetStatus(facts.state));
        if (role == Qt::ToolTipRole)
            return facts.words.isEmpty() ? QVariant() : QVariant(facts.words);
        return plainCell(facts.isOpen ? tr("%1, in a window").arg(fleetStateName(facts.state))
                                      : fleetStateName(facts.state),
                         role);
    case SeenColumn:
        return role == SortRole && facts.seenAt.isValid() ? QVariant(facts.seenAt) : QVariant();
    case StackColumn:
        return plainCell(facts.stack, role);
    case RunsColumn:
        return plainCell(facts.runsNow, role);
    case BuildColumn:
        if (!facts.lastBuild.at.isValid())
            return {};
        if (role == StatusRole)
            return int(facts.lastBuild.succeeded() ? Status::Done : Status::Failed);
        if (role == Qt::ToolTipRole)
            return facts.lastBuild.title;
        return plainCell(facts.lastBuild.succeeded() ? tr("done") : tr("not done"), role);
    case BuiltColumn:
        return role == SortRole && facts.lastBuild.at.isValid() ? QVariant(facts.lastBuild.at)
                                                                : QVariant();
    case VersionColumn:
        return plainCell(facts.version, role);
    case ChangesColumn:
        return plainCell(fleetProtectionText(facts.protection), role);
    case AddressColumn:
        return plainCell(facts.address, role);
    default:
        return countCell(facts, column, role);
    }
}

QVariant FleetModel::countCell(const FleetFacts &facts, int column, int role) const
{
    if (!facts.hasServices)
        return {}; // not known is not none
    switch (column) {
    case RunningColumn:
        if (role == SortRole)
            return facts.running;
        return plainCell(tr("%1 of %2").arg(facts.running).arg(facts.services), role);
    case EndedColumn:
        return role == Qt::DisplayRole || role == SortRole ? QVariant(facts.ended) : QVariant();
    case UnhealthyColumn:
        return role == Qt::DisplayRole || role == SortRole ? QVariant(facts.unhealthy) : QVariant();
    case AttentionColumn:
        if (role == SortRole) // one that does not work outweighs any number of lesser ones
            return qint64(facts.bad) * 1'000'000 + facts.warnings;
        if (role == StatusRole)
            return int(facts.bad > 0            ? Status::Failed
                           : facts.warnings > 0 ? Status::Unhealthy
                                                : Status::Done);
        return plainCell(fleetAttentionText(facts), role);
    default:
        return {};
    }
}

FleetAttentionModel::FleetAttentionModel(QObject *parent)
    : TableModel({{u"name"_s, tr("Object"), TableColumn::Kind::Name, 22},
                  {u"profile"_s, tr("Profile"), TableColumn::Kind::Text, 18},
                  {u"stack"_s, tr("Stack"), TableColumn::Kind::Text, 14},
                  {u"kind"_s, tr("Kind"), TableColumn::Kind::Text, 12},
                  {u"reason"_s, tr("Why"), TableColumn::Kind::Status, 60},
                  {u"since"_s, tr("Seen"), TableColumn::Kind::Time, 12}},
                 parent)
{ }

QList<FleetAttention> FleetAttentionModel::attentionOf(const Fleet &fleet)
{
    QList<FleetAttention> all;
    for (const FleetMember *member : fleet.members()) {
        for (const AttentionItem &item : member->attention())
            all.append({member->id(), member->facts().name, member->facts().stack, item});
    }
    std::stable_sort(all.begin(), all.end(), [](const FleetAttention &a, const FleetAttention &b) {
        return a.item.severity < b.item.severity;
    });
    return all;
}

QString FleetAttentionModel::key(const FleetAttention &record) const
{
    return record.member + u'\n' + QString::number(int(record.item.object.kind)) + u' '
        + record.item.object.name;
}

QVariant FleetAttentionModel::cell(const FleetAttention &record, int column, int role) const
{
    switch (column) {
    case 0:
        return plainCell(record.item.object.name, role);
    case 1:
        return plainCell(record.profile, role);
    case 2:
        return plainCell(record.stack, role);
    case 3:
        return plainCell(kindText(record.item.object.kind), role);
    case 4:
        if (role == StatusRole)
            return int(record.item.severity == Severity::Bad ? Status::Failed : Status::Unhealthy);
        return plainCell(record.item.reason, role);
    default:
        return role == SortRole ? QVariant(QDateTime::fromMSecsSinceEpoch(record.item.sinceMs))
                                : QVariant();
    }
}

FleetObjectModel::FleetObjectModel(QObject *parent)
    : TableModel({{u"name"_s, tr("Object"), TableColumn::Kind::Name, 28},
                  {u"kind"_s, tr("Kind"), TableColumn::Kind::Text, 12},
                  {u"status"_s, tr("Status"), TableColumn::Kind::Text, 24},
                  {u"profile"_s, tr("Profile"), TableColumn::Kind::Text, 20},
                  {u"stack"_s, tr("Stack"), TableColumn::Kind::Text, 16}},
                 parent)
{ }

QString FleetObjectModel::key(const FleetObject &object) const
{
    return object.member + u'\n' + QString::number(int(object.object.kind)) + u' '
        + object.object.name;
}

QVariant FleetObjectModel::cell(const FleetObject &object, int column, int role) const
{
    switch (column) {
    case 0:
        return plainCell(object.object.name, role);
    case 1:
        return plainCell(kindText(object.object.kind), role);
    case 2:
        return plainCell(object.status, role);
    case 3:
        return plainCell(object.profile, role);
    default:
        return plainCell(object.stack, role);
    }
}

FleetInnerModel::FleetInnerModel(QObject *parent)
    : TableModel({{u"workspace"_s, tr("Workspace"), TableColumn::Kind::Name, 18},
                  {u"inner"_s, tr("Its own stack"), TableColumn::Kind::Status, 24},
                  {u"running"_s, tr("Running"), TableColumn::Kind::Number, 9},
                  {u"root"_s, tr("Folder"), TableColumn::Kind::Path, 30}},
                 parent)
{ }

QString FleetInnerModel::key(const FleetInnerStack &inner) const
{
    return inner.member + u'\n' + inner.workspace;
}

QVariant FleetInnerModel::cell(const FleetInnerStack &inner, int column, int role) const
{
    switch (column) {
    case 0:
        return plainCell(inner.workspace, role);
    case 1:
        if (role == StatusRole)
            return int(!inner.error.isEmpty()   ? Status::Failed
                           : inner.running == 0 ? Status::Declared
                                                : Status::Running);
        return plainCell(inner.error.isEmpty() ? inner.name : inner.error, role);
    case 2:
        if (role == SortRole)
            return inner.running;
        return plainCell(tr("%1 of %2").arg(inner.running).arg(inner.services), role);
    default:
        return plainCell(inner.root, role);
    }
}

} // namespace angee
