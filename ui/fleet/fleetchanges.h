// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/fleet/fleet.h"
#include "core/tasks/bulkrun.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace angee {

class BulkPanel;
class QuestionPresenter;

//! \brief One change of many stacks: asked once for all of them, then of each profile's own gate,
//! then done with a row for each.
//!
//! A normal profile is content with the one question, one where every change asks has its own name
//! typed, and a read-only one is skipped. Each stack has its own runner, so that what waits in a
//! window that shows it is waited for here too.
class FleetChanges final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FleetChanges)

public:
    //! Neither is owned; questions are asked over \a window.
    FleetChanges(Fleet *fleet, BulkPanel *panel, QWidget *window);
    ~FleetChanges() override;

    using MakeTask = std::function<TaskSpec()>;
    //! \a verb names it before the count: "Build". Nothing happens while a former change is not
    //! over.
    void start(const QString &verb, const QStringList &members, const MakeTask &makeTask);
    //! Asks for name and value first.
    void startSecret(const QStringList &members);
    //! Why no other change can be begun, as a sentence; empty when one can.
    [[nodiscard]] QString whyNotNow() const;
    //! Stacks whose turn has not come: nothing was sent there yet.
    [[nodiscard]] qsizetype waiting() const;

signals:
    //! A profile's own window asks whether it may.
    void askedInWindow(const QString &member);
    //! whyNotNow() may answer differently.
    void changed();

private:
    struct Plan;

    [[nodiscard]] Question questionFor(const Plan &plan) const;
    void askNext();
    void askMember(const QString &label);
    void onDecided(quint64 turn, const QString &label, const QString &whyNot);
    void run();
    void hold(bool held);
    [[nodiscard]] QString labelOf(const FleetFacts &facts) const;
    void present(FleetMember *member);

    Fleet *m_fleet;
    BulkPanel *m_panel;
    QWidget *m_window;
    TaskGate *m_gate; // for all of them at once
    std::unique_ptr<Plan> m_plan; // null: nothing is under way
    QPointer<BulkRun> m_run;
    QHash<const TaskGate *, QPointer<QuestionPresenter>> m_presenters;
    quint64 m_turn = 0; // of the question to one member
};

} // namespace angee
