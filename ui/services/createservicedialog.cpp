// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/services/createservicedialog.h"

#include "core/base/visibletext.h"
#include "core/manifest/manifestuses.h"
#include "core/model/names.h"
#include "ui/templates/templatechooser.h"
#include "ui/templates/templateform.h"
#include "ui/widgets/fittingscroll.h"
#include "ui/widgets/problemfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

CreateServiceDialog::CreateServiceDialog(QWidget *parent)
    : ObjectDialog(tr("Create service"), parent)
    , m_template(new TemplateChooser)
    , m_workspace(new QComboBox)
    , m_form(new TemplateForm(TemplateForm::Purpose::Create))
    , m_name(new QLineEdit)
    , m_start(new QCheckBox(tr("Start it once it is made")))
    , m_create(addActionButton(tr("Create"), u"createServiceButton"_s, ButtonRole::Prominent))
{
    setObjectName(u"createServiceDialog"_s);
    m_template->setObjectName(u"serviceTemplate"_s);
    m_template->setAccessibleName(tr("Template"));
    m_workspace->setObjectName(u"serviceWorkspace"_s);
    m_workspace->setAccessibleName(tr("Workspace"));
    m_name->setObjectName(u"serviceName"_s);
    m_name->setAccessibleName(tr("Name"));
    m_start->setObjectName(u"serviceStart"_s);
    m_start->setAccessibleName(m_start->text());
    m_templateField = new ProblemField(m_template);
    m_workspaceField = new ProblemField(m_workspace);
    m_nameField = new ProblemField(m_name, tr("Small letters, digits, \"-\" and \"_\"."));
    m_create->setDefault(true);

    auto *content = new QWidget;
    m_rows = new QFormLayout(content);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_rows->setVerticalSpacing(spacing(3, this));
    m_rows->addRow(tr("&Template"), m_templateField);
    m_rows->addRow(tr("&Workspace"), m_workspaceField);
    m_rows->addRow(tr("&Name"), m_nameField);
    m_rows->addRow(m_form);
    m_rows->addRow(m_start);
    m_unset = plainLabel({}, this);
    m_unset->setObjectName(u"serviceUnsetSecrets"_s);
    m_unset->setWordWrap(true);
    m_anyway = new QCheckBox(tr("Create it all the same"));
    m_anyway->setObjectName(u"serviceAnyway"_s);
    m_rows->addRow(m_unset);
    m_rows->addRow(m_anyway);
    connect(m_anyway, &QCheckBox::toggled, this, &CreateServiceDialog::updateActions);
    m_form->setTabAfter(m_name);
    auto *scroll = new FittingScroll(content);
    body()->addWidget(scroll);

    connect(m_template, &TemplateChooser::chosenChanged, this,
            &CreateServiceDialog::onTemplateChosen);
    connect(m_workspace, &QComboBox::currentIndexChanged, this, &CreateServiceDialog::check);
    connect(m_name, &QLineEdit::textChanged, this, &CreateServiceDialog::check);
    connect(m_form, &TemplateForm::valuesChanged, this, &CreateServiceDialog::updateActions);
    connect(m_create, &QPushButton::clicked, this, &CreateServiceDialog::onCreate);
    m_template->setFocus(Qt::OtherFocusReason);
    check();
}

CreateServiceDialog::~CreateServiceDialog() = default;

void CreateServiceDialog::setTemplates(const QList<TemplateDescriptor> &templates)
{
    m_template->setTemplates(templates, u"service"_s);
    m_templateField->setProblem(m_template->count() > 0
                                    ? QString()
                                    : tr("This stack has no service templates. They live in "
                                         "templates/services or .templates/services."));
    if (m_template->count() == 1) // nothing to choose
        m_form->startTyping();
    updateActions();
}

void CreateServiceDialog::setWorkspaces(const QStringList &names)
{
    const QString before = m_workspace->currentText();
    m_workspace->clear();
    m_workspace->addItems(names);
    chooseWorkspace(before);
    check();
}

void CreateServiceDialog::setServiceNames(const QStringList &names)
{
    m_serviceNames = names;
    check();
}

void CreateServiceDialog::setSecrets(const QStringList &names)
{
    m_secrets = names;
    m_knowsSecrets = true;
    updateActions();
}

void CreateServiceDialog::setTemplateText(const QString &ref, const QString &text)
{
    if (ref != m_template->chosen().ref)
        return;
    m_templateText = text;
    updateActions();
}

