// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/tasks/taskstrip.h"

#include "core/tasks/taskrunner.h"
#include "ui/tasks/taskdetail.h"
#include "ui/tasks/taskmodel.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

TaskStrip::TaskStrip(TaskRunner *runner, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_model(new TaskModel(runner, this))
    , m_toggle(new QToolButton(this))
    , m_icon(new IconLabel(this))
    , m_line(new QLabel(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_findOut(new QPushButton(tr("Find out"), this))
{
    setObjectName(u"taskStrip"_s);
    m_toggle->setObjectName(u"taskStripToggle"_s);
    m_toggle->setAccessibleName(tr("Show all tasks"));
    m_toggle->setToolTip(tr("Show all tasks"));
    m_toggle->setAutoRaise(true);
    m_toggle->setCheckable(true);
    m_toggle->setIcon(Icon::get(Icon::Name::ChevronUp));
    m_line->setObjectName(u"taskLine"_s);
    m_line->setAccessibleName(tr("Tasks"));
    m_line->setTextFormat(Qt::PlainText);
    setAnnouncing(m_line);
    m_line->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_cancel->setObjectName(u"taskCancel"_s);
    m_findOut->setObjectName(u"taskFindOut"_s);

    auto *line = new QHBoxLayout;
    const int gap = spacing(1, this);
    line->setContentsMargins(gap, gap, gap * 2, gap);
    line->setSpacing(gap * 2);
    line->addWidget(m_toggle);
    line->addWidget(m_icon);
    line->addWidget(m_line, 1);
    line->addWidget(m_findOut);
    line->addWidget(m_cancel);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(line);

    connect(m_toggle, &QToolButton::toggled, this, &TaskStrip::setOpen);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_shown)
            emit cancelRequested(m_shown);
    });
    connect(m_findOut, &QPushButton::clicked, this, [this] {
        if (m_shown)
            emit findOutRequested(m_shown);
    });
    connect(runner, &TaskRunner::taskAdded, this, [this] {
        // Who looked at the newest goes on to look at the newest; who chose another one stays.
        constexpr int newestBefore = 1;
        if (m_table && isOpen() && m_table->currentIndex().row() <= newestBefore)
            m_table->selectRow(0);
        updateLine();
    });
    connect(runner, &TaskRunner::taskChanged, this, &TaskStrip::updateLine);
    connect(runner, &TaskRunner::taskFinished, this, &TaskStrip::onTaskFinished);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_model->tick();
        updateLine();
    });
    updateLine();
}

TaskStrip::~TaskStrip() = default;

// The table costs more than the rest of the strip, and most sessions begin with it closed.
void TaskStrip::buildBody()
{
    m_body = new QWidget(this);
    m_table = new QTableView(m_body);
    m_detail = new TaskDetail(m_body);
    m_table->setObjectName(u"taskTable"_s);
    m_table->setAccessibleName(tr("Tasks"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(qRound(fontMetrics().lineSpacing() * 1.7));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(TaskModel::StateColumn, fontMetrics().averageCharWidth() * 18);
    m_table->setColumnWidth(TaskModel::ActionColumn, fontMetrics().averageCharWidth() * 36);
    m_table->setColumnWidth(TaskModel::StartedColumn, fontMetrics().averageCharWidth() * 12);
    m_table->setColumnWidth(TaskModel::ElapsedColumn, fontMetrics().averageCharWidth() * 9);

    auto *splitter = new QSplitter(Qt::Horizontal, m_body);
    splitter->setObjectName(u"taskSplitter"_s);
    splitter->addWidget(m_table);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *bodyLayout = new QVBoxLayout(m_body);
    bodyLayout->setContentsMargins(0, 0, 0, 0);
    bodyLayout->addWidget(splitter);
    m_body->setFixedHeight(fontMetrics().lineSpacing() * 16);
    m_body->hide();
    layout()->addWidget(m_body);
    connect(m_detail, &TaskDetail::cancelRequested, this, &TaskStrip::cancelRequested);
    connect(m_detail, &TaskDetail::findOutRequested, this, &TaskStrip::findOutRequested);
    connect(m_detail, &TaskDetail::copyCurlRequested, this, &TaskStrip::copyCurlRequested);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TaskStrip::onCurrentChanged);
}

bool TaskStrip::isOpen() const
{
    return m_toggle->isChecked();
}

void TaskStrip::setOpen(bool open)
{
    const bool wasOpen = m_body && m_body->isVisibleTo(this);
    if (wasOpen == open && m_toggle->isChecked() == open)
        return;
    if (open && !m_body)
        buildBody();
    m_toggle->setChecked(open);
    m_toggle->setIcon(Icon::get(open ? Icon::Name::ChevronDown : Icon::Name::ChevronUp));
    m_toggle->setToolTip(open ? tr("Hide the tasks") : tr("Show all tasks"));
    m_toggle->setAccessibleName(m_toggle->toolTip());
    if (m_body)
        m_body->setVisible(open);
    if (open && !m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->selectRow(0);
}

void TaskStrip::enter()
{
    setOpen(true);
    m_table->setFocus(Qt::ShortcutFocusReason);
}

void TaskStrip::show(Task *task)
{
    setOpen(true);
    const int row = m_model->rowOf(task);
    if (row >= 0)
        m_table->selectRow(row);
}

Task *TaskStrip::cancellable() const
{
    const QList<Task *> active = m_runner->activeTasks();
    for (auto it = active.crbegin(); it != active.crend(); ++it) {
        if ((*it)->canCancel())
            return *it;
    }
    return nullptr;
}

void TaskStrip::onCurrentChanged()
{
    m_detail->setTask(m_model->taskAt(m_table->currentIndex().row()));
}

void TaskStrip::onTaskFinished(Task *task)
{
    m_shown = task;
    updateLine();
    announce(m_line);
}

void TaskStrip::updateLine()
{
    const QList<Task *> active = m_runner->activeTasks();
    if (!active.isEmpty())
        m_shown = active.constLast();
    if (active.isEmpty())
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start();

    m_cancel->setVisible(m_shown && m_shown->canCancel());
    m_findOut->setVisible(m_shown && m_shown->canFindOut());
    m_icon->setVisible(m_shown);
    if (!m_shown) {
        m_line->setText(tr("No task yet"));
        return;
    }
    m_icon->setIcon(Icon::status(taskStatus(m_shown->state())));
    QString text = m_shown->spec().title + u", "_s + taskStateName(m_shown->state());
    if (m_shown->state() == Task::State::Running)
        text += u' ' + elapsedText(m_shown->elapsedMs());
    else if (m_shown->state() != Task::State::Succeeded && !m_shown->words().isEmpty())
        text += u": "_s + oneLine(m_shown->words());
    if (active.size() > 1)
        text = tr("%n tasks under way. ", nullptr, int(active.size())) + text;
    setLabelLine(m_line, text);
    m_line->setToolTip(m_line->text());
}

} // namespace angee
