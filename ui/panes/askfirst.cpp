// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/askfirst.h"

#include "core/session/session.h"
#include "ui/widgets/confirmdialog.h"

namespace angee {

void askFirst(const Session &session, QWidget *pane, const QString &title, const QString &text,
              const QString &verb, const std::function<void()> &then)
{
    if (session.protection() != Protection::Confirm)
        return then();
    Confirmation confirmation;
    confirmation.title = title;
    confirmation.profile = session.profileName();
    confirmation.stack = session.stackName();
    confirmation.text = text;
    confirmation.verb = verb;
    confirmation.destructive = false;
    auto *dialog = new ConfirmDialog(confirmation, pane->window());
    QObject::connect(dialog, &ConfirmDialog::confirmed, pane, [dialog, then] {
        dialog->close();
        then();
    });
    dialog->open();
}

} // namespace angee
