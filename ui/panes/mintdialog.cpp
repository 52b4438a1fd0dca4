// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/mintdialog.h"

#include "core/model/names.h"
#include "core/settings/connectionsettings.h"
#include "ui/widgets/fittingscroll.h"
#include "ui/widgets/problemfield.h"
#include "ui/widgets/secretclipboard.h"
#include "ui/widgets/secretfield.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

MintDialog::MintDialog(const Texts &texts, SecretClipboard *clipboard, QWidget *parent)
    : ObjectDialog(texts.title, parent)
    , m_actor(new QLineEdit)
    , m_ttl(new QLineEdit)
    , m_rows(new QFormLayout)
    , m_token(new SecretField)
    , m_mint(addActionButton(tr("Mint"), u"mintTokenButton"_s, ButtonRole::Prominent))
    , m_clipboard(clipboard)
{
    m_actor->setObjectName(u"tokenActor"_s);
    m_actor->setAccessibleName(tr("Actor"));
    m_ttl->setObjectName(u"tokenTtl"_s);
    m_ttl->setAccessibleName(tr("Lifetime"));
    m_ttl->setPlaceholderText(u"1h"_s);
    m_actorField = new ProblemField(m_actor, tr("Who will use it; the name is written in it."));
    m_ttlField = new ProblemField(m_ttl, tr("At most 24h, for example 30m or 8h."));
    m_mint->setDefault(true);

    body()->addWidget(plainLabel(texts.explanation, this));
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_rows->addRow(tr("&Actor"), m_actorField);
    m_rows->addRow(tr("&Lifetime"), m_ttlField);
    body()->addLayout(m_rows);
    m_result = makeResult(texts.tokenName);
    body()->addWidget(m_result);
    m_result->hide();

    connect(m_actor, &QLineEdit::textChanged, this, &MintDialog::updateActions);
    connect(m_ttl, &QLineEdit::textChanged, this, &MintDialog::updateActions);
    connect(m_mint, &QPushButton::clicked, this, &MintDialog::onMint);
    MintDialog::updateActions();
}

MintDialog::~MintDialog()
{
    m_token->clear();
}

QWidget *MintDialog::makeResult(const QString &tokenName)
{
    m_token->setObjectName(u"mintedToken"_s);
    m_token->setReadOnly(true);
    m_token->lineEdit()->setAccessibleName(tokenName);
    auto *copy = new QPushButton(tr("Copy"));
    copy->setObjectName(u"copyTokenButton"_s);
    copy->setAccessibleName(tr("Copy token"));
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [this] { m_clipboard->copy(m_token->text()); });
    auto *line = new QHBoxLayout;
    line->addWidget(m_token, 1);
    line->addWidget(copy);
    auto *result = new QWidget(this);
    auto *column = new QVBoxLayout(result);
    column->setContentsMargins({});
    column->addWidget(plainLabel(tr("The token, shown only here and only now. A copy leaves the "
                                    "clipboard after 30 seconds."),
                                 this));
    column->addLayout(line);
    return result;
}

void MintDialog::addRow(const QString &label, QWidget *field)
{
    m_rows->insertRow(1, label, field);
    // Made after the lifetime, above which it stands.
    setTabOrder(m_actor, field);
    setTabOrder(field, m_ttl);
}

void MintDialog::addDetails(QWidget *details)
{
    m_result->layout()->addWidget(details);
}

QString MintDialog::whyNotMint() const
{
    if (m_actor->text().trimmed().isEmpty())
        return tr("Name an actor.");
    return problemWithTtl(m_ttl->text().trimmed(), longestTokenTtl);
}

void MintDialog::updateActions()
{
    m_ttlField->setProblem(problemWithTtl(m_ttl->text().trimmed(), longestTokenTtl));
    m_actorField->setProblem({});
    setPossible(m_mint, whyNotMint());
}

void MintDialog::onMint()
{
    if (!canAct() || !whyNotMint().isEmpty())
        return;
    m_token->clear();
    m_result->hide();
    setBusy(tr("Minting…"));
    request(m_actor->text().trimmed(), m_ttl->text().trimmed());
}

void MintDialog::setToken(const MintedToken &token)
{
    setBusy({});
    setRefusal({});
    m_token->setText(QString::fromLatin1(token.token));
    showDetails(token);
    m_result->show();
    m_mint->setText(tr("Mint another"));
    setButtonRole(m_mint, ButtonRole::Normal);
    closeButton()->setText(tr("Close"));
    closeButton()->setDefault(true);
    growToFit(this);
}

void MintDialog::setFailure(const OperatorDaemonError &error)
{
    setBusy({});
    const QString words = error.summary();
    if (error.words.contains("actor"_L1))
        m_actorField->setProblem(words);
    else if (error.words.contains("ttl"_L1))
        m_ttlField->setProblem(words);
    else
        setRefusal(words);
}

} // namespace angee
