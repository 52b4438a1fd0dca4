// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/objectkind.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QTreeWidget;

namespace angee {

class Task;
class TaskRunner;

//! \brief The actions on one object in this session, newest first, each with its outcome and words.
class ObjectActivity final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ObjectActivity)

public:
    explicit ObjectActivity(ObjectKind kind, QWidget *parent = nullptr);
    ~ObjectActivity() override;

    void setRunner(TaskRunner *runner);
    void setObject(const QString &name);

private:
    void rebuild();
    void onTask(const Task *task);

    ObjectKind m_kind;
    QString m_objectName;
    QPointer<TaskRunner> m_runner;
    QTreeWidget *m_list;
    QLabel *m_nothing;
};

} // namespace angee
