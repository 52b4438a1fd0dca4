// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// The buttons and the keys of the logs, and what of them can be used when.
#include "ui/logs/logsheet.h"
#include "ui/logs/logspane.h"
#include "ui/widgets/actionrow.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QTabWidget>

namespace angee {

using namespace Qt::StringLiterals;

//! Keys of one letter are heard by the view alone: elsewhere one types.
QAction *LogsPane::addAction(const QString &name, const QString &text, Icon::Name icon,
                             const QKeySequence &key, const OnSheet &slot)
{
    auto *action = new QAction(Icon::get(icon), text, this);
    action->setObjectName(name);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, [this, slot] {
        if (LogSheet *sheet = currentSheet())
            slot(sheet);
        updateTools();
    });
    m_sheetActions.append(action);
    return action;
}

QAction *LogsPane::addToggle(const QString &name, const QString &text, Icon::Name icon,
                             const QKeySequence &key, const std::function<void(bool)> &slot)
{
    auto *action = new QAction(Icon::get(icon), text, this);
    action->setObjectName(name);
    action->setCheckable(true);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, [this, slot](bool checked) {
        slot(checked);
        updateTools();
    });
    m_sheetActions.append(action);
    return action;
}

void LogsPane::makeTools()
{
    const auto onSheet = [this](auto method) {
        return [this, method](bool checked) {
            if (LogSheet *sheet = currentSheet())
                method(sheet, checked);
        };
    };
    m_follow =
        addToggle(u"logFollow"_s, tr("Follow"), Icon::Name::Follow, Qt::Key_F,
                  onSheet([](LogSheet *sheet, bool on) { sheet->view()->setFollowing(on); }));
    m_pause = addToggle(u"logPause"_s, tr("Pause"), Icon::Name::Pause, Qt::Key_Space,
                        onSheet([](LogSheet *sheet, bool on) { sheet->setPaused(on); }));
    makeLookActions();
    QAction *mark = addAction(u"logMark"_s, tr("Mark"), Icon::Name::Pin, Qt::Key_M,
                              [this](LogSheet *) { emit markRequested(); });
    m_clear = addAction(u"logClear"_s, tr("Clear"), Icon::Name::Clear, {},
                        [](LogSheet *sheet) { sheet->clearShown(); });
    m_clear->setStatusTip(tr("Hides what is there; it can be shown again"));
    m_undoClear = addAction(u"logUndoClear"_s, tr("Undo clear"), Icon::Name::Undo, {},
                            [](LogSheet *sheet) { sheet->undoClear(); });
    m_context = addToggle(u"logContext"_s, tr("Context"), Icon::Name::Columns, Qt::Key_C,
                          onSheet([](LogSheet *sheet, bool on) { sheet->setContextShown(on); }));
    m_context->setStatusTip(tr("The whole log below the filtered one"));
    m_beside = addToggle(u"logBeside"_s, tr("Beside"), Icon::Name::Columns, Qt::Key_B,
                         onSheet([this](LogSheet *sheet, bool on) { setBeside(sheet, on); }));
    m_beside->setStatusTip(tr("This log in a group of tabs beside the others"));
    m_rowActions = {m_follow, m_pause, m_wrap, mark, m_clear, m_undoClear, m_context, m_beside};
    makeFileActions();
    makeServiceActions();
    makeKeys();
    m_tools->setActions(m_rowActions);
}

void LogsPane::makeLookActions()
{
    m_wrap = addToggle(u"logWrap"_s, tr("Wrap"), Icon::Name::Wrap, Qt::Key_W, [this](bool on) {
        m_look.wrapped = on;
        applyLook();
        emit lookChanged(m_look);
    });
    QAction *time = addAction(u"logGutter"_s, tr("Time, age, number or nothing before each line"),
                              Icon::Name::Clock, Qt::Key_T, [this](LogSheet *) {
                                  m_look.gutter = m_look.gutter == LogGutter::Time ? LogGutter::Age
                                      : m_look.gutter == LogGutter::Age    ? LogGutter::Number
                                      : m_look.gutter == LogGutter::Number ? LogGutter::None
                                                                           : LogGutter::Time;
                                  applyLook();
                                  emit lookChanged(m_look);
                              });
    time->setIconText(tr("Time"));
}

void LogsPane::makeFileActions()
{
    auto *shown = addAction(u"logSave"_s, tr("Save…"), Icon::Name::Save, {},
                            [this](LogSheet *) { emit saveRequested(LogFormat::Text, true); });
    addAction(u"logSaveAll"_s, tr("Save all lines…"), Icon::Name::Save, {},
              [this](LogSheet *) { emit saveRequested(LogFormat::Text, false); });
    addAction(u"logSaveJson"_s, tr("Save shown lines as NDJSON…"), Icon::Name::Save, {},
              [this](LogSheet *) { emit saveRequested(LogFormat::NdJson, true); });
    m_record = addToggle(u"logRecord"_s, tr("Record"), Icon::Name::Dot, {},
                         [this](bool on) { emit recordRequested(on); });
    m_record->setStatusTip(tr("Writes each line that comes to a file"));
    auto *open = new QAction(Icon::get(Icon::Name::Folder), tr("Open file…"), this);
    open->setObjectName(u"logOpenFile"_s);
    connect(open, &QAction::triggered, this, &LogsPane::openFileRequested);
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    m_rowActions += {separator, shown, m_record};
}

