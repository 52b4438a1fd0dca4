// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/gotolinedialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>

namespace angee {

using namespace Qt::StringLiterals;

GoToLineDialog::GoToLineDialog(int line, int lastLine, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"goToLineDialog"_s);
    setWindowTitle(tr("Go to line"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *box = new QSpinBox(this);
    box->setObjectName(u"goToLineBox"_s);
    box->setAccessibleName(tr("Line"));
    box->setRange(1, lastLine);
    box->setValue(line);
    box->selectAll();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *go = buttons->addButton(tr("Go"), QDialogButtonBox::AcceptRole);
    go->setObjectName(u"goToLineButton"_s);
    go->setDefault(true);
    auto *layout = new QFormLayout(this);
    layout->addRow(tr("Line (1 to %L1)").arg(lastLine), box);
    layout->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::accepted, this, [this, box] { emit lineChosen(box->value()); });
}

GoToLineDialog::~GoToLineDialog() = default;

} // namespace angee
