// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/filespane.h"

#include "core/files/filebook.h"
#include "ui/files/codeeditor.h"
#include "ui/files/draftsdialog.h"
#include "ui/files/filetree.h"
#include "ui/files/openfilebar.h"
#include "ui/files/pipelinepanel.h"
#include "ui/files/unsaveddialog.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>
#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

using State = DocumentSession::State;

namespace {

constexpr std::chrono::milliseconds mostWaitForDrafts{5'000};

constexpr qsizetype longestTabText = 40;
constexpr int treeCharacters = 52; // at first sight; enough for "Not reachable …" and its indent

struct Mark
{
    Icon::Name icon;
    ColorRole role;
};

Mark markOf(State state, bool unsaved)
{
    switch (state) {
    case State::Conflict:
    case State::DeletedOnServer:
        return {Icon::Name::Bolt, ColorRole::Bad};
    case State::Unreachable:
        return {Icon::Name::CloudOff, ColorRole::Warning};
    case State::TooLarge:
    case State::Binary:
    case State::Refused:
        return {Icon::Name::Warning, ColorRole::Warning};
    case State::ReadOnly:
        return {Icon::Name::Lock, ColorRole::SecondaryText};
    case State::Loading:
    case State::Saving:
        return {Icon::Name::Clock, ColorRole::SecondaryText};
    case State::Missing:
        return {Icon::Name::Add, ColorRole::Accent};
    case State::Closed:
    case State::Clean:
    case State::Dirty:
        break;
    }
    return unsaved ? Mark{Icon::Name::Dot, ColorRole::Accent}
                   : Mark{Icon::Name::File, ColorRole::SecondaryText};
}

//! What fits on a tab; the tool tip has all of it.
QString shortened(const QString &name)
{
    if (name.size() <= longestTabText)
        return name;
    constexpr qsizetype half = longestTabText / 2;
    return name.left(half) + u'…' + name.right(half);
}

} // namespace

FilesPane::FilesPane(FileTransport *transport, FileBook *book, DraftJournal *drafts,
                     QString profile, QWidget *parent)
    : QWidget(parent)
    , m_transport(transport)
    , m_book(book)
    , m_drafts(drafts)
    , m_profile(std::move(profile))
{
    setObjectName(u"filesPane"_s);
    build();
    addShortcuts();
    updateTools();
}

FilesPane::~FilesPane()
{
    // Views end before the book and journal they report to; nothing reacts to that any more.
    m_tabs->disconnect(this);
    if (m_pipeline) {
        m_pipeline->disconnect(this);
        m_pipeline->disconnect(m_panel);
    }
}

void FilesPane::build()
{
    // Made in the order in which Tab goes through them.
    m_openBar = new OpenFileBar(m_book, this);
    QWidget *tools = buildToolBar();
    m_tree = new FileTree(m_book, this);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"fileTabs"_s);
    m_tabs->setAccessibleName(tr("Open files"));
    m_tabs->setDocumentMode(true);
    m_tabs->setMovable(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setElideMode(Qt::ElideNone); // else many tabs show two letters instead of scrolling
    m_page = new StatePage(this);
    m_page->setObjectName(u"filesPage"_s);
    m_page->setEmptyIcon(Icon::Name::File);
    m_page->setContent(m_tabs);
    m_page->showEmpty(tr("No file is open"),
                      tr("The daemon gives no list of files. Name one by its source and path."),
                      tr("Open a file"));

    auto *right = new QWidget(this);
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins({});
    rightLayout->setSpacing(0);
    m_rows = new QSplitter(Qt::Vertical, right);
    m_rows->setObjectName(u"filesRows"_s);
    m_rows->setChildrenCollapsible(false);
    m_rows->addWidget(m_page);
    rightLayout->addWidget(m_rows, 1);
    m_splitter = new QSplitter(this);
    m_splitter->setObjectName(u"filesSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(1, 1);
    const int tree = fontMetrics().averageCharWidth() * treeCharacters;
    m_splitter->setSizes({tree, 3 * tree});
    m_tree->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    auto *layout = new QVBoxLayout(this);
    const int gap = spacing(1, this);
    layout->setContentsMargins(0, gap, 0, 0);
    layout->setSpacing(gap);
    for (QWidget *row : {static_cast<QWidget *>(m_openBar), tools}) {
        row->layout()->setContentsMargins(4 * gap, 0, 4 * gap, 0); // as the header of the pane
        layout->addWidget(row);
    }
    layout->addWidget(m_splitter, 1);
    connectParts();
}

void FilesPane::connectParts()
{
    const auto open = [this](const QString &source, const QString &path) {
        openFile(source, path);
    };
    connect(m_page, &StatePage::actionRequested, this, &FilesPane::focusOpenBar);
    connect(m_openBar, &OpenFileBar::openRequested, this, open);
    connect(m_tree, &FileTree::fileActivated, this, open);
    connect(m_tree, &FileTree::sourceActivated, m_openBar, &OpenFileBar::start);
    connect(m_tree, &FileTree::changedFilesRequested, this, &FilesPane::changedFilesRequested);
    connect(m_tree, &FileTree::sourceChosen, m_openBar, &OpenFileBar::choose);
    connect(m_tree, &FileTree::treeRequested, this, &FilesPane::treeRequested);
    connect(m_openBar, &OpenFileBar::listsWanted, this, &FilesPane::listsWanted);
    connect(m_book, &FileBook::contentsChanged, this, &FilesPane::updateTools);
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &FilesPane::closeTab);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (DocumentView *view = currentDocument())
            m_watcher.checkNow(view->session());
        updateTools();
    });
}

