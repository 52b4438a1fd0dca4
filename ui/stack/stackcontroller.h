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
struct LosableWork;
struct TaskSpec;

//! \brief What is done to the stack as a whole: build, build and apply, up, down, run, prepare,
//! update, destroy. Fills the stack menu and requests a task for each intent.
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
    //! The same, attached to what all of it prints.
    void runAttached();
    void prepare();
    void update();
    void destroy();

private:
    void request(const TaskSpec &spec);
    //! For what takes the daemon with it where the stack runs the daemon itself.
    void requestEnding(const TaskSpec &spec);
    void requestDestroy(const QList<LosableWork> &slotWorks);
    [[nodiscard]] QStringList unsavedWork() const;

    Session *m_session;
    QWidget *m_window;
    QList<QPointer<QAction>> m_actions;
    QPointer<QObject> m_askingLoss;
};

} // namespace angee
