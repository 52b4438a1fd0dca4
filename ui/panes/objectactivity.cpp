// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/objectactivity.h"

#include "core/base/ansi.h"
#include "core/tasks/taskrunner.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

ObjectActivity::ObjectActivity(ObjectKind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_list(new QTreeWidget)
    , m_nothing(new QLabel(tr("Nothing was done to it since the console started. The Activity "
                              "pane has what was done before.")))
{
    m_list->setObjectName(u"objectActivityList"_s);
    m_list->setAccessibleName(tr("Actions on this object"));
    m_list->setHeaderLabels({tr("Time"), tr("Action"), tr("Outcome"), tr("Words")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    const int character = fontMetrics().averageCharWidth();
    m_list->setColumnWidth(0, character * 12);
    m_list->setColumnWidth(1, character * 40);
    m_list->setColumnWidth(2, character * 16);
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list);
    rebuild();
}

ObjectActivity::~ObjectActivity() = default;

void ObjectActivity::setRunner(TaskRunner *runner)
{
    m_runner = runner;
    connect(runner, &TaskRunner::taskAdded, this, &ObjectActivity::onTask);
    connect(runner, &TaskRunner::taskChanged, this, &ObjectActivity::onTask);
    rebuild();
}

void ObjectActivity::setObject(const QString &name)
{
    if (m_objectName == name)
        return;
    m_objectName = name;
    rebuild();
}

void ObjectActivity::onTask(const Task *task)
{
    if (task->spec().object.kind == m_kind && task->spec().object.name == m_objectName)
        rebuild();
}

void ObjectActivity::rebuild()
{
    m_list->clear();
    if (m_runner) {
        for (const Task *task : m_runner->tasks()) {
            if (task->spec().object.kind != m_kind || task->spec().object.name != m_objectName)
                continue;
            const QString words = withoutAnsi(task->words());
            const QDateTime at = task->startedAt().toLocalTime();
            auto *item = new QTreeWidgetItem({QLocale().toString(at.time(), u"HH:mm:ss"_s),
                                              task->spec().title, taskStateName(task->state()),
                                              words.simplified()});
            item->setToolTip(3, words);
            m_list->insertTopLevelItem(0, item);
        }
    }
    const bool any = m_list->topLevelItemCount() > 0;
    m_list->setVisible(any);
    m_nothing->setVisible(!any);
}

} // namespace angee
