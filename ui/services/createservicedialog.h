// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/daemon/servicecalls.h"
#include "core/model/templatedescriptor.h"
#include "ui/panes/objectdialog.h"

#include <QStringList>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace angee {

class ProblemField;
class TemplateChooser;
class TemplateForm;

//! \brief Asks for everything a new service needs: template, workspace, inputs, name, start.
//!
//! Checks names and clashes while they are typed. Knows no daemon: it announces createRequested()
//! and is told what became of it.
class CreateServiceDialog final : public ObjectDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CreateServiceDialog)

public:
    explicit CreateServiceDialog(QWidget *parent = nullptr);
    ~CreateServiceDialog() override;

    void setTemplates(const QList<TemplateDescriptor> &templates);
    void setWorkspaces(const QStringList &names);
    //! \brief Names that are taken.
    void setServiceNames(const QStringList &names);
    //! \brief Secrets that have a value, or are given one by the daemon.
    void setSecrets(const QStringList &names);
    //! \brief The text that the chosen template makes the service from, where it can be read; about
    //! another one it is dropped.
    void setTemplateText(const QString &ref, const QString &text);
    void chooseTemplate(const QString &ref);
    void chooseWorkspace(const QString &name);

    //! \brief Puts the daemon's words beside the field they are about, or above the buttons.
    void setFailure(const OperatorDaemonError &error) override;

signals:
    void createRequested(const angee::ServiceRequest &request);
    //! \brief Another template is chosen: its text would tell what it uses.
    void templateChosen(const angee::TemplateDescriptor &chosen);

protected:
    void updateActions() override;

private:
    void onTemplateChosen();
    void onCreate();
    void check();
    void clearDaemonErrors();
    [[nodiscard]] QString whyNotCreate() const;
    //! The secrets without a value that the service would use.
    [[nodiscard]] QStringList unsetSecrets() const;
    void showUnsetSecrets();
    [[nodiscard]] ServiceRequest request() const;

    TemplateChooser *m_template;
    ProblemField *m_templateField;
    QComboBox *m_workspace;
    ProblemField *m_workspaceField;
    TemplateForm *m_form;
    QFormLayout *m_rows;
    QLineEdit *m_name;
    ProblemField *m_nameField;
    QCheckBox *m_start;
    QPushButton *m_create;
    QStringList m_serviceNames;
    QLabel *m_unset;
    QCheckBox *m_anyway;
    QStringList m_secrets;
    bool m_knowsSecrets = false;
    QString m_templateText;
};

} // namespace angee
