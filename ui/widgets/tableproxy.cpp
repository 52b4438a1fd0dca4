// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/tableproxy.h"

#include <QElapsedTimer>
#include <QTimerEvent>

#include <mutex>
#include <optional>

namespace angee {

namespace {

constexpr int sliceMilliseconds = 5;
constexpr int cancelEvery = 512;
// So many changed rows of a large table are still searched and sorted between two frames.
constexpr int changedAtOnce = 5'000;

struct OrderBy
{
    const QList<SortKey> &keys;
    Qt::SortOrder order;

    bool operator()(int a, int b) const { return SortKey::compare(keys[a], keys[b], order) < 0; }
};

// What \a compute gives on the worker is taken on the thread of the proxy. Nothing if it gave up.
template <typename Result, typename Compute, typename Take>
BackgroundTask::Work handedOver(const Compute &compute, const Take &take)
{
    struct Box
    {
        std::mutex mutex;
        std::optional<Result> result;
    };
    return [compute, take] {
        const auto box = std::make_shared<Box>();
        std::optional<Result> result = compute();
        {
            const std::scoped_lock lock(box->mutex);
            box->result = std::move(result);
        }
        return [box, take] {
            const std::scoped_lock lock(box->mutex);
            if (box->result)
                take(*box->result);
        };
    };
}

} // namespace

TableProxy::TableProxy(QObject *parent)
    : SlotModel<QAbstractProxyModel>(parent)
{ }

TableProxy::~TableProxy()
{
    cancelSort();
    cancelFilter();
}

void TableProxy::setSourceModel(QAbstractItemModel *model)
{
    auto *table = qobject_cast<TableModelBase *>(model);
    Q_ASSERT(table || !model);
    if (table == m_table)
        return;
    cancelSort();
    cancelFilter();
    beginResetModel();
    if (m_table) {
        m_table->disconnect(this);
        if (isFrozen())
            m_table->releaseSlots();
    }
    m_table = table;
    QAbstractProxyModel::setSourceModel(model);
    resetRows({});
    m_order.clear();
    m_passes.clear();
    m_haystacks.clear();
    m_uncollected.clear();
    m_collecting = false;
    parseFilter(); // the names of the columns are other ones
    m_filtered = !m_filter.isEmpty();
    if (m_table) {
        connect(m_table, &TableModelBase::merged, this, &TableProxy::onMerged);
        connect(m_table, &QObject::destroyed, this, &TableProxy::onTableDestroyed);
        if (isFrozen())
            m_table->holdSlots();
        m_order = m_table->rowSlots();
        growTo(m_table->slotCount());
        if (m_filter.isEmpty() && m_sortColumn < 0)
            resetRows(m_order);
    }
    endResetModel();
    if (!m_table)
        return;
    if (m_sortColumn >= 0)
        startSort();
    startFilter();
}

void TableProxy::onTableDestroyed()
{
    m_table = nullptr; // its part as a model is over already
    cancelSort();
    cancelFilter();
    m_collectTimer.stop();
    beginResetModel();
    resetRows({});
    m_order.clear();
    endResetModel();
}

void TableProxy::growTo(int slotCount)
{
    if (std::size_t(slotCount) > m_passes.size())
        m_passes.resize(std::size_t(slotCount), 0);
    if (m_collecting && slotCount > m_haystacks.size())
        m_haystacks.resize(slotCount);
    if (m_sortColumn >= 0 && slotCount > m_keys.size())
        m_keys.resize(slotCount);
}

void TableProxy::setFilterText(const QString &text)
{
    if (text == m_filterText)
        return;
    m_filterText = text;
    parseFilter();
    if (m_table)
        startFilter();
}

void TableProxy::parseFilter()
{
    QStringList ids;
    if (m_table)
        for (const TableColumn &column : m_table->columns())
            ids.append(column.id);
    m_filter = TableFilter::parse(m_filterText, ids);
}

void TableProxy::prepareFilter()
{
    if (m_collecting || !m_table)
        return;
    m_collecting = true;
    m_haystacks.resize(m_table->slotCount());
    m_uncollected = m_table->rowSlots();
    m_collectTimer.start(0, this);
}

void TableProxy::sort(int column, Qt::SortOrder order)
{
    if (column == m_sortColumn && order == m_sortOrder)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    emit sortChanged(column, order);
    if (m_table)
        startSort();
}

void TableProxy::startSort()
{
    cancelSort();
    QList<int> natural = m_table->rowSlots();
    if (m_sortColumn < 0) {
        m_keys.clear();
        m_order = natural;
        refresh();
        return;
    }
    QList<QVariant> values(m_table->slotCount());
    for (const int slot : std::as_const(natural))
        values[slot] = m_table->slotData(slot, m_sortColumn, TableModelBase::SortRole);

    const auto work = [order = m_sortOrder, natural,
                       values](const std::atomic_bool *cancelled) -> std::optional<SortResult> {
        SortResult result{QList<SortKey>(values.size()), natural};
        for (const int slot : natural)
            result.keys[slot] = SortKey(values[slot]);
        if (!SortKey::sort(&result.order, result.keys, order, cancelled))
            return std::nullopt;
        return result;
    };
    const auto take = [this](const SortResult &result) {
        m_keys = result.keys;
        m_order = result.order;
        refresh();
    };
    if (natural.size() <= syncLimit) {
        take(*work(nullptr));
        return;
    }
    m_sortCancel = std::make_shared<std::atomic_bool>(false);
    m_sortTask.start(handedOver<SortResult>(
        [work, cancelled = m_sortCancel] { return work(cancelled.get()); }, take));
}

void TableProxy::startFilter()
{
    cancelFilter();
    m_filterDue = false;
    if (m_filter.isEmpty()) {
        m_filtered = false;
        refresh();
        return;
    }
    prepareFilter();
    const QList<int> all = m_table->rowSlots();
    const bool small = all.size() <= syncLimit;
    if (!collectSome(small ? -1 : sliceMilliseconds)) {
        m_filterDue = true;
        return;
    }
    if (small) {
        for (const int slot : all)
            m_passes[std::size_t(slot)] = m_filter.matches(m_haystacks[slot]);
        m_filtered = true;
        refresh();
        return;
    }
    using Passes = std::vector<char>;
    m_filterCancel = std::make_shared<std::atomic_bool>(false);
    const auto search = [all, filter = m_filter, haystacks = m_haystacks,
                         cancelled = m_filterCancel]() -> std::optional<Passes> {
        Passes passes(std::size_t(haystacks.size()), 0);
        for (qsizetype i = 0; i < all.size(); ++i) {
            if (i % cancelEvery == 0 && *cancelled)
                return std::nullopt;
            passes[std::size_t(all[i])] = filter.matches(haystacks[all[i]]);
        }
        return passes;
    };
    m_filterTask.start(handedOver<Passes>(search, [this](const Passes &passes) {
        m_passes = passes;
        m_filtered = true;
        refresh();
    }));
}

void TableProxy::cancelSort()
{
    if (m_sortCancel)
        *m_sortCancel = true;
    m_sortCancel.reset();
    m_sortTask.cancel();
}

void TableProxy::cancelFilter()
{
    if (m_filterCancel)
        *m_filterCancel = true;
    m_filterCancel.reset();
    m_filterTask.cancel();
}

void TableProxy::collect(int slot)
{
    QByteArray haystack;
    const int columns = int(m_table->columns().size());
    for (int column = 0; column < columns; ++column)
        TableFilter::appendCell(
            &haystack, m_table->slotData(slot, column, TableModelBase::FilterRole).toString(),
            column);
    m_haystacks[slot] = haystack;
}

// Works for \a milliseconds, or to the end if they are negative; true when nothing is left.
bool TableProxy::collectSome(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (!m_uncollected.isEmpty()) {
        for (int i = 0; i < 64 && !m_uncollected.isEmpty(); ++i)
            collect(m_uncollected.takeLast());
        if (milliseconds >= 0 && timer.elapsed() >= milliseconds)
            break;
    }
    if (m_uncollected.isEmpty())
        m_collectTimer.stop();
    return m_uncollected.isEmpty();
}

void TableProxy::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_collectTimer.timerId()) {
        QAbstractProxyModel::timerEvent(event);
        return;
    }
    if (collectSome(sliceMilliseconds) && m_filterDue)
        startFilter();
}

