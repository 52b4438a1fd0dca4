// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logspane.h"

#include "ui/logs/logfilterbar.h"
#include "ui/logs/logfindbar.h"
#include "ui/logs/logsdescriptor.h"
#include "ui/logs/logsheet.h"
#include "ui/widgets/actionrow.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostListed = 1000; // services in a list that one scrolls

} // namespace

LogsPane::LogsPane(QWidget *parent)
    : Pane(logsDescriptor(), parent)
    , m_left(makeGroup(u"logTabs"_s, tr("Open logs")))
    , m_right(makeGroup(u"logTabsBeside"_s, tr("Open logs beside them")))
    , m_tabs(m_left)
    , m_tools(new ActionRow(this))
    , m_service(new QComboBox(this))
    , m_connection(new QLabel(this))
    , m_reconnect(new QPushButton(tr("Connect again"), this))
    , m_merge(new QToolButton(this))
{
    makeHeader();
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *groups = new QSplitter(this);
    groups->setObjectName(u"logGroups"_s);
    groups->setChildrenCollapsible(false);
    groups->addWidget(m_left);
    groups->addWidget(m_right);
    m_right->hide();
    m_tools->setObjectName(u"logTools"_s);
    column->addWidget(m_tools);
    column->addWidget(groups, 1);
    setContent(content);
    makeTools();
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && m_tabs->isAncestorOf(now))
            return;
        for (QTabWidget *group : {m_left, m_right}) {
            if (now && group->isAncestorOf(now))
                enterGroup(group);
        }
    });
    statePage()->setEmptyIcon(Icon::Name::Log);
    onSheetChanged();
}

//! Lives as long as the pane.
QTabWidget *LogsPane::makeGroup(const QString &name, const QString &caption)
{
    auto *group = new QTabWidget(this);
    group->setObjectName(name);
    group->setAccessibleName(caption);
    group->setDocumentMode(true);
    group->setTabsClosable(true);
    group->setMovable(true);
    connect(group, &QTabWidget::currentChanged, this, [this, group] {
        if (group == m_tabs)
            onSheetChanged();
        else if (group->count() == 0)
            settleGroups();
    });
    connect(group, &QTabWidget::tabCloseRequested, this, [this, group](int index) {
        if (auto *sheet = qobject_cast<LogSheet *>(group->widget(index)))
            emit closeRequested(sheet);
    });
    connect(group->tabBar(), &QTabBar::tabMoved, this, &LogsPane::sheetsChanged);
    connect(group->tabBar(), &QTabBar::tabBarClicked, this, [this, group] { enterGroup(group); });
    return group;
}

QTabWidget *LogsPane::groupOf(LogSheet *sheet) const
{
    return m_right->indexOf(sheet) >= 0 ? m_right : m_left;
}

void LogsPane::enterGroup(QTabWidget *group)
{
    if (group == m_tabs)
        return;
    m_tabs = group;
    onSheetChanged();
}

//! No group is empty beside one that is not.
void LogsPane::settleGroups()
{
    if (m_left->count() == 0 && m_right->count() > 0) {
        while (LogSheet *sheet = qobject_cast<LogSheet *>(m_right->widget(0))) {
            const QString title = m_right->tabText(0);
            const QString toolTip = m_right->tabToolTip(0);
            m_right->removeTab(0);
            m_left->setTabToolTip(m_left->addTab(sheet, title), toolTip);
        }
    }
    m_right->setVisible(m_right->count() > 0);
    if (m_right->count() == 0)
        enterGroup(m_left);
    emit sheetsChanged();
    updateTools();
}

void LogsPane::setBeside(LogSheet *sheet, bool beside)
{
    QTabWidget *from = groupOf(sheet);
    QTabWidget *to = beside ? m_right : m_left;
    const int index = from->indexOf(sheet);
    if (index < 0 || from == to || (beside && from->count() == 1))
        return;
    const QString title = from->tabText(index);
    const QString toolTip = from->tabToolTip(index);
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    from->removeTab(index);
    to->setTabToolTip(to->addTab(sheet, title), toolTip);
    to->setCurrentWidget(sheet);
    to->show();
    if (auto *groups = qobject_cast<QSplitter *>(to->parentWidget()); groups && beside)
        groups->setSizes({1, 1});
    m_tabs = to;
    settleGroups();
    onSheetChanged();
    if (hadFocus)
        sheet->view()->setFocus(Qt::OtherFocusReason);
}

