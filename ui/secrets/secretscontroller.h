// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/secret.h"
#include "ui/panes/panecontroller.h"
#include "ui/widgets/secretclipboard.h"

namespace angee {

class SecretsPane;

//! \brief What the secrets pane asks for, done: set, delete, reveal and copy on demand.
//!
//! Values pass through here and stay nowhere: not in the journal, not in a task, not in a model.
class SecretsController final : public PaneController
{
    Q_OBJECT

public:
    SecretsController(Session *session, SecretsPane *pane, QObject *parent = nullptr);
    ~SecretsController() override;

    void openSetDialog(const QString &name);

private:
    void show(const LiveUpdatePtr &update) override;
    void askToDelete(const QString &name);
    //! What the newest snapshot tells of it; only the name where that is all there is.
    [[nodiscard]] Secret known(const QString &name) const;
    void fetch(const QString &name, bool copy);

    SecretsPane *m_pane;
    SecretClipboard m_clipboard;
};

} // namespace angee
