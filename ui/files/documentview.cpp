// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/documentview.h"

#include "ui/files/codeeditor.h"
#include "ui/files/conflictview.h"
#include "ui/files/documentstatus.h"
#include "ui/files/findbar.h"
#include "ui/files/reviewdialog.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"

#include <QApplication>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

using State = DocumentSession::State;
using SaveOutcome = DocumentSession::SaveOutcome;
using Replacement = DocumentSession::Replacement;

namespace {

constexpr int syncDelayMs = 120;
constexpr int checkDelayMs = 700;

} // namespace

DocumentView::DocumentView(FileTransport *transport, DraftJournal *drafts, const QString &profile,
                           const QString &source, const QString &path, QWidget *parent)
    : QWidget(parent)
    , m_session(transport, source, path)
    , m_recorder(drafts, &m_session, profile)
    , m_drafts(drafts)
    , m_manifest(&m_session)
    , m_markers(&m_session, this)
    , m_profile(profile)
    , m_notices(new NoticeBars(this))
    , m_stack(new QStackedWidget(this))
    , m_page(new StatePage(this))
    , m_editor(new CodeEditor(this))
    , m_findBar(new FindBar(m_editor, this))
    , m_conflict(new ConflictView(this))
    , m_status(new DocumentStatus(this))
{
    build();
    connectSession();
    m_syncTimer.setSingleShot(true);
    m_syncTimer.setInterval(syncDelayMs);
    connect(&m_syncTimer, &QTimer::timeout, this, &DocumentView::sync);
    m_checkTimer.setSingleShot(true);
    m_checkTimer.setInterval(checkDelayMs);
    connect(&m_checkTimer, &QTimer::timeout, this, &DocumentView::checkText);
    connect(&m_syntax, &SyntaxCheck::checked, this, &DocumentView::onSyntaxChecked);
    connect(&m_manifest, &ManifestGuard::checked, this, &DocumentView::onManifestChecked);
    connect(&m_markers, &MarkerGuard::saveRequested, this, [this] { save(); });
}

DocumentView::~DocumentView() = default;

void DocumentView::build()
{
    setObjectName(u"documentView"_s);
    m_editor->setObjectName(u"codeEditor"_s);
    m_editor->setAccessibleName(tr("Text of %1").arg(m_session.path()));
    m_page->setObjectName(u"documentPage"_s);
    m_page->setContent(m_editor);
    auto *text = new QWidget(this);
    auto *textLayout = new QVBoxLayout(text);
    textLayout->setContentsMargins({});
    textLayout->setSpacing(0);
    textLayout->addWidget(m_page, 1);
    textLayout->addWidget(m_findBar);
    m_stack->addWidget(text);
    m_stack->addWidget(m_conflict);
    m_conflict->setLanguageOf(m_session.path());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_notices);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_status);
    m_page->showIdle();

    connect(m_editor, &CodeEditor::edited, this, &DocumentView::onEdited);
    connect(m_editor, &CodeEditor::caretMoved, this,
            [this] { m_status->showCaret(m_editor->caretLine(), m_editor->caretColumn()); });
    connect(m_status, &DocumentStatus::byteOrderMarkChosen, this, [this](ByteOrderMark mark) {
        m_editor->setByteOrderMark(mark);
        sync();
    });
    connect(m_editor, &CodeEditor::longLineChanged, this, &DocumentView::updateLongLineNotice);
    m_notices->setFocusAfter(m_editor);
    connect(m_notices, &NoticeBars::actionTriggered, this, &DocumentView::onNoticeAction);
    connect(m_page, &StatePage::retryRequested, &m_session, &DocumentSession::open);
}

