// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/servicesight.h"
#include "core/session/oldstates.h"
#include "ui/panes/actiontable.h"
#include "ui/widgets/status.h"

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
    ServiceSight sight = {}; //!< what was seen of it beyond the word
    std::optional<OldState> oldState = {}; //!< it runs, but not as it is declared now

    friend bool operator==(const ServiceRecord &, const ServiceRecord &) = default;
};

//! \brief What stands in the status column: the daemon's word, what was seen where that is more, or
//! the progress of an action whose effect cannot be seen yet.
[[nodiscard]] QString shownStatus(const ServiceRecord &record);
//! \brief What does not yet apply to a service and how it would, in sentences.
[[nodiscard]] QString oldStateText(const OldState &state);
[[nodiscard]] Status shownStatusIcon(const ServiceRecord &record);

//! \brief The table of services, each with its last action.
class ServicesModel final : public ActionTable<ServiceRow>
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

    //! \brief Another snapshot, or the same with more known about it; null for none.
    void show(const LiveUpdatePtr &update);
    //! \brief Which services run on what was before a change.
    void setOldStates(const QHash<QString, OldState> &states);
    //! \brief Nothing when there is no such service.
    [[nodiscard]] std::optional<ServiceRecord> service(const QString &name) const;

protected:
    [[nodiscard]] QVariant cell(const ServiceRow &row, int column, int role) const override;

private:
    [[nodiscard]] QVariant statusCell(const ServiceRow &row, int role) const;
    [[nodiscard]] ServiceSight sightOf(const ServiceRow &row) const;

    [[nodiscard]] std::optional<OldState> oldStateOf(const ServiceRow &row) const;

    ServiceSights m_sights;
    QHash<QString, OldState> m_oldStates;
};

} // namespace angee
