// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/filespane.h"

#include "core/files/filebook.h"
#include "ui/files/codeeditor.h"
#include "ui/files/draftsdialog.h"
#include "ui/files/filetree.h"
#include "ui/files/gotolinedialog.h"
#include "ui/files/openfilebar.h"
#include "ui/files/unsaveddialog.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QShortcut>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

using State = DocumentSession::State;

namespace {

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
}

QToolButton *FilesPane::addTool(const QString &name, const QString &text, Icon::Name icon)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(text);
    button->setIcon(Icon::get(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QWidget *FilesPane::buildToolBar()
{
    auto *bar = new QWidget(this);
    bar->setObjectName(u"filesTools"_s);
    m_save = addTool(u"saveButton"_s, tr("Save"), Icon::Name::Save);
    m_saveBuild = addTool(u"saveBuildButton"_s, tr("Save and build"), Icon::Name::Build);
    m_saveApply = addTool(u"saveApplyButton"_s, tr("Save, build and apply"), Icon::Name::Up);
    m_review = addTool(u"reviewButton"_s, tr("Review"), Icon::Name::Diff);
    m_revert = addTool(u"revertButton"_s, tr("Revert"), Icon::Name::Undo);
    m_find = addTool(u"findButton"_s, tr("Find"), Icon::Name::Search);
    m_whitespace = addTool(u"whitespaceButton"_s, tr("Whitespace"), Icon::Name::Wrap);
    m_whitespace->setCheckable(true);
    m_pin = addTool(u"pinButton"_s, tr("Pin"), Icon::Name::Pin);
    m_pin->setCheckable(true);
    m_draftsButton = addTool(u"draftsButton"_s, tr("Drafts…"), Icon::Name::Clock);
    connect(m_save, &QToolButton::clicked, this, &FilesPane::save);
    connect(m_saveBuild, &QToolButton::clicked, this, &FilesPane::saveAndBuild);
    connect(m_saveApply, &QToolButton::clicked, this, &FilesPane::saveBuildAndApply);
    connect(m_draftsButton, &QToolButton::clicked, this, &FilesPane::showDrafts);
    // What each does is told by its tool tip; three verbs more would not fit a small window.
    for (QToolButton *button : {m_find, m_whitespace, m_pin})
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_find->setToolTip(tr("Find (Ctrl+F)"));
    m_whitespace->setToolTip(tr("Show whitespace and line ends"));
    m_pin->setToolTip(tr("Keep this file on top of the list"));
    const auto onDocument = [this](QToolButton *button, auto action) {
        connect(button, &QToolButton::clicked, this, [this, action] {
            if (DocumentView *view = currentDocument())
                action(view);
            updateTools();
        });
    };
    onDocument(m_review, [](DocumentView *view) { view->review(); });
    onDocument(m_revert, [](DocumentView *view) { view->revert(); });
    onDocument(m_find, [](DocumentView *view) { view->find(false); });
    onDocument(m_whitespace, [this](DocumentView *view) {
        view->editor()->setWhitespaceShown(m_whitespace->isChecked());
    });
    onDocument(m_pin, [this](DocumentView *view) {
        m_book->setPinned({view->session()->source(), view->session()->path()}, m_pin->isChecked());
    });
    auto *layout = new QHBoxLayout(bar);
    const int gap = spacing(1, this);
    layout->setContentsMargins({});
    layout->setSpacing(gap);
    for (QToolButton *button : {m_save, m_saveBuild, m_saveApply, m_review, m_revert})
        layout->addWidget(button);
    layout->addStretch(1);
    for (QToolButton *button : {m_find, m_whitespace, m_pin, m_draftsButton})
        layout->addWidget(button);
    return bar;
}

void FilesPane::build()
{
    m_openBar = new OpenFileBar(m_book, this);
    m_tree = new FileTree(m_book, this);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"fileTabs"_s);
    m_tabs->setAccessibleName(tr("Open files"));
    m_tabs->setDocumentMode(true);
    m_tabs->setMovable(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_page = new StatePage(this);
    m_page->setObjectName(u"filesPage"_s);
    m_page->setEmptyIcon(Icon::Name::File);
    m_page->setContent(m_tabs);
    m_page->showEmpty(tr("No file is open"),
                      tr("The daemon gives no list of files. Name one by its source and path."),
                      tr("Open a file"));
    connect(m_page, &StatePage::actionRequested, this, &FilesPane::focusOpenBar);

    auto *right = new QWidget(this);
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins({});
    rightLayout->setSpacing(0);
    rightLayout->addWidget(m_page, 1);
    m_splitter = new QSplitter(this);
    m_splitter->setObjectName(u"filesSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({240, 760});
    m_tree->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    auto *layout = new QVBoxLayout(this);
    const int gap = spacing(1, this);
    layout->setContentsMargins(0, gap, 0, 0);
    layout->setSpacing(gap);
    layout->addWidget(m_openBar);
    layout->addWidget(buildToolBar());
    layout->addWidget(m_splitter, 1);

    const auto open = [this](const QString &source, const QString &path) {
        openFile(source, path);
    };
    connect(m_openBar, &OpenFileBar::openRequested, this, open);
    connect(m_tree, &FileTree::fileActivated, this, open);
    connect(m_tree, &FileTree::sourceActivated, m_openBar, &OpenFileBar::start);
    connect(m_tree, &FileTree::changedFilesRequested, this, &FilesPane::changedFilesRequested);
    connect(m_book, &FileBook::contentsChanged, this, &FilesPane::updateTools);
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &FilesPane::closeTab);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (DocumentView *view = currentDocument())
            m_watcher.checkNow(view->session());
        updateTools();
        emit currentDocumentChanged();
    });
}

