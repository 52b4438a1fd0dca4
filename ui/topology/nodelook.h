// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/stackgraph.h"
#include "ui/widgets/icon.h"

namespace angee {

//! \brief How a node is shown and spoken of. All words are fit to be seen: bounded, what is hidden
//! in them marked.
struct NodeLook
{
    QString label;
    Status status = Status::Unknown; //!< its shape and colour
    QString words; //!< its state
    QString spoken; //!< kind, name, state and what else is known, as a sentence
    Icon::Name kindIcon = Icon::Name::Service;

    //! Whether its words ask for attention: then it is marked at every size.
    [[nodiscard]] bool isBad() const;
};

[[nodiscard]] NodeLook lookOf(const StackNode &node, const StackGraph &graph);

} // namespace angee
