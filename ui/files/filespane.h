// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/diffcalls.h"
#include "core/files/documentwatcher.h"
#include "core/model/slotrecord.h"
#include "core/model/source.h"
#include "core/model/workspace.h"
#include "ui/files/documentview.h"
#include "ui/widgets/icon.h"

#include <QHash>

#include <functional>

QT_BEGIN_NAMESPACE
class QSplitter;
class QTabWidget;
class QToolButton;
QT_END_NAMESPACE

namespace angee {

class FileBook;
class FileTree;
class OpenFileBar;
class PipelinePanel;
class SavePipeline;

//! \brief A file whose text is not safe on the server.
struct UnsavedDocument
{
    QString source;
    QString path;
    DocumentSession::State state = DocumentSession::State::Closed;
    bool hasDraft = false; //!< The text is known to be on this computer's disk.

    friend bool operator==(const UnsavedDocument &, const UnsavedDocument &) = default;
};

//! \brief The files of one profile: what is known on the left, one tab for each open file.
//!
//! Reads and saves by itself through the transport; what follows a save, and everything else that
//! the daemon does, is announced by signals. Book and journal must outlive the pane.
class FilesPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilesPane)

public:
    FilesPane(FileTransport *transport, FileBook *book, DraftJournal *drafts, QString profile,
              QWidget *parent = nullptr);
    ~FilesPane() override;

    //! From the latest snapshot.
    void setSources(const QList<Source> &sources);
    void setWorkspaces(const QList<Workspace> &workspaces);
    void setSlots(const QList<SlotRecord> &records);
    //! Where the stack's manifest lies, and what is known beside it.
    void setManifest(const ManifestPlace &place, const ManifestContext &context,
                     const QString &profileName);
    //! While disconnected nothing is asked; open texts stay.
    void setConnected(bool connected);
    //! After a new connection to the same daemon.
    void setTransport(FileTransport *transport);
    //! For all files; empty lifts it.
    void setReadOnly(const QString &reason);
    //! Saving always shows the changes first.
    void setReviewForced(bool forced);
    //! Build and apply are offered only where the daemon and the profile allow them.
    void setBuildAvailable(bool available, const QString &reason = {});
    //! Shows its runs below the texts. Once; the pipeline must outlive the pane.
    void setPipeline(SavePipeline *pipeline);
    //! The policy for drafts changed in the journal.
    void applyDraftPolicy();

    //! Opens or shows the file. \a line from 1, 0 for where it was.
    DocumentView *openFile(const QString &source, const QString &path, int line = 0);
    [[nodiscard]] FileTree *tree() const { return m_tree; }
    [[nodiscard]] DocumentView *currentDocument() const;
    [[nodiscard]] DocumentView *document(const QString &source, const QString &path) const;
    [[nodiscard]] QList<DocumentView *> documents() const;
    [[nodiscard]] DocumentWatcher *watcher() { return &m_watcher; }

    //! What closing the window or leaving the profile would take away.
    [[nodiscard]] QList<UnsavedDocument> unsavedDocuments();
    //! Hands every text to the journal now; for before closing.
    void flushDrafts();
    //! Hands every text over and calls \a done, at once or later, when the disk has answered for
    //! each of them; unsavedDocuments() then tells which of them are safe.
    void whenDrafted(const std::function<void()> &done);

public slots:
    void save();
    void saveAndBuild();
    void saveBuildAndApply();
    void focusOpenBar();
    void showDrafts();

signals:
    //! Save the text of \a view and go on; nothing is sent yet.
    void pipelineRequested(angee::DocumentView *view, angee::AfterSave next);
    void pipelineCancelRequested();
    void pipelineRevertRequested();
    void saved(const QString &source, const QString &path);
    //! The files that differ from the last commit, for FileBook::setChangedFiles().
    void changedFilesRequested(const QString &source);
    //! Somebody looks at the files of a git tree.
    void treeRequested(const angee::GitTree &tree);
    //! Somebody is about to name a file: the lists of all sources are of use.
    void listsWanted();
    //! What became of a file since the last commit.
    void changesRequested(const QString &source, const QString &path);

protected:
    bool event(QEvent *event) override;

private:
    void build();
    void connectParts();
    QWidget *buildToolBar();
    QToolButton *addTool(const QString &name, const QString &text, Icon::Name icon);
    void addShortcuts();
    void updateTab(DocumentView *view);
    void updateTabs();
    void updateTools();
    void closeTab(int index);
    void askToClose(DocumentView *view);
    void removeView(DocumentView *view);
    void closeOnceDrafted(DocumentView *view);
    void setPipelineShown(bool shown);
    void surround(DocumentView *view);
    [[nodiscard]] QString tabText(const DocumentView *view) const;

    QPointer<FileTransport> m_transport;
    FileBook *m_book;
    DraftJournal *m_drafts;
    QString m_profile;
    DocumentWatcher m_watcher;
    ManifestPlace m_manifestPlace;
    ManifestContext m_manifestContext;
    QString m_profileName;
    QHash<QString, QString> m_folders; // of the sources, on the daemon's machine
    QString m_readOnlyReason;
    QString m_noBuildReason;
    bool m_reviewForced = false;
    bool m_canBuild = true;

    OpenFileBar *m_openBar = nullptr;
    FileTree *m_tree = nullptr;
    QSplitter *m_splitter = nullptr;
    QSplitter *m_rows = nullptr; // texts above, pipeline below
    SavePipeline *m_pipeline = nullptr;
    PipelinePanel *m_panel = nullptr;
    QTabWidget *m_tabs = nullptr;
    StatePage *m_page = nullptr;
    QToolButton *m_save = nullptr;
    QToolButton *m_saveBuild = nullptr;
    QToolButton *m_saveApply = nullptr;
    QToolButton *m_review = nullptr;
    QToolButton *m_revert = nullptr;
    QToolButton *m_find = nullptr;
    QToolButton *m_whitespace = nullptr;
    QToolButton *m_pin = nullptr;
    QToolButton *m_pipelineButton = nullptr;
    QToolButton *m_draftsButton = nullptr;
};

} // namespace angee
