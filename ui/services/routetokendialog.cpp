// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/services/routetokendialog.h"

#include "core/base/relativetime.h"

#include <QLabel>
#include <QLineEdit>

namespace angee {

using namespace Qt::StringLiterals;

RouteTokenDialog::RouteTokenDialog(const QString &service, const QString &actor,
                                   SecretClipboard *clipboard, QWidget *parent)
    : MintDialog({.title = tr("Mint route token for service \"%1\"").arg(service),
                  .explanation = tr("It opens the routes and the log stream of this service and "
                                    "nothing else. It cannot be taken back before it expires."),
                  .tokenName = tr("Route token")},
                 clipboard, parent)
    , m_expiry(plainLabel({}, this))
{
    setObjectName(u"routeTokenDialog"_s);
    this->actor()->setText(actor);
    m_expiry->setObjectName(u"tokenExpiry"_s);
    addDetails(m_expiry);
    connect(&m_tick, &QTimer::timeout, this, &RouteTokenDialog::updateExpiry);
}

RouteTokenDialog::~RouteTokenDialog() = default;

void RouteTokenDialog::request(const QString &actor, const QString &ttl)
{
    emit mintRequested(actor, ttl);
}

void RouteTokenDialog::showDetails(const MintedToken &token)
{
    m_expiresAt = token.expiresAt;
    updateExpiry();
    m_tick.start(1000);
}

void RouteTokenDialog::updateExpiry()
{
    const qint64 left = QDateTime::currentDateTimeUtc().secsTo(m_expiresAt);
    if (left <= 0) {
        m_tick.stop();
        m_expiry->setText(tr("Expired."));
        return;
    }
    m_expiry->setText(tr("Expires in %1, at %2.").arg(shortDuration(left), exactTime(m_expiresAt)));
}

} // namespace angee