void DocumentView::connectSession()
{
    connect(&m_session, &DocumentSession::stateChanged, this, &DocumentView::onStateChanged);
    connect(&m_session, &DocumentSession::contentWanted, this, &DocumentView::sync);
    connect(&m_session, &DocumentSession::dirtyChanged, this, &DocumentView::statusChanged);
    connect(&m_session, &DocumentSession::contentReplaced, this, &DocumentView::onContentReplaced);
    connect(&m_session, &DocumentSession::baseChanged, this, &DocumentView::updateStatus);
    connect(&m_session, &DocumentSession::problemChanged, this, &DocumentView::updateNotices);
    connect(&m_session, &DocumentSession::serverVersionChanged, this,
            &DocumentView::onServerVersionChanged);
    connect(&m_session, &DocumentSession::saveFinished, this, &DocumentView::onSaveFinished);
    connect(m_conflict, &ConflictView::mergeAccepted, this, &DocumentView::onMergeAccepted);
    connect(m_conflict, &ConflictView::takeTheirsRequested, &m_session,
            &DocumentSession::takeTheirs);
    connect(m_conflict, &ConflictView::overwriteRequested, this, [this] {
        m_manifest.beforeSave(
            this, [this] { m_session.overwrite(); }, [] {});
    });
    connect(m_conflict, &ConflictView::keepDraftRequested, this, [this] {
        m_recorder.flush();
        emit closeRequested();
    });
    connect(&m_recorder, &DraftRecorder::failed, this, [this](const QString &reason) {
        m_notices->show({u"draftFailed"_s,
                         Notice::Kind::Warning,
                         tr("No draft can be kept of what you type: %1").arg(reason),
                         {},
                         true});
    });
    connect(&m_recorder, &DraftRecorder::recorded, this,
            [this] { m_notices->clear(u"draftFailed"_s); });
}

