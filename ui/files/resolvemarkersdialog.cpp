// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/resolvemarkersdialog.h"

#include "core/base/visibletext.h"
#include "ui/files/conflictview.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

ResolveMarkersDialog::ResolveMarkersDialog(const QString &path, const MarkedText &text,
                                           QWidget *parent)
    : QDialog(parent)
    , m_view(new ConflictView(this))
{
    setObjectName(u"resolveMarkersDialog"_s);
    setWindowTitle(
        tr("Resolve conflicts in %1").arg(quotedName(path.sliced(path.lastIndexOf(u'/') + 1))));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(parent->window()->size() * 9 / 10);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *cancel = buttons->addButton(tr("Leave the markers"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(u"resolveCancelButton"_s);
    cancel->setAutoDefault(false); // Enter belongs to the choices
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_view, 1);
    layout->addWidget(buttons);
    m_view->setLanguageOf(path);
    m_view->startMarked(text);
    connect(m_view, &ConflictView::mergeAccepted, this,
            [this](const QByteArray &merged, bool save) {
                emit resolved(merged, save);
                accept();
            });
    m_view->takeFocus();
}

ResolveMarkersDialog::~ResolveMarkersDialog() = default;

} // namespace angee
