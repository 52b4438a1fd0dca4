// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/countlink.h"

namespace angee {

using namespace Qt::StringLiterals;

CountGroup::CountGroup(const QString &pane, const QString &title, std::size_t count)
    : m_pane(pane)
{
    m_links.append({.id = pane, .text = u"%1 %2"_s.arg(title).arg(count), .pane = pane});
}

void CountGroup::add(const QString &id, int count, const QString &text, const QString &filter,
                     CountLink::Urgency urgency)
{
    if (count > 0)
        m_links.append({.id = m_pane + u'-' + id,
                        .text = text,
                        .pane = m_pane,
                        .filter = filter,
                        .urgency = urgency});
}

} // namespace angee
