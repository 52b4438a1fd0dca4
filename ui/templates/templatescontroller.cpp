// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/templates/templatescontroller.h"

#include "core/daemon/operatordaemon.h"
#include "core/session/session.h"
#include "ui/templates/resolvetemplatedialog.h"
#include "ui/templates/snapshottemplates.h"
#include "ui/templates/templatespane.h"

namespace angee {

TemplatesController::TemplatesController(Session *session, TemplatesPane *pane, QObject *parent)
    : PaneController(session, pane, parent)
    , m_pane(pane)
{
    connect(pane, &TemplatesPane::resolveRequested, this, &TemplatesController::onResolve);
    start();
}

TemplatesController::~TemplatesController() = default;

void TemplatesController::show(const LiveUpdatePtr &update)
{
    if (update)
        m_pane->setTemplates(templatesOf(update->snapshot));
    else
        m_pane->model()->setRecords({});
}

void TemplatesController::onResolve()
{
    auto *dialog = new ResolveTemplateDialog(m_pane->window());
    connect(dialog, &ResolveTemplateDialog::resolveRequested, this,
            [this, dialog](const QString &name, const QString &kind) {
                if (!daemon()) {
                    OperatorDaemonError error;
                    error.kind = OperatorDaemonError::Kind::Blocked;
                    error.words = session()->whyNoChanges();
                    return dialog->setFailure(error);
                }
                daemon()
                    ->resolveTemplateRef(name, kind)
                    ->whenDone(dialog, [dialog](const Result<QList<TemplateDescriptor>> &result) {
                        if (result)
                            dialog->setFound(result.value());
                        else
                            dialog->setFailure(result.error());
                    });
            });
    connect(dialog, &ResolveTemplateDialog::chosen, m_pane, [pane = m_pane](const QString &ref) {
        pane->showObject({ObjectKind::Template, ref});
    });
    dialog->open();
}

} // namespace angee
