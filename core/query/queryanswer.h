// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <limits>

namespace angee {

//! \brief A GraphQL answer for people: its text, and the errors in it told apart from the data.
struct QueryAnswer
{
    QByteArray whole; //!< pretty JSON; what came, where it is no JSON
    QByteArray shown; //!< as much of it as a window can show at once
    bool isJson = false;
    bool isCut = false; //!< shown is not all
    qsizetype size = 0; //!< of what came, in bytes
    qsizetype errorCount = 0;
    QStringList errors; //!< the first few: message, place in the document, path in the answer

    static constexpr qsizetype shownLimit = qsizetype(1024) * 1024;
    static constexpr qsizetype lineLimit = 4096;
    static constexpr qsizetype errorsTold = 3;

    //! Linear in the size; any thread. \a limit bytes of pretty text are kept at most.
    static QueryAnswer read(const QByteArray &body,
                            qsizetype limit = std::numeric_limits<qsizetype>::max());
};

} // namespace angee
