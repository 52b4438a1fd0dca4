// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/workspaces/createworkspacedialog.h"

#include "core/base/ansi.h"
#include "core/model/names.h"
#include "ui/templates/templatechooser.h"
#include "ui/templates/templateform.h"
#include "ui/templates/templateinputfield.h"
#include "ui/widgets/fittingscroll.h"
#include "ui/widgets/problemfield.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int preflightDelayMs = 300;

}

CreateWorkspaceDialog::CreateWorkspaceDialog(QWidget *parent)
    : ObjectDialog(tr("Create workspace"), parent)
    , m_template(new TemplateChooser)
    , m_name(new QLineEdit)
    , m_form(new TemplateForm(TemplateForm::Purpose::Create))
    , m_ttl(new QLineEdit)
    , m_sync(new QCheckBox(tr("Take over what an earlier workspace left behind")))
    , m_effective(plainLabel({}, this))
    , m_create(addActionButton(tr("Create"), u"createWorkspaceButton"_s, ButtonRole::Prominent))
    , m_debounce(new QTimer(this))
{
    setObjectName(u"createWorkspaceDialog"_s);
    m_template->setObjectName(u"workspaceTemplate"_s);
    m_template->setAccessibleName(tr("Template"));
    m_name->setObjectName(u"workspaceName"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("when empty: what the template says, else its input \"name\""));
    m_ttl->setObjectName(u"workspaceTtl"_s);
    m_ttl->setAccessibleName(tr("Lifetime"));
    m_ttl->setPlaceholderText(tr("none, for example 24h or 1h30m"));
    m_sync->setObjectName(u"workspaceSync"_s);
    m_sync->setAccessibleName(m_sync->text());
    m_effective->setObjectName(u"effectiveInputs"_s);
    m_create->setDefault(true);
    body()->addWidget(makeContent());
    m_debounce->setSingleShot(true);
    m_debounce->setInterval(preflightDelayMs);

    connect(m_template, &TemplateChooser::chosenChanged, this,
            &CreateWorkspaceDialog::onTemplateChosen);
    connect(m_name, &QLineEdit::textChanged, this, &CreateWorkspaceDialog::check);
    connect(m_ttl, &QLineEdit::textChanged, this, &CreateWorkspaceDialog::check);
    connect(m_form, &TemplateForm::valuesChanged, this, &CreateWorkspaceDialog::onInputChanged);
    connect(m_sync, &QCheckBox::toggled, this, [this] { m_syncField->setProblem({}); });
    connect(m_debounce, &QTimer::timeout, this, &CreateWorkspaceDialog::askPreflight);
    connect(m_create, &QPushButton::clicked, this, &CreateWorkspaceDialog::onCreate);
    m_template->setFocus(Qt::OtherFocusReason);
    check();
}

CreateWorkspaceDialog::~CreateWorkspaceDialog() = default;

QWidget *CreateWorkspaceDialog::makeContent()
{
    m_templateField = new ProblemField(m_template);
    m_nameField = new ProblemField(m_name, tr("Small letters, digits, \"-\" and \"_\"."));
    m_ttlField = new ProblemField(
        m_ttl, tr("The daemon only marks it expired then; nothing is taken away by itself."));
    m_syncField = new ProblemField(
        m_sync,
        tr("Discards the leftover worktree of the same place, with every uncommitted "
           "change in it."));
    auto *content = new QWidget;
    m_rows = new QFormLayout(content);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_rows->setVerticalSpacing(spacing(3, this));
    m_rows->addRow(tr("&Template"), m_templateField);
    m_rows->addRow(tr("&Name"), m_nameField);
    m_rows->addRow(m_form);
    m_rows->addRow(tr("&Lifetime"), m_ttlField);
    m_rows->addRow(m_syncField);
    m_rows->addRow(tr("Inputs in effect"), m_effective);
    m_form->setTabAfter(m_name);
    auto *scroll = new FittingScroll(content);
    return scroll;
}

void CreateWorkspaceDialog::setTemplates(const QList<TemplateDescriptor> &templates)
{
    m_template->setTemplates(templates, u"workspace"_s);
    m_templateField->setProblem(m_template->count() > 0
                                    ? QString()
                                    : tr("This stack has no workspace templates. They live in "
                                         "templates/workspaces or .templates/workspaces."));
    if (m_template->count() == 1) // nothing to choose
        m_form->startTyping();
}

void CreateWorkspaceDialog::setWorkspaceNames(const QStringList &names)
{
    m_workspaceNames = names;
    check();
}

void CreateWorkspaceDialog::chooseTemplate(const QString &ref)
{
    m_template->choose(ref);
    if (!ref.isEmpty())
        m_form->startTyping();
}

void CreateWorkspaceDialog::onTemplateChosen()
{
    m_form->setInputs(m_template->chosen().inputs);
    alignFormLabels({m_rows, m_form->formLayout()});
    onInputChanged();
}

void CreateWorkspaceDialog::onInputChanged()
{
    m_preflight = m_template->chosen().ref.isEmpty() ? Preflight::NotAsked : Preflight::Pending;
    if (m_preflight == Preflight::Pending)
        m_debounce->start();
    updateActions();
}

