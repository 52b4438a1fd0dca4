// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/status.h"
#include "ui/widgets/tablemodel.h"

#include <QDateTime>
#include <QRandomGenerator>

namespace angee {

//! \brief A record with one column of each kind, for the tests of tables.
struct SampleRecord
{
    QString key;
    QString name;
    QString status;
    int load = 0;
    QString path;
    QDateTime seen;
    QString note;
    QString runtime;

    friend bool operator==(const SampleRecord &, const SampleRecord &) = default;
};

class SampleModel final : public TableModel<SampleRecord>
{
public:
    enum Column {
        NameColumn,
        StatusColumn,
        LoadColumn,
        PathColumn,
        SeenColumn,
        NoteColumn,
        RuntimeColumn,
        KeyColumn,
        ColumnCount,
    };

    explicit SampleModel(QObject *parent = nullptr)
        : TableModel<SampleRecord>(
            {
                {QStringLiteral("name"), QStringLiteral("Name"), TableColumn::Kind::Name, 18},
                {QStringLiteral("status"), QStringLiteral("Status"), TableColumn::Kind::Status, 14},
                {QStringLiteral("load"), QStringLiteral("Load"), TableColumn::Kind::Number, 8},
                {QStringLiteral("path"), QStringLiteral("Path"), TableColumn::Kind::Path, 28},
                {QStringLiteral("seen"), QStringLiteral("Last seen"), TableColumn::Kind::Time, 12},
                {QStringLiteral("note"), QStringLiteral("Note"), TableColumn::Kind::Text, 24},
                {QStringLiteral("runtime"), QStringLiteral("Runtime")},
                {QStringLiteral("key"), QStringLiteral("Key"), TableColumn::Kind::Code, 12, false},
            },
            parent)
    { }

protected:
    QString key(const SampleRecord &record) const override { return record.key; }

    QVariant cell(const SampleRecord &record, int column, int role) const override
    {
        if (role == StatusRole && column == StatusColumn)
            return int(statusOf(record.status));
        if (role == SortRole && column == LoadColumn)
            return record.load;
        if (role == SortRole && column == SeenColumn)
            return record.seen;
        if (role != Qt::DisplayRole)
            return {};
        switch (column) {
        case NameColumn:
            return record.name;
        case StatusColumn:
            return record.status;
        case LoadColumn:
            return QString::number(record.load);
        case PathColumn:
            return record.path;
        case NoteColumn:
            return record.note;
        case RuntimeColumn:
            return record.runtime;
        case KeyColumn:
            return record.key;
        default:
            return {};
        }
    }

private:
    static Status statusOf(const QString &word)
    {
        if (word == QLatin1String("running"))
            return Status::Running;
        if (word == QLatin1String("declared"))
            return Status::Declared;
        if (word == QLatin1String("unhealthy"))
            return Status::Unhealthy;
        return word == QLatin1String("exited") ? Status::Failed : Status::Unknown;
    }
};

inline SampleRecord sampleRecord(int number, QRandomGenerator *random)
{
    static const QStringList states{QStringLiteral("running"), QStringLiteral("declared"),
                                    QStringLiteral("exited"), QStringLiteral("unhealthy")};
    SampleRecord record;
    record.key = QStringLiteral("key-%1").arg(number);
    record.name = QStringLiteral("service-%1").arg(random->bounded(1'000'000));
    record.status = states[int(random->bounded(states.size()))];
    record.load = random->bounded(1000);
    record.path =
        QStringLiteral("/srv/stack/workspaces/ws-%1/worktree/%2").arg(number % 97).arg(number);
    record.seen =
        QDateTime::fromSecsSinceEpoch(1'700'000'000 + random->bounded(1'000'000), Qt::UTC);
    record.note = QStringLiteral("note %1 of the record").arg(random->bounded(100));
    record.runtime = number % 3 ? QStringLiteral("container") : QStringLiteral("local");
    return record;
}

inline QList<SampleRecord> sampleRecords(int count, QRandomGenerator *random)
{
    QList<SampleRecord> records;
    records.reserve(count);
    for (int i = 0; i < count; ++i)
        records.append(sampleRecord(i, random));
    return records;
}

} // namespace angee
