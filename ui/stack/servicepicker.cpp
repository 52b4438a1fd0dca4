// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/stack/servicepicker.h"

#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

ServicePicker::ServicePicker(const QStringList &services, QWidget *parent)
    : QDialog(parent)
    , m_list(new QListWidget(this))
{
    setObjectName(u"servicePicker"_s);
    setWindowTitle(tr("Build services"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);

    auto *label =
        new QLabel(services.isEmpty() ? tr("This stack has no container services to build.")
                                      : tr("Container services of this stack:"),
                   this);
    label->setBuddy(m_list);
    m_list->setObjectName(u"servicePickerList"_s);
    m_list->setAccessibleName(tr("Container services"));
    for (const QString &service : services) {
        auto *item = new QListWidgetItem(service, m_list);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_build = buttons->addButton(tr("Build"), QDialogButtonBox::ActionRole);
    m_build->setObjectName(u"servicePickerBuild"_s);
    m_apply = buttons->addButton(tr("Build and apply"), QDialogButtonBox::ActionRole);
    m_apply->setObjectName(u"servicePickerApply"_s);
    setButtonRole(m_build, ButtonRole::Prominent);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::itemChanged, this, &ServicePicker::update);
    connect(m_build, &QPushButton::clicked, this, [this] {
        emit buildChosen(checked());
        close();
    });
    connect(m_apply, &QPushButton::clicked, this, [this] {
        emit buildAndApplyChosen(checked());
        close();
    });
    update();
}

ServicePicker::~ServicePicker() = default;

QStringList ServicePicker::checked() const
{
    QStringList names;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            names.append(m_list->item(row)->text());
    }
    return names;
}

void ServicePicker::update()
{
    const bool any = !checked().isEmpty();
    m_build->setEnabled(any);
    m_apply->setEnabled(any);
    const QString tip = any ? QString() : tr("Choose at least one service.");
    m_build->setToolTip(tip);
    m_apply->setToolTip(tip);
}

} // namespace angee
