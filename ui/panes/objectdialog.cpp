// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/objectdialog.h"

#include "core/daemon/operatordaemonerror.h"
#include "ui/widgets/fittingscroll.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/refusalview.h"
#include "ui/widgets/words.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    setLabelText(label, text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

ObjectDialog::ObjectDialog(const QString &title, QWidget *parent)
    : QDialog(parent)
    , m_context(plainLabel({}, this))
    , m_body(new QWidget(this))
    , m_bodyLayout(new QVBoxLayout(m_body))
    , m_progress(plainLabel({}, this))
    , m_refusal(new RefusalView(this))
    , m_buttons(new QDialogButtonBox(this))
    , m_close(m_buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole))
{
    setWindowTitle(title);
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    m_context->setObjectName(u"dialogContext"_s);
    m_progress->setObjectName(u"dialogProgress"_s);
    m_progress->hide();
    m_refusal->setObjectName(u"dialogRefusal"_s);
    m_bodyLayout->setContentsMargins({});
    m_bodyLayout->setSpacing(spacing(2, this));

    m_close->setObjectName(u"dialogClose"_s);
    m_close->setAutoDefault(false);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(spacing(3, this));
    layout->setContentsMargins(spacing(4, this), spacing(4, this), spacing(4, this),
                               spacing(4, this));
    layout->addWidget(m_context);
    layout->addWidget(m_body, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_refusal);
    layout->addWidget(m_buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 84);
}

ObjectDialog::~ObjectDialog() = default;

void ObjectDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    const QWidget *chosen = focusWidget();
    if (chosen && m_body->isAncestorOf(chosen))
        return;
    for (QWidget *widget = m_body->nextInFocusChain(); widget != m_body;
         widget = widget->nextInFocusChain()) {
        const bool isField = m_body->isAncestorOf(widget) && widget->isVisibleTo(this)
            && widget->isEnabledTo(this) && (widget->focusPolicy() & Qt::TabFocus)
            && !widget->focusProxy() && !qobject_cast<QScrollArea *>(widget);
        if (isField) {
            widget->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

void ObjectDialog::setContext(const QString &profile, const QString &stack)
{
    const QString where = quotedName(profile);
    setLabelLine(m_context,
                 stack.isEmpty() ? tr("Profile %1").arg(where)
                                 : tr("Profile %1 › stack %2").arg(where, quotedName(stack)));
}

void ObjectDialog::setWhyNoChanges(const QString &text)
{
    if (m_whyNoChanges == text)
        return;
    m_whyNoChanges = text;
    updateActions();
}

void ObjectDialog::setBusy(const QString &words)
{
    m_busy = !words.isEmpty();
    if (m_busy)
        m_focusBefore = focusWidget(); // what is disabled loses it
    m_body->setEnabled(!m_busy);
    setLabelText(m_progress, words);
    m_progress->setVisible(m_busy);
    m_close->setText(m_busy ? tr("Close, it goes on in Tasks") : tr("Cancel"));
    if (m_busy)
        setRefusal({});
    updateActions();
    if (QWidget *before = m_focusBefore; !m_busy && before) {
        m_focusBefore.clear();
        before->setFocus(Qt::OtherFocusReason);
    }
    growToFit(this);
}

void ObjectDialog::setRefusal(const QString &words)
{
    m_refusal->setWords(words);
}

void ObjectDialog::setFailure(const OperatorDaemonError &error)
{
    setBusy({});
    setRefusal(error.summary());
}

QPushButton *ObjectDialog::addActionButton(const QString &text, const QString &name,
                                           ButtonRole role)
{
    QPushButton *button = m_buttons->addButton(text, QDialogButtonBox::AcceptRole);
    button->setObjectName(name);
    button->setAutoDefault(false);
    setButtonRole(button, role);
    return button;
}

void ObjectDialog::setPossible(QPushButton *button, const QString &whyNot)
{
    const QString reason = m_whyNoChanges.isEmpty() ? whyNot : m_whyNoChanges;
    button->setEnabled(!m_busy && reason.isEmpty());
    button->setToolTip(reason);
}

} // namespace angee
