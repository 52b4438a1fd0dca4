// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace angee {

class PlainTextView;
class Task;

//! \brief One task in full: outcome, the daemon's words and output, and what can still be done.
class TaskDetail final : public QWidget
{
    Q_OBJECT

public:
    explicit TaskDetail(QWidget *parent = nullptr);
    ~TaskDetail() override;

    void setTask(Task *task);

signals:
    void cancelRequested(angee::Task *task);
    void findOutRequested(angee::Task *task);
    void copyCurlRequested(angee::Task *task);

private:
    void onTaskChanged();
    void onChanged();
    void onOutput(const QByteArray &chunk);
    void showAll();

    QPointer<Task> m_task;
    QString m_shownWords;
    QLabel *m_title;
    PlainTextView *m_text;
    QPushButton *m_cancel;
    QPushButton *m_findOut;
    QPushButton *m_copy;
    QPushButton *m_curl;
};

} // namespace angee
