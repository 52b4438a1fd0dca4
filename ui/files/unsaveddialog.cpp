// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/unsaveddialog.h"

#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

UnsavedDialog::UnsavedDialog(const QString &file, bool draftsOn, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"unsavedDialog"_s);
    setWindowTitle(tr("Close %1").arg(file));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *text =
        new QLabel(draftsOn ? tr("What you typed is not on the server. It can stay on this "
                                 "computer as a draft.")
                            : tr("What you typed is not on the server, and drafts are off "
                                 "for this file: closing loses it."),
                   this);
    text->setObjectName(u"unsavedText"_s);
    text->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(this);
    const auto add = [this, buttons](const QString &name, const QString &label, auto outcome) {
        QPushButton *button = buttons->addButton(label, QDialogButtonBox::ActionRole);
        button->setObjectName(name);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, outcome] {
            accept();
            (this->*outcome)();
        });
        return button;
    };
    QPushButton *stay = buttons->addButton(tr("Keep editing"), QDialogButtonBox::RejectRole);
    stay->setObjectName(u"unsavedStayButton"_s);
    stay->setDefault(true);
    connect(stay, &QPushButton::clicked, this, &QDialog::reject);
    setButtonRole(add(u"unsavedSaveButton"_s, tr("Save and close"), &UnsavedDialog::saveRequested),
                  ButtonRole::Prominent);
    if (draftsOn)
        add(u"unsavedDraftButton"_s, tr("Keep a draft"), &UnsavedDialog::keepDraftRequested);
    setButtonRole(add(u"unsavedDiscardButton"_s, tr("Discard"), &UnsavedDialog::discardRequested),
                  ButtonRole::Destructive);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(buttons);
}

UnsavedDialog::~UnsavedDialog() = default;

} // namespace angee
