// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// The bars above a document: what each says, and what its buttons do.
#include "ui/files/codeeditor.h"
#include "ui/files/conflictview.h"
#include "ui/files/documentview.h"
#include "ui/files/hiddencharacters.h"
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

void DocumentView::updateLongLineNotice()
{
    const LongLine &line = m_editor->longLine();
    if (line.number == 0)
        return m_notices->clear(u"longLine"_s);
    m_notices->show({u"longLine"_s,
                     Notice::Kind::Information,
                     tr("Line %L1 has %L2 bytes. To keep typing quick the text has no colours and "
                        "no bracket matching, and of so long a line only the part around the caret "
                        "is drawn. All of it is there, and saved.")
                         .arg(line.number)
                         .arg(line.bytes),
                     {},
                     true});
}

// Once for a file: the marks stay in sight.
void DocumentView::warnOfHiddenCharacters()
{
    if (m_hiddenTold)
        return;
    const HiddenCharacters hidden = HiddenCharacters::of(m_editor->body());
    if (hidden.count == 0)
        return;
    m_hiddenTold = true;
    m_notices->show(
        {u"hidden"_s,
         Notice::Kind::Warning,
         tr("This text holds %Ln character(s) that cannot be seen or that change the order in "
            "which others are read (%1). They are drawn as marks.",
            nullptr, int(hidden.count))
             .arg(hidden.codes.join(u", "_s)),
         {{u"goToHidden"_s, tr("Go to the first")},
          {u"showHidden"_s, tr("Show all that is unseen")}},
         true});
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
        m_manifest.beforeSave(
            this, [this] { m_session.recreate(); }, [] {});
    else if (action == "restoreDraft"_L1)
        restoreDraft();
    else if (action == "compareDraft"_L1)
        compareDraft();
    else if (action == "goToProblem"_L1 && !problemLines().isEmpty())
        goToProblem(problemLines().first()); // the one that the words are about
    else if (action == MarkerGuard::actionId)
        m_markers.resolve();
    else if (action == "goToHidden"_L1)
        goToHidden();
    else if (action == "showHidden"_L1)
        m_editor->setWhitespaceShown(true);
    else if (action == "changes"_L1)
        emit changesRequested(m_session.source(), m_session.path());
    if (action == "showHidden"_L1)
        emit statusChanged(); // a tool button shows it
    if (action == "discardDraft"_L1 && m_drafts)
        m_drafts->discard(m_leftDraft);
    if (action == "discardDraft"_L1 || action == "restoreDraft"_L1)
        m_notices->clear(notice);
    if (action == "keepDraft"_L1) {
        m_recorder.flush();
        emit closeRequested();
    }
}

void DocumentView::offerChanges()
{
    m_notices->show({u"savedChanges"_s,
                     Notice::Kind::Success,
                     tr("Saved. What is changed since the last commit can be looked at."),
                     {{u"changes"_s, tr("Changes")}},
                     true});
}

void DocumentView::goToHidden()
{
    const HiddenCharacters hidden = HiddenCharacters::of(m_editor->body());
    if (hidden.count == 0)
        return;
    m_editor->goToPlace(hidden.line, hidden.column);
    m_editor->setFocus();
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
