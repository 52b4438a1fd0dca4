// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace angee {

//! \brief Something in a stack's manifest that will not do what it says.
struct ManifestProblem
{
    enum class Consequence {
        Locked, //!< The daemon does not read such a file: from then on every route fails.
        Stuck, //!< It is read, but preparing fails: builds, logs, starts and stops, or the state of
               //!< all containers.
        Trap, //!< It works, but otherwise than it looks.
    };

    //! \brief What found it.
    enum class Stage {
        Text, //!< It is no YAML.
        Shape, //!< Keys and types.
        Rules,
        References,
    };

    Consequence consequence = Consequence::Locked;
    Stage stage = Stage::Text;
    int line = 0; //!< From 1; 0 where it belongs to none.
    QString words; //!< One sentence, without a full stop where it ends in the daemon's own words.

    friend bool operator==(const ManifestProblem &, const ManifestProblem &) = default;
};

using ManifestProblems = QList<ManifestProblem>;

} // namespace angee
