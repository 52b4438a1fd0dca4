// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/panedescriptor.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

QStringList snapshotOperations()
{
    return {u"snapshot.graphql"_s, u"changing.graphql"_s};
}

const PaneDescriptor *paneOfKind(const QList<PaneDescriptor> &panes, ObjectKind kind)
{
    const auto found =
        std::find_if(panes.cbegin(), panes.cend(),
                     [kind](const PaneDescriptor &pane) { return pane.kinds.contains(kind); });
    return found == panes.cend() ? nullptr : &*found;
}

} // namespace angee
