// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/activity/activitymodel.h"

#include "core/base/ansi.h"
#include "ui/tasks/taskmodel.h"

#include <QMetaEnum>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<TableColumn> activityColumns()
{
    using Kind = TableColumn::Kind;
    return {
        {u"time"_s, ActivityModel::tr("When"), Kind::Time, 12},
        {u"action"_s, ActivityModel::tr("Action"), Kind::Name, 38},
        {u"outcome"_s, ActivityModel::tr("Outcome"), Kind::Status, 16},
        {u"kind"_s, ActivityModel::tr("Kind"), Kind::Text, 12},
        {u"object"_s, ActivityModel::tr("Object"), Kind::Text, 20},
        {u"actor"_s, ActivityModel::tr("Worked as"), Kind::Text, 12},
        {u"took"_s, ActivityModel::tr("Took"), Kind::Number, 10},
        {u"words"_s, ActivityModel::tr("Words"), Kind::Text, 48},
    };
}

} // namespace

Task::State stateOf(const ActivityRecord &record)
{
    bool known = false;
    const int value =
        QMetaEnum::fromType<Task::State>().keyToValue(record.state.toLatin1().constData(), &known);
    return known ? Task::State(value) : Task::State::Unknown;
}

ActivityModel::ActivityModel(QObject *parent)
    : TableModel(activityColumns(), parent)
{ }

ActivityModel::~ActivityModel() = default;

QVariant ActivityModel::cell(const ActivityEntry &entry, int column, int role) const
{
    const ActivityRecord &record = entry.record;
    if (role == StatusRole)
        return column == OutcomeColumn ? int(taskStatus(stateOf(record))) : QVariant();
    if (column == TimeColumn)
        return role == SortRole ? record.time : QVariant();
    if (column == ElapsedColumn && role == SortRole)
        return record.elapsedMs;
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case ActionColumn:
        return record.title;
    case OutcomeColumn:
        return taskStateName(stateOf(record));
    case KindColumn:
        return record.objectKind;
    case ObjectColumn:
        return record.objectName;
    case ActorColumn:
        return record.actor.isEmpty() ? tr("admin") : record.actor;
    case ElapsedColumn:
        return elapsedText(record.elapsedMs);
    case WordsColumn:
        return withoutAnsi(record.words).simplified();
    default:
        return {};
    }
}

} // namespace angee
