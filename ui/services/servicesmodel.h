// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/tasks/rowresults.h"
#include "ui/widgets/snapshottable.h"
#include "ui/widgets/status.h"

#include <QPointer>

namespace angee {

//! \brief One service with its last action, as a copy that outlives the snapshot.
struct ServiceRecord
{
    QString name;
    QString runtime;
    QString status; //!< the daemon's word
    QString health;
    QString workspaces; //!< those it uses, separated by commas
    std::optional<RowResult> result;

    friend bool operator==(const ServiceRecord &, const ServiceRecord &) = default;
};

//! \brief What stands in the status column: the daemon's word, or the progress of an action whose
//! effect cannot be seen yet.
[[nodiscard]] QString shownStatus(const ServiceRecord &record);
[[nodiscard]] Status shownStatusIcon(const ServiceRecord &record);

//! \brief The table of services, each with its last action.
class ServicesModel final : public SnapshotTable<ServiceRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServicesModel)

public:
    enum Column {
        NameColumn,
        StatusColumn,
        RuntimeColumn,
        HealthColumn,
        WorkspaceColumn,
        ResultColumn,
    };

    explicit ServicesModel(QObject *parent = nullptr);
    ~ServicesModel() override;

    //! \brief Whose actions the last column tells; rows follow as they go on. Not owned.
    void setResults(const RowResults *results);
    //! \brief Nothing when there is no such service.
    [[nodiscard]] std::optional<ServiceRecord> service(const QString &name) const;

protected:
    [[nodiscard]] QVariant cell(const ServiceRow &row, int column, int role) const override;

private:
    void announceResults(const QStringList &names);
    [[nodiscard]] std::optional<RowResult> resultOf(const ServiceRow &row) const;
    [[nodiscard]] QVariant statusCell(const ServiceRow &row, int role) const;
    [[nodiscard]] QVariant resultCell(const ServiceRow &row, int role) const;

    QPointer<const RowResults> m_results;
};

} // namespace angee
