// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QSplitter;
class QTableView;
class QToolButton;
QT_END_NAMESPACE

namespace angee {

class IconLabel;
class Task;
class TaskDetail;
class TaskModel;
class TaskRunner;

//! \brief The strip at the bottom: one line with what runs now and the last outcome; opened, all
//! tasks with the daemon's full words and output.
//!
//! It covers nothing and takes no focus by itself. Announces intents only.
class TaskStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit TaskStrip(TaskRunner *runner, QWidget *parent = nullptr);
    ~TaskStrip() override;

    [[nodiscard]] bool isOpen() const;
    void setOpen(bool open);
    //! Opens it and gives the keyboard to the list.
    void enter();
    //! Opens the strip and selects the task.
    void show(Task *task);
    //! The running task that Ctrl+. would cancel: the newest that can be; null when there is none.
    [[nodiscard]] Task *cancellable() const;

signals:
    void cancelRequested(angee::Task *task);
    void findOutRequested(angee::Task *task);
    void copyCurlRequested(angee::Task *task);

private:
    void buildBody();
    void updateLine();
    void onCurrentChanged();
    void onTaskFinished(Task *task);

    TaskRunner *m_runner;
    TaskModel *m_model;
    QToolButton *m_toggle;
    IconLabel *m_icon;
    QLabel *m_line;
    QPushButton *m_cancel;
    QPushButton *m_findOut;
    QWidget *m_body = nullptr; // these three are made when the strip is first opened
    QTableView *m_table = nullptr;
    TaskDetail *m_detail = nullptr;
    QTimer m_tick;
    QPointer<Task> m_shown; // the task that the line speaks of
};

} // namespace angee
