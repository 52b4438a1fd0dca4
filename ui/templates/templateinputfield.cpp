// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/templates/templateinputfield.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/multilinefield.h"
#include "ui/widgets/problemfield.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

bool isBoolean(const TemplateInput &input)
{
    return input.type.startsWith("bool"_L1, Qt::CaseInsensitive);
}

bool isInteger(const TemplateInput &input)
{
    return input.type.startsWith("int"_L1, Qt::CaseInsensitive);
}

bool isStructured(const TemplateInput &input)
{
    return input.type == "yaml"_L1 || input.type == "json"_L1;
}

//! The daemon's spellings of true (contract.md, section 5.5).
bool isTrue(const QString &text)
{
    static const QStringList words{u"true"_s, u"1"_s, u"yes"_s, u"y"_s};
    return words.contains(text.trimmed(), Qt::CaseInsensitive);
}

} // namespace

bool looksSecret(const QString &inputName)
{
    static const QRegularExpression words(
        u"passw(or)?d|passphrase|secret|token|credential|(api|private|access|session)[_-]?key"_s,
        QRegularExpression::CaseInsensitiveOption);
    return words.match(inputName).hasMatch();
}

TemplateInputField::TemplateInputField(const TemplateInput &input, const QString &current,
                                       bool locked, QWidget *parent)
    : QWidget(parent)
    , m_input(input)
    , m_initial(isBoolean(input) ? (isTrue(current) ? u"true"_s : u"false"_s) : current)
{
    makeEditor(locked);
    editor()->setObjectName(u"input_"_s + input.name);
    editor()->setAccessibleName(input.name);
    editor()->setEnabled(!locked);
    m_field = new ProblemField(editor(), hintText(locked), this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_field);
}

TemplateInputField::~TemplateInputField() = default;

void TemplateInputField::makeEditor(bool locked)
{
    if (isBoolean(m_input)) {
        m_check = new QCheckBox(tr("Yes"), this);
        m_check->setChecked(m_initial == "true"_L1);
        connect(m_check, &QCheckBox::toggled, this, &TemplateInputField::onEdited);
        return;
    }
    if (isStructured(m_input)) {
        m_text = new MultiLineField(this);
        m_text->setValue(m_initial);
        m_text->setFont(monospaceFont(this));
        m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * 5);
        connect(m_text, &MultiLineField::textChanged, this, &TemplateInputField::onEdited);
        return;
    }
    m_line = new QLineEdit(m_initial, this);
    if (isInteger(m_input))
        m_line->setInputMethodHints(Qt::ImhDigitsOnly);
    if (m_input.type == "path"_L1)
        m_line->setFont(monospaceFont(this));
    if (looksSecret(m_input.name))
        hideValue();
    if (m_input.generated && !locked)
        m_line->setPlaceholderText(tr("made by the daemon when left empty"));
    connect(m_line, &QLineEdit::textChanged, this, &TemplateInputField::onEdited);
}

void TemplateInputField::hideValue()
{
    m_line->setEchoMode(QLineEdit::Password);
    QAction *reveal = m_line->addAction(Icon::get(Icon::Name::Reveal), QLineEdit::TrailingPosition);
    reveal->setObjectName(u"reveal_"_s + m_input.name);
    reveal->setCheckable(true);
    const auto tell = [this, reveal](bool revealed) {
        m_line->setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
        reveal->setIcon(Icon::get(revealed ? Icon::Name::Hide : Icon::Name::Reveal));
        reveal->setText(revealed ? tr("Hide") : tr("Show"));
        reveal->setToolTip(reveal->text());
    };
    connect(reveal, &QAction::toggled, this, tell);
    tell(false);
}

QString TemplateInputField::hintText(bool locked) const
{
    QStringList parts;
    if (!m_input.type.isEmpty() && m_input.type != "str"_L1 && m_input.type != "string"_L1)
        parts.append(m_input.type);
    if (!m_input.defaultValue.isEmpty())
        parts.append(looksSecret(m_input.name) ? tr("has a default")
                                               : tr("default: %1").arg(m_input.defaultValue));
    if (locked)
        parts.append(tr("immutable: cannot be changed"));
    else if (m_input.immutable)
        parts.append(tr("cannot be changed later"));
    return parts.join(u" · "_s);
}

QString TemplateInputField::value() const
{
    if (m_check)
        return m_check->isChecked() ? u"true"_s : u"false"_s;
    return m_text ? m_text->value() : m_line->text();
}

bool TemplateInputField::isChanged() const
{
    return m_edited;
}

void TemplateInputField::setValue(const QString &value)
{
    if (m_check)
        m_check->setChecked(isTrue(value));
    else if (m_text)
        m_text->setValue(value);
    else
        m_line->setText(value);
}

QString TemplateInputField::localProblem() const
{
    const QString text = value().trimmed();
    if (text.isEmpty())
        return m_input.required && !m_input.generated && m_input.defaultValue.isEmpty()
            ? tr("This template needs a value here.")
            : QString();
    if (isInteger(m_input)) {
        bool ok = false;
        (void)text.toLongLong(&ok);
        if (!ok)
            return tr("Write a whole number, for example 8080.");
    }
    return {};
}

void TemplateInputField::showProblem()
{
    m_touched = true;
    updateProblem();
}

void TemplateInputField::setDaemonError(const QString &words, bool onceTouched)
{
    m_daemonError = words;
    m_onceTouched = onceTouched;
    updateProblem();
}

QString TemplateInputField::labelText() const
{
    return m_input.required ? m_input.name + u" *"_s : m_input.name;
}

QWidget *TemplateInputField::editor() const
{
    if (m_check)
        return m_check;
    if (m_line)
        return m_line;
    return m_text;
}

void TemplateInputField::focusEditor()
{
    editor()->setFocus(Qt::OtherFocusReason);
}

void TemplateInputField::onEdited()
{
    m_touched = true;
    m_edited = true;
    m_daemonError.clear(); // it was about another value
    updateProblem();
    emit valueChanged();
}

void TemplateInputField::updateProblem()
{
    const QString local = m_touched ? localProblem() : QString();
    const bool daemonCounts = m_touched || !m_onceTouched;
    m_field->setProblem(local.isEmpty() && daemonCounts ? m_daemonError : local);
}

} // namespace angee
