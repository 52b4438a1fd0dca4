// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/formfield.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

FormField::FormField(const QString &label, QWidget *editor, QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(label, this))
    , m_editor(editor)
    , m_icon(new IconLabel(Icon::get(Icon::Name::Error, ColorRole::Bad), this))
    , m_message(new QLabel(this))
    , m_text(label)
{
    m_label->setBuddy(editor);
    m_message->setObjectName(u"fieldMessage"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    if (editor->accessibleName().isEmpty())
        editor->setAccessibleName(QString(label).remove(u'&'));
    auto *messageRow = new QHBoxLayout;
    messageRow->setSpacing(spacing(1, this));
    messageRow->addWidget(m_icon, 0, Qt::AlignTop);
    messageRow->addWidget(m_message, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(1, this));
    column->addWidget(m_label);
    column->addWidget(editor);
    column->addLayout(messageRow);
    setFocusProxy(editor);
    updateMessage();
}

FormField::~FormField() = default;

void FormField::setHint(const QString &hint)
{
    m_hint = hint;
    updateMessage();
}

void FormField::setError(const QString &error)
{
    if (error == m_error)
        return;
    m_error = error;
    updateMessage();
}

void FormField::setRequired(bool required)
{
    m_label->setText(required ? tr("%1 (required)").arg(m_text) : m_text);
}

void FormField::updateMessage()
{
    const bool wrong = !m_error.isEmpty();
    const QString words = wrong ? m_error : m_hint;
    m_icon->setVisible(wrong);
    m_message->setVisible(!words.isEmpty());
    m_message->setText(words);
    // By role, so that it follows the theme.
    m_message->setForegroundRole(wrong ? QPalette::BrightText : QPalette::PlaceholderText);
    m_editor->setAccessibleDescription(words);
}

} // namespace angee
