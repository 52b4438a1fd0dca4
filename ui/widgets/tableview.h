// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QPersistentModelIndex>
#include <QTableView>

class QMenu;

namespace angee {

class CellDelegate;
class TableProxy;

//! \brief The table of a FilterTable: rows of one height, whole rows selected, copying, type-ahead,
//! and rows that stand still under the mouse.
class TableView final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableView)

public:
    explicit TableView(TableProxy *proxy, QWidget *parent = nullptr);
    ~TableView() override;

    //! \brief Selected rows as tab-separated text, columns as shown, times exact.
    [[nodiscard]] QString selectedText() const;
    //! \brief Names of the selected rows, one a line.
    [[nodiscard]] QString selectedNames() const;
    //! \brief Sorted by row.
    [[nodiscard]] QModelIndexList selectedRows() const;

    //! \brief Opens \a menu at \a globalPosition; no row moves until it is closed.
    void popup(QMenu *menu, const QPoint &globalPosition);

    void keyboardSearch(const QString &text) override;

signals:
    //! \brief \a position is global; the row under it is selected already.
    void contextMenuWanted(const QPoint &position);
    void filterWanted();

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void setPressed(bool pressed);
    void setHoveredRow(int row);
    void updateRowHeight();
    void keepPlace();
    void restorePlace();

    TableProxy *m_proxy = nullptr;
    CellDelegate *m_delegate = nullptr;
    QList<QPersistentModelIndex> m_place; // the rows on screen before an update
    QString m_typed;
    QElapsedTimer m_sinceTyped;
    bool m_pressed = false;
    bool m_hasShownRows = false;
};

} // namespace angee