void FilesPane::setSources(const QList<Source> &sources)
{
    m_tree->setSources(sources);
    QStringList names;
    m_folders.clear();
    for (const Source &source : sources) {
        if (!source.slot.isEmpty())
            continue;
        names << source.name;
        m_folders.insert(source.name, source.path);
    }
    m_openBar->setSources(names);
}

void FilesPane::setManifest(const ManifestPlace &place, const ManifestContext &context,
                            const QString &profileName)
{
    m_profileName = profileName;
    m_manifestPlace = place;
    m_manifestContext = context;
    const QList<DocumentView *> views = documents();
    for (DocumentView *view : views)
        surround(view);
}

void FilesPane::surround(DocumentView *view)
{
    view->setSurroundings({.place = m_manifestPlace,
                           .folder = m_folders.value(view->constSession()->source()),
                           .profile = m_profileName,
                           .context = m_manifestContext});
}

void FilesPane::setWorkspaces(const QList<Workspace> &workspaces)
{
    m_tree->setWorkspaces(workspaces);
}

void FilesPane::setSlots(const QList<SlotRecord> &records)
{
    m_tree->setSlots(records);
}

void FilesPane::setConnected(bool connected)
{
    m_watcher.setConnected(connected);
}

void FilesPane::setTransport(FileTransport *transport)
{
    m_transport = transport;
    const QList<DocumentView *> views = documents();
    for (DocumentView *view : views)
        view->session()->setTransport(transport);
}

void FilesPane::setReadOnly(const QString &reason)
{
    m_readOnlyReason = reason;
    const QList<DocumentView *> views = documents();
    for (DocumentView *view : views)
        view->setReadOnly(reason);
    updateTools();
}

void FilesPane::setReviewForced(bool forced)
{
    m_reviewForced = forced;
    const QList<DocumentView *> views = documents();
    for (DocumentView *view : views)
        view->setReviewForced(forced);
}

void FilesPane::setBuildAvailable(bool available, const QString &reason)
{
    m_canBuild = available;
    m_noBuildReason = reason;
    if (m_panel)
        m_panel->setWhyNoChanges(reason);
    updateTools();
}

void FilesPane::applyDraftPolicy()
{
    const QList<DocumentView *> views = documents();
    for (DocumentView *view : views)
        view->recorder()->applyPolicy();
}

