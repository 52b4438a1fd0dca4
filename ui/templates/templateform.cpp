// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/templates/templateform.h"

#include "ui/templates/templateinputfield.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QFormLayout>
#include <QLabel>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

TemplateForm::TemplateForm(Purpose purpose, QWidget *parent)
    : QWidget(parent)
    , m_purpose(purpose)
    , m_layout(new QFormLayout(this))
    , m_noInputs(new QLabel(tr("This template asks for nothing."), this))
{
    m_layout->setContentsMargins({});
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setVerticalSpacing(spacing(2, this));
    m_noInputs->setObjectName(u"noInputs"_s);
    m_layout->addRow(m_noInputs);
}

TemplateForm::~TemplateForm() = default;

void TemplateForm::setInputs(const QList<TemplateInput> &inputs,
                             const QMap<QString, QString> &current)
{
    QMap<QString, QString> typed;
    for (const TemplateInputField *old : std::as_const(m_fields)) {
        if (old->isChanged())
            typed.insert(old->input().name + u'\n' + old->input().type, old->value());
    }
    while (m_layout->rowCount() > 1)
        m_layout->removeRow(1);
    m_fields.clear();

    // What has to be filled in stands first, where it is seen.
    QList<TemplateInput> ordered = inputs;
    std::stable_partition(ordered.begin(), ordered.end(), [](const TemplateInput &input) {
        return input.required && !input.generated && input.defaultValue.isEmpty();
    });
    QWidget *before = m_tabAfter;
    for (const TemplateInput &input : std::as_const(ordered)) {
        const bool locked = m_purpose == Purpose::Update && input.immutable;
        auto *field = new TemplateInputField(input, current.value(input.name, input.defaultValue),
                                             locked, this);
        if (const auto kept = typed.constFind(input.name + u'\n' + input.type);
            kept != typed.cend() && !locked)
            field->setValue(*kept);
        auto *label = new QLabel(this);
        setLabelText(label, captionOf(field->labelText())); // with a buddy, & is a key
        label->setBuddy(field->editor());
        m_layout->addRow(label, field);
        m_fields.append(field);
        if (before)
            setTabOrder(before, field->editor());
        before = field->editor();
        connect(field, &TemplateInputField::valueChanged, this, &TemplateForm::valuesChanged);
    }
    m_noInputs->setVisible(m_fields.isEmpty());
}

QMap<QString, QString> TemplateForm::values() const
{
    QMap<QString, QString> values;
    for (const TemplateInputField *field : m_fields) {
        if (field->isChanged())
            values.insert(field->input().name, field->value());
    }
    return values;
}

bool TemplateForm::isAcceptable() const
{
    return std::all_of(m_fields.cbegin(), m_fields.cend(), [](const TemplateInputField *field) {
        return field->localProblem().isEmpty();
    });
}

void TemplateForm::showProblems()
{
    TemplateInputField *first = nullptr;
    for (TemplateInputField *field : std::as_const(m_fields)) {
        field->showProblem();
        if (!first && !field->localProblem().isEmpty())
            first = field;
    }
    if (first)
        first->focusEditor();
}

void TemplateForm::startTyping()
{
    if (!m_fields.isEmpty())
        m_fields.first()->focusEditor();
}

bool TemplateForm::setFieldError(const QString &name, const QString &words, bool onceTouched)
{
    TemplateInputField *found = field(name);
    if (found)
        found->setDaemonError(words, onceTouched);
    return found;
}

void TemplateForm::clearDaemonErrors()
{
    for (TemplateInputField *field : std::as_const(m_fields))
        field->setDaemonError({});
}

TemplateInputField *TemplateForm::field(const QString &name) const
{
    const auto it =
        std::find_if(m_fields.cbegin(), m_fields.cend(), [&name](const TemplateInputField *field) {
            return field->input().name == name;
        });
    return it == m_fields.cend() ? nullptr : *it;
}

} // namespace angee