void FilesPane::addShortcuts()
{
    const auto add = [this](const QString &name, const QKeySequence &keys, auto action) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setObjectName(name);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, action] {
            if (DocumentView *view = currentDocument())
                action(view);
        });
    };
    add(u"saveShortcut"_s, Qt::CTRL | Qt::Key_S, [this](DocumentView *) { save(); });
    add(u"saveBuildShortcut"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_S,
        [this](DocumentView *) { saveAndBuild(); });
    add(u"findShortcut"_s, Qt::CTRL | Qt::Key_F, [](DocumentView *view) { view->find(false); });
    add(u"replaceShortcut"_s, Qt::CTRL | Qt::Key_H, [](DocumentView *view) { view->find(true); });
    add(u"findNextShortcut"_s, Qt::Key_F3, [](DocumentView *view) { view->findNext(); });
    add(u"findPreviousShortcut"_s, Qt::SHIFT | Qt::Key_F3,
        [](DocumentView *view) { view->findPrevious(); });
    add(u"goToLineShortcut"_s, Qt::CTRL | Qt::Key_G, [](DocumentView *view) {
        auto *dialog =
            new GoToLineDialog(view->editor()->caretLine(), view->editor()->lines(), view);
        QObject::connect(dialog, &GoToLineDialog::lineChosen, view, &DocumentView::goToLine);
        dialog->open();
    });
    add(u"nextProblemShortcut"_s, Qt::Key_F7, [](DocumentView *view) { view->showNextProblem(); });
    add(u"previousProblemShortcut"_s, Qt::SHIFT | Qt::Key_F7,
        [](DocumentView *view) { view->showPreviousProblem(); });
    add(u"closeShortcut"_s, Qt::CTRL | Qt::Key_W,
        [this](DocumentView *) { closeTab(m_tabs->currentIndex()); });
    const auto zoom = [](int by) {
        return [by](DocumentView *view) {
            view->editor()->setZoom(by == 0 ? 0 : view->editor()->zoom() + by);
        };
    };
    add(u"zoomInShortcut"_s, Qt::CTRL | Qt::Key_Equal, zoom(1));
    add(u"zoomInPlusShortcut"_s, Qt::CTRL | Qt::Key_Plus, zoom(1));
    add(u"zoomOutShortcut"_s, Qt::CTRL | Qt::Key_Minus, zoom(-1));
    add(u"zoomResetShortcut"_s, Qt::CTRL | Qt::Key_0, zoom(0));
    auto *openShortcut = new QShortcut(Qt::CTRL | Qt::Key_P, this);
    openShortcut->setObjectName(u"openShortcut"_s);
    openShortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(openShortcut, &QShortcut::activated, this, &FilesPane::focusOpenBar);
}

void FilesPane::setSources(const QList<Source> &sources)
{
    m_tree->setSources(sources);
    QStringList names;
    for (const Source &source : sources) {
        if (source.slot.isEmpty())
            names << source.name;
    }
    m_openBar->setSources(names);
}

