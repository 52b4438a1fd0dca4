// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/reviewdialog.h"

#include "ui/files/comparisonview.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

ReviewDialog::ReviewDialog(const QString &title, const QString &verb, QWidget *parent)
    : QDialog(parent)
    , m_diff(new ComparisonView(this))
{
    setObjectName(u"reviewDialog"_s);
    setWindowTitle(title);
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(900, 600);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *cancel = buttons->addButton(verb.isEmpty() ? tr("Close") : tr("Keep editing"),
                                             QDialogButtonBox::RejectRole);
    cancel->setObjectName(u"reviewCancelButton"_s);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    if (!verb.isEmpty()) {
        QPushButton *go = buttons->addButton(verb, QDialogButtonBox::AcceptRole);
        go->setObjectName(u"reviewConfirmButton"_s);
        setButtonRole(go, ButtonRole::Prominent);
        connect(go, &QPushButton::clicked, this, [this] {
            emit confirmed();
            accept();
        });
    }
    cancel->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_diff, 1);
    layout->addWidget(buttons);
}

ReviewDialog::~ReviewDialog() = default;

void ReviewDialog::compare(const QByteArray &before, const QByteArray &after)
{
    m_diff->compare(before, after);
}

} // namespace angee
