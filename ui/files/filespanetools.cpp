// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// The tool bar and the keys of the files, and what of them can be used when.
#include "core/files/filebook.h"
#include "core/pipeline/savepipeline.h"
#include "ui/files/codeeditor.h"
#include "ui/files/filespane.h"
#include "ui/files/gotolinedialog.h"
#include "ui/files/pipelinepanel.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QTabWidget>
#include <QToolButton>

namespace angee {

using namespace Qt::StringLiterals;

using State = DocumentSession::State;

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
    connect(m_save, &QToolButton::clicked, this, &FilesPane::save);
    connect(m_saveBuild, &QToolButton::clicked, this, &FilesPane::saveAndBuild);
    connect(m_saveApply, &QToolButton::clicked, this, &FilesPane::saveBuildAndApply);
    m_pipelineButton = addTool(u"pipelineButton"_s, tr("Pipeline"), Icon::Name::Activity);
    m_pipelineButton->setCheckable(true);
    m_pipelineButton->setToolTip(tr("Show the steps of the last save with a build"));
    connect(m_pipelineButton, &QToolButton::clicked, this, &FilesPane::setPipelineShown);
    m_draftsButton = addTool(u"draftsButton"_s, tr("Drafts…"), Icon::Name::Clock);
    connect(m_draftsButton, &QToolButton::clicked, this, &FilesPane::showDrafts);
    // What each does is told by its tool tip; three verbs more would not fit a small window.
    for (QToolButton *button : {m_find, m_whitespace, m_pin, m_pipelineButton})
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_find->setToolTip(tr("Find (Ctrl+F)"));
    m_whitespace->setToolTip(tr("Show whitespace, line ends and all that cannot be seen"));
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
    for (QToolButton *button : {m_find, m_whitespace, m_pin, m_pipelineButton, m_draftsButton})
        layout->addWidget(button);
    return bar;
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
    const auto step = [this](int by) {
        return [this, by](DocumentView *) {
            m_tabs->setCurrentIndex((m_tabs->currentIndex() + by + m_tabs->count())
                                    % m_tabs->count());
        };
    };
    add(u"nextTabShortcut"_s, Qt::CTRL | Qt::Key_PageDown, step(1));
    add(u"previousTabShortcut"_s, Qt::CTRL | Qt::Key_PageUp, step(-1));
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
        const bool busy = m_pipeline && m_pipeline->isRunning();
        button->setEnabled(writable && m_canBuild && !busy);
        button->setToolTip(!why.isEmpty()    ? why
                               : !m_canBuild ? m_noBuildReason
                               : busy        ? tr("The pipeline is still running.")
                                             : QString());
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
    m_pipelineButton->setEnabled(m_pipeline && !m_pipeline->steps().isEmpty());
    m_pipelineButton->setChecked(m_panel && m_panel->isVisibleTo(m_panel->parentWidget()));
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

} // namespace angee
