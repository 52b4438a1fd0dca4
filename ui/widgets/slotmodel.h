// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QList>

#include <algorithm>
#include <vector>

namespace angee {

//! \brief A flat model whose rows are numbers ("slots") that stand for records kept elsewhere.
//!
//! setRows() turns the present list of slots into another one and tells the views with the fewest
//! row signals that stay cheap: single ranges where there are few, else one change of layout and
//! one range. Persistent indexes, and with them the selection, follow their slot. The cost is
//! linear in the number of rows, whatever the change.
template <typename Base>
class SlotModel : public Base
{
public:
    using Base::Base;

    //! \brief The slots in the order of the rows.
    [[nodiscard]] const QList<int> &rowSlots() const { return m_rows; }
    [[nodiscard]] int slotAt(int row) const { return m_rows.at(row); }

    //! \brief The row of \a slot, -1 if it has none.
    [[nodiscard]] int rowOfSlot(int slot) const
    {
        if (m_inverseStale) {
            m_inverse.assign(std::size_t(span(m_rows)), -1);
            for (qsizetype row = 0; row < m_rows.size(); ++row)
                m_inverse[std::size_t(m_rows.at(row))] = int(row);
            m_inverseStale = false;
        }
        return slot >= 0 && std::size_t(slot) < m_inverse.size() ? m_inverse[std::size_t(slot)]
                                                                 : -1;
    }

protected:
    //! \brief Whether \a other are the rows. (QList's own == hands null pointers to memcmp when
    //! both are empty, which the sanitizer rightly minds.)
    [[nodiscard]] bool hasRows(const QList<int> &other) const
    {
        return std::equal(m_rows.cbegin(), m_rows.cend(), other.cbegin(), other.cend());
    }
    void setRows(const QList<int> &next);
    //! \brief Without any signal: only between beginResetModel() and endResetModel().
    void resetRows(const QList<int> &next)
    {
        m_rows = next;
        touch();
    }

private:
    // Up to this many ranges are told one by one. Views pay per range, some of them by their
    // length.
    static constexpr int maxRanges = 8;

    static int span(const QList<int> &list)
    {
        const auto most = std::max_element(list.cbegin(), list.cend());
        return most == list.cend() ? 0 : *most + 1;
    }

    //! What has to come and go between two lists of slots.
    struct Difference
    {
        std::vector<char> wanted; // by slot
        std::vector<char> present; // by slot
        QList<int> kept; // in their present order
        QList<int> ordered; // the same, in the order they shall have
        QList<int> gone;
        QList<int> fresh;
        int goneRanges = 0;
        int newRanges = 0;
    };

    [[nodiscard]] Difference differenceTo(const QList<int> &next) const;
    void removeGone(const Difference &difference, const QList<int> &middle);
    void insertFresh(const Difference &difference, const QList<int> &next);
    void touch() { m_inverseStale = true; }
    void removeRange(qsizetype first, qsizetype last);
    void insertRange(qsizetype first, const QList<int> &added);
    void reorder(const QList<int> &order);
    bool moveOne(const QList<int> &order);
    void permute(const QList<int> &order);