DocumentView *FilesPane::openFile(const QString &source, const QString &path, int line)
{
    if (DocumentView *open = document(source, path)) {
        m_tabs->setCurrentWidget(open);
        if (line > 0)
            open->goToLine(line);
        open->takeFocus();
        return open;
    }
    auto *view = new DocumentView(m_transport, m_drafts, m_profile, source, path);
    view->setReviewForced(m_reviewForced);
    view->setReadOnly(m_readOnlyReason);
    connect(view, &DocumentView::changesRequested, this, &FilesPane::changesRequested);
    connect(view, &DocumentView::statusChanged, this, [this, view] {
        updateTab(view);
        updateTools();
    });
    connect(view, &DocumentView::saved, this,
            [this, view] { emit saved(view->session()->source(), view->session()->path()); });
    connect(view, &DocumentView::pipelineRequested, this,
            [this, view](AfterSave next) { emit pipelineRequested(view, next); });
    connect(view, &DocumentView::closeRequested, this, [this, view] {
        if (view->session()->hasUnsavedText() && view->recorder()->isRecording())
            closeOnceDrafted(view);
        else
            removeView(view);
    });
    surround(view);
    // Known once it has been seen to exist, so that a typing mistake is not remembered.
    connect(view->session(), &DocumentSession::baseChanged, this, [this, source, path] {
        m_book->addRecent({source, path});
    });
    m_watcher.watch(view->session());
    m_tabs->setCurrentIndex(m_tabs->addTab(view, captionOf(shortened(tabText(view)))));
    m_page->showContent();
    updateTabs();
    view->open(line);
    view->editor()->setFocus();
    return view;
}

DocumentView *FilesPane::currentDocument() const
{
    return qobject_cast<DocumentView *>(m_tabs->currentWidget());
}

QList<DocumentView *> FilesPane::documents() const
{
    QList<DocumentView *> views;
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (auto *view = qobject_cast<DocumentView *>(m_tabs->widget(i)))
            views.append(view);
    }
    return views;
}

DocumentView *FilesPane::document(const QString &source, const QString &path) const
{
    const QList<DocumentView *> views = documents();
    for (DocumentView *view : views) {
        if (view->session()->source() == source && view->session()->path() == path)
            return view;
    }
    return nullptr;
}

QString FilesPane::tabText(const DocumentView *view) const
{
    const QList<DocumentView *> views = documents();
    for (const DocumentView *other : views) {
        if (other != view && other->fileName() == view->fileName())
            return view->title();
    }
    return view->fileName();
}

void FilesPane::updateTab(DocumentView *view)
{
    const int index = m_tabs->indexOf(view);
    if (index < 0)
        return;
    const Mark mark = markOf(view->session()->state(), view->session()->hasUnsavedText());
    m_tabs->setTabText(index, captionOf(shortened(tabText(view))));
    m_tabs->setTabIcon(index, Icon::get(mark.icon, mark.role));
    m_tabs->setTabToolTip(index, tr("%1: %2").arg(view->title(), view->stateText()));
    m_tabs->tabBar()->setAccessibleTabName(
        index, tr("%1, %2").arg(shownName(tabText(view)), view->stateText()));
}

// Equal names tell their folders apart, so that one tab can change the text of another.
void FilesPane::updateTabs()
{
    const QList<DocumentView *> views = documents();
    for (DocumentView *view : views)
        updateTab(view);
}

void FilesPane::setPipeline(SavePipeline *pipeline)
{
    m_pipeline = pipeline;
    m_panel = new PipelinePanel(pipeline, this);
    m_rows->addWidget(m_panel);
    m_rows->setStretchFactor(0, 1);
    setPipelineShown(!pipeline->steps().isEmpty());
    connect(m_panel, &PipelinePanel::cancelRequested, this, &FilesPane::pipelineCancelRequested);
    connect(m_panel, &PipelinePanel::revertRequested, this, &FilesPane::pipelineRevertRequested);
    connect(m_panel, &PipelinePanel::closeRequested, this, [this] { setPipelineShown(false); });
    connect(pipeline, &SavePipeline::stepsReset, this,
            [this] { setPipelineShown(!m_pipeline->steps().isEmpty()); });
    connect(pipeline, &SavePipeline::finished, this, &FilesPane::updateTools);
}

void FilesPane::setPipelineShown(bool shown)
{
    m_panel->setVisible(shown);
    if (shown)
        m_panel->setOpen(true);
    updateTools();
}

void FilesPane::focusOpenBar()
{
    const DocumentView *view = currentDocument();
    m_openBar->start(view ? view->constSession()->source() : QString());
}

void FilesPane::showDrafts()
{
    if (!m_drafts)
        return;
    auto *dialog = new DraftsDialog(m_drafts, m_profile, this);
    connect(dialog, &DraftsDialog::openRequested, this,
            [this](const QString &source, const QString &path) { openFile(source, path); });
    dialog->open();
}

