// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/logdrawer.h"

#include "ui/logs/logsheet.h"
#include "ui/logs/logspane.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QToolButton *drawerButton(const QString &name, const QString &text, Icon::Name icon,
                          QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setIcon(Icon::get(icon));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAutoRaise(true);
    return button;
}

} // namespace

LogDrawer::LogDrawer(FindPane find, QWidget *parent)
    : QWidget(parent)
    , m_find(std::move(find))
    , m_logs(new QComboBox(this))
    , m_whole(drawerButton(u"logDrawerOpen"_s, tr("Show in Logs"), Icon::Name::Log, this))
    , m_close(drawerButton(u"logDrawerClose"_s, tr("Close the drawer (Ctrl+`)"), Icon::Name::Close,
                           this))
    , m_none(new QLabel(tr("No log is open. Press L on a service to open its log."), this))
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"logDrawer"_s);
    setAccessibleName(tr("Log drawer"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    makeBar(m_column);
    m_none->setObjectName(u"logDrawerNone"_s);
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setWordWrap(true);
    m_column->addWidget(m_none, 1);
    constexpr int rows = 8;
    setMinimumHeight(fontMetrics().lineSpacing() * rows);
    connect(m_logs, &QComboBox::activated, this, [this] { show(chosen()); });
    connect(m_whole, &QToolButton::clicked, this, [this] {
        if (m_pane && m_sheet)
            m_pane->showSheet(m_sheet);
        emit logsRequested();
    });
    connect(m_close, &QToolButton::clicked, this, [this] { setOpen(false); });
    hide();
}

LogDrawer::~LogDrawer()
{
    delete m_view; // before the rows and the store that it reads
}

void LogDrawer::makeBar(QVBoxLayout *column)
{
    m_logs->setObjectName(u"logDrawerLog"_s);
    m_logs->setAccessibleName(tr("Log in the drawer"));
    m_logs->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto *bar = new QHBoxLayout;
    const int unit = spacing(1, this);
    bar->setContentsMargins(2 * unit, unit, 2 * unit, unit);
    bar->setSpacing(unit);
    bar->addWidget(m_logs);
    bar->addStretch(1);
    bar->addWidget(m_whole);
    bar->addWidget(m_close);
    column->addLayout(bar);
}

void LogDrawer::setOpen(bool open)
{
    if (open == m_open)
        return;
    m_open = open;
    update();
    emit openChanged(open);
}

void LogDrawer::setCovered(bool covered)
{
    m_covered = covered;
    update();
}

void LogDrawer::enter()
{
    if (m_view)
        m_view->setFocus(Qt::ShortcutFocusReason);
    else
        m_close->setFocus(Qt::ShortcutFocusReason);
}

void LogDrawer::update()
{
    const bool shown = m_open && !m_covered;
    if (shown && !m_pane) {
        m_pane = m_find();
        if (m_pane)
            connect(m_pane, &LogsPane::sheetsChanged, this, &LogDrawer::fill);
    }
    if (shown)
        fill();
    else
        show(nullptr);
    setVisible(shown);
}

//! The logs to choose from; the one that was chosen stays as long as it is open.
void LogDrawer::fill()
{
    if (!m_open || m_covered)
        return;
    const QSignalBlocker blocker(m_logs);
    m_logs->clear();
    const QList<LogSheet *> sheets = m_pane ? m_pane->sheets() : QList<LogSheet *>();
    for (LogSheet *sheet : sheets)
        m_logs->addItem(m_pane->titleOf(sheet), QVariant::fromValue<QObject *>(sheet));
    LogSheet *wanted = sheets.contains(m_sheet.data()) ? m_sheet.data()
        : m_pane                                       ? m_pane->currentSheet()
                                                       : nullptr;
    m_logs->setCurrentIndex(int(sheets.indexOf(wanted)));
    m_logs->setVisible(!sheets.isEmpty());
    m_whole->setEnabled(!sheets.isEmpty());
    show(wanted);
}

LogSheet *LogDrawer::chosen() const
{
    return qobject_cast<LogSheet *>(m_logs->currentData().value<QObject *>());
}

void LogDrawer::show(LogSheet *sheet)
{
    if (sheet)
        m_sheet = sheet;
    m_none->setVisible(!sheet);
    if (m_view && sheet && m_view->rows()->store() == sheet->store())
        return;
    const bool hadFocus = m_view && m_view->hasFocus();
    delete m_view;
    if (!sheet)
        return;
    auto *rows = new LogRows(sheet->store());
    m_view = new LogView(rows, this);
    rows->setParent(m_view);
    m_view->setObjectName(u"logDrawerView"_s);
    m_view->setAccessibleName(tr("Lines of %1").arg(m_pane->titleOf(sheet)));
    m_view->setGutter(sheet->view()->gutter());
    m_view->setZoom(sheet->view()->zoom());
    m_view->setServicesShown(sheet->view()->areServicesShown());
    m_column->addWidget(m_view, 1);
    connect(sheet, &QObject::destroyed, m_view, [this] { show(nullptr); });
    if (hadFocus)
        m_view->setFocus(Qt::OtherFocusReason);
}

} // namespace angee
