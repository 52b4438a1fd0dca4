// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QStringList>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
class QWidget;
QT_END_NAMESPACE

namespace angee {

class Session;
class Task;
struct Confirmation;
struct TaskSpec;

//! \brief What is done to the stack as a whole: build, build and apply, up, down, run, prepare,
//! update, destroy. Fills the stack menu and turns each intent into a task, asking first where
//! something is lost.
class StackController final : public QObject
{
    Q_OBJECT

public:
    //! \a window is the parent of the dialogs.
    StackController(Session *session, QWidget *window, QObject *parent = nullptr);
    ~StackController() override;

    void fillMenu(QMenu *menu);
    //! What a disabled action says; empty enables them.
    void setWhyNoChanges(const QString &why);

public slots:
    //! Builds the images of \a services, or of all; never twice at once.
    void build(const QStringList &services = {});
    void buildAndApply(const QStringList &services = {});
    void chooseServices();
    void up();
    void down();
    void run();
    void prepare();
    void update();
    void destroy();

signals:
    void taskStarted(angee::Task *task);

private:
    Task *submit(const TaskSpec &spec);
    void ask(const Confirmation &confirmation, const TaskSpec &spec);
    [[nodiscard]] Confirmation confirmation(const QString &title, const QString &verb) const;
    [[nodiscard]] QStringList unsavedWork() const;

    Session *m_session;
    QWidget *m_window;
    QList<QPointer<QAction>> m_actions;
};

//! The specs of the stack's tasks, for other controllers that build after a save.
[[nodiscard]] TaskSpec buildTask(const QStringList &services);
[[nodiscard]] TaskSpec buildAndApplyTask(const QStringList &services);
//! Starts containers, local services and local jobs; may not end while they run (contract.md, Q1).
[[nodiscard]] TaskSpec runTask();

} // namespace angee
