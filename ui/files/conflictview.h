// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/conflictmarkers.h"
#include "core/files/documentsession.h"
#include "core/files/mergejob.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QSplitter;
QT_END_NAMESPACE

namespace angee {

class CodeEditor;

//! \brief The choice between three texts: what the server has, what the user has, and the result.
//!
//! Hunks that do not touch each other are merged already; the others are chosen one by one. Changes
//! nothing in the session itself: says what the user decided.
class ConflictView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConflictView)

public:
    explicit ConflictView(QWidget *parent = nullptr);
    ~ConflictView() override;

    //! Starts merging; \a mineTime is when the user last typed.
    void start(const QByteArray &base, const QByteArray &mine,
               const DocumentSession::ServerVersion &theirs, const QDateTime &mineTime);
    //! Shows conflicts that git has marked: theirs and ours are git's, and no server is meant.
    void startMarked(const MarkedText &text);
    //! Forgets texts and choices.
    void clear();
    void setLanguageOf(const QString &path) { m_path = path; }
    //! The server's version that this view merges against.
    [[nodiscard]] const DocumentSession::ServerVersion &theirs() const { return m_theirs; }
    [[nodiscard]] const MergeResult &merge() const { return m_merge; }
    //! To the result, not to a button: a stray Space would decide something.
    void takeFocus();
    [[nodiscard]] bool isReady() const { return m_ready; }
    [[nodiscard]] int openCount() const { return m_merge.openCount(); }
    //! Accepts the result for saving when every choice has been made. Else, and when there was none
    //! to make, only goes to what is to be decided, and answers false.
    bool saveOrShowOpen();
    //! The file changed once more on the server; the choices stay.
    void noteNewerVersion(const QDateTime &seenAt);

public slots:
    void showNext();
    void showPrevious();

signals:
    //! Merged and chosen; \a save says whether it shall be saved at once.
    void mergeAccepted(const QByteArray &merged, bool save);
    void takeTheirsRequested();
    void overwriteRequested();
    void keepDraftRequested();
    //! The merge is shown, or cannot be had.
    void ready();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Column
    {
        QLabel *label = nullptr;
        CodeEditor *text = nullptr;
    };

    void build();
    QWidget *buildHunkBar();
    void buildEditBox();
    Column addColumn(const QString &name, const QString &label);
    QPushButton *addButton(QWidget *parent, const QString &name, const QString &text);
    void onMerged(MergeJob::Outcome outcome);
    void showTexts();
    void updateResult();
    void updateBar();
    //! The first open conflict after \a hunk, else the first of all; -1 when none is left.
    [[nodiscard]] int openAfter(int hunk) const;
    void goTo(int hunk);
    void choose(MergeHunk::Choice choice);
    void chooseAllOpen(MergeHunk::Choice choice);
    void beginEdit();
    void endEdit(bool keep);
    void accept(bool save);
    void applyColours();
    void markHunks(CodeEditor *editor, LineRange MergeHunk::*lines);

    MergeJob m_job;
    MergeResult m_merge;
    QByteArray m_base;
    QByteArray m_mine;
    DocumentSession::ServerVersion m_theirs;
    QString m_path;
    QList<LineRange> m_resultLines; // of each hunk
    int m_current = -1;
    bool m_ready = false;

    QLabel *m_counter = nullptr;
    QLabel *m_newer = nullptr;
    QLabel *m_hunkLabel = nullptr;
    QSplitter *m_splitter = nullptr;
    Column m_theirColumn;
    Column m_resultColumn;
    Column m_mineColumn;
    QWidget *m_hunkBar = nullptr;
    QWidget *m_editBox = nullptr;
    CodeEditor *m_edit = nullptr;
    QPushButton *m_next = nullptr;
    QPushButton *m_previous = nullptr;
    QPushButton *m_useTheirs = nullptr;
    QPushButton *m_useMine = nullptr;
    QPushButton *m_useBoth = nullptr;
    QPushButton *m_editHunk = nullptr;
    QPushButton *m_reopen = nullptr;
    QPushButton *m_restTheirs = nullptr;
    QPushButton *m_restMine = nullptr;
    QPushButton *m_saveMerged = nullptr;
    QPushButton *m_editMerged = nullptr;
    QList<QPushButton *> m_ofServer; // what only a conflict with the server has
};

} // namespace angee