bool LogsPane::isBeside(LogSheet *sheet) const
{
    return m_right->indexOf(sheet) >= 0;
}

LogsPane::~LogsPane()
{
    // What goes with us must not tell us.
    qApp->disconnect(this);
    for (QTabWidget *group : {m_left, m_right}) {
        group->disconnect(this);
        group->tabBar()->disconnect(this);
    }
    const QList<LogSheet *> all = sheets();
    for (LogSheet *sheet : all) {
        sheet->disconnect(this);
        sheet->view()->disconnect(this);
    }
}

void LogsPane::makeHeader()
{
    m_service->setObjectName(u"logService"_s);
    m_service->setAccessibleName(tr("Service"));
    m_service->setPlaceholderText(tr("Choose a service"));
    constexpr int characters = 18;
    m_service->setMinimumContentsLength(characters);
    m_service->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_connection->setObjectName(u"logConnection"_s);
    m_connection->setTextFormat(Qt::PlainText);
    m_reconnect->setObjectName(u"logReconnect"_s);
    m_reconnect->hide();
    m_merge->setObjectName(u"logMerge"_s);
    m_merge->setText(tr("Merge"));
    m_merge->setToolTip(tr("Show the lines of more services in this tab"));
    m_merge->setAccessibleName(m_merge->toolTip());
    m_merge->setIcon(Icon::get(Icon::Name::Merge));
    m_merge->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_merge->setPopupMode(QToolButton::InstantPopup);
    m_merge->setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(m_merge);
    menu->setObjectName(u"logMergeMenu"_s);
    m_merge->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &LogsPane::fillMergeMenu);
    addHeaderWidget(m_connection);
    addHeaderWidget(m_reconnect);
    auto *open = new QToolButton(this);
    open->setObjectName(u"logOpenButton"_s);
    open->setIcon(Icon::get(Icon::Name::Folder));
    open->setToolTip(tr("Open a file of lines"));
    open->setAccessibleName(open->toolTip());
    open->setFocusPolicy(Qt::TabFocus);
    connect(open, &QToolButton::clicked, this, &LogsPane::openFileRequested);
    addHeaderWidget(m_service);
    addHeaderWidget(m_merge);
    addHeaderWidget(open);
    connect(m_service, &QComboBox::activated, this,
            [this] { emit serviceChosen(m_service->currentText()); });
    connect(m_reconnect, &QPushButton::clicked, this, &LogsPane::reconnectRequested);
    auto *slash = new QShortcut(QKeySequence(Qt::Key_Slash), this, this, &Pane::focusFilter,
                                Qt::WidgetWithChildrenShortcut);
    slash->setObjectName(u"paneFilterShortcut"_s);
}

void LogsPane::fillMergeMenu()
{
    QMenu *menu = m_merge->menu();
    menu->clear();
    QAction *all = menu->addAction(tr("Whole stack"), this, &LogsPane::wholeStackRequested);
    all->setObjectName(u"logWholeStack"_s);
    menu->addSeparator();
    for (const QString &service : m_allServices.mid(0, mostListed)) {
        QAction *action = menu->addAction(captionOf(service));
        action->setCheckable(true);
        action->setChecked(m_subject.contains(service));
        connect(action, &QAction::triggered, this,
                [this, service](bool shown) { emit mergeRequested(service, shown); });
    }
}

void LogsPane::setServices(const QStringList &services)
{
    if (m_allServices == services)
        return;
    m_allServices = services;
    const QSignalBlocker blocker(m_service);
    const QString current = m_service->currentText();
    m_service->clear();
    m_service->addItems(services.mid(0, mostListed));
    m_service->setCurrentIndex(m_service->findText(current));
}