void FilesPane::closeTab(int index)
{
    auto *view = qobject_cast<DocumentView *>(m_tabs->widget(index));
    if (!view)
        return;
    view->sync();
    if (view->session()->hasUnsavedText())
        askToClose(view);
    else
        removeView(view);
}

void FilesPane::askToClose(DocumentView *view)
{
    m_tabs->setCurrentWidget(view);
    auto *dialog = new UnsavedDialog(view->title(), view->recorder()->isRecording(), view);
    connect(dialog, &UnsavedDialog::saveRequested, view, [this, view] {
        // For this save only: after another outcome the tab stays, and so does the next save's.
        auto *once = new QObject(view);
        connect(view, &DocumentView::saveEnded, once,
                [this, view, once](DocumentSession::SaveOutcome outcome) {
                    once->deleteLater();
                    if (outcome == DocumentSession::SaveOutcome::Saved
                        || outcome == DocumentSession::SaveOutcome::Unchanged)
                        removeView(view);
                });
        connect(view, &DocumentView::saveAbandoned, once, &QObject::deleteLater);
        view->save();
    });
    connect(dialog, &UnsavedDialog::keepDraftRequested, this,
            [this, view] { closeOnceDrafted(view); });
    connect(dialog, &UnsavedDialog::discardRequested, this, [this, view] {
        view->recorder()->discard();
        removeView(view);
    });
    dialog->open();
}

//! The tab goes when its text is known to be on the disk; when the disk does not take it, the tab
//! stays and says so.
void FilesPane::closeOnceDrafted(DocumentView *view)
{
    DraftRecorder *recorder = view->recorder();
    recorder->flush();
    if (recorder->isOnDisk())
        return removeView(view);
    auto *once = new QObject(view);
    connect(recorder, &DraftRecorder::recorded, once, [this, view, once] {
        once->deleteLater();
        removeView(view);
    });
    connect(recorder, &DraftRecorder::failed, once, &QObject::deleteLater);
}

void FilesPane::whenDrafted(const std::function<void()> &done)
{
    flushDrafts();
    auto *waiting = new QObject(this);
    // One call, however many signals are still on their way.
    const auto end = [waiting, done, ended = std::make_shared<bool>(false)] {
        if (std::exchange(*ended, true))
            return;
        waiting->deleteLater();
        done();
    };
    const auto check = [this, end] {
        const QList<DocumentView *> views = documents();
        if (std::none_of(views.cbegin(), views.cend(),
                         [](DocumentView *view) { return view->recorder()->isWriting(); }))
            end();
    };
    const QList<DocumentView *> views = documents();
    for (DocumentView *view : views) {
        connect(view->recorder(), &DraftRecorder::recorded, waiting, check);
        connect(view->recorder(), &DraftRecorder::failed, waiting, check);
    }
    QTimer::singleShot(mostWaitForDrafts, waiting, end); // a disk that hangs has not got them
    check();
}

void FilesPane::removeView(DocumentView *view)
{
    const int index = m_tabs->indexOf(view);
    if (index < 0)
        return;
    m_watcher.forget(view->session());
    view->disconnect(this);
    m_tabs->removeTab(index);
    view->deleteLater();
    updateTabs();
    if (m_tabs->count() == 0)
        m_page->showEmpty(tr("No file is open"),
                          tr("The daemon gives no list of files. Name one by its source and path."),
                          tr("Open a file"));
}

QList<UnsavedDocument> FilesPane::unsavedDocuments()
{
    QList<UnsavedDocument> unsaved;
    const QList<DocumentView *> views = documents();
    for (DocumentView *view : views) {
        view->sync();
        const DocumentSession *session = view->session();
        if (session->hasUnsavedText())
            unsaved.append({session->source(), session->path(), session->state(),
                            view->recorder()->isOnDisk()});
    }
    return unsaved;
}

void FilesPane::flushDrafts()
{
    const QList<DocumentView *> views = documents();
    for (DocumentView *view : views) {
        view->sync();
        view->recorder()->flush();
    }
}

bool FilesPane::event(QEvent *event)
{
    // On focus: what happened on the server while one looked elsewhere?
    if (event->type() == QEvent::WindowActivate)
        m_watcher.checkAll();
    return QWidget::event(event);
}

} // namespace angee
