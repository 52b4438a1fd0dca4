// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/endpoints/connectiontokendialog.h"

#include "core/base/relativetime.h"
#include "core/model/names.h"
#include "core/model/tokenclaims.h"
#include "core/settings/connectionsettings.h"
#include "ui/widgets/factlist.h"
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

namespace {

QLineEdit *lineEdit(const QString &objectName, const QString &accessibleName)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(objectName);
    edit->setAccessibleName(accessibleName);
    return edit;
}

} // namespace

ConnectionTokenDialog::ConnectionTokenDialog(SecretClipboard *clipboard, QWidget *parent)
    : ObjectDialog(tr("Mint connection token"), parent)
    , m_actor(lineEdit(u"connectionTokenActor"_s, tr("Actor")))
    , m_scope(lineEdit(u"connectionTokenScope"_s, tr("Scope")))
    , m_ttl(lineEdit(u"connectionTokenTtl"_s, tr("Lifetime")))
    , m_result(new QWidget)
    , m_token(new SecretField)
    , m_claims(new FactList)
    , m_mint(addActionButton(tr("Mint"), u"connectionTokenMint"_s, ButtonRole::Prominent))
    , m_clipboard(clipboard)
{
    setObjectName(u"connectionTokenDialog"_s);
    m_ttl->setPlaceholderText(u"1h"_s);
    m_scope->setPlaceholderText(tr("Optional, separated by commas"));
    m_actorField = new ProblemField(m_actor, tr("Who will use it; the name is written in it."));
    m_ttlField = new ProblemField(m_ttl, tr("At most 24h, for example 30m or 8h."));
    m_mint->setDefault(true);
    body()->addWidget(plainLabel(
        tr("Whoever has it can do everything on this stack until it expires, and it cannot be "
           "taken back before. The daemon writes the scope into it and does not enforce it."),
        this));
    auto *rows = new QFormLayout;
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    rows->addRow(tr("&Actor"), m_actorField);
    rows->addRow(tr("&Scope (not enforced)"), m_scope);
    rows->addRow(tr("&Lifetime"), m_ttlField);
    body()->addLayout(rows);
    makeResult();

    for (QLineEdit *edit : {m_actor, m_scope, m_ttl})
        connect(edit, &QLineEdit::textChanged, this, &ConnectionTokenDialog::updateActions);
    connect(m_mint, &QPushButton::clicked, this, &ConnectionTokenDialog::onMint);
    updateActions();
}

ConnectionTokenDialog::~ConnectionTokenDialog()
{
    m_token->clear();
}

void ConnectionTokenDialog::makeResult()
{
    m_token->setObjectName(u"connectionToken"_s);
    m_token->setReadOnly(true);
    m_token->lineEdit()->setAccessibleName(tr("Connection token"));
    m_claims->setObjectName(u"connectionTokenClaims"_s);
    auto *copy = new QPushButton(tr("Copy"));
    copy->setObjectName(u"connectionTokenCopy"_s);
    copy->setAccessibleName(tr("Copy token"));
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [this] { m_clipboard->copy(m_token->text()); });
    auto *line = new QHBoxLayout;
    line->addWidget(m_token, 1);
    line->addWidget(copy);
    auto *result = new QVBoxLayout(m_result);
    result->setContentsMargins({});
    result->addWidget(plainLabel(tr("The token, shown only here and only now. A copy leaves the "
                                    "clipboard after 30 seconds."),
                                 this));
    result->addLayout(line);
    result->addWidget(m_claims);
    body()->addWidget(m_result);
    m_result->hide();
}

QString ConnectionTokenDialog::whyNotMint() const
{
    if (m_actor->text().trimmed().isEmpty())
        return tr("Name an actor.");
    return problemWithTtl(m_ttl->text().trimmed(), longestTokenTtl);
}

void ConnectionTokenDialog::updateActions()
{
    m_ttlField->setProblem(problemWithTtl(m_ttl->text().trimmed(), longestTokenTtl));
    m_actorField->setProblem({});
    setPossible(m_mint, whyNotMint());
}

void ConnectionTokenDialog::onMint()
{
    if (!canAct() || !whyNotMint().isEmpty())
        return;
    m_token->clear();
    m_result->hide();
    setBusy(tr("Minting…"));
    QStringList scope;
    for (const QString &item : m_scope->text().split(u',', Qt::SkipEmptyParts)) {
        if (!item.trimmed().isEmpty())
            scope.append(item.trimmed());
    }
    emit mintRequested(m_actor->text().trimmed(), scope, m_ttl->text().trimmed());
}

void ConnectionTokenDialog::setToken(const MintedToken &token)
{
    setBusy({});
    setRefusal({});
    m_token->setText(QString::fromLatin1(token.token));
    const TokenClaims claims = readClaims(token.token).value_or(TokenClaims{});
    m_claims->setFacts(
        {{tr("Actor"), claims.subject, false},
         {tr("Opens"), claims.audience.join(u", "_s), false},
         {tr("Scope (not enforced)"), claims.scope.join(u", "_s), false},
         {tr("Issuer"), claims.issuer, false},
         {tr("Issued"), exactTime(claims.issuedAt), false},
         {tr("Expires"), token.expiresAt.isValid() ? exactTime(token.expiresAt) : tr("not told"),
          false},
         {tr("Fingerprint"), tokenFingerprint(token.token), true}});
    m_result->show();
    m_mint->setText(tr("Mint another"));
    setButtonRole(m_mint, ButtonRole::Normal);
    closeButton()->setText(tr("Close"));
    closeButton()->setDefault(true);
    growToFit(this);
}

void ConnectionTokenDialog::setFailure(const OperatorDaemonError &error)
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