void LogsPane::addSheet(LogSheet *sheet, const QString &title, const QString &toolTip)
{
    const int index = m_tabs->addTab(sheet, captionOf(title));
    m_tabs->setTabToolTip(index, toolTip);
    LogView *view = sheet->view();
    for (QAction *action : std::as_const(m_sheetActions))
        view->addAction(action);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this, &LogsPane::showContextMenu);
    connect(view, &LogView::followingChanged, this, &LogsPane::updateTools);
    connect(view, &LogView::zoomChanged, this, [this](int percent) {
        m_look.zoom = percent;
        emit lookChanged(m_look);
    });
    connect(sheet, &LogSheet::pausedChanged, this, &LogsPane::updateTools);
    connect(sheet, &LogSheet::clearedChanged, this, &LogsPane::updateTools);
    applyLook();
    m_tabs->setCurrentWidget(sheet);
    onSheetChanged();
    emit sheetsChanged();
}

void LogsPane::setSheetTitle(LogSheet *sheet, const QString &title, const QString &toolTip)
{
    QTabWidget *group = groupOf(sheet);
    const int index = group->indexOf(sheet);
    group->setTabText(index, captionOf(title));
    group->setTabToolTip(index, toolTip);
    emit sheetsChanged();
}

QString LogsPane::titleOf(LogSheet *sheet) const
{
    const QTabWidget *group = groupOf(sheet);
    return group->tabText(group->indexOf(sheet)).replace(u"&&"_s, u"&"_s);
}

void LogsPane::showSheet(LogSheet *sheet)
{
    QTabWidget *group = groupOf(sheet);
    group->setCurrentWidget(sheet);
    enterGroup(group);
    sheet->view()->setFocus(Qt::OtherFocusReason);
}

LogSheet *LogsPane::currentSheet() const
{
    return qobject_cast<LogSheet *>(m_tabs->currentWidget());
}

QList<LogSheet *> LogsPane::sheets() const
{
    QList<LogSheet *> all;
    for (const QTabWidget *group : {m_left, m_right}) {
        for (int i = 0; i < group->count(); ++i)
            all.append(qobject_cast<LogSheet *>(group->widget(i)));
    }
    return all;
}

void LogsPane::onSheetChanged()
{
    if (m_tabs->count() == 0 && m_left->count() + m_right->count() > 0)
        return settleGroups(); // the last of a group was closed
    LogSheet *sheet = currentSheet();
    m_tools->setVisible(sheet);
    if (sheet)
        statePage()->showContent();
    else
        statePage()->showEmpty(tr("No log is open"),
                               tr("Choose a service above, or press L on one in Services."));
    emit sheetChosen(sheet);
    updateTools();
}

void LogsPane::setSubject(const QStringList &services, const QString &whyNoChanges)
{
    m_subject = services;
    m_whyNoChanges = whyNoChanges;
    m_tools->setSubject(services.join(u", "_s));
    const QSignalBlocker blocker(m_service);
    m_service->setCurrentIndex(services.size() == 1 ? m_service->findText(services.constFirst())
                                                    : -1);
    updateTools();
}

void LogsPane::setConnection(const QString &words, Link link)
{
    setLabelText(m_connection, words);
    m_reconnect->setVisible(link == Link::Broken);
}

void LogsPane::setLook(const Look &look)
{
    m_look = look;
    applyLook();
    updateTools();
}

void LogsPane::applyLook()
{
    const Look look = m_look; // a view that changes its zoom tells, too
    const QList<LogSheet *> all = sheets();
    for (LogSheet *sheet : all) {
        LogView *view = sheet->view();
        if (view->gutter() != look.gutter)
            view->setGutter(look.gutter);
        if (view->isWrapped() != look.wrapped)
            view->setWrapped(look.wrapped);
        view->setZoom(look.zoom);
    }
}

void LogsPane::focusFilter()
{
    if (LogSheet *sheet = currentSheet())
        sheet->openFind();
    else
        m_service->setFocus(Qt::ShortcutFocusReason);
}

void LogsPane::setFilter(const QString &filter)
{
    if (LogSheet *sheet = currentSheet())
        sheet->findBar()->setText(filter);
}

void LogsPane::showObject(const ObjectRef &object)
{
    if (!object.name.isEmpty())
        emit serviceChosen(object.name);
}

} // namespace angee
