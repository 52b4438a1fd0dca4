// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// The bars above a document: what each says, and what its buttons do.
#include "ui/files/conflictview.h"
#include "ui/files/documentview.h"
#include "ui/files/reviewdialog.h"
#include "ui/widgets/noticebar.h"

#include <QLocale>

namespace angee {

using namespace Qt::StringLiterals;

using State = DocumentSession::State;

void DocumentView::updateNotices()
{
    const State state = m_session.state();
    const auto set = [this](bool wanted, const Notice &notice) {
        if (wanted)
            m_notices->show(notice);
        else
            m_notices->clear(notice.id);
    };
    const bool lost = state == State::Unreachable && m_session.isLoaded();
    const bool refusedToken = m_session.problem().outcome == FileReply::Outcome::Unauthorized;
    const QString kept = m_recorder.isRecording()
        ? tr("Your text is kept here and as a draft.")
        : tr("Your text is kept here, but not as a draft.");
    set(lost && !refusedToken,
        {u"unreachable"_s,
         Notice::Kind::Unreachable,
         tr("The daemon cannot be reached: %1 %2").arg(m_session.problem().words, kept),
         {{u"retry"_s, tr("Try again")}},
         false});
    set(lost && refusedToken,
        {u"unauthorized"_s,
         Notice::Kind::Unauthorized,
         tr("The daemon does not accept the token. %1").arg(kept),
         {{u"retry"_s, tr("Try again")}},
         false});
    set(!m_session.readOnlyReason().isEmpty(),
        {u"readOnly"_s,
         Notice::Kind::Information,
         tr("Read-only: %1").arg(m_session.readOnlyReason()),
         {},
         false});
    set(state == State::Missing,
        {u"missing"_s,
         Notice::Kind::Information,
         tr("This file does not exist yet. Saving creates it."),
         {},
         false});
    updateServerNotices();
}

void DocumentView::updateServerNotices()
{
    const State state = m_session.state();
    const auto set = [this](bool wanted, const Notice &notice) {
        if (wanted)
            m_notices->show(notice);
        else
            m_notices->clear(notice.id);
    };
    const auto &theirs = m_session.serverVersion();
    const QString seen =
        theirs ? QLocale().toString(theirs->seenAt.toLocalTime().time(), u"HH:mm:ss"_s) : QString();
    set(theirs && state != State::Conflict && state != State::Saving,
        {u"changedOnServer"_s,
         Notice::Kind::Conflict,
         tr("This file changed on the server (seen at %1) while you were editing it.").arg(seen),
         {{u"merge"_s, tr("Merge")}, {u"takeTheirs"_s, tr("Take the server's")}},
         false});
    set(state == State::DeletedOnServer,
        {u"deleted"_s,
         Notice::Kind::Conflict,
         tr("This file is gone on the server."),
         {{u"recreate"_s, tr("Create it again")}, {u"keepDraft"_s, tr("Keep mine as a draft")}},
         false});
    const bool unreadable = state == State::Binary || state == State::TooLarge;
    set(unreadable && m_session.isLoaded(),
        {u"unreadable"_s,
         Notice::Kind::Conflict,
         state == State::Binary
             ? tr("On the server this file is no longer text. It cannot be saved over it; your "
                  "text can be kept as a draft.")
             : tr("On the server this file is now too large. It cannot be saved over it; your text "
                  "can be kept as a draft."),
         {{u"check"_s, tr("Look again")}, {u"keepDraft"_s, tr("Keep mine as a draft")}},
         false});
}

void DocumentView::onNoticeAction(const QString &notice, const QString &action)
{
    sync();
    if (action == "retry"_L1 || action == "check"_L1)
        m_session.checkServer();
    else if (action == "save"_L1)
        save();
    else if (action == "merge"_L1)
        m_session.beginMerge();
    else if (action == "takeTheirs"_L1)
        m_session.takeTheirs();
    else if (action == "recreate"_L1)
        m_session.recreate();
    else if (action == "restoreDraft"_L1)
        restoreDraft();
    else if (action == "compareDraft"_L1)
        compareDraft();
    else if (action == "goToProblem"_L1)
        showNextProblem();
    if (action == "discardDraft"_L1 && m_drafts)
        m_drafts->discard(m_leftDraft);
    if (action == "discardDraft"_L1 || action == "restoreDraft"_L1)
        m_notices->clear(notice);
    if (action == "keepDraft"_L1) {
        m_recorder.flush();
        emit closeRequested();
    }
}

void DocumentView::offerDrafts()
{
    if (!m_drafts)
        return;
    const QList<DraftSummary> left =
        m_drafts->leftFor(m_profile, m_session.source(), m_session.path());
    if (left.isEmpty())
        return;
    const auto draft = m_drafts->load(left.first().id);
    if (draft && draft->text == m_session.content()) {
        // Saved after all, from elsewhere or just before the end.
        m_drafts->discard(left.first().id);
        return;
    }
    m_leftDraft = left.first().id;
    m_notices->show(
        {u"draft"_s,
         Notice::Kind::Information,
         tr("There is a draft of this file from %1 that was not saved.")
             .arg(QLocale().toString(left.first().changed.toLocalTime(), QLocale::ShortFormat)),
         {{u"restoreDraft"_s, tr("Restore")},
          {u"compareDraft"_s, tr("Compare")},
          {u"discardDraft"_s, tr("Discard")}},
         true});
}

void DocumentView::restoreDraft()
{
    const auto draft = m_drafts ? m_drafts->load(m_leftDraft) : std::nullopt;
    if (!draft)
        return;
    m_recorder.supersede(m_leftDraft);
    m_session.restoreDraft(draft->text, draft->base, draft->key.baseEtag);
}

void DocumentView::compareDraft()
{
    const auto draft = m_drafts ? m_drafts->load(m_leftDraft) : std::nullopt;
    if (!draft)
        return;
    auto *dialog = new ReviewDialog(tr("Draft of %1").arg(fileName()), tr("Restore"), this);
    connect(dialog, &ReviewDialog::confirmed, this, [this] {
        restoreDraft();
        m_notices->clear(u"draft"_s);
    });
    dialog->compare(m_session.content(), draft->text);
    dialog->open();
}

} // namespace angee
