// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/task.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QStringList>
#include <QVariant>

#include <optional>

namespace angee {

class TaskRunner;

//! \brief What a table row says about the last action on its object.
struct RowResult
{
    ActionVerb verb = ActionVerb::Run;
    QString title;
    bool active = false;
    //! The action succeeded, but no snapshot has come since: what is on screen is older than it.
    bool unconfirmed = false;
    Task::State state = Task::State::Queued;
    QString words;
    QDateTime at;

    friend bool operator==(const RowResult &, const RowResult &) = default;
};

//! \brief Keeps the last action and its result for each object of one kind, until it is dismissed
//! or the runner forgets the task.
//!
//! Watches the tasks of one runner. GUI thread.
class RowResults final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowResults)

public:
    RowResults(TaskRunner *runner, ObjectKind kind, QObject *parent = nullptr);
    ~RowResults() override;

    [[nodiscard]] bool isEmpty() const { return m_results.isEmpty(); }
    [[nodiscard]] std::optional<RowResult> of(const QString &name) const;
    //! \brief Takes the result off the row; a running action stays.
    void dismiss(const QString &name);
    //! \brief A snapshot or a confirmation came: it is newer than every action that has ended. What
    //! was destroyed is gone by then, and its result with it.
    void confirm();

signals:
    //! \brief The objects called \a names have another result, or none any more.
    void changed(const QStringList &names);

private:
    void onTaskChanged(const Task &task);
    void onTaskRemoved(const Task &task);

    ObjectKind m_kind;
    QHash<QString, RowResult> m_results;
};

//! \brief Stop service "web": failed. The daemon refused: …; empty without a result.
[[nodiscard]] QString resultText(const std::optional<RowResult> &result);

//! \brief The Status of it as a model gives it, or nothing.
[[nodiscard]] QVariant resultIcon(const std::optional<RowResult> &result);

} // namespace angee
