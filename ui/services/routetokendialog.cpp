// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/services/routetokendialog.h"

#include "core/base/relativetime.h"
#include "core/model/names.h"
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

constexpr std::chrono::seconds longestTtl = std::chrono::hours(24);

}

RouteTokenDialog::RouteTokenDialog(const QString &service, const QString &actor,
                                   SecretClipboard *clipboard, QWidget *parent)
    : ObjectDialog(tr("Mint route token for service \"%1\"").arg(service), parent)
    , m_actor(new QLineEdit(actor))
    , m_ttl(new QLineEdit)
    , m_result(new QWidget)
    , m_token(new SecretField)
    , m_expiry(plainLabel({}, this))
    , m_mint(addActionButton(tr("Mint"), u"mintTokenButton"_s, ButtonRole::Prominent))
    , m_clipboard(clipboard)
{
    setObjectName(u"routeTokenDialog"_s);
    m_actor->setObjectName(u"tokenActor"_s);
    m_actor->setAccessibleName(tr("Actor"));
    m_ttl->setObjectName(u"tokenTtl"_s);
    m_ttl->setAccessibleName(tr("Lifetime"));
    m_ttl->setPlaceholderText(u"1h"_s);
    m_actorField = new ProblemField(m_actor, tr("Who will use it; the name is written in it."));
    m_ttlField = new ProblemField(m_ttl, tr("At most 24h, for example 30m or 8h."));
    m_token->setObjectName(u"mintedToken"_s);
    m_token->setReadOnly(true);
    m_token->lineEdit()->setAccessibleName(tr("Route token"));
    m_expiry->setObjectName(u"tokenExpiry"_s);
    m_mint->setDefault(true);

    body()->addWidget(plainLabel(tr("It opens the routes and the log stream of this service and "
                                    "nothing else. It cannot be taken back before it expires."),
                                 this));
    auto *rows = new QFormLayout;
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    rows->addRow(tr("&Actor"), m_actorField);
    rows->addRow(tr("&Lifetime"), m_ttlField);
    body()->addLayout(rows);

    auto *copy = new QPushButton(tr("Copy"));
    copy->setObjectName(u"copyTokenButton"_s);
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
    result->addWidget(m_expiry);
    body()->addWidget(m_result);
    m_result->hide();

    connect(m_actor, &QLineEdit::textChanged, this, &RouteTokenDialog::updateActions);
    connect(m_ttl, &QLineEdit::textChanged, this, &RouteTokenDialog::updateActions);
    connect(m_mint, &QPushButton::clicked, this, &RouteTokenDialog::onMint);
    connect(&m_tick, &QTimer::timeout, this, &RouteTokenDialog::updateExpiry);
    updateActions();
}

RouteTokenDialog::~RouteTokenDialog()
{
    m_token->clear();
}

QString RouteTokenDialog::whyNotMint() const
{
    if (m_actor->text().trimmed().isEmpty())
        return tr("Name an actor.");
    return problemWithTtl(m_ttl->text(), longestTtl);
}

void RouteTokenDialog::updateActions()
{
    m_ttlField->setProblem(problemWithTtl(m_ttl->text(), longestTtl));
    m_actorField->setProblem({});
    setPossible(m_mint, whyNotMint());
}

void RouteTokenDialog::onMint()
{
    if (!canAct() || !whyNotMint().isEmpty())
        return;
    m_token->clear();
    m_result->hide();
    setBusy(tr("Minting…"));
    emit mintRequested(m_actor->text().trimmed(), m_ttl->text());
}

void RouteTokenDialog::setToken(const MintedToken &token)
{
    setBusy({});
    setRefusal({});
    m_token->setText(QString::fromLatin1(token.token));
    m_expiresAt = token.expiresAt;
    m_result->show();
    m_mint->setText(tr("Mint another"));
    setButtonRole(m_mint, ButtonRole::Normal);
    closeButton()->setText(tr("Close"));
    closeButton()->setDefault(true);
    updateExpiry();
    m_tick.start(1000);
    growToFit(this);
}

void RouteTokenDialog::setFailure(const OperatorDaemonError &error)
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
