// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/services/updateservicedialog.h"

#include "ui/templates/templatechooser.h"
#include "ui/templates/templateform.h"
#include "ui/widgets/fittingscroll.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int dryRunDelayMs = 400;

QString changeText(const QString &kind)
{
    if (kind == "add"_L1)
        return UpdateServiceDialog::tr("is added");
    if (kind == "modify"_L1)
        return UpdateServiceDialog::tr("is changed");
    if (kind == "delete"_L1)
        return UpdateServiceDialog::tr("is deleted");
    if (kind == "adopt"_L1)
        return UpdateServiceDialog::tr("is taken over as it is");
    return kind;
}

QString conflictText(const QString &reason)
{
    if (reason == "locally-modified"_L1)
        return UpdateServiceDialog::tr("conflict: was edited by hand");
    if (reason == "untracked-different"_L1)
        return UpdateServiceDialog::tr("conflict: a different file is there that the template "
                                       "does not know");
    if (reason == "type-changed"_L1)
        return UpdateServiceDialog::tr("conflict: is no plain file any more");
    return UpdateServiceDialog::tr("conflict: %1").arg(reason);
}

} // namespace

UpdateServiceDialog::UpdateServiceDialog(const QString &service,
                                         const QList<TemplateDescriptor> &templates,
                                         QWidget *parent)
    : ObjectDialog(tr("Update service \"%1\" from its template").arg(service), parent)
    , m_template(new TemplateChooser)
    , m_form(new TemplateForm(TemplateForm::Purpose::Update))
    , m_note(
          plainLabel(tr("The fields show the template's defaults. Those that are not touched keep "
                        "the value that the service has."),
                     this))
    , m_verdict(plainLabel({}, this))
    , m_table(new QTableWidget(0, 2))
    , m_overwrite(new QCheckBox(tr("Overwrite what was edited by hand")))
    , m_apply(addActionButton(tr("Apply"), u"applyUpdateButton"_s, ButtonRole::Prominent))
    , m_debounce(new QTimer(this))
{
    setObjectName(u"updateServiceDialog"_s);
    m_template->setObjectName(u"updateTemplate"_s);
    m_template->setAccessibleName(tr("Template whose inputs are shown"));
    m_template->setTemplates(templates, u"service"_s);
    m_template->setCurrentIndex(-1);
    m_template->setPlaceholderText(tr("keep the inputs as they are"));
    m_verdict->setObjectName(u"dryRunVerdict"_s);
    m_table->setObjectName(u"dryRunTable"_s);
    m_table->setAccessibleName(tr("What would change"));
    m_table->setHorizontalHeaderLabels({tr("Path"), tr("What happens")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setShowGrid(false);
    m_table->setColumnWidth(0, fontMetrics().averageCharWidth() * 44);
    m_overwrite->setObjectName(u"updateOverwrite"_s);
    m_overwrite->setAccessibleName(m_overwrite->text());
    m_overwrite->hide();
    m_debounce->setSingleShot(true);
    m_debounce->setInterval(dryRunDelayMs);

    m_rows = new QFormLayout;
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_rows->addRow(tr("&Change inputs of"), m_template);
    body()->addLayout(m_rows);
    body()->addWidget(m_form);
    m_note->setObjectName(u"untouchedInputsNote"_s);
    body()->addWidget(m_note);
    m_form->setTabAfter(m_template);
    m_form->hide();
    m_note->hide();
    body()->addWidget(m_verdict);
    body()->addWidget(m_table, 1);
    body()->addWidget(m_overwrite);

    connect(m_template, &TemplateChooser::chosenChanged, this,
            &UpdateServiceDialog::onTemplateChosen);
    connect(m_form, &TemplateForm::valuesChanged, this, &UpdateServiceDialog::onInputChanged);
    connect(m_debounce, &QTimer::timeout, this, &UpdateServiceDialog::askDryRun);
    connect(m_overwrite, &QCheckBox::toggled, this, &UpdateServiceDialog::updateActions);
    connect(m_apply, &QPushButton::clicked, this, &UpdateServiceDialog::onApply);
    updateActions();
}

UpdateServiceDialog::~UpdateServiceDialog() = default;

void UpdateServiceDialog::start()
{
    onInputChanged();
    m_debounce->stop();
    askDryRun();
}

void UpdateServiceDialog::onTemplateChosen()
{
    m_form->setInputs(m_template->chosen().inputs);
    m_form->show();
    m_note->show();
    alignFormLabels({m_rows, m_form->formLayout()});
    onInputChanged();
}

void UpdateServiceDialog::onInputChanged()
{
    m_answered = false;
    setRefusal({});
    m_verdict->setText(tr("Asking the daemon what would change…"));
    m_debounce->start();
    updateActions();
}

void UpdateServiceDialog::askDryRun()
{
    emit dryRunRequested(m_form->values());
}

void UpdateServiceDialog::setDryRun(const ServiceTemplateUpdate &update)
{
    if (m_debounce->isActive())
        return; // about inputs that have changed since
    m_answered = true;
    m_changed = update.changed;
    m_conflicts = !update.conflicts.isEmpty();
    m_form->clearDaemonErrors();
    m_table->setRowCount(0);
    const auto add = [this](const QString &path, const QString &words) {
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        m_table->setItem(row, 0, new QTableWidgetItem(path));
        m_table->setItem(row, 1, new QTableWidgetItem(words));
    };
    for (const auto &conflict : update.conflicts)
        add(conflict.path, conflictText(conflict.reason));
    for (const auto &change : update.changes)
        add(change.path, changeText(change.kind));
    m_overwrite->setVisible(m_conflicts);
    if (!m_conflicts)
        m_overwrite->setChecked(false);
    if (m_conflicts)
        m_verdict->setText(tr("Paths that conflict with what was done by hand: %1. Nothing was "
                              "changed yet.")
                               .arg(update.conflicts.size()));
    else
        m_verdict->setText(update.changed
                               ? tr("This would change. Nothing was changed yet.")
                               : tr("Nothing would change: the service is as its template says."));
    updateActions();
}

void UpdateServiceDialog::setDryRunFailure(const OperatorDaemonError &error)
{
    if (m_debounce->isActive())
        return;
    m_verdict->setText(tr("The dry run failed, so nothing can be applied."));
    m_table->setRowCount(0);
    place(error);
    updateActions();
}

void UpdateServiceDialog::setFailure(const OperatorDaemonError &error)
{
    setBusy({});
    onInputChanged();
    place(error);
}

void UpdateServiceDialog::place(const OperatorDaemonError &error)
{
    if (error.field.isEmpty() || !m_form->setFieldError(error.field, error.reason))
        setRefusal(error.summary());
}

QString UpdateServiceDialog::whyNotApply() const
{
    if (!m_answered)
        return tr("Only after a dry run about these inputs.");
    if (!m_changed && !m_conflicts)
        return tr("Nothing would change.");
    if (m_conflicts && !m_overwrite->isChecked())
        return tr("There are conflicts. Solve them, or tick that they are overwritten.");
    return {};
}

void UpdateServiceDialog::updateActions()
{
    setPossible(m_apply, whyNotApply());
}

void UpdateServiceDialog::onApply()
{
    if (!canAct() || !whyNotApply().isEmpty())
        return;
    setBusy(tr("Rendering the service anew…"));
    emit applyRequested(m_form->values(), m_conflicts && m_overwrite->isChecked());
}

} // namespace angee