QString DocumentView::fileName() const
{
    const QString path = m_session.path();
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

QString DocumentView::title() const
{
    return tr("%1 (%2)").arg(m_session.path(), m_session.source());
}

void DocumentView::setSurroundings(const ManifestGuard::Surroundings &surroundings)
{
    m_manifest.setSurroundings(surroundings);
    if (m_manifest.watches())
        m_checkTimer.start();
}

void DocumentView::setReadOnly(const QString &reason)
{
    m_readOnlyReason = reason;
    const QString inexact = tr("This text cannot be shown without changing it.");
    m_session.setReadOnly(m_exact ? reason : inexact);
    m_editor->setReadOnly(!m_session.readOnlyReason().isEmpty());
    updateNotices();
}

void DocumentView::open(int line)
{
    m_lineWanted = line;
    m_focusBefore = QApplication::focusWidget();
    m_session.open();
}

void DocumentView::takeFocus()
{
    if (m_stack->currentIndex() == 1)
        m_conflict->takeFocus();
    else
        m_editor->setFocus(Qt::OtherFocusReason);
}

void DocumentView::goToLine(int line)
{
    if (m_session.isLoaded())
        m_editor->goToLine(line);
    else
        m_lineWanted = line;
}

// Typing is told at once to the tab by the editor; the bytes follow a moment later, so that a key
// costs no copy of the text.
void DocumentView::onEdited()
{
    if (m_showing)
        return;
    m_notices->clear(u"savedChanges"_s);
    if (!m_syncTimer.isActive())
        m_syncTimer.start();
}

void DocumentView::sync()
{
    m_syncTimer.stop();
    if (!m_session.isLoaded() || !m_exact || m_editor->isReadOnly())
        return;
    m_session.setContent(m_editor->bytes());
    m_checkTimer.start();
    warnOfHiddenCharacters();
    updateStatus();
}

void DocumentView::onContentReplaced(Replacement why)
{
    m_showing = true;
    m_syncTimer.stop();
    if (why == Replacement::Loaded) {
        m_exact = m_editor->load(m_session.content());
        m_editor->setPath(m_session.path());
        setReadOnly(m_readOnlyReason);
    } else {
        m_editor->replaceText(m_session.content());
    }
    m_showing = false;
    if (m_lineWanted > 0)
        m_editor->goToLine(std::exchange(m_lineWanted, 0));
    if (why == Replacement::FollowedServer)
        m_notices->show({u"followed"_s,
                         Notice::Kind::Information,
                         tr("Changed on the server; this is the new text."),
                         {},
                         true});
    if (why == Replacement::Loaded)
        offerDrafts();
    warnOfHiddenCharacters();
    m_checkTimer.start();
    updateStatus();
}

void DocumentView::onStateChanged()
{
    const State state = m_session.state();
    m_editor->setReadOnly(!m_exact || !m_session.readOnlyReason().isEmpty());
    if (state == State::Conflict)
        startMerge();
    showPage();
    updateNotices();
    updateStatus();
    emit statusChanged();
}

void DocumentView::startMerge()
{
    if (m_session.serverVersion())
        m_conflict->start(m_session.base(), m_session.content(), *m_session.serverVersion(),
                          m_session.editedTime());
}

void DocumentView::showPage()
{
    const State state = m_session.state();
    const int page = state == State::Conflict ? 1 : 0;
    if (m_stack->currentIndex() != page) {
        const bool hadFocus = isAncestorOf(QApplication::focusWidget());
        m_stack->setCurrentIndex(page);
        if (hadFocus)
            takeFocus();
    }
    if (state != State::Conflict && state != State::Saving)
        m_conflict->clear();
    if (m_session.isLoaded()) {
        m_page->showContent();
        // Ready for typing, unless the user has gone elsewhere while the file was read.
        if (m_focusBefore && m_focusBefore == QApplication::focusWidget() && page == 0)
            m_editor->setFocus();
        m_focusBefore = nullptr;
        return;
    }
    const QString words = m_session.problem().words;
    switch (state) {
    case State::Loading:
        m_page->showLoading();
        break;
    case State::TooLarge:
        m_page->showFailed(tr("This file is too large for the daemon to give out."), words);
        break;
    case State::Binary:
        m_page->showFailed(tr("This file is not text."), words);
        break;
    case State::Refused:
        m_page->showFailed(tr("The daemon refused to give this file."), words);
        break;
    case State::Unreachable:
        m_page->showFailed(m_session.problem().outcome == FileReply::Outcome::Unauthorized
                               ? tr("The daemon does not accept the token.")
                               : tr("The daemon cannot be reached."),
                           words);
        break;
    case State::Closed:
    case State::Clean:
    case State::Dirty:
    case State::Saving:
    case State::Conflict:
    case State::DeletedOnServer:
    case State::Missing:
    case State::ReadOnly:
        m_page->showIdle();
        break;
    }
}

void DocumentView::onServerVersionChanged()
{
    const auto &theirs = m_session.serverVersion();
    if (theirs && m_session.state() == State::Conflict && theirs->etag != m_conflict->theirs().etag)
        m_conflict->noteNewerVersion(theirs->seenAt);
    updateNotices();
}

void DocumentView::onMergeAccepted(const QByteArray &merged, bool save)
{
    const DocumentSession::ServerVersion against = m_conflict->theirs();
    const bool applied = m_session.applyMerge(merged, against);
    // The server had moved on meanwhile: once more, from the merged text.
    const bool again = applied && m_session.state() == State::Conflict;
    if (again)
        startMerge();
    if (!save)
        return;
    if (applied && !again)
        startSave();
    else
        emit saveAbandoned();
}

void DocumentView::save(AfterSave next)
{
    sync();
    if (m_session.state() == State::Conflict)
        return saveFromConflict();
    m_next = next;
    const bool sends = m_session.isDirty();
    if (!m_reviewForced || !sends) {
        startSave();
        return;
    }
    auto *dialog = new ReviewDialog(tr("Save %1").arg(fileName()), tr("Save"), this);
    connect(dialog, &ReviewDialog::confirmed, this, &DocumentView::startSave);
    connect(dialog, &ReviewDialog::rejected, this, [this] {
        m_next = AfterSave::Nothing;
        emit saveAbandoned();
    });
    dialog->compare(m_session.base(), m_session.content());
    dialog->open();
}

void DocumentView::saveFromConflict()
{
    if (!m_conflict->saveOrShowOpen())
        emit saveAbandoned();
}

void DocumentView::startSave()
{
    m_manifest.beforeSave(
        this, [this] { send(); },
        [this] {
            m_next = AfterSave::Nothing;
            emit saveAbandoned();
        });
}

void DocumentView::send()
{
    const AfterSave next = std::exchange(m_next, AfterSave::Nothing);
    if (next == AfterSave::Nothing)
        m_session.save();
    else
        emit pipelineRequested(next);
}

void DocumentView::review()
{
    sync();
    const bool canSave = m_session.isDirty() && m_session.readOnlyReason().isEmpty();
    auto *dialog = new ReviewDialog(tr("Changes in %1").arg(fileName()),
                                    canSave ? tr("Save") : QString(), this);
    connect(dialog, &ReviewDialog::confirmed, this, &DocumentView::startSave);
    dialog->compare(m_session.base(), m_session.content());
    dialog->open();
}

void DocumentView::revert()
{
    sync();
    m_session.revert();
}

void DocumentView::onSaveFinished(SaveOutcome outcome)
{
    switch (outcome) {
    case SaveOutcome::Saved:
    case SaveOutcome::Unchanged:
        m_notices->clear(u"saveRefused"_s);
        emit saved();
        break;
    case SaveOutcome::TooLarge:
    case SaveOutcome::NotText:
    case SaveOutcome::Refused:
        m_notices->show({u"saveRefused"_s,
                         Notice::Kind::Warning,
                         tr("Not saved. %1").arg(m_session.problem().words),
                         {{u"save"_s, tr("Save again")}},
                         true});
        break;
    case SaveOutcome::Conflict:
    case SaveOutcome::Deleted:
    case SaveOutcome::ServerUnreadable:
    case SaveOutcome::ReadOnly:
    case SaveOutcome::Unauthorized:
    case SaveOutcome::Unreachable:
    case SaveOutcome::OutcomeUnknown:
        break;
    }
    updateNotices();
    emit saveEnded(outcome);
}

void DocumentView::checkText()
{
    if (const std::optional<Notice> markers = m_markers.check())
        m_notices->show(*markers);
    else
        m_notices->clear(MarkerGuard::noticeId);
    if (m_manifest.watches())
        m_manifest.check(m_session.content());
    else
        m_syntax.check(m_editor->fileLanguage(), m_session.content());
}

void DocumentView::onSyntaxChecked()
{
    const std::optional<SyntaxProblem> &problem = m_syntax.problem();
    m_editor->markProblems(problemLines());
    if (!problem) {
        m_notices->clear(u"syntax"_s);
        return;
    }
    m_notices->show({u"syntax"_s,
                     Notice::Kind::Warning,
                     tr("Not well-formed %1, line %L2: %3")
                         .arg(languageName(m_editor->fileLanguage()))
                         .arg(problem->line)
                         .arg(problem->words),
                     {{u"goToProblem"_s, tr("Go to line")}},
                     true});
}

void DocumentView::onManifestChecked()
{
    m_editor->markProblems(problemLines());
    if (const std::optional<Notice> notice = m_manifest.notice())
        m_notices->show(*notice);
    else
        m_notices->clear(u"manifest"_s);
}

QList<int> DocumentView::problemLines() const
{
    QList<int> lines;
    if (!m_manifest.watches()) {
        if (m_syntax.problem())
            lines.append(m_syntax.problem()->line);
        return lines;
    }
    for (const ManifestProblem &problem : m_manifest.problems()) {
        if (problem.line > 0 && !lines.contains(problem.line))
            lines.append(problem.line);
    }
    return lines;
}

void DocumentView::goToProblem(int line)
{
    const std::optional<SyntaxProblem> &syntax = m_syntax.problem();
    const bool hasColumn = !m_manifest.watches() && syntax && syntax->line == line;
    m_editor->goToPlace(line, hasColumn ? syntax->column : 1);
    m_editor->setFocus();
}

void DocumentView::showNextProblem()
{
    if (m_session.state() == State::Conflict)
        return m_conflict->showNext();
    QList<int> lines = problemLines();
    if (lines.isEmpty())
        return;
    std::sort(lines.begin(), lines.end());
    const auto next = std::upper_bound(lines.cbegin(), lines.cend(), m_editor->caretLine());
    goToProblem(next == lines.cend() ? lines.first() : *next);
}

void DocumentView::showPreviousProblem()
{
    if (m_session.state() == State::Conflict)
        return m_conflict->showPrevious();
    QList<int> lines = problemLines();
    if (lines.isEmpty())
        return;
    std::sort(lines.begin(), lines.end());
    const auto here = std::lower_bound(lines.cbegin(), lines.cend(), m_editor->caretLine());
    goToProblem(here == lines.cbegin() ? lines.last() : *std::prev(here));
}

void DocumentView::find(bool withReplace)
{
    if (m_stack->currentIndex() == 0 && m_session.isLoaded())
        m_findBar->open(withReplace);
}

void DocumentView::findNext()
{
    m_findBar->findNext();
}

void DocumentView::findPrevious()
{
    m_findBar->findPrevious();
}

void DocumentView::updateStatus()
{
    QStringList notes;
    if (!m_recorder.isRecording())
        notes << tr("drafts off");
    m_status->showDocument(m_session, m_editor->fileLanguage(), notes);
    if (m_session.isLoaded())
        m_status->showCaret(m_editor->caretLine(), m_editor->caretColumn());
}

QString DocumentView::stateText() const
{
    switch (m_session.state()) {
    case State::Closed:
        return tr("closed");
    case State::Loading:
        return tr("loading");
    case State::Clean:
        return tr("saved");
    case State::Dirty:
        return tr("not saved");
    case State::Saving:
        return tr("saving");
    case State::Conflict:
        return tr("conflict");
    case State::Unreachable:
        return tr("not reachable");
    case State::TooLarge:
        return tr("too large");
    case State::Binary:
        return tr("not text");
    case State::DeletedOnServer:
        return tr("gone on the server");
    case State::Missing:
        return tr("new");
    case State::Refused:
        return tr("refused");
    case State::ReadOnly:
        return tr("read-only");
    }
    Q_UNREACHABLE();
}

} // namespace angee