void FilesPane::setWorkspaces(const QList<Workspace> &workspaces)
{
    m_tree->setWorkspaces(workspaces);
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
        return open;
    }
    auto *view = new DocumentView(m_transport, m_drafts, m_profile, source, path);
    view->setReviewForced(m_reviewForced);
    view->setReadOnly(m_readOnlyReason);
    connect(view, &DocumentView::statusChanged, this, [this, view] {
        updateTab(view);
        updateTools();
        emit unsavedChanged();
    });
    connect(view, &DocumentView::saved, this,
            [this, view](AfterSave next) { onSaved(view, next); });
    connect(view, &DocumentView::closeRequested, this, [this, view] { removeView(view); });
    // Known once it has been seen to exist, so that a typing mistake is not remembered.
    connect(view->session(), &DocumentSession::baseChanged, this, [this, source, path] {
        m_book->addRecent({source, path});
    });
    m_watcher.watch(view->session());
    m_tabs->setCurrentIndex(m_tabs->addTab(view, tabText(view)));
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
    // '&' would underline a letter.
    const QString text = tabText(view).replace(u'&', u"&&"_s);
    m_tabs->setTabText(index, text);
    m_tabs->setTabIcon(index, Icon::get(mark.icon, mark.role));
    m_tabs->setTabToolTip(index, tr("%1: %2").arg(view->title(), view->stateText()));
    m_tabs->tabBar()->setAccessibleTabName(index,
                                           tr("%1, %2").arg(tabText(view), view->stateText()));
}

// Equal names tell their folders apart, so that one tab can change the text of another.
void FilesPane::updateTabs()
{
    const QList<DocumentView *> views = documents();
    for (DocumentView *view : views)
        updateTab(view);
}

void FilesPane::updateTools()
{
    const DocumentView *view = currentDocument();
    const DocumentSession *session = view ? view->constSession() : nullptr;
    const State state = session ? session->state() : State::Closed;
    const bool conflict = state == State::Conflict;
    const bool loaded = session && session->isLoaded();
    const bool writable = loaded && session->readOnlyReason().isEmpty() && !conflict
        && state != State::DeletedOnServer && state != State::Binary && state != State::TooLarge;
    const QString why = conflict ? tr("Choose between the texts first.")
        : state == State::DeletedOnServer
        ? tr("The file is gone on the server: create it again, or keep a draft.")
        : loaded && !session->readOnlyReason().isEmpty() ? session->readOnlyReason()
                                                         : QString();
    m_save->setEnabled(writable);
    m_save->setToolTip(why.isEmpty() ? tr("Save (Ctrl+S)") : why);
    for (QToolButton *button : {m_saveBuild, m_saveApply}) {
        button->setEnabled(writable && m_canBuild);
        button->setToolTip(!why.isEmpty() ? why : !m_canBuild ? m_noBuildReason : QString());
    }
    m_review->setEnabled(loaded);
    m_revert->setEnabled(writable && session->textBeforeSave()
                         && *session->textBeforeSave() != session->content());
    m_revert->setToolTip(tr("Puts back the text from before the last save; saving sends it."));
    m_find->setEnabled(loaded && !conflict);
    m_whitespace->setEnabled(loaded);
    m_whitespace->setChecked(view && view->editor()->isWhitespaceShown());
    m_pin->setEnabled(session);
    m_pin->setChecked(session && m_book->isPinned({session->source(), session->path()}));
    m_draftsButton->setVisible(m_drafts);
}

void FilesPane::save()
{
    if (DocumentView *view = currentDocument())
        view->save();
}

void FilesPane::saveAndBuild()
{
    if (DocumentView *view = currentDocument(); view && m_canBuild)
        view->save(AfterSave::Build);
}

void FilesPane::saveBuildAndApply()
{
    if (DocumentView *view = currentDocument(); view && m_canBuild)
        view->save(AfterSave::BuildAndApply);
}

void FilesPane::onSaved(DocumentView *view, AfterSave next)
{
    const QString source = view->session()->source();
    const QString path = view->session()->path();
    emit saved(source, path);
    if (next == AfterSave::Build)
        emit buildRequested(source, path);
    else if (next == AfterSave::BuildAndApply)
        emit buildAndApplyRequested(source, path);
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
    connect(dialog, &UnsavedDialog::keepDraftRequested, this, [this, view] {
        view->recorder()->flush();
        removeView(view);
    });
    connect(dialog, &UnsavedDialog::discardRequested, this, [this, view] {
        view->recorder()->discard();
        removeView(view);
    });
    dialog->open();
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
    emit unsavedChanged();
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
                            view->recorder()->isRecording()});
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

void FilesPane::discardAll()
{
    const QList<DocumentView *> views = documents();
    for (DocumentView *view : views)
        view->recorder()->discard();
}

bool FilesPane::event(QEvent *event)
{
    // On focus: what happened on the server while one looked elsewhere?
    if (event->type() == QEvent::WindowActivate)
        m_watcher.checkAll();
    return QWidget::event(event);
}

} // namespace angee
