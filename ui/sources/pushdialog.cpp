// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/sources/pushdialog.h"

#include "core/model/names.h"
#include "core/model/source.h"
#include "ui/sources/sourcesmodel.h"
#include "ui/widgets/problemfield.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace angee {

using namespace Qt::StringLiterals;

PushDialog::PushDialog(const Source &source, QWidget *parent)
    : ObjectDialog(tr("Push source \"%1\"").arg(source.name), parent)
    , m_ref(new QLineEdit)
    , m_push(addActionButton(tr("Push"), u"pushButton"_s, ButtonRole::Prominent))
{
    setObjectName(u"pushDialog"_s);
    m_ref->setObjectName(u"pushRef"_s);
    m_ref->setAccessibleName(tr("Ref to push"));
    m_ref->setPlaceholderText(sourceReference(source));
    const QString upstream = source.upstream.isEmpty() ? tr("its remote") : source.upstream;
    body()->addWidget(plainLabel(
        source.ahead > 0
            ? tr("The daemon runs git push: what %2 has ahead of %3 goes there, where others see "
                 "it "
                 "(commits: %1).")
                  .arg(QString::number(source.ahead), sourceReference(source), upstream)
            : tr("The daemon runs git push. As far as it has told, there is nothing on %1 that %2 "
                 "lacks.")
                  .arg(sourceReference(source), upstream),
        this));
    auto *rows = new QFormLayout;
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_refField = new ProblemField(m_ref, tr("Empty: the branch it stands on, to its upstream."));
    rows->addRow(tr("&Ref"), m_refField);
    connect(m_ref, &QLineEdit::textChanged, this, &PushDialog::updateActions);
    body()->addLayout(rows);
    closeButton()->setDefault(true);
    connect(m_push, &QPushButton::clicked, this,
            [this] { emit pushRequested(m_ref->text().trimmed()); });
    updateActions();
}

PushDialog::~PushDialog() = default;

void PushDialog::updateActions()
{
    const QString problem = problemWithGitRef(m_ref->text().trimmed());
    m_refField->setProblem(problem);
    setPossible(m_push, problem);
}

} // namespace angee