QStringList CreateServiceDialog::unsetSecrets() const
{
    if (!m_knowsSecrets)
        return {};
    QString text = m_templateText;
    const QMap<QString, QString> values = m_form->values();
    for (const QString &value : values)
        text += u'\n' + value;
    const QList<TemplateInput> inputs = m_template->chosen().inputs;
    for (const TemplateInput &input : inputs) {
        if (!values.contains(input.name))
            text += u'\n' + input.defaultValue;
    }
    QStringList unset = secretsIn(text);
    unset.removeIf([this](const QString &name) { return m_secrets.contains(name); });
    return unset;
}

//! The daemon saves the service before it finds out (contract.md, section 15).
void CreateServiceDialog::showUnsetSecrets()
{
    const QStringList unset = unsetSecrets();
    m_rows->setRowVisible(m_unset, !unset.isEmpty());
    m_rows->setRowVisible(m_anyway, !unset.isEmpty());
    if (unset.isEmpty())
        return m_anyway->setChecked(false);
    m_unset->setText(tr("It uses secrets that have no value: %1. The daemon saves the service, and "
                        "from then on every build, start, stop and log of the whole stack fails "
                        "until they are set. Set them first.")
                         .arg(unset.join(u", "_s)));
}

void CreateServiceDialog::chooseTemplate(const QString &ref)
{
    m_template->choose(ref);
    if (!ref.isEmpty())
        m_form->startTyping();
}

void CreateServiceDialog::chooseWorkspace(const QString &name)
{
    if (const int index = m_workspace->findText(name); index >= 0)
        m_workspace->setCurrentIndex(index);
}

void CreateServiceDialog::onTemplateChosen()
{
    m_templateText.clear();
    m_form->setInputs(m_template->chosen().inputs);
    alignFormLabels({m_rows, m_form->formLayout()});
    updateActions();
    emit templateChosen(m_template->chosen());
}

void CreateServiceDialog::check()
{
    const QString workspace = m_workspace->currentText();
    m_name->setPlaceholderText(
        workspace.isEmpty()
            ? QString()
            : tr("when empty: what the template says, else agent-%1").arg(shownName(workspace)));
    const QString name = m_name->text();
    QString problem = name.isEmpty() ? QString() : problemWithName(name);
    if (problem.isEmpty() && m_serviceNames.contains(name))
        problem = tr("There is a service \"%1\" already.").arg(name);
    m_nameField->setProblem(problem);
    m_workspaceField->setProblem(
        m_workspace->count() > 0 ? QString()
                                 : tr("A service from a template lives in a workspace, and this "
                                      "stack has none yet. Create one first."));
    updateActions();
}

QString CreateServiceDialog::whyNotCreate() const
{
    if (m_template->chosen().ref.isEmpty())
        return tr("Choose a template.");
    if (m_workspace->currentText().isEmpty())
        return tr("Choose a workspace.");
    if (!m_nameField->problem().isEmpty())
        return m_nameField->problem();
    return unsetSecrets().isEmpty() || m_anyway->isChecked()
        ? QString()
        : tr("It uses a secret without a value. Tick \"Create it all the same\" to do so.");
}

void CreateServiceDialog::updateActions()
{
    showUnsetSecrets();
    setPossible(m_create, whyNotCreate());
}

ServiceRequest CreateServiceDialog::request() const
{
    ServiceRequest request;
    request.serviceTemplate = m_template->chosen().ref;
    request.workspace = m_workspace->currentText();
    request.inputs = m_form->values();
    request.name = m_name->text();
    request.start = m_start->isChecked();
    return request;
}

void CreateServiceDialog::onCreate()
{
    if (!canAct() || !whyNotCreate().isEmpty())
        return;
    if (!m_form->isAcceptable()) {
        m_form->showProblems();
        return;
    }
    clearDaemonErrors();
    setBusy(tr("Creating the service…"));
    emit createRequested(request());
}

void CreateServiceDialog::clearDaemonErrors()
{
    m_form->clearDaemonErrors();
    m_templateField->setProblem({});
    setRefusal({});
}

void CreateServiceDialog::setFailure(const OperatorDaemonError &error)
{
    setBusy({});
    using Kind = OperatorDaemonError::Kind;
    const QString words = error.reason.isEmpty() ? error.summary() : error.reason;
    const bool clash = error.kind == Kind::Conflict && error.objectKind == "service"_L1;
    if (clash || error.field == "name"_L1) {
        m_nameField->setProblem(
            clash ? tr("There is a service \"%1\" already.").arg(error.objectName) : words);
        m_name->setFocus(Qt::OtherFocusReason);
    } else if (error.field == "template"_L1) {
        m_templateField->setProblem(words);
    } else if (error.field == "workspace"_L1 || error.objectKind == "workspace"_L1) {
        m_workspaceField->setProblem(error.summary());
    } else if (!error.field.isEmpty() && m_form->setFieldError(error.field, words)) {
        return;
    } else {
        setRefusal(error.summary());
    }
}

} // namespace angee
