// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/markerguard.h"

#include "core/files/documentsession.h"
#include "ui/files/resolvemarkersdialog.h"

namespace angee {

MarkerGuard::MarkerGuard(DocumentSession *session, QWidget *host)
    : m_session(session)
    , m_host(host)
{ }

MarkerGuard::~MarkerGuard() = default;

std::optional<Notice> MarkerGuard::check()
{
    const MarkedText text = parseConflictMarkers(m_session->content());
    if (text.isEmpty())
        return std::nullopt;
    Notice notice{.id = noticeId,
                  .kind = Notice::Kind::Conflict,
                  .text = {},
                  .actions = {},
                  .closable = true};
    if (text.brokenAt > 0) {
        notice.text = tr("Git's conflict marker in line %L1 has no end: the sides cannot be told "
                         "apart.")
                          .arg(text.brokenAt);
        return notice;
    }
    notice.text =
        tr("Git has marked %n conflict(s) in this file.", nullptr, int(text.conflicts.size()));
    if (m_session->readOnlyReason().isEmpty())
        notice.actions.append({actionId, tr("Resolve…")});
    return notice;
}

void MarkerGuard::resolve()
{
    const MarkedText text = parseConflictMarkers(m_session->content());
    if (text.conflicts.isEmpty() || !m_session->readOnlyReason().isEmpty())
        return;
    auto *dialog = new ResolveMarkersDialog(m_session->path(), text, m_host);
    // Behind the dialog the file may have been read anew: then the choices are about another text.
    connect(dialog, &ResolveMarkersDialog::resolved, this,
            [this, dialog, marked = m_session->content()](const QByteArray &merged, bool save) {
                m_session->disconnect(dialog);
                if (m_session->content() != marked)
                    return;
                m_session->revertTo(merged);
                if (save)
                    emit saveRequested();
            });
    connect(m_session, &DocumentSession::contentReplaced, dialog, [this, dialog, text] {
        if (parseConflictMarkers(m_session->content()) != text)
            dialog->reject();
    });
    dialog->open();
}

} // namespace angee
