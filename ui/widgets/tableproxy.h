// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/backgroundtask.h"
#include "ui/widgets/sortkey.h"
#include "ui/widgets/tablefilter.h"
#include "ui/widgets/tablemodel.h"

#include <QAbstractProxyModel>
#include <QBasicTimer>

#include <atomic>
#include <memory>

namespace angee {

//! \brief Filters and sorts a TableModelBase, made for 100 000 rows that change every second.
//!
//! Up to syncLimit rows sort() and setFilterText() work at once. Larger tables are sorted and
//! searched on a worker thread while the old rows stay; settled() follows. Selection and persistent
//! indexes follow their record through everything, and views see the fewest row signals.
class TableProxy final : public SlotModel<QAbstractProxyModel>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableProxy)

public:
    static constexpr int syncLimit = 10'000;

    explicit TableProxy(QObject *parent = nullptr);
    //! \brief Cancels the worker and does not wait for it.
    ~TableProxy() override;

    //! \brief Only a TableModelBase, or nullptr.
    void setSourceModel(QAbstractItemModel *model) override;
    [[nodiscard]] TableModelBase *table() const { return m_table; }

    void setFilterText(const QString &text);
    [[nodiscard]] QString filterText() const { return m_filterText; }
    [[nodiscard]] QString filterError() const { return m_filter.error(); }
    //! \brief Starts to collect what the filter searches, in slices between events, so that the
    //! first key typed finds it done.
    void prepareFilter();

    //! \brief \a column -1 restores the natural order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    [[nodiscard]] int sortColumn() const { return m_sortColumn; }
    [[nodiscard]] Qt::SortOrder sortOrder() const { return m_sortOrder; }

    //! \brief While frozen no row comes, goes or moves; cells still change. Calls nest.
    void setFrozen(bool frozen);
    [[nodiscard]] bool isFrozen() const { return m_freezes > 0; }

    //! \brief Whether the rows show the present filter, order and records.
    [[nodiscard]] bool isSettled() const;
    [[nodiscard]] int totalCount() const;

    [[nodiscard]] QModelIndex mapToSource(const QModelIndex &proxyIndex) const override;
    [[nodiscard]] QModelIndex mapFromSource(const QModelIndex &sourceIndex) const override;
    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    [[nodiscard]] QModelIndex sibling(int row, int column, const QModelIndex &of) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex buddy(const QModelIndex &index) const override { return index; }

signals:
    //! \brief \a shown rows of \a total are there now.
    void countsChanged(int shown, int total);
    void sortChanged(int column, Qt::SortOrder order);
    //! \brief Records changed and the rows are about to follow: the time to remember a place.
    void aboutToUpdate();
    //! \brief The rows show what was asked for last. Emitted also when that took no time.
    void settled();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    using CancelFlag = std::shared_ptr<std::atomic_bool>;

    struct SortResult
    {
        QList<SortKey> keys; // by slot
        QList<int> order;
    };

    void onMerged(const TableModelBase::Merge &merge);
    void onTableDestroyed();
    void growTo(int slotCount);
    void parseFilter();
    void startSort();
    void startFilter();
    void restoreOrder(const TableModelBase::Merge &merge);
    void restorePassing(const TableModelBase::Merge &merge);
    void forwardChanges(const TableModelBase::Merge &merge);
    void refresh();
    void settle();
    void collect(int slot);
    bool collectSome(int milliseconds);
    void cancelSort();
    void cancelFilter();

    TableModelBase *m_table = nullptr;
    QString m_filterText;
    TableFilter m_filter;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    int m_freezes = 0;
    bool m_refreshDue = false;
    bool m_updateDue = false;

    QList<int> m_order; // every slot of the table, sorted
    QList<SortKey> m_keys; // by slot, while sorted
    std::vector<char> m_passes; // by slot, while filtered
    bool m_filtered = false; // the rows are those that pass; false while the first search runs
    QList<QByteArray> m_haystacks; // by slot, once collecting; null until collected
    QList<int> m_uncollected;
    bool m_collecting = false;
    QBasicTimer m_collectTimer;

    BackgroundTask m_sortTask;
    BackgroundTask m_filterTask;
    CancelFlag m_sortCancel; // of the task that runs
    CancelFlag m_filterCancel;
    bool m_filterDue = false; // waits for the haystacks
};

} // namespace angee
