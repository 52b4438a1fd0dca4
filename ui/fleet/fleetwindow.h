// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/fleet/fleet.h"

#include <QTimer>
#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QPushButton;
class QTabWidget;
QT_END_NAMESPACE

namespace angee {

class ActionRow;
class BulkPanel;
class FactList;
class FilterTable;
class FleetAttentionModel;
class FleetChanges;
class FleetInnerModel;
class FleetModel;
class FleetObjectModel;
struct TaskSpec;

//! \brief The window of all stacks: how each is, what needs attention in all of them, every object
//! of them, and changes of many at once.
//!
//! The fleet is watched while the window can be seen and not otherwise. What is shown follows a
//! moment after what is told, in one go for all stacks. Announces what somebody wants to open.
class FleetWindow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FleetWindow)

public:
    //! \a fleet must outlive it.
    explicit FleetWindow(Fleet *fleet, QWidget *parent = nullptr);
    ~FleetWindow() override;

    //! \brief Shows it before all others, also when it is open already.
    void present();

signals:
    //! \brief A profile in a window of its own, and there an object, unless its name is empty.
    void openRequested(const QString &member, const angee::ObjectRef &object);
    //! \brief The daemon of a stack within a workspace.
    void innerRequested(const angee::FleetInnerStack &inner);
    //! \brief The profiles may have changed on the disk.
    void profilesWanted();
    //! \brief It is closed, and what ran from it has ended or was given up.
    void closed();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void layOut();
    QWidget *makeStacks();
    QWidget *makeDetail();
    void makeActions();
    QAction *addStackAction(const QString &name, const QString &text,
                            const std::function<void()> &run);
    void addChange(const QString &name, const QString &text, const QString &verb,
                   const std::function<TaskSpec()> &makeTask);
    void updateWatching();
    void refresh();
    void refreshObjects();
    void updateSummary();
    void updateDetail();
    void updateActions();
    void askAgain();
    void askToClose(const QStringList &cutOff);

    Fleet *m_fleet;
    FleetModel *m_model;
    FleetAttentionModel *m_attentionModel;
    FleetObjectModel *m_objectModel;
    FleetInnerModel *m_innerModel;
    QLabel *m_summary;
    QTabWidget *m_tabs;
    FilterTable *m_stacks;
    FilterTable *m_attention;
    FilterTable *m_objects;
    FilterTable *m_inner;
    ActionRow *m_row;
    QLabel *m_words;
    FactList *m_facts;
    QWidget *m_innerPart; // seen where a workspace has a stack of its own
    QPushButton *m_connectInner;
    BulkPanel *m_bulk;
    FleetChanges *m_changes;
    QList<QAction *> m_actions;
    QList<QAction *> m_changeActions;
    QTimer m_refresh;
    QTimer m_refreshObjects;
    bool m_closeAnyway = false;
};

} // namespace angee
