// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/model/service.h"
#include "core/model/templatedescriptor.h"
#include "ui/panes/objectdialog.h"

#include <QMap>

class QCheckBox;
class QFormLayout;
class QTableWidget;
class QTimer;

namespace angee {

class TemplateChooser;
class TemplateForm;

//! \brief Renders a service anew from its template, but never before a dry run about exactly these
//! inputs was seen.
//!
//! Announces dryRunRequested() when it opens and a moment after each change; Apply is possible once
//! the answer is here, and over conflicts only when overwriting is ticked.
class UpdateServiceDialog final : public ObjectDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UpdateServiceDialog)

public:
    UpdateServiceDialog(const QString &service, const QList<TemplateDescriptor> &templates,
                        QWidget *parent = nullptr);
    ~UpdateServiceDialog() override;

    //! \brief The first dry run, without changed inputs.
    void start();
    //! \brief The answer to the newest dryRunRequested().
    void setDryRun(const ServiceTemplateUpdate &update);
    void setDryRunFailure(const OperatorDaemonError &error);
    //! \brief Applying failed; a new dry run tells how things are now.
    void setFailure(const OperatorDaemonError &error) override;

signals:
    void dryRunRequested(const QMap<QString, QString> &inputs);
    void applyRequested(const QMap<QString, QString> &inputs, bool overwrite);

protected:
    void updateActions() override;

private:
    void onTemplateChosen();
    void onInputChanged();
    void askDryRun();
    void onApply();
    void place(const OperatorDaemonError &error);
    [[nodiscard]] QString whyNotApply() const;

    TemplateChooser *m_template;
    TemplateForm *m_form;
    QFormLayout *m_rows;
    QLabel *m_note;
    QLabel *m_verdict;
    QTableWidget *m_table;
    QCheckBox *m_overwrite;
    QPushButton *m_apply;
    QTimer *m_debounce;
    bool m_answered = false; // about the inputs as they are now
    bool m_changed = false;
    bool m_conflicts = false;
};

} // namespace angee
