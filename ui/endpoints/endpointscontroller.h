// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/backgroundtask.h"
#include "core/settings/mintedlist.h"
#include "ui/panes/panecontroller.h"
#include "ui/widgets/secretclipboard.h"

#include <QHash>

namespace angee {

class EndpointsPane;
struct MintedToken;

//! \brief Fills the pane of endpoints, asks an address whether it answers, and mints tokens, of
//! which it keeps fingerprints alone. A probe carries no token and follows nothing.
class EndpointsController final : public PaneController
{
    Q_OBJECT

public:
    EndpointsController(Session *session, EndpointsPane *pane, QObject *parent = nullptr);
    ~EndpointsController() override;

private:
    void show(const LiveUpdatePtr &update) override;
    void showRoutes();
    void onDaemonChanged();
    void mint();
    void remember(const MintedToken &token);
    void readMinted();
    void probe(const QString &service, const QString &address);
    void openAddress(const QString &address);
    void copyLogAddress(const QString &service);
    void copyWithToken(const QString &service, const QString &address);
    [[nodiscard]] QString mintedPath() const;
    [[nodiscard]] QString logAddress(const QString &service) const;
    void say(const QString &words);

    EndpointsPane *m_pane;
    SecretClipboard m_clipboard;
    QHash<QString, QString> m_probes; // by service
    BackgroundTask m_reading;
};

} // namespace angee
