// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/workspaces/updateworkspacedialog.h"

#include "core/actions/workspaceactions.h"
#include "core/base/relativetime.h"
#include "core/model/names.h"
#include "ui/templates/templateform.h"
#include "ui/widgets/fittingscroll.h"
#include "ui/widgets/problemfield.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QPushButton *makeButton(const QString &text, const QString &name)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    return button;
}

} // namespace

UpdateWorkspaceDialog::UpdateWorkspaceDialog(const WorkspaceStatus &status,
                                             const QList<TemplateInput> &inputs, QWidget *parent)
    : ObjectDialog(tr("Update workspace \"%1\"").arg(status.name), parent)
    , m_expiresAt(status.ttlExpiresAt)
    , m_form(new TemplateForm(TemplateForm::Purpose::Update))
    , m_ttl(new QLineEdit)
    , m_overwrite(new QCheckBox(tr("Overwrite files that were edited by hand")))
    , m_update(addActionButton(tr("Update"), u"updateWorkspaceButton"_s, ButtonRole::Prominent))
{
    setObjectName(u"updateWorkspaceDialog"_s);
    m_ttl->setObjectName(u"updateTtl"_s);
    m_ttl->setAccessibleName(tr("New lifetime"));
    m_ttl->setPlaceholderText(tr("as it is"));
    m_ttlField = new ProblemField(
        m_ttl,
        m_expiresAt.isValid()
            ? tr("Counts from now on. At present it expires %1.").arg(exactTime(m_expiresAt))
            : tr("Counts from now on. At present it does not expire; a lifetime, once set, cannot "
                 "be taken away."));
    m_overwrite->setObjectName(u"updateOverwrite"_s);
    m_overwrite->setAccessibleName(m_overwrite->text());
    m_overwriteField =
        new ProblemField(m_overwrite,
                         tr("The template is rendered anew in any case. Without this the daemon "
                            "refuses when that would change an edited file."));
    m_form->setInputs(inputs, status.inputs);
    m_update->setDefault(true);

    auto *day = makeButton(tr("One day more"), u"extendDayButton"_s);
    auto *week = makeButton(tr("One week more"), u"extendWeekButton"_s);
    connect(day, &QPushButton::clicked, this, [this] { extend(std::chrono::hours(24)); });
    connect(week, &QPushButton::clicked, this, [this] { extend(std::chrono::hours(168)); });
    auto *lifetime = new QHBoxLayout;
    lifetime->setSpacing(spacing(2, this));
    lifetime->addWidget(m_ttlField, 1);
    lifetime->addWidget(day, 0, Qt::AlignTop);
    lifetime->addWidget(week, 0, Qt::AlignTop);

    auto *content = new QWidget;
    auto *rows = new QFormLayout(content);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    rows->setVerticalSpacing(spacing(3, this));
    rows->addRow(tr("Template"), plainLabel(status.workspaceTemplate, this));
    rows->addRow(m_form);
    auto *lifetimeLabel = new QLabel(tr("&Lifetime"));
    lifetimeLabel->setBuddy(m_ttl);
    rows->addRow(lifetimeLabel, lifetime);
    rows->addRow(m_overwriteField);
    auto *scroll = new FittingScroll(content);
    body()->addWidget(scroll);
    alignFormLabels({rows, m_form->formLayout()});

    connect(m_form, &TemplateForm::valuesChanged, this, &UpdateWorkspaceDialog::updateActions);
    connect(m_ttl, &QLineEdit::textChanged, this, &UpdateWorkspaceDialog::updateActions);
    connect(m_update, &QPushButton::clicked, this, &UpdateWorkspaceDialog::onUpdate);
    updateActions();
}

UpdateWorkspaceDialog::~UpdateWorkspaceDialog() = default;

void UpdateWorkspaceDialog::extend(std::chrono::seconds more)
{
    m_ttl->setText(extendedTtl(m_expiresAt, more, QDateTime::currentDateTimeUtc()));
}

QString UpdateWorkspaceDialog::whyNot() const
{
    return problemWithTtl(m_ttl->text(), std::chrono::seconds::zero());
}

void UpdateWorkspaceDialog::updateActions()
{
    m_ttlField->setProblem(whyNot());
    setPossible(m_update, whyNot());
}

void UpdateWorkspaceDialog::onUpdate()
{
    if (!canAct() || !whyNot().isEmpty())
        return;
    if (!m_form->isAcceptable()) {
        m_form->showProblems();
        return;
    }
    m_form->clearDaemonErrors();
    m_overwriteField->setProblem({});
    setBusy(tr("Rendering the workspace anew…"));
    emit updateRequested(m_form->values(), m_ttl->text(), m_overwrite->isChecked());
}

void UpdateWorkspaceDialog::setFailure(const OperatorDaemonError &error)
{
    setBusy({});
    const QStringList paths = error.kind == OperatorDaemonError::Kind::Conflict
        ? conflictingPaths(error.reason)
        : QStringList();
    if (!paths.isEmpty()) {
        m_overwriteField->setProblem(
            tr("Nothing was changed. These files were edited by hand:\n%1").arg(paths.join(u'\n')));
        m_overwrite->setFocus(Qt::OtherFocusReason);
    } else if (error.field.isEmpty() || !m_form->setFieldError(error.field, error.reason)) {
        setRefusal(error.summary());
    }
}

} // namespace angee
