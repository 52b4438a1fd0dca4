// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/templates/templatescontroller.h"

#include "core/daemon/operatordaemon.h"
#include "core/session/session.h"
#include "ui/panes/panefeed.h"
#include "ui/templates/resolvetemplatedialog.h"
#include "ui/templates/snapshottemplates.h"
#include "ui/templates/templatespane.h"

namespace angee {

TemplatesController::TemplatesController(Session *session, TemplatesPane *pane, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
    , m_feed(new PaneFeed(session, pane, this))
{
    connect(m_feed, &PaneFeed::updated, this, &TemplatesController::refresh);
    connect(pane, &TemplatesPane::resolveRequested, this, &TemplatesController::onResolve);
    refresh();
}

TemplatesController::~TemplatesController() = default;

void TemplatesController::refresh()
{
    if (m_feed->snapshot())
        m_pane->setTemplates(templatesOf(m_feed->snapshot()));
    else
        m_pane->model()->setRecords({});
    m_feed->updatePane();
}

void TemplatesController::onResolve()
{
    auto *dialog = new ResolveTemplateDialog(m_pane->window());
    connect(dialog, &ResolveTemplateDialog::resolveRequested, this,
            [this, dialog](const QString &name, const QString &kind) {
                if (!m_session->daemon()) {
                    OperatorDaemonError error;
                    error.kind = OperatorDaemonError::Kind::Blocked;
                    error.words = m_session->whyNoChanges();
                    return dialog->setFailure(error);
                }
                m_session->daemon()
                    ->resolveTemplateRef(name, kind)
                    ->whenDone(dialog, [dialog](const Result<QList<TemplateDescriptor>> &result) {
                        if (result)
                            dialog->setFound(result.value());
                        else
                            dialog->setFailure(result.error());
                    });
            });
    connect(dialog, &ResolveTemplateDialog::chosen, m_pane,
            [pane = m_pane](const QString &ref) { pane->showObject({}, ref); });
    dialog->open();
}

} // namespace angee
