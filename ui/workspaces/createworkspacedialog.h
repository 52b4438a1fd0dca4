// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/daemon/workspacecalls.h"
#include "core/model/templatedescriptor.h"
#include "ui/panes/objectdialog.h"

#include <QStringList>

class QCheckBox;
class QFormLayout;
class QLineEdit;
class QTimer;

namespace angee {

class ProblemField;
class TemplateChooser;
class TemplateForm;

//! \brief Asks for everything a new workspace needs, and asks the daemon while typing whether it
//! would do.
//!
//! Knows no daemon: it announces preflightRequested() a moment after the last change and
//! createRequested() once, and is told the answers. Create waits for the answer about what is in
//! the fields now.
class CreateWorkspaceDialog final : public ObjectDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CreateWorkspaceDialog)

public:
    explicit CreateWorkspaceDialog(QWidget *parent = nullptr);
    ~CreateWorkspaceDialog() override;

    void setTemplates(const QList<TemplateDescriptor> &templates);
    //! \brief Names that are taken.
    void setWorkspaceNames(const QStringList &names);
    void chooseTemplate(const QString &ref);

    //! \brief The answer to the newest preflightRequested().
    void setPreflight(const WorkspacePreflight &preflight);
    //! \brief The newest preflight could not be had; creating is possible without.
    void setPreflightFailure(const OperatorDaemonError &error);
    //! \brief Puts the daemon's words beside the field they are about, or above the buttons.
    void setFailure(const OperatorDaemonError &error) override;

signals:
    void preflightRequested(const angee::WorkspaceRequest &request);
    void createRequested(const angee::WorkspaceRequest &request);

protected:
    void updateActions() override;

private:
    enum class Preflight {
        NotAsked,
        Pending, //!< the answer about what is in the fields now is not here yet
        Good,
        Bad,
        Failed,
    };

    QWidget *makeContent();
    void onTemplateChosen();
    void onInputChanged();
    void askPreflight();
    void onCreate();
    void send();
    void check();
    [[nodiscard]] QString whyNotCreate() const;
    [[nodiscard]] WorkspaceRequest request() const;

    TemplateChooser *m_template;
    ProblemField *m_templateField;
    QLineEdit *m_name;
    ProblemField *m_nameField;
    TemplateForm *m_form;
    QFormLayout *m_rows;
    QLineEdit *m_ttl;
    ProblemField *m_ttlField;
    QCheckBox *m_sync;
    ProblemField *m_syncField;
    QLabel *m_effective;
    QPushButton *m_create;
    QTimer *m_debounce;
    QStringList m_workspaceNames;
    Preflight m_preflight = Preflight::NotAsked;
    bool m_createWanted = false;
};

} // namespace angee
