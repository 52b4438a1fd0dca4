// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/activityjournal.h"
#include "core/tasks/task.h"
#include "ui/widgets/tablemodel.h"

namespace angee {

//! \brief One line of the journal with a number of its own.
struct ActivityEntry
{
    qint64 number = 0;
    ActivityRecord record;

    friend bool operator==(const ActivityEntry &, const ActivityEntry &) = default;
};

//! \brief The state that \a record was written with; Unknown for a word of another version.
[[nodiscard]] Task::State stateOf(const ActivityRecord &record);

//! \brief What was done, newest first.
class ActivityModel final : public TableModel<ActivityEntry>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityModel)

public:
    enum Column {
        TimeColumn,
        ActionColumn,
        OutcomeColumn,
        KindColumn,
        ObjectColumn,
        ActorColumn,
        ElapsedColumn,
        WordsColumn,
    };

    explicit ActivityModel(QObject *parent = nullptr);
    ~ActivityModel() override;

protected:
    [[nodiscard]] QString key(const ActivityEntry &entry) const override
    {
        return QString::number(entry.number);
    }
    [[nodiscard]] QVariant cell(const ActivityEntry &entry, int column, int role) const override;
};

} // namespace angee
