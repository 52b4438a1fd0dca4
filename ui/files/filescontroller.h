// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshot.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace angee {

class DraftJournal;
class FileBook;
class FileLister;
class FilesHost;
class FileTransport;
class TreeLister;
struct GitTree;
class PipelineController;
class Session;

//! \brief Gives each profile its own files: transport, book of recents and drafts, and the pipeline
//! behind a save.
//!
//! Losing the daemon or coming back to the same profile keeps every open text where it is.
class FilesController final : public QObject
{
    Q_OBJECT

public:
    FilesController(Session *session, FilesHost *host, QObject *parent = nullptr);
    ~FilesController() override;

    //! Asks which drafts to go on with.
    void showDrafts();
    //! Says in a notice, and by draftsLeftBehind(), which text of an earlier session was not saved.
    void tellOfDrafts();

signals:
    //! What an earlier run left for the profile that was just connected; empty when that is
    //! nothing, or no longer.
    void draftsLeftBehind(const QString &words);

private:
    void onDaemonChanged();
    void openProfile();
    void onSnapshot();
    void onState();
    void askForFileLists();
    void askForChangedFiles(const QString &source);
    void askForTree(const GitTree &tree);
    void askForAllTrees();
    void onTreeListed(const GitTree &tree);
    void offerChanges(const QString &source, const QString &path);
    void showChanges(const QString &source, const QString &path);

    Session *m_session;
    FilesHost *m_host;
    PipelineController *m_pipelines;
    std::unique_ptr<FileBook> m_book;
    std::unique_ptr<DraftJournal> m_drafts;
    std::unique_ptr<FileTransport> m_transport;
    std::unique_ptr<FileLister> m_lister; // of this connection
    std::unique_ptr<TreeLister> m_trees; // of this connection
    QHash<QString, QHash<QString, QStringList>> m_listed; // paths by source and tree
    SnapshotPtr m_shown; // whose sources and workspaces the pane has
    QString m_folder; // of the profile whose files are shown
};

} // namespace angee
