// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/secretfield.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace angee {

using namespace Qt::StringLiterals;

SecretField::SecretField(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_reveal(new QToolButton(this))
{
    m_edit->setObjectName(u"secretText"_s);
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData
                                | Qt::ImhNoAutoUppercase);
    m_edit->setFont(monospaceFont(this));
    m_reveal->setObjectName(u"secretReveal"_s);
    m_reveal->setCheckable(true);
    m_reveal->setIcon(Icon::get(Icon::Name::Reveal));
    m_reveal->setToolTip(tr("Show"));
    m_reveal->setAccessibleName(tr("Show the secret"));
    setFocusProxy(m_edit);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_reveal);

    m_hide.setParent(this); // to be found by name
    m_hide.setObjectName(u"secretHideTimer"_s);
    m_hide.setSingleShot(true);
    m_hide.setInterval(hideAfterMs);
    connect(&m_hide, &QTimer::timeout, this, [this] { setRevealed(false); });
    connect(m_reveal, &QToolButton::toggled, this, &SecretField::setRevealed);
    connect(m_edit, &QLineEdit::textChanged, this, &SecretField::textChanged);
    m_edit->installEventFilter(this);
}

SecretField::~SecretField() = default;

QString SecretField::text() const
{
    return m_edit->text();
}

void SecretField::setText(const QString &text)
{
    m_edit->setText(text);
    m_edit->setCursorPosition(0);
}

void SecretField::clear()
{
    setRevealed(false);
    m_edit->clear();
}

void SecretField::setPlaceholderText(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void SecretField::setReadOnly(bool readOnly)
{
    m_edit->setReadOnly(readOnly);
}

bool SecretField::isRevealed() const
{
    return m_edit->echoMode() == QLineEdit::Normal;
}

void SecretField::setRevealed(bool revealed)
{
    if (isRevealed() == revealed)
        return;
    m_edit->setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    m_reveal->setChecked(revealed);
    m_reveal->setIcon(Icon::get(revealed ? Icon::Name::Hide : Icon::Name::Reveal));
    m_reveal->setToolTip(revealed ? tr("Hide") : tr("Show"));
    m_reveal->setAccessibleName(revealed ? tr("Hide the secret") : tr("Show the secret"));
    if (revealed)
        m_hide.start();
    else
        m_hide.stop();
    emit revealedChanged(revealed);
}

bool SecretField::eventFilter(QObject *watched, QEvent *event)
{
    // The focus that goes to the reveal button beside it stays in this field.
    if (watched == m_edit && event->type() == QEvent::FocusOut && !m_reveal->hasFocus()
        && !m_reveal->isDown())
        setRevealed(false);
    return QWidget::eventFilter(watched, event);
}

} // namespace angee