void LogsPane::makeServiceActions()
{
    const auto add = [this](const QString &name, const QString &text, Icon::Name icon,
                            ServiceAction what) {
        auto *action = new QAction(Icon::get(icon), text, this);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this,
                [this, what] { emit actionRequested(what, m_subject); });
        m_serviceActions.append(action);
    };
    add(u"logStart"_s, tr("Start"), Icon::Name::Start, ServiceAction::Start);
    add(u"logStop"_s, tr("Stop"), Icon::Name::Stop, ServiceAction::Stop);
    add(u"logRestart"_s, tr("Restart"), Icon::Name::Restart, ServiceAction::Restart);
    add(u"logRecreate"_s, tr("Recreate"), Icon::Name::Up, ServiceAction::Up);
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    m_rowActions += separator;
    m_rowActions += m_serviceActions;
}

void LogsPane::makeKeys()
{
    using Way = LogSheet::Way;
    addAction(u"logFind"_s, tr("Find"), Icon::Name::Search, QKeySequence::Find,
              [](LogSheet *sheet) { sheet->openFind(); });
    addAction(u"logNextHit"_s, tr("Next hit"), Icon::Name::ChevronDown, Qt::Key_N,
              [](LogSheet *sheet) { sheet->findNext(); });
    addAction(u"logPreviousHit"_s, tr("Previous hit"), Icon::Name::ChevronUp,
              QKeySequence(u"Shift+N"_s), [](LogSheet *sheet) { sheet->findPrevious(); });
    for (QAction *action : {m_sheetActions.at(m_sheetActions.size() - 2), m_sheetActions.last()}) {
        const bool next = action->objectName() == "logNextHit"_L1;
        action->setShortcuts(
            {action->shortcut(), next ? QKeySequence(Qt::Key_F3) : QKeySequence(u"Shift+F3"_s)});
    }
    addAction(u"logNextError"_s, tr("Next error"), Icon::Name::ChevronDown, Qt::Key_E,
              [](LogSheet *sheet) { sheet->goToError(Way::Forth); });
    addAction(u"logPreviousError"_s, tr("Previous error"), Icon::Name::ChevronUp,
              QKeySequence(u"Shift+E"_s), [](LogSheet *sheet) { sheet->goToError(Way::Back); });
    addAction(u"logNextMark"_s, tr("Next mark"), Icon::Name::ChevronDown, Qt::Key_BracketRight,
              [](LogSheet *sheet) { sheet->goToMark(Way::Forth); });
    addAction(u"logPreviousMark"_s, tr("Previous mark"), Icon::Name::ChevronUp, Qt::Key_BracketLeft,
              [](LogSheet *sheet) { sheet->goToMark(Way::Back); });
    addAction(u"logCopy"_s, tr("Copy"), Icon::Name::Copy, QKeySequence::Copy,
              [](LogSheet *sheet) { sheet->view()->copy(LogView::CopyWith::Text); });
    addAction(u"logCopyWith"_s, tr("Copy with time and service"), Icon::Name::Copy,
              QKeySequence(u"Ctrl+Shift+C"_s),
              [](LogSheet *sheet) { sheet->view()->copy(LogView::CopyWith::TimeAndService); });
    addAction(u"logSelectAll"_s, tr("Select all"), Icon::Name::Check, QKeySequence::SelectAll,
              [](LogSheet *sheet) { sheet->view()->selectAll(); });
}

void LogsPane::updateTools()
{
    const LogSheet *sheet = currentSheet();
    const QString noSheet = sheet ? QString() : tr("No log is open.");
    for (QAction *action : std::as_const(m_sheetActions))
        setActionAvailable(action, noSheet);
    m_follow->setChecked(sheet && sheet->view()->isFollowing());
    m_pause->setChecked(sheet && sheet->isPaused());
    m_wrap->setChecked(m_look.wrapped);
    m_context->setChecked(sheet && sheet->isContextShown());
    const bool isBesideNow = sheet && m_tabs == m_right;
    m_beside->setChecked(isBesideNow);
    if (sheet && !isBesideNow && m_left->count() == 1)
        setActionAvailable(m_beside, tr("There is no other log."));
    const bool canUndo = sheet && sheet->canUndoClear();
    setActionAvailable(m_undoClear, canUndo ? QString() : tr("Nothing was cleared."));
    m_record->setChecked(sheet && sheet->recorder()->isRecording());
    const QString whyNot = m_subject.isEmpty() ? tr("No service is shown.") : m_whyNoChanges;
    for (QAction *action : std::as_const(m_serviceActions))
        setActionAvailable(action, whyNot);
}

void LogsPane::setRecording(bool recording)
{
    m_record->setChecked(recording);
}

void LogsPane::showContextMenu(const QPoint &at)
{
    LogSheet *sheet = currentSheet();
    if (!sheet)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"logContextMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto named = [this](const QString &name) { return findChild<QAction *>(name); };
    for (const QString &name : {u"logCopy"_s, u"logCopyWith"_s, u"logSelectAll"_s})
        menu->addAction(named(name));
    menu->addSeparator();
    LogView *view = sheet->view();
    if (const auto line = view->currentLine();
        line && !openedLogLine(sheet->store()->bytes(*line)).isEmpty()) {
        const bool isOpen = !sheet->rows()->opened(*line).isEmpty();
        menu->addAction(isOpen ? tr("Close the fields (Enter)") : tr("Open the fields (Enter)"),
                        view, [view, line, isOpen] { view->setOpened(*line, !isOpen); });
    }
    menu->addAction(tr("Go to the line in the whole log"), this, [this, sheet] {
        sheet->setContextShown(true);
        updateTools();
    });
    menu->addSeparator();
    for (const QString &name : {u"logSaveAll"_s, u"logSave"_s, u"logSaveJson"_s})
        menu->addAction(named(name));
    menu->popup(view->viewport()->mapToGlobal(at));
}

} // namespace angee
