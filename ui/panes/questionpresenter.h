// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/question.h"

#include <QHash>
#include <QObject>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace angee {

class ConfirmDialog;
class TaskGate;

//! \brief The one place that turns the questions of a gate into dialogs: over the window, or over
//! the dialog that led to the question. One for each window.
class QuestionPresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuestionPresenter)

public:
    //! Neither is owned. Belongs to \a window.
    QuestionPresenter(TaskGate *gate, QWidget *window);
    ~QuestionPresenter() override;

private:
    void ask(const Question &question);
    [[nodiscard]] QWidget *parentForDialogs() const;

    QPointer<TaskGate> m_gate;
    QWidget *m_window;
    QHash<int, QPointer<ConfirmDialog>> m_dialogs;
};

} // namespace angee
