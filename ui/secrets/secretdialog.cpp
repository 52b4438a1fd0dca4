// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/secrets/secretdialog.h"

#include "core/model/composevalue.h"
#include "core/model/names.h"
#include "ui/widgets/multilinefield.h"
#include "ui/widgets/problemfield.h"
#include "ui/widgets/secretfield.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

SecretDialog::SecretDialog(const QString &name, QWidget *parent)
    : ObjectDialog(name.isEmpty() ? tr("Set a secret") : tr("Set secret \"%1\"").arg(name), parent)
    , m_fixedName(name)
{
    setObjectName(u"secretDialog"_s);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    if (name.isEmpty()) {
        m_name = new QLineEdit(this);
        m_name->setObjectName(u"secretName"_s);
        m_name->setAccessibleName(tr("Name"));
        m_nameField = new ProblemField(
            m_name,
            tr("A name that is not declared can be set, but the daemon does not list it: it can "
               "then be neither shown nor deleted here."),
            this);
        form->addRow(tr("&Name"), m_nameField);
        connect(m_name, &QLineEdit::textChanged, this, &SecretDialog::updateActions);
    }
    auto *value = new QWidget(this);
    value->setObjectName(u"secretNewValue"_s);
    m_line = new SecretField(value);
    m_line->setObjectName(u"secretNewLine"_s);
    m_line->lineEdit()->setAccessibleName(tr("Value"));
    m_lines = new MultiLineField(value);
    m_lines->setObjectName(u"secretNewLines"_s);
    m_lines->setAccessibleName(tr("Value, several lines"));
    m_lines->setUndoRedoEnabled(false);
    m_lines->hide();
    auto *valueLayout = new QVBoxLayout(value);
    valueLayout->setContentsMargins(0, 0, 0, 0);
    valueLayout->addWidget(m_line);
    valueLayout->addWidget(m_lines);
    value->setFocusProxy(m_line);
    m_valueField = new ProblemField(value, {}, this);
    form->addRow(tr("&Value"), m_valueField);
    m_multiLine = new QCheckBox(tr("Several lines"), this);
    m_multiLine->setObjectName(u"secretMultiLine"_s);
    form->addRow(QString(), m_multiLine);
    addArrival(form);
    body()->addLayout(form);
    m_set = addActionButton(tr("Set"), u"secretSetButton"_s, ButtonRole::Prominent);

    connect(m_multiLine, &QCheckBox::toggled, this, &SecretDialog::setMultiLine);
    const auto changed = [this] {
        m_touched = true;
        updateActions();
    };
    connect(m_line, &SecretField::textChanged, this, changed);
    connect(m_lines, &MultiLineField::textChanged, this, changed);
    connect(m_line->lineEdit(), &QLineEdit::returnPressed, this, [this] {
        m_touched = true; // a disabled button takes the key without a word
        updateActions();
        m_set->click();
    });
    connect(m_set, &QPushButton::clicked, this,
            [this] { emit setRequested(this->name(), this->value()); });
    updateActions();
    if (m_name)
        m_name->setFocus();
    else
        m_line->setFocus();
}

//! What a container would get, where that is something else.
void SecretDialog::addArrival(QFormLayout *form)
{
    m_altered = plainLabel({}, this);
    m_altered->setObjectName(u"secretAltered"_s);
    m_altered->setWordWrap(true);
    form->addRow(m_altered);
    m_arrives = new SecretField(this);
    m_arrives->setObjectName(u"secretArrives"_s);
    m_arrives->setReadOnly(true);
    m_arrives->lineEdit()->setAccessibleName(tr("What arrives in a container"));
    form->addRow(tr("Arrives as"), m_arrives);
    m_anyway = new QCheckBox(tr("Set it all the same"), this);
    m_anyway->setObjectName(u"secretAnyway"_s);
    form->addRow(QString(), m_anyway);
    m_form = form;
    connect(m_anyway, &QCheckBox::toggled, this, &SecretDialog::updateActions);
}

SecretDialog::~SecretDialog()
{
    m_line->clear();
    m_lines->clear();
    m_arrives->clear();
}

QString SecretDialog::name() const
{
    return m_name ? m_name->text().trimmed() : m_fixedName;
}

QString SecretDialog::value() const
{
    return m_multiLine->isChecked() ? m_lines->value() : m_line->text();
}

void SecretDialog::setMultiLine(bool multiLine)
{
    if (multiLine)
        m_lines->setValue(m_line->text());
    else
        m_line->setText(m_lines->value());
    m_line->setVisible(!multiLine);
    m_lines->setVisible(multiLine);
    updateActions();
}

void SecretDialog::updateActions()
{
    QString problem;
    if (m_nameField) {
        const QString nameProblem = problemWithSecretName(name());
        m_nameField->setProblem(m_name->text().isEmpty() ? QString() : nameProblem);
        problem = nameProblem;
    }
    const QString text = value();
    const QString valueProblem = problemWithSecretValue(text);
    const bool showEmpty = m_touched || !text.isEmpty();
    m_valueField->setProblem(showEmpty ? valueProblem : QString());
    const bool loose = !text.isEmpty() && (text.front().isSpace() || text.back().isSpace());
    const QString note = m_multiLine->isChecked() ? m_lines->note() : QString();
    const QString size = loose ? tr("Mind that it starts or ends with a space or a line end.")
                               : tr("%n character(s)", nullptr, int(text.size()));
    m_valueField->setHint(note.isEmpty() ? size : size + u' ' + note);
    const QString inContainers = whyNotInContainers(text);
    if (problem.isEmpty())
        problem = valueProblem.isEmpty() ? inContainers : valueProblem;
    setPossible(m_set, problem);
}

//! Shows what compose makes of the value; a sentence when it has to be confirmed first.
QString SecretDialog::whyNotInContainers(const QString &text)
{
    using Fate = ComposeValue::Fate;
    const ComposeValue made = throughCompose(text);
    const bool refused = made.fate == Fate::Refused;
    if (refused)
        m_altered->setText(tr("With this value no container of the stack can be built, started, "
                              "stopped or read any more: compose takes \"${\" for a variable and "
                              "finds none. Where only containers use it, write \"$${\"."));
    else if (made.variables.isEmpty())
        m_altered->setText(tr("A container gets another value: there, compose makes one \"$\" of "
                              "two. Jobs and local services get it as it is."));
    else
        m_altered->setText(tr("A container gets another value: there, compose takes \"$\" and what "
                              "follows for a variable, and puts its value or nothing in its place. "
                              "Jobs and local services get it as it is. Where only containers use "
                              "it, write \"$$\" for each \"$\"."));
    m_arrives->setText(made.arrives);
    m_form->setRowVisible(m_altered, made.fate != Fate::Unchanged);
    m_form->setRowVisible(m_arrives, made.fate == Fate::Altered);
    m_form->setRowVisible(m_anyway, refused);
    if (!refused)
        m_anyway->setChecked(false);
    grow();
    return refused && !m_anyway->isChecked()
        ? tr("This value stops the whole stack. Tick \"Set it all the same\" to set it.")
        : QString();
}

//! What is said of a value is read whole.
void SecretDialog::grow()
{
    layout()->activate();
    const int needed = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                     : sizeHint().height();
    if (isVisible() && needed > height())
        resize(width(), needed);
}

void SecretDialog::setFailure(const OperatorDaemonError &error)
{
    setBusy({});
    if (error.field == "value"_L1)
        m_valueField->setProblem(error.reason);
    else if (error.field == "name"_L1 && m_nameField)
        m_nameField->setProblem(error.reason);
    else
        setRefusal(error.summary());
}

} // namespace angee
