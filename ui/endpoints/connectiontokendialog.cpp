// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/endpoints/connectiontokendialog.h"

#include "core/base/relativetime.h"
#include "core/model/tokenclaims.h"
#include "ui/widgets/factlist.h"

#include <QLineEdit>

namespace angee {

using namespace Qt::StringLiterals;

ConnectionTokenDialog::ConnectionTokenDialog(SecretClipboard *clipboard, QWidget *parent)
    : MintDialog({.title = tr("Mint connection token"),
                  .explanation = tr(
                      "Whoever has it can do everything on this stack until it expires, and it "
                      "cannot be taken back before. The daemon writes the scope into it and does "
                      "not enforce it."),
                  .tokenName = tr("Connection token")},
                 clipboard, parent)
    , m_scope(new QLineEdit)
    , m_claims(new FactList)
{
    setObjectName(u"connectionTokenDialog"_s);
    m_scope->setObjectName(u"tokenScope"_s);
    m_scope->setAccessibleName(tr("Scope"));
    m_scope->setPlaceholderText(tr("Optional, separated by commas"));
    m_claims->setObjectName(u"tokenClaims"_s);
    addRow(tr("&Scope (not enforced)"), m_scope);
    addDetails(m_claims);
}

ConnectionTokenDialog::~ConnectionTokenDialog() = default;

void ConnectionTokenDialog::request(const QString &actor, const QString &ttl)
{
    QStringList scope;
    const QStringList items = m_scope->text().split(u',');
    for (const QString &item : items) {
        if (!item.trimmed().isEmpty())
            scope.append(item.trimmed());
    }
    emit mintRequested(actor, scope, ttl);
}

void ConnectionTokenDialog::showDetails(const MintedToken &token)
{
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
}

} // namespace angee