void TableProxy::onMerged(const TableModelBase::Merge &merge)
{
    growTo(m_table->slotCount());
    restoreOrder(merge);
    restorePassing(merge);
    m_updateDue = true;
    refresh();
    forwardChanges(merge);
}

// Puts what came or changed its sort value to its place; the rest is in order already.
void TableProxy::restoreOrder(const TableModelBase::Merge &merge)
{
    if (m_sortColumn < 0) {
        m_order = m_table->rowSlots();
        return;
    }
    QList<int> moving = merge.inserted;
    const quint64 bit = quint64(1) << std::min(m_sortColumn, 63);
    for (const TableModelBase::Change &change : merge.changed)
        if (change.columns & bit)
            moving.append(change.slot);
    std::vector<char> out(m_passes.size(), 0);
    for (const int slot : std::as_const(moving))
        out[std::size_t(slot)] = 1;
    for (const int slot : merge.removed)
        out[std::size_t(slot)] = 1;
    QList<int> staying;
    staying.reserve(m_order.size());
    std::copy_if(m_order.cbegin(), m_order.cend(), std::back_inserter(staying),
                 [&out](int slot) { return !out[std::size_t(slot)]; });

    if (m_sortTask.isRunning() || moving.size() > std::max(changedAtOnce, syncLimit)) {
        // Until the worker is done, rows stay where they are and new ones stand at the end.
        QList<int> kept;
        for (const int slot : std::as_const(m_order))
            if (m_table->rowOfSlot(slot) >= 0)
                kept.append(slot);
        m_order = kept + merge.inserted;
        startSort();
        return;
    }
    for (const int slot : std::as_const(moving))
        m_keys[slot] = SortKey(m_table->slotData(slot, m_sortColumn, TableModelBase::SortRole));
    std::sort(moving.begin(), moving.end(),
              [this](int a, int b) { return m_table->rowOfSlot(a) < m_table->rowOfSlot(b); });
    const OrderBy less{m_keys, m_sortOrder};
    std::stable_sort(moving.begin(), moving.end(), less);
    m_order.clear();
    m_order.reserve(staying.size() + moving.size());
    std::merge(staying.cbegin(), staying.cend(), moving.cbegin(), moving.cend(),
               std::back_inserter(m_order), [this, &less](int a, int b) {
                   const int order = SortKey::compare(m_keys[a], m_keys[b], m_sortOrder);
                   return order ? order < 0 : m_table->rowOfSlot(a) < m_table->rowOfSlot(b);
               });
}

