// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/servicecalls.h"
#include "ui/panes/listpane.h"
#include "ui/services/servicesmodel.h"

namespace angee {

class BulkPanel;
class ServiceDetail;

//! \brief The services of the stack: table, actions on one or many, detail.
//!
//! Announces what is wanted and shows what it is told; knows no daemon.
class ServicesPane final : public ListPane
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServicesPane)

public:
    explicit ServicesPane(QWidget *parent = nullptr);
    ~ServicesPane() override;

    //! \brief Another snapshot; null for none.
    void apply(const LiveUpdatePtr &update);
    //! \brief Whose actions the rows tell, and the detail with them. Not owned.
    void setResults(const RowResults *results);
    //! \brief Which services run on what was before a change.
    void setOldStates(const QHash<QString, OldState> &states);
    [[nodiscard]] ServicesModel *model() const { return m_model; }
    [[nodiscard]] ServiceDetail *detail() const { return m_detail; }
    [[nodiscard]] BulkPanel *bulkPanel() const { return m_bulk; }
    //! \brief The selected services in the order of the rows.
    [[nodiscard]] QList<ServiceRecord> selected() const;
    void create(ObjectKind kind, const ObjectRef &from) override;

signals:
    //! \brief Start, stop, restart or up, of one service or of many.
    void actionRequested(angee::ServiceAction action, const QStringList &names);
    void destroyRequested(const QStringList &names);
    //! \brief What was changed is to be brought into these.
    void applyRequested(const QStringList &names);
    //! \brief Out of a template or in a workspace, when \a from is one.
    void createRequested(const angee::ObjectRef &from);
    void updateFromTemplateRequested(const QString &name);

protected:
    void onSelectionChanged() override;
    void onEmptyAction() override;

private:
    void makeActions();
    QAction *addServiceAction(ServiceAction action, Icon::Name icon);
    void request(ServiceAction action);
    void showDetail();
    [[nodiscard]] QString whyNot(ServiceAction action, const QList<ServiceRecord> &services) const;

    ServicesModel *m_model;
    ServiceDetail *m_detail;
    BulkPanel *m_bulk;
    QHash<ServiceAction, QAction *> m_actions;
    QAction *m_apply = nullptr;
    QAction *m_destroy = nullptr;
    QAction *m_logs = nullptr;
    QAction *m_endpoint = nullptr;
    QAction *m_update = nullptr;
    QAction *m_create = nullptr;
};

} // namespace angee
