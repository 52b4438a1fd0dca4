// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/templates/resolvetemplatedialog.h"

#include "core/base/ansi.h"
#include "ui/panes/objectdialog.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

ResolveTemplateDialog::ResolveTemplateDialog(QWidget *parent)
    : QDialog(parent)
    , m_name(new QLineEdit)
    , m_kind(new QComboBox)
    , m_verdict(plainLabel({}, this))
    , m_list(new QTreeWidget)
{
    setObjectName(u"resolveTemplateDialog"_s);
    setWindowTitle(tr("Resolve template name"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    m_name->setObjectName(u"resolveName"_s);
    m_name->setAccessibleName(tr("Name or ref"));
    m_kind->setObjectName(u"resolveKind"_s);
    m_kind->setAccessibleName(tr("Kind"));
    m_kind->addItem(tr("any"), QString());
    for (const QString &kind : {u"workspace"_s, u"service"_s, u"stack"_s, u"project"_s})
        m_kind->addItem(kind, kind);
    m_verdict->setObjectName(u"resolveVerdict"_s);
    m_list->setObjectName(u"resolveList"_s);
    m_list->setAccessibleName(tr("Templates found"));
    m_list->setRootIsDecorated(false);
    m_list->setHeaderLabels({tr("Ref"), tr("Kind"), tr("Name"), tr("Path")});
    m_list->setColumnWidth(0, fontMetrics().averageCharWidth() * 28);

    auto *rows = new QFormLayout;
    rows->addRow(tr("&Name or ref"), m_name);
    rows->addRow(tr("&Kind"), m_kind);
    auto *buttons = new QDialogButtonBox;
    m_find = buttons->addButton(tr("Resolve"), QDialogButtonBox::ActionRole);
    m_find->setObjectName(u"resolveButton"_s);
    m_find->setDefault(true);
    m_show = buttons->addButton(tr("Show in catalogue"), QDialogButtonBox::ActionRole);
    m_show->setObjectName(u"resolveShowButton"_s);
    m_show->setAutoDefault(false);
    auto *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(spacing(2, this));
    layout->addLayout(rows);
    layout->addWidget(m_verdict);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 90);

    connect(m_name, &QLineEdit::textChanged, this, &ResolveTemplateDialog::forget);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ResolveTemplateDialog::forget);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this,
            &ResolveTemplateDialog::updateButtons);
    connect(m_list, &QTreeWidget::itemActivated, this, &ResolveTemplateDialog::onChoose);
    connect(m_find, &QPushButton::clicked, this, &ResolveTemplateDialog::onFind);
    connect(m_show, &QPushButton::clicked, this, &ResolveTemplateDialog::onChoose);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    updateButtons();
}

ResolveTemplateDialog::~ResolveTemplateDialog() = default;

//! An answer holds for the question it was given to.
void ResolveTemplateDialog::forget()
{
    m_list->clear();
    if (!m_busy)
        m_verdict->clear();
    updateButtons();
}

void ResolveTemplateDialog::onFind()
{
    if (m_busy)
        return;
    m_busy = true;
    m_asked = {m_name->text(), m_kind->currentData().toString()};
    m_name->setFocus(Qt::OtherFocusReason); // Enter asks again
    m_verdict->setText(tr("Asking the daemon…"));
    m_list->clear();
    updateButtons();
    emit resolveRequested(m_name->text().trimmed(), m_kind->currentData().toString());
}

void ResolveTemplateDialog::setFound(const QList<TemplateDescriptor> &found)
{
    m_busy = false;
    if (m_asked != QPair(m_name->text(), m_kind->currentData().toString()))
        return forget();
    for (const TemplateDescriptor &descriptor : found)
        m_list->addTopLevelItem(new QTreeWidgetItem(
            {descriptor.ref, descriptor.kind, descriptor.name, descriptor.path}));
    if (found.isEmpty())
        m_verdict->setText(tr("The stack has no such template."));
    else if (found.size() == 1)
        m_verdict->setText(tr("It names this template."));
    else
        m_verdict->setText(tr("It is ambiguous: %n templates answer to it. Use the ref.", nullptr,
                              int(found.size())));
    if (!found.isEmpty())
        m_list->setCurrentItem(m_list->topLevelItem(0));
    updateButtons();
}

void ResolveTemplateDialog::setFailure(const OperatorDaemonError &error)
{
    m_busy = false;
    m_verdict->setText(withoutAnsi(error.summary()));
    updateButtons();
}

void ResolveTemplateDialog::onChoose()
{
    if (!m_list->currentItem())
        return;
    emit chosen(m_list->currentItem()->text(0));
    accept();
}

void ResolveTemplateDialog::updateButtons()
{
    const bool named = !m_name->text().trimmed().isEmpty();
    m_find->setEnabled(!m_busy && named);
    m_find->setToolTip(named ? QString() : tr("Give a name or a ref first."));
    m_show->setEnabled(m_list->currentItem());
}

} // namespace angee