void TableProxy::restorePassing(const TableModelBase::Merge &merge)
{
    if (!m_collecting)
        return;
    QList<int> dirty = merge.inserted;
    for (const TableModelBase::Change &change : merge.changed)
        dirty.append(change.slot);
    for (const int slot : merge.inserted)
        m_passes[std::size_t(slot)] = 0; // the number may have been used before
    if (!m_uncollected.isEmpty() || dirty.size() > changedAtOnce) {
        // A slot may be listed twice then; collecting it twice harms nobody.
        m_uncollected.removeIf([this](int slot) { return m_table->rowOfSlot(slot) < 0; });
        m_uncollected += dirty;
        m_collectTimer.start(0, this);
        if (!m_filter.isEmpty())
            startFilter();
        return;
    }
    for (const int slot : std::as_const(dirty))
        collect(slot);
    if (m_filterTask.isRunning()) {
        startFilter();
        return;
    }
    if (!m_filter.isEmpty())
        for (const int slot : std::as_const(dirty))
            m_passes[std::size_t(slot)] = m_filter.matches(m_haystacks[slot]);
}

void TableProxy::forwardChanges(const TableModelBase::Merge &merge)
{
    const auto rowOf = [this](int slot) { return rowOfSlot(slot); };
    for (const TableModelBase::Run &run : m_table->runsOf(merge.changed, rowOf))
        emit dataChanged(index(run.firstRow, run.firstColumn), index(run.lastRow, run.lastColumn),
                         merge.roles);
}

void TableProxy::setFrozen(bool frozen)
{
    m_freezes += frozen ? 1 : -1;
    Q_ASSERT(m_freezes >= 0);
    if (!m_table)
        return;
    if (frozen && m_freezes == 1)
        m_table->holdSlots();
    if (!isFrozen()) {
        m_table->releaseSlots();
        if (m_refreshDue)
            refresh();
    }
}

void TableProxy::refresh()
{
    m_refreshDue = isFrozen();
    if (m_refreshDue)
        return;
    if (std::exchange(m_updateDue, false))
        emit aboutToUpdate();
    if (!m_filtered) {
        setRows(m_order);
    } else {
        QList<int> next;
        next.reserve(m_order.size());
        std::copy_if(m_order.cbegin(), m_order.cend(), std::back_inserter(next),
                     [this](int slot) { return m_passes[std::size_t(slot)]; });
        setRows(next);
    }
    emit countsChanged(int(rowSlots().size()), totalCount());
    settle();
}

void TableProxy::settle()
{
    if (isSettled())
        emit settled();
}

bool TableProxy::isSettled() const
{
    return !m_sortTask.isRunning() && !m_filterTask.isRunning() && !m_filterDue && !m_refreshDue;
}

int TableProxy::totalCount() const
{
    return m_table ? m_table->rowCount() : 0;
}

QModelIndex TableProxy::mapToSource(const QModelIndex &proxyIndex) const
{
    if (!proxyIndex.isValid() || !m_table)
        return {};
    const int row = m_table->rowOfSlot(slotAt(proxyIndex.row()));
    return row < 0 ? QModelIndex() : m_table->index(row, proxyIndex.column());
}

QModelIndex TableProxy::mapFromSource(const QModelIndex &sourceIndex) const
{
    if (!sourceIndex.isValid() || !m_table)
        return {};
    const int row = rowOfSlot(m_table->slotAt(sourceIndex.row()));
    return row < 0 ? QModelIndex() : createIndex(row, sourceIndex.column());
}

QModelIndex TableProxy::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex TableProxy::parent(const QModelIndex &) const
{
    return {};
}

QModelIndex TableProxy::sibling(int row, int column, const QModelIndex &) const
{
    return index(row, column);
}

int TableProxy::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(rowSlots().size());
}

int TableProxy::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_table ? 0 : int(m_table->columns().size());
}

bool TableProxy::hasChildren(const QModelIndex &parent) const
{
    return !parent.isValid() && !rowSlots().isEmpty() && columnCount() > 0;
}

QVariant TableProxy::data(const QModelIndex &index, int role) const
{
    if (!m_table || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return m_table->slotData(slotAt(index.row()), index.column(), role);
}

QVariant TableProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_table ? m_table->headerData(section, orientation, role) : QVariant();
}

Qt::ItemFlags TableProxy::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace angee
