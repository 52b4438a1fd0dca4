// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/model/templatedescriptor.h"
#include "core/model/workspace.h"
#include "ui/panes/objectdialog.h"

#include <QMap>

class QCheckBox;
class QLineEdit;

namespace angee {

class ProblemField;
class TemplateForm;

//! \brief Changes a workspace's inputs or lifetime and renders it anew. Files edited by hand are
//! kept unless overwriting is ticked; when the daemon refuses because of them, they are listed.
class UpdateWorkspaceDialog final : public ObjectDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UpdateWorkspaceDialog)

public:
    //! \a inputs are those of the workspace's template; empty when it is not in the stack any more.
    UpdateWorkspaceDialog(const WorkspaceStatus &status, const QList<TemplateInput> &inputs,
                          QWidget *parent = nullptr);
    ~UpdateWorkspaceDialog() override;

    void setFailure(const OperatorDaemonError &error) override;

signals:
    void updateRequested(const QMap<QString, QString> &inputs, const QString &ttl, bool overwrite);

protected:
    void updateActions() override;

private:
    void extend(std::chrono::seconds more);
    void onUpdate();
    [[nodiscard]] QString whyNot() const;

    QDateTime m_expiresAt;
    TemplateForm *m_form;
    QLineEdit *m_ttl;
    ProblemField *m_ttlField;
    QCheckBox *m_overwrite;
    ProblemField *m_overwriteField;
    QPushButton *m_update;
};

} // namespace angee
