// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/columnwidths.h"
#include "ui/widgets/tablemodel.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QMenu;
class QShortcut;
class QToolButton;

namespace angee {

class StatePage;
class TableProxy;
class TableView;

//! \brief The table of every list pane: a TableModelBase with filter, counts, sorting, columns to
//! choose from, copying and a context menu.
//!
//! Selection and current row are told by key and follow their record through every update. Rows do
//! not move while a menu is open or the mouse is down.
class FilterTable final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterTable)

public:
    //! \brief \a name becomes the accessible name of the table ("Services").
    explicit FilterTable(const QString &name, QWidget *parent = nullptr);
    ~FilterTable() override;

    //! \brief Does not own \a table.
    void setTable(TableModelBase *table);
    [[nodiscard]] TableModelBase *table() const;
    [[nodiscard]] TableProxy *proxy() const { return m_proxy; }
    [[nodiscard]] TableView *view() const { return m_view; }

    //! \brief Filter field, counts and column button, for the header row of a pane. Until somebody
    //! else gives it a parent it stands above the table.
    [[nodiscard]] QWidget *filterBar() const { return m_bar; }
    [[nodiscard]] QLineEdit *filterEdit() const { return m_edit; }
    //! \brief Where Tab leaves the bar, for whoever puts something between it and the rows.
    [[nodiscard]] QWidget *lastInBar() const;

    //! \brief The actions of the context menu. The same objects belong into the ActionRow, so that
    //! both say the same. A separator is an action with isSeparator().
    void setActions(const QList<QAction *> &actions);

    //! \brief The row that is meant where one is: always one of selectedKeys(), the current one if
    //! it is selected. Empty when nothing is selected, wherever the cursor stands.
    [[nodiscard]] QString currentKey() const;
    //! \brief In the order of the rows.
    [[nodiscard]] QStringList selectedKeys() const;
    //! \brief Selects and shows the row; false if it is not there (gone or filtered out).
    bool selectKey(const QString &key);
    //! \brief Selects a row when none is: the current one, else the first. A table with nothing
    //! chosen has an empty detail.
    void selectAny();
    void setFilter(const QString &text);
    [[nodiscard]] QString filter() const;

    //! \brief Columns (order, width, hidden), sorting and filter, to be kept for each profile.
    [[nodiscard]] QByteArray saveState() const;
    //! \brief Takes what still fits; false if \a state is none.
    bool restoreState(const QByteArray &state);

    //! \brief Whether "/" inside this table leads to its filter; off when a pane sees to that.
    void setShortcutEnabled(bool enabled);

signals:
    //! \brief Enter or double click.
    void activated(const QString &key);
    void currentKeyChanged(const QString &key);
    void selectionChanged();
    //! \brief Something that saveState() saves changed.
    void stateChanged();
    //! \brief Before the context menu opens: the time to enable and disable its actions.
    void menuAboutToShow();

public slots:
    void focusFilter();
    void clearFilter();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildBar();
    void onTextEdited();
    void onCounts();
    void restoreSelection();
    void onContextMenu(const QPoint &position);
    void onCurrentChanged();
    void setInitialColumns();
    //! Makes the columns fill the view, unless somebody has chosen a width.
    void fitColumns();
    [[nodiscard]] QList<ColumnNeed> columnNeeds() const; // of those shown, in logical order
    QMenu *makeColumnMenu();
    void layOutOverlay();

    TableProxy *m_proxy = nullptr;
    TableView *m_view = nullptr;
    QWidget *m_bar = nullptr;
    QLineEdit *m_edit = nullptr;
    QLabel *m_counts = nullptr;
    QToolButton *m_columnButton = nullptr;
    QShortcut *m_slash = nullptr;
    StatePage *m_nothing = nullptr; // over the rows, when the filter leaves none
    QList<QPointer<QAction>> m_actions;
    QString m_currentKey;
    QString m_keyBeforeFilter; // selected when the filter was begun; empty when nothing was
    QTimer m_ageTimer;
    bool m_restoring = false;
    bool m_widthsChosen = false; // by somebody who pulled at a header
};

} // namespace angee
