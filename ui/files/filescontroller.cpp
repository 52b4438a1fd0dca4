// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/filescontroller.h"

#include "core/daemon/operatordaemon.h"
#include "core/files/draftjournal.h"
#include "core/files/filebook.h"
#include "core/files/filelister.h"
#include "core/files/taskfiletransport.h"
#include "core/files/treelister.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "ui/convergence/convergencewindow.h"
#include "ui/diffs/diffsubject.h"
#include "ui/files/fileshost.h"
#include "ui/files/filespane.h"
#include "ui/files/filetree.h"
#include "ui/files/pipelinecontroller.h"
#include "ui/widgets/noticebar.h"

#include <QDir>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

Workspace workspaceOf(const WorkspaceRow &row)
{
    Workspace workspace;
    workspace.name = toText(row.name);
    workspace.path = toText(row.path);
    workspace.workspaceTemplate = toText(row.templateRef);
    return workspace;
}

const auto draftsLeft = u"draftsLeft"_s; // the notice

} // namespace

FilesController::FilesController(Session *session, FilesHost *host, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_host(host)
    , m_pipelines(new PipelineController(session, this))
{
    connect(session, &Session::daemonChanged, this, &FilesController::onDaemonChanged);
    connect(session, &Session::stateChanged, this, &FilesController::onState);
    connect(host, &FilesHost::shown, this, &FilesController::onSnapshot);
    connect(host->notices(), &NoticeBars::actionTriggered, this, [this](const QString &notice) {
        if (notice == draftsLeft)
            m_host->files()->showDrafts();
    });
    onDaemonChanged();
}

void FilesController::showDrafts()
{
    if (m_host->files())
        m_host->files()->showDrafts();
}

FilesController::~FilesController()
{
    m_pipelines->pipeline()->reset(); // its document goes
    m_host->setFiles(nullptr); // before the book and the journal that it uses
}

void FilesController::onDaemonChanged()
{
    if (!m_session->isConnected()) {
        if (m_host->files())
            m_host->files()->setConnected(false);
        return;
    }
    auto transport = std::make_unique<TaskFileTransport>(m_session->daemon(), m_session->tasks());
    if (m_folder != m_session->profileFolder()) {
        m_transport = std::move(transport);
        openProfile();
    } else {
        m_host->files()->setTransport(transport.get());
        m_transport = std::move(transport);
    }
    m_lister = std::make_unique<FileLister>(m_session->daemon());
    connect(m_lister.get(), &FileLister::listed, m_book.get(), &FileBook::setListedFiles);
    m_trees = std::make_unique<TreeLister>(m_session->daemon());
    connect(m_trees.get(), &TreeLister::listed, this, &FilesController::onTreeListed);
    connect(m_trees.get(), &TreeLister::failed, this,
            [this](const GitTree &tree, const QString &words) {
                if (m_host->files())
                    m_host->files()->tree()->setListing(tree, nullptr, words);
            });
    FilesPane *files = m_host->files();
    DraftPolicy policy = m_drafts->policy(m_folder);
    policy.enabled = m_session->settings().keepDrafts;
    m_drafts->setPolicy(m_folder, policy);
    files->applyDraftPolicy();
    files->setReviewForced(m_session->settings().reviewBeforeSave);
    files->setReadOnly(m_session->protection() == Protection::ReadOnly
                           ? tr("This profile is read-only.")
                           : QString());
    connect(m_session->live(), &LiveStore::snapshotChanged, this, &FilesController::onSnapshot);
    onSnapshot();
    onState();
}

void FilesController::openProfile()
{
    m_shown.reset();
    m_listed.clear();
    m_pipelines->pipeline()->reset();
    m_host->setFiles(nullptr);
    m_folder = m_session->profileFolder();
    const QDir folder(m_folder);
    m_book = std::make_unique<FileBook>(folder.filePath(u"files.json"_s));
    m_drafts = std::make_unique<DraftJournal>(folder.filePath(u"drafts"_s));
    auto *files = new FilesPane(m_transport.get(), m_book.get(), m_drafts.get(), m_folder);
    m_pipelines->attach(files);
    connect(files, &FilesPane::changedFilesRequested, this, &FilesController::askForChangedFiles);
    connect(files, &FilesPane::treeRequested, this, &FilesController::askForTree);
    connect(files, &FilesPane::listsWanted, this, &FilesController::askForAllTrees);
    connect(files, &FilesPane::saved, this, &FilesController::offerChanges);
    connect(files, &FilesPane::changesRequested, this, &FilesController::showChanges);
    m_host->setFiles(files);
    m_host->notices()->clear(draftsLeft);
    tellOfDrafts();
    // Those that were restored or given up are left behind no longer; closing the notice is final.
    connect(m_drafts.get(), &DraftJournal::listChanged, this, [this] {
        if (m_host->notices()->contains(draftsLeft))
            tellOfDrafts();
    });
}

void FilesController::tellOfDrafts()
{
    constexpr qsizetype mostNames = 3;
    QStringList files;
    if (!m_drafts)
        return;
    const QList<DraftSummary> left = m_drafts->leftBehind(m_folder);
    for (const DraftSummary &draft : left)
        files.append(FilesHost::fileText(draft.key.source, draft.key.path));
    files.removeDuplicates();
    if (files.isEmpty()) {
        m_host->notices()->clear(draftsLeft);
        emit draftsLeftBehind({});
        return;
    }
    const qsizetype more = files.size() - mostNames;
    QString names = files.mid(0, mostNames).join(u", "_s);
    if (more > 0)
        names += u' ' + tr("and %n more", nullptr, int(more));
    const QString words =
        tr("Text typed in an earlier session was not saved and is kept as a draft: %1").arg(names);
    emit draftsLeftBehind(words);
    m_host->notices()->show(
        {draftsLeft, Notice::Kind::Warning, words, {{u"showDrafts"_s, tr("Show drafts")}}, true});
}

void FilesController::onSnapshot()
{
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    if (!snapshot || !m_host->files() || snapshot == m_shown)
        return;
    // What the tree and the completion show is made when somebody looks: there can be thousands.
    if (!m_host->isVisible())
        return;
    m_shown = snapshot;
    QList<Source> sources;
    for (const SourceRow &row : snapshot->sources())
        sources.append(toSource(row));
    QList<Workspace> workspaces;
    for (const WorkspaceRow &row : snapshot->workspaces())
        workspaces.append(workspaceOf(row));
    m_host->files()->setSources(sources);
    m_host->files()->setWorkspaces(workspaces);
    QList<SlotRecord> records;
    for (const LinkRow &row : snapshot->links())
        records.append(toSlotRecord(row));
    m_host->files()->setSlots(records);
    ManifestContext context;
    for (const SecretRow &row : snapshot->secrets()) {
        if (row.declared && !row.hasValue && !row.generated)
            context.unsetSecrets.append(toText(row.name));
    }
    m_host->files()->setManifest({toText(snapshot->stackRoot()), toText(snapshot->stackName())},
                                 context, m_session->profileName());
    askForFileLists();
}

void FilesController::onState()
{
    if (!m_host->files())
        return;
    const LiveState state = m_session->live() ? m_session->live()->state() : LiveState::Stopped;
    m_host->files()->setConnected(isCurrent(state) || state == LiveState::Stale
                                  || state == LiveState::Incompatible);
    askForFileLists();
}

void FilesController::askForFileLists()
{
    const LiveStore *live = m_session->live();
    // Yesterday's snapshot asks nothing of a daemon that may not be there.
    if (!m_lister || !m_lister->isOffered() || !live || !live->snapshot()
        || !isCurrent(live->state()))
        return;
    QStringList names;
    for (const SourceRow &row : live->snapshot()->sources())
        names.append(toText(row.name));
    m_lister->ask(names);
}

void FilesController::askForChangedFiles(const QString &source)
{
    OperatorDaemon *daemon = m_session->daemon();
    if (!daemon)
        return;
    daemon->run(new SourceDiffCall(source, {}))
        ->whenDone(this, [this, source](const Result<QList<DiffFile>> &diff) {
            // Local sources have no difference; that is no news.
            if (!diff || !m_book)
                return;
            QStringList paths;
            for (const DiffFile &file : diff.value())
                paths.append(file.newPath.isEmpty() ? file.oldPath : file.newPath);
            m_book->setChangedFiles(source, paths);
        });
}

void FilesController::askForTree(const GitTree &tree)
{
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    const auto subject = snapshot ? diffSubject(*snapshot, tree) : std::nullopt;
    if (!subject || !m_trees || !isCurrent(m_session->live()->state()))
        return m_host->files()->tree()->setListing(tree, nullptr, tr("Not connected."));
    if (!subject->exists)
        return m_host->files()->tree()->setListing(tree, nullptr,
                                                   tr("It is not on the daemon's machine yet."));
    // What it stands on, as far as the lists tell.
    m_trees->ask(tree,
                 u"%1 %2 %3"_s.arg(subject->currentRef).arg(subject->ahead).arg(subject->behind));
}

// Those alone that can be opened: no slot, since the sources over them list the same files.
void FilesController::askForAllTrees()
{
    constexpr int mostSources = 20;
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    if (!snapshot || !isCurrent(m_session->live()->state()))
        return;
    int asked = 0;
    for (const SourceRow &row : snapshot->sources()) {
        if (row.kind == "git" && row.exists && asked++ < mostSources)
            askForTree({.source = toText(row.name), .workspace = {}, .slot = {}});
    }
}

void FilesController::onTreeListed(const GitTree &tree)
{
    const TreeListingPtr listing = m_trees->listing(tree);
    if (!listing || !m_host->files() || !m_book)
        return;
    m_host->files()->tree()->setListing(tree, listing);
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    const auto subject = snapshot ? diffSubject(*snapshot, tree) : std::nullopt;
    if (!subject || !subject->reachesFiles())
        return;
    QStringList paths;
    paths.reserve(listing->files.size());
    for (const TreeEntry &entry : listing->files) {
        if (entry.kind != TreeEntry::Kind::Submodule)
            paths.append(subject->filePrefix + entry.path);
    }
    QHash<QString, QStringList> &trees = m_listed[subject->fileSource];
    if (trees.value(tree.name()) == paths)
        return;
    trees.insert(tree.name(), paths);
    QStringList all;
    for (const QStringList &some : std::as_const(trees))
        all += some;
    m_book->setListedFiles(subject->fileSource, all);
}

void FilesController::offerChanges(const QString &source, const QString &path)
{
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    DocumentView *view = m_host->files()->document(source, path);
    if (view && snapshot && treeOfFile(*snapshot, source, path))
        view->offerChanges();
}

void FilesController::showChanges(const QString &source, const QString &path)
{
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    if (const auto file = snapshot ? treeOfFile(*snapshot, source, path) : std::nullopt)
        openChangesFor(m_host, m_session, file->tree.name(), file->path);
}

} // namespace angee
