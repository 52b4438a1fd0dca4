// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/documentsession.h"
#include "core/files/draftrecorder.h"
#include "ui/files/manifestguard.h"
#include "ui/files/markerguard.h"
#include "ui/files/syntaxcheck.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QStackedWidget;
QT_END_NAMESPACE

namespace angee {

class CodeEditor;
class ConflictView;
class DocumentStatus;
class FindBar;
class NoticeBars;
class StatePage;

//! \brief What shall follow a save.
enum class AfterSave { Nothing, Build, BuildAndApply };

//! \brief One open file: editor, notices, conflict view and status line over one session, and the
//! recorder of its draft.
class DocumentView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DocumentView)

public:
    DocumentView(FileTransport *transport, DraftJournal *drafts, const QString &profile,
                 const QString &source, const QString &path, QWidget *parent = nullptr);
    ~DocumentView() override;

    [[nodiscard]] DocumentSession *session() { return &m_session; }
    [[nodiscard]] const DocumentSession *constSession() const { return &m_session; }
    [[nodiscard]] DraftRecorder *recorder() { return &m_recorder; }
    [[nodiscard]] CodeEditor *editor() const { return m_editor; }
    [[nodiscard]] ConflictView *conflictView() const { return m_conflict; }
    [[nodiscard]] NoticeBars *notices() const { return m_notices; }
    [[nodiscard]] QString fileName() const;
    //! "path (source)": no two open files have the same.
    [[nodiscard]] QString title() const;
    //! For the case that the file is the stack's manifest.
    void setSurroundings(const ManifestGuard::Surroundings &surroundings);
    [[nodiscard]] const ManifestGuard *manifest() const { return &m_manifest; }
    //! The profile forbids changes; empty lifts it.
    void setReadOnly(const QString &reason);

    //! It was saved into a git tree: offers to show what is changed there.
    void offerChanges();
    //! Reads the file and goes to \a line (from 1) once it is there.
    void open(int line = 0);
    void goToLine(int line);
    //! Gives the focus to the text, or to the texts in conflict.
    void takeFocus();
    //! Hands the text of the editor to the session now. Called by everything that reads the
    //! session.
    void sync();
    void setReviewForced(bool forced) { m_reviewForced = forced; }
    //! A word for the state, for the tab and for screen readers.
    [[nodiscard]] QString stateText() const;

public slots:
    void save(angee::AfterSave next = angee::AfterSave::Nothing);
    void review();
    void revert();
    void find(bool withReplace);
    void findNext();
    void findPrevious();
    //! In a conflict to the next hunk, else to the syntax problem.
    void showNextProblem();
    void showPreviousProblem();

signals:
    //! State, dirtiness or anything else that the tab and the buttons show.
    void statusChanged();
    //! The text is on the server.
    void saved();
    //! The user has asked for a save with \a next behind it, and reviewed it where he has to.
    //! Nothing is sent yet: who runs the rest begins with the save.
    void pipelineRequested(angee::AfterSave next);
    void saveEnded(angee::DocumentSession::SaveOutcome outcome);
    //! The review or the choice between texts comes first: saveEnded() does not come.
    void saveAbandoned();
    //! What became of the file since the last commit is of interest.
    void changesRequested(const QString &source, const QString &path);
    //! The user wants the view closed; the draft stays.
    void closeRequested();

private:
    void build();
    void connectSession();
    void onEdited();
    void onContentReplaced(DocumentSession::Replacement why);
    void onStateChanged();
    void onSaveFinished(DocumentSession::SaveOutcome outcome);
    void onServerVersionChanged();
    void onNoticeAction(const QString &notice, const QString &action);
    void onMergeAccepted(const QByteArray &merged, bool save);
    void checkText();
    void onSyntaxChecked();
    void onManifestChecked();
    [[nodiscard]] QList<int> problemLines() const;
    void goToProblem(int line);
    void startMerge();
    void startSave();
    void send();
    void saveFromConflict();
    void offerDrafts();
    void restoreDraft();
    void compareDraft();
    void updateNotices();
    void updateServerNotices();
    void updateLongLineNotice();
    void warnOfHiddenCharacters();
    void goToHidden();
    void updateStatus();
    void showPage();

    DocumentSession m_session;
    DraftRecorder m_recorder;
    QPointer<DraftJournal> m_drafts;
    SyntaxCheck m_syntax;
    ManifestGuard m_manifest;
    MarkerGuard m_markers;
    QString m_profile;

    NoticeBars *m_notices;
    QStackedWidget *m_stack;
    StatePage *m_page;
    CodeEditor *m_editor;
    FindBar *m_findBar;
    ConflictView *m_conflict;
    DocumentStatus *m_status;
    QTimer m_syncTimer;
    QTimer m_checkTimer;
    QPointer<QWidget> m_focusBefore; // while the file is read first
    QString m_leftDraft; // id of the draft that is offered
    AfterSave m_next = AfterSave::Nothing;
    int m_lineWanted = 0;
    bool m_reviewForced = false;
    QString m_readOnlyReason; // of the profile
    bool m_exact = true;
    bool m_hiddenTold = false; // that the text holds characters which cannot be seen
    bool m_showing = false; // the editor is being filled by code
};

} // namespace angee

Q_DECLARE_METATYPE(angee::AfterSave)
