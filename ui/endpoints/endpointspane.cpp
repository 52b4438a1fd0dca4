// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/endpoints/endpointspane.h"

#include "core/base/relativetime.h"
#include "core/base/visibletext.h"
#include "ui/endpoints/endpointsdescriptor.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/filtertable.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QTabWidget>
#include <QTreeWidget>
#include <QUrl>

namespace angee {

using namespace Qt::StringLiterals;

EndpointsPane::EndpointsPane(QWidget *parent)
    : ListPane(endpointsDescriptor(), new EndpointsModel, parent)
    , m_model(qobject_cast<EndpointsModel *>(table()->table()))
{
    m_model->setParent(this);
    setEmptyTexts(tr("This stack has no routes."),
                  tr("A service with a route in its declaration is reached from outside through "
                     "the ingress."),
                  {});
    m_facts = new FactList;
    m_facts->setObjectName(u"ingressFacts"_s);
    m_minted = new QTreeWidget;
    m_minted->setObjectName(u"mintedTokens"_s);
    m_minted->setAccessibleName(tr("Tokens minted here"));
    m_minted->setRootIsDecorated(false);
    m_minted->setUniformRowHeights(true);
    m_minted->setHeaderLabels({tr("For"), tr("Opens"), tr("Scope (not enforced)"), tr("Minted"),
                               tr("Expires"), tr("Fingerprint")});
    const int character = fontMetrics().averageCharWidth();
    const QList<int> widths{20, 24, 24, 22, 34, 20};
    for (int column = 0; column < widths.size(); ++column)
        m_minted->setColumnWidth(column, character * widths.at(column));
    auto *tabs = new QTabWidget;
    tabs->setObjectName(u"endpointTabs"_s);
    tabs->setAccessibleName(tr("Tokens, ingress and daemon"));
    tabs->setDocumentMode(true);
    tabs->addTab(m_minted, tr("Tokens minted here"));
    tabs->addTab(m_facts, tr("Ingress and daemon"));
    makeActions();
    setDetail(tabs);
    showLoading();
    onSelectionChanged();
}

EndpointsPane::~EndpointsPane() = default;

void EndpointsPane::makeActions()
{
    m_open = addAction(u"endpointOpen"_s, tr("Open"), Icon::Name::OpenExternal, Placement::Row);
    m_copy = addAction(u"endpointCopy"_s, tr("Copy address"), Icon::Name::Copy, Placement::Row);
    m_probe = addAction(u"endpointProbe"_s, tr("Probe"), Icon::Name::Check, Placement::Row);
    m_copyWithToken = addAction(u"endpointCopyToken"_s, tr("Copy address with token…"),
                                Icon::Name::Unlock, Placement::Row);
    m_log =
        addAction(u"endpointCopyLog"_s, tr("Copy log address"), Icon::Name::Log, Placement::Row);
    m_mint = addAction(u"endpointMint"_s, tr("Mint connection token…"), Icon::Name::Add,
                       Placement::Header);
    connect(m_open, &QAction::triggered, this, [this] { emit openAddressRequested(webAddress()); });
    connect(m_copy, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(address()); });
    connect(m_probe, &QAction::triggered, this,
            [this] { emit probeRequested(table()->currentKey(), webAddress()); });
    connect(m_log, &QAction::triggered, this,
            [this] { emit logAddressRequested(table()->currentKey()); });
    connect(m_copyWithToken, &QAction::triggered, this,
            [this] { emit addressWithTokenRequested(table()->currentKey(), address()); });
    connect(m_mint, &QAction::triggered, this, &EndpointsPane::mintRequested);
}

QString EndpointsPane::address() const
{
    const EndpointRecord *record = m_model->find(table()->currentKey());
    return record ? record->address : QString();
}

//! The daemon tells routes as sockets; the same ways are open to a browser. Empty for what no
//! browser should be given.
QString EndpointsPane::webAddress() const
{
    QUrl url(address(), QUrl::StrictMode);
    if (url.scheme() == "ws"_L1)
        url.setScheme(u"http"_s);
    else if (url.scheme() == "wss"_L1)
        url.setScheme(u"https"_s);
    const bool web = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    return web && url.isValid() && !url.host().isEmpty() ? url.toString(QUrl::FullyEncoded)
                                                         : QString();
}

void EndpointsPane::setRoutes(const QList<EndpointRecord> &routes, bool known)
{
    m_model->setRecords(routes);
    setBadge(known ? int(routes.size()) : -1, false);
    if (known)
        showRows(routes.size());
    onSelectionChanged();
}

void EndpointsPane::setIngress(const QString &type, const QString &domain, const QString &daemon,
                               const QString &mcp)
{
    m_facts->setFacts({{tr("Ingress"), type, false},
                       {tr("Domain"), domain, false},
                       {tr("Daemon"), daemon, true},
                       {tr("MCP description"), mcp, true}});
}

void EndpointsPane::setMinted(const QList<MintedEntry> &entries)
{
    m_minted->clear();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const MintedEntry &entry : entries) {
        const bool ended = entry.expiresAt.isValid() && entry.expiresAt <= now;
        const QString opens = entry.audience == "operator"_L1 ? tr("everything")
            : entry.audience.startsWith("svc:"_L1)
            ? tr("routes of %1").arg(entry.audience.sliced(4))
            : entry.audience;
        auto *item =
            new QTreeWidgetItem({shownLine(entry.actor), shownLine(opens), shownLine(entry.scope),
                                 exactTime(entry.mintedAt),
                                 !entry.expiresAt.isValid() ? tr("not told")
                                     : ended ? tr("expired at %1").arg(exactTime(entry.expiresAt))
                                             : tr("in %1, at %2")
                                                   .arg(shortDuration(now.secsTo(entry.expiresAt)),
                                                        exactTime(entry.expiresAt)),
                                 entry.fingerprint});
        item->setDisabled(ended);
        m_minted->addTopLevelItem(item);
    }
}

void EndpointsPane::onSelectionChanged()
{
    const EndpointRecord *record = m_model->find(table()->currentKey());
    const QString none = record ? QString() : tr("Select a route first.");
    const QString notWeb = record && webAddress().isEmpty()
        ? tr("This is no web address and cannot be opened.")
        : none;
    setPossible(m_open, notWeb, false);
    setPossible(m_probe, notWeb, false);
    setPossible(m_copy, none, false);
    setPossible(m_log, none, false);
    setPossible(m_copyWithToken, none);
    setPossible(m_mint, {});
    setSelectionText(record ? record->service : QString());
}

void EndpointsPane::onEmptyAction() { }

} // namespace angee