    QList<int> m_rows;
    mutable std::vector<int> m_inverse;
    mutable bool m_inverseStale = false;
};

template <typename Base>
void SlotModel<Base>::setRows(const QList<int> &next)
{
    if (hasRows(next))
        return;
    const Difference difference = differenceTo(next);
    // Inserting everything at the end sorts everything anyway.
    const bool insertAtOnce = difference.newRanges > maxRanges;
    removeGone(difference, insertAtOnce ? difference.kept : difference.ordered);
    if (insertAtOnce) {
        insertRange(m_rows.size(), difference.fresh);
        permute(next);
    } else {
        insertFresh(difference, next);
    }
}

template <typename Base>
typename SlotModel<Base>::Difference SlotModel<Base>::differenceTo(const QList<int> &next) const
{
    Difference found;
    const auto size = std::size_t(std::max(span(m_rows), span(next)));
    found.wanted.assign(size, 0);
    found.present.assign(size, 0);
    for (const int slot : next)
        found.wanted[std::size_t(slot)] = 1;
    for (const int slot : m_rows)
        found.present[std::size_t(slot)] = 1;
    found.kept.reserve(m_rows.size());
    bool wasGone = false;
    for (const int slot : m_rows) {
        const bool isGone = !found.wanted[std::size_t(slot)];
        found.goneRanges += isGone && !wasGone;
        wasGone = isGone;
        (isGone ? found.gone : found.kept).append(slot);
    }
    found.ordered.reserve(next.size());
    bool wasNew = false;
    for (const int slot : next) {
        const bool isNew = !found.present[std::size_t(slot)];
        found.newRanges += isNew && !wasNew;
        wasNew = isNew;
        (isNew ? found.fresh : found.ordered).append(slot);
    }
    return found;
}

//! Leaves \a middle.
template <typename Base>
void SlotModel<Base>::removeGone(const Difference &difference, const QList<int> &middle)
{
    if (difference.goneRanges > maxRanges) {
        permute(middle + difference.gone);
        removeRange(middle.size(), m_rows.size() - 1);
        return;
    }
    int left = difference.goneRanges;
    for (qsizetype last = m_rows.size() - 1; last >= 0 && left > 0; --last) {
        if (difference.wanted[std::size_t(m_rows.at(last))])
            continue;
        qsizetype first = last;
        while (first > 0 && !difference.wanted[std::size_t(m_rows.at(first - 1))])
            --first;
        removeRange(first, last);
        last = first;
        --left;
    }
    reorder(middle);
}

template <typename Base>
void SlotModel<Base>::insertFresh(const Difference &difference, const QList<int> &next)
{
    int left = difference.newRanges;
    for (qsizetype row = 0; row < next.size() && left > 0; ++row) {
        if (difference.present[std::size_t(next[row])])
            continue;
        qsizetype end = row;
        while (end < next.size() && !difference.present[std::size_t(next[end])])
            ++end;
        insertRange(row, next.mid(row, end - row));
        row = end;
        --left;
    }
}

template <typename Base>
void SlotModel<Base>::removeRange(qsizetype first, qsizetype last)
{
    if (last < first)
        return;
    this->beginRemoveRows({}, int(first), int(last));
    m_rows.remove(first, last - first + 1);
    touch();
    this->endRemoveRows();
}

template <typename Base>
void SlotModel<Base>::insertRange(qsizetype first, const QList<int> &added)
{
    if (added.isEmpty())
        return;
    this->beginInsertRows({}, int(first), int(first + added.size() - 1));
    if (first == m_rows.size()) {
        m_rows.append(added);
    } else {
        m_rows.insert(first, added.size(), 0);
        std::copy(added.cbegin(), added.cend(), m_rows.begin() + first);
    }
    touch();
    this->endInsertRows();
}

template <typename Base>
void SlotModel<Base>::reorder(const QList<int> &order)
{
    if (!hasRows(order) && !moveOne(order))
        permute(order);
}

// One row that finds a new place is the everyday case of a sorted table.
template <typename Base>
bool SlotModel<Base>::moveOne(const QList<int> &order)
{
    const QList<int> &rows = m_rows; // a non-const operator[] would detach
    const auto from = std::mismatch(rows.cbegin(), rows.cend(), order.cbegin()).first;
    const qsizetype first = from - rows.cbegin();
    qsizetype last = rows.size() - 1;
    while (rows[last] == order[last])
        --last;
    const auto same = [&rows, &order](qsizetype a, qsizetype b, qsizetype count) {
        return std::equal(rows.cbegin() + a, rows.cbegin() + a + count, order.cbegin() + b);
    };
    const qsizetype length = last - first;
    if (rows[first] == order[last] && same(first + 1, first, length)) {
        this->beginMoveRows({}, int(first), int(first), {}, int(last + 1));
    } else if (rows[last] == order[first] && same(first, first + 1, length)) {
        this->beginMoveRows({}, int(last), int(last), {}, int(first));
    } else {
        return false;
    }
    m_rows = order;
    touch();
    this->endMoveRows();
    return true;
}

template <typename Base>
void SlotModel<Base>::permute(const QList<int> &order)
{
    if (hasRows(order))
        return;
    emit this->layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList from = this->persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    const QList<int> before = std::exchange(m_rows, order);
    touch();
    for (const QModelIndex &index : from)
        to.append(this->createIndex(rowOfSlot(before[index.row()]), index.column()));
    this->changePersistentIndexList(from, to);
    emit this->layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

} // namespace angee
