// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/actions/serviceactions.h"
#include "core/live/snapshotworker.h"
#include "core/model/templatedescriptor.h"
#include "core/tasks/bulkrun.h"
#include "ui/panes/panecontroller.h"
#include "ui/panes/rowresults.h"
#include "ui/services/servicesmodel.h"
#include "ui/widgets/secretclipboard.h"

#include <QPointer>

namespace angee {

class CreateServiceDialog;
class ServicesPane;
class UpdateServiceDialog;

//! \brief Joins the services pane to the session: intents become tasks, outcomes go back to the
//! row, the dialog or the field they belong to.
class ServicesController final : public PaneController
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServicesController)

public:
    //! \a session and \a pane must outlive the controller.
    ServicesController(Session *session, ServicesPane *pane, QObject *parent = nullptr);
    ~ServicesController() override;

private:
    void show(const LiveUpdatePtr &update) override;
    void onAction(ServiceAction action, const QStringList &names);
    void runOne(ServiceAction action, const QString &name);
    //! Opens the dialog, with the template or the workspace chosen when \a from is one.
    void createService(const ObjectRef &from);
    void runMany(ServiceAction action, const QStringList &names, const Agreement &agreement);
    void tellOfHeldConnection(const QString &name, Task *task);
    void onDestroy(const QStringList &names);
    //! Brings what was changed into services that run on what was before.
    void applyChanges(const QStringList &names);
    void showOldStates();
    [[nodiscard]] TaskSpec specFor(ServiceAction action, const QString &name) const;
    [[nodiscard]] TaskSpec applyingSpec(const QString &name) const;
    [[nodiscard]] DoomedService doomed(const QString &name) const;
    void stopThenDestroy(const DoomedService &service, const Agreement &agreement, int question);
    void destroyMany(const QList<DoomedService> &services, bool stopFirst,
                     const Agreement &agreement);
    void onCreate(CreateServiceDialog *dialog, const ServiceRequest &request);
    void onUpdate(const QString &name);
    void askDryRun(UpdateServiceDialog *dialog, const QString &name,
                   const QMap<QString, QString> &inputs);
    void apply(UpdateServiceDialog *dialog, const QString &name,
               const QMap<QString, QString> &inputs, UpdateEdited edited);
    void onEndpoint(const QString &name);
    void onRouteToken(const QString &name);
    void openUrl(const QUrl &url);
    void fill(CreateServiceDialog *dialog);
    //! Reads what the template makes a service from, where a source holds it.
    void readTemplate(CreateServiceDialog *dialog, const TemplateDescriptor &chosen);
    BulkRun *showBulk(ServiceAction action, const QStringList &names, const Agreement &agreement,
                      const BulkRun::WhyNot &whyNot);
    BulkRun *showBulk(const BulkRun::Plan &plan);
    void showWords(const QString &name);
    [[nodiscard]] ServiceRecord record(const QString &name) const;

    ServicesPane *m_pane;
    RowResults m_results;
    SecretClipboard m_clipboard;
    QPointer<BulkRun> m_bulk;
    QStringList m_shownOld; // the services that the notice names
    QString m_selectWhenThere;
    QPointer<QObject> m_newestDryRun;
};

} // namespace angee
