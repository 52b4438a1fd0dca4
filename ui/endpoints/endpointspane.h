// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/settings/mintedlist.h"
#include "ui/endpoints/endpointsmodel.h"
#include "ui/panes/listpane.h"

class QTreeWidget;

namespace angee {

class FactList;

//! \brief Every way into the stack from outside: routes, the daemon's own addresses, and the tokens
//! that were minted here, of which only fingerprints are known.
//!
//! Announces what is wanted and shows what it is told; knows no daemon.
class EndpointsPane final : public ListPane
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndpointsPane)

public:
    explicit EndpointsPane(QWidget *parent = nullptr);
    ~EndpointsPane() override;

    //! Not \a known: there is no snapshot that tells.
    void setRoutes(const QList<EndpointRecord> &routes, bool known);
    //! \a type and \a domain of the ingress, the daemon's address and that of its MCP description.
    void setIngress(const QString &type, const QString &domain, const QString &daemon,
                    const QString &mcp);
    void setMinted(const QList<MintedEntry> &entries);

signals:
    void mintRequested();
    void openAddressRequested(const QString &address);
    void probeRequested(const QString &service, const QString &address);
    //! The route's address with a token that has to be minted.
    void addressWithTokenRequested(const QString &service, const QString &address);
    //! The address of the service's log, without a token.
    void logAddressRequested(const QString &service);

protected:
    void onSelectionChanged() override;
    void onEmptyAction() override;

private:
    void makeActions();
    [[nodiscard]] QString address() const;
    [[nodiscard]] QString webAddress() const;

    EndpointsModel *m_model;
    QAction *m_open = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_probe = nullptr;
    QAction *m_copyWithToken = nullptr;
    QAction *m_log = nullptr;
    QAction *m_mint = nullptr;
    FactList *m_facts = nullptr;
    QTreeWidget *m_minted = nullptr;
};

} // namespace angee