void CreateWorkspaceDialog::askPreflight()
{
    emit preflightRequested(request());
}

void CreateWorkspaceDialog::check()
{
    const QString name = m_name->text();
    QString problem = name.isEmpty() ? QString() : problemWithName(name);
    if (problem.isEmpty() && m_workspaceNames.contains(name))
        problem = tr("There is a workspace \"%1\" already.").arg(name);
    m_nameField->setProblem(problem);
    m_ttlField->setProblem(problemWithTtl(m_ttl->text(), std::chrono::seconds::zero()));
    updateActions();
}

WorkspaceRequest CreateWorkspaceDialog::request() const
{
    WorkspaceRequest request;
    request.workspaceTemplate = m_template->chosen().ref;
    request.name = m_name->text();
    request.inputs = m_form->values();
    request.ttl = m_ttl->text();
    request.sync = m_sync->isChecked();
    return request;
}

void CreateWorkspaceDialog::setPreflight(const WorkspacePreflight &preflight)
{
    if (m_debounce->isActive())
        return; // about input that has changed since
    m_form->clearDaemonErrors();
    QStringList elsewhere;
    const bool quiet = !m_createWanted;
    for (const QString &name : preflight.missingRequired) {
        if (!m_form->setFieldError(name, tr("The template needs a value here."), quiet))
            elsewhere.append(tr("%1: needs a value").arg(name));
    }
    for (const auto &invalid : preflight.invalidInputs) {
        if (!m_form->setFieldError(invalid.field, invalid.reason))
            elsewhere.append(u"%1: %2"_s.arg(invalid.field, invalid.reason));
    }
    setRefusal(elsewhere.join(u'\n'));
    QStringList effective;
    for (auto it = preflight.effectiveInputs.cbegin(); it != preflight.effectiveInputs.cend(); ++it)
        effective.append(u"%1 = %2"_s.arg(shownName(it.key()),
                                          looksSecret(it.key()) ? tr("(not shown)") : it.value()));
    setLabelText(m_effective, effective.isEmpty() ? tr("none") : effective.join(u'\n'));
    m_preflight = preflight.ok ? Preflight::Good : Preflight::Bad;
    if (std::exchange(m_createWanted, false)) {
        setBusy({});
        if (preflight.ok)
            send();
        else
            m_form->showProblems();
    }
    updateActions();
}

void CreateWorkspaceDialog::setPreflightFailure(const OperatorDaemonError &error)
{
    if (m_debounce->isActive())
        return;
    m_preflight = Preflight::Failed;
    setLabelText(m_effective,
                 tr("The daemon could not check the inputs. %1").arg(withoutAnsi(error.summary())));
    if (std::exchange(m_createWanted, false)) {
        setBusy({});
        send();
    }
    updateActions();
}

QString CreateWorkspaceDialog::whyNotCreate() const
{
    if (m_template->chosen().ref.isEmpty())
        return tr("Choose a template.");
    if (!m_nameField->problem().isEmpty())
        return m_nameField->problem();
    if (!m_ttlField->problem().isEmpty())
        return m_ttlField->problem();
    if (m_preflight == Preflight::Bad)
        return tr("The inputs are not complete yet: see the fields.");
    return {};
}

void CreateWorkspaceDialog::updateActions()
{
    setPossible(m_create, whyNotCreate());
}

void CreateWorkspaceDialog::onCreate()
{
    if (!canAct() || !whyNotCreate().isEmpty())
        return;
    if (!m_form->isAcceptable()) {
        m_form->showProblems();
        return;
    }
    if (m_preflight == Preflight::Pending) {
        m_createWanted = true;
        setBusy(tr("Asking the daemon whether the inputs will do…"));
        if (m_debounce->isActive()) {
            m_debounce->stop();
            askPreflight();
        }
        return;
    }
    send();
}

void CreateWorkspaceDialog::send()
{
    setBusy(tr("Creating the workspace…"));
    emit createRequested(request());
}

void CreateWorkspaceDialog::setFailure(const OperatorDaemonError &error)
{
    setBusy({});
    using Kind = OperatorDaemonError::Kind;
    const QString words = error.reason.isEmpty() ? error.summary() : error.reason;
    const bool clash = error.kind == Kind::Conflict && error.objectKind == "workspace"_L1;
    if (clash || error.field == "name"_L1) {
        m_nameField->setProblem(
            clash ? tr("There is a workspace \"%1\" already.").arg(error.objectName) : words);
        m_name->setFocus(Qt::OtherFocusReason);
    } else if (error.field == "template"_L1) {
        m_templateField->setProblem(words);
    } else if (error.field == "ttl"_L1) {
        m_ttlField->setProblem(words);
    } else if (!m_sync->isChecked() && error.words.contains("already exists and is not empty"_L1)) {
        m_syncField->setProblem(tr("Files of an earlier workspace of this name are still there. "
                                   "Tick this to take its place over, or choose another name. %1")
                                    .arg(error.summary()));
        m_sync->setFocus(Qt::OtherFocusReason);
    } else if (error.field.isEmpty() || !m_form->setFieldError(error.field, words)) {
        setRefusal(error.summary());
    }
}

} // namespace angee
