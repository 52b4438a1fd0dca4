// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/partsreader.h"

#include <algorithm>

namespace angee {

QWindow *PartReader::window() const
{
    const QAccessibleInterface *of = parent();
    return of ? of->window() : nullptr;
}

QAccessibleInterface *PartReader::parent() const
{
    return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
}

QRect PartReader::rect() const
{
    const QRect inside = m_view ? partRect() : QRect();
    return inside.isEmpty()
        ? QRect()
        : QRect(m_view->viewport()->mapToGlobal(inside.topLeft()), inside.size());
}

PartsReader::~PartsReader()
{
    for (const QAccessible::Id id : m_parts)
        QAccessible::deleteAccessibleInterface(id);
}

QAccessibleInterface *PartsReader::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    while (int(m_parts.size()) <= index)
        m_parts.push_back(QAccessible::registerAccessibleInterface(makePart(int(m_parts.size()))));
    return QAccessible::accessibleInterface(m_parts[size_t(index)]);
}

int PartsReader::indexOfChild(const QAccessibleInterface *child) const
{
    const auto found = std::find_if(m_parts.cbegin(), m_parts.cend(), [child](QAccessible::Id id) {
        return QAccessible::accessibleInterface(id) == child;
    });
    return found == m_parts.cend() ? -1 : int(found - m_parts.cbegin());
}

QAccessibleInterface *PartsReader::childAt(int x, int y) const
{
    for (int i = childCount() - 1; i >= 0; --i) {
        QAccessibleInterface *part = child(i);
        if (part && part->rect().contains(x, y))
            return part;
    }
    return nullptr;
}

} // namespace angee
