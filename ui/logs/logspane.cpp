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
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
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
    , m_tabs(new QTabWidget(this))
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
    m_tabs->setObjectName(u"logTabs"_s);
    m_tabs->setAccessibleName(tr("Open logs"));
    m_tabs->setDocumentMode(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(true);
    m_tools->setObjectName(u"logTools"_s);
    column->addWidget(m_tools);
    column->addWidget(m_tabs, 1);
    setContent(content);
    makeTools();
    connect(m_tabs, &QTabWidget::currentChanged, this, &LogsPane::onSheetChanged);
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, [this](int index) {
        if (auto *sheet = qobject_cast<LogSheet *>(m_tabs->widget(index)))
            emit closeRequested(sheet);
    });
    statePage()->setEmptyIcon(Icon::Name::Log);
    onSheetChanged();
}

LogsPane::~LogsPane()
{
    // What goes with us must not tell us.
    m_tabs->disconnect(this);
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
}

void LogsPane::setSheetTitle(LogSheet *sheet, const QString &title, const QString &toolTip)
{
    const int index = m_tabs->indexOf(sheet);
    m_tabs->setTabText(index, captionOf(title));
    m_tabs->setTabToolTip(index, toolTip);
}

void LogsPane::showSheet(LogSheet *sheet)
{
    m_tabs->setCurrentWidget(sheet);
    sheet->view()->setFocus(Qt::OtherFocusReason);
}

LogSheet *LogsPane::currentSheet() const
{
    return qobject_cast<LogSheet *>(m_tabs->currentWidget());
}

QList<LogSheet *> LogsPane::sheets() const
{
    QList<LogSheet *> all;
    for (int i = 0; i < m_tabs->count(); ++i)
        all.append(qobject_cast<LogSheet *>(m_tabs->widget(i)));
    return all;
}

void LogsPane::onSheetChanged()
{
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
